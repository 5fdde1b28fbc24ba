import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { country } from '#test';
import {
  classOf,
  expiryOf,
  findKind,
  HELD,
  hotReasonOf,
  isHolder,
  mayFollow,
  mayLift,
  STATES,
  UNDER_WAY,
} from './model.ts';

const ages = { renewAtAges: country.facts.card.renewAtAges, early: country.cards.renewal.early };
const card = findKind(country.cards, 'identity-card')!;
const certificate = findKind(country.cards, 'identity-certificate')!;

test('a card holds until the next age of the law; one made shortly before it until the one after', () => {
  for (const [birth, issued, until] of [
    ['2000-05-20', '2020-01-01', '2025-05-20'],
    ['2000-05-20', '2023-05-19', '2025-05-20'],
    ['2000-05-20', '2023-05-20', '2040-05-20'],
    ['1966-05-20', '2024-05-19', '2026-05-20'],
    ['1966-05-20', '2024-05-20', undefined],
    ['1940-05-20', '2026-01-01', undefined],
    ['2016-02-29', '2026-01-01', '2030-03-01'],
    ['2016-02-29', '2029-01-01', '2041-03-01'],
  ] as const)
    assert.equal(expiryOf(ages, birth, issued), until, `${birth} ${issued}`);
});

test('no card is made that holds for less than the law’s years before an age', () => {
  const day = fc.date({ min: new Date('1930-01-01'), max: new Date('2026-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(day, day, (one, other) => {
      const [birth, issued] = [one, other].map((date) => date.toISOString().slice(0, 10)).sort() as [string, string];
      const until = expiryOf(ages, birth, issued);
      if (until !== undefined) assert.ok(Date.parse(until) - Date.parse(issued) > ages.early * 364 * 86_400_000);
    }),
  );
});

test('whatever path a card takes, it comes to an end that nothing follows, and is under way and held at no same time', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 40, maxLength: 60 }), (choices) => {
      let state = STATES[0]!;
      for (const choice of choices) {
        const next = STATES.filter((to) => mayFollow(state, to));
        if (next.length === 0) break;
        state = next[choice % next.length]!;
        assert.ok(!(UNDER_WAY.includes(state) && HELD.includes(state)));
      }
    }),
  );
  for (const state of ['revoked', 'replaced', 'withdrawn', 'refused'] as const)
    assert.deepEqual(
      STATES.filter((to) => mayFollow(state, to)),
      [],
    );
  assert.deepEqual(
    STATES.filter((state) => hotReasonOf(state)),
    ['suspended', 'lost', 'revoked', 'replaced'],
  );
});

test('classes follow the age: no photo below six, a guardian collects below fourteen', () => {
  assert.deepEqual(
    [0, 5, 6, 13, 14, 90].map((age) => [classOf(card, age).photo, classOf(card, age).collector]),
    [
      [false, 'guardian'],
      [false, 'guardian'],
      [true, 'guardian'],
      [true, 'guardian'],
      [true, 'holder'],
      [true, 'holder'],
    ],
  );
  assert.equal(classOf(card, country.facts.card.noPhotoBelowAge - 1).photo, false);
});

test('citizens have cards, persons of undetermined nationality certificates, foreigners neither', () => {
  const kinds = (nationality: string[]) => [card, certificate].map((kind) => isHolder(kind, nationality, 'VNM'));
  assert.deepEqual(
    [kinds(['VNM']), kinds(['FRA', 'VNM']), kinds([]), kinds(['FRA'])],
    [
      [true, false],
      [true, false],
      [false, true],
      [false, false],
    ],
  );
});

test('a report is taken back alone until its last minute, and not without one', () => {
  const lost = '2026-09-01T08:00:00.000Z';
  assert.equal(mayLift(lost, new Date('2026-09-01T08:30:00.000Z'), 30), true);
  assert.equal(mayLift(lost, new Date('2026-09-01T08:30:00.001Z'), 30), false);
  assert.equal(mayLift(undefined, new Date(lost), 30), false);
});
