import type { Grey } from './picture.ts';
import { WEIGHTS } from './weights.ts';

/** What a zone can hold (ICAO Doc 9303-3, 4.3). */
export const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<';
/** A letter is looked at as so many points. */
export const CELL = { width: 14, height: 20 } as const;
/** Of the height of a line so much is looked at above and below it: the tail of a Q hangs there. */
export const ABOVE = 0.04;
export const BELOW = 0.12;
/** Points between what is looked at and the letters. */
export const HIDDEN = 96;
const POINTS = CELL.width * CELL.height;

/** Two layers, each with a last row that is always added. */
const [first, second] = WEIGHTS.map(({ scale, bytes }) =>
  Float32Array.from(atob(bytes), (byte) => ((byte.charCodeAt(0) << 24) >> 24) * scale),
) as [Float32Array, Float32Array];

/** A part of the picture as points of ink from 0 to 1, each the mean of what it covers. */
export function takeCell({ width, height, data }: Grey, left: number, top: number, right: number, foot: number) {
  const cell = new Float32Array(POINTS);
  const [stepX, stepY] = [(right - left) / CELL.width, (foot - top) / CELL.height];
  const clamp = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)));
  for (let row = 0; row < CELL.height; row++)
    for (let column = 0; column < CELL.width; column++) {
      const fromX = clamp(left + column * stepX, width - 1);
      const toX = Math.max(fromX + 1, clamp(left + (column + 1) * stepX, width));
      const fromY = clamp(top + row * stepY, height - 1);
      const toY = Math.max(fromY + 1, clamp(top + (row + 1) * stepY, height));
      let sum = 0;
      for (let y = fromY; y < toY; y++) for (let x = fromX; x < toX; x++) sum += data[y * width + x]!;
      cell[row * CELL.width + column] = 255 - sum / ((toX - fromX) * (toY - fromY));
    }
  return stretch(cell);
}

/** From the faintest to the darkest point: how dark the ink is says nothing. */
export function stretch(cell: Float32Array): Float32Array {
  const least = Math.min(...cell);
  const range = Math.max(...cell) - least || 1;
  return cell.map((point) => (point - least) / range);
}

/** How likely each of LETTERS is, as a logarithm without a common base line. */
export function weighLetters(cell: Float32Array): Float32Array {
  return addUp(
    addUp(cell, first, HIDDEN).map((value) => Math.max(0, value)),
    second,
    LETTERS.length,
  );
}

function addUp(input: Float32Array, weights: Float32Array, outputs: number): Float32Array {
  const sums = weights.slice(input.length * outputs);
  for (const [at, value] of input.entries()) {
    if (value === 0) continue;
    for (let to = 0; to < outputs; to++) sums[to]! += value * weights[at * outputs + to]!;
  }
  return sums;
}
