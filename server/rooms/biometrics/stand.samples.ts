import { extractTemplate, type Finger, growFinger, takeImpression, writeIsoRecord } from '#libs/fingerprint';
import type { TestHouse } from '#test';
import { writePng } from '../../../libs/fingerprint/images/images.samples.ts';

/** A card is what fingers are taken for. */
export const forCard = { 'dancu-purpose': 'card-issue', 'dancu-legal-basis': 'identification-law-19' };

/** A fingertip's middle, so that tests stay in seconds. */
const size = { width: 256, height: 300 };
const middle = { contact: { x: 128, y: 150, halfWidth: 115, halfHeight: 135 } };

export const growSmall = (seed: string): Finger => growFinger(seed, size);

const press = (finger: Finger, seed: number) =>
  takeImpression(finger, { seed, ...size, hardness: 0.2, conditions: middle });

/** One touch as a scanner's image. */
export const pressPng = (finger: Finger, seed: number): Buffer => Buffer.from(writePng(press(finger, seed)));

/** One touch as a record of ISO/IEC 19794-2. */
export function pressRecord(finger: Finger, seed: number, position: number): Buffer {
  const template = extractTemplate(press(finger, seed));
  return Buffer.from(writeIsoRecord([{ position, view: 0, impression: 0, template }], 2011));
}

export interface Given {
  modality: 'face' | 'finger' | 'iris' | 'dna' | 'voice';
  place?: number;
  content: string;
}

export const fingerOf = (bytes: Buffer, place: number): Given => ({
  ...{ modality: 'finger', place, content: bytes.toString('base64') },
});

/** The smallest JPEG that says what it is; no face in it. */
export const portrait = Buffer.concat([
  Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
  Buffer.from('a portrait that no log may hold'),
]);
export const face: Given = { modality: 'face', content: portrait.toString('base64') };

export interface Taken {
  samples: { sample: string; modality: string; place: number; quality?: number; compared: boolean }[];
  waiting?: number;
  code?: string;
  pointer?: string;
}

/** Takes samples as the supervising officer of Hà Nội. */
export const take = (
  house: TestHouse,
  person: string,
  samples: readonly Given[],
  more: object = {},
  who = 'hanoi-supervisor',
) => house.ask<Taken>(who, 'POST', `/api/biometrics/persons/${person}`, { samples, ...more }, forCard);
