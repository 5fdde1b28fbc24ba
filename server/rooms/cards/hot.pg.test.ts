import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type pg from 'pg';
import { insertPersona, openTestHouse, type TestHouse } from '#test';
import { openOwner } from '../quality/stand.samples.ts';
import { actAs, issue, putHolder, readCard, step } from './stand.samples.ts';
import { endExpired, proposeRenewals } from './watching.ts';

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

describe('a lost card', () => {
  let card: string;
  let number: string;
  let home: TestHouse;
  const own = (act: string, who = 'card-holder') =>
    home.ask<{ state?: string; code?: string }>(who, 'POST', `/api/me/cards/${card}/acts`, { act });
  before(async () => {
    const holder = await putHolder(house, owner);
    const issued = await issue(house, holder);
    ({ card } = issued);
    number = issued.prepared.documentNumber;
    await insertPersona(owner, { id: 'card-holder', kind: 'citizen', role: 'citizen', person: holder.person });
    const { person } = await putHolder(house, owner);
    await insertPersona(owner, { id: 'card-stranger', kind: 'citizen', role: 'citizen', person });
    // Whom one may sign in as is read when a house opens.
    home = await openTestHouse({ databaseUrl: house.databaseUrl, home: house.home });
  });
  after(() => home?.kernel.close());

  test('is refused everywhere from the moment of the report, and again allowed when it was found', async () => {
    const { version: before } = await house.cards.hotList(0n, 1000);
    assert.equal((await own('lose', 'card-stranger')).body.code, 'cards/card-unknown');
    assert.equal((await own('lose')).body.state, 'lost');
    assert.equal((await house.cards.standingOf(number))?.hot?.reason, 'lost');
    assert.equal((await own('lift')).body.state, 'active');
    assert.equal((await house.cards.standingOf(number))?.hot, undefined);
    const { entries, version } = await house.cards.hotList(before, 1000);
    assert.deepEqual(
      entries.map((one) => [one.documentNumber, one.listed]),
      [
        [number, true],
        [number, false],
      ],
    );
    assert.equal(version, before + 2n);
  });

  test('is taken back by its holder within the minutes of the rule only', async () => {
    assert.equal((await own('lose')).body.state, 'lost');
    await owner.query("UPDATE cards.card SET lost_at = lost_at - interval '31 minutes' WHERE card = $1", [card]);
    assert.equal((await own('lift')).body.code, 'cards/lift-too-late');
    const { version } = await readCard(house, card);
    assert.equal((await actAs(house, card, { act: 'lift', version })).body.state, 'active');
  });

  test('that an officer suspended is not lifted by its holder', async () => {
    const { version } = await readCard(house, card);
    assert.equal((await actAs(house, card, { act: 'suspend', version })).body.state, 'suspended');
    assert.equal((await own('lift')).body.code, 'cards/lift-too-late');
    const mine = await home.ask<{ cards: { card: string; mayLift: boolean }[] }>('card-holder', 'GET', '/api/me/cards');
    assert.deepEqual(
      mine.body.cards.map((one) => one.mayLift),
      [false],
    );
  });

  test('that was revoked for a reason of the list comes back for nobody', async () => {
    const { version } = await readCard(house, card);
    assert.equal(
      (await actAs(house, card, { act: 'revoke', version, reason: 'whim' })).body.code,
      'cards/reason-wrong',
    );
    assert.equal(
      (await actAs(house, card, { act: 'revoke', version, reason: 'altered' })).body.code,
      'cards/reason-wrong',
    );
    assert.equal(
      (await actAs(house, card, { act: 'revoke', version, reason: 'issued-wrongly' })).body.state,
      'revoked',
    );
    assert.equal((await house.cards.standingOf(number))?.hot?.reason, 'revoked');
    assert.equal((await actAs(house, card, { act: 'lift', version: version + 1 })).body.code, 'cards/step-wrong');
  });
});

test('the hot list grows by one with each entry, however many come at once', async () => {
  const holders = [];
  for (let at = 0; at < 4; at++) holders.push(await issue(house, await putHolder(house, owner)));
  const { version: before } = await house.cards.hotList(0n, 10_000);
  await Promise.all(holders.map(({ card }) => step(house, card, 'lost')));
  const { entries, version } = await house.cards.hotList(before, 10_000);
  assert.equal(entries.length, 4);
  assert.equal(version, before + 4n);
});

test('a card ends by its day, and its holder is told before', async () => {
  const { card } = await issue(house, await putHolder(house, owner));
  const parts = { kernel: house.kernel, offices: house.offices } as Parameters<typeof endExpired>[0];
  await owner.query('UPDATE cards.card SET expires_on = $2 WHERE card = $1', [card, house.kernel.clock.today()]);
  await proposeRenewals(parts);
  await endExpired(parts);
  assert.equal((await readCard(house, card)).state, 'active');
  const { rows } = await owner.query<{ proposed: boolean }>(
    'SELECT proposed_at IS NOT NULL AS proposed FROM cards.card WHERE card = $1',
    [card],
  );
  assert.equal(rows[0]!.proposed, true);
  await owner.query('UPDATE cards.card SET expires_on = expires_on - 1 WHERE card = $1', [card]);
  await endExpired(parts);
  assert.equal((await readCard(house, card)).state, 'expired');
});
