import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { editDistanceAtMost, isWithinOneEdit, nameKey, scoreName, Vocabulary } from './index.ts';
import { givens, makeError, middles, surnames, vietnameseName } from './samples.ts';

/** Optimal string alignment as the textbook has it, the whole matrix. */
function measureWholeMatrix(a: string, b: string): number {
  const cells = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => i || j));
  for (let i = 0; i <= a.length; i++) {
    for (let j = 0; j <= b.length; j++) {
      if (i === 0 || j === 0) cells[i]![j] = i + j;
      else {
        const options = [
          cells[i - 1]![j]! + 1,
          cells[i]![j - 1]! + 1,
          cells[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1),
        ];
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) options.push(cells[i - 2]![j - 2]! + 1);
        cells[i]![j] = Math.min(...options);
      }
    }
  }
  return cells[a.length]![b.length]!;
}

const word = fc.string({ unit: fc.constantFrom(...'abc'), maxLength: 12 });

test('the bounded distance is the textbook distance up to its bound', () => {
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 5 }), (a, b, max) => {
      const distance = measureWholeMatrix(a, b);
      assert.equal(editDistanceAtMost(a, b, max), Math.min(distance, max + 1));
      assert.equal(isWithinOneEdit(a, b), distance <= 1);
    }),
    { numRuns: 5000 },
  );
});

test('long strings are measured too, after short ones', () => {
  const long = 'abcdefghij'.repeat(40);
  assert.equal(editDistanceAtMost(`x${long}`, `${long}yz`, 9), 3);
  assert.equal(editDistanceAtMost('nguyen', 'nguyne', 2), 1);
  assert.equal(editDistanceAtMost('ca', 'abc', 3), 3);
});

test('a vocabulary finds exactly the tokens within reach', () => {
  const token = fc.string({ unit: fc.constantFrom(...'ab'), minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(
      fc.uniqueArray(token, { minLength: 1, maxLength: 60 }),
      token,
      fc.constantFrom<1 | 2>(1, 2),
      (tokens, asked, max) => {
        const vocabulary = new Vocabulary();
        for (const each of tokens) vocabulary.add(each);
        const expected = tokens.filter((each) => measureWholeMatrix(asked, each) <= max).sort();
        assert.deepEqual(
          vocabulary
            .near(asked, max)
            .map((near) => near.token)
            .sort(),
          expected,
        );
      },
    ),
    { numRuns: 1000 },
  );
});

test('near tokens come nearest first, then the most frequent; later additions count', () => {
  const vocabulary = new Vocabulary();
  vocabulary.add('nam', 5);
  vocabulary.add('nga', 90);
  vocabulary.add('lan', 70);
  vocabulary.add('nan');
  assert.deepEqual(vocabulary.near('nan', 1), [
    { token: 'nan', count: 1, distance: 0 },
    { token: 'lan', count: 70, distance: 1 },
    { token: 'nam', count: 5, distance: 1 },
  ]);
  vocabulary.add('nam', 100);
  assert.deepEqual(
    vocabulary.near('nan').map((near) => near.token),
    ['nan', 'nam', 'lan'],
  );
  assert.equal(vocabulary.count('nam'), 105);
  assert.equal(vocabulary.count('unknown'), 0);
  assert.equal(vocabulary.size, 4);
});

test('a vocabulary refuses what it was not built for and ignores what no word is', () => {
  const vocabulary = new Vocabulary(1);
  vocabulary.add('');
  vocabulary.add('a'.repeat(10_000));
  assert.equal(vocabulary.size, 0);
  assert.deepEqual(vocabulary.near('a'.repeat(10_000)), []);
  assert.throws(() => vocabulary.near('an', 2), RangeError);
});

test('the score falls with each kind of difference in the order of its weight', () => {
  const ladders = [
    ['nguyen thi lan', 'nguyen thi lan', 'nguyen thi la', 'nguyen van lan', 'nguyen thi hung', 'tran van hung'],
    ['nguyen lan', 'nguyen lan', 'nguyen thi lan', 'nguyen thi ngoc lan', 'tran lan', 'nguyen hung'],
    ['nguyen van an', 'nguyen van an', 'nguyen v an', 'nguyen hoang an', 'le hoang an'],
    ['nguyen van an', 'nguyen van an', 'an nguyen van', 'binh nguyen van'],
  ];
  for (const [query, ...candidates] of ladders) {
    const scores = candidates.map((candidate) => scoreName(query!, candidate));
    for (let at = 1; at < scores.length; at++)
      assert.ok(scores[at]! < scores[at - 1]!, `${query}: ${candidates[at]} ${scores}`);
  }
});

test('a blank too many is one error: whose letters are the same comes before who lacks a name', () => {
  assert.ok(scoreName('vo cong v an', 'vo cong van') > scoreName('vo cong v an', 'vo cong an'));
});

test('the given name weighs more than the surname', () => {
  assert.ok(scoreName('nguyen van an', 'tran van an') > scoreName('nguyen van an', 'nguyen van hung'));
});

test('a score lies between 0 and 1, is 1 only for equal keys, and does not depend on what was scored before', () => {
  fc.assert(
    fc.property(makeError(vietnameseName), vietnameseName, ({ typed, name }, other) => {
      const [query, key, otherKey] = [nameKey(typed), nameKey(name), nameKey(other)];
      const score = scoreName(query, key);
      assert.ok(score >= 0 && score <= 1);
      assert.equal(score === 1, query === key);
      scoreName(otherKey, query);
      assert.equal(scoreName(query, key), score);
    }),
  );
  assert.equal(scoreName('', 'an'), 0);
  assert.equal(scoreName('an', ''), 0);
  assert.ok(scoreName(Array(40).fill('an').join(' '), Array(30).fill('an').join(' ')) <= 1);
});

const everyName = surnames.flatMap((surname) =>
  middles.flatMap((middle) => givens.map((given) => nameKey(`${surname} ${middle} ${given}`))),
);

test('for a query with one typing error the true name ranks above every name that is not one error away itself', () => {
  const threeWords = fc
    .tuple(fc.constantFrom(...surnames), fc.constantFrom(...middles), fc.constantFrom(...givens))
    .map((words) => words.join(' '));
  fc.assert(
    fc.property(makeError(threeWords), ({ name, typed }) => {
      const query = nameKey(typed);
      const score = scoreName(query, nameKey(name));
      for (const candidate of everyName) {
        if (isWithinOneEdit(query, candidate)) continue;
        assert.ok(scoreName(query, candidate) < score, `${query}: ${candidate} above ${name}`);
      }
    }),
    { numRuns: 60 },
  );
});
