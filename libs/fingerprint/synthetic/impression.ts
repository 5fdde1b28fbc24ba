import { type GreyImage, STANDARD_DPI } from '../raster.ts';
import { type ConditionOptions, type Conditions, drawConditions } from './conditions.ts';
import type { Finger } from './finger.ts';
import { createField, createRandom, type Random } from './random.ts';

export interface ImpressionOptions extends ConditionOptions {
  /** Which of the finger's impressions: the same number gives the same image. */
  readonly seed: string | number;
  /** Of the sensor, in pixels at 500 dpi. */
  readonly width?: number;
  readonly height?: number;
}

/** Presses a finger on a sensor once: moved, turned, stretched, wet or dry, in part, with dirt and noise. */
export function takeImpression(finger: Finger, options: ImpressionOptions): GreyImage {
  const { width = 300, height = 400 } = options;
  const random = createRandom('impression', finger.seed, options.seed);
  const conditions = drawConditions(random, options);
  const touch = createTouch(finger, conditions, random, width, height);
  const pixels = new Uint8Array(width * height);
  const ink = new Float32Array(width * height);
  for (let y = 0, at = 0; y < height; y++) for (let x = 0; x < width; x++, at++) ink[at] = touch(x, y);
  drawScratches(ink, conditions, random, width, height);
  const paper = 235 + 8 * random.normal();
  const depth = conditions.contrast * (paper - 20);
  for (let at = 0; at < ink.length; at++)
    pixels[at] = Math.max(0, Math.min(255, Math.round(paper - depth * ink[at]! + conditions.noise * random.normal())));
  return { width, height, dpi: STANDARD_DPI, pixels };
}

/** How much ink a sensor's pixel gets, 0 to 1. */
function createTouch(
  finger: Finger,
  conditions: Conditions,
  random: Random,
  width: number,
  height: number,
): (x: number, y: number) => number {
  const place = createSkin(finger, conditions, width, height);
  const edge = createField(random, width, height, 28);
  const moist = createField(random, width, height, 45);
  const grain = createField(random, width, height, 2.5);
  const dirt = createField(random, width, height, 4);
  const { contact } = conditions;
  return (x, y) => {
    const point = place(x, y);
    const u = (point.x - contact.x) / contact.halfWidth;
    const v = (point.y - contact.y) / contact.halfHeight;
    const inside = 1 - Math.sqrt(u * u + v * v) + 0.06 * edge(x, y);
    if (inside <= 0) return 0;
    const ridge = ridgeAt(finger, point.x, point.y);
    // Little pressure and dry skin leave thin, broken ridges; much of both fills the valleys.
    const thickness = conditions.pressure + conditions.patchiness * moist(x, y);
    let ink = 1 / (1 + Math.exp(-5 * (ridge + thickness)));
    const dry = Math.max(0, conditions.dryness + 0.5 * conditions.patchiness * moist(x, y));
    ink *= 1 - Math.max(0, Math.min(1, 1.6 * dry * (grain(x, y) + 0.4)));
    ink += Math.max(0, conditions.smudge * (dirt(x, y) - 0.9));
    return Math.max(0, Math.min(1, ink)) * Math.min(1, inside * 9);
  };
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * From a sensor's pixel to the finger's. Skin sticks in the middle and is drawn and twisted towards the rim (Cappelli, Maio,
 * Maltoni 2001: modelling plastic distortion), the whole is turned and moved.
 */
function createSkin(
  finger: Finger,
  { shift, turn, pull, contact }: Conditions,
  width: number,
  height: number,
): (x: number, y: number) => Place {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [twistCos, twistSin] = [Math.cos(pull.twist), Math.sin(pull.twist)];
  return (x, y) => {
    const dx = x - width / 2 - shift.x;
    const dy = y - height / 2 - shift.y;
    const px = finger.width / 2 + dx * cos - dy * sin;
    const py = finger.height / 2 + dx * sin + dy * cos;
    const fromX = px - contact.x;
    const fromY = py - contact.y;
    const far = Math.sqrt((fromX / contact.halfWidth) ** 2 + (fromY / contact.halfHeight) ** 2);
    const slip = far <= 0.35 ? 0 : 0.5 * (1 - Math.cos(Math.min(1, (far - 0.35) / 0.9) * Math.PI));
    return {
      x: px + slip * (pull.x + fromX * (twistCos - 1) - fromY * twistSin),
      y: py + slip * (pull.y + fromX * twistSin + fromY * (twistCos - 1)),
    };
  };
}

function ridgeAt({ width, height, ridges }: Finger, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return -1;
  const at = top * width + left;
  const fx = x - left;
  const fy = y - top;
  const upper = ridges[at]! * (1 - fx) + ridges[at + 1]! * fx;
  const lower = ridges[at + width]! * (1 - fx) + ridges[at + width + 1]! * fx;
  return upper * (1 - fy) + lower * fy;
}

/** Cuts and creases: thin straight lines without ink. */
function drawScratches(
  ink: Float32Array,
  { scratches }: Conditions,
  random: Random,
  width: number,
  height: number,
): void {
  for (let count = 0; count < scratches; count++) {
    const angle = random.between(0, Math.PI);
    const length = random.between(25, 110);
    const thick = random.between(0.8, 2.2);
    const x = random.between(0, width);
    const y = random.between(0, height);
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    for (let along = 0; along < length; along += 0.5)
      for (let across = -thick; across <= thick; across += 0.5) {
        const i = Math.round(x + along * cos - across * sin);
        const j = Math.round(y + along * sin + across * cos);
        if (i >= 0 && j >= 0 && i < width && j < height) ink[j * width + i]! *= 0.35;
      }
  }
}
