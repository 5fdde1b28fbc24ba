import { mixWords } from './random.ts';

const rounds = 4;

/**
 * A keyed one-to-one shuffle of the integers below `size` (a Feistel network over the next power of four, walked until
 * the result is inside): counters become numbers without pattern, and stay unique without a table of those given out.
 * @param size 2 to 2^30
 */
export function permute(value: number, size: number, key: number): number {
  const half = Math.ceil((32 - Math.clz32(size - 1)) / 2);
  const mask = (1 << half) - 1;
  let result = value;
  do {
    let left = result >>> half;
    let right = result & mask;
    for (let round = 0; round < rounds; round++) {
      const mixed = left ^ (mixWords(right ^ (round << 24), key) & mask);
      left = right;
      right = mixed;
    }
    result = ((left << half) | right) >>> 0;
  } while (result >= size);
  return result;
}
