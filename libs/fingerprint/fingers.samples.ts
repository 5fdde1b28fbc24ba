import { type Finger, growFinger, takeImpression } from './index.ts';
import type { GreyImage } from './raster.ts';

/** Small fingers, so that tests stay in seconds: a fingertip's middle, three impressions each. */
export const FINGERS = 6;
export const IMPRESSIONS = 3;
const size = { width: 256, height: 300 };

export function growSmall(seed: number): Finger {
  return growFinger(seed, size);
}

export function pressSmall(finger: Finger, seed: number, hardness = 0.3): GreyImage {
  return takeImpression(finger, { seed, ...size, hardness, conditions: middle });
}

/** The touch of a finger of that size. */
const middle = { contact: { x: 128, y: 150, halfWidth: 115, halfHeight: 135 } };
