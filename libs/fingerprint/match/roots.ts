import { hashEdges } from './hash.ts';
import { MAX_MINUTIAE, type Prepared, type RootEdges } from './prepared.ts';
import { MAX_ANGLE_ERROR, MAX_DISTANCE_ERROR, MAX_ROOTS, TURN } from './tolerance.ts';

/** Pairs of minutiae to begin with, as two indexes a place, those with most votes first. */
export interface Roots {
  count: number;
  readonly probes: Uint8Array;
  readonly candidates: Uint8Array;
  readonly votes: Uint8Array;
}

/** More votes than this make no difference. */
const MOST_VOTES = 63;

/**
 * Finds the pairs of minutiae that most equal edges speak for. An edge that both fingers have votes for the pairs at its two
 * ends: where fingers are the same, true pairs get a vote from every true neighbour, and few of them have to be tried.
 */
export function createRootFinder(probe: Prepared): (candidate: Prepared) => Roots {
  const { starts, words } = hashEdges(probe.places);
  const votes = new Uint8Array(MAX_MINUTIAE * MAX_MINUTIAE);
  const voted = new Uint16Array(MAX_MINUTIAE * MAX_MINUTIAE + 1);
  /** How many pairs have so many votes or more. */
  const reached = new Int32Array(MOST_VOTES + 2);
  const roots: Roots = {
    count: 0,
    probes: new Uint8Array(MAX_ROOTS),
    candidates: new Uint8Array(MAX_ROOTS),
    votes: new Uint8Array(MAX_ROOTS),
  };

  /** All in locals and in one body: this is where the time of a comparison goes. */
  const count = ({ size, cells, lengths, nearAngles, farAngles, from, to }: RootEdges): void => {
    const [ballot, list, totals] = [votes, voted, reached];
    let pairs = 0;
    for (let index = 0; index < size; index++) {
      const cell = cells[index]!;
      const end = 2 * starts[cell + 1]!;
      const shortest = lengths[index]! - MAX_DISTANCE_ERROR;
      const near = nearAngles[index]! - MAX_ANGLE_ERROR;
      const far = farAngles[index]! - MAX_ANGLE_ERROR;
      for (let at = 2 * starts[cell]!; at < end; at += 2) {
        const angles = words[at]!;
        const rest = words[at + 1]!;
        const stretch = (rest >>> 14) - shortest;
        const nearGap = ((angles >>> 16) - near) & (TURN - 1);
        const farGap = (angles - far) & (TURN - 1);
        // One sign for all four: the edges differ by more than a tolerance somewhere.
        const within =
          stretch |
          (2 * MAX_DISTANCE_ERROR - stretch) |
          (2 * MAX_ANGLE_ERROR - nearGap) |
          (2 * MAX_ANGLE_ERROR - farGap);
        if (within < 0) continue;
        const nearPair = ((rest >>> 7) & 127) * MAX_MINUTIAE + from[index]!;
        const farPair = (rest & 127) * MAX_MINUTIAE + to[index]!;
        const nearVotes = Math.min(MOST_VOTES, ballot[nearPair]! + 1);
        ballot[nearPair] = nearVotes;
        totals[nearVotes]!++;
        list[pairs] = nearPair;
        if (nearVotes === 1) pairs++;
        const farVotes = Math.min(MOST_VOTES, ballot[farPair]! + 1);
        ballot[farPair] = farVotes;
        totals[farVotes]!++;
        list[pairs] = farPair;
        if (farVotes === 1) pairs++;
      }
    }
  };

  /** The votes that a pair needs to be among the first `MAX_ROOTS`. */
  const findLeast = (): number => {
    let least = MOST_VOTES;
    while (least > 1 && reached[least]! < MAX_ROOTS) least--;
    return least;
  };

  /** Puts a pair where its votes belong, behind those with as many. */
  const elect = (pair: number, own: number): void => {
    const probeIndex = (pair / MAX_MINUTIAE) | 0;
    let place = roots.count++;
    for (; place > 0 && roots.votes[place - 1]! < own; place--) {
      roots.votes[place] = roots.votes[place - 1]!;
      roots.probes[place] = roots.probes[place - 1]!;
      roots.candidates[place] = roots.candidates[place - 1]!;
    }
    roots.votes[place] = own;
    roots.probes[place] = probeIndex;
    roots.candidates[place] = pair - probeIndex * MAX_MINUTIAE;
  };

  return (candidate) => {
    roots.count = 0;
    reached.fill(0);
    count(candidate.roots);
    const least = findLeast();
    /** Not all that have just enough get in: the first that were voted for. */
    let left = MAX_ROOTS - reached[least + 1]!;
    for (let index = 0; index < reached[1]!; index++) {
      const pair = voted[index]!;
      const own = votes[pair]!;
      votes[pair] = 0;
      if (own < least || (own === least && --left < 0)) continue;
      elect(pair, own);
    }
    return roots;
  };
}
