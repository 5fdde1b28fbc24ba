import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { openDecoder } from './decode.ts';
import { draw, writePng, writeWeights } from './face.samples.ts';
import type { FaceEngine } from './faceEngine.ts';
import { openFaceEngine } from './openFaceEngine.ts';
import { facesOf, openFaces } from './openFaces.ts';

let folder: string;
let engine: FaceEngine;

before(async () => {
  folder = writeWeights();
  engine = await openFaceEngine(folder);
});
after(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

/** Stripes, so that a face has something to it; halves that are left out are black. */
const portrait = (halves: readonly ('left' | 'right')[], tint = 1) =>
  writePng(
    draw(240, 240, (x, y) => {
      if (!halves.includes(x < 120 ? 'left' : 'right')) return [0, 0, 0];
      return [255, 180 + ((x >> 3) % 2) * 60 * tint, 200 + ((y >> 3) % 2) * 50];
    }),
  );
const hasCode = (code: string) => (error: unknown) => (error as { code?: string }).code === code;

test('one face has an embedding of length 1, the same each time', async () => {
  const { embedding, quality } = await engine.embed(portrait(['left']));
  assert.equal(embedding.length, 48);
  assert.ok(Math.abs(Math.hypot(...embedding) - 1) < 1e-5);
  assert.ok(quality >= 0 && quality <= 100);
  const again = await engine.embed(portrait(['left']));
  assert.deepEqual(again.embedding, embedding);
  const { score, isSame, threshold } = engine.compare(embedding, again.embedding);
  assert.ok(score > 0.9999 && isSame);
  assert.equal(threshold, 0.9);
});

test('no face and two faces are told apart, and neither is embedded', async () => {
  await assert.rejects(engine.embed(portrait([])), hasCode('no-face'));
  await assert.rejects(engine.embed(portrait(['left', 'right'])), hasCode('several-faces'));
  const { measures } = await engine.quality(portrait(['left', 'right']));
  assert.equal(measures.SingleFacePresent, 0);
  assert.equal((await engine.quality(portrait(['right']))).measures.SingleFacePresent, 100);
});

test('questions asked at once are answered each with its own', async () => {
  const asked = await Promise.all(
    [['left'], ['right'], ['left', 'right'], []].map((halves) =>
      engine.embed(portrait(halves as ('left' | 'right')[])).then(
        () => 'embedded',
        ({ code }) => code,
      ),
    ),
  );
  assert.deepEqual(asked, ['embedded', 'embedded', 'several-faces', 'no-face']);
});

test('what is no picture is refused with a code, whatever the bytes, and the engine goes on', async () => {
  const png = portrait(['left']);
  const jpeg = await readFile(new URL('../../../commands/card-silhouette.jpg', import.meta.url));
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.integer({ min: 0, max: png.length - 1 }).map((length) => png.slice(0, length)),
    fc.integer({ min: 0, max: jpeg.length - 1 }).map((length) => Uint8Array.from(jpeg.subarray(0, length))),
    fc
      .tuple(fc.integer({ min: 8, max: 60 }), fc.integer({ min: 1, max: 255 }))
      .map(([at, by]) => Uint8Array.from(png, (value, index) => (index === at ? value ^ by : value))),
  );
  await fc.assert(
    fc.asyncProperty(bytes, async (image) => {
      const answer = await engine.embed(image).then(
        () => 'embedded',
        ({ code }) => code,
      );
      assert.ok(['image-malformed', 'image-too-large', 'no-face', 'embedded'].includes(answer), answer);
    }),
    { numRuns: 60 },
  );
  assert.equal((await engine.embed(png)).embedding.length, 48);
});

test('a camera’s note how it was held is followed', async () => {
  const jpeg = await readFile(new URL('../../../commands/card-silhouette.jpg', import.meta.url));
  // EXIF with the one tag Orientation: 6, the camera was turned to the right.
  const exif = Buffer.from(
    'ffe10022457869660000' + '49492a0008000000' + '0100' + '120103000100000006000000' + '00000000',
    'hex',
  );
  const turned = Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]);
  const decoder = await openDecoder();
  const [upright, lying] = [await decoder.decode(jpeg), await decoder.decode(turned)];
  assert.notEqual(upright.width, upright.height);
  assert.deepEqual([lying.width, lying.height], [upright.height, upright.width]);
});

test('weights without a network for it do not judge liveness', async () => {
  assert.equal(engine.describe().liveness, false);
  assert.ok(!engine.describe().measures.includes('EyesOpen'));
  await assert.rejects(engine.liveness(portrait(['left'])), hasCode('not-offered'));
});

test('only embeddings of these weights are compared', () => {
  assert.throws(() => engine.compare(new Float32Array(48), new Float32Array(48)), RangeError);
  assert.throws(() => engine.compare(new Float32Array(48).fill(1), new Float32Array(47).fill(1)), RangeError);
  const one = Float32Array.from({ length: 48 }, (_, at) => at + 1);
  assert.equal(
    engine.compare(
      one,
      one.map((value) => -value),
    ).isSame,
    false,
  );
});

test('the room has no embedding of a picture without the one face, and no engine without weights', async () => {
  const faces = facesOf(engine);
  assert.equal(await faces.embed(portrait(['left', 'right'])), undefined);
  assert.equal((await faces.embed(portrait(['right'])))?.embedding.length, faces.describe().dimension);
  assert.equal(await openFaces(`${folder}/nothing`), undefined);
  await assert.rejects(openFaceEngine(`${folder}/nothing`), hasCode('engine-not-configured'));
});
