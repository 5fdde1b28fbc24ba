import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type Comparison,
  cleanRow,
  createScorer,
  decide,
  LinkageError,
  linkProbability,
  proposeModel,
  reviewBetween,
  scorePair,
  vietnamesePerson,
  weightAt,
} from './index.ts';
import { makeDraw, makeVietnamese, spoil } from './samples.ts';

const hoa = {
  name: 'Nguyễn Văn Hòa',
  birthDate: '1980-02-01',
  sex: 'Nam',
  birthPlace: 'Huế',
  fatherName: 'Nguyễn Văn Bình',
  motherName: 'Trần Thị Lan',
};
const costs = { falseLink: 20, missedLink: 5, review: 0.2 };

function levelOf(field: string, other: Record<string, string>): string | undefined {
  return scorePair(vietnamesePerson, hoa, { ...hoa, ...other }).because.find((reason) => reason.field === field)?.level;
}

test('a difference in a Vietnamese name is told by its kind', () => {
  const cases: [string, string][] = [
    ['NGUYỄN VĂN HÒA', 'same'],
    ['Nguyen Van Hoa', 'diacritics'],
    ['Hòa Nguyễn Văn', 'order'],
    ['Nguyễn V. Hòa', 'initials'],
    ['Nguyễn Hòa', 'missing-middle-name'],
    ['Nguyễn Văn Hào', 'typing-error'],
    ['Lê Thị Mai', 'different'],
  ];
  for (const [name, level] of cases) assert.equal(levelOf('name', { name }), level, name);
});

test('a difference in a date of birth is told by its kind', () => {
  const cases: [string, string][] = [
    ['01/02/1980', 'same'],
    ['1980-01-02', 'day-month-swapped'],
    ['1980-02-07', 'one-digit'],
    ['1908-02-01', 'one-digit'],
    ['1980', 'less-precise'],
    ['1977-02-01', 'same-day-and-month'],
    ['1980-11-23', 'same-year'],
    ['1983-11-23', 'within-3-years'],
    ['1984-11-23', 'different'],
  ];
  for (const [birthDate, level] of cases) assert.equal(levelOf('birthDate', { birthDate }), level, birthDate);
});

test('the same person with birth dates up to three years apart is not lost: linked or shown to a person', () => {
  for (const birthDate of ['1977-02-01', '1983-02-01', '1982-09-17', '1978-12-30']) {
    const score = scorePair(vietnamesePerson, hoa, { ...hoa, birthDate });
    assert.notEqual(decide(score, costs), 'new', birthDate);
  }
});

test('a brother is not the same person, though parents, place and home agree', () => {
  const brother = { ...hoa, name: 'Nguyễn Văn Dũng', birthDate: '1983-05-11', residence: '5 Lê Lợi' };
  const score = scorePair(vietnamesePerson, { ...hoa, residence: '5 Lê Lợi' }, brother);
  assert.equal(decide(score, { falseLink: 1, missedLink: 1 }), 'new');
  assert.ok(score.because.some(({ field, bits }) => field === 'relatives' && bits < -5));
});

test('the reasons add up to the weight', () => {
  const draw = makeDraw(2);
  for (let round = 0; round < 200; round++) {
    const person = makeVietnamese(draw);
    const { weight, because } = scorePair(vietnamesePerson, person, spoil(draw, person));
    const sum = because.reduce((total, { bits }) => total + bits, 0);
    assert.ok(Math.abs(sum - weight) < 0.06);
  }
});

const person = fc.integer({ min: 0, max: 1e6 }).map((seed) => makeVietnamese(makeDraw(seed)));

test('the score is the same whichever side is first', () => {
  fc.assert(
    fc.property(person, person, fc.integer({ min: 0, max: 1e6 }), (a, b, seed) => {
      for (const other of [b, spoil(makeDraw(seed), a)])
        assert.equal(
          scorePair(vietnamesePerson, a, other).weight.toFixed(9),
          scorePair(vietnamesePerson, other, a).weight.toFixed(9),
        );
    }),
  );
});

test('rows that are cleaned once hold what is cleaned for each pair, whichever form is asked for', () => {
  const scorer = createScorer(vietnamesePerson);
  fc.assert(
    fc.property(person, fc.integer({ min: 0, max: 1e6 }), (a, seed) => {
      const b = spoil(makeDraw(seed), a);
      for (const row of [a, b]) {
        const lazy = scorer.clean(row);
        for (const [form, value] of Object.entries(cleanRow(vietnamesePerson, row)))
          assert.equal(lazy[form], value, form);
      }
      const pair = scorePair(vietnamesePerson, a, b);
      assert.deepEqual(scorer.score(scorer.clean(a), scorer.clean(b)), pair);
    }),
  );
  assert.deepEqual(Object.keys(scorer.clean({ name: ' ', birthDate: '1990' })), ['birthDate']);
  assert.equal(scorer.clean({ name: ' ' }).name__short, undefined);
});

test('making a field agree more never lowers the weight', () => {
  const fields = vietnamesePerson.fields.map(({ name }) => name);
  fc.assert(
    fc.property(person, person, fc.constantFrom(...fields), fc.integer({ min: 0, max: 1e6 }), (a, b, field, seed) => {
      if (a[field] === undefined || b[field] === undefined) return;
      const spoilt = { ...b, [field]: spoil(makeDraw(seed), { [field]: a[field] })[field]! };
      const equal = { ...b, [field]: a[field] };
      const exact = scorePair(vietnamesePerson, a, equal).weight;
      assert.ok(exact >= scorePair(vietnamesePerson, a, b).weight - 1e-9);
      if (spoilt[field] !== '') assert.ok(exact >= scorePair(vietnamesePerson, a, spoilt).weight - 1e-9);
    }),
  );
});

test('every level of the shipped parameters weighs at least as much as the one below', () => {
  for (const { field, levels } of vietnamesePerson.comparisons as Comparison[]) {
    const { m, u } = vietnamesePerson.parameters!.shares[field]!;
    assert.equal(m.length, levels.length + 1);
    assert.ok(
      Math.abs(m.reduce((a, b) => a + b) - 1) < 0.005 && Math.abs(u.reduce((a, b) => a + b) - 1) < 0.005,
      field,
    );
    for (let level = 1; level < m.length; level++)
      assert.ok(m[level]! / u[level]! >= m[level - 1]! / u[level - 1]!, `${field} ${level}`);
  }
});

test('rare values weigh more than common ones, and never less than a weaker agreement', () => {
  const frequencies = { name: new Map([['nguyen van hoa', 0.01]]) };
  const known = { ...vietnamesePerson, parameters: { ...vietnamesePerson.parameters!, frequencies } };
  const bitsOf = (name: string, other: string) =>
    scorePair(known, { name }, { name: other }).because.find(({ field }) => field === 'name')!.bits;
  const common = bitsOf('Nguyễn Văn Hòa', 'Nguyễn Văn Hòa');
  assert.ok(bitsOf('Âu Dương Khuyết', 'Âu Dương Khuyết') > common + 5);
  assert.ok(common >= bitsOf('Nguyễn Văn Hòa', 'Nguyễn Văn Hòaa'));
});

test('an absent field says nothing', () => {
  const { birthDate: _, ...without } = hoa;
  const { because } = scorePair(vietnamesePerson, hoa, without);
  assert.ok(!because.some(({ field }) => field === 'birthDate'));
  assert.equal(scorePair(vietnamesePerson, hoa, { name: ' ', sex: null }).weight, 0);
});

test('the act of least expected cost is taken', () => {
  const cases: [number, 'link' | 'review' | 'new'][] = [
    [0.0001, 'new'],
    [0.05, 'review'],
    [0.5, 'review'],
    [0.98, 'review'],
    [0.999, 'link'],
  ];
  for (const [probability, decision] of cases) assert.equal(decide({ probability }, costs), decision, `${probability}`);
  assert.equal(linkProbability({ falseLink: 9, missedLink: 1 }), 0.9);
  assert.equal(decide({ probability: 0.91 }, { falseLink: 9, missedLink: 1 }), 'link');
  assert.equal(decide({ probability: 0.89 }, { falseLink: 9, missedLink: 1 }), 'new');
  assert.deepEqual(reviewBetween(costs), { from: 0.04, to: 0.99 });
  assert.equal(reviewBetween({ falseLink: 1, missedLink: 1, review: 3 }), undefined);
  assert.equal(Math.round(weightAt(0.5, 1e-6)), 20);
  assert.throws(() => decide({ probability: 1 }, { falseLink: 0, missedLink: 1 }), { code: 'linkage-costs' });
});

test('a model without parameters refuses to score', () => {
  const { model } = proposeModel(['given_name', 'surname']);
  assert.throws(() => scorePair(model, {}, {}), LinkageError);
});
