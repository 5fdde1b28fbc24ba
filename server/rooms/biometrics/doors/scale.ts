/** Where a foreign engine's scores lie: its own threshold, and from where on it is sure. */
export interface Scale {
  readonly threshold: number;
  readonly top: number;
}

export type ReadScore = (score: number) => number;

/**
 * Maps a foreign score to 0..100 in two straight lines: nothing or less is 0, its threshold is 50, its top and more is 100. Order is
 * kept; what a score between means is the vendor's to say.
 * @param scale absent: it is on our scale already
 */
export function createScale(scale: Scale | undefined): ReadScore {
  if (!scale) return (score) => score;
  const { threshold, top } = scale;
  if (!(threshold > 0 && top > threshold)) throw new RangeError('a scale rises: 0 < threshold < top');
  return (score) =>
    score <= threshold
      ? Math.max(0, (score / threshold) * 50)
      : Math.min(100, 50 + ((score - threshold) / (top - threshold)) * 50);
}
