import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatAccessKey, type Mrz, makeCheckDigit, makeMrz, readMrz } from './index.ts';
import { zone } from './samples.ts';

/** The specimens printed in Doc 9303 parts 4, 5 and 6. */
const specimens = [
  ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'],
  ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'],
  ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6'],
];

for (const lines of specimens) {
  test(`the specimen of ${lines.length} lines of ${lines[0]!.length} is read and made again`, () => {
    const zone = readMrz(lines);
    assert.deepEqual(
      [zone.name, zone.birthDate, zone.sex],
      [{ primary: 'ERIKSSON', secondary: 'ANNA<MARIA' }, '740812', 'F'],
    );
    assert.deepEqual(makeMrz(zone), lines);
  });
}

test('the Vietnamese card: nine digits of the number, then all twelve with a check digit of their own', () => {
  const lines = makeMrz(zone);
  assert.deepEqual(lines, [
    'IDVNM0990000187001099000018<<8',
    '9902037M3902035VNM<<<<<<<<<<<4',
    'NGUYEN<<VAN<MAU<<<<<<<<<<<<<<<',
  ]);
  assert.equal(makeCheckDigit('001099000018'), '8');
  assert.equal(formatAccessKey(readMrz(lines)), '099000018799020373902035');
});

test('a number of more than nine characters goes on in the optional field', () => {
  const lines = ['I<UTOD23145890<7349<<<<<<<<<<<', '3407127M9507122UTO<<<<<<<<<<<2', 'STEVENSON<<PETER<JOHN<<<<<<<<<'];
  const zone = readMrz(lines);
  assert.equal(zone.documentNumber, 'D23145890734');
  assert.equal(formatAccessKey(zone), 'D23145890734934071279507122');
  assert.deepEqual(makeMrz(zone), lines);
});

const letters = (min: number, max: number) => fc.stringMatching(new RegExp(`^[A-Z]{${min},${max}}$`));
const shape = fc.constantFrom('TD1' as const, 'TD2' as const, 'TD3' as const).chain((format) => {
  const longest = { TD1: 22, TD2: 14, TD3: 9 }[format];
  return fc
    .record({
      format: fc.constant(format),
      documentCode: fc.constantFrom('I', 'ID', 'P', 'AC'),
      issuer: fc.constantFrom('VNM', 'UTO', 'D'),
      documentNumber: fc.stringMatching(new RegExp(`^[A-Z0-9]{1,${longest}}$`)),
      birthDate: fc.constantFrom('990203', '00<<<<', '<<<<<<', '340712'),
      sex: fc.constantFrom('M' as const, 'F' as const, '<' as const),
      expiryDate: fc.constantFrom('991231', '390203'),
      nationality: fc.constantFrom('VNM', 'UTO', 'D'),
      optional: fc.constantFrom('', 'ABC', '1'),
      optional2: fc.constantFrom('', 'X1', 'ABCDEFGHIJK'),
      name: fc.record({ primary: letters(1, 12), secondary: fc.oneof(fc.constant(''), letters(1, 12)) }),
    })
    .map((zone): Mrz => {
      // A long number and an optional field share one place.
      const optional = zone.documentNumber.length > 9 ? '' : zone.optional;
      return { ...zone, optional, optional2: format === 'TD1' ? zone.optional2 : '', name: { ...zone.name } };
    });
});

test('every zone that is made is read back as it was, in all three formats', () => {
  fc.assert(fc.property(shape, (zone) => assert.deepEqual(readMrz(makeMrz(zone)), zone)));
});

test('one wrong digit anywhere under a check digit is found', () => {
  fc.assert(
    fc.property(shape, fc.nat(200), fc.integer({ min: 1, max: 9 }), (zone, at, more) => {
      const text = makeMrz(zone).join('\n');
      const places = [...text.matchAll(/[0-9]/g)].map((match) => match.index);
      const place = places[at % places.length]!;
      const digit = (Number(text[place]) + more) % 10;
      const wrong = `${text.slice(0, place)}${digit}${text.slice(place + 1)}`;
      assert.throws(() => readMrz(wrong), { code: 'mrz-check-digit' });
    }),
    { numRuns: 50 },
  );
});

test('a field that does not fit, and letters outside the zone, are refused with the field’s name', () => {
  const cases: [Partial<Mrz>, RegExp][] = [
    [{ issuer: 'VIET' }, /issuer/],
    [{ documentNumber: 'Đ1' }, /documentNumber/],
    [{ documentNumber: '' }, /documentNumber/],
    [{ birthDate: '19990203' }, /birthDate/],
    [{ expiryDate: '39<<<<' }, /expiryDate/],
    [{ optional: '0123456789012345' }, /optional/],
    [{ format: 'TD3', optional: '', optional2: 'X' }, /optional2/],
    [{ format: 'TD3', optional: '', documentNumber: '0123456789' }, /documentNumber/],
  ];
  for (const [change, message] of cases)
    assert.throws(() => makeMrz({ ...zone, ...change }), { code: 'mrz-field', message });
  assert.throws(() => readMrz('IDVNM'), { code: 'mrz-shape' });
});
