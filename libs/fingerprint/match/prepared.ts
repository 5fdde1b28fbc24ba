import { STANDARD_DPI } from '../raster.ts';
import type { Template } from '../template.ts';
import { createEdges, type Edges, type Places, writeEdge } from './edges.ts';
import { cellOf, placeAngle, placeLength } from './hash.ts';
import { MAX_ROOT_LOOKUPS, MIN_ROOT_EDGE, NEIGHBOURS, PIXEL } from './tolerance.ts';

/** A template made ready to be compared: its minutiae and the edges between them. */
export interface Prepared {
  readonly count: number;
  readonly places: Places;
  /** 0 other, 1 ending, 2 bifurcation. */
  readonly types: Uint8Array;
  /** A minutia's shortest edges by length, `NEIGHBOURS` places each. */
  readonly table: EdgeTable;
  /** Edges to begin a comparison with, the most telling first. */
  readonly roots: RootEdges;
}

export interface EdgeTable extends Edges {
  /** The other end; -1 where there is none, and the length beyond all others. */
  readonly neighbours: Int16Array;
}

export interface RootEdges extends Edges {
  readonly size: number;
  readonly from: Uint8Array;
  readonly to: Uint8Array;
  /** The edge's cell in an edge hash. */
  readonly cells: Int32Array;
}

/** More minutiae than this are noise; a byte indexes them. */
export const MAX_MINUTIAE = 100;

/** Makes a template ready, some 0.1 ms; keep the result where a template is compared more than once. */
export function prepareTemplate(template: Template): Prepared {
  const scale = STANDARD_DPI / template.dpi;
  const chosen = [...template.minutiae].sort((a, b) => b.quality - a.quality).slice(0, MAX_MINUTIAE);
  const places: Places = {
    count: chosen.length,
    x: Float64Array.from(chosen, ({ x }) => x * scale),
    y: Float64Array.from(chosen, ({ y }) => y * scale),
    direction: Float64Array.from(chosen, ({ direction }) => direction),
  };
  return {
    count: chosen.length,
    places,
    types: Uint8Array.from(chosen, ({ type }) => (type === 'ending' ? 1 : type === 'bifurcation' ? 2 : 0)),
    table: tableEdges(places),
    roots: listRoots(places),
  };
}

/** Beyond every edge, so that a search by length ends there. */
const NOWHERE = 0x7fff_ffff;

function tableEdges(places: Places): EdgeTable {
  const size = places.count * NEIGHBOURS;
  const table: EdgeTable = { ...createEdges(size), neighbours: new Int16Array(size).fill(-1) };
  table.lengths.fill(NOWHERE);
  const nearest = new Int16Array(NEIGHBOURS);
  const squares = new Float64Array(NEIGHBOURS);
  for (let from = 0; from < places.count; from++) {
    const kept = findNearest(places, from, nearest, squares);
    for (let rank = 0; rank < kept; rank++) {
      const at = from * NEIGHBOURS + rank;
      table.neighbours[at] = nearest[rank]!;
      writeEdge(table, at, places, from, nearest[rank]!);
    }
  }
  return table;
}

/** Fills in the nearest of the others, the first of equals first, by insertion; says how many there are. */
function findNearest({ count, x, y }: Places, own: number, nearest: Int16Array, squares: Float64Array): number {
  const ownX = x[own]!;
  const ownY = y[own]!;
  let kept = 0;
  for (let index = 0; index < count; index++) {
    if (index === own) continue;
    const dx = x[index]! - ownX;
    const dy = y[index]! - ownY;
    const square = dx * dx + dy * dy;
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
function listRoots(places: Places): RootEdges {
  const { count, x, y } = places;
  const size = Math.min(MAX_ROOT_LOOKUPS, (count * (count - 1)) / 2);
  const from = new Uint8Array(size);
  const to = new Uint8Array(size);
  const least = (MIN_ROOT_EDGE / PIXEL) ** 2;
  let next = 0;
  for (const wantsLong of [true, false])
    for (let step = 1; step <= count / 2 && next < size; step++)
      // Half way round each edge would come twice.
      for (let one = 0; one < (2 * step === count ? step : count) && next < size; one++) {
        const other = one + step < count ? one + step : one + step - count;
        const dx = x[other]! - x[one]!;
        const dy = y[other]! - y[one]!;
        if (dx * dx + dy * dy >= least !== wantsLong) continue;
        from[next] = one;
        to[next] = other;
        next++;
      }
  const edges = createEdges(size);
  const cells = new Int32Array(size);
  for (let at = 0; at < size; at++) {
    writeEdge(edges, at, places, from[at]!, to[at]!);
    const near = placeAngle(edges.nearAngles[at]!);
    cells[at] = cellOf(placeLength(edges.lengths[at]!), near, placeAngle(edges.farAngles[at]!));
  }
  return { ...edges, size, from, to, cells };
}
