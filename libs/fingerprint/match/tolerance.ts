/**
 * Tolerances and limits. SourceAFIS publishes 7 pixels, 10 degrees and 9 neighbours for its own extractor; ours is stricter about
 * what a minutia is, so that a neighbour is missing more often: more of them and a little more tolerance make up for it. Measured
 * on the FVC2002 and FVC2004 samples, where errors hardly change from 7 to 9 pixels and from 10 to 13 degrees.
 *
 * Edges are kept in whole numbers: an angle's sixteen bits wrap by themselves, and three differences are judged by one branch,
 * which a processor can foresee; of the branches before it, every other one was guessed wrong.
 */

/** Units of length a pixel at 500 dpi, and of angle a turn. */
export const PIXEL = 16;
export const TURN = 65_536;

export const MAX_DISTANCE_ERROR = 8 * PIXEL;
export const MAX_ANGLE_ERROR = Math.floor((12 / 360) * TURN);
/** Edges a minutia keeps in its table, the shortest first. */
export const NEIGHBOURS = 12;
/** Short edges say little: those from this length on are looked up first. */
export const MIN_ROOT_EDGE = 58 * PIXEL;
/** Edges of the candidate that are looked up, and pairs that are grown from, at most: they decide on the speed. */
export const MAX_ROOT_LOOKUPS = 500;
export const MAX_ROOTS = 15;

/** The way from one angle to another plus the tolerance: negative as `2 * MAX_ANGLE_ERROR - it` where they differ by more. */
export function angleGap(a: number, b: number): number {
  return (a - b + MAX_ANGLE_ERROR) & (TURN - 1);
}

/** 0 to half a turn. */
export function angleError(a: number, b: number): number {
  const gap = (a - b) & (TURN - 1);
  return gap <= TURN / 2 ? gap : TURN - gap;
}
