import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { FingerprintError, readImage } from '../index.ts';
import { packLzw, plainTiff, type TiffTags } from './tiff.samples.ts';

const pixels = fc.uint8Array({ minLength: 1, maxLength: 4_000, size: 'max' });

test('LZW gives back every byte, also when its table is full and begins anew', () => {
  // Few values make long codes, many fill the table.
  const repeated = fc
    .array(fc.constantFrom(0, 1, 255), { minLength: 1, maxLength: 4_000, size: 'max' })
    .map((list) => Uint8Array.from(list));
  fc.assert(
    fc.property(fc.oneof(pixels, repeated), (bytes) => {
      const file = plainTiff(bytes.length, 1, packLzw(bytes), { compression: 5 });
      assert.deepEqual(Buffer.from(readImage(file).pixels), Buffer.from(bytes));
    }),
    { numRuns: 25, endOnFailure: true },
  );
});

test('Deflate, the predictor, a palette and other depths are read as grey', () => {
  const rising = Uint8Array.from({ length: 12 }, (_, at) => 20 * at);
  const steps = rising.map((value, at) => (at % 6 === 0 ? value : 20));
  const palette = Array.from({ length: 768 }, (_, at) => 257 * (255 - (at % 256)));
  const read = (data: Uint8Array, height: number, tags: TiffTags, width = 12 / height) => [
    ...readImage(plainTiff(width, height, data, tags)).pixels,
  ];
  assert.deepEqual([...readImage(plainTiff(6, 2, deflateSync(rising), { compression: 8 })).pixels], [...rising]);
  assert.deepEqual(read(steps, 2, { predictor: 2 }), [...rising]);
  assert.deepEqual(
    read(rising, 2, { photometric: 3, palette }),
    [...rising].map((value) => 255 - value),
  );
  assert.deepEqual(read(Uint8Array.of(0b1010_0000, 0b0110_0000), 2, { depth: 1 }, 3), [255, 0, 255, 0, 255, 255]);
  assert.deepEqual(read(Uint8Array.of(0x0f, 0x80), 1, { depth: 4 }, 3), [0, 255, 136]);
  assert.deepEqual(read(Uint8Array.of(9, 200, 7, 100), 1, { depth: 16 }, 2), [200, 100]);
});

test('a strip that inflates to more than the image is refused', () => {
  const bomb = deflateSync(new Uint8Array(4_000_000));
  assert.throws(() => readImage(plainTiff(4, 4, bomb, { compression: 8 })), { code: 'image-broken' });
});

test('mangled strips are refused with a code, or read as an image of their own size', () => {
  const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 20 });
  const packings = fc.constantFrom([5, packLzw] as const, [8, deflateSync] as const);
  fc.assert(
    fc.property(pixels, packings, changes, (bytes, [compression, pack], flips) => {
      const strip = Uint8Array.from(pack(bytes));
      for (const [at, value] of flips) strip[at % strip.length] = value;
      try {
        assert.equal(readImage(plainTiff(bytes.length, 1, strip, { compression })).pixels.length, bytes.length);
      } catch (error) {
        assert.ok(error instanceof FingerprintError && error.code.startsWith('image-'), String(error));
      }
    }),
    { numRuns: 100, endOnFailure: true },
  );
});
