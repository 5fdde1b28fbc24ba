import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type pg from 'pg';
import { openTestHouse, type TestHouse } from '#test';
import { openOwner, putRecord } from '../quality/stand.samples.ts';
import { actAs, forCard, issue, putHolder, readCard } from './stand.samples.ts';

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

interface Run {
  run: string;
  next: number;
  taken: number;
  known: number;
  refused: number;
  state: string;
  reasons: { why: string; count: number }[];
}
interface Said extends Run {
  code?: string;
  runs: Run[];
}
let documents = 100_000_000_000;
/** The number that stands on a record. */
async function pinOf(person: string): Promise<string> {
  const { rows } = await owner.query("SELECT value FROM people.identifier WHERE person = $1 AND kind = 'pin'", [
    person,
  ]);
  return rows[0].value;
}
const rowOf = (number: string, changes: Record<string, string> = {}) => ({
  ...{ number, documentNumber: String(++documents), issuedOn: '05/03/2018', expiresOn: '', standing: '' },
  ...changes,
});
const post = (path: string, body: unknown, who = 'hanoi-supervisor') =>
  house.ask<Said>(who, 'POST', `/api/cards/older${path}`, body, forCard);
async function begin(trial = false, system = 'citizen-card-barcode'): Promise<string> {
  const made = await post('', { system, source: 'Hà Nội 2016', expected: 17, trial });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body.run;
}
const send = (run: string, from: number, rows: unknown[]) => post(`/${run}/rows`, { from, rows });
const show = async (run: string) =>
  (await house.ask<Said>('hanoi-supervisor', 'GET', '/api/cards/older')).body.runs.find((one) => one.run === run)!;
const standing = (number: string) => house.cards.standingOf(number);
const cardsOf = (person: string) =>
  house.kernel.database.transact((transaction) => house.cards.cardsOf(transaction, person));

describe('cards of an older system', () => {
  test('come over as they stand: held, lost and ended; desks know them from then on, and each holder reads it', async () => {
    const persons = [await putRecord(owner, {}), await putRecord(owner, {}), await putRecord(owner, {})];
    const [held, lost, ended] = [await pinOf(persons[0]!), await pinOf(persons[1]!), await pinOf(persons[2]!)];
    const rows = [rowOf(held!), rowOf(lost!, { standing: 'lost' }), rowOf(ended!, { expiresOn: '2024-01-01' })];
    const run = await begin();
    const sent = await send(run, 0, rows);
    assert.deepEqual(sent.body, { taken: 3, known: 0, refused: 0, next: 3 });
    const stand = await Promise.all(rows.map(({ documentNumber }) => standing(documentNumber)));
    assert.deepEqual(
      stand.map((one) => [one?.person, one?.state, one?.hot?.reason]),
      [
        [persons[0], 'active', undefined],
        [persons[1], 'lost', 'lost'],
        [persons[2], 'expired', undefined],
      ],
    );
    const { rows: lines } = await owner.query(
      `SELECT FROM kernel.journal_block WHERE lines LIKE '%"type":"card-taken-over"%' AND lines LIKE $1`,
      [`%${persons[0]}%`],
    );
    assert.equal(lines.length, 1);
  });

  test('are not taken twice, nor by a piece that comes again or out of its turn, nor by two at once', async () => {
    const number = await pinOf(await putRecord(owner, {}));
    const run = await begin();
    const row = rowOf(number);
    const said = await Promise.all([1, 2, 3].map(() => send(run, 0, [row])));
    assert.deepEqual(said.map(({ status }) => status).sort(), [200, 409, 409]);
    const again = await send(run, 0, [row]);
    assert.equal(again.body.code, 'cards/older-not-next');
    assert.equal(again.body.next, 1);
    assert.deepEqual((await send(run, 1, [row, row])).body, { taken: 0, known: 2, refused: 0, next: 3 });
  });

  test('of which two runs take the same one at once are there once', async () => {
    const person = await putRecord(owner, {});
    const row = rowOf(await pinOf(person));
    const runs = await Promise.all([begin(), begin()]);
    const said = await Promise.all(runs.map((run) => send(run, 0, [row])));
    for (const { status, body } of said)
      assert.ok(status === 200 || body.code === 'cards/older-overtaken', JSON.stringify(body));
    assert.equal((await cardsOf(person)).length, 1);
  });

  test('that cannot come over keep their rows and say why; the others are not held up', async () => {
    const person = await putRecord(owner, {});
    const number = await pinOf(person);
    const run = await begin();
    const rows = [
      rowOf('001000000000'),
      rowOf(number, { issuedOn: '2019-02-30' }),
      rowOf(number, { documentNumber: '=1+1' }),
      rowOf(number),
      rowOf(number),
    ];
    assert.deepEqual((await send(run, 0, rows)).body, { taken: 1, known: 0, refused: 4, next: 5 });
    assert.deepEqual((await show(run)).reasons.map(({ why }) => why).toSorted(), [
      'date-wrong',
      'document-number-wrong',
      'number-unknown',
      'row-twice',
    ]);
    const url = `/api/cards/older/${run}/report`;
    const headers = { ...forCard, 'accept-language': 'en' };
    const { body: text } = await house.as('hanoi-supervisor', { method: 'GET', url, headers });
    assert.match(text, /001000000000,.*Nobody in the register has this number/);
    assert.match(text, /'=1\+1/);
  });

  test('give way to a newer card, also to the one that is handed over later', async () => {
    const holder = await putHolder(house, owner);
    const { card } = await issue(house, holder);
    const run = await begin();
    const row = rowOf(await pinOf(holder.person));
    assert.equal((await send(run, 0, [row])).body.taken, 1);
    assert.equal((await standing(row.documentNumber))?.hot?.reason, 'replaced');
    assert.equal((await readCard(house, card)).state, 'active');

    const later = await putHolder(house, owner);
    const older = rowOf(await pinOf(later.person));
    assert.equal((await send(run, 1, [older])).body.taken, 1);
    await issue(house, later, 'renewal');
    assert.equal((await standing(older.documentNumber))?.state, 'replaced');
    assert.equal((await standing(older.documentNumber))?.hot?.reason, 'replaced');
  });

  test('are reported lost, and asked for anew, like every other', async () => {
    const person = await putRecord(owner, {});
    const row = rowOf(await pinOf(person));
    await send(await begin(), 0, [row]);
    const [card] = await cardsOf(person);
    const lost = await actAs(house, card!.card, { act: 'lose', version: card!.version });
    assert.equal(lost.body.state, 'lost', JSON.stringify(lost.body));
    assert.equal((await standing(row.documentNumber))?.hot?.reason, 'lost');
    const asked = await house.ask<Said>(
      ...(['hanoi-supervisor', 'POST', `/api/cards/persons/${person}`] as const),
      { kind: 'identity-card', reason: 'lost' },
      forCard,
    );
    assert.equal(asked.status, 201);
  });

  test('are tried first: a trial judges every row and takes nothing over', async () => {
    const person = await putRecord(owner, {});
    const run = await begin(true);
    assert.deepEqual((await send(run, 0, [rowOf(await pinOf(person)), rowOf('1')])).body, {
      ...{ taken: 1, known: 0, refused: 1, next: 2 },
    });
    assert.deepEqual(await cardsOf(person), []);
  });

  test('of a system that counts no longer come over as ended, and a run that was ended takes none', async () => {
    const person = await putRecord(owner, {});
    const run = await begin(false, 'people-card');
    await send(run, 0, [rowOf(await pinOf(person))]);
    assert.deepEqual(
      (await cardsOf(person)).map(({ state }) => state),
      ['expired'],
    );
    assert.equal((await post(`/${run}/close`, {})).status, 200);
    assert.equal((await send(run, 1, [rowOf('1')])).body.code, 'cards/older-run-closed');
    assert.equal((await show(run)).state, 'closed');
  });

  test('are the business of who may take them over, from a system that the country has', async () => {
    const given = { system: 'citizen-card-barcode', source: 'x', expected: 1 };
    assert.equal((await post('', given, 'hanoi-officer')).status, 403);
    assert.equal((await post('', { ...given, system: 'passport' })).body.code, 'cards/older-system-unknown');
    assert.equal(
      (await post('/0190a0a0-0000-7000-8000-000000000001/rows', { from: 0, rows: [rowOf('1')] })).status,
      404,
    );
  });
});
