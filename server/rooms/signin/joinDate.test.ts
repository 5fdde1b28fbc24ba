import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { joinDate } from './accountPages.ts';

test('three fields make a date, or as much of it as somebody knows', () => {
  assert.equal(joinDate('7', '3', '1986'), '1986-03-07');
  assert.equal(joinDate('', '3', '1986'), '1986-03');
  assert.equal(joinDate('', '', '1942'), '1942');
  assert.equal(joinDate('29', '2', '2024'), '2024-02-29');
});

test('what is in no calendar is no date', () => {
  for (const [day, month, year] of [
    ['31', '2', '1986'],
    ['29', '2', '2023'],
    ['7', '', '1986'],
    ['0', '3', '1986'],
    ['7', '13', '1986'],
    ['7', '3', '86'],
    ['7', '3', ''],
    ['x', '3', '1986'],
  ])
    assert.equal(joinDate(day, month, year), undefined, `${day} ${month} ${year}`);
});

test('every date of the calendar comes out as it went in', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1000-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }), (date) => {
      const written = date.toISOString().slice(0, 10);
      const [year, month, day] = written.split('-').map(Number);
      assert.equal(joinDate(String(day), String(month), String(year)), written);
    }),
  );
});
