import { editDistanceAtMost } from './distance.ts';

export type NearToken = { token: string; count: number; distance: number };

/** Variants are made from this many leading units only: 29 a token at reach 2, however long the token is. */
const PREFIX = 7;
/** No word of a name is longer; longer input would only buy work. */
const MAX_TOKEN = 64;

function collectVariants(prefix: string, deletions: number, into: Set<string>): void {
  into.add(prefix);
  if (deletions === 0) return;
  for (let at = 0; at < prefix.length; at++) {
    collectVariants(prefix.slice(0, at) + prefix.slice(at + 1), deletions - 1, into);
  }
}

function listVariants(token: string, deletions: number): Set<string> {
  const variants = new Set<string>();
  collectVariants(token.slice(0, PREFIX), deletions, variants);
  return variants;
}

/**
 * The distinct words of many names, with how often each occurs, findable in spite of typing errors. Two words at most
 * n edits apart share a variant made by at most n deletions from each (Wolf Garbe's symmetric delete), so a search is a
 * few dozen look-ups plus one distance for each candidate. Words may be added at any time.
 */
export class Vocabulary {
  readonly #reach: 1 | 2;
  readonly #numbers = new Map<string, number>();
  readonly #tokens: string[] = [];
  readonly #counts: number[] = [];
  readonly #byVariant = new Map<string, number[]>();

  /** `reach` is the largest distance that `near` will be asked for; 1 needs a quarter of the memory of 2. */
  constructor(reach: 1 | 2 = 2) {
    this.#reach = reach;
  }

  /** How many distinct tokens it holds. */
  get size(): number {
    return this.#tokens.length;
  }

  /** How often a token was added; 0 when unknown. */
  count(token: string): number {
    const number = this.#numbers.get(token);
    return number === undefined ? 0 : this.#counts[number]!;
  }

  /** Adds `count` occurrences of a token (a key, as `nameTokens` gives them). Empty and over-long tokens are ignored. */
  add(token: string, count = 1): void {
    if (token === '' || token.length > MAX_TOKEN) return;
    const known = this.#numbers.get(token);
    if (known !== undefined) {
      this.#counts[known]! += count;
      return;
    }
    const number = this.#tokens.length;
    this.#numbers.set(token, number);
    this.#tokens.push(token);
    this.#counts.push(count);
    for (const variant of listVariants(token, this.#reach)) {
      const numbers = this.#byVariant.get(variant);
      if (numbers) numbers.push(number);
      else this.#byVariant.set(variant, [number]);
    }
  }

  /**
   * Tokens within `max` edits of the given one, itself included if known: nearest first, then the most frequent, then
   * in alphabetical order.
   *
   * @throws {RangeError} when `max` exceeds the reach the vocabulary was made for
   */
  near(token: string, max: 1 | 2 = 1): NearToken[] {
    if (max > this.#reach) throw new RangeError(`this vocabulary reaches ${this.#reach} edit(s)`);
    if (token === '' || token.length > MAX_TOKEN) return [];
    const seen = new Set<number>();
    const found: NearToken[] = [];
    for (const variant of listVariants(token, max)) {
      for (const number of this.#byVariant.get(variant) ?? []) {
        if (seen.has(number)) continue;
        seen.add(number);
        const candidate = this.#tokens[number]!;
        const distance = editDistanceAtMost(token, candidate, max);
        if (distance <= max) found.push({ token: candidate, count: this.#counts[number]!, distance });
      }
    }
    return found.sort(
      (a, b) => a.distance - b.distance || b.count - a.count || (a.token < b.token ? -1 : a.token > b.token ? 1 : 0),
    );
  }
}
