import { blurCells, CELL, type Grid } from './cells.ts';
import { directionAt, type Flow } from './flow.ts';

/** Adults' ridges are 0.3 to 0.6 mm apart, children's less: 4.5 to 16 pixels at 500 dpi hold them all. */
export const periods: readonly number[] = Array.from({ length: 24 }, (_, index) => 4.5 * 1.057 ** index);
const USUAL = 9;
/** Cells between measured places. */
const STEP = 3;
const HALF_ACROSS = 22;
const HALF_ALONG = 7;

/**
 * The distance from ridge to ridge a cell, in pixels: the grey levels summed along the ridges give a wave across them (Hong's
 * x-signature); of all periods the one whose cosine answers most. Places are weighed by how clear their wave is and evened out.
 */
export function estimateSpacing(
  values: Float32Array,
  mask: Uint8Array,
  flow: Flow,
  width: number,
  height: number,
): Float32Array {
  const { grid } = flow;
  const weighted = new Float32Array(grid.columns * grid.rows);
  const weights = new Float32Array(grid.columns * grid.rows);
  const signature = new Float32Array(2 * HALF_ACROSS + 1);
  for (let row = 1; row < grid.rows; row += STEP)
    for (let column = 1; column < grid.columns; column += STEP) {
      const at = row * grid.columns + column;
      if (mask[at] === 0) continue;
      const x = column * CELL + 1.5;
      const y = row * CELL + 1.5;
      readSignature(signature, values, width, height, x, y, directionAt(flow, x, y));
      const { period, clarity } = findPeriod(signature);
      const weight = clarity * clarity * clarity;
      weighted[at] = period * weight;
      weights[at] = weight;
    }
  return evenOut(weighted, weights, grid);
}

function evenOut(weighted: Float32Array, weights: Float32Array, grid: Grid): Float32Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = total > 0 ? weighted.reduce((sum, value) => sum + value, 0) / total : USUAL;
  const near = blurCells(weighted, grid, 6);
  const nearWeights = blurCells(weights, grid, 6);
  // A whiff of the mean: where nothing is clear, the whole finger's mean is the best guess.
  const prior = 0.02 / (STEP * STEP);
  return near.map((value, at) => (value + prior * mean) / (nearWeights[at]! + prior));
}

function readSignature(
  signature: Float32Array,
  values: Float32Array,
  width: number,
  height: number,
  x: number,
  y: number,
  direction: number,
): void {
  const [cos, sin] = [Math.cos(direction), Math.sin(direction)];
  for (let across = -HALF_ACROSS; across <= HALF_ACROSS; across++) {
    let sum = 0;
    for (let along = -HALF_ALONG; along <= HALF_ALONG; along += 2) {
      const px = Math.round(x + along * cos - across * sin);
      const py = Math.round(y + along * sin + across * cos);
      if (px >= 0 && py >= 0 && px < width && py < height) sum += values[py * width + px]!;
    }
    signature[across + HALF_ACROSS] = sum / (HALF_ALONG + 1);
  }
}

interface Wave {
  readonly cos: Float32Array;
  readonly sin: Float32Array;
}

/** Waves of each period under a window, so that a signature's ends do not count. */
const waves: readonly Wave[] = periods.map((period) => {
  const window = (across: number): number => 0.5 + 0.5 * Math.cos((Math.PI * across) / (HALF_ACROSS + 1));
  const make = (wave: (phase: number) => number): Float32Array =>
    Float32Array.from({ length: 2 * HALF_ACROSS + 1 }, (_, index) => {
      const across = index - HALF_ACROSS;
      return window(across) * wave((2 * Math.PI * across) / period);
    });
  return { cos: make(Math.cos), sin: make(Math.sin) };
});

function findPeriod(signature: Float32Array): { period: number; clarity: number } {
  let mean = 0;
  for (const value of signature) mean += value;
  mean /= signature.length;
  let energy = 1e-6;
  for (const value of signature) energy += (value - mean) ** 2;
  let best = 0;
  let strongest = -1;
  for (let index = 0; index < waves.length; index++) {
    const { cos, sin } = waves[index]!;
    let real = 0;
    let imaginary = 0;
    for (let at = 0; at < signature.length; at++) {
      const value = signature[at]! - mean;
      real += value * cos[at]!;
      imaginary += value * sin[at]!;
    }
    const power = real * real + imaginary * imaginary;
    if (power <= strongest) continue;
    strongest = power;
    best = index;
  }
  const clarity = Math.min(1, Math.sqrt(strongest / (energy * signature.length * 0.25)));
  const edge = best === 0 || best === waves.length - 1;
  return { period: periods[best]!, clarity: edge ? clarity * 0.3 : clarity };
}

/** The index of the nearest of the measured periods. */
export function periodIndex(period: number): number {
  const index = Math.round(Math.log(period / periods[0]!) / Math.log(1.057));
  return Math.max(0, Math.min(periods.length - 1, index));
}
