import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { CRITERIA } from '#libs/country';
import { country } from '#test';
import { placeOf, sampleSize, scoreCriterion, scoreInterval, unitOfPlace } from './model.ts';

describe('a sample', () => {
  const cases: [number, 0.9 | 0.95 | 0.99, number, number][] = [
    [1_000_000, 0.95, 0.05, 385],
    [1000, 0.95, 0.05, 278],
    [30_000, 0.99, 0.02, 3644],
    [10, 0.95, 0.05, 10],
  ];
  for (const [population, confidence, margin, size] of cases)
    test(`of ${population} at ${confidence} within ${margin} is ${size} (Cochran)`, () =>
      assert.equal(sampleSize(population, confidence, margin), size));

  test('is never larger than the whole, and its interval holds the share within 0 and 1', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2_000_000 }),
        fc.double({ min: 0.01, max: 0.2, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (population, margin, part) => {
          const denominator = sampleSize(population, 0.95, margin);
          assert.ok(denominator >= 1 && denominator <= population);
          const numerator = Math.round(denominator * part);
          const { low, high } = scoreInterval({ numerator, denominator }, 0.95);
          const share = numerator / denominator;
          assert.ok(low >= 0 && high <= 1 && low <= share + 1e-9 && share <= high + 1e-9);
        },
      ),
    ));

  test('of 8 right of 10 lies between 0.490 and 0.943 (Wilson 1927)', () => {
    const { low, high } = scoreInterval({ numerator: 8, denominator: 10 }, 0.95);
    assert.deepEqual([low.toFixed(3), high.toFixed(3)], ['0.490', '0.943']);
  });
});

test('a criterion lies between its worst and its best indicator; what weighs nothing or counts nobody does not move it', () =>
  fc.assert(
    fc.property(
      fc.constantFrom(...CRITERIA),
      fc.infiniteStream(fc.tuple(fc.nat(1000), fc.nat(1000))),
      (criterion, numbers) => {
        const shares = new Map(
          [...country.quality.indicators.keys()].map((id) => {
            const [one, more] = numbers.next().value as [number, number];
            return [id, { numerator: one, denominator: one + more }];
          }),
        );
        const counting = [...country.quality.indicators.values()].filter(
          (one) => one.criterion === criterion && one.weight > 0 && shares.get(one.id)!.denominator > 0,
        );
        const values = counting.map(({ id }) => shares.get(id)!.numerator / shares.get(id)!.denominator);
        const score = scoreCriterion(criterion, country.quality.indicators.values(), shares);
        if (values.length === 0) return assert.equal(score, undefined);
        assert.ok(score! >= Math.min(...values) - 1e-9 && score! <= Math.max(...values) + 1e-9);
      },
    ),
  ));

test('persons without a commune or a province have a unit, which leads back to them', () => {
  const places: [string, string][] = [
    ['', ''],
    ['01', ''],
    ['01', '00004'],
  ];
  for (const [province, commune] of places)
    assert.deepEqual(
      placeOf(unitOfPlace(province, commune), () => '01'),
      [province, commune],
    );
});
