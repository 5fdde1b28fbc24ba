/** Mixes two 32-bit words into one that looks random (the finaliser of MurmurHash3). */
export function mixWords(left: number, right: number): number {
  let word = Math.imul(left ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(right + 0x7f4a7c15, 0xc2b2ae35);
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return (word ^ (word >>> 16)) >>> 0;
}

/**
 * xoshiro128** (Blackman and Vigna, 2018). One stream for each cell of the country: a cell comes out the same whoever
 * makes it, in whatever order. Not for secrets.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(seed: number, stream: number) {
    this.#a = mixWords(seed, stream);
    this.#b = mixWords(stream, this.#a);
    this.#c = mixWords(this.#a, this.#b);
    this.#d = mixWords(this.#b, this.#c) | 1;
  }

  /** The next 32 bits, unsigned. */
  next(): number {
    const product = Math.imul(this.#b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result;
  }

  /** In [0, 1). */
  real(): number {
    return this.next() / 0x1_0000_0000;
  }

  /** An integer in [0, bound). */
  below(bound: number): number {
    return Math.floor((this.next() / 0x1_0000_0000) * bound);
  }

  /** An integer in [from, to]; `from` when the span is empty. */
  between(from: number, to: number): number {
    return to <= from ? from : from + this.below(to - from + 1);
  }

  chance(probability: number): boolean {
    return this.next() < probability * 0x1_0000_0000;
  }

  /** About normal: the sum of four uniforms, cut at 3.46 deviations. */
  normal(mean: number, deviation: number): number {
    return mean + (this.real() + this.real() + this.real() + this.real() - 2) * 1.7320508 * deviation;
  }
}

/** Draws an index with the given weights in constant time (Vose's alias method). */
export interface WeightedChoice {
  readonly threshold: Float64Array;
  readonly alias: Uint32Array;
}

/** @throws RangeError when no weight is positive. */
export function weigh(weights: ArrayLike<number>): WeightedChoice {
  const count = weights.length;
  let total = 0;
  for (let index = 0; index < count; index++) total += weights[index]!;
  if (!(total > 0)) throw new RangeError('a weighted choice needs a positive weight');
  const threshold = Float64Array.from({ length: count }, (_, index) => (weights[index]! * count) / total);
  const alias = Uint32Array.from({ length: count }, (_, index) => index);
  const small: number[] = [];
  const large: number[] = [];
  for (let index = 0; index < count; index++) (threshold[index]! < 1 ? small : large).push(index);
  while (small.length > 0 && large.length > 0) {
    const low = small.pop()!;
    const high = large[large.length - 1]!;
    alias[low] = high;
    threshold[high] = threshold[high]! - (1 - threshold[low]!);
    if (threshold[high]! < 1) small.push(large.pop()!);
  }
  return { threshold, alias };
}

export function choose(choice: WeightedChoice, random: Random): number {
  const position = random.real() * choice.threshold.length;
  const index = Math.floor(position);
  return position - index < choice.threshold[index]! ? index : choice.alias[index]!;
}
