import { describeRule, listExchanges, listKeys } from './keys.ts';
import type { BlockingKey, BlockingRule, Model } from './model.ts';

/** How many pairs a rule lets through; of large tables, about. */
export interface CountedRule {
  readonly rule: BlockingRule;
  readonly pairs: number;
}

/** Pairs that are looked at, in all, for each row: enough for many ways to be found, few enough for a country. */
const PAIRS_A_ROW = 8;
/** Data this small is compared whole. */
const PAIRS_AT_ANY_RATE = 600_000;
const MOST_RULES = 14;
/** How many rules are counted, for two fields and in all. */
const ASKED = { ofFields: 2, all: 24 };
const LARGE_ASKED = { ofFields: 5, all: 160 };
/** Where more than this share of the pairs looked at are of one person, the good rules did not fit into the budget. */
const MOST_MATCHES = 0.2;
const MORE = 4;
const MOST_PAIRS_A_ROW = 32;

/** Pairs to look at, in all, where nobody has said. */
export function budgetOf(rows: number): number {
  return Math.max(PAIRS_AT_ANY_RATE, rows * PAIRS_A_ROW);
}

/** The budget for another round: where persons have many records each, these alone fill the first. */
export function enlargeBudget(
  found: { readonly budget: number; readonly pairs: number; readonly matches: number; readonly allPairs: number },
  rows: number,
): number | undefined {
  const { budget, pairs, matches, allPairs } = found;
  const most = Math.max(PAIRS_AT_ANY_RATE * MORE, rows * MOST_PAIRS_A_ROW);
  const isFull = pairs < allPairs && matches > MOST_MATCHES * pairs;
  return isFull && budget * MORE <= most ? budget * MORE : undefined;
}

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
  // Where there is much to look at, many narrow rules find more than a few broad ones.
  const isLarge = budget > PAIRS_AT_ANY_RATE;
  const fair = budget / (isLarge ? 8 : 5);
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
  const promising = pickDiverse(
    guesses.sort((a, b) => b.guess - a.guess).map(({ rule }) => rule),
    isLarge ? LARGE_ASKED : ASKED,
  );
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
function pickDiverse(
  rules: readonly BlockingRule[],
  most: { readonly ofFields: number; readonly all: number },
): BlockingRule[] {
  const seen = new Map<string, number>();
  const picked: BlockingRule[] = [];
  for (const rule of rules) {
    const fields = fieldsOf(rule);
    const had = seen.get(fields) ?? 0;
    if (had >= most.ofFields) continue;
    seen.set(fields, had + 1);
    picked.push(rule);
  }
  return picked.slice(0, most.all);
}
