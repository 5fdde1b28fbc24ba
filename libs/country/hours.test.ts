import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { closesAt, midnightAfter } from './hours.ts';

const zone = 'Asia/Ho_Chi_Minh';
/** Local time of Viet Nam, which is seven hours ahead all year; 2026-09-07 is a Monday. */
const at = (local: string) => new Date(`${local}:00+07:00`);
const office = { from: '07:00', to: '18:30', days: [1, 2, 3, 4, 5, 6] };
const night = { from: '22:00', to: '06:00', days: [5] };
const shown = (value: number | undefined) =>
  value === undefined || value === Number.POSITIVE_INFINITY ? value : new Date(value).toISOString();

describe('an office', () => {
  const cases: [string, typeof office, string, string | number | undefined][] = [
    ['opens at its minute', office, '2026-09-07T07:00', '2026-09-07T11:30:00.000Z'],
    ['is closed the minute before', office, '2026-09-07T06:59', undefined],
    ['is closed at its last minute', office, '2026-09-07T18:30', undefined],
    ['is closed on Sunday', office, '2026-09-06T10:00', undefined],
    ['by night begins on its day', night, '2026-09-11T22:00', '2026-09-11T23:00:00.000Z'],
    ['by night goes on after midnight', night, '2026-09-12T05:59', '2026-09-11T23:00:00.000Z'],
    ['by night does not begin in the morning of its day', night, '2026-09-11T05:00', undefined],
    ['by night is over when it is over', night, '2026-09-12T06:00', undefined],
    [
      'that never closes has no end',
      { from: '00:00', to: '24:00', days: [1, 2, 3, 4, 5, 6, 7] },
      '2026-09-06T23:59',
      Number.POSITIVE_INFINITY,
    ],
    [
      'of whole days closes at midnight',
      { from: '00:00', to: '24:00', days: [1] },
      '2026-09-07T23:59',
      '2026-09-07T17:00:00.000Z',
    ],
  ];
  for (const [name, hours, moment, expected] of cases)
    test(name, () => assert.equal(shown(closesAt(hours, at(moment), zone)), expected));

  test('that is open is open until it says, and closed or open anew then', () => {
    const time = fc
      .integer({ min: 0, max: 1439 })
      .map((minute) => new Date(minute * 60_000).toISOString().slice(11, 16));
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
    const moments = fc.date({ min: at('2026-01-01T00:00'), max: at('2027-01-01T00:00'), noInvalidDate: true });
    let opened = 0;
    fc.assert(
      fc.property(
        time,
        time,
        days,
        moments,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (from, to, on, now, part) => {
          const hours = { from, to, days: on };
          const closes = closesAt(hours, now, zone);
          if (closes === undefined) return;
          opened += 1;
          assert.ok(closes > now.getTime() && closes - now.getTime() <= 86_400_000);
          const between = new Date(now.getTime() + (closes - now.getTime()) * part);
          assert.equal(closesAt(hours, between, zone), closes);
        },
      ),
    );
    assert.ok(opened > 5);
  });
});

test('the next midnight is the country’s', () => {
  assert.equal(shown(midnightAfter(at('2026-09-07T23:59'), zone)), '2026-09-07T17:00:00.000Z');
  assert.equal(shown(midnightAfter(at('2026-09-07T00:00'), zone)), '2026-09-07T17:00:00.000Z');
});
