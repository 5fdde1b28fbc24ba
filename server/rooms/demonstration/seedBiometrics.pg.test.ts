import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import { seedBiometrics, seedCards } from './index.ts';

let house: TestHouse;
const seed = () => seedBiometrics(house.kernel, house.app, house.demonstration.signIn, 6);
before(async () => {
  house = await openTestHouse({ persons: 4000 });
  await seed();
});
after(() => house.close());

const queue = async () =>
  (
    await house.ask<{ pairs: { one: string; other: string; score: number; parts: { says: string }[] }[] }>(
      ...(['province-officer', 'GET', '/api/biometrics/pairs'] as const),
    )
  ).body.pairs;

test('three persons are enrolled under two names, and an officer has three pairs to judge', async () => {
  const pairs = await queue();
  assert.equal(pairs.length, 3);
  assert.equal(new Set(pairs.flatMap(({ one, other }) => [one, other])).size, 6);
  for (const { parts } of pairs) assert.ok(parts.some(({ says }) => says === 'same'));
});

test('a second start enrols nobody', async () => {
  const count = async () =>
    (await house.kernel.database.pool.query('SELECT sample FROM biometrics.sample ORDER BY sample')).rows;
  const before = await count();
  await seed();
  assert.deepEqual(await count(), before);
  assert.equal(before.length, 12);
});

test('cards of enrolled persons stand at many steps, and a second start makes none', async () => {
  const seedAgain = () =>
    seedCards(house.kernel, house, house.app, house.demonstration.signIn, house.demonstration.keepCard);
  const states = async () =>
    (await house.kernel.database.pool.query<{ state: string }>('SELECT state FROM cards.card ORDER BY card')).rows.map(
      ({ state }) => state,
    );
  await seedAgain();
  const before = await states();
  assert.equal(before.length, 6);
  assert.ok(
    ['active', 'received', 'shipped'].every((state) => before.includes(state)),
    before.join(),
  );
  await seedAgain();
  assert.deepEqual(await states(), before);
});
