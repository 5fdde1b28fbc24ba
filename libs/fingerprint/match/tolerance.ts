/**
 * Tolerances and limits. SourceAFIS publishes 7 pixels, 10 degrees and 9 neighbours for its own extractor; ours is stricter about
 * what a minutia is, so that a neighbour is missing more often: more of them and a little more tolerance make up for it. Measured
 * on the FVC2002 and FVC2004 samples, where errors hardly change from 7 to 9 pixels and from 10 to 13 degrees.
 * Lengths in pixels at 500 dpi, angles in radians.
 */
export const MAX_DISTANCE_ERROR = 8;
export const MAX_ANGLE_ERROR = (12 * Math.PI) / 180;
/** Edges a minutia keeps in its table, the shortest first. */
export const NEIGHBOURS = 12;
/** Short edges say little: those from this length on are looked up first. */
export const MIN_ROOT_EDGE = 58;
/** Edges of the candidate that are looked up, and pairs that are grown from, at most: they decide on the speed. */
export const MAX_ROOT_LOOKUPS = 500;
export const MAX_ROOTS = 15;

export const TURN = 2 * Math.PI;

/** Beyond one tolerance on either side of 0. Angles are within [0, 2π). */
export function anglesDiffer(a: number, b: number): boolean {
  const gap = a > b ? a - b : b - a;
  return gap > MAX_ANGLE_ERROR && gap < TURN - MAX_ANGLE_ERROR;
}

/** 0 to π. */
export function angleError(a: number, b: number): number {
  const gap = a > b ? a - b : b - a;
  return gap <= Math.PI ? gap : TURN - gap;
}
