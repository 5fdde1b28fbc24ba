import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { country } from '#test';
import { addDays, addWorkingDays, isWorkingDay, lastDayOf } from './working-days.ts';

const seven = { days: 7, unit: 'working' } as const;

test('the day itself is not counted, nor are Saturday and Sunday', () => {
  assert.equal(lastDayOf(country, seven, '2026-06-01'), '2026-06-10');
  assert.equal(addWorkingDays(country, '2026-06-05', 1), '2026-06-08');
});

test('seven working days over the lunar new year of 2026 end a week later', () => {
  assert.equal(lastDayOf(country, seven, '2026-02-10'), '2026-02-26');
  assert.equal(lastDayOf(country, seven, '2026-02-18'), '2026-03-03');
});

test('a bridge day is no working day, and the Saturday worked for it is one', () => {
  assert.equal(isWorkingDay(country, '2026-08-31'), false);
  assert.equal(isWorkingDay(country, '2026-08-22'), true);
  assert.equal(isWorkingDay(country, '2026-08-29'), false);
  assert.equal(addWorkingDays(country, '2026-08-28', 1), '2026-09-03');
});

test('a period in calendar days that ends on a day of rest ends on the next working day', () => {
  assert.equal(lastDayOf(country, { days: 10, unit: 'calendar' }, '2026-02-06'), '2026-02-23');
  assert.equal(lastDayOf(country, { days: 10, unit: 'calendar' }, '2026-06-01'), '2026-06-11');
});

test('every holiday of the law is there in each listed year: 11 days and what is made up for', () => {
  for (const year of ['2025', '2026', '2027', '2028']) {
    const own = country.holidays.holidays.flatMap(({ days }) =>
      days.filter(({ on, madeUp }) => on.startsWith(year) && !madeUp),
    );
    assert.equal(own.length, 11, year);
    const made = country.holidays.holidays.flatMap(({ days }) =>
      days.filter(({ on, madeUp }) => on.startsWith(year) && madeUp),
    );
    const onRest = own.filter(({ on }) => [0, 6].includes(new Date(`${on}T00:00:00Z`).getUTCDay()));
    assert.equal(made.length, onRest.length, year);
  }
});

test('forth and back over any number of working days is where one was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1400 }), fc.integer({ min: 1, max: 60 }), (offset, count) => {
      const start = addDays('2025-01-02', offset);
      if (!isWorkingDay(country, start)) return;
      const end = addWorkingDays(country, start, count);
      assert.ok(isWorkingDay(country, end));
      assert.equal(addWorkingDays(country, end, -count), start);
    }),
  );
});
