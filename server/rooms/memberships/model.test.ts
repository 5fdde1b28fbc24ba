import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CARD_STATES, cardNumberOf, findUnreadable, fitsFormat, lastDayOf, mayFollow, OPEN } from './model.ts';

const format = fc.stringMatching(/^[0-9A-Z./-]{1,30}$/);

test('a number made by a format fits it, and with one sign more, less or of another kind it does not', () => {
  const made = format.chain((one) =>
    fc
      .tuple(
        ...[...one].map((sign) => {
          if (sign === '9') return fc.integer({ min: 0, max: 9 }).map(String);
          return sign === 'A' ? fc.stringMatching(/^[A-Z]$/) : fc.constant(sign);
        }),
      )
      .map((signs) => ({ one, number: signs.join('') })),
  );
  fc.assert(
    fc.property(made, fc.nat(), ({ one, number }, seed) => {
      assert.ok(fitsFormat(one, number));
      assert.ok(!fitsFormat(one, `${number}0`));
      assert.ok(!fitsFormat(one, number.slice(1)));
      const at = seed % number.length;
      assert.ok(!fitsFormat(one, `${number.slice(0, at)}ß${number.slice(at + 1)}`));
    }),
  );
});

test('whatever stands in a row, it is named and nothing throws', () => {
  const row = fc.record(
    { number: fc.string(), pin: fc.string(), name: fc.string(), birthDate: fc.string(), joinedOn: fc.string() },
    { requiredKeys: ['number', 'pin', 'name', 'birthDate'] },
  );
  fc.assert(
    fc.property(format, row, (numberFormat, given) => {
      const faults = findUnreadable({ numberFormat }, given);
      assert.ok(faults.every((field) => field in given));
      assert.equal(faults.includes('number'), !fitsFormat(numberFormat, given.number));
    }),
  );
  const good = { number: '7', pin: '001190000001', name: 'A', birthDate: '1990-02' };
  assert.deepEqual(findUnreadable({ numberFormat: '9' }, good), []);
  assert.deepEqual(findUnreadable({ numberFormat: '9' }, { ...good, pin: '12', birthDate: '1990-13' }), [
    'pin',
    'birthDate',
  ]);
});

test('numbers follow their count, and a card made on a leap day ends on the last of February', () => {
  assert.equal(cardNumberOf('CD', 42n), 'CD00000042');
  assert.equal(lastDayOf('2028-02-29', 5), '2033-02-28');
  assert.equal(lastDayOf('2026-11-24', 5), '2031-11-24');
});

test('what is over stays over, and what the line has it finishes', () => {
  for (const to of CARD_STATES) {
    assert.ok(!mayFollow('ended', to) && !mayFollow('replaced', to));
    assert.equal(mayFollow('taken', to), to === 'made' || to === 'requested');
  }
  assert.ok(!OPEN.includes('lost'));
});
