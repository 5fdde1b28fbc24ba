import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { makePin, parseCountry, parsePin, pinAgrees } from '#libs/country';

const folder = join(import.meta.dirname, '../../country/vn');
const country = parseCountry(
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path).replaceAll(sep, '/'), readFileSync(path, 'utf8')] as const),
  ),
);

const subject = fc.record(
  {
    place: fc.constantFrom(...country.pin.places.keys()),
    sex: fc.constantFrom('male' as const, 'female' as const),
    birthYear: fc.integer({ min: 1900, max: 2399 }),
    serial: fc.integer({ min: 0, max: 999_999 }),
  },
  { noNullPrototype: true },
);

test('reads the example of the card standard', () => {
  const reading = parsePin(country.pin, '001099000018');
  assert.ok(reading.ok);
  assert.deepEqual(
    [reading.place.province, reading.sex, reading.birthYear, reading.serial],
    ['01', 'male', 1999, '000018'],
  );
});

test('what is made is read back as it was', () => {
  fc.assert(
    fc.property(subject, (given) => {
      const reading = parsePin(country.pin, makePin(country.pin, given));
      assert.ok(reading.ok);
      assert.deepEqual(
        { place: reading.place.code, sex: reading.sex, birthYear: reading.birthYear, serial: Number(reading.serial) },
        given,
      );
    }),
  );
});

test('any text is either read whole or refused with a reason', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9]{11,13}$/)), (text) => {
      const reading = parsePin(country.pin, text);
      if (reading.ok) {
        const { place, sex, birthYear, serial } = reading;
        assert.equal(makePin(country.pin, { place: place.code, sex, birthYear, serial: Number(serial) }), text);
      } else assert.ok(['not-digits', 'wrong-length', 'unknown-place'].includes(reading.reason));
    }),
  );
});

test('refuses by reason: length, other digits, unknown place', () => {
  const reason = (text: string) => {
    const reading = parsePin(country.pin, text);
    return reading.ok ? 'read' : reading.reason;
  };
  assert.equal(reason('00109900001'), 'wrong-length');
  assert.equal(reason('00109900001٨'), 'not-digits');
  assert.equal(reason('00109900001\n'), 'not-digits');
  assert.equal(reason('003099000018'), 'unknown-place');
});

test('cannot be made for what the scheme does not hold', () => {
  const good = { place: '001', sex: 'male', birthYear: 1999, serial: 18 } as const;
  assert.equal(makePin(country.pin, good), '001099000018');
  for (const bad of [
    { place: '003' },
    { birthYear: 1899 },
    { birthYear: 2400 },
    { birthYear: 1999.5 },
    { serial: 1e6 },
    { serial: -1 },
  ]) {
    assert.throws(() => makePin(country.pin, { ...good, ...bad }), RangeError);
  }
});

test('names the parts in which number and person differ', () => {
  const person = { sex: 'male', birthDate: '1999-02-03', birthRegistration: { province: '01' } } as const;
  assert.deepEqual(pinAgrees(country.pin, '001099000018', person), { agrees: true, differs: [] });
  assert.deepEqual(pinAgrees(country.pin, '001199000018', person), { agrees: false, differs: ['sex'] });
  assert.deepEqual(pinAgrees(country.pin, '002298000018', person), {
    agrees: false,
    differs: ['birthYear', 'place'],
  });
  assert.deepEqual(pinAgrees(country.pin, '001099000018', { birthDate: '1999' }), { agrees: true, differs: [] });
  assert.deepEqual(pinAgrees(country.pin, '101099000018', { birthRegistration: { country: 'AFG' } }), {
    agrees: true,
    differs: [],
  });
  assert.deepEqual(pinAgrees(country.pin, '1', person), { ok: false, reason: 'wrong-length' });
});
