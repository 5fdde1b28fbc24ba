import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type pg from 'pg';
import { createContext, newId } from '#kernel';
import { insertPersona, openTestHouse, type TestHouse } from '#test';
import { openOwner } from '../quality/stand.samples.ts';
import { given, type Member, openDoors, PATH, putMember } from './stand.samples.ts';

/** One list from the order to the hand and to the end; the members are citizens who read and act. */
let house: TestHouse;
let home: TestHouse;
let owner: pg.Client;
let doors: ReturnType<typeof openDoors>;
let programme: string;
let lan: Member;
let minh: Member;
let hoa: Member;
const CITIZENS = ['lan', 'minh', 'hoa'];
before(async () => {
  house = await openTestHouse();
  owner = await openOwner(house);
  [lan, minh, hoa] = [await putMember(owner), await putMember(owner), await putMember(owner)];
  for (const [at, { person }] of [lan, minh, hoa].entries())
    await insertPersona(owner, { id: CITIZENS[at]!, kind: 'citizen', role: 'citizen', person });
  home = await openTestHouse({ databaseUrl: house.databaseUrl, home: house.home });
  doors = openDoors(home);
  const box = { label: 'plastic', product: 'plastic-card', first: 'P00001', count: 60 };
  assert.equal((await doors.line('POST', 'boxes', box)).status, 201);
  programme = await doors.begin('TU');
  await collect([lan, minh, hoa]);
});
after(async () => {
  await home?.kernel.close();
  await owner?.end();
  await house?.close();
});

async function collect(members: readonly Member[], into = programme) {
  const { body } = await doors.own('POST', `/${into}/members`, { members: members.map(({ row }) => row) });
  await home.memberships.verify();
  return body;
}
interface Own {
  memberships: { memberNumber: string; card?: { card: string; state: string; number?: string } }[];
}
const ownOf = async (who: string) => (await home.ask<Own>(who, 'GET', '/api/me/memberships')).body.memberships;
const cardOf = async (who: string) => (await ownOf(who))[0]?.card;
const actAs = (who: string, act: string, id = programme) =>
  home.ask<{ code?: string; cards?: number }>(who, 'POST', `/api/me/memberships/${id}/acts`, { act });
/** What a camera reads off plastic that the line made. */
async function codeOf(serial: string): Promise<string> {
  const { plasticPrinter } = home.production;
  const made = await home.production.listVirtual(plasticPrinter, 100);
  const one = made.find((item) => item.serial === serial)!;
  return (await plasticPrinter.open(one.batch, serial))!.printed.fields.code!;
}
const check = async (code: string, who = 'union-desk') =>
  (await home.ask<{ standing: string; counts: boolean; name?: string }>(who, 'POST', `${PATH}/checks`, { code })).body;
const codes = new Map<string, string>();

test('a machine takes the blanks that are ordered, and no others', async () => {
  assert.deepEqual((await doors.own('POST', `/${programme}/cards`, { limit: 100 })).body, { cards: 3 });
  assert.equal(
    (await doors.own('POST', `/${programme}/cards`, { limit: 100 })).body.code,
    'memberships/nothing-to-order',
  );
  const wrong = { origin: 'memberships', machine: 'virtual-printer', items: 5 };
  assert.equal((await doors.line('POST', 'batches', wrong)).body.code, 'production/machine-for-another');
});

test('cards are made, read back, sent to the organisation and received there; one that was not in the parcel is spoiled', async () => {
  assert.equal((await actAs('lan', 'lost')).body.code, 'memberships/card-unknown');
  const [first] = await doors.make(2);
  codes.set('first', await codeOf(first!));
  const states = await Promise.all(CITIZENS.map(async (who) => (await cardOf(who))!.state));
  assert.deepEqual(states.sort(), ['received', 'requested', 'requested']);
  const again = await doors.make();
  assert.equal(again.length, 2);
  const cards = await Promise.all(CITIZENS.map(cardOf));
  assert.deepEqual(
    cards.map((card) => card!.state),
    ['received', 'received', 'received'],
  );
  assert.deepEqual(new Set(cards.map((card) => card!.number)).size, 3);
  assert.ok(cards.every((card) => /^TU\d{8}$/.test(card!.number!)));
  // Of two that were never there another number was made each.
  assert.deepEqual(
    cards
      .map((card) => card!.number)
      .sort()
      .at(-1),
    'TU00000005',
  );
});

test('they are handed over by unit, and count from then on where the organisation checks them', async () => {
  assert.deepEqual([(await check(codes.get('first')!)).standing], ['received']);
  const { body } = await doors.own('GET', `/${programme}`);
  for (const { unit, count } of body.units as { unit: string; count: number }[])
    assert.deepEqual((await doors.own('POST', `/${programme}/hand-over`, { unit })).body, { cards: count });
  assert.equal((await doors.own('POST', `/${programme}/hand-over`, {})).body.code, 'memberships/nothing-to-hand-over');
  const seen = await check(codes.get('first')!);
  assert.deepEqual([seen.standing, seen.counts], ['active', true]);
  assert.ok([lan, minh, hoa].some(({ row }) => row.name === seen.name));
  assert.deepEqual(await check('NOT A CODE'), { standing: 'code-malformed', counts: false });
  assert.deepEqual(await check(codes.get('first')!, 'bidv-steward'), { standing: 'foreign', counts: false });
  assert.equal((await home.ask('lan', 'POST', `${PATH}/checks`, { code: 'x' })).status, 403);
});

test('the member sees the card without its code, and reads who looked and what was done', async () => {
  const { card, number } = (await cardOf('lan'))!;
  const picture = (who: string, side: string) =>
    home.as(who, { method: 'GET', url: `/api/me/memberships/cards/${card}/artwork/${side}` });
  const front = await picture('lan', 'front');
  assert.equal(front.headers['content-type'], 'image/svg+xml');
  for (const text of [number!, lan.row.number, lan.row.name.toUpperCase()]) assert.ok(front.body.includes(text), text);
  assert.ok(!(await picture('lan', 'back')).body.includes('crispEdges'));
  assert.equal((await picture('minh', 'front')).statusCode, 404);
  const { lines } = (await home.ask<{ lines: { sentence: string }[] }>('lan', 'GET', '/api/me/looks')).body;
  assert.ok(
    lines.some(({ sentence }) => /checked you in a list of members/.test(sentence)),
    JSON.stringify(lines),
  );
});

test('a lost card is refused by the next check, and replaced under another number', async () => {
  const code = codes.get('first')!;
  const { name } = await check(code);
  const who = CITIZENS[[lan, minh, hoa].findIndex(({ row }) => row.name.toUpperCase() === name!.toUpperCase())]!;
  const before = (await cardOf(who))!.number;
  const both = await Promise.all([actAs(who, 'lost'), actAs(who, 'lost')]);
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 404]);
  assert.deepEqual([(await check(code)).standing, (await check(code)).counts], ['lost', false]);
  assert.deepEqual((await doors.own('POST', `/${programme}/cards`, { limit: 9 })).body, { cards: 1 });
  assert.equal((await check(code)).standing, 'replaced');
  await doors.make();
  await doors.own('POST', `/${programme}/hand-over`, {});
  const now = (await cardOf(who))!;
  assert.equal(now.state, 'active');
  assert.notEqual(now.number, before);
});

test('who leaves has no card, until the organisation sends them again', async () => {
  const end = () => doors.own('POST', `/${programme}/members/${minh.row.number}/end`);
  assert.deepEqual((await end()).body, { cards: 1 });
  assert.deepEqual(await ownOf('minh'), []);
  assert.equal(
    (await doors.own('POST', `/${programme}/cards`, { limit: 9 })).body.code,
    'memberships/nothing-to-order',
  );
  assert.equal((await collect([minh])).changed, 1);
  assert.deepEqual((await doors.own('POST', `/${programme}/cards`, { limit: 9 })).body, { cards: 1 });
  // On the line a card is finished first.
  const { origin } = home.memberships;
  const context = createContext(
    home.kernel.clock,
    { kind: 'system', id: 'line', scopes: new Set<string>() },
    { language: 'en' },
  );
  const { transact } = home.kernel.database;
  const taken = await transact((transaction) => origin.take(transaction, context, newId(), 5));
  assert.equal(taken.length, 1);
  assert.equal((await actAs('minh', 'stop')).body.code, 'memberships/step-wrong');
  await transact((transaction) =>
    origin.giveBack(
      transaction,
      context,
      taken.map(({ item }) => item),
    ),
  );
  assert.equal((await actAs('minh', 'stop')).status, 200);
});

test('who wants no card is erased from the list, and not taken again', async () => {
  assert.equal((await actAs('hoa', 'stop')).status, 200);
  assert.deepEqual(await ownOf('hoa'), []);
  const { rows } = await owner.query('SELECT * FROM memberships.member WHERE number = $1', [hoa.row.number]);
  const { pin, name, birth_date: birth, person, unit, verdict } = rows[0]!;
  assert.deepEqual([pin, name, birth, person, unit, verdict], [null, null, null, null, null, 'stopped']);
  assert.deepEqual((await collect([hoa])).left, [{ number: hoa.row.number, why: 'stopped' }]);
});

test('a card ends with its day', async () => {
  await owner.query("UPDATE memberships.card SET valid_until = '2026-08-01' WHERE person = $1 AND state = 'active'", [
    lan.person,
  ]);
  await home.memberships.endExpired();
  assert.equal((await cardOf('lan'))!.state, 'expired');
  assert.deepEqual((await doors.own('POST', `/${programme}/cards`, { limit: 9 })).body, { cards: 1 });
});

test('under a law of consent only who agreed is looked at, and who took it back gets no card', async () => {
  const made = await doors.own<{ programme: string }>('POST', '', given('CN', { legalBasis: 'data-protection-law-9' }));
  const id = made.body.programme;
  await doors.own('POST', `/${id}/acts`, { act: 'propose', version: 1 });
  const decided = { approve: true, version: 2 };
  await home.ask('test-connector', 'POST', `/api/memberships/programmes/${id}/decisions`, decided);
  const people = [await putMember(owner), await putMember(owner), await putMember(owner)] as const;
  const agree = ({ person }: Member, fields: string[]) =>
    owner.query(
      `INSERT INTO exchange.consent (person, consent, organisation, client, request, purpose, legal_basis, fields, refused, until, language, given_at)
       VALUES ($1, $2, 'general-confederation-of-labour', 'app', $2::uuid::text, 'member-card', 'data-protection-law-9', $3, '{}', '2036-01-01', 'vi', now())`,
      [person, newId(), fields],
    );
  await agree(people[0], ['name', 'pin', 'birthDate']);
  await agree(people[1], ['name']);
  await agree(people[2], ['name', 'pin', 'birthDate', 'permanentResidence']);
  await collect(people, id);
  const { members } = (await doors.own<{ members: { verdict: string }[] }>('GET', `/${id}/members`)).body;
  assert.deepEqual(
    members.map(({ verdict }) => verdict),
    ['matched', 'unconsented', 'matched'],
  );
  await owner.query('UPDATE exchange.consent SET withdrawn_at = now() WHERE person = $1', [people[0].person]);
  assert.deepEqual((await doors.own('POST', `/${id}/cards`, { limit: 9 })).body, { cards: 2 });
  const order = { origin: 'memberships', machine: 'virtual-plastic-printer', items: 9 };
  const { batch } = (await doors.line<{ batch: string }>('POST', 'batches', order)).body;
  const page = await doors.finish(batch);
  assert.ok(page.rows.some(({ why }) => why === 'memberships/consent-missing'));
  assert.equal(page.failed, 1);
});
