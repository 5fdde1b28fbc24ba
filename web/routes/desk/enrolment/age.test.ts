import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ageOn } from './age.ts';

test('a year more on the birthday; of whom only the year is known, the highest that it can be', () => {
  for (const [born, age] of [
    ['2020-11-25', 5],
    ['2020-11-24', 6],
    ['2020-12', 5],
    ['2020', 6],
    ['2026-11-24', 0],
    ['2026-11-25', -1],
  ] as const)
    assert.equal(ageOn(born, '2026-11-24'), age, born);
});
