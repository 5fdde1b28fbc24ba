import type { Comparison, LevelShares, Model, Parameters } from './model.ts';
import type { Together } from './together.ts';

/** Pairs that agree alike: the level of each comparison (-1 absent) and how many pairs of the whole these stand for. */
export interface Pattern {
  readonly levels: readonly number[];
  readonly pairs: number;
  /** Drawn from the pairs that no rule lets through. */
  readonly drawn?: true;
}

export interface Estimate {
  readonly parameters: Parameters;
  readonly rounds: number;
  /** Pairs of one person that are expected among those that were not drawn: few drawn ones stand for many and say it roughly. */
  readonly matches: number;
}

const ROUNDS = 300;
/** How many pairs the assumption about m counts for at least, and which share of the matches. */
const ASSUMED = 4;
const ASSUMED_SHARE = 0.02;

const RAREST_SHARE = 1e-9;

/** What is assumed of pairs of one person before the data speaks: mostly the same, seldom different. */
function assumeShares({ levels }: Comparison): number[] {
  const partial = levels.length - 1;
  const shares = [0.06, ...new Array<number>(partial).fill(0.14 / Math.max(1, partial)), partial > 0 ? 0.8 : 0.94];
  const first = levels[0]!;
  // Two columns exchanged is a slip, however much it tells; the usual agreement is the level below.
  if (first.apart && partial > 0) [shares[partial], shares[partial + 1]] = [shares[partial + 1]!, shares[partial]!];
  return shares;
}

/**
 * m of neighbouring levels pooled until a stronger agreement never weighs less than a weaker one (pool adjacent
 * violators); u is left as observed, and so are levels `apart`.
 */
export function makeMonotone(m: readonly number[], u: readonly number[], apart: readonly boolean[] = []): number[] {
  const pools: { m: number; u: number; levels: number[] }[] = [];
  for (let level = 0; level < m.length; level++) {
    if (apart[level]) continue;
    let pool = { m: m[level]!, u: u[level]!, levels: [level] };
    for (let last = pools.at(-1); last && last.m / last.u > pool.m / pool.u; last = pools.at(-1)) {
      pool = { m: pool.m + last.m, u: pool.u + last.u, levels: [...last.levels, ...pool.levels] };
      pools.pop();
    }
    pools.push(pool);
  }
  const shares = [...m];
  for (const pool of pools) for (const level of pool.levels) shares[level] = (u[level]! * pool.m) / pool.u;
  return shares;
}

/** One comparison's part of the patterns, with the running estimates. */
interface Column {
  readonly field: string;
  readonly levels: Int8Array;
  readonly assumed: readonly number[];
  readonly apart: readonly boolean[];
  readonly shared: boolean;
  m: number[];
  u: number[];
}

/** Of the pairs of two persons; how many relatives are assumed for each row at the start. */
const KIN_A_ROW = 0.3;

/**
 * m, u and the share of matches by expectation maximisation over patterns that stand for all pairs: those that blocking
 * lets through and a sample of the rest with its weight, so that u is not spoilt by the matches; the sample says nothing of m.
 * Where a model has fields that relatives share, pairs of two relatives are a third kind: else brothers and sisters, who
 * are as many as the matches and alike in so much, would be taken for persons with many errors. Relatives are taken to agree on what they share as two
 * records of one person do, and on all else as strangers do.
 * Starts from fixed assumptions; the same patterns give the same estimate.
 * @param rows of the smaller list, of which a third is assumed to have a partner at the start
 */
export function estimateParameters(
  model: Pick<Model, 'comparisons' | 'together'>,
  patterns: readonly Pattern[],
  { allPairs, rows }: { readonly allPairs: number; readonly rows: number },
): Estimate {
  const pairs = Float64Array.from(patterns, (pattern) => pattern.pairs);
  // One pair that was drawn stands for hundreds or thousands: it says much of strangers, and of persons what chance will have.
  const looked = pairs.map((count, at) => (patterns[at]!.drawn ? 0 : count));
  const columns = model.comparisons.map((comparison, at) => makeColumn(comparison, at, patterns));
  const ones = new Float64Array(pairs.length).fill(1);
  for (const column of columns) {
    column.u = shareOf(countLevels(column, pairs, ones), allPairs);
  }
  let prior = clampPrior((rows * 0.3) / Math.max(1, allPairs));
  let kinship =
    columns.filter(({ shared }) => shared).length < 2 ? 0 : clampPrior((rows * KIN_A_ROW) / Math.max(1, allPairs));
  const joints = (model.together ?? []).map((of) => makeJoint(of, columns));
  let rounds = 0;
  while (rounds++ < ROUNDS) {
    const { person, stranger, kin } = expect(columns, joints, pairs.length, prior, kinship);
    let change = 0;
    for (const column of columns) {
      column.u = shareOf(countLevels(column, pairs, stranger), allPairs);
      const before = column.m;
      column.m = shareOfMatches(column, countLevels(column, looked, person));
      for (let level = 0; level < before.length; level++)
        change = Math.max(change, Math.abs(before[level]! - column.m[level]!));
    }
    for (const joint of joints) joint.excess = excessOf(joint, pairs, stranger);
    const next = clampPrior(sumOf(looked, person) / Math.max(1, allPairs));
    change = Math.max(change, Math.abs(Math.log(next / prior)));
    prior = next;
    if (kinship > 0) kinship = clampPrior(sumOf(pairs, kin) / Math.max(1, allPairs));
    if (change < 1e-4) break;
  }
  const shares = Object.fromEntries(columns.map(({ field, m, u }) => [field, { m, u } satisfies LevelShares]));
  const parameters = { prior, shares, ...(kinship > 0 ? { relatives: kinship } : {}) };
  const { person } = expect(columns, joints, pairs.length, prior, kinship);
  const matches = patterns.reduce((sum, pattern, at) => sum + (pattern.drawn ? 0 : pattern.pairs * person[at]!), 0);
  return { parameters, rounds, matches };
}

function sumOf(pairs: Float64Array, part: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < pairs.length; at++) sum += pairs[at]! * part[at]!;
  return sum;
}

function makeColumn(comparison: Comparison, at: number, patterns: readonly Pattern[]): Column {
  const assumed = assumeShares(comparison);
  const apart = [false, ...comparison.levels.map((level) => level.apart === true).reverse()];
  return {
    field: comparison.field,
    levels: Int8Array.from(patterns, ({ levels }) => levels[at]!),
    assumed,
    apart,
    shared: comparison.shared === true,
    m: [...assumed],
    u: [],
  };
}

const clampPrior = (prior: number) => Math.min(0.1, Math.max(1e-12, prior));

/** The probability of each pattern to be of one person, of two strangers, of two relatives, under the shares as they stand. */
function expect(columns: readonly Column[], joints: readonly Joint[], count: number, prior: number, kinship: number) {
  const person = new Float64Array(count).fill(Math.log(prior));
  const kin = new Float64Array(count).fill(Math.log(kinship));
  const stranger = new Float64Array(count);
  const base = Math.log(1 - prior - kinship);
  for (const { levels, m, u, shared } of columns) {
    const ofPerson = m.map((share, level) => Math.log(share / u[level]!));
    for (let at = 0; at < count; at++) {
      const level = levels[at]!;
      if (level < 0) continue;
      person[at]! += ofPerson[level]!;
      if (shared) kin[at]! += ofPerson[level]!;
    }
  }
  for (const { one, other, excess } of joints) {
    for (let at = 0; at < count; at++) {
      const [level, beside] = [one.levels[at]!, other.levels[at]!];
      if (level < 0 || beside < 0) continue;
      const more = excess[level * other.u.length + beside]!;
      person[at]! -= more;
      kin[at]! -= more;
    }
  }
  for (let at = 0; at < count; at++) {
    const most = Math.max(base, person[at]!, kin[at]!);
    const [a, b, c] = [Math.exp(person[at]! - most), Math.exp(base - most), Math.exp(kin[at]! - most)];
    person[at] = a / (a + b + c);
    stranger[at] = b / (a + b + c);
    kin[at] = c / (a + b + c);
  }
  return { person, stranger, kin };
}

/** Two fields whose values go together: how much oftener strangers agree on both than their shares would have it, as a logarithm. */
interface Joint {
  readonly one: Column;
  readonly other: Column;
  excess: Float64Array;
}

/** So many pairs of a million are taken to be as independence would have them. */
const INDEPENDENT_SHARE = 1e-6;

function makeJoint([field, other]: Together, columns: readonly Column[]): Joint {
  const [one, two] = [field, other].map((name) => columns.find((column) => column.field === name)!) as [Column, Column];
  return { one, other: two, excess: new Float64Array(one.u.length * two.u.length) };
}

function excessOf({ one, other }: Joint, pairs: Float64Array, stranger: Float64Array): Float64Array {
  const width = other.u.length;
  const counts = new Float64Array(one.u.length * width);
  let sum = 0;
  for (let at = 0; at < pairs.length; at++) {
    const [level, beside] = [one.levels[at]!, other.levels[at]!];
    if (level < 0 || beside < 0) continue;
    const part = pairs[at]! * stranger[at]!;
    counts[level * width + beside]! += part;
    sum += part;
  }
  const assumed = INDEPENDENT_SHARE * sum;
  return counts.map((count, cell) => {
    const expected = one.u[Math.floor(cell / width)]! * other.u[cell % width]!;
    return sum === 0 ? 0 : Math.max(0, Math.log((count + assumed * expected) / (sum + assumed) / expected));
  });
}

function countLevels({ levels, assumed }: Column, pairs: Float64Array, part: Float64Array): number[] {
  const counts = new Array<number>(assumed.length).fill(0);
  for (let at = 0; at < levels.length; at++) if (levels[at]! >= 0) counts[levels[at]!]! += pairs[at]! * part[at]!;
  return counts;
}

function shareOfMatches({ assumed, apart, u }: Column, counts: readonly number[]): number[] {
  const sum = counts.reduce((total, count) => total + count, 0);
  const weight = ASSUMED + ASSUMED_SHARE * sum;
  const shares = counts.map((count, level) => (count + weight * assumed[level]!) / (sum + weight));
  return makeMonotone(shares, u, apart);
}

function shareOf(counts: readonly number[], allPairs: number): number[] {
  const sum = counts.reduce((total, one) => total + one, 0);
  // Half a pair for what was never seen; no single agreement is worth more than thirty bits.
  const least = Math.max(RAREST_SHARE, 0.5 / Math.max(2, Math.min(allPairs, sum)));
  const raised = counts.map((one) => Math.max(least, sum > 0 ? one / sum : 1 / counts.length));
  const total = raised.reduce((whole, one) => whole + one, 0);
  return raised.map((one) => one / total);
}
