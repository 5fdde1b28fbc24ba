/** Fields over an image, kept a value a cell of 4 x 4 pixels: ridges turn slowly, so that is exact enough and sixteen times cheaper. */
export const CELL = 4;

export interface Grid {
  readonly columns: number;
  readonly rows: number;
}

export function gridOf(width: number, height: number): Grid {
  return { columns: Math.ceil(width / CELL), rows: Math.ceil(height / CELL) };
}

/** Sums a field of pixels into its cells. */
export function sumCells(field: Float32Array, width: number, height: number): Float32Array {
  const { columns, rows } = gridOf(width, height);
  const sums = new Float32Array(columns * rows);
  for (let y = 0, at = 0; y < height; y++) {
    const row = (y >> 2) * columns;
    for (let x = 0; x < width; x++, at++) sums[row + (x >> 2)]! += field[at]!;
  }
  return sums;
}

/** Gaussian blur of cells, `sigma` in cells; what lies outside counts as 0. */
export function blurCells(field: Float32Array, { columns, rows }: Grid, sigma: number): Float32Array {
  const reach = Math.ceil(2.5 * sigma);
  const weights = Float32Array.from({ length: reach + 1 }, (_, index) =>
    Math.exp(-(index * index) / (2 * sigma * sigma)),
  );
  const total = weights.reduce((sum, weight, index) => sum + (index === 0 ? weight : 2 * weight), 0);
  for (let index = 0; index <= reach; index++) weights[index]! /= total;
  const across = new Float32Array(field.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      let sum = weights[0]! * field[at]!;
      for (let step = 1; step <= reach; step++) {
        if (column >= step) sum += weights[step]! * field[at - step]!;
        if (column + step < columns) sum += weights[step]! * field[at + step]!;
      }
      across[at] = sum;
    }
  const blurred = new Float32Array(field.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      let sum = weights[0]! * across[at]!;
      for (let step = 1; step <= reach; step++) {
        if (row >= step) sum += weights[step]! * across[at - step * columns]!;
        if (row + step < rows) sum += weights[step]! * across[at + step * columns]!;
      }
      blurred[at] = sum;
    }
  return blurred;
}

/** The value between the cells' middles around a pixel. */
export function sampleCells(field: Float32Array, { columns, rows }: Grid, x: number, y: number): number {
  const gx = Math.max(0, Math.min(columns - 1, (x - 1.5) / CELL));
  const gy = Math.max(0, Math.min(rows - 1, (y - 1.5) / CELL));
  const left = gx | 0;
  const top = gy | 0;
  const right = left + 1 < columns ? left + 1 : left;
  const bottom = top + 1 < rows ? top + 1 : top;
  const fx = gx - left;
  const fy = gy - top;
  const upper = field[top * columns + left]! * (1 - fx) + field[top * columns + right]! * fx;
  const lower = field[bottom * columns + left]! * (1 - fx) + field[bottom * columns + right]! * fx;
  return upper * (1 - fy) + lower * fy;
}
