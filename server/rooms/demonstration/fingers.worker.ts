import { parentPort } from 'node:worker_threads';
import { growFinger, takeImpression } from '#libs/fingerprint';
import { drawPng } from './drawPng.ts';

export interface TouchWanted {
  readonly id: number;
  /** Seed of the finger. */
  readonly finger: string;
  /** Seed of the touch. */
  readonly touch: string | number;
}
export interface TouchDrawn {
  readonly id: number;
  readonly image: Uint8Array;
}

/** What a single-finger scanner sees, and grown in a third of a second. */
const size = { width: 320, height: 400 };
const conditions = { contact: { x: 160, y: 200, halfWidth: 144, halfHeight: 180 } };

parentPort?.on('message', ({ id, finger, touch }: TouchWanted) => {
  const image = takeImpression(growFinger(finger, size), { seed: touch, ...size, hardness: 0.2, conditions });
  parentPort!.postMessage({ id, image: drawPng(image) } satisfies TouchDrawn);
});
