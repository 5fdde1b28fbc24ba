import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type pg from 'pg';
import { insertPersona, openTestHouse, type TestHouse } from '#test';
import { openOwner } from '../quality/stand.samples.ts';
import { issue, putHolder, request } from './stand.samples.ts';

let house: TestHouse;
let home: TestHouse;
let owner: pg.Client;
let card: string;
let printed: Readonly<Record<string, string>>;
before(async () => {
  house = await openTestHouse();
  owner = await openOwner(house);
  const holder = await putHolder(house, owner);
  const issued = await issue(house, holder);
  card = issued.card;
  printed = issued.prepared.fields;
  await insertPersona(owner, { id: 'card-holder', kind: 'citizen', role: 'citizen', person: holder.person });
  const { person } = await putHolder(house, owner);
  await insertPersona(owner, { id: 'card-stranger', kind: 'citizen', role: 'citizen', person });
  home = await openTestHouse({ databaseUrl: house.databaseUrl, home: house.home });
});
after(async () => {
  await home?.kernel.close();
  await owner?.end();
  await house?.close();
});

const ask = (path: string, who = 'card-holder') =>
  home.as(who, { method: 'GET', url: `/api/me/cards/${card}/${path}` });

test('the holder sees both sides as they were printed, without what only the card may show', async () => {
  const front = await ask('artwork/front');
  assert.equal(front.statusCode, 200, front.body);
  assert.equal(front.headers['content-type'], 'image/svg+xml');
  assert.equal(front.headers['cache-control'], 'no-store');
  const back = await ask('artwork/back');
  for (const id of ['pin', 'name', 'birthDate', 'documentNumber', 'expiresOn'])
    assert.ok(front.body.includes(printed[id]!), id);
  for (const id of ['mrz1', 'mrz2', 'mrz3']) assert.ok(back.body.includes(printed[id]!.replaceAll('<', '&lt;')), id);
  assert.match(front.body, /<image [^>]*href="data:image\/jpeg;base64,/);
  // The access number opens the chip; a signed code on a picture could be shown by anybody.
  assert.ok(!front.body.includes(`>${printed.can}<`));
  assert.ok(printed.code);
  assert.ok(front.body.includes('<svg x=') && !back.body.includes('<svg x='));
  const [own] = (
    await home.ask<{ cards: { card: string; hasPicture: boolean }[] }>('card-holder', 'GET', '/api/me/cards')
  ).body.cards;
  assert.deepEqual([own?.card, own?.hasPicture], [card, true]);
});

test('the sheet is one PDF page with both sides', async () => {
  const sheet = await ask('sheet');
  assert.equal(sheet.statusCode, 200, sheet.body);
  assert.equal(sheet.headers['content-type'], 'application/pdf');
  const file = sheet.rawPayload.toString('latin1');
  assert.ok(file.startsWith('%PDF-'));
  assert.equal(file.match(/\/Type \/Page\n/g)?.length, 1);
  assert.ok(file.includes('/Subtype /Image'));
});

test('nobody else sees it, and a card without a number has none', async () => {
  assert.equal((await ask('artwork/front', 'card-stranger')).statusCode, 404);
  assert.equal((await ask('sheet', 'card-stranger')).statusCode, 404);
  assert.equal((await ask('artwork/edge')).statusCode, 400);
  const other = await putHolder(house, owner);
  const bare = await request(house, other.person);
  card = bare.card;
  assert.equal((await ask('artwork/front')).statusCode, 404);
});
