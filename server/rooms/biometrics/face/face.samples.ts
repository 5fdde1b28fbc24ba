import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { writeOnnx } from './onnx.samples.ts';
import type { Picture } from './picture.ts';
import { DESCRIPTION, type Weights } from './weights.ts';

/** @param colour of a place, three values of 0 to 255 */
export function draw(
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly [number, number, number],
): Picture {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 4) data.set([...colour(x, y), 255], at);
  return { width, height, data };
}

function chunk(type: string, body: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type), body]);
  const frame = Buffer.alloc(named.length + 8);
  frame.writeUInt32BE(body.length);
  frame.set(named, 4);
  frame.writeUInt32BE(crc32(named), named.length + 4);
  return frame;
}

export function writePng({ width, height, data }: Picture): Uint8Array {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const rows = Buffer.alloc((width * 4 + 1) * height);
  for (let y = 0; y < height; y++) rows.set(data.subarray(y * width * 4, (y + 1) * width * 4), y * (width * 4 + 1) + 1);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const SIDE = 8;
const fed = { width: SIDE, height: SIDE, mean: [0], divide: [255] };

/** A face wherever a half of the picture is bright: the score is its brightness. */
const detect = writeOnnx(
  [1, 1, SIDE, SIDE],
  [
    {
      does: 'AveragePool',
      from: ['input'],
      to: 'halves',
      with: { kernel_shape: [SIDE, SIDE / 2], strides: [SIDE, SIDE / 2] },
    },
    { does: 'Reshape', from: ['halves', 'list'], to: 'bright' },
    { does: 'Concat', from: ['bright', 'bright'], to: 'scores', with: { axis: 2 } },
    { does: 'Identity', from: ['places'], to: 'boxes' },
  ],
  [
    { name: 'list', shape: [3], values: BigInt64Array.from([1n, 2n, 1n]) },
    { name: 'places', shape: [1, 2, 4], values: Float32Array.from([0, 0.1, 0.5, 0.9, 0.5, 0.1, 1, 0.9]) },
  ],
  ['scores', 'boxes'],
);

/** 68 points of an upright face that looks at us, as shares of the square around it. */
export const facePoints = Array.from({ length: 68 }, (_, at): readonly [number, number] => {
  if (at < 17) return [0.1 + 0.05 * at, 0.5 + 0.45 * Math.sin((Math.PI * at) / 16)];
  if (at < 27) return [0.15 + 0.075 * (at - 17), 0.25];
  if (at < 36) return at < 31 ? [0.5, 0.3 + 0.08 * (at - 27)] : [0.4 + 0.05 * (at - 31), 0.64];
  if (at < 48) {
    const [left, which] = at < 42 ? [0.22, at - 36] : [0.62, at - 42];
    const across = [0, 0.05, 0.11, 0.16, 0.11, 0.05][which]!;
    return [left + across, 0.38 + [0, -0.02, -0.02, 0, 0.02, 0.02][which]!];
  }
  const angle = ((at - 48) * 2 * Math.PI) / (at < 60 ? 12 : 8);
  return [0.5 - 0.15 * Math.cos(angle), 0.78 - 0.03 * Math.sin(angle)];
});

const landmarks = writeOnnx(
  [1, 1, SIDE, SIDE],
  [{ does: 'Identity', from: ['face'], to: 'points' }],
  [{ name: 'face', shape: [1, 136], values: Float32Array.from(facePoints.flat()) }],
  ['points'],
);

/** An embedding is the face itself, coarsely: 3 x 4 x 4 colours. */
const embed = writeOnnx(
  [1, 3, SIDE, SIDE],
  [
    { does: 'AveragePool', from: ['input'], to: 'coarse', with: { kernel_shape: [2, 2], strides: [2, 2] } },
    { does: 'Flatten', from: ['coarse'], to: 'embedding' },
  ],
  [],
  ['embedding'],
);

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A folder with weights that know bright halves for faces. */
export function writeWeights(change: (weights: Weights) => unknown = () => {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'dancu-face-'));
  const weights: Weights = {
    id: 'bright-halves-1',
    model: 'bright halves',
    version: '1',
    licence: 'Apache-2.0',
    origin: 'written for tests',
    demonstration: true,
    dimension: 48,
    threshold: 0.9,
    evidence: [
      [0, -1],
      [1, 1],
    ],
    networks: {
      detect: {
        ...{ file: 'detect.onnx', sha256: sha256(detect), ...fed, channels: 'grey' as const },
        ...{ boxes: 'boxes', scores: 'scores', confidence: 0.6, overlap: 0.3 },
      },
      landmarks: { file: 'landmarks.onnx', sha256: sha256(landmarks), ...fed, channels: 'grey', points: 'points' },
      embed: { file: 'embed.onnx', sha256: sha256(embed), ...fed, channels: 'rgb', embedding: 'embedding' },
    },
  };
  change(weights);
  for (const [name, bytes] of Object.entries({ detect, landmarks, embed }))
    writeFileSync(join(folder, `${name}.onnx`), bytes);
  writeFileSync(join(folder, DESCRIPTION), JSON.stringify(weights));
  return folder;
}
