import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  assignOneToOne,
  cluster,
  deduplicateRows,
  estimateParameters,
  linkRows,
  proposeModel,
  scorePair,
  vietnamesePerson,
} from './index.ts';
import { judge, makeLabelled, makeWesterner, pairsWithin } from './samples.ts';

const costs = { falseLink: 1, missedLink: 1 };
const edges = fc.array(
  fc.record({ left: fc.nat(30), right: fc.nat(30), weight: fc.double({ min: -5, max: 30, noNaN: true }) }),
  { maxLength: 80 },
);

test('clusters are an equivalence relation: linked rows are together, and each group has one name', () => {
  fc.assert(
    fc.property(edges, (list) => {
      const groups = cluster(31, list, { threshold: 0 });
      for (const [row, first] of groups.entries()) {
        assert.equal(groups[first], first);
        assert.ok(first <= row);
      }
      for (const { left, right, weight } of list) if (weight >= 0) assert.equal(groups[left], groups[right]);
      assert.deepEqual(groups, cluster(31, [...list].reverse(), { threshold: 0 }));
    }),
  );
});

test('two groups that contradict each other are not chained by one link', () => {
  const weights = new Map([
    ['0 1', 20],
    ['2 3', 20],
    ['1 2', 8],
  ]);
  const weightOf = (a: number, b: number) => weights.get(`${Math.min(a, b)} ${Math.max(a, b)}`) ?? -15;
  const list = Array.from(weights, ([pair, weight]) => {
    const [left = 0, right = 0] = pair.split(' ').map(Number);
    return { left, right, weight };
  });
  assert.deepEqual([...cluster(4, list, { threshold: 5 })], [0, 0, 0, 0]);
  assert.deepEqual([...cluster(4, list, { threshold: 5, guard: 5, weightOf })], [0, 0, 2, 2]);
});

test('one to one is one to one, and no pair is left out for which both sides were free', () => {
  fc.assert(
    fc.property(edges, (list) => {
      const kept = assignOneToOne(list);
      const lefts = new Set(kept.map(({ left }) => left));
      const rights = new Set(kept.map(({ right }) => right));
      assert.equal(lefts.size, kept.length);
      assert.equal(rights.size, kept.length);
      for (const { left, right } of list) assert.ok(lefts.has(left) || rights.has(right));
    }),
  );
});

test('what is estimated stays finite and ordered on degenerate data', () => {
  const { comparisons } = vietnamesePerson;
  const pattern = fc.record({
    levels: fc.tuple(...comparisons.map(({ levels }) => fc.integer({ min: -1, max: levels.length }))),
    pairs: fc.integer({ min: 1, max: 1e9 }),
  });
  fc.assert(
    fc.property(fc.array(pattern, { maxLength: 20 }), fc.integer({ min: 1, max: 1e12 }), (patterns, allPairs) => {
      const { parameters } = estimateParameters(vietnamesePerson, patterns, { allPairs, rows: 10 });
      assert.ok(parameters.prior > 0 && parameters.prior < 1);
      for (const { m, u } of Object.values(parameters.shares)) {
        const weights = m.map((share, level) => Math.log2(share / u[level]!));
        assert.ok(weights.every(Number.isFinite));
        for (let level = 1; level < weights.length; level++) assert.ok(weights[level]! >= weights[level - 1]! - 1e-9);
      }
    }),
    { numRuns: 40 },
  );
});

test('rows that are all the same, all different or all empty end in an answer', () => {
  const model = proposeModel(['given_name', 'surname', 'date_of_birth']).model;
  for (const rows of [
    Array.from({ length: 20 }, () => ({ given_name: 'a', surname: 'b', date_of_birth: '19800101' })),
    Array.from({ length: 20 }, (_, at) => ({
      given_name: `x${at}`,
      surname: `y${at}`,
      date_of_birth: `${1900 + at}0101`,
    })),
    Array.from({ length: 20 }, () => ({})),
    [{ given_name: 'a' }],
  ]) {
    const { clusters, threshold } = deduplicateRows(model, rows, { costs });
    assert.equal(clusters.length, rows.length);
    assert.ok(Number.isFinite(threshold));
  }
  assert.throws(() => linkRows(model, [], [{}], { costs }), { code: 'linkage-no-rows' });
});

test('duplicates with one to three errors are found without any truth', () => {
  const labelled = makeLabelled(1, 250, makeWesterner);
  const rows = labelled.map(({ row }) => row);
  const { model } = proposeModel(Object.keys(rows[0]!));
  const { clusters } = deduplicateRows(model, rows, { costs });
  const { precision, recall } = judge(
    labelled.map(({ entity }) => entity),
    pairsWithin(clusters),
  );
  assert.ok(precision > 0.995 && recall > 0.99, `precision ${precision}, recall ${recall}`);
});

test('a title that goes with a rank does not make one person of all who bear both', () => {
  const labelled = makeLabelled(17, 300, makeWesterner);
  const titled = labelled.map(({ row, entity }) =>
    Number(entity) % 6 === 0 ? { ...row, given_name: 'sir', surname: 'baronet' } : row,
  );
  const { model } = proposeModel(Object.keys(titled[0]!));
  const found = deduplicateRows(model, titled, { costs });
  const [one, other] = labelled
    .flatMap(({ entity }, at) => (Number(entity) % 6 === 0 ? [at] : []))
    .filter((at, nth, all) => nth === 0 || labelled[at]!.entity !== labelled[all[0]!]!.entity);
  const told = scorePair(found.model, titled[one!]!, titled[other!]!).because.find(
    ({ level }) => level === 'go-together',
  );
  assert.equal(told?.field, 'givenName surname');
  assert.ok(told.bits < -1);
  const mixed = new Set<number>();
  for (const [a, b] of pairsWithin(found.clusters))
    if (labelled[a]!.entity !== labelled[b]!.entity) mixed.add(found.clusters[a]!);
  assert.ok(mixed.size <= 1, `${mixed.size} groups of more than one person`);
});
