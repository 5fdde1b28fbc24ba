import { parentPort } from 'node:worker_threads';
import { growFinger, takeImpression } from '#libs/fingerprint';
import { drawPng } from './drawPng.ts';

/** A touch of a finger that belongs to nobody. */
export interface TouchWanted {
  readonly finger: string;
  readonly touch: number;
}

/** A fingertip's middle: enough to be compared, and grown in a fifth of a second. */
const size = { width: 256, height: 300 };
const conditions = { contact: { x: 128, y: 150, halfWidth: 115, halfHeight: 135 } };

parentPort?.on('message', ({ finger, touch }: TouchWanted) => {
  const image = takeImpression(growFinger(finger, size), { seed: touch, ...size, hardness: 0.2, conditions });
  parentPort!.postMessage(drawPng(image).toString('base64'));
});
