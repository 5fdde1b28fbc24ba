import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { writeWeights } from './face.samples.ts';
import { FaceError } from './faceError.ts';
import { installDemonstrationWeights } from './installWeights.ts';
import { openFaceEngine } from './openFaceEngine.ts';
import { readTarball } from './tarball.ts';
import { DESCRIPTION, parseWeights, type Weights } from './weights.ts';

const refused = (error: unknown) => error instanceof FaceError && error.code === 'weights-wrong';

test('a file of weights that is not the described one is refused', async () => {
  const folder = writeWeights();
  const file = join(folder, 'embed.onnx');
  const bytes = readFileSync(file);
  bytes[bytes.length - 1]! ^= 1;
  writeFileSync(file, bytes);
  await assert.rejects(openFaceEngine(folder), refused);
  rmSync(file);
  await assert.rejects(openFaceEngine(folder), refused);
  rmSync(folder, { recursive: true });
});

test('a description that is misshapen, or names a file outside its folder, is refused', async () => {
  for (const change of [
    (weights: Weights) => Object.assign(weights, { dimension: 47 }),
    (weights: Weights) => Object.assign(weights, { threshold: 2 }),
    (weights: Weights) => Object.assign(weights.networks.embed, { file: '../embed.onnx' }),
    (weights: Weights) => Object.assign(weights, { licences: 'MIT' }),
  ]) {
    const folder = writeWeights(change);
    await assert.rejects(openFaceEngine(folder), refused);
    rmSync(folder, { recursive: true });
  }
  assert.throws(() => parseWeights('{'), refused);
});

test('the weights that the platform can fetch are described as a demonstration of unknown training', () => {
  const weights = parseWeights(readFileSync(new URL('./faceplugin.json', import.meta.url), 'utf8'));
  assert.equal(weights.demonstration, true);
  assert.match(weights.origin, /not stated/);
});

test('only the pinned package is taken for the weights of demonstrations', async () => {
  const folder = writeWeights();
  await assert.rejects(installDemonstrationWeights(gzipSync('another package'), folder), refused);
  assert.equal(parseWeights(readFileSync(join(folder, DESCRIPTION), 'utf8')).id, 'bright-halves-1');
  rmSync(folder, { recursive: true });
});

test('a packed package is read file by file, and one that ends early or grows too large is refused', () => {
  const entry = (name: string, content: string) => {
    const head = Buffer.alloc(512);
    head.write(name);
    head.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
    head[156] = 48;
    return Buffer.concat([head, Buffer.from(content), Buffer.alloc((512 - (content.length % 512)) % 512)]);
  };
  const tar = Buffer.concat([entry('package/a', 'x'.repeat(600)), entry('package/b', 'yes'), Buffer.alloc(1024)]);
  const files = readTarball(gzipSync(tar), 1 << 20);
  assert.deepEqual([...files.keys()], ['package/a', 'package/b']);
  assert.equal(Buffer.from(files.get('package/b')!).toString(), 'yes');
  assert.equal(files.get('package/a')!.length, 600);
  assert.throws(() => readTarball(gzipSync(tar.subarray(0, 700)), 1 << 20), /ends early/);
  assert.throws(() => readTarball(gzipSync(tar), 1024));
});
