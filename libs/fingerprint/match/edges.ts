import { PIXEL, TURN } from './tolerance.ts';

/** Minutiae at 500 dpi: pixels, and radians counterclockwise. */
export interface Places {
  readonly count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly direction: Float64Array;
}

/**
 * Edges between minutiae, a place each. An edge is the line between two of them: its length and the angles at its two ends, against
 * the directions of the minutiae there, stay what they are however the finger is moved or turned. Units: `tolerance.ts`.
 */
export interface Edges {
  readonly lengths: Int32Array;
  readonly nearAngles: Uint16Array;
  readonly farAngles: Uint16Array;
}

export function createEdges(size: number): Edges {
  return { lengths: new Int32Array(size), nearAngles: new Uint16Array(size), farAngles: new Uint16Array(size) };
}

/** Longer than any finger; a hostile template's edges all end here. */
const LONGEST = 1 << 24;
const ANGLE = TURN / (2 * Math.PI);

export function writeEdge(edges: Edges, at: number, { x, y, direction }: Places, from: number, to: number): void {
  const dx = x[to]! - x[from]!;
  const dy = y[to]! - y[from]!;
  const angle = Math.atan2(-dy, dx);
  edges.lengths[at] = Math.min(LONGEST, Math.sqrt(dx * dx + dy * dy) * PIXEL);
  // A typed array of sixteen bits takes an angle's turns away.
  edges.nearAngles[at] = Math.floor((angle - direction[from]!) * ANGLE);
  edges.farAngles[at] = Math.floor((angle + Math.PI - direction[to]!) * ANGLE);
}
