import { setImmediate as yieldToOthers } from 'node:timers/promises';
import {
  appendLeaves,
  commitLine,
  HASH_BYTES,
  hashLeaves,
  parseCheckpoint,
  parseNote,
  resumeTree,
  rootHash,
  SALT_BYTES,
  signCheckpoint,
  type Tile,
  type TreeState,
} from '#libs/translog';
import type { Client } from '../database/database.ts';
import type { KeyStore } from '../keys.ts';
import { STREAM_LIFE_MS } from './lane.ts';
import { committedText } from './line.ts';
import { serialTileReader } from './tiles.ts';

/** Blocks taken into one sealing; more wait for the next, which follows at once. */
const BLOCKS = 1000;
/** A stream counts as ended this long after its life: no transaction of ours lasts a minute. */
const GRACE_MS = 10 * 60 * 1000;
/** So often streams that had ended are looked at again: a clock that jumped may have ended one too early. */
const FULL_EVERY_MS = 60 * 60 * 1000;

export interface Sealed {
  /** Lines in the log now. */
  size: number;
  /** Lines sealed this time. */
  added: number;
  /** Blocks may be left over. */
  more: boolean;
}

export function logOrigin(country: string): string {
  return `dancu.${country}/journal`;
}

/**
 * Seals what was journalled since the last time: gives each line its number, appends its salted commitment to the Merkle
 * tree, signs the new root. One transaction; two sealers at once take turns on the head. Writers are never waited for.
 */
export function createSealer(keys: KeyStore, origin: string) {
  let tree: TreeState | undefined;
  let fullAt = Number.NEGATIVE_INFINITY;

  return async function seal(client: Client): Promise<Sealed> {
    await client.query('BEGIN');
    try {
      const head = await client.query<{ size: number }>('SELECT size FROM kernel.log_head WHERE one = 1 FOR UPDATE');
      const size = head.rows[0]!.size;
      // Another process may have sealed since; the stored tiles tell.
      const before = tree?.size === size ? tree : await resumeLog(client, size);
      const full = performance.now() - fullAt > FULL_EVERY_MS;
      const streams = await findStreams(client, full);
      const blocks = await readBlocks(client, streams);
      const added = blocks.reduce((sum, block) => sum + block.count, 0);
      if (added > 0) {
        const leaves = hashLeaves(await commitBlocks(blocks));
        const after = appendLeaves(before, leaves);
        await storeOrder(client, blocks, size);
        await storeTiles(client, after.tiles);
        const key = keys.current('log-checkpoint');
        const signer = { name: origin, publicKey: Buffer.from(key.publicJwk.x!, 'base64url'), sign: key.sign };
        const note = await signCheckpoint({ origin, size: after.state.size, root: rootHash(after.state) }, [signer]);
        await client.query('INSERT INTO kernel.log_checkpoint (size, note) VALUES ($1, $2)', [after.state.size, note]);
        await client.query('UPDATE kernel.log_head SET size = $1 WHERE one = 1', [after.state.size]);
        tree = after.state;
      } else tree = before;
      await storeCursors(client, streams, blocks);
      await client.query('COMMIT');
      const more = blocks.length >= BLOCKS;
      if (full && !more) fullAt = performance.now();
      return { size: tree.size, added, more };
    } catch (error) {
      tree = undefined;
      await client.query('ROLLBACK').catch(() => {});
      throw error;
    }
  };
}

/** The stored tree. To sign what does not continue the newest checkpoint would be to sign a second history. */
async function resumeLog(client: Client, size: number): Promise<TreeState> {
  const tree = await resumeTree(size, serialTileReader(client));
  const { rows } = await client.query<{ size: number; note: string }>(
    'SELECT size, note FROM kernel.log_checkpoint ORDER BY size DESC LIMIT 1',
  );
  if (!rows[0] && size === 0) return tree;
  const signed = rows[0] && parseCheckpoint(parseNote(rows[0].note).text);
  if (signed?.size === size && rows[0]!.size === size && Buffer.compare(signed.root, rootHash(tree)) === 0) return tree;
  throw Object.assign(new Error('the stored log is not what its newest checkpoint signed'), { code: 'log-differs' });
}

interface Stream {
  stream: string;
  nextSeq: number;
  endable: boolean;
}

/** Streams that may hold unsealed blocks: those young enough to grow, or all that never ended or have a block left over. */
async function findStreams(client: Client, all: boolean): Promise<Stream[]> {
  const { rows } = await client.query<Stream>({
    name: all ? 'seal-streams-all' : 'seal-streams',
    text: `SELECT s.stream, coalesce(c.next_seq, 0) AS "nextSeq",
                  s.opened_at < now() - make_interval(secs => ${(STREAM_LIFE_MS + GRACE_MS) / 1000}) AS endable
           FROM kernel.journal_stream s LEFT JOIN kernel.log_cursor c USING (stream)
           WHERE ${all ? `NOT coalesce(c.ended, false) OR EXISTS (SELECT 1 FROM kernel.journal_block b WHERE b.stream = s.stream AND b.seq = c.next_seq)` : `NOT coalesce(c.ended, false) AND s.opened_at > now() - interval '1 day'`}
           ORDER BY s.stream`,
  });
  return rows;
}

interface Block {
  stream: string;
  seq: number;
  lines: string;
  count: number;
  salts: Buffer;
}

async function readBlocks(client: Client, streams: readonly Stream[]): Promise<Block[]> {
  if (streams.length === 0) return [];
  const { rows } = await client.query<Block>({
    name: 'seal-blocks',
    text: `SELECT b.stream, b.seq, b.lines, b.count, b.salts
           FROM unnest($1::uuid[], $2::int[]) AS w (stream, next_seq)
           CROSS JOIN LATERAL (
             SELECT * FROM kernel.journal_block b WHERE b.stream = w.stream AND b.seq >= w.next_seq ORDER BY b.seq LIMIT ${BLOCKS}
           ) b LIMIT ${BLOCKS}`,
    values: [streams.map((one) => one.stream), streams.map((one) => one.nextSeq)],
  });
  return rows.sort((a, b) => (a.stream === b.stream ? a.seq - b.seq : a.stream < b.stream ? -1 : 1));
}

async function commitBlocks(blocks: readonly Block[]): Promise<Buffer[]> {
  const commitments: Buffer[] = [];
  for (const block of blocks) {
    commitments.push(...commitBlock(block));
    if (commitments.length % 4096 < block.count) await yieldToOthers();
  }
  return commitments;
}

/** The salted commitments of a block's lines, in order: the data of their log entries. */
export function commitBlock(block: { lines: string; salts: Buffer; count: number }): Buffer[] {
  const lines = block.count === 0 ? [] : block.lines.split('\n');
  return lines.map((line, index) => commitLine(saltOf(block.salts, index), Buffer.from(committedText(line))));
}

/** A line's salt; a block whose salts were cut short yields zeros, so that the lines after it still get their own. */
export function saltOf(salts: Buffer, index: number): Buffer {
  const salt = salts.subarray(index * SALT_BYTES, (index + 1) * SALT_BYTES);
  return salt.length === SALT_BYTES ? salt : Buffer.alloc(SALT_BYTES);
}

async function storeOrder(client: Client, blocks: readonly Block[], size: number): Promise<void> {
  const numbers: number[] = [];
  let next = size;
  for (const block of blocks) {
    numbers.push(next);
    next += block.count;
  }
  await client.query({
    name: 'seal-order',
    text: 'INSERT INTO kernel.log_block (first_number, count, stream, seq) SELECT * FROM unnest($1::bigint[], $2::int[], $3::uuid[], $4::int[])',
    values: [numbers, blocks.map((b) => b.count), blocks.map((b) => b.stream), blocks.map((b) => b.seq)],
  });
}

async function storeTiles(client: Client, tiles: readonly Tile[]): Promise<void> {
  await client.query({
    name: 'seal-tiles',
    text: `INSERT INTO kernel.log_tile (level, tile, hashes) SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bytea[])
           ON CONFLICT (level, tile) DO UPDATE SET hashes = EXCLUDED.hashes WHERE length(kernel.log_tile.hashes) < ${256 * HASH_BYTES}`,
    values: [tiles.map((t) => t.level), tiles.map((t) => t.index), tiles.map((t) => t.bytes)],
  });
}

async function storeCursors(client: Client, streams: readonly Stream[], blocks: readonly Block[]): Promise<void> {
  const next = new Map<string, number>();
  for (const block of blocks) next.set(block.stream, block.seq + 1);
  const more = blocks.length >= BLOCKS;
  const changed = streams.filter((one) => next.has(one.stream) || (one.endable && !more));
  if (changed.length === 0) return;
  await client.query({
    name: 'seal-cursors',
    text: `INSERT INTO kernel.log_cursor (stream, next_seq, ended) SELECT * FROM unnest($1::uuid[], $2::int[], $3::boolean[])
           ON CONFLICT (stream) DO UPDATE SET next_seq = EXCLUDED.next_seq, ended = EXCLUDED.ended`,
    values: [
      changed.map((one) => one.stream),
      changed.map((one) => next.get(one.stream) ?? one.nextSeq),
      changed.map((one) => one.endable && !next.has(one.stream) && !more),
    ],
  });
}
