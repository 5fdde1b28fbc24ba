import { type Clean, createCleaner } from './clean.ts';
import { compileComparison, type Leveller, levelName } from './compare.ts';
import { type Comparison, LinkageError, type Model, type Parameters, type Row } from './model.ts';
import { discountTogether, togetherValue } from './together.ts';

export interface Reason {
  readonly field: string;
  readonly level: string;
  /** log2(m / u): how many times twofold this makes one person more likely (or, below 0, less). */
  readonly bits: number;
  /** The share of `bits` that comes from the value being rarer or commoner than the usual one. */
  readonly rarity?: number;
}

export interface Score {
  /** Sum of the bits. */
  readonly weight: number;
  /** That the two are one person. */
  readonly probability: number;
  /** Strongest first; `relatives` is what is taken off because two of one family would agree likewise; a field that is absent on a side says nothing and is not listed. */
  readonly because: readonly Reason[];
}

/** Values that are in no list are taken to be as rare as one in this many. */
const RAREST = 1e-7;

/** A comparison with its weights, ready to be asked for many pairs. */
export interface Weigher {
  readonly comparison: Comparison;
  readonly levelOf: Leveller;
  /** By level, `different` first. */
  readonly bits: readonly number[];
  /** By level: the least bits after the adjustment by frequency; undefined where a level is not adjusted. */
  readonly floors: readonly (number | undefined)[];
  /** u of the levels that are adjusted, together: the frequency that `bits` is made for. */
  readonly usual: number;
}

/** Agreement that `same` on the plain or marked value decides, so that one value stands for both sides. */
function isByValue({ when }: Comparison['levels'][number]): boolean {
  return when.every(
    (test) => test.is === 'same' && (test.form === undefined || test.form === 'plain' || test.form === 'marked'),
  );
}

export function weighersOf(model: Model): Weigher[] {
  const { parameters } = model;
  if (!parameters)
    throw new LinkageError('linkage-no-parameters', `the model ${model.name} has no parameters: estimate them`);
  return model.comparisons.map((comparison) => makeWeigher(comparison, parameters));
}

function makeWeigher(comparison: Comparison, { shares }: Parameters): Weigher {
  const share = shares[comparison.field];
  const count = comparison.levels.length + 1;
  const bits = Array.from({ length: count }, (_, level) => (share ? Math.log2(share.m[level]! / share.u[level]!) : 0));
  const floors: (number | undefined)[] = new Array<undefined>(count).fill(undefined);
  let usual = 0;
  if (comparison.byFrequency && share) {
    const levels = comparison.levels.map((level, at) => ({ ...level, number: count - 1 - at })).reverse();
    const lowest = levels.findIndex(isByValue);
    const adjusted = lowest < 0 ? [] : levels.filter((level, at) => at >= lowest && isByValue(level));
    const below = bits[levels.slice(0, Math.max(0, lowest)).findLast(({ apart }) => !apart)?.number ?? 0]!;
    for (const { number } of adjusted) {
      floors[number] = below + bits[number]! - bits[adjusted[0]!.number]!;
      usual += share.u[number]!;
    }
  }
  return { comparison, levelOf: compileComparison(comparison), bits, floors, usual };
}

/**
 * The bits of a level for a value of this frequency: rarer than usual adds, commoner takes away, yet never below the weight
 * of the next weaker agreement.
 */
export function adjustBits(
  { bits, floors, usual }: Pick<Weigher, 'bits' | 'floors' | 'usual'>,
  level: number,
  frequency: number,
): number {
  const floor = floors[level];
  if (floor === undefined) return bits[level]!;
  return Math.max(floor, bits[level]! + Math.log2(usual / Math.max(frequency, RAREST)));
}

/** How often a value is seen; `undefined` where no frequencies are known. */
export type FrequencyOf = (field: string, value: string) => number | undefined;

export function frequencyIn(parameters: Parameters): FrequencyOf {
  return (field, value) => {
    const known = parameters.frequencies?.[field];
    return known && (known.get(value) ?? RAREST);
  };
}

/** Prior odds and weight as a probability; exact also far out. */
export function probabilityOf(weight: number, prior: number): number {
  return 1 / (1 + 2 ** -(weight + Math.log2(prior / (1 - prior))));
}

/** What the agreement is worth less because two relatives would agree likewise: 0 or below, in bits. */
export function discountKin({ relatives = 0 }: Parameters, shared: number): number {
  return -Math.log2(1 - relatives + relatives * 2 ** shared);
}

/** The score of two cleaned rows. */
export function scoreClean(
  weighers: readonly Weigher[],
  left: Clean,
  right: Clean,
  prior: number,
  parameters: Parameters,
): Score {
  const frequencyOf = frequencyIn(parameters);
  let weight = 0;
  let shared = 0;
  const because: Reason[] = [];
  const seen = new Map<string, number>();
  for (const weigher of weighers) {
    const level = weigher.levelOf(left, right);
    if (level < 0) continue;
    const { field } = weigher.comparison;
    const frequency = weigher.floors[level] !== undefined ? frequencyOf(field, left[field]!) : undefined;
    const bits = frequency === undefined ? weigher.bits[level]! : adjustBits(weigher, level, frequency);
    if (frequency !== undefined) seen.set(field, frequency);
    const rarity = bits - weigher.bits[level]!;
    weight += bits;
    if (weigher.comparison.shared) shared += bits;
    because.push({ field, level: levelName(weigher.comparison, level), bits, ...(rarity === 0 ? {} : { rarity }) });
  }
  for (const shares of parameters.together ?? []) {
    const [field, other] = shares.of;
    const frequencies = [seen.get(field), seen.get(other)] as const;
    if (frequencies[0] === undefined || frequencies[1] === undefined) continue;
    const count = shares.counts?.get(togetherValue(left[field]!, left[other]!)) ?? 0;
    const bits = discountTogether(shares, count, [frequencies[0], frequencies[1]]);
    weight += bits;
    if (bits < -0.05) because.push({ field: `${field} ${other}`, level: 'go-together', bits });
  }
  const discount = discountKin(parameters, shared);
  weight += discount;
  if (discount < -0.05) because.push({ field: 'relatives', level: 'agree-likewise', bits: discount });
  because.sort((a, b) => Math.abs(b.bits) - Math.abs(a.bits));
  return { weight, probability: probabilityOf(weight, prior), because };
}

/** Compares many pairs by one model: a row is cleaned once, however often it is compared. */
export interface Scorer {
  clean(row: Row): Clean;
  /** @param prior as of `scorePair` */
  score(a: Clean, b: Clean, prior?: number): Score;
}

/** @throws {LinkageError} `linkage-no-parameters` */
export function createScorer(model: Model): Scorer {
  const weighers = weighersOf(model);
  const parameters = model.parameters!;
  return {
    clean: createCleaner(model),
    score: (a, b, prior = parameters.prior) => scoreClean(weighers, a, b, prior, parameters),
  };
}

const made = new WeakMap<Model, Scorer>();

/**
 * How likely two rows are one person, and why.
 * @param prior that a pair is one person before anything is compared: for a row against a register of N persons, 1 / N
 * @throws {LinkageError} `linkage-no-parameters`
 */
export function scorePair(model: Model, a: Row, b: Row, prior?: number): Score {
  let scorer = made.get(model);
  if (!scorer) {
    scorer = createScorer(model);
    made.set(model, scorer);
  }
  return scorer.score(scorer.clean(a), scorer.clean(b), prior);
}
