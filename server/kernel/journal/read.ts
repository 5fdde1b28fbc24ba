import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { inclusionProof, leafHash } from '#libs/translog';
import type { Entry, NumberedEntry } from './entry.ts';
import { committedText, readLine } from './line.ts';
import { commitBlock, saltOf } from './seal.ts';
import { type Queryable, tileReader } from './tiles.ts';

/** A sealed line with all that proves it. */
export interface LineProof {
  number: number;
  reference: string;
  /** The exact text that was committed to; of a closed line, without what opens its subjects. */
  line: string;
  salt: Buffer;
  commitment: Buffer;
  leafHash: Buffer;
  /** Size of the log that the path leads to. */
  size: number;
  path: Buffer[];
  /** Signed note. */
  checkpoint: string;
}

interface PlacedBlock {
  first_number: number;
  count: number;
  stream: string;
  seq: number;
  lines: string;
  salts: Buffer;
}

/** Lines by number, in the order of the numbers given; unknown numbers are left out. */
export async function readLines(
  client: Queryable,
  numbers: readonly number[],
): Promise<(NumberedEntry & { reference: string })[]> {
  if (numbers.length === 0) return [];
  const blocks = await blocksOf(client, numbers);
  return numbers.flatMap((number) => {
    const block = blocks.find((one) => number >= one.first_number && number < one.first_number + one.count);
    if (!block) return [];
    const index = number - block.first_number;
    const line = block.lines.split('\n')[index];
    return line === undefined
      ? []
      : [{ ...readLine(line), number, reference: `${block.stream}:${block.seq}:${index}` }];
  });
}

async function blocksOf(client: Queryable, numbers: readonly number[]): Promise<PlacedBlock[]> {
  const { rows } = await client.query<PlacedBlock>({
    name: 'journal-blocks-of',
    text: `SELECT DISTINCT ON (o.first_number) o.first_number, o.count, o.stream, o.seq, b.lines, b.salts
           FROM unnest($1::bigint[]) AS n (number)
           CROSS JOIN LATERAL (SELECT * FROM kernel.log_block o WHERE o.first_number <= n.number ORDER BY o.first_number DESC LIMIT 1) o
           JOIN kernel.journal_block b ON b.stream = o.stream AND b.seq = o.seq
           WHERE n.number < o.first_number + o.count`,
    values: [numbers],
  });
  return rows;
}

/** Lines read between two answers of the process. */
const AT_ONCE = 200;

/** Whole blocks of sealed lines from a number on, about `limit` lines. @returns lines in order and the number after the last. */
export async function readFrom(
  client: Queryable,
  number: number,
  limit: number,
): Promise<{ lines: NumberedEntry[]; next: number }> {
  const { rows } = await client.query<PlacedBlock>({
    name: 'journal-from',
    text: `SELECT o.first_number, o.count, o.stream, o.seq, b.lines, b.salts
           FROM (SELECT * FROM kernel.log_block
                 WHERE first_number >= coalesce((SELECT max(first_number) FROM kernel.log_block WHERE first_number <= $1), 0)
                   AND first_number < $1 + $2
                 ORDER BY first_number LIMIT $2) o
           JOIN kernel.journal_block b ON b.stream = o.stream AND b.seq = o.seq
           ORDER BY o.first_number`,
    // By numbers and not by blocks alone: a file that is entered writes blocks of thousands of lines.
    values: [number, limit],
  });
  const lines: NumberedEntry[] = [];
  let next = number;
  for (const block of rows) {
    for (const [index, line] of block.lines.split('\n').entries()) {
      const own = block.first_number + index;
      if (own < number) continue;
      lines.push({ ...readLine(line), number: own });
      // A file's block takes longer than a request may wait.
      if (lines.length % AT_ONCE === 0) await yieldToOthers();
    }
    next = Math.max(next, block.first_number + block.count);
  }
  return { lines, next };
}

const REFERENCE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([0-9]{1,9}):([0-9]{1,9})$/;

/** The number of a line by its reference; undefined while it is not sealed yet, and for what is no reference. */
export async function findNumber(client: Queryable, reference: string): Promise<number | undefined> {
  const [, stream, seq, index] = REFERENCE.exec(reference) ?? [];
  if (stream === undefined) return undefined;
  const { rows } = await client.query<{ first_number: number; count: number }>({
    name: 'journal-number',
    text: 'SELECT first_number, count FROM kernel.log_block WHERE stream = $1 AND seq = $2',
    values: [stream, seq],
  });
  const found = rows[0];
  return found && Number(index) < found.count ? found.first_number + Number(index) : undefined;
}

/** All that proves a sealed line against the newest checkpoint. @returns undefined where no such line is sealed. */
export async function proveLine(client: Queryable, number: number): Promise<LineProof | undefined> {
  const [proof] = await proveLines(client, [number]);
  return proof;
}

/** Proves several lines against one checkpoint. @returns in the order of the numbers; lines that are not sealed are left out */
export async function proveLines(client: Queryable, numbers: readonly number[]): Promise<LineProof[]> {
  const checkpoint = await newestCheckpoint(client);
  const blocks = checkpoint ? await blocksOf(client, numbers) : [];
  const proofs: LineProof[] = [];
  for (const number of numbers) {
    const block = blocks.find((one) => number >= one.first_number && number < one.first_number + one.count);
    if (!block || number >= checkpoint!.size) continue;
    const index = number - block.first_number;
    const commitment = commitBlock(block)[index]!;
    proofs.push({
      number,
      reference: `${block.stream}:${block.seq}:${index}`,
      line: committedText(block.lines.split('\n')[index]!),
      salt: saltOf(block.salts, index),
      commitment,
      leafHash: leafHash(commitment),
      size: checkpoint!.size,
      path: await inclusionProof(number, checkpoint!.size, tileReader(client)),
      checkpoint: checkpoint!.note,
    });
  }
  return proofs;
}

/** A line by its reference, sealed or not. */
export async function findLine(client: Queryable, reference: string): Promise<Entry | undefined> {
  const [, stream, seq, index] = REFERENCE.exec(reference) ?? [];
  if (stream === undefined) return undefined;
  const { rows } = await client.query<{ lines: string }>({
    name: 'journal-line',
    text: 'SELECT lines FROM kernel.journal_block WHERE stream = $1 AND seq = $2',
    values: [stream, seq],
  });
  const line = rows[0]?.lines.split('\n')[Number(index)];
  return line === undefined ? undefined : readLine(line);
}

export async function newestCheckpoint(
  client: Queryable,
): Promise<{ size: number; note: string; signed_at: Date } | undefined> {
  const { rows } = await client.query<{ size: number; note: string; signed_at: Date }>({
    name: 'checkpoint-newest',
    text: 'SELECT size, note, signed_at FROM kernel.log_checkpoint ORDER BY size DESC LIMIT 1',
  });
  return rows[0];
}

/** Data of the entries of one bundle (tlog-tiles `tile/entries/<N>`): commitments only, public. */
export async function readCommitments(client: Queryable, first: number, count: number): Promise<Buffer[]> {
  const { rows } = await client.query<PlacedBlock>({
    name: 'journal-commitments',
    text: `SELECT o.first_number, o.count, o.stream, o.seq, b.lines, b.salts FROM kernel.log_block o
           JOIN kernel.journal_block b ON b.stream = o.stream AND b.seq = o.seq
           WHERE o.first_number >= coalesce((SELECT max(first_number) FROM kernel.log_block WHERE first_number <= $1), 0) AND o.first_number < $2
           ORDER BY o.first_number`,
    values: [first, first + count],
  });
  const all = rows.flatMap((block) =>
    commitBlock(block).map((data, index) => ({ number: block.first_number + index, data })),
  );
  return all.filter(({ number }) => number >= first && number < first + count).map(({ data }) => data);
}
