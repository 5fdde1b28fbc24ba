import { type LogVerdict, verifyLog } from '#libs/translog';
import { type Chain, type ChainedBlock, createChain } from './chain.ts';
import { newestCheckpoint } from './read.ts';
import { commitBlock } from './seal.ts';
import { type Queryable, tileReader } from './tiles.ts';

export interface JournalVerdict {
  ok: boolean;
  /** Lines that the checkpoint covers and that were recomputed. */
  size: number;
  /** Blocks written after the newest checkpoint; their chain was checked too. */
  unsealedBlocks: number;
  /** The first thing that is wrong. */
  first?: JournalFault;
}

export interface JournalFault {
  /** The line's number in the log; null where it has none. */
  number: number | null;
  reference: string | null;
  code: string;
  why: string;
}

interface Row extends ChainedBlock {
  first_number: number;
  count: number;
}
type Placed = Pick<Row, 'first_number' | 'count' | 'stream' | 'seq'> & {
  [Column in 'lines' | 'salts' | 'previous' | 'hash']: Row[Column] | null;
};

const PAGE = 500;

/**
 * Proves the whole journal: every line against the tiles and the signed checkpoint, every block against its stream's chain.
 * Memory grows by one hash a stream. Faults are reported by the number and reference of the first false line, never thrown.
 * @param keys the log's trusted verifier keys
 */
export async function verifyJournal(
  client: Queryable,
  keys: readonly string[],
  progress: (lines: number) => void = () => {},
): Promise<JournalVerdict> {
  const checkpoint = await newestCheckpoint(client);
  const size = checkpoint?.size ?? 0;
  const chain = createChain();
  let fault: (JournalFault & { number: number; last: number }) | undefined;
  let checked = 0;
  async function* commitments(): AsyncGenerator<Buffer> {
    for await (const row of blocksInOrder(client, size)) {
      const reference = `${row.stream}:${row.seq}:0`;
      const last = row.first_number + row.count - 1;
      if (row.first_number !== checked)
        fault ??= {
          number: checked,
          last: checked,
          reference: null,
          code: 'entry_missing',
          why: 'The order of blocks has a gap here.',
        };
      if (!isPresent(row)) {
        fault ??= {
          number: row.first_number,
          last,
          reference,
          code: 'entry_missing',
          why: 'The block that was sealed here is gone.',
        };
        return;
      }
      if (!chain.follows(row))
        fault ??= {
          number: row.first_number,
          last,
          reference,
          code: 'chain_differs',
          why: 'The block does not follow from the block before it in its stream.',
        };
      for (const commitment of commitBlock(row)) {
        checked += 1;
        yield commitment;
      }
      progress(checked);
    }
  }
  const verdict: LogVerdict | undefined =
    checkpoint &&
    (await verifyLog({ checkpoint: checkpoint.note, keys, entries: commitments(), readTile: tileReader(client) }));
  // Where line and block are both wrong, the line is the finer answer; where a block is gone, every line after it is wrong.
  const within = fault && (fault.code === 'entry_missing' ? fault.number - 1 : fault.last);
  const first =
    verdict && !verdict.ok && (within === undefined || (verdict.index !== null && verdict.index <= within))
      ? {
          number: verdict.index,
          reference: await referenceOf(client, verdict.index),
          code: verdict.code,
          why: verdict.why,
        }
      : fault && { number: fault.number, reference: fault.reference, code: fault.code, why: fault.why };
  if (first) return { ok: false, size, unsealedBlocks: 0, first };
  const unsealed = await verifyUnsealed(client, chain, size);
  return {
    ok: unsealed.first === undefined,
    size,
    unsealedBlocks: unsealed.blocks,
    ...(unsealed.first ? { first: unsealed.first } : {}),
  };
}

function isPresent(row: Placed): row is Row {
  return row.lines !== null && row.salts !== null && row.previous !== null && row.hash !== null;
}

async function* blocksInOrder(client: Queryable, size: number): AsyncGenerator<Placed> {
  let after = -1;
  for (;;) {
    const { rows } = await client.query<Placed>({
      name: 'verify-page',
      text: `SELECT o.first_number, o.count, o.stream, o.seq, b.lines, b.salts, b.previous, b.hash
             FROM (SELECT * FROM kernel.log_block WHERE first_number > $1 AND first_number < $2 ORDER BY first_number LIMIT ${PAGE}) o
             LEFT JOIN kernel.journal_block b ON b.stream = o.stream AND b.seq = o.seq ORDER BY o.first_number`,
      values: [after, size],
    });
    for (const row of rows) yield row;
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.first_number;
  }
}

/**
 * What the checkpoint does not cover has only the chain of its stream to stand on. It is found by its absence from the
 * log's order, not by the sealer's cursors: those could have been set to hide it.
 */
async function verifyUnsealed(
  client: Queryable,
  chain: Chain,
  size: number,
): Promise<{ blocks: number; first?: JournalFault }> {
  let place = { stream: '00000000-0000-0000-0000-000000000000', seq: -1 };
  let blocks = 0;
  for (;;) {
    const { rows } = await client.query<Row>({
      name: 'verify-unsealed',
      text: `SELECT b.stream, b.seq, b.lines, b.salts, b.previous, b.hash FROM kernel.journal_block b
             LEFT JOIN kernel.log_block o ON o.stream = b.stream AND o.seq = b.seq AND o.first_number < $3
             WHERE (b.stream, b.seq) > ($1::uuid, $2::int) AND o.stream IS NULL ORDER BY b.stream, b.seq LIMIT ${PAGE}`,
      values: [place.stream, place.seq, size],
    });
    for (const row of rows) {
      blocks += 1;
      if (chain.follows(row)) continue;
      return {
        blocks,
        first: {
          number: null,
          reference: `${row.stream}:${row.seq}:0`,
          code: 'chain_differs',
          why: 'A block that is not sealed yet does not follow from the block before it.',
        },
      };
    }
    if (rows.length < PAGE) return { blocks };
    place = rows.at(-1)!;
  }
}

async function referenceOf(client: Queryable, number: number | null): Promise<string | null> {
  if (number === null) return null;
  const { rows } = await client.query<{ stream: string; seq: number; first_number: number }>(
    'SELECT stream, seq, first_number FROM kernel.log_block WHERE first_number <= $1 AND first_number + count > $1 ORDER BY first_number DESC LIMIT 1',
    [number],
  );
  return rows[0] ? `${rows[0].stream}:${rows[0].seq}:${number - rows[0].first_number}` : null;
}
