import { angleBin, CELLS, cellOf, lengthBin, type RootEdges } from './prepared.ts';
import { MAX_ANGLE_ERROR, MAX_DISTANCE_ERROR } from './tolerance.ts';

/**
 * The edges of one finger by what they look like: in a cell are all root edges within tolerance of it, in both directions. What
 * a look-up reads lies side by side.
 */
export interface EdgeHash {
  /** Where a cell's edges begin; one more than there are cells. */
  readonly starts: Int32Array;
  readonly from: Uint8Array;
  readonly to: Uint8Array;
  readonly lengths: Float32Array;
  readonly nearAngles: Float32Array;
  readonly farAngles: Float32Array;
}

/** Each edge is put into every cell that its tolerance touches, so that a look-up reads exactly one. */
export function hashEdges(roots: RootEdges): EdgeHash {
  const starts = new Int32Array(CELLS + 1);
  const both = [roots, turnRound(roots)];
  for (const edges of both)
    for (let index = 0; index < edges.size; index++) for (const cell of cellsOf(edges, index)) starts[cell + 1]!++;
  for (let cell = 0; cell < CELLS; cell++) starts[cell + 1]! += starts[cell]!;
  const places = starts[CELLS]!;
  const hash: EdgeHash = {
    starts,
    from: new Uint8Array(places),
    to: new Uint8Array(places),
    lengths: new Float32Array(places),
    nearAngles: new Float32Array(places),
    farAngles: new Float32Array(places),
  };
  const next = starts.slice(0, CELLS);
  for (const edges of both)
    for (let index = 0; index < edges.size; index++)
      for (const cell of cellsOf(edges, index)) {
        const at = next[cell]!++;
        hash.from[at] = edges.from[index]!;
        hash.to[at] = edges.to[index]!;
        hash.lengths[at] = edges.lengths[index]!;
        hash.nearAngles[at] = edges.nearAngles[index]!;
        hash.farAngles[at] = edges.farAngles[index]!;
      }
  return hash;
}

function turnRound({ from, to, nearAngles, farAngles, ...rest }: RootEdges): RootEdges {
  return { ...rest, from: to, to: from, nearAngles: farAngles, farAngles: nearAngles };
}

/** One after the other in the same array: it is read before the next is asked for. */
const cells: number[] = [];

function cellsOf({ lengths, nearAngles, farAngles }: RootEdges, index: number): readonly number[] {
  const [length, near, far] = [lengths[index]!, nearAngles[index]!, farAngles[index]!];
  const [short, long] = [lengthBin(length - MAX_DISTANCE_ERROR), lengthBin(length + MAX_DISTANCE_ERROR)];
  const [nearLow, nearHigh] = [angleBin(near - MAX_ANGLE_ERROR), angleBin(near + MAX_ANGLE_ERROR)];
  const [farLow, farHigh] = [angleBin(far - MAX_ANGLE_ERROR), angleBin(far + MAX_ANGLE_ERROR)];
  cells.length = 0;
  // A tolerance touches one bin or two; where both ends are in one, it is taken once.
  for (let a = short; a <= long; a++)
    for (let b = 0; b < (nearLow === nearHigh ? 1 : 2); b++)
      for (let c = 0; c < (farLow === farHigh ? 1 : 2); c++)
        cells.push(cellOf(a, b === 0 ? nearLow : nearHigh, c === 0 ? farLow : farHigh));
  return cells;
}
