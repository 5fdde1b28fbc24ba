import { blurCells, type Grid, gridOf, sampleCells, sumCells } from './cells.ts';

/** The ridges' direction a cell, as cosine and sine of twice the angle: opposite directions are one, and angles can be averaged. */
export interface Flow {
  readonly grid: Grid;
  readonly cos: Float32Array;
  readonly sin: Float32Array;
  /** 0: no direction, 1: all gradients agree. */
  readonly coherence: Float32Array;
}

/** Averaged squared gradients (Kass and Witkin 1987; Bazen and Gerez 2002) over a Gaussian of `sigma` cells. */
export function estimateFlow(values: Float32Array, width: number, height: number, sigma: number): Flow {
  const grid = gridOf(width, height);
  const difference = new Float32Array(values.length);
  const product = new Float32Array(values.length);
  const energy = new Float32Array(values.length);
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const [a, b, c] = [values[at - width - 1]!, values[at - width]!, values[at - width + 1]!];
      const [d, e] = [values[at - 1]!, values[at + 1]!];
      const [f, g, h] = [values[at + width - 1]!, values[at + width]!, values[at + width + 1]!];
      const gx = c + 2 * e + h - a - 2 * d - f;
      const gy = f + 2 * g + h - a - 2 * b - c;
      difference[at] = gx * gx - gy * gy;
      product[at] = 2 * gx * gy;
      energy[at] = gx * gx + gy * gy;
    }
  const even = (field: Float32Array): Float32Array => blurCells(sumCells(field, width, height), grid, sigma);
  const cos = even(difference);
  const sin = even(product);
  const total = even(energy);
  const coherence = new Float32Array(total.length);
  for (let at = 0; at < total.length; at++) {
    const length = Math.hypot(cos[at]!, sin[at]!);
    coherence[at] = total[at]! > 1e-6 ? length / total[at]! : 0;
    // Ridges run across their gradient: half a turn of the doubled angle.
    const unit = length > 1e-6 ? -1 / length : 0;
    cos[at]! *= unit;
    sin[at]! *= unit;
  }
  return { grid, cos, sin, coherence };
}

/** The ridge's direction at a pixel: radians, -π/2 to π/2, y downwards. */
export function directionAt({ grid, cos, sin }: Flow, x: number, y: number): number {
  return Math.atan2(sampleCells(sin, grid, x, y), sampleCells(cos, grid, x, y)) / 2;
}
