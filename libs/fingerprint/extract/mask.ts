import { blurCells, CELL, type Grid, gridOf, sumCells } from './cells.ts';

/** Below so many grey levels, and below this share of the strongest places, nothing moves as ridges make it move. */
const FAINTEST = 5;
const FAINTEST_SHARE = 0.12;

/**
 * Cells where the grey levels move: a first guess that the answer of the filters narrows down. It has to be generous, since pressed
 * and dry places of one touch differ in contrast by five and more.
 */
export function maskContrast(deviation: Float32Array, width: number, height: number): Uint8Array {
  const grid = gridOf(width, height);
  const level = sumCells(deviation, width, height);
  for (let at = 0; at < level.length; at++) level[at]! /= CELL * CELL;
  const sorted = Float32Array.from(level).sort();
  const strong = sorted[Math.floor(sorted.length * 0.9)] ?? 0;
  const mask = Uint8Array.from(level, (value) => (value > Math.max(FAINTEST, FAINTEST_SHARE * strong) ? 1 : 0));
  return tidyMask(mask, grid);
}

/** Cells where ridges were found: the filters' answer is strong over a neighbourhood. */
export function maskClarity(clarity: Float32Array, within: Uint8Array, grid: Grid, least: number): Uint8Array {
  const mask = Uint8Array.from(clarity, (value, at) => (value > least && within[at] === 1 ? 1 : 0));
  return tidyMask(mask, grid);
}

/** Majority of the neighbourhood, then the largest piece without its holes. */
function tidyMask(mask: Uint8Array, grid: Grid): Uint8Array {
  const even = blurCells(Float32Array.from(mask), grid, 2.5);
  const voted = Uint8Array.from(even, (share) => (share > 0.5 ? 1 : 0));
  return fillHoles(keepLargest(voted, grid), grid);
}

/** The largest connected piece. */
function keepLargest(mask: Uint8Array, grid: Grid): Uint8Array {
  const seen = new Uint8Array(mask.length);
  let largest: number[] = [];
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] === 0 || seen[start] === 1) continue;
    const piece = spread(mask, grid, start, seen);
    if (piece.length > largest.length) largest = piece;
  }
  const kept = new Uint8Array(mask.length);
  for (const at of largest) kept[at] = 1;
  return kept;
}

/** A hole is what cannot be reached from the rim; only small ones are filled: a scar is not a finger. */
function fillHoles(mask: Uint8Array, grid: Grid): Uint8Array {
  const seen = new Uint8Array(mask.length);
  const filled = Uint8Array.from(mask);
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] !== 0 || seen[start] === 1) continue;
    const piece = spread(mask, grid, start, seen);
    const atRim = piece.some((at) => isRim(at, grid));
    if (!atRim && piece.length < 150) for (const at of piece) filled[at] = 1;
  }
  return filled;
}

function isRim(at: number, { columns, rows }: Grid): boolean {
  const column = at % columns;
  return column === 0 || column === columns - 1 || at < columns || at >= columns * (rows - 1);
}

function spread(mask: Uint8Array, { columns, rows }: Grid, start: number, seen: Uint8Array): number[] {
  const value = mask[start];
  const piece = [start];
  seen[start] = 1;
  for (let next = 0; next < piece.length; next++) {
    const at = piece[next]!;
    const column = at % columns;
    for (const step of [column > 0 ? -1 : 0, column < columns - 1 ? 1 : 0, -columns, columns]) {
      const to = at + step;
      if (step === 0 || to < 0 || to >= columns * rows || seen[to] === 1 || mask[to] !== value) continue;
      seen[to] = 1;
      piece.push(to);
    }
  }
  return piece;
}

/** The mask a pixel. */
export function growMask(mask: Uint8Array, { columns }: Grid, width: number, height: number): Uint8Array {
  const pixels = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) pixels[at] = mask[(y >> 2) * columns + (x >> 2)]!;
  return pixels;
}

/** Distance of each cell to the nearest outside, in pixels (two chamfer passes; beyond the image is outside). */
export function distanceToRim(mask: Uint8Array, { columns, rows }: Grid): Float32Array {
  const far = new Float32Array(mask.length);
  const read = (column: number, row: number): number =>
    column < 0 || row < 0 || column >= columns || row >= rows ? 0 : far[row * columns + column]!;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      if (mask[at] === 0) continue;
      const straight = Math.min(read(column - 1, row), read(column, row - 1)) + CELL;
      const slanted = Math.min(read(column - 1, row - 1), read(column + 1, row - 1)) + CELL * Math.SQRT2;
      far[at] = Math.min(straight, slanted);
    }
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--) {
      const at = row * columns + column;
      if (mask[at] === 0) continue;
      const straight = Math.min(read(column + 1, row), read(column, row + 1)) + CELL;
      const slanted = Math.min(read(column + 1, row + 1), read(column - 1, row + 1)) + CELL * Math.SQRT2;
      far[at] = Math.min(far[at]!, straight, slanted);
    }
  return far;
}
