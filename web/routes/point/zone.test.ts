import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeMrz } from '#libs/emrtd';
import { cleanZone, findZoneFaults, zoneLines } from './zone.ts';

const zones = fc.record({
  format: fc.constantFrom('TD1' as const, 'TD2' as const, 'TD3' as const),
  number: fc.stringMatching(/^[A-Z][0-9]{8}$/),
  birth: fc.stringMatching(/^[0-9]{2}0[1-9]1[0-9]$/),
  expiry: fc.stringMatching(/^[0-9]{2}0[1-9]1[0-9]$/),
});
const make = ({ format, number, birth, expiry }: typeof zones extends fc.Arbitrary<infer Zone> ? Zone : never) =>
  makeMrz({
    ...{ format, documentCode: format === 'TD3' ? 'P' : 'I', issuer: 'UTO', documentNumber: number },
    ...{ birthDate: birth, sex: 'F', expiryDate: expiry, nationality: 'UTO' },
    name: { primary: 'ERIKSSON', secondary: 'ANNA' },
  });

test('a zone that a document has holds together, however it is typed and however far', () => {
  fc.assert(
    fc.property(zones, fc.nat(), (zone, cut) => {
      const lines = make(zone);
      assert.deepEqual(findZoneFaults(lines, true), []);
      const typed = lines.join(' \n').toLowerCase().replaceAll('<<', '«');
      assert.deepEqual(zoneLines(typed), lines);
      const whole = lines.join('\n');
      assert.deepEqual(findZoneFaults(zoneLines(whole.slice(0, cut % whole.length)), false), []);
    }),
  );
});

test('one wrong digit is found, and where it stands', () => {
  fc.assert(
    fc.property(zones, fc.constantFrom('number', 'birth', 'expiry'), fc.integer({ min: 1, max: 9 }), (zone, of, by) => {
      const lines = make(zone);
      const line = zone.format === 'TD1' && of === 'number' ? 0 : 1;
      const from =
        zone.format === 'TD1' ? { number: 6, birth: 0, expiry: 8 }[of]! : { number: 1, birth: 13, expiry: 21 }[of]!;
      const wrong = (Number(lines[line]![from]) + by) % 10;
      lines[line] = lines[line]!.slice(0, from) + wrong + lines[line]!.slice(from + 1);
      assert.deepEqual(findZoneFaults(lines, true), [{ kind: 'digit', of }]);
    }),
  );
});

test('a line too few, and a character too few, are named', () => {
  const lines = make({ format: 'TD1', number: 'D23145890', birth: '740812', expiry: '320415' });
  assert.deepEqual(findZoneFaults(lines.slice(0, 2), true), [{ kind: 'lines' }]);
  const short = [lines[0]!, lines[1]!.slice(1), lines[2]!];
  assert.deepEqual(findZoneFaults(short, true), [{ kind: 'length', line: 2, count: 29, width: 30 }]);
  assert.deepEqual(findZoneFaults([...lines, 'A'], true), [{ kind: 'lines' }]);
});

test('whatever is typed is answered', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.boolean(), (text, isWhole) => {
      assert.match(cleanZone(text), /^[A-Z0-9<\n]*$/);
      assert.ok(Array.isArray(findZoneFaults(zoneLines(text), isWhole)));
    }),
  );
});
