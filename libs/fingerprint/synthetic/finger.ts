import { createGaborBank, type GaborShape, orientationIndex } from '../gabor.ts';
import {
  createOrientation,
  drawPattern,
  drawSingularities,
  type OrientationAt,
  type Pattern,
  type Singularities,
} from './orientation.ts';
import { createField, createRandom, type Random } from './random.ts';

/** A finger that nobody has: its whole ridge pattern at 500 dpi, without any trace of how it was pressed. */
export interface Finger {
  readonly seed: string | number;
  readonly pattern: Pattern;
  readonly singularities: Singularities;
  readonly width: number;
  readonly height: number;
  /** -1 in the middle of a valley, 1 on the crest of a ridge. */
  readonly ridges: Float32Array;
}

export interface FingerOptions {
  /** Drawn by its natural share where it is not said. */
  readonly pattern?: Pattern;
  /** In pixels at 500 dpi. */
  readonly width?: number;
  readonly height?: number;
}

const shape: GaborShape = {
  orientations: 60,
  periods: Array.from({ length: 17 }, (_, index) => 6.5 + index * 0.375),
  across: 0.4,
  along: 0.4,
};
const ROUNDS = 9;

/**
 * Grows a finger from a seed: orientation from class and singularities, a map of ridge periods, and ridges that spread from
 * scattered germs under Gabor filters of the local direction and period until they meet. Minutiae are where growths met that
 * did not fit (Cappelli, Maio, Maltoni: SFinGe, 2000-2004). The same seed and options give the same finger.
 */
export function growFinger(seed: string | number, options: FingerOptions = {}): Finger {
  const { width = 340, height = 430 } = options;
  const random = createRandom('finger', seed);
  const pattern = options.pattern ?? drawPattern(random);
  const singularities = drawSingularities(pattern, random, width, height);
  const orientationAt = createOrientation(singularities, random, width, height);
  const order = listOrders(orientationAt, random, width, height);
  const period = listPeriods(singularities, random, width, height);
  const mask = outline(width, height);
  const bank = createGaborBank(shape, width, height);
  let ridges = scatterGerms(random, width, height);
  for (let round = 0; round < ROUNDS; round++) {
    ridges = bank.filter(ridges, mask, order, period);
    const gain = round < ROUNDS - 1 ? 3 : 1.25;
    for (let at = 0; at < ridges.length; at++) ridges[at] = Math.max(-1, Math.min(1, ridges[at]! * gain));
  }
  return { seed, pattern, singularities, width, height, ridges };
}

function listOrders(orientationAt: OrientationAt, random: Random, width: number, height: number): Uint8Array {
  const wander = createField(random, width, height, 60);
  const orders = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++)
      orders[at] = orientationIndex(orientationAt(x, y) + 0.12 * wander(x, y), shape.orientations);
  return orders;
}

/** Ridges lie closer above the core and wider below the deltas, about a mean that differs between persons. */
function listPeriods(found: Singularities, random: Random, width: number, height: number): Uint8Array {
  const mean = 9 + 0.75 * Math.max(-2, Math.min(2, random.normal()));
  const wander = createField(random, width, height, 60);
  const top = found.cores[0]?.y ?? height * 0.4;
  const bottom = Math.max(top + 1, ...found.deltas.map((delta) => delta.y), height * 0.7);
  const periods = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      const slope = y < top ? -0.05 : y > bottom ? 0.12 : 0;
      const wanted = mean * (1 + slope + 0.06 * wander(x, y));
      periods[at] = nearestPeriod(wanted);
    }
  return periods;
}

function nearestPeriod(wanted: number): number {
  return Math.max(0, Math.min(shape.periods.length - 1, Math.round((wanted - shape.periods[0]!) / 0.375)));
}

function outline(width: number, height: number): Uint8Array {
  const mask = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      const u = (x - width / 2) / (width / 2);
      const v = (y - height / 2) / (height / 2);
      mask[at] = u ** 4 + v ** 4 <= 1 ? 1 : 0;
    }
  return mask;
}

/** One germ for so many pixels: more of them make more minutiae. They are thrown, not laid out: a lattice would make fingers alike. */
const PIXELS_A_GERM = 480;

function scatterGerms(random: Random, width: number, height: number): Float32Array {
  const germs = new Float32Array(width * height);
  for (let count = Math.ceil((width * height) / PIXELS_A_GERM); count > 0; count--) {
    const x = Math.floor(random.next() * width);
    const y = Math.floor(random.next() * height);
    const sign = random.next() < 0.5 ? -1 : 1;
    for (let j = Math.max(0, y - 1); j <= Math.min(height - 1, y + 1); j++)
      for (let i = Math.max(0, x - 1); i <= Math.min(width - 1, x + 1); i++) germs[j * width + i] = sign;
  }
  return germs;
}
