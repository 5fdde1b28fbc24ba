import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  FingerprintError,
  type FingerView,
  type IsoEdition,
  readIsoRecord,
  type Template,
  writeIsoRecord,
} from './index.ts';

/** fast-check's records have no prototype unless it is told so. */
const plain = { noNullPrototype: true } as const;
const ANGLE = (2 * Math.PI) / 256;
const minutia = fc.record(
  {
    x: fc.integer({ min: 0, max: 0x3fff }),
    y: fc.integer({ min: 0, max: 0x3fff }),
    direction: fc.integer({ min: 0, max: 255 }).map((index) => index * ANGLE),
    type: fc.constantFrom('ending' as const, 'bifurcation' as const, 'other' as const),
    quality: fc.integer({ min: 0, max: 100 }),
  },
  plain,
);
const template: fc.Arbitrary<Template> = fc.record(
  {
    width: fc.integer({ min: 1, max: 0xffff }),
    height: fc.integer({ min: 1, max: 0xffff }),
    dpi: fc.constantFrom(250, 500, 569, 1_000),
    quality: fc.integer({ min: 0, max: 100 }),
    minutiae: fc.array(minutia, { maxLength: 255 }),
  },
  plain,
);
const view: fc.Arbitrary<FingerView> = fc.record(
  {
    position: fc.integer({ min: 0, max: 10 }),
    view: fc.integer({ min: 0, max: 15 }),
    impression: fc.integer({ min: 0, max: 15 }),
    template,
  },
  plain,
);
const edition = fc.constantFrom<IsoEdition>(2005, 2011);

test('what is written is read again, in both editions', () => {
  fc.assert(
    fc.property(fc.array(view, { minLength: 1, maxLength: 4 }), edition, (views, wanted) => {
      const { width, height, dpi } = views[0]!.template;
      // The edition of 2005 has one size and resolution for all views.
      const even = views.map((one) => ({ ...one, template: { ...one.template, width, height, dpi } }));
      assert.deepEqual(readIsoRecord(writeIsoRecord(even, wanted)), { edition: wanted, views: even });
    }),
    { numRuns: 60 },
  );
});

test('a record of 2005 is byte for byte what the standard says', () => {
  const one: FingerView = {
    position: 7,
    view: 0,
    impression: 0,
    template: {
      width: 300,
      height: 400,
      dpi: 500,
      quality: 80,
      minutiae: [{ x: 100, y: 14, direction: 80 * ANGLE, type: 'ending', quality: 90 }],
    },
  };
  const bytes = writeIsoRecord([one], 2005);
  const expected = [
    '464d5200 20323000 00000024 0000 012c 0190 00c5 00c5 01 00',
    '07 00 50 01',
    '4064 000e 50 5a',
    '0000',
  ];
  assert.equal(Buffer.from(bytes).toString('hex'), expected.join('').replaceAll(' ', ''));
});

test('a record of 2011 is byte for byte what the standard says', () => {
  const one: FingerView = {
    position: 2,
    view: 1,
    impression: 0,
    template: {
      width: 300,
      height: 400,
      dpi: 500,
      quality: 70,
      minutiae: [{ x: 55, y: 18, direction: 16 * ANGLE, type: 'bifurcation', quality: 0 }],
    },
  };
  const expected = [
    '464d5200 30333000 0000003c 0001 00',
    '0000002d ffffffffffffffffff 00 0000 0000',
    '01 46 0000 0000',
    '02 01 00c5 00c5 00 012c 0190 60 01',
    '8037 0012 10 fe',
    '0000',
  ];
  assert.equal(Buffer.from(writeIsoRecord([one], 2011)).toString('hex'), expected.join('').replaceAll(' ', ''));
});

test('mangled records are refused with a code, or read as a record: never anything else', () => {
  const records = fc.tuple(view, edition).map(([one, wanted]) => writeIsoRecord([one], wanted));
  const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 12 });
  fc.assert(
    fc.property(records, changes, fc.nat(), fc.boolean(), (record, flips, cut, cuts) => {
      const mangled = Uint8Array.from(cuts ? record.subarray(0, cut % (record.length + 1)) : record);
      for (const [at, value] of flips) if (mangled.length > 0) mangled[at % mangled.length] = value;
      try {
        for (const { template: read } of readIsoRecord(mangled).views)
          assert.ok(read.minutiae.every(({ x, direction }) => Number.isFinite(x) && direction >= 0));
      } catch (error) {
        assert.ok(error instanceof FingerprintError && error.code.startsWith('template-'), String(error));
      }
    }),
    { numRuns: 400 },
  );
});

test('every record that is cut short is refused', () => {
  const [one] = fc.sample(view, { seed: 3, numRuns: 1 });
  for (const wanted of [2005, 2011] as const) {
    const record = writeIsoRecord([one!], wanted);
    for (let length = 0; length < record.length; length++)
      assert.throws(() => readIsoRecord(record.subarray(0, length)), FingerprintError);
  }
});

test('what has no place in the format is not written', () => {
  const [one] = fc.sample(view, { seed: 4, numRuns: 1 });
  const far = { x: 20_000, y: 1, direction: 0, type: 'ending' as const, quality: 1 };
  const wrong: FingerView[] = [
    { ...one!, template: { ...one!.template, minutiae: [far] } },
    { ...one!, position: 11 },
    { ...one!, template: { ...one!.template, width: 70_000 } },
    { ...one!, template: { ...one!.template, minutiae: Array.from({ length: 256 }, () => ({ ...far, x: 1 })) } },
  ];
  for (const given of wrong)
    for (const wanted of [2005, 2011] as const)
      assert.throws(() => writeIsoRecord([given], wanted), { code: 'template-size' });
  assert.throws(() => writeIsoRecord([], 2005), { code: 'template-size' });
});
