import { type LogVerdict, type ReadTile, verifyLog } from '#libs/translog';
import { blockHash } from './lane.ts';
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
  first?: { number: number | null; reference: string | null; code: string; why: string };
}

interface Row {
  first_number: number;
  count: number;
  stream: string;
  seq: number;
  lines: string | null;
  salts: Buffer | null;
  previous: Buffer | null;
  hash: Buffer | null;
}

const PAGE = 500;

/**
 * Proves the whole journal: every line against the tiles and the signed checkpoint, every block against its stream's chain.
 * Memory stays flat. Faults are reported by the number and reference of the first false line, never thrown.
 * @param keys the log's trusted verifier keys
 */
export async function verifyJournal(client: Queryable, keys: readonly string[], progress: (lines: number) => void = () => {}): Promise<JournalVerdict> {
  const checkpoint = await newestCheckpoint(client);
  let gap: JournalVerdict['first'];
  let checked = 0;
  async function* commitments(): AsyncGenerator<Buffer> {
    for await (const row of blocksInOrder(client)) {
      if (row.first_number !== checked) gap ??= { number: checked, reference: null, code: 'entry_missing', why: 'The order of blocks has a gap here.' };
      if (row.lines === null || row.salts === null) {
        gap ??= { number: row.first_number, reference: `${row.stream}:${row.seq}:0`, code: 'entry_missing', why: 'The block that was sealed here is gone.' };
        return;
      }
      const block = { lines: row.lines, salts: row.salts, count: row.count };
      for (const commitment of commitBlock(block)) {
        checked += 1;
        yield commitment;
      }
      progress(checked);
    }
  }
  const readTile: ReadTile = tileReader(client);
  const unsealed = await verifyUnsealed(client);
  if (!checkpoint) return { ok: unsealed.first === undefined, size: 0, unsealedBlocks: unsealed.blocks, ...(unsealed.first ? { first: unsealed.first } : {}) };
  const verdict: LogVerdict = await verifyLog({ checkpoint: checkpoint.note, keys, entries: commitments(), readTile });
  const base = { size: checkpoint.size, unsealedBlocks: unsealed.blocks };
  if (gap && (verdict.ok || verdict.index === null || (gap.number ?? 0) <= verdict.index)) return { ok: false, ...base, first: gap };
  if (!verdict.ok) {
    const reference = verdict.index === null ? null : await referenceOf(client, verdict.index);
    return { ok: false, ...base, first: { number: verdict.index, reference, code: verdict.code, why: verdict.why } };
  }
  return unsealed.first ? { ok: false, ...base, first: unsealed.first } : { ok: true, ...base };
}

async function* blocksInOrder(client: Queryable): AsyncGenerator<Row> {
  let after = -1;
  for (;;) {
    const { rows } = await client.query<Row>({
      name: 'verify-page',
      text: `SELECT o.first_number, o.count, o.stream, o.seq, b.lines, b.salts, b.previous, b.hash
             FROM (SELECT * FROM kernel.log_block WHERE first_number > $1 ORDER BY first_number LIMIT ${PAGE}) o
             LEFT JOIN kernel.journal_block b ON b.stream = o.stream AND b.seq = o.seq ORDER BY o.first_number`,
      values: [after],
    });
    for (const row of rows) yield row;
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.first_number;
  }
}

/** What is not sealed yet has only the chain of its stream to stand on. */
async function verifyUnsealed(client: Queryable): Promise<{ blocks: number; first?: NonNullable<JournalVerdict['first']> }> {
  const { rows } = await client.query<Row>({
    name: 'verify-unsealed',
    text: `SELECT b.stream, b.seq, b.lines, b.salts, b.count, b.previous, b.hash FROM kernel.journal_stream s
           LEFT JOIN kernel.log_cursor c USING (stream)
           JOIN kernel.journal_block b ON b.stream = s.stream AND b.seq >= coalesce(c.next_seq, 0) - 1
           WHERE NOT coalesce(c.ended, false) ORDER BY b.stream, b.seq LIMIT 20000`,
  });
  let before: Row | undefined;
  let blocks = 0;
  for (const row of rows) {
    const follows = before?.stream === row.stream;
    const chained = !follows || (row.seq === before!.seq + 1 && row.previous!.equals(before!.hash!));
    const own = blockHash(row.stream, row.seq, row.previous!, row.salts!, row.lines!).equals(row.hash!);
    if (!chained || !own) {
      return { blocks, first: { number: null, reference: `${row.stream}:${row.seq}:0`, code: 'chain_differs', why: 'A block that is not sealed yet does not follow from the block before it.' } };
    }
    blocks += 1;
    before = row;
  }
  return { blocks };
}

async function referenceOf(client: Queryable, number: number): Promise<string | null> {
  const { rows } = await client.query<{ stream: string; seq: number; first_number: number }>(
    'SELECT stream, seq, first_number FROM kernel.log_block WHERE first_number <= $1 ORDER BY first_number DESC LIMIT 1',
    [number],
  );
  return rows[0] ? `${rows[0].stream}:${rows[0].seq}:${number - rows[0].first_number}` : null;
}
