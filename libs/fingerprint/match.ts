import { createGrower } from './match/pairing.ts';
import { type Prepared, prepareTemplate } from './match/prepared.ts';
import { createRootFinder } from './match/roots.ts';
import { ratePairing, shapeScore } from './match/score.ts';
import type { Template } from './template.ts';

export type { Prepared } from './match/prepared.ts';
export { prepareTemplate } from './match/prepared.ts';

/** From here on two impressions count as one finger's: about 1 of 10,000 pairs of strangers gets there. */
export const MATCH_THRESHOLD = 40;

/** One finger, ready to be compared with many. Not to be used from two threads at once. */
export interface Matcher {
  /** Similarity, 0 upwards; see `MATCH_THRESHOLD`. */
  compare(candidate: Prepared | Template): number;
}

/**
 * Compares one finger with others as SourceAFIS is described: edges that both have give pairs of minutiae to begin with, each of
 * which grows into a pairing; the best pairing's score is the answer.
 */
export function createMatcher(probe: Prepared | Template): Matcher {
  const own = ready(probe);
  const findRoots = createRootFinder(own);
  const grower = createGrower();

  return {
    compare(given) {
      const other = ready(given);
      const roots = findRoots(other);
      const { count, probes, candidates } = roots;
      let covered = 0;
      let best = 0;
      for (let index = 0; index < count; index++) {
        if ((covered >> index) & 1) continue;
        grower.grow(own, other, probes[index]!, candidates[index]!);
        best = Math.max(best, ratePairing(grower.pairing, own, other));
        // A pair that was found on the way would find the same pairing again.
        for (let later = index + 1; later < count; later++)
          if (grower.has(probes[later]!, candidates[later]!)) covered |= 1 << later;
      }
      return shapeScore(best);
    },
  };
}

function ready(given: Prepared | Template): Prepared {
  return 'roots' in given ? given : prepareTemplate(given);
}
