import type { GreyImage } from '../raster.ts';

export interface Normalised {
  /** Ridges positive, valleys negative, deviation about 1 everywhere. */
  readonly values: Float32Array;
  /** Deviation of the grey levels around each pixel. */
  readonly deviation: Float32Array;
}

const RADIUS = 12;
/** Below so many grey levels there is no ridge, only a sensor's noise: it is not blown up. */
const FLOOR = 6;

/** Evens out pressure and lighting: each pixel against mean and deviation of its neighbourhood of 25 x 25 (Hong, Wan, Jain 1998). */
export function normalise({ width, height, pixels }: GreyImage): Normalised {
  const smooth = smoothen(pixels, width, height);
  const mean = boxMean(smooth, width, height);
  const squares = new Float32Array(smooth.length);
  for (let at = 0; at < smooth.length; at++) squares[at] = smooth[at]! * smooth[at]!;
  const meanSquare = boxMean(squares, width, height);
  const values = new Float32Array(smooth.length);
  const deviation = new Float32Array(smooth.length);
  for (let at = 0; at < smooth.length; at++) {
    const spread = Math.sqrt(Math.max(0, meanSquare[at]! - mean[at]! * mean[at]!));
    deviation[at] = spread;
    const value = (mean[at]! - smooth[at]!) / Math.max(FLOOR, spread);
    values[at] = Math.max(-2, Math.min(2, value));
  }
  return { values, deviation };
}

/** A 3 x 3 binomial: single noisy pixels carry no ridge. */
function smoothen(pixels: Uint8Array, width: number, height: number): Float32Array {
  const across = new Float32Array(pixels.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const left = pixels[x > 0 ? at - 1 : at]!;
      const right = pixels[x < width - 1 ? at + 1 : at]!;
      across[at] = (left + 2 * pixels[at]! + right) / 4;
    }
  const smooth = new Float32Array(pixels.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const above = across[y > 0 ? at - width : at]!;
      const below = across[y < height - 1 ? at + width : at]!;
      smooth[at] = (above + 2 * across[at]! + below) / 4;
    }
  return smooth;
}

/** Mean over the part of the neighbourhood that is in the image, by running sums. */
function boxMean(field: Float32Array, width: number, height: number): Float32Array {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += field[y * width + x]!;
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1]! + row;
    }
  }
  const mean = new Float32Array(field.length);
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - RADIUS) * (width + 1);
    const bottom = Math.min(height, y + RADIUS + 1) * (width + 1);
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - RADIUS);
      const right = Math.min(width, x + RADIUS + 1);
      const area = ((bottom - top) / (width + 1)) * (right - left);
      mean[y * width + x] =
        (sums[bottom + right]! - sums[bottom + left]! - sums[top + right]! + sums[top + left]!) / area;
    }
  }
  return mean;
}
