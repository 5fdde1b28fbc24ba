import { hashEdges } from './hash.ts';
import { MAX_MINUTIAE, type Prepared } from './prepared.ts';
import { MAX_ANGLE_ERROR, MAX_DISTANCE_ERROR, MAX_ROOT_LOOKUPS, MAX_ROOTS, TURN } from './tolerance.ts';

/** Pairs of minutiae to begin with, as two indexes a place. */
export interface Roots {
  count: number;
  readonly probes: Uint8Array;
  readonly candidates: Uint8Array;
}

/** More votes than this make no difference. */
const MOST_VOTES = 63;

/**
 * Finds the pairs of minutiae that most equal edges speak for. An edge that both fingers have votes for the pairs at its two
 * ends: where fingers are the same, true pairs get a vote from every true neighbour, and few of them have to be tried.
 */
export function createRootFinder(probe: Prepared): (candidate: Prepared) => Roots {
  const { starts, from, to, lengths, nearAngles, farAngles } = hashEdges(probe.roots);
  const size = MAX_MINUTIAE * MAX_MINUTIAE;
  const votes = new Uint8Array(size);
  const voted = new Uint16Array(size);
  const ballot = new Int32Array(MOST_VOTES + 2);
  const roots: Roots = { count: 0, probes: new Uint8Array(MAX_ROOTS), candidates: new Uint8Array(MAX_ROOTS) };
  let pairs = 0;

  const vote = (pair: number): void => {
    const before = votes[pair]!;
    if (before === 0) voted[pairs++] = pair;
    if (before < MOST_VOTES) votes[pair] = before + 1;
  };

  const count = ({ roots: edges }: Prepared): void => {
    const lookups = Math.min(edges.size, MAX_ROOT_LOOKUPS);
    for (let index = 0; index < lookups; index++) {
      const cell = edges.cells[index]!;
      const end = starts[cell + 1]!;
      const length = edges.lengths[index]!;
      const near = edges.nearAngles[index]!;
      const far = edges.farAngles[index]!;
      for (let at = starts[cell]!; at < end; at++) {
        if (Math.abs(lengths[at]! - length) > MAX_DISTANCE_ERROR) continue;
        const nearGap = Math.abs(nearAngles[at]! - near);
        if (nearGap > MAX_ANGLE_ERROR && nearGap < TURN - MAX_ANGLE_ERROR) continue;
        const farGap = Math.abs(farAngles[at]! - far);
        if (farGap > MAX_ANGLE_ERROR && farGap < TURN - MAX_ANGLE_ERROR) continue;
        vote(from[at]! * MAX_MINUTIAE + edges.from[index]!);
        vote(to[at]! * MAX_MINUTIAE + edges.to[index]!);
      }
    }
  };

  /** The votes that a pair needs to be among the first `MAX_ROOTS`. */
  const findLeast = (): number => {
    ballot.fill(0);
    for (let index = 0; index < pairs; index++) ballot[votes[voted[index]!]!]!++;
    let enough = 0;
    for (let least = MOST_VOTES; least > 1; least--) {
      enough += ballot[least]!;
      if (enough >= MAX_ROOTS) return least;
    }
    return 1;
  };

  const elect = (least: number): void => {
    for (let index = 0; index < pairs && roots.count < MAX_ROOTS; index++) {
      const pair = voted[index]!;
      if (votes[pair]! !== least) continue;
      const probeIndex = Math.floor(pair / MAX_MINUTIAE);
      roots.probes[roots.count] = probeIndex;
      roots.candidates[roots.count] = pair - probeIndex * MAX_MINUTIAE;
      roots.count++;
    }
  };

  return (candidate) => {
    pairs = 0;
    roots.count = 0;
    count(candidate);
    const least = findLeast();
    for (let wanted = MOST_VOTES; wanted >= least; wanted--) if (ballot[wanted]! > 0) elect(wanted);
    for (let index = 0; index < pairs; index++) votes[voted[index]!] = 0;
    return roots;
  };
}
