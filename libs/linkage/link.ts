import { type Clean, cleanRow } from './clean.ts';
import { assignOneToOne, cluster, guardOf } from './cluster.ts';
import { type Costs, linkProbability, weightAt } from './decide.ts';
import { estimateParameters } from './estimate.ts';
import { LinkageError, type Model, type Row } from './model.ts';
import { collectPatterns, countAllPairs, countPairs, forEachPair, type Sides } from './pairs.ts';
import { budgetOf, type CountedRule, chooseRules, enlargeBudget } from './rules.ts';
import { probabilityOf, scoreClean, weighersOf } from './score.ts';
import { dropStandIns } from './standIns.ts';
import { countTogether, expectCopies } from './together.ts';

export interface LinkOptions {
  readonly costs: Costs;
  /** Each record has at most one partner on the other side. Of two lists, default true. */
  readonly oneToOne?: boolean;
  /** Pairs to look at, in all. Default 8 for each row. */
  readonly budget?: number;
}

export interface Link {
  readonly left: number;
  readonly right: number;
  readonly weight: number;
  readonly probability: number;
}

export interface Linkage {
  /** The model with the parameters that were estimated from these rows, and the rules that were used. */
  readonly model: Model;
  readonly rules: readonly CountedRule[];
  /** The weight in bits from which a pair is a link. */
  readonly threshold: number;
  readonly links: readonly Link[];
}

export interface Deduplication extends Linkage {
  /** For each row the smallest index of its group. */
  readonly clusters: Uint32Array;
}

/** Links far below the threshold are of no use to anybody, and there are many of them. */
const KEPT_BELOW = 30;

function chooseInMemory(model: Model, sides: Sides, budget: number): CountedRule[] {
  if (model.rules) return model.rules.map((rule) => ({ rule, pairs: countPairs(model, sides, rule) }));
  const choosing = chooseRules(model, countAllPairs(sides), budget);
  let step = choosing.next();
  while (!step.done) step = choosing.next(step.value.map((rule) => countPairs(model, sides, rule)));
  return step.value;
}

/** Relative frequencies of the cleaned values of the fields that are compared by frequency, both sides together. */
export function countFrequencies(model: Pick<Model, 'comparisons'>, rows: readonly Clean[]) {
  const fields = model.comparisons.filter(({ byFrequency }) => byFrequency).map(({ field }) => field);
  return Object.fromEntries(
    fields.map((field) => {
      const counts = new Map<string, number>();
      let present = 0;
      for (const row of rows) {
        const value = row[field];
        if (value === undefined) continue;
        present++;
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      return [field, new Map(Array.from(counts, ([value, count]) => [value, count / present]))];
    }),
  );
}

function cleanRows(model: Model, rows: readonly Row[]): readonly Clean[] {
  return dropStandIns(
    model,
    rows.map((row) => cleanRow(model, row)),
  );
}

/** Rules, parameters and the pairs worth keeping, of cleaned rows. */
function findPairs(
  model: Model,
  sides: Sides,
  options: LinkOptions,
): Linkage & { weightOf: (a: number, b: number) => number } {
  const { left, right } = sides;
  if (left.length === 0 || right.length === 0) throw new LinkageError('linkage-no-rows', 'there are no rows to link');
  const rows = left === right ? left.length : Math.min(left.length, right.length);
  const allPairs = countAllPairs(sides);
  const all = left === right ? left : [...left, ...right];
  const levellers = weighersOf({ ...model, parameters: { prior: 0.5, shares: {} } }).map(({ levelOf }) => levelOf);
  const look = (budget: number) => {
    const rules = chooseInMemory(model, sides, budget);
    const blocking = rules.map(({ rule }) => rule);
    const { patterns, pairs } = collectPatterns(model, levellers, sides, blocking);
    return { budget, allPairs, rules, blocking, pairs, ...estimateParameters(model, patterns, { allPairs, rows }) };
  };
  let looked = look(options.budget ?? budgetOf(all.length));
  // One partner each: the budget holds many times these.
  const isPaired = left !== right && options.oneToOne !== false;
  const isFixed = options.budget !== undefined || model.rules !== undefined || isPaired;
  for (
    let more = isFixed ? undefined : enlargeBudget(looked, all.length);
    more;
    more = enlargeBudget(looked, all.length)
  )
    looked = look(more);
  const { rules, blocking, parameters } = looked;
  const { prior } = parameters;
  const copies = expectCopies(prior, right.length);
  const together = model.together?.map((of) => countTogether(of, all, copies));
  const frequencies = countFrequencies(model, all);
  const estimated: Model = {
    ...model,
    parameters: { ...parameters, frequencies, ...(together ? { together } : {}) },
  };
  const threshold = weightAt(linkProbability(options.costs), prior);
  const weighers = weighersOf(estimated);
  const weightOf = (a: number, b: number) =>
    scoreClean(weighers, left[a]!, right[b]!, prior, estimated.parameters!).weight;
  const links: Link[] = [];
  forEachPair(model, sides, blocking, (one, other) => {
    const weight = weightOf(one, other);
    if (weight >= threshold - KEPT_BELOW)
      links.push({ left: one, right: other, weight, probability: probabilityOf(weight, prior) });
  });
  return { model: estimated, rules, threshold, links, weightOf };
}

/**
 * Links the rows of two lists. Parameters are estimated from the rows themselves; no truth is used.
 * @returns pairs from the threshold on that follows from the costs, one partner each unless `oneToOne` is false
 * @throws {LinkageError} `linkage-no-rows`, `linkage-costs`, `linkage-unknown-field`
 */
export function linkRows(model: Model, left: readonly Row[], right: readonly Row[], options: LinkOptions): Linkage {
  const clean = cleanRows(model, [...left, ...right]);
  const sides = { left: clean.slice(0, left.length), right: clean.slice(left.length) };
  const { weightOf: _, ...found } = findPairs(model, sides, options);
  const links = found.links.filter(({ weight }) => weight >= found.threshold);
  return { ...found, links: options.oneToOne === false ? links : assignOneToOne(links) };
}

/**
 * Finds the rows of one list that are of one person.
 * @throws {LinkageError} as `linkRows`
 */
export function deduplicateRows(model: Model, rows: readonly Row[], options: LinkOptions): Deduplication {
  const clean = cleanRows(model, rows);
  const { weightOf, ...found } = findPairs(model, { left: clean, right: clean }, options);
  const links = found.links.filter(({ weight }) => weight >= found.threshold);
  const clusters = cluster(rows.length, links, {
    threshold: found.threshold,
    guard: guardOf(found.threshold),
    weightOf,
  });
  return { ...found, links, clusters };
}
