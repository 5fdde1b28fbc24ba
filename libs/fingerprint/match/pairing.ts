import { type EdgeTable, MAX_MINUTIAE, type Prepared } from './prepared.ts';
import { angleGap, MAX_ANGLE_ERROR, MAX_DISTANCE_ERROR, NEIGHBOURS } from './tolerance.ts';

/**
 * Which minutia of one finger is which of the other, grown from one pair along equal edges. One object is used for all the
 * comparisons of a matcher: nothing is allocated while it compares.
 */
export interface Pairing {
  count: number;
  /** Edges between paired minutiae beyond the tree's. */
  readonly supports: Uint8Array;
  readonly probes: Uint8Array;
  readonly candidates: Uint8Array;
  /** The places in both edge tables of the edge that led to a pair; the first pair has none. */
  readonly probeEdges: Int32Array;
  readonly candidateEdges: Int32Array;
}

export interface Grower {
  readonly pairing: Pairing;
  /** Grows the pairing from one pair of minutiae. */
  grow(probe: Prepared, candidate: Prepared, probeRoot: number, candidateRoot: number): void;
  /** Whether the last pairing has these two as a pair. */
  has(probe: number, candidate: number): boolean;
}

/** A pair of edges that waits: the nearest neighbours come first, since skin stretches less over short ways. */
const MAX_WAITING = 4_096;
const NONE = -1;

export function createGrower(): Grower {
  const pairing: Pairing = {
    count: 0,
    supports: new Uint8Array(MAX_MINUTIAE),
    probes: new Uint8Array(MAX_MINUTIAE),
    candidates: new Uint8Array(MAX_MINUTIAE),
    probeEdges: new Int32Array(MAX_MINUTIAE),
    candidateEdges: new Int32Array(MAX_MINUTIAE),
  };
  const byProbe = new Int16Array(MAX_MINUTIAE).fill(NONE);
  const byCandidate = new Int16Array(MAX_MINUTIAE).fill(NONE);
  const waiting = createQueue();

  /** True where the two minutiae are paired already, with each other or not. */
  const isTaken = (probe: number, candidate: number): boolean => {
    const place = byProbe[probe]!;
    if (place !== NONE && place === byCandidate[candidate]) pairing.supports[place]!++;
    return place !== NONE || byCandidate[candidate] !== NONE;
  };

  const pair = (probe: number, candidate: number, probeEdge: number, candidateEdge: number): void => {
    const place = pairing.count++;
    pairing.probes[place] = probe;
    pairing.candidates[place] = candidate;
    pairing.probeEdges[place] = probeEdge;
    pairing.candidateEdges[place] = candidateEdge;
    pairing.supports[place] = 0;
    byProbe[probe] = place;
    byCandidate[candidate] = place;
  };

  const clear = (): void => {
    for (let place = 0; place < pairing.count; place++) {
      byProbe[pairing.probes[place]!] = NONE;
      byCandidate[pairing.candidates[place]!] = NONE;
    }
    pairing.count = 0;
    waiting.size = 0;
  };

  /** All edges of the newest pair that both fingers have: to unpaired minutiae they wait, between paired ones they support. */
  const collect = (probes: EdgeTable, candidates: EdgeTable): void => {
    const place = pairing.count - 1;
    const probeStart = pairing.probes[place]! * NEIGHBOURS;
    const candidateStart = pairing.candidates[place]! * NEIGHBOURS;
    const probeEnd = probeStart + NEIGHBOURS;
    let first = probeStart;
    for (let c = candidateStart; c < candidateStart + NEIGHBOURS; c++) {
      const to = candidates.neighbours[c]!;
      if (to === NONE) break;
      const length = candidates.lengths[c]!;
      const near = candidates.nearAngles[c]!;
      const far = candidates.farAngles[c]!;
      while (first < probeEnd && probes.lengths[first]! < length - MAX_DISTANCE_ERROR) first++;
      // Where there is no neighbour the length is beyond all others.
      for (let p = first; p < probeEnd && probes.lengths[p]! <= length + MAX_DISTANCE_ERROR; p++) {
        const nearGap = angleGap(probes.nearAngles[p]!, near);
        const farGap = angleGap(probes.farAngles[p]!, far);
        if (((2 * MAX_ANGLE_ERROR - nearGap) | (2 * MAX_ANGLE_ERROR - farGap)) < 0) continue;
        if (isTaken(probes.neighbours[p]!, to)) continue;
        waiting.push(length, p, c);
      }
    }
  };

  return {
    pairing,
    has(probe, candidate) {
      return byProbe[probe] !== NONE && byProbe[probe] === byCandidate[candidate];
    },
    grow(probe, candidate, probeRoot, candidateRoot) {
      clear();
      pair(probeRoot, candidateRoot, NONE, NONE);
      collect(probe.table, candidate.table);
      while (waiting.size > 0) {
        const next = waiting.pop();
        const probeEdge = waiting.probes[next]!;
        const candidateEdge = waiting.candidates[next]!;
        const probeTo = probe.table.neighbours[probeEdge]!;
        const candidateTo = candidate.table.neighbours[candidateEdge]!;
        if (isTaken(probeTo, candidateTo)) continue;
        pair(probeTo, candidateTo, probeEdge, candidateEdge);
        collect(probe.table, candidate.table);
      }
    },
  };
}

interface Queue {
  size: number;
  readonly probes: Int32Array;
  readonly candidates: Int32Array;
  push(length: number, probe: number, candidate: number): void;
  /** Takes the shortest away and says where its two edges may be read until the next push. */
  pop(): number;
}

/** A binary heap in arrays. */
function createQueue(): Queue {
  const lengths = new Int32Array(MAX_WAITING + 1);
  const probes = new Int32Array(MAX_WAITING + 1);
  const candidates = new Int32Array(MAX_WAITING + 1);
  const move = (to: number, from: number): void => {
    lengths[to] = lengths[from]!;
    probes[to] = probes[from]!;
    candidates[to] = candidates[from]!;
  };
  return {
    size: 0,
    probes,
    candidates,
    push(length, probe, candidate) {
      if (this.size === MAX_WAITING) return;
      let at = this.size++;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (lengths[parent]! <= length) break;
        move(at, parent);
        at = parent;
      }
      lengths[at] = length;
      probes[at] = probe;
      candidates[at] = candidate;
    },
    pop() {
      const last = --this.size;
      // The place behind the heap is free: the shortest is put there to be read.
      move(MAX_WAITING, 0);
      const length = lengths[last]!;
      let at = 0;
      for (;;) {
        let child = 2 * at + 1;
        if (child >= last) break;
        if (child + 1 < last && lengths[child + 1]! < lengths[child]!) child++;
        if (lengths[child]! >= length) break;
        move(at, child);
        at = child;
      }
      if (last > 0) move(at, last);
      return MAX_WAITING;
    },
  };
}
