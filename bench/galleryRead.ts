import { median } from './measure.ts';

/** Nanoseconds a row: bytes of the rows, added up by one core. No comparison can be quicker than its reading. */
export function readOnce(rows: number, stride: number): number {
  const words = new Float64Array((rows * stride) / 8);
  words.fill(1);
  const rounds = Array.from({ length: 5 }, () => {
    const begun = performance.now();
    let sum = 0;
    for (let at = 0; at < words.length; at += 8) sum += words[at]!;
    if (sum < 0) throw new Error('unreachable');
    return ((performance.now() - begun) * 1e6) / rows;
  });
  return median(rounds);
}
