import type { Clean } from './clean.ts';

/** Two fields whose values may go together more often than each on its own would let expect: `sir` with `baronet`. */
export type Together = readonly [field: string, other: string];

/** How often the values of two fields are seen in one row. */
export interface TogetherShares {
  readonly of: Together;
  /** Rows that hold both. */
  readonly rows: number;
  /** Records that a person has. */
  readonly copies: number;
  /** Rows by `togetherValue`, where they are known here and not in a table. */
  readonly counts?: ReadonlyMap<string, number>;
}

/** One value of two. */
export const togetherValue = (value: string, other: string) => `${value}\u0000${other}`;

/** Records a person, of whom there is one: itself and the partners that it may expect on the other side. */
export function expectCopies(prior: number, others: number): number {
  return 1 + prior * Math.max(0, others - 1);
}

export function countTogether(of: Together, rows: readonly Clean[], copies: number): TogetherShares {
  const counts = new Map<string, number>();
  let both = 0;
  for (const row of rows) {
    const [value, other] = [row[of[0]], row[of[1]]];
    if (value === undefined || other === undefined) continue;
    both++;
    const key = togetherValue(value, other);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return { of, rows: both, copies, counts };
}

/** Persons have unequally many records: beyond this many times the usual, rows are taken to be other persons'. */
const TIMES_COPIES = 2;

/** Rows with two values of which no more than so many may be one person's own. */
export const ownRows = ({ copies }: TogetherShares) => TIMES_COPIES * copies;

/**
 * What two agreements are worth less because their values go together, in bits: 0 or below. Their weights take the values
 * for independent, and the product of the two frequencies for how often strangers have both.
 * @param count rows with both values
 */
export function discountTogether(
  shares: TogetherShares,
  count: number,
  frequencies: readonly [number, number],
): number {
  const seen = Math.max(0, count - ownRows(shares)) / Math.max(1, shares.rows);
  return seen === 0 ? 0 : -Math.max(0, Math.log2(seen / (frequencies[0] * frequencies[1])));
}
