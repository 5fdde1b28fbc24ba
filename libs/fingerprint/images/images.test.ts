import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { growSmall } from '../fingers.samples.ts';
import { detectFormat, FingerprintError, type GreyImage, readImage, readRaw, takeImpression } from '../index.ts';
import { chunk, numbers, writeBmp, writePng, writeTiff } from './images.samples.ts';
import { writeWsq } from './wsq.samples.ts';

const image = fc
  .tuple(fc.integer({ min: 1, max: 33 }), fc.integer({ min: 1, max: 29 }), fc.constantFrom(500, 1_000))
  .chain(([width, height, dpi]) =>
    fc
      .uint8Array({ minLength: width * height, maxLength: width * height })
      .map((pixels): GreyImage => readRaw(pixels, width, height, dpi)),
  );
const tiff = fc.record({
  littleEndian: fc.boolean(),
  packed: fc.boolean(),
  inkIsHigh: fc.boolean(),
  rowsAStrip: fc.integer({ min: 1, max: 40 }),
});

test('PNG, BMP and TIFF give back every pixel and the resolution', () => {
  fc.assert(
    fc.property(image, tiff, (given, options) => {
      for (const bytes of [writePng(given), writeBmp(given), writeTiff(given, options)]) {
        const { pixels, ...rest } = readImage(bytes);
        assert.deepEqual(rest, { width: given.width, height: given.height, dpi: given.dpi });
        assert.deepEqual(Buffer.from(pixels), Buffer.from(given.pixels));
      }
    }),
  );
});

test('WSQ gives back the finger: at fine bins no pixel is far off', () => {
  // Noise is what WSQ throws away first.
  const given = takeImpression(growSmall(2), { seed: 1, hardness: 0, conditions: { noise: 0, smudge: 0, dryness: 0 } });
  const read = readImage(writeWsq(given));
  assert.deepEqual([read.width, read.height, read.dpi], [given.width, given.height, given.dpi]);
  assert.ok(rootMeanSquare(read, given) < 6, `${rootMeanSquare(read, given)}`);
});

test('WSQ joins images of odd and of tiny sides', () => {
  const smooth = (width: number, height: number): GreyImage =>
    readRaw(
      Uint8Array.from(
        { length: width * height },
        (_, at) => 120 + 60 * Math.sin((at % width) / 7) * Math.cos(at / width / 9),
      ),
      width,
      height,
    );
  for (const [width, height] of [
    [1, 1],
    [2, 3],
    [31, 17],
    [65, 64],
    [127, 101],
  ] as const) {
    const given = smooth(width, height);
    assert.ok(rootMeanSquare(readImage(writeWsq(given)), given) < 4, `${width} x ${height}`);
  }
});

function rootMeanSquare(one: GreyImage, two: GreyImage): number {
  const sum = one.pixels.reduce((total, value, at) => total + (value - two.pixels[at]!) ** 2, 0);
  return Math.sqrt(sum / one.pixels.length);
}

test('whatever is mangled is refused with a code, or read as an image of its own size: no hang, no other error', () => {
  const writers = [
    writePng,
    writeBmp,
    (given: GreyImage) => writeTiff(given, { littleEndian: true, packed: true, inkIsHigh: false, rowsAStrip: 5 }),
    writeWsq,
  ];
  const files = fc.tuple(image, fc.constantFrom(...writers)).map(([given, write]) => write(given));
  const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(files, changes, fc.double({ min: 0, max: 1, noNaN: true }), (file, flips, cut) => {
      const mangled = Uint8Array.from(cut < 0.3 ? file.subarray(0, Math.floor((cut / 0.3) * file.length)) : file);
      // Most changes go where the headers are.
      for (const [at, value] of flips) if (mangled.length > 0) mangled[at % Math.min(mangled.length, 700)] = value;
      refuseOrRead(mangled);
    }),
    { numRuns: 600 },
  );
});

test('bytes that only begin like an image are refused with a code', () => {
  const beginnings = ['89504e470d0a1a0a', '424d', '49492a00', '4d4d002a', 'ffa0'].map((hex) => Buffer.from(hex, 'hex'));
  fc.assert(
    fc.property(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 200 }), (begin, rest) => {
      refuseOrRead(Buffer.concat([begin, rest]));
    }),
    { numRuns: 400 },
  );
  assert.throws(() => readImage(Buffer.from('GIF89a')), { code: 'image-format' });
  assert.equal(detectFormat(new Uint8Array()), undefined);
});

function refuseOrRead(bytes: Uint8Array): void {
  try {
    const { width, height, pixels, dpi } = readImage(bytes);
    assert.equal(pixels.length, width * height);
    assert.ok(dpi >= 250 && dpi <= 2_000);
  } catch (error) {
    assert.ok(error instanceof FingerprintError && error.code.startsWith('image-'), String(error));
  }
}

test('a header that promises too many pixels is refused before memory is taken', () => {
  const big = { width: 60_000, height: 60_000, pixels: new Uint8Array(), dpi: 500 };
  const header = Buffer.concat([numbers(4, big.width, big.height), Buffer.from([8, 0, 0, 0, 0])]);
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header)]);
  const bmp = Buffer.from(writeBmp(readRaw(new Uint8Array(1), 1, 1)));
  bmp.writeUInt32LE(60_000, 18);
  const wsq = Buffer.from(writeWsq(readRaw(new Uint8Array(1), 1, 1)));
  wsq.writeUInt32BE(0xf000f000, wsq.indexOf(Buffer.from('ffa2', 'hex')) + 6);
  for (const bytes of [png, bmp, wsq]) assert.throws(() => readImage(bytes), { code: 'image-size' });
  assert.throws(() => readRaw(new Uint8Array(10), 60_000, 60_000), { code: 'image-size' });
  assert.throws(() => readRaw(new Uint8Array(10), 3, 3), { code: 'image-size' });
});

test('a PNG that inflates to more than its size is refused: a bomb is not unpacked', () => {
  const header = Buffer.concat([numbers(4, 4, 4), Buffer.from([8, 0, 0, 0, 0])]);
  const bomb = Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(new Uint8Array(5_000_000))),
    chunk('IEND', new Uint8Array()),
  ]);
  assert.throws(() => readImage(bomb), { code: 'image-broken' });
});
