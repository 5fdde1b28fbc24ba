import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { areOpenings, type Hours, instantOf, localOf, slotsOf, timesOf, weekdayOf } from './model.ts';

const hours: Hours = {
  counters: 2,
  days: [
    { day: 2, from: '13:30', to: '14:30' },
    { day: 2, from: '07:30', to: '08:35' },
  ],
  closed: ['2026-09-08'],
};
const timeZone = 'Asia/Ho_Chi_Minh';
// A Tuesday.
const day = '2026-09-01';

test('a day is cut into whole times, in the order of the day, and none on a day that is closed', () => {
  assert.equal(weekdayOf(day), 2);
  assert.deepEqual(timesOf(hours, day, 20), ['07:30', '07:50', '08:10', '13:30', '13:50', '14:10']);
  assert.deepEqual(timesOf(hours, '2026-09-08', 20), []);
  assert.deepEqual(timesOf(hours, '2026-09-02', 20), []);
});

test('a place is free while a counter is, and only as long before as the rule says', () => {
  const about = { minutes: 20, notice: 2, now: new Date('2026-09-01T00:00:00Z'), timeZone };
  const taken = new Map([[Date.parse('2026-09-01T06:30:00Z'), 2]]);
  assert.deepEqual(slotsOf(hours, day, about, taken), [
    { at: '2026-09-01T06:30:00.000Z', free: 0 },
    { at: '2026-09-01T06:50:00.000Z', free: 2 },
    { at: '2026-09-01T07:10:00.000Z', free: 2 },
  ]);
});

test('openings end after they begin and do not overlap', () => {
  assert.ok(areOpenings(hours.days));
  assert.ok(!areOpenings([{ day: 1, from: '10:00', to: '10:00' }]));
  assert.ok(!areOpenings([...hours.days, { day: 2, from: '08:00', to: '09:00' }]));
});

test('a time of day and its instant are the same moment, also where clocks are changed', () => {
  for (const zone of [timeZone, 'Europe/Paris', 'UTC'])
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        fc.integer({ min: 4 * 60, max: 23 * 60 }),
        (date, minute) => {
          const on = date.toISOString().slice(0, 10);
          const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
          assert.equal(localOf(instantOf(on, time, zone), zone), `${on} ${time}`);
        },
      ),
    );
});
