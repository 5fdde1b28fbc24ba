import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type pg from 'pg';
import { insertPersona, openTestHouse, type TestHouse } from '#test';
import { take } from '../biometrics/stand.samples.ts';
import { openOwner, putRecord } from '../quality/stand.samples.ts';
import { followAllDuplicates } from './enrolling.ts';
import { actAs, face, forCard, issue, putHolder, readCard } from './stand.samples.ts';

let house: TestHouse;
let owner: pg.Client;
before(async () => {
  house = await openTestHouse();
  owner = await openOwner(house);
});
after(async () => {
  await owner?.end();
  await house?.close();
});

interface Said {
  card: string;
  code?: string;
  pointer?: string;
  acts: string[];
  untaken: { modality: string; place: number }[];
  kinds: { id: string; reasons: { id: string }[] }[];
}
const askFor = (person: string, reason = 'first', who = 'hanoi-supervisor', kind = 'identity-card') =>
  house.ask<Said>(who, 'POST', `/api/cards/persons/${person}`, { kind, reason }, forCard);
const pageOf = async (card: string) =>
  (await house.ask<Said>('hanoi-supervisor', 'GET', `/api/cards/${card}`, undefined, forCard)).body;
const enrol = async (card: string) =>
  actAs(house, card, { act: 'enrol', version: (await readCard(house, card)).version });
const seventhMissing = { missing: [{ modality: 'finger', place: 7, reason: 'amputated' }] };
const follow = () => followAllDuplicates(house);

describe('a card that is asked for at the desk', () => {
  test('is offered by what the law lets that person have, and asked for once by who may', async () => {
    const holder = await putHolder(house, owner);
    const offered = await house.ask<Said>(
      ...(['hanoi-supervisor', 'GET', `/api/cards/persons/${holder.person}`, undefined, forCard] as const),
    );
    assert.deepEqual(
      offered.body.kinds.map(({ id }) => id),
      ['identity-card'],
    );
    assert.equal((await askFor(holder.person, 'first', 'hanoi-officer')).status, 403);
    assert.equal((await askFor(holder.person, 'first', 'saigon-officer')).status, 403);
    assert.equal(
      (await askFor(holder.person, 'first', 'hanoi-supervisor', 'passport')).body.code,
      'cards/kind-unknown',
    );
    const said = await Promise.all([1, 2].map(() => askFor(holder.person)));
    assert.deepEqual(said.map(({ status }) => status).sort(), [201, 409]);
    assert.equal((await askFor(holder.person)).body.code, 'cards/already-requested');
  });

  test('is lost only once the loss was reported', async () => {
    const holder = await putHolder(house, owner);
    const { card } = await issue(house, holder);
    assert.equal((await askFor(holder.person, 'lost')).body.code, 'cards/reason-wrong');
    await actAs(house, card, { act: 'lose', version: (await readCard(house, card)).version });
    assert.equal((await askFor(holder.person, 'damaged')).body.code, 'cards/reason-wrong');
    assert.equal((await askFor(holder.person, 'lost')).status, 201);
  });

  test('is enrolled when what it needs is held or has its reason, and is checked for duplicates by itself', async () => {
    const { person } = await putHolder(house, owner);
    const { card } = (await askFor(person)).body;
    const page = await pageOf(card);
    assert.deepEqual(page.untaken, [{ modality: 'finger', place: 7 }]);
    assert.ok(!page.acts.includes('enrol'));
    assert.equal((await enrol(card)).body.code, 'cards/enrolment-incomplete');
    assert.equal((await take(house, person, [], seventhMissing)).status, 201);
    assert.equal((await enrol(card)).body.state, 'deduplicated');
    const { steps, promisedOn } = await readCard(house, card);
    assert.deepEqual(
      steps.map(({ state, officer }) => [state, officer === 'cards']),
      [
        ['requested', false],
        ['enrolled', false],
        ['deduplicated', true],
      ],
    );
    assert.ok(promisedOn);
  });

  for (const [acts, state] of [
    [['different'], 'deduplicated'],
    [['same', 'confirm'], 'refused'],
  ] as const)
    test(`waits while a similar record is judged, and is ${state} by the verdict, once`, async () => {
      const first = await putHolder(house, owner);
      const person = await putRecord(owner, {});
      assert.equal((await take(house, person, [face, first.finger(3)], seventhMissing)).status, 201);
      const { card } = (await askFor(person)).body;
      assert.equal((await enrol(card)).body.state, 'enrolled');
      await follow();
      assert.equal((await readCard(house, card)).state, 'enrolled');
      const keys = [person, first.person].sort();
      const path = `/api/biometrics/pairs/${keys[0]}/${keys[1]}`;
      for (const [at, act] of acts.entries()) {
        const who = ['hanoi-supervisor', 'hanoi-second'][at]!;
        const { version } = (await house.ask<{ version: number }>(who, 'GET', path, undefined, forCard)).body;
        const judged = await house.ask(who, 'POST', `${path}/verdict`, { act, version }, forCard);
        assert.equal(judged.status, 200, JSON.stringify(judged.body));
      }
      await Promise.all([follow(), follow()]);
      await follow();
      const { steps } = await readCard(house, card);
      assert.deepEqual(
        steps.map((one) => one.state),
        ['requested', 'enrolled', state],
      );
    });
});

test('a holder asks for a new card in the place of the own one, and who never had one does not', async () => {
  const holder = await putHolder(house, owner);
  const { card } = await issue(house, holder);
  const { person } = await putHolder(house, owner);
  await insertPersona(owner, { id: 'asking-holder', kind: 'citizen', role: 'citizen', person: holder.person });
  await insertPersona(owner, { id: 'asking-stranger', kind: 'citizen', role: 'citizen', person });
  // Whom one may sign in as is read when a house opens.
  const home = await openTestHouse({ databaseUrl: house.databaseUrl, home: house.home });
  try {
    const ask = (reason: string, who = 'asking-holder') =>
      home.ask<Said>(who, 'POST', '/api/me/cards', { kind: 'identity-card', reason });
    const offered = async () =>
      (await home.ask<Said>('asking-holder', 'GET', '/api/me/cards')).body.kinds.map(({ reasons }) =>
        reasons.map(({ id }) => id),
      );
    assert.deepEqual(await offered(), [['renewal', 'damaged', 'changed-data']]);
    assert.equal((await ask('damaged', 'asking-stranger')).body.code, 'cards/reason-wrong');
    assert.equal((await ask('lost')).body.code, 'cards/reason-wrong');
    assert.equal((await ask('replacement')).body.code, 'cards/reason-wrong');
    const lost = await home.ask('asking-holder', 'POST', `/api/me/cards/${card}/acts`, { act: 'lose' });
    assert.equal(lost.status, 200);
    assert.deepEqual(await offered(), [['lost']]);
    const said = await Promise.all([1, 2].map(() => ask('lost')));
    assert.deepEqual(said.map(({ status }) => status).sort(), [201, 409]);
    assert.deepEqual(await offered(), []);
  } finally {
    await home.kernel.close();
  }
});
