import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#kernel';
import { createMatcher, extractTemplate, MATCH_THRESHOLD, readImage } from '#libs/fingerprint';
import { openTestHouse, type TestHouse } from '#test';
import { seedAppointments, seedBiometrics, seedCards } from './index.ts';

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

test('the simulated device sends another touch of the same finger each time, and other hands are others', async () => {
  const { person } = (await house.kernel.database.pool.query('SELECT person FROM biometrics.subject LIMIT 1')).rows[0];
  const touch = async (hands: string, place: number) => {
    const url = `/api/demonstration/captures/${place}?hands=${hands}`;
    const answer = await house.as('province-officer', { method: 'GET', url });
    assert.equal(answer.headers['content-type'], 'image/png');
    return { bytes: answer.rawPayload, template: extractTemplate(readImage(answer.rawPayload)) };
  };
  const [one, again, other] = [await touch(person, 1), await touch(person, 1), await touch(newId(), 1)];
  assert.notDeepEqual(one.bytes, again.bytes);
  const like = (other: typeof one) => createMatcher(one.template).compare(other.template);
  assert.ok(like(again) >= MATCH_THRESHOLD);
  assert.ok(like(other) < MATCH_THRESHOLD);
  const known = await house.as('province-officer', { method: 'GET', url: '/api/demonstration/hands' });
  assert.equal(known.statusCode, 200, known.body);
  assert.ok(known.json().hands.some((hand: { person: string; name: string }) => hand.person === person && hand.name));
  const refused = await house.as('test-auditor', {
    method: 'GET',
    url: `/api/demonstration/captures/1?hands=${person}`,
  });
  assert.equal(refused.statusCode, 403);
});

test('offices of the personas’ province enrol, and somebody comes in the next days', async () => {
  const seedAgain = () => seedAppointments(house.kernel, house.app, house.demonstration.signIn);
  await seedAgain();
  const count = async () =>
    (await house.kernel.database.pool.query('SELECT count(*)::int AS count FROM enrolment.appointment')).rows[0].count;
  const before = await count();
  assert.ok(before > 0);
  await seedAgain();
  assert.equal(await count(), before);
});
