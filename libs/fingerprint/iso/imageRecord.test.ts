import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { writePng } from '../images/images.samples.ts';
import { writeWsq } from '../images/wsq.samples.ts';
import {
  FingerprintError,
  type ImageView,
  type IsoEdition,
  readImageRecord,
  readRaw,
  writeImageRecord,
} from '../index.ts';

const edition = fc.constantFrom<IsoEdition>(2005, 2011);
const image = fc
  .tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }))
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height, maxLength: width * height })
      .map((pixels) => readRaw(pixels, width, height)),
  );
const view: fc.Arbitrary<ImageView> = fc.record(
  {
    position: fc.integer({ min: 0, max: 15 }),
    view: fc.integer({ min: 0, max: 15 }),
    impression: fc.integer({ min: 0, max: 8 }),
    quality: fc.integer({ min: 0, max: 100 }),
    image,
  },
  { noNullPrototype: true },
);

/** A reader gives a view into the record: compared as what it shows. */
const plain = (views: readonly ImageView[]) =>
  views.map((one) => ({ ...one, image: { ...one.image, pixels: [...one.image.pixels] } }));

test('images that are written are read again, in both editions', () => {
  fc.assert(
    fc.property(fc.array(view, { minLength: 1, maxLength: 4 }), edition, (views, wanted) => {
      const read = readImageRecord(writeImageRecord(views, wanted));
      assert.equal(read.edition, wanted);
      assert.deepEqual(plain(read.views), plain(views));
    }),
    { numRuns: 60 },
  );
});

const given: ImageView = {
  position: 2,
  view: 0,
  impression: 0,
  quality: 70,
  image: readRaw(Uint8Array.from([1, 2, 3, 4, 5, 6]), 3, 2),
};

test('records are byte for byte what the standard says', () => {
  const expected = {
    2005: [
      '46495200 30313000 000000000034 0000 001f 01 01 01f401f4 01f401f4 08 00 0000',
      '00000014 02 01 01 46 00 0003 0002 00 010203040506',
    ],
    2011: [
      '46495200 30323000 00000044 0001 00 01',
      '00000034 ffffffffffffffffff 00 0000 0000 01 46 0000 0000 02 00',
      '01 01f401f4 01f401f4 08 00 00 0003 0002 00000006 010203040506',
    ],
  } as const;
  for (const wanted of [2005, 2011] as const) {
    const written = Buffer.from(writeImageRecord([given], wanted)).toString('hex');
    assert.equal(written, expected[wanted].join('').replaceAll(' ', ''));
  }
});

/** Puts a compressed image in place of the pixels of a record of 2005. */
function compressed(payload: Uint8Array, compression: number, density: number): Buffer {
  const head = Buffer.from(writeImageRecord([given], 2005).subarray(0, 46));
  head.writeUInt32BE(46 + payload.length, 10);
  head.writeUInt32BE(14 + payload.length, 32);
  head[29] = compression;
  if (density === 197) head[19] = 2;
  for (const at of [20, 22, 24, 26]) head.writeUInt16BE(density, at);
  return Buffer.concat([head, payload]);
}

test('WSQ and PNG inside a record are read, with the resolution that the record says', () => {
  for (const [write, compression] of [
    [writeWsq, 2],
    [writePng, 5],
    [writePng, 6],
  ] as const)
    for (const [density, dpi] of [
      [500, 500],
      [197, 500],
      [1_000, 1_000],
    ] as const) {
      const read = readImageRecord(compressed(write(given.image), compression, density)).views[0]!.image;
      assert.deepEqual([read.width, read.height, read.dpi], [3, 2, dpi]);
    }
});

test('what is not supported or does not fit is refused with its code', () => {
  const { image: small } = given;
  const other = writePng(readRaw(new Uint8Array(4), 2, 2));
  assert.throws(() => readImageRecord(compressed(other, 5, 500)), { code: 'image-broken' });
  assert.throws(() => readImageRecord(compressed(Buffer.from('ffd8ffe0', 'hex'), 3, 500)), {
    code: 'image-unsupported',
  });
  assert.throws(() => readImageRecord(compressed(small.pixels, 1, 500)), { code: 'image-unsupported' });
  assert.throws(() => readImageRecord(compressed(small.pixels.subarray(1), 0, 500)), { code: 'image-size' });
  assert.throws(() => readImageRecord(Buffer.from('FMR\x00030\0')), { code: 'image-format' });
  assert.throws(() => writeImageRecord([]), { code: 'image-size' });
  assert.throws(() => writeImageRecord([{ ...given, position: 16 }]), { code: 'image-size' });
  const fine = { ...given, image: { ...small, dpi: 1_000 } };
  assert.throws(() => writeImageRecord([given, fine], 2005), { code: 'image-size' });
});

test('mangled image records are refused with a code, or read as images of their own size', () => {
  const records = fc.tuple(view, edition).map(([one, wanted]) => writeImageRecord([one], wanted));
  const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(records, changes, fc.double({ min: 0, max: 1, noNaN: true }), (record, flips, cut) => {
      const mangled = Uint8Array.from(cut < 0.3 ? record.subarray(0, Math.floor((cut / 0.3) * record.length)) : record);
      for (const [at, value] of flips) if (mangled.length > 0) mangled[at % Math.min(mangled.length, 80)] = value;
      try {
        for (const { image: read } of readImageRecord(mangled).views)
          assert.equal(read.pixels.length, read.width * read.height);
      } catch (error) {
        assert.ok(error instanceof FingerprintError && error.code.startsWith('image-'), String(error));
      }
    }),
    { numRuns: 400 },
  );
});
