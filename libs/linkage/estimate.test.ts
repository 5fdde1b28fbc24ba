import assert from 'node:assert/strict';
import { test } from 'node:test';
import { estimateParameters, type Pattern, proposeModel } from './index.ts';

const { model } = proposeModel(['first_name', 'surname', 'dob']);
const [most, someName, someDate] = ['givenName', 'surname', 'birthDate'].map(
  (field) => model.comparisons.find((one) => one.field === field)!.levels.length,
) as [number, number, number];
const at = (givenName: number, surname: number, birthDate: number): number[] =>
  model.comparisons.map(({ field }) => ({ givenName, surname, birthDate })[field] ?? -1);
const counted = { allPairs: 50_000_000, rows: 10_000 };

/** A date of another day, as strangers have it: in eight of a hundred within three years. */
const otherDates = (givenName: number, surname: number, pairs: number): Pattern[] => [
  { levels: at(givenName, surname, 0), pairs: pairs * 0.92 },
  { levels: at(givenName, surname, 1), pairs: pairs * 0.08 },
];

/** Ten thousand persons, a tenth with a second record, and pairs of strangers. */
const world = (namesakes: number): Pattern[] => [
  { levels: at(most - 1, someName, someDate), pairs: 600 },
  { levels: at(most - 1, someName, someDate - 1), pairs: 400 },
  ...otherDates(most - 1, someName, namesakes),
  ...otherDates(most - 1, 0, 450_000),
  ...otherDates(0, someName, 850_000),
  ...otherDates(0, 0, 48_700_000),
];

const expected = (found: { parameters: { prior: number } }) => found.parameters.prior * counted.allPairs;

test('namesakes are not taken for persons with another birth date, however many more there are than chance would have', () => {
  for (const namesakes of [8_000, 16_000, 32_000]) {
    const found = estimateParameters(model, world(namesakes), counted);
    const different = found.parameters.shares.birthDate!.m[0]!;
    assert.ok(different < 0.1, `${namesakes}: ${different}`);
    assert.ok(expected(found) > 900 && expected(found) < 1_200, `${namesakes}: ${expected(found)}`);
  }
});

test('a pair that was drawn, and stands for many, does not tell how persons differ', () => {
  const lucky: Pattern = { levels: at(most - 1, someName, 2), pairs: 5_000, drawn: true };
  const found = estimateParameters(model, [...world(8_000), lucky], counted);
  assert.ok(found.parameters.shares.birthDate!.m[2]! < 0.01);
  assert.ok(expected(found) < 1_200, String(expected(found)));
});
