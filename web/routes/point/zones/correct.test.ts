import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeMrz, readMrz } from '#libs/emrtd';
import { findZoneFaults } from '../zone.ts';
import { correctZone, SHAPES } from './correct.ts';
import { readZone } from './readZone.ts';

const date = fc.stringMatching(/^[0-9]{2}0[1-9]1[0-9]$/);
const zones = fc
  .record({
    format: fc.constantFrom('TD1' as const, 'TD2' as const, 'TD3' as const),
    documentNumber: fc.stringMatching(/^[A-Z0-9]{9}$/),
    optional: fc.stringMatching(/^[A-Z0-9]{0,7}$/),
    birthDate: date,
    expiryDate: date,
  })
  .map((zone) =>
    makeMrz({
      ...{ ...zone, documentCode: 'I', issuer: 'UTO', sex: 'F', nationality: 'UTO' },
      name: { primary: 'ERIKSSON', secondary: 'ANNA' },
    }),
  );
const looksLike: Readonly<Record<string, string>> = { O: '0', I: '1', S: '5', B: '8', Z: '2' };

test('lines that hold together are left as they are', () => {
  fc.assert(fc.property(zones, (lines) => assert.deepEqual(correctZone(lines), lines)));
});

test('whatever was read: what comes out has its shape, holds together, and differs in one letter that looks alike at most', () => {
  const read = fc
    .constantFrom(...SHAPES)
    .chain((shape) => fc.tuple(...shape.map((line) => fc.stringMatching(new RegExp(`^[A-Z0-9<]{${line.length}}$`)))));
  const damaged = fc
    .tuple(
      zones,
      fc.array(fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 43 }), fc.constantFrom(...'OISBZ01582<K')), { maxLength: 3 }),
    )
    .map(([lines, faults]) =>
      lines.map((line, row) =>
        faults.reduce(
          (text, [of, at, letter]) =>
            of === row && at < text.length ? text.slice(0, at) + letter + text.slice(at + 1) : text,
          line,
        ),
      ),
    );
  fc.assert(
    fc.property(fc.oneof(read, damaged), (lines) => {
      const right = correctZone(lines);
      if (!right) return;
      assert.deepEqual(findZoneFaults(right, true), []);
      const [before, after] = [lines.join(''), right.join('')];
      const changed = [...after].flatMap((letter, at) =>
        letter === before[at] ? [] : [[letter, before[at]!] as const],
      );
      assert.ok(changed.length <= 1);
      for (const [one, other] of changed) assert.ok(looksLike[one] === other || looksLike[other] === one);
    }),
  );
});

test('a letter of the number that was taken for a digit is put right by the check digits', () => {
  const made = makeMrz({
    ...{ format: 'TD3', documentCode: 'P', issuer: 'UTO', documentNumber: 'O23456790', nationality: 'UTO' },
    ...{ birthDate: '740812', sex: 'F', expiryDate: '320415', name: { primary: 'ERIKSSON', secondary: 'ANNA' } },
  });
  const taken = [made[0]!, made[1]!.replace('O', '0')];
  assert.throws(() => readMrz(taken), { code: 'mrz-check-digit' });
  assert.deepEqual(correctZone(taken), made);
});

test('a picture of anything but lines gives none', () => {
  const sizes = fc.record({ width: fc.integer({ min: 1, max: 60 }), height: fc.integer({ min: 1, max: 30 }) });
  const pictures = sizes.chain(({ width, height }) =>
    fc
      .uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 })
      .map((data) => ({ width, height, data })),
  );
  fc.assert(
    fc.property(pictures, (picture) => assert.equal(typeof readZone(picture), 'string')),
    { numRuns: 5 },
  );
});
