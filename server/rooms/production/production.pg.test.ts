import assert from 'node:assert/strict';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { openTestHouse, type TestHouse } from '#test';
import { putHolder, readCard, request, steps } from '../cards/stand.samples.ts';
import { readManifest } from './manifest.ts';

let house: TestHouse;
let owner: pg.Client;
before(async () => {
  house = await openTestHouse();
  owner = new pg.Client({ connectionString: house.databaseUrl });
  await owner.connect();
});
after(async () => {
  await owner.end();
  await house.close();
});

type Body = Record<string, unknown> & { code?: string; batch?: string; box?: string };
const operate = <Answer = Body>(method: 'GET' | 'POST', path: string, body?: object, who = 'line-operator') =>
  house.ask<Answer>(who, method, `/api/production/${path}`, body);
const put = (first: string, count: number, label = `box ${first}`) =>
  operate('POST', 'boxes', { label, product: 'pc-chip-card', first, count });

interface Stock {
  sums: { received: number; comesOut: boolean; sums: Record<string, number> }[];
  spoiled: number;
  destructions: { destruction: string; count: number }[];
}
async function stock(): Promise<Stock['sums'][number]> {
  const { body } = await operate<Stock>('GET', 'blanks');
  assert.equal(body.sums.length, 1);
  assert.equal(body.sums[0]!.comesOut, true);
  return body.sums[0]!;
}

/** Cards that wait for the line. */
async function approve(count: number): Promise<string[]> {
  const cards: string[] = [];
  for (let at = 0; at < count; at++) {
    const { person } = await putHolder(house, owner);
    const { card } = await request(house, person);
    await steps(house, card, ['enrolled', 'deduplicated', 'approved']);
    cards.push(card);
  }
  return cards;
}

async function begin(items: number, status = 201): Promise<string> {
  const given = { origin: 'cards', machine: 'virtual-printer', items };
  const { status: got, body } = await operate('POST', 'batches', given);
  assert.equal(got, status, JSON.stringify(body));
  return body.batch ?? body.code!;
}

interface BatchPage {
  state: string;
  why?: string;
  made: number;
  failed: number;
  rows: { item: string; state: string; serial?: string; why?: string; attempts: number }[];
  spoiled: { serial: string; why: string }[];
  jobs: { job: string }[];
}
const batchOf = async (batch: string) => (await operate<BatchPage>('GET', `batches/${batch}`)).body;

/** Until the line has nothing to make; it is the server's own. */
async function finish(batch: string): Promise<BatchPage> {
  for (;;) {
    await house.production.run();
    const page = await batchOf(batch);
    if (page.state === 'done' || page.state === 'held') return page;
  }
}

describe('blanks', () => {
  test('come in boxes whose serials nobody has; a box that overlaps another changes nothing', async () => {
    assert.equal((await put('A0000001', 100)).status, 201);
    assert.equal((await put('A0000001', 100)).body.code, 'production/box-known');
    assert.equal((await put('A0000100', 5, 'another box')).body.code, 'production/serials-known');
    assert.equal((await put('A', 5, 'a third')).body.code, 'production/serials-wrong');
    assert.equal((await put('A95', 10, 'a fourth')).body.code, 'production/serials-wrong');
    assert.equal((await stock()).received, 100);
  });

  test('of which two at once are received once', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, (_, at) => put('B01', 10, `copy ${at}`)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409, 409, 409]);
    assert.equal((await stock()).received, 110);
  });

  test('that are damaged are spoiled, and destroyed by two', async () => {
    assert.equal((await operate('POST', 'blanks/A0000002/spoil', { why: 'damaged' })).status, 200);
    const again = await operate('POST', 'blanks/A0000002/spoil', { why: 'damaged' });
    assert.equal(again.body.code, 'production/blank-not-in-stock');
    assert.equal((await operate('POST', 'blanks/ZZ9/spoil', { why: 'damaged' })).status, 404);
    const { destruction } = (await operate('POST', 'destructions', {})).body as { destruction: string };
    assert.equal((await operate('POST', 'destructions', {})).body.code, 'production/nothing-spoiled');
    const end = (who: string, done = true) => operate('POST', `destructions/${destruction}/end`, { done }, who);
    assert.equal((await end('line-operator')).body.code, 'production/four-eyes');
    assert.equal((await end('second-operator')).status, 200);
    assert.equal((await end('second-operator')).body.code, 'production/destruction-over');
    assert.deepEqual((await stock()).sums, { 'in-stock': 109, 'in-machine': 0, used: 0, spoiled: 0, destroyed: 1 });
  });

  test('are nobody else’s business', async () => {
    assert.equal((await operate('GET', 'blanks', undefined, 'hanoi-supervisor')).status, 403);
    assert.equal((await operate('POST', 'destructions', {}, 'hanoi-supervisor')).status, 403);
  });
});

describe('a batch', () => {
  let cards: string[];
  let batch: string;

  test('makes each card on a blank of its own, reads it back, and one without a portrait holds up no other', async () => {
    assert.equal(await begin(10, 409), 'production/nothing-ready');
    cards = await approve(4);
    const [faceless] = cards;
    const { person } = await readCard(house, faceless!);
    await owner.query(
      "DELETE FROM biometrics.sample WHERE modality = 'face' AND reference IN (SELECT reference FROM biometrics.subject WHERE person = $1)",
      [person],
    );
    batch = await begin(10);
    const page = await finish(batch);
    assert.deepEqual([page.state, page.made, page.failed], ['done', 3, 1]);
    assert.equal(page.rows[0]!.item, faceless);
    assert.equal(page.rows[0]!.why, 'cards/portrait-missing');
    const { sums } = await stock();
    assert.deepEqual([sums.used, sums['in-machine'], sums.spoiled], [3, 0, 0]);
    assert.equal(new Set(page.rows.map(({ serial }) => serial)).size, 4);
    for (const card of cards.slice(1)) assert.equal((await readCard(house, card)).state, 'checked');
    const left = await readCard(house, faceless!);
    assert.deepEqual([left.state, left.batch], ['approved', undefined]);
  });

  test('tells its machine what to make in a signed list that holds no value of a person', async () => {
    const { jobs } = await batchOf(batch);
    const { manifest } = (await operate<{ manifest: string }>('GET', `jobs/${jobs[0]!.job}`)).body;
    const keys = house.kernel.keys.all('job-manifest');
    const read = readManifest(manifest, (kid) => keys.find((key) => key.kid === kid)?.publicJwk);
    assert.equal(read.orders.length, 3);
    assert.ok(read.orders.every(({ hashes }) => hashes['chip/DG1'] && hashes['image/portrait'] && hashes.fields));
    const { number } = (
      await owner.query<{ number: string }>('SELECT document_number AS number FROM cards.card WHERE card = $1', [
        cards[1],
      ])
    ).rows[0]!;
    assert.ok(!Buffer.from(manifest.split('.')[1]!, 'base64url').toString().includes(number));
    const [header, payload] = manifest.split('.');
    assert.throws(() => readManifest(`${header}.${payload}.AAAA`, () => keys[0]!.publicJwk));
    assert.throws(() => readManifest(manifest, () => undefined));
  });

  test('goes to its offices in parcels: what comes is received there, what does not is made anew under another number', async () => {
    assert.equal((await operate('POST', 'parcels', {})).status, 201);
    assert.equal((await operate('POST', 'parcels', {})).body.code, 'production/nothing-checked');
    interface Parcel {
      parcel: string;
      state: string;
      version: number;
      serials: string[];
    }
    const list = async (who?: string) =>
      (await operate<{ parcels: Parcel[] }>('GET', 'parcels', undefined, who)).body.parcels;
    const [packed] = await list();
    const act = (body: object, who?: string) => operate('POST', `parcels/${packed!.parcel}/acts`, body, who);
    assert.equal((await act({ act: 'send', version: 1 }, 'hanoi-supervisor')).status, 403);
    assert.equal((await act({ act: 'receive', version: 1 })).body.code, 'production/parcel-changed');
    assert.equal((await act({ act: 'send', version: 1 })).status, 200);
    const [sent] = await list('hanoi-supervisor');
    assert.deepEqual([sent!.state, sent!.serials.length], ['sent', 3]);
    const [missing] = sent!.serials;
    assert.equal(
      (await act({ act: 'receive', version: 2, missing: ['ZZ9'] }, 'hanoi-supervisor')).body.code,
      'production/missing-wrong',
    );
    const received = await act({ act: 'receive', version: 2, missing: [missing] }, 'hanoi-supervisor');
    assert.deepEqual(received.body, { state: 'received', version: 3 });
    const gone = (await batchOf(batch)).rows.find(({ serial }) => serial === missing)!;
    const before = (
      await owner.query<{ number: string }>('SELECT document_number AS number FROM cards.number WHERE card = $1', [
        gone.item,
      ])
    ).rows[0]!;
    assert.equal((await house.cards.standingOf(before.number))?.hot?.reason, 'spoiled');
    const again = await finish(await begin(10));
    assert.ok(again.rows.some(({ item, state }) => item === gone.item && state === 'checked'));
    const { documentNumber } = await readCard(house, gone.item);
    assert.notEqual(documentNumber, before.number);
  });

  test('is held where the blanks end, and goes on when there are some again', async () => {
    await owner.query("UPDATE production.blank SET state = 'spoiled', why = 'damaged' WHERE state = 'in-stock'");
    await approve(2);
    const held = await begin(10);
    const page = await finish(held);
    assert.deepEqual([page.state, page.why], ['held', 'no-blanks']);
    assert.equal((await put('C001', 20)).status, 201);
    assert.equal((await operate('POST', `batches/${held}/resume`, {})).status, 200);
    assert.equal((await finish(held)).made, 2);
    assert.equal((await operate('POST', `batches/${held}/resume`, {})).body.code, 'production/batch-not-held');
  });

  test('that is held ends, and what was not begun is taken by the next', async () => {
    await owner.query("UPDATE production.blank SET state = 'spoiled', why = 'damaged' WHERE state = 'in-stock'");
    const [card] = await approve(1);
    const held = await begin(10);
    assert.equal((await finish(held)).state, 'held');
    assert.equal((await operate('POST', `batches/${held}/end`, {})).status, 200);
    assert.equal((await put('D001', 20)).status, 201);
    const next = await finish(await begin(5));
    assert.ok(next.rows.some(({ item, state }) => item === card && state === 'checked'));
  });

  test('spoils what its machine could not write, and gives back what three blanks were spoiled for', async () => {
    const [card] = await approve(1);
    const folder = join(house.home, 'virtual-cards');
    renameSync(folder, `${folder}.away`);
    writeFileSync(folder, 'no folder');
    const page = await finish(await begin(10));
    const row = page.rows.find(({ item }) => item === card)!;
    assert.deepEqual([row.state, row.why, row.attempts, row.serial], ['failed', 'machine-ENOTDIR', 3, undefined]);
    assert.equal(page.spoiled.length, 3);
    rmSync(folder);
    renameSync(`${folder}.away`, folder);
    await stock();
    const next = await finish(await begin(10));
    assert.ok(next.rows.some(({ item, state }) => item === card && state === 'checked'));
  });

  test('is read back chip by chip: one that does not answer is made anew on another blank', async () => {
    const [card] = await approve(1);
    const id = await begin(10);
    const { serial } = (await finish(id)).rows.find(({ item }) => item === card)!;
    const { documentNumber } = await readCard(house, card!);
    // As after a stop between writing and reading, on a machine whose output was damaged meanwhile.
    await owner.query("UPDATE production.item SET state = 'personalised' WHERE item = $1 AND batch = $2", [card, id]);
    rmSync(join(house.home, 'virtual-cards', id), { recursive: true });
    await owner.query("UPDATE production.batch SET state = 'waiting' WHERE batch = $1", [id]);
    const page = await finish(id);
    assert.deepEqual(
      page.spoiled.map((one) => [one.serial, one.why]),
      [[serial, 'chip-silent']],
    );
    const row = page.rows.find(({ item }) => item === card)!;
    assert.equal(row.state, 'checked');
    assert.notEqual(row.serial, serial);
    assert.equal((await house.cards.standingOf(documentNumber!))?.hot?.reason, 'spoiled');
    await stock();
  });
});
