import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type pg from 'pg';
import {
  CardApplication,
  connectInProcess,
  hex,
  readCertificate,
  readChip,
  readDg1,
  readPrintedCode,
} from '#libs/emrtd';
import { openTestHouse, type TestHouse } from '#test';
import { take } from '../biometrics/stand.samples.ts';
import { openOwner, putRecord } from '../quality/stand.samples.ts';
import { openTrust } from './index.ts';
import { actAs, at, face, forCard, issue, make, putHolder, readCard, request, step, steps } from './stand.samples.ts';

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

type Problem = { code: string };
const refusedAs = (code: string) => (error: Problem) => error.code === code;

describe('a card from the request to the hand', () => {
  let holder: Awaited<ReturnType<typeof putHolder>>;
  let card: string;
  before(async () => {
    holder = await putHolder(house, owner);
    ({ card } = await request(house, holder.person));
  });

  test('is asked for once, however many ask at the same time', async () => {
    const other = await putHolder(house, owner);
    const asked = await Promise.allSettled([1, 2, 3].map(() => request(house, other.person)));
    assert.equal(asked.filter(({ status }) => status === 'fulfilled').length, 1);
    await assert.rejects(request(house, holder.person), refusedAs('cards/already-requested'));
  });

  test('skips no step', async () => {
    await assert.rejects(step(house, card, 'approved'), refusedAs('cards/step-wrong'));
    await steps(house, card, ['enrolled', 'deduplicated']);
    assert.ok((await readCard(house, card)).promisedOn);
  });

  test('is for whom the law names, and for no dead person', async () => {
    const stranger = await putHolder(house, owner, { nationality: [] });
    await assert.rejects(request(house, stranger.person), refusedAs('cards/kind-not-for-person'));
    const { card: certificate } = await request(house, stranger.person, 'first', 'identity-certificate');
    assert.equal((await readCard(house, certificate)).template, 'identity-certificate');
    const dead = await putRecord(owner, { death: { date: '2026-01-01' } });
    await assert.rejects(request(house, dead), refusedAs('cards/person-dead'));
  });

  test('stands in the queue of its area without a name, and shows whose it is to who states a reason', async () => {
    const queue = await house.ask<{ cards: { card: string }[] }>('hanoi-supervisor', 'GET', '/api/cards?view=approve');
    assert.ok(queue.body.cards.some((one) => one.card === card));
    assert.ok(!JSON.stringify(queue.body).includes('Nguyễn'));
    assert.equal((await house.ask('hanoi-officer', 'GET', '/api/cards')).status, 403);
    const page = await house.ask<{ name: string; acts: string[] }>(
      'hanoi-supervisor',
      'GET',
      `/api/cards/${card}`,
      undefined,
      forCard,
    );
    assert.deepEqual(page.body.acts, ['approve', 'withdraw']);
    const { rows } = await owner.query(
      `SELECT FROM kernel.journal_block WHERE lines LIKE '%"type":"card"%' AND lines LIKE $1`,
      [`%${holder.person}%`],
    );
    assert.ok(rows.length > 0);
  });

  test('is approved once, by what the officer saw, and not by who enrolled it', async () => {
    const { version } = await readCard(house, card);
    assert.equal((await actAs(house, card, { act: 'approve', version: version + 1 })).body.code, 'cards/card-changed');
    const said = await Promise.all([1, 2].map(() => actAs(house, card, { act: 'approve', version })));
    assert.deepEqual(said.map(({ status }) => status).sort(), [200, 409]);
    const { officer } = (await readCard(house, card)).steps.at(-1)!;
    const own = await request(house, (await putHolder(house, owner)).person);
    await steps(house, own.card, ['enrolled', 'deduplicated'], officer);
    const approve = { act: 'approve', version: (await readCard(house, own.card)).version };
    assert.equal((await actAs(house, own.card, approve)).body.code, 'cards/four-eyes');
    assert.equal((await actAs(house, own.card, approve, 'hanoi-second')).body.state, 'approved');
    assert.equal((await actAs(house, own.card, approve, 'saigon-officer')).status, 403);
  });

  test('cannot be withdrawn once the line has taken it, and what is made is a chip that proves itself', async () => {
    const prepared = await make(house, card, 'personalised');
    assert.equal(
      (await actAs(house, card, { act: 'withdraw', version: (await readCard(house, card)).version })).status,
      409,
    );
    const trust = openTrust(await house.cards.trust());
    const reading = await readChip(connectInProcess(new CardApplication(prepared.chip!)), {
      ...{ can: prepared.fields.can!, trust, at: new Date() },
    });
    assert.equal(reading.isGenuine, true, JSON.stringify(reading.passive.problems));
    assert.equal(readDg1(reading.files.DG1!).documentNumber, prepared.documentNumber);
    const { signers } = await house.cards.trust();
    const keys = new Map(signers.map(readCertificate).map((one) => [hex(one.subjectKeyId!), one.publicKey]));
    const code = readPrintedCode(prepared.fields.code!, (keyId) => keys.get(hex(keyId)), new Date());
    assert.equal(code.identity.id, prepared.fields.pin);
  });

  test('that was spoiled is made anew under another number, and the spoiled one is refused by name', async () => {
    const { documentNumber } = await readCard(house, card);
    const { origin } = house.cards;
    await house.kernel.database.transact((transaction) =>
      origin.happened(transaction, at(house, 'line'), 'rejected', [{ item: card, blank: 'B-1' }]),
    );
    assert.equal((await house.cards.standingOf(documentNumber!))?.hot?.reason, 'spoiled');
    const again = await make(house, card);
    assert.notEqual(again.documentNumber, documentNumber);
    assert.equal((await house.cards.standingOf(documentNumber!))?.state, 'replaced');
    assert.equal((await house.cards.standingOf(again.documentNumber))?.state, 'received');
  });

  test('is handed over to who proves to be the holder, and to nobody else', async () => {
    const { version } = await readCard(house, card);
    const given = { act: 'hand-over', version };
    assert.equal((await actAs(house, card, given)).body.code, 'cards/proof-missing');
    assert.equal((await actAs(house, card, { act: 'lift', version })).body.code, 'cards/step-wrong');
    const other = await putHolder(house, owner);
    const wrong = await actAs(house, card, { ...given, samples: [other.finger(3)] });
    assert.equal(wrong.body.code, 'cards/not-same-person');
    const right = await actAs(house, card, { ...given, samples: [holder.finger(2)] });
    assert.equal(right.body.state, 'active', JSON.stringify(right.body));
  });
});

test('a new card ends the old one, and the old one is refused', async () => {
  const holder = await putHolder(house, owner);
  const first = await issue(house, holder);
  const second = await issue(house, holder, 'damaged');
  assert.equal((await readCard(house, first.card)).state, 'replaced');
  assert.equal((await house.cards.standingOf(first.prepared.documentNumber))?.hot?.reason, 'replaced');
  assert.equal((await house.cards.standingOf(second.prepared.documentNumber))?.hot, undefined);
});

test('a child’s card is collected by a parent, not by another adult', async () => {
  const mother = await putHolder(house, owner);
  const stranger = await putHolder(house, owner);
  const person = await putRecord(owner, {
    ...{ birthDate: '2018-03-03', mother: { person: mother.person, name: 'Nguyễn Thị Mẹ' } },
  });
  const ground = { kind: 'request', number: 'YC-1', on: '2026-06-01' };
  assert.equal((await take(house, person, [face], { ground }, 'country-officer')).status, 201);
  const { card } = await request(house, person);
  await steps(house, card, ['enrolled', 'deduplicated', 'approved']);
  const prepared = await make(house, card);
  assert.equal(prepared.template, 'identity-card-child');
  const { version, expiresOn } = await readCard(house, card);
  assert.equal(expiresOn, '2032-03-03');
  const hand = (samples: object[], collector?: string) =>
    actAs(house, card, { act: 'hand-over', version, samples, ...(collector ? { collector } : {}) });
  assert.equal((await hand([stranger.finger(2)], stranger.person)).body.code, 'cards/collector-wrong');
  assert.equal((await hand([stranger.finger(2)], mother.person)).body.code, 'cards/not-same-person');
  assert.equal((await hand([mother.finger(2)], mother.person)).body.state, 'active');
});

describe('a card of who has nothing that can be compared', () => {
  const act = (card: string, body: object, who?: string) =>
    readCard(house, card).then(({ version }) => actAs(house, card, { version, ...body }, who));

  test('is handed over by two officers who know the person, and never by one', async () => {
    const person = await putRecord(owner, {});
    const missing = [2, 7].map((place) => ({ modality: 'finger', place, reason: 'amputated' }));
    assert.equal((await take(house, person, [face], { missing }, 'country-officer')).status, 201);
    const { card } = await request(house, person);
    await steps(house, card, ['enrolled', 'deduplicated', 'approved']);
    await make(house, card);
    assert.equal((await act(card, { act: 'confirm-sight' })).body.code, 'cards/sight-missing');
    assert.equal((await act(card, { act: 'sight' })).body.state, 'received');
    assert.equal((await act(card, { act: 'confirm-sight' })).body.code, 'cards/four-eyes');
    const url = `/api/cards/${card}`;
    const page = await house.ask<{ acts: string[] }>('hanoi-second', 'GET', url, undefined, forCard);
    assert.ok(page.body.acts.includes('confirm-sight'));
    const said = await Promise.all([1, 2].map(() => act(card, { act: 'confirm-sight' }, 'hanoi-second')));
    assert.deepEqual(said.map(({ status }) => status).sort(), [200, 409]);
    const { state, steps: taken } = await readCard(house, card);
    assert.equal(state, 'active');
    assert.deepEqual(taken.at(-1)?.data?.proof, ['sight']);
  });

  test('is no way around a finger that can be compared', async () => {
    const holder = await putHolder(house, owner);
    const { card } = await request(house, holder.person);
    await steps(house, card, ['enrolled', 'deduplicated', 'approved']);
    await make(house, card);
    assert.equal((await act(card, { act: 'sight' })).body.code, 'cards/proof-possible');
  });
});
