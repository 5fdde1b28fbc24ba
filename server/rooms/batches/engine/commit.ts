import { from as copyFrom } from 'pg-copy-streams';
import type { Client, Database, Entry } from '#kernel';
import { type BlindSet, blind, buildSet, KEY_BYTES } from '#libs/blindset';
import type { Finding } from '../model.ts';
import type { Job } from './job.ts';

/** A piece that was answered, and whom it was about. */
export interface Piece {
  readonly chunk: number;
  /** `rows` of the file, or persons whom a finding concerns. */
  readonly kind: 'rows' | Finding;
  readonly firstRow: number;
  readonly rows: number;
  readonly offsetAfter: number;
  readonly counts: unknown;
  /** Keys of the persons, 16 bytes each. */
  readonly keys: Buffer;
  /** Names of the consents that were used, 16 bytes each: they stand in the index like persons, and are proved like them. */
  readonly grounds?: Buffer | undefined;
  /** Of a finding: the first day on which what was found may be locked. */
  readonly lockFrom?: string;
}

const NONE = Buffer.alloc(0);

/** Another process answers this batch now, or it was cancelled. */
export class LeaseLost extends Error {}

/**
 * Makes a piece durable: the line in the journal, the blind index behind it, and how far the batch has come, in one transaction.
 * The piece's part of the result is on the disk before.
 * @throws LeaseLost
 */
export async function commitPiece(database: Database, job: Job, piece: Piece): Promise<void> {
  const salt = Buffer.from(job.salt, 'hex');
  // Who does not exist is in no index.
  const set = buildSet(
    blind(salt, job.stage === 'production' ? Buffer.concat([piece.keys, piece.grounds ?? NONE]) : NONE),
  );
  const looks = piece.keys.length / KEY_BYTES;
  await database.transact(async ({ client, append }) => {
    const held = await client.query(
      "UPDATE batches.batch SET rows_read = $3, bytes_read = $4 WHERE batch = $1 AND lease_by = $2 AND state = 'running'",
      [job.batch, job.lease, piece.firstRow + piece.rows, piece.offsetAfter],
    );
    if (held.rowCount === 0) throw new LeaseLost();
    if (job.stage === 'production') await copyPages(client, job.batch, piece.chunk, set);
    const reference = append(describePiece(job, piece, set, looks));
    await client.query(
      `INSERT INTO batches.chunk (batch, chunk, kind, first_row, rows, looks, offset_after, counts, bits, leaves, reference, lock_from)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        job.batch,
        piece.chunk,
        piece.kind,
        piece.firstRow,
        piece.rows,
        looks,
        piece.offsetAfter,
        JSON.stringify(piece.counts),
        set.bits,
        set.leaves,
        reference,
        piece.lockFrom ?? null,
      ],
    );
  });
}

/** One line for all persons of a piece. Whom it concerns is in the pages under `root`; the line itself names nobody. */
function describePiece(job: Job, piece: Piece, set: BlindSet, looks: number): Entry {
  const at = new Date(Date.now() + job.clockOffset).toISOString();
  const real = job.stage === 'production';
  return {
    // What is said of persons who do not exist concerns nobody.
    kind: !real ? 'note' : piece.kind === 'rows' ? 'look' : 'act',
    room: 'batches',
    type: piece.kind === 'rows' ? 'bulk' : `bulk-${piece.kind}`,
    subjects: [],
    actor: job.actor,
    organisation: job.organisation,
    office: job.actor,
    purpose: job.purpose,
    legalBasis: job.legalBasis,
    ...(job.caseNumber ? { caseNumber: job.caseNumber } : {}),
    fields: [...job.fields, 'pin'],
    data: {
      batch: job.batch,
      piece: piece.chunk,
      ...(piece.kind === 'rows' ? { firstRow: piece.firstRow + 1, rows: piece.rows } : {}),
      looks,
      ...(real && piece.grounds ? { consents: piece.grounds.length / KEY_BYTES } : {}),
      ...(piece.lockFrom ? { lockFrom: piece.lockFrom } : {}),
      ...(real ? { bits: set.bits, root: set.root.toString('hex'), salt: job.salt } : { stage: job.stage }),
    },
    ...(job.hiddenUntil ? { hiddenUntil: job.hiddenUntil } : {}),
    actedAt: at,
    receivedAt: new Date().toISOString(),
  };
}

const signature = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const trailer = Buffer.from([0xff, 0xff]);
const BUFFERED = 1 << 20;

/** PostgreSQL's binary COPY: pages of random bytes would double in size as text. */
async function copyPages(client: Client, batch: string, chunk: number, { pages }: BlindSet): Promise<void> {
  const stream = client.query(copyFrom('COPY batches.page (batch, chunk, page, entries) FROM STDIN (FORMAT binary)'));
  const finished = new Promise<void>((resolve, reject) => stream.once('finish', resolve).once('error', reject));
  const head = Buffer.alloc(2 + 20 + 8 + 8 + 4);
  head.writeInt16BE(4, 0);
  head.writeInt32BE(16, 2);
  Buffer.from(batch.replaceAll('-', ''), 'hex').copy(head, 6);
  head.writeInt32BE(4, 22);
  head.writeInt32BE(chunk, 26);
  head.writeInt32BE(4, 30);
  let parts: Buffer[] = [signature];
  let length = signature.length;
  const flush = async () => {
    if (!stream.write(Buffer.concat(parts)))
      await Promise.race([finished, new Promise((resolve) => stream.once('drain', resolve))]);
    parts = [];
    length = 0;
  };
  for (const [page, entries] of pages.entries()) {
    const own = Buffer.from(head);
    own.writeInt32BE(page, 34);
    own.writeInt32BE(entries.length, 38);
    parts.push(own, entries);
    length += own.length + entries.length;
    if (length > BUFFERED) await flush();
  }
  parts.push(trailer);
  await flush();
  stream.end();
  await finished;
}
