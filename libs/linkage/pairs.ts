import type { Clean } from './clean.ts';
import type { Leveller } from './compare.ts';
import type { Pattern } from './estimate.ts';
import { compileRule } from './keys.ts';
import type { BlockingRule, Model } from './model.ts';

/** Two lists of cleaned rows to link, or one list with itself. */
export interface Sides {
  readonly left: readonly Clean[];
  /** The same array as `left` where duplicates are looked for. */
  readonly right: readonly Clean[];
}

export function countAllPairs({ left, right }: Sides): number {
  return left === right ? (left.length * (left.length - 1)) / 2 : left.length * right.length;
}

function groupByKey(rows: readonly Clean[], keyOf: (row: Clean) => string | undefined): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (let at = 0; at < rows.length; at++) {
    const key = keyOf(rows[at]!);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(at);
    else groups.set(key, [at]);
  }
  return groups;
}

/** How many pairs a rule lets through. */
export function countPairs(model: Pick<Model, 'fields'>, sides: Sides, rule: BlockingRule): number {
  const lefts = groupByKey(sides.left, compileRule(model, rule, 'left'));
  if (sides.left === sides.right && !rule.some(({ against }) => against)) {
    let pairs = 0;
    for (const { length } of lefts.values()) pairs += (length * (length - 1)) / 2;
    return pairs;
  }
  const rights = groupByKey(sides.right, compileRule(model, rule, 'right'));
  let pairs = 0;
  for (const [key, group] of lefts) pairs += group.length * (rights.get(key)?.length ?? 0);
  return pairs;
}

/** Each pair that a rule lets through, once; of one list with the smaller index first. */
export function forEachPair(
  model: Pick<Model, 'fields'>,
  sides: Sides,
  rules: readonly BlockingRule[],
  visit: (left: number, right: number) => void,
): void {
  const { left, right } = sides;
  const same = left === right;
  const seen = new Set<number>();
  for (const rule of rules) {
    const rights = groupByKey(right, compileRule(model, rule, 'right'));
    const keyOf = compileRule(model, rule, 'left');
    for (let one = 0; one < left.length; one++) {
      const key = keyOf(left[one]!);
      if (key === undefined) continue;
      for (const other of rights.get(key) ?? []) {
        if (same && one === other) continue;
        const [first, second] = same && other < one ? [other, one] : [one, other];
        if (same && first !== one && !rule.some(({ against }) => against)) continue;
        const pair = first * right.length + second;
        if (seen.has(pair)) continue;
        seen.add(pair);
        visit(first, second);
      }
    }
  }
}

/** A sequence that looks random and is the same each time (mulberry32). */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const SAMPLE = 200_000;

/**
 * Patterns that stand for all pairs: every pair of the rules, and a sample of the others with the weight of all others.
 * @returns also how many pairs the rules let through
 */
export function collectPatterns(
  model: Pick<Model, 'fields'>,
  levellers: readonly Leveller[],
  sides: Sides,
  rules: readonly BlockingRule[],
): { patterns: Pattern[]; pairs: number } {
  const counts = new Map<string, number>();
  const drawn = new Map<string, number>();
  const { left, right } = sides;
  const add = (to: Map<string, number>, one: number, other: number, weight: number) => {
    const levels = levellers.map((levelOf) => levelOf(left[one]!, right[other]!));
    const key = levels.join();
    to.set(key, (to.get(key) ?? 0) + weight);
  };
  let blocked = 0;
  forEachPair(model, sides, rules, (one, other) => {
    blocked++;
    add(counts, one, other, 1);
  });
  const others = countAllPairs(sides) - blocked;
  if (others > 0) {
    const keys = rules.map((rule) => [compileRule(model, rule, 'left'), compileRule(model, rule, 'right')] as const);
    const isBlocked = (a: Clean, b: Clean) => keys.some(([of, to]) => of(a) !== undefined && of(a) === to(b));
    const sample: [number, number][] = [];
    const random = makeRandom(left.length * 31 + right.length);
    for (let tries = 0; sample.length < Math.min(SAMPLE, others) && tries < SAMPLE * 2; tries++) {
      const one = Math.floor(random() * left.length);
      const other = Math.floor(random() * right.length);
      if (left === right && one === other) continue;
      const [a, b] = [left[one]!, right[other]!];
      if (!isBlocked(a, b) && !(left === right && isBlocked(b, a))) sample.push([one, other]);
    }
    for (const [one, other] of sample) add(drawn, one, other, others / sample.length);
  }
  const levelsOf = (key: string) => key.split(',').map(Number);
  const patterns: Pattern[] = Array.from(counts, ([key, pairs]) => ({ levels: levelsOf(key), pairs }));
  for (const [key, pairs] of drawn) patterns.push({ levels: levelsOf(key), pairs, drawn: true });
  return { patterns, pairs: blocked };
}
