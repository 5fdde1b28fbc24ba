import { STANDARD_DPI } from '../raster.ts';
import type { Template } from '../template.ts';
import { MAX_ANGLE_ERROR, MAX_DISTANCE_ERROR, MIN_ROOT_EDGE, NEIGHBOURS, TURN } from './tolerance.ts';

/**
 * A template made ready to be compared: its minutiae, and the edges between them. An edge is the line between two minutiae: its
 * length and the angles at its two ends stay what they are however the finger is moved or turned.
 */
export interface Prepared {
  readonly count: number;
  /** 0 other, 1 ending, 2 bifurcation. */
  readonly types: Uint8Array;
  /** A minutia's shortest edges by length, `NEIGHBOURS` places each: the other end (-1: none), length and both angles. */
  readonly table: EdgeTable;
  /** Edges to begin a comparison with, the most telling first. */
  readonly roots: RootEdges;
}

export interface EdgeTable {
  readonly neighbours: Int16Array;
  readonly lengths: Float32Array;
  readonly nearAngles: Float32Array;
  readonly farAngles: Float32Array;
}

export interface RootEdges {
  readonly size: number;
  readonly from: Uint8Array;
  readonly to: Uint8Array;
  readonly lengths: Float32Array;
  readonly nearAngles: Float32Array;
  readonly farAngles: Float32Array;
  /** The edge's cell in an edge hash. */
  readonly cells: Int32Array;
}

/** More minutiae than this are noise; a byte indexes them. */
export const MAX_MINUTIAE = 100;

/** Makes a template ready, some 0.2 ms; keep the result where a template is compared more than once. */
export function prepareTemplate(template: Template): Prepared {
  const scale = STANDARD_DPI / template.dpi;
  const chosen = [...template.minutiae].sort((a, b) => b.quality - a.quality).slice(0, MAX_MINUTIAE);
  const places = chosen.map(({ x, y, direction }) => ({ x: x * scale, y: y * scale, direction }));
  return {
    count: places.length,
    types: Uint8Array.from(chosen, ({ type }) => (type === 'ending' ? 1 : type === 'bifurcation' ? 2 : 0)),
    table: tableEdges(places),
    roots: listRoots(places),
  };
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly direction: number;
}

interface Edge {
  readonly length: number;
  readonly near: number;
  readonly far: number;
}

/** The angles are of the edge against the direction of the minutia at its near and its far end. */
function edgeBetween(from: Place, to: Place): Edge {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const angle = Math.atan2(-dy, dx);
  return {
    length: Math.sqrt(dx * dx + dy * dy),
    near: turn(angle - from.direction),
    far: turn(angle + Math.PI - to.direction),
  };
}

function turn(angle: number): number {
  const rest = angle % TURN;
  return rest < 0 ? rest + TURN : rest;
}

function tableEdges(places: readonly Place[]): EdgeTable {
  const size = places.length * NEIGHBOURS;
  const table: EdgeTable = {
    neighbours: new Int16Array(size).fill(-1),
    lengths: new Float32Array(size),
    nearAngles: new Float32Array(size),
    farAngles: new Float32Array(size),
  };
  const nearest = new Int16Array(NEIGHBOURS);
  const squares = new Float64Array(NEIGHBOURS);
  for (const [index, from] of places.entries()) {
    const kept = findNearest(places, index, nearest, squares);
    for (let rank = 0; rank < kept; rank++) {
      const edge = edgeBetween(from, places[nearest[rank]!]!);
      const at = index * NEIGHBOURS + rank;
      table.neighbours[at] = nearest[rank]!;
      table.lengths[at] = edge.length;
      table.nearAngles[at] = edge.near;
      table.farAngles[at] = edge.far;
    }
  }
  return table;
}

/** Fills in the nearest of the others, the first of equals first, by insertion; says how many there are. */
function findNearest(places: readonly Place[], own: number, nearest: Int16Array, squares: Float64Array): number {
  const { x, y } = places[own]!;
  let kept = 0;
  for (let index = 0; index < places.length; index++) {
    if (index === own) continue;
    const square = (places[index]!.x - x) ** 2 + (places[index]!.y - y) ** 2;
    if (kept === NEIGHBOURS && square >= squares[kept - 1]!) continue;
    let at = kept < NEIGHBOURS ? kept++ : kept - 1;
    for (; at > 0 && squares[at - 1]! > square; at--) {
      squares[at] = squares[at - 1]!;
      nearest[at] = nearest[at - 1]!;
    }
    squares[at] = square;
    nearest[at] = index;
  }
  return kept;
}

/** Long edges first, spread over the finger: with each step the other end is one further in the list. Each edge once. */
function listRoots(places: readonly Place[]): RootEdges {
  const count = places.length;
  const size = (count * (count - 1)) / 2;
  const roots: RootEdges = {
    size,
    from: new Uint8Array(size),
    to: new Uint8Array(size),
    lengths: new Float32Array(size),
    nearAngles: new Float32Array(size),
    farAngles: new Float32Array(size),
    cells: new Int32Array(size),
  };
  let next = 0;
  let last = size;
  for (let step = 1; step <= count / 2; step++)
    for (let from = 0; from < count; from++) {
      const to = (from + step) % count;
      // Half way round each edge would come twice.
      if (2 * step === count && from > to) continue;
      const edge = edgeBetween(places[from]!, places[to]!);
      const at = edge.length >= MIN_ROOT_EDGE ? next++ : --last;
      roots.from[at] = from;
      roots.to[at] = to;
      roots.lengths[at] = edge.length;
      roots.nearAngles[at] = edge.near;
      roots.farAngles[at] = edge.far;
      roots.cells[at] = cellOf(lengthBin(edge.length), angleBin(edge.near), angleBin(edge.far));
    }
  return roots;
}

/** Bins as wide as a tolerance on both sides: an edge within tolerance is in the same bin or the next. */
export const ANGLE_BINS = Math.floor(TURN / (2 * MAX_ANGLE_ERROR));
const ANGLE_BIN = TURN / ANGLE_BINS;
const LENGTH_BIN = 2 * MAX_DISTANCE_ERROR;
/** Longer edges share the last bin: a finger is not longer than 900 pixels, but a hostile template may say so. */
export const LENGTH_BINS = 64;
export const CELLS = LENGTH_BINS * ANGLE_BINS * ANGLE_BINS;

export function lengthBin(length: number): number {
  return Math.max(0, Math.min(LENGTH_BINS - 1, Math.floor(length / LENGTH_BIN)));
}

export function angleBin(angle: number): number {
  return Math.floor(turn(angle) / ANGLE_BIN) % ANGLE_BINS;
}

export function cellOf(length: number, near: number, far: number): number {
  return (length * ANGLE_BINS + near) * ANGLE_BINS + far;
}
