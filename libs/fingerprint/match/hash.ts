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

function cellsOf({ lengths, nearAngles, farAngles }: RootEdges, index: number): number[] {
  const cells: number[] = [];
  const ends = (value: number, error: number, bin: (value: number) => number): number[] => {
    const low = bin(value - error);
    const high = bin(value + error);
    return low === high ? [low] : [low, high];
  };
  for (const length of ends(lengths[index]!, MAX_DISTANCE_ERROR, lengthBin))
    for (const near of ends(nearAngles[index]!, MAX_ANGLE_ERROR, angleBin))
      for (const far of ends(farAngles[index]!, MAX_ANGLE_ERROR, angleBin)) cells.push(cellOf(length, near, far));
  return cells;
}
