import { describeRule, listExchanges, listKeys } from './keys.ts';
import type { BlockingKey, BlockingRule, Model } from './model.ts';

/** How many pairs a rule lets through. */
export interface CountedRule {
  readonly rule: BlockingRule;
  readonly pairs: number;
}

/** Pairs that are looked at, in all, for each row: enough for many ways to be found, few enough for a country. */
export const PAIRS_A_ROW = 8;
/** Data this small is compared whole. */
export const PAIRS_AT_ANY_RATE = 600_000;
const MOST_RULES = 14;

function isWithin(smaller: BlockingRule, larger: BlockingRule): boolean {
  return smaller.every((key) => larger.some((other) => describeRule([other]) === describeRule([key])));
}

/**
 * Rules from a measure of the data, no truth needed: single keys and pairs of keys of different fields, those that let
 * most pairs through first (they find most), as long as each takes at most a fair share of the budget and the whole
 * stays within it. A rule that another contains is left out.
 * @param count how many pairs each rule would let through; called a few times with lists
 */
export function* chooseRules(
  model: Pick<Model, 'fields' | 'comparisons'>,
  allPairs: number,
  budget: number,
): Generator<readonly BlockingRule[], CountedRule[], readonly number[]> {
  if (allPairs <= budget) return [{ rule: [], pairs: allPairs }];
  const keys = listKeys(model);
  const singles = keys.map((key) => [key] as BlockingRule);
  const measured = yield singles;
  const share = (at: number) => measured[at]! / allPairs;
  const fair = budget / 5;
  const chosen: CountedRule[] = [];
  let left = budget;
  const take = (candidates: readonly CountedRule[]) => {
    for (const candidate of [...candidates].sort((a, b) => b.pairs - a.pairs)) {
      if (candidate.pairs > Math.min(fair, left) || chosen.length >= MOST_RULES) continue;
      if (chosen.some(({ rule }) => isWithin(rule, candidate.rule))) continue;
      if (repeatsFields(candidate.rule, chosen)) continue;
      chosen.push(candidate);
      left -= candidate.pairs;
    }
  };
  // An informative field on its own finds a pair whatever has become of the others.
  take(singles.map((rule, at) => ({ rule, pairs: measured[at]! })).filter(({ pairs }) => pairs > 0));
  const guesses: { rule: BlockingRule; guess: number }[] = [];
  for (let one = 0; one < keys.length; one++) {
    for (let other = one + 1; other < keys.length; other++) {
      if (keys[one]!.field === keys[other]!.field) continue;
      const guess = share(one) * share(other) * allPairs;
      const rule = [keys[one]!, keys[other]!];
      if (guess > 0 && guess <= fair && !chosen.some((had) => isWithin(had.rule, rule))) guesses.push({ rule, guess });
    }
  }
  const exchanges: BlockingRule[] = listExchanges(model).map(([one, other]) => [
    { field: one, part: 'whole', against: other } satisfies BlockingKey,
    { field: other, part: 'whole', against: one } satisfies BlockingKey,
  ]);
  const promising = pickDiverse(guesses.sort((a, b) => b.guess - a.guess).map(({ rule }) => rule));
  const asked = [...exchanges, ...promising];
  const counted = yield asked;
  take(asked.map((rule, at) => ({ rule, pairs: counted[at]! })).filter(({ pairs }) => pairs > 0));
  return chosen;
}

const fieldsOf = (rule: BlockingRule) =>
  rule
    .map(({ field, against }) => field + (against ?? ''))
    .sort()
    .join('+');

/** One rule for the same fields is enough: the one that lets most through. */
function repeatsFields(rule: BlockingRule, chosen: readonly CountedRule[]): boolean {
  return chosen.some((had) => fieldsOf(had.rule) === fieldsOf(rule));
}

/** The best few for each pair of fields: the guess takes fields for independent, and the count will tell. */
function pickDiverse(rules: readonly BlockingRule[]): BlockingRule[] {
  const seen = new Map<string, number>();
  const picked: BlockingRule[] = [];
  for (const rule of rules) {
    const fields = fieldsOf(rule);
    const had = seen.get(fields) ?? 0;
    if (had >= 2) continue;
    seen.set(fields, had + 1);
    picked.push(rule);
  }
  return picked.slice(0, 24);
}
