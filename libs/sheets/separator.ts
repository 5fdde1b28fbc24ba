import { splitFields } from '#libs/delimited';
import type { Encoding } from '#libs/legacytext';
import { readRecords } from './records.ts';
import type { Place, RandomAccess } from './sheet.ts';
import { decodeRecord } from './text.ts';

const SEPARATORS = [',', ';', '\t', '|', '^', '~', '\x1f'];

/** The first rows as one separator cuts them. */
export interface Sample {
  readonly separator: string;
  readonly rows: readonly (Place & { readonly cells: readonly string[] })[];
  /** Where the row behind them begins. */
  readonly next: Place;
}

/** The separator that cuts most rows into the same number of cells; where none does, the file has one column. */
export async function findSeparator(
  head: RandomAccess,
  encoding: Encoding,
  from: Place,
  said: string | undefined,
  most: number,
): Promise<Sample> {
  let best: Sample = { separator: said ?? ',', rows: [], next: from };
  let highest = -1;
  for (const separator of said === undefined ? SEPARATORS : [said]) {
    const sample = await takeSample(head, encoding, from, separator, most);
    const score = rate(sample);
    if (score > highest) [best, highest] = [sample, score];
  }
  return best;
}

async function takeSample(
  head: RandomAccess,
  encoding: Encoding,
  from: Place,
  separator: string,
  most: number,
): Promise<Sample> {
  for await (const { records, next } of readRecords(head, { encoding, separator }, from)) {
    const rows = records.slice(0, most).map(({ row, offset, bytes }) => ({
      row,
      offset,
      cells: splitFields(decodeRecord(bytes, encoding).text, separator),
    }));
    const behind = records[most];
    return { separator, rows, next: behind ? { row: behind.row, offset: behind.offset } : next };
  }
  return { separator, rows: [], next: from };
}

/** Share of the rows that have the usual number of cells, times how many those are; 0 where nothing is cut. */
function rate({ rows }: Sample): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let score = 0;
  for (const [cells, count] of counts) score = Math.max(score, (count / rows.length) * Math.log2(cells));
  return score;
}
