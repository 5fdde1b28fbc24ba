import type { Box } from './boxes.ts';
import { alignTo, type Geometry, REFERENCE } from './landmarks.ts';
import { luminance, type Planes } from './picture.ts';
import type { Sampler } from './sampling.ts';

/** How light lies on a face, and behind it. Luminance from 0 to 1. */
export interface Light {
  readonly mean: number;
  readonly variance: number;
  /** Shares of the face without drawing in the dark and in the light. */
  readonly dark: number;
  readonly bright: number;
  /** Of 256 shades, in bits. */
  readonly entropy: number;
  /** How alike the shades of both halves are: the shared part of their histograms, 0 to 1. */
  readonly symmetry: number;
  /** Logarithm of the fine structure’s strength over the coarse one’s. */
  readonly detail: number;
  /** Mean steepness behind the head, of 0 to 255 a pixel; absent where nothing is seen there. */
  readonly unrest: number | undefined;
}

/** Across and down, of brows to chin: the eyes are then some 90 pixels apart, wherever a face comes from. */
const FACE = 160;
/** Of the aligned frame: without hair and neck, whose darkness says nothing of the light. */
const SKIN = { left: 24, top: 36, side: 64 } as const;
const SCENE = 128;
const LOST_IN_DARK = 26;
const LOST_IN_LIGHT = 246;
const FEWEST_BEHIND = 0.04;

export function readLight(sampler: Sampler, geometry: Geometry, box: Box): Light {
  const scale = FACE / SKIN.side;
  const reference = REFERENCE.map(({ x, y }) => ({ x: (x - SKIN.left) * scale, y: (y - SKIN.top) * scale }));
  const face = shadesOf(sampler.sample(alignTo(reference, geometry.five), FACE, FACE));
  return { ...readFace(face), unrest: readBehind(sampler, geometry, box) };
}

function shadesOf({ width, height, values }: Planes): Float32Array {
  const size = width * height;
  return Float32Array.from({ length: size }, (_, at) =>
    luminance(values[at]!, values[size + at]!, values[2 * size + at]!),
  );
}

function readFace(shades: Float32Array): Omit<Light, 'unrest'> {
  const halves = [new Float64Array(256), new Float64Array(256)] as const;
  let [sum, squares] = [0, 0];
  for (const [at, shade] of shades.entries()) {
    sum += shade;
    squares += shade * shade;
    halves[at % FACE < FACE / 2 ? 0 : 1][Math.min(255, Math.round(shade))]! += 2 / shades.length;
  }
  const mean = sum / shades.length;
  const variance = Math.max(0, squares / shades.length - mean * mean);
  const all = halves[0].map((share, shade) => (share + halves[1][shade]!) / 2);
  const share = (from: number, to: number) => all.slice(from, to).reduce((total, one) => total + one, 0);
  return {
    mean: mean / 255,
    variance: variance / 255 ** 2,
    dark: share(0, LOST_IN_DARK),
    bright: share(LOST_IN_LIGHT + 1, 256),
    entropy: all.reduce((bits, one) => (one > 0 ? bits - one * Math.log2(one) : bits), 0),
    symmetry: halves[0].reduce((shared, one, shade) => shared + Math.min(one, halves[1][shade]!), 0),
    detail: Math.log10((fineStructure(shades) + 1e-3) / (variance + 1)),
  };
}

/** Mean square of the Laplacian. */
function fineStructure(shades: Float32Array): number {
  let total = 0;
  for (let y = 1; y < FACE - 1; y++)
    for (let x = 1, at = y * FACE + 1; x < FACE - 1; x++, at++)
      total += (shades[at - 1]! + shades[at + 1]! + shades[at - FACE]! + shades[at + FACE]! - 4 * shades[at]!) ** 2;
  return total / (FACE - 2) ** 2;
}

/** Left and right of the head, above the chin: there a portrait shows only what is behind. */
function readBehind({ picture, sample }: Sampler, { chin }: Geometry, box: Box): number | undefined {
  const scale = Math.max(picture.width, picture.height) / SCENE;
  const [width, height] = [Math.floor(picture.width / scale), Math.floor(picture.height / scale)];
  const shades = shadesOf(sample({ a: scale, b: 0, dx: 0, dy: 0 }, width, height));
  const middle = (box.left + box.right) / 2;
  const reach = 0.75 * (box.right - box.left);
  let [total, seen] = [0, 0];
  for (let y = 1; y < Math.min(height - 1, chin.y / scale); y++) {
    for (let x = 1, at = y * width + 1; x < width - 1; x++, at++) {
      if (Math.abs((x + 0.5) * scale - middle) < reach) continue;
      total += Math.hypot(shades[at + 1]! - shades[at - 1]!, shades[at + width]! - shades[at - width]!) / 2;
      seen += 1;
    }
  }
  return seen < FEWEST_BEHIND * width * height ? undefined : (8 * total) / seen;
}
