/** Gabor filters: a cosine across the ridges under a Gaussian, without answer to an even grey. */

export interface GaborShape {
  /** Directions over half a turn; a pixel's direction is an index into them. */
  readonly orientations: number;
  /** Ridge periods in pixels; a pixel's period is an index into them. */
  readonly periods: readonly number[];
  /** Widths of the Gaussian across and along the ridge, in periods. */
  readonly across: number;
  readonly along: number;
}

/** A kernel is symmetric, so half of it and the middle are kept. */
interface Half {
  readonly columns: Int8Array;
  readonly rows: Int8Array;
  readonly weights: Float32Array;
  readonly middle: number;
}

/** A kernel laid over images of one width: where each weight falls, counted from the middle. */
interface Kernel {
  readonly offsets: Int32Array;
  readonly weights: Float32Array;
  readonly middle: number;
}

/** Kernels depend on their shape alone: each is computed once in a process. */
const halves = new WeakMap<GaborShape, (Half | undefined)[]>();

export interface GaborBank {
  readonly radius: number;
  /** Filters every pixel that `mask` has; `order` and `period` are indexes a pixel. The others become 0. */
  filter(image: Float32Array, mask: Uint8Array, order: Uint8Array, period: Uint8Array): Float32Array;
}

/** Where the Gaussian is cut off, in its deviations. */
const REACH = 2.3;

/** A bank for images of one width and height. Kernels are made when first asked for. A cosine of amplitude 1 answers with 1. */
export function createGaborBank(shape: GaborShape, width: number, height: number): GaborBank {
  const widest = Math.max(...shape.periods);
  const radius = Math.ceil(REACH * widest * Math.max(shape.across, shape.along));
  const stride = width + 2 * radius;
  const kernels: (Kernel | undefined)[] = new Array(shape.orientations * shape.periods.length);
  const padded = new Float32Array(stride * (height + 2 * radius));

  return {
    radius,
    filter(image, mask, order, period) {
      for (let y = 0; y < height; y++)
        padded.set(image.subarray(y * width, (y + 1) * width), (y + radius) * stride + radius);
      const answer = new Float32Array(width * height);
      for (let y = 0, at = 0; y < height; y++)
        for (let x = 0; x < width; x++, at++) {
          if (mask[at] === 0) continue;
          const index = period[at]! * shape.orientations + order[at]!;
          let kernel = kernels[index];
          if (kernel === undefined) {
            kernel = layKernel(halfOf(shape, order[at]!, period[at]!), stride);
            kernels[index] = kernel;
          }
          answer[at] = applyKernel(kernel, padded, (y + radius) * stride + x + radius);
        }
      return answer;
    },
  };
}

function applyKernel({ offsets, weights, middle }: Kernel, padded: Float32Array, at: number): number {
  let sum = middle * padded[at]!;
  for (let i = 0; i < offsets.length; i++) {
    const offset = offsets[i]!;
    sum += weights[i]! * (padded[at + offset]! + padded[at - offset]!);
  }
  return sum;
}

function layKernel({ columns, rows, weights, middle }: Half, stride: number): Kernel {
  return { offsets: Int32Array.from(columns, (column, index) => rows[index]! * stride + column), weights, middle };
}

function halfOf(shape: GaborShape, order: number, period: number): Half {
  const index = period * shape.orientations + order;
  const known = halves.get(shape) ?? [];
  halves.set(shape, known);
  const half = known[index] ?? makeHalf(shape, order, shape.periods[period]!);
  known[index] = half;
  return half;
}

function makeHalf(shape: GaborShape, order: number, period: number): Half {
  const angle = (order * Math.PI) / shape.orientations;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const across = shape.across * period;
  const along = shape.along * period;
  const reach = Math.ceil(REACH * Math.max(across, along));
  const points: { x: number; y: number; envelope: number; wave: number }[] = [];
  let envelopes = 0;
  let waves = 0;
  for (let y = -reach; y <= reach; y++)
    for (let x = -reach; x <= reach; x++) {
      const u = (x * cos + y * sin) / along;
      const v = (y * cos - x * sin) / across;
      if (u * u + v * v > REACH * REACH) continue;
      const envelope = Math.exp(-(u * u + v * v) / 2);
      const wave = Math.cos((2 * Math.PI * v * across) / period);
      envelopes += envelope;
      waves += envelope * wave;
      points.push({ x, y, envelope, wave });
    }
  const even = waves / envelopes;
  let gain = 0;
  for (const { envelope, wave } of points) gain += envelope * (wave - even) * wave;
  const half = points.filter(({ x, y }) => y > 0 || (y === 0 && x > 0));
  return {
    columns: Int8Array.from(half, ({ x }) => x),
    rows: Int8Array.from(half, ({ y }) => y),
    weights: Float32Array.from(half, ({ envelope, wave }) => (envelope * (wave - even)) / gain),
    middle: (1 - even) / gain,
  };
}

/** The index of a direction (radians, any turn) among `orientations` over half a turn. */
export function orientationIndex(angle: number, orientations: number): number {
  const index = Math.round((angle * orientations) / Math.PI) % orientations;
  return index < 0 ? index + orientations : index;
}
