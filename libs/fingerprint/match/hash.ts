import { createEdges, type Edges, type Places, writeEdge } from './edges.ts';
import { MAX_ANGLE_ERROR, MAX_DISTANCE_ERROR, TURN } from './tolerance.ts';

/**
 * The edges of one finger by what they look like: in a cell are all edges within tolerance of it, in both directions. What a
 * look-up reads lies side by side, two words an edge: most of its time is waiting for memory.
 */
export interface EdgeHash {
  /** Where a cell's edges begin; one more than there are cells. */
  readonly starts: Int32Array;
  /** In turns: the near angle above the far one, sixteen bits each; the length above the two minutiae, seven bits each. */
  readonly words: Int32Array;
}

/** Lengths have eighteen bits in a word. */
const LONGEST = (1 << 17) - 1;

/** Bins as wide as a tolerance on both sides: an edge within tolerance is in the same bin or the next. */
const ANGLE_BINS = Math.floor(TURN / (2 * MAX_ANGLE_ERROR));
/** Longer edges share the last bin: a finger is not longer than 900 pixels, but a hostile template may say so. */
const LENGTH_BINS = 64;
const CELLS = LENGTH_BINS * ANGLE_BINS * ANGLE_BINS;

export function placeLength(length: number): number {
  const bin = (length / (2 * MAX_DISTANCE_ERROR)) | 0;
  return bin < LENGTH_BINS ? bin : LENGTH_BINS - 1;
}

export function placeAngle(angle: number): number {
  return ((angle & (TURN - 1)) * (ANGLE_BINS / TURN)) | 0;
}

export function cellOf(length: number, near: number, far: number): number {
  return (length * ANGLE_BINS + near) * ANGLE_BINS + far;
}

/** Each edge is put into every cell that its tolerance touches, eight at most, so that a look-up reads exactly one. */
export function hashEdges(places: Places): EdgeHash {
  const { count } = places;
  const size = count * (count - 1);
  const edges = createEdges(size);
  const touched = new Int32Array(8 * size).fill(-1);
  const starts = new Int32Array(CELLS + 1);
  for (let from = 0, at = 0; from < count; from++)
    for (let to = 0; to < count; to++) {
      if (from === to) continue;
      writeEdge(edges, at, places, from, to);
      listCells(edges, at, touched);
      for (let index = 8 * at; index < 8 * at + 8; index++) if (touched[index]! >= 0) starts[touched[index]! + 1]!++;
      at++;
    }
  for (let cell = 0; cell < CELLS; cell++) starts[cell + 1]! += starts[cell]!;
  const words = new Int32Array(2 * starts[CELLS]!);
  const next = starts.slice(0, CELLS);
  for (let index = 0; index < touched.length; index++) {
    if (touched[index]! < 0) continue;
    const place = 2 * next[touched[index]!]!++;
    const edge = index >> 3;
    const from = (edge / (count - 1)) | 0;
    const to = edge - from * (count - 1);
    words[place] = (edges.nearAngles[edge]! << 16) | edges.farAngles[edge]!;
    words[place + 1] = (Math.min(LONGEST, edges.lengths[edge]!) << 14) | (from << 7) | (to < from ? to : to + 1);
  }
  return { starts, words };
}

/** A tolerance touches one bin or two; where both ends are in one, it is taken once. */
function listCells({ lengths, nearAngles, farAngles }: Edges, edge: number, touched: Int32Array): void {
  const short = placeLength(Math.max(0, lengths[edge]! - MAX_DISTANCE_ERROR));
  const long = placeLength(lengths[edge]! + MAX_DISTANCE_ERROR);
  const nearLow = placeAngle(nearAngles[edge]! - MAX_ANGLE_ERROR);
  const nearHigh = placeAngle(nearAngles[edge]! + MAX_ANGLE_ERROR);
  const farLow = placeAngle(farAngles[edge]! - MAX_ANGLE_ERROR);
  const farHigh = placeAngle(farAngles[edge]! + MAX_ANGLE_ERROR);
  let at = 8 * edge;
  for (let length = short; ; length = long) {
    touched[at++] = cellOf(length, nearLow, farLow);
    if (farHigh !== farLow) touched[at++] = cellOf(length, nearLow, farHigh);
    if (nearHigh !== nearLow) touched[at++] = cellOf(length, nearHigh, farLow);
    if (nearHigh !== nearLow && farHigh !== farLow) touched[at++] = cellOf(length, nearHigh, farHigh);
    if (length === long) break;
  }
}
