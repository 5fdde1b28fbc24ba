import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Static } from 'typebox';
import { openTestHouse, type TestHouse } from '#test';
import type { HouseholdAnswer } from './householdContracts.ts';
import { baDinh, saiGon, sampleBirth, sampleDeath, sampleGround, sampleMove } from './samples.ts';

type View = Static<typeof HouseholdAnswer>;
type Done = { person: string; code: string; persons: { person: string }[] };

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

const officer = 'hanoi-officer';
const ask = <Body>(method: 'GET' | 'POST', url: string, body?: unknown, who = officer) =>
  house.ask<Body>(who, method, url, body);

/** Quán Thánh ward of Ba Đình district, which went whole into Ba Đình ward in July 2025. */
const quanThanh = { unit: '00013', on: '2020-01-01', text: '3 Phố Cũ' };

async function born(birthDate: string, name: string): Promise<string> {
  const { status, body } = await ask<Done>(
    'POST',
    '/api/people/acts/birth',
    sampleBirth({ birthDate, name, permanentResidence: { ...baDinh, text: '12 Phố Mẫu' } }),
  );
  assert.equal(status, 201, JSON.stringify(body));
  return body.person;
}

async function change(person: string, body: object, on: string): Promise<void> {
  const act = { ...sampleGround('application', 'residence-law-25'), on, ...body };
  const answer = await ask<Done>('POST', `/api/people/${person}/acts/household`, act);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
}

const idOf = async (person: string) =>
  (await ask<{ record: { household: { id: string } } }>('GET', `/api/people/${person}`)).body.record.household.id;
const view = (household: string) => ask<View>('GET', `/api/households/${household}`);

/** A head, a spouse and a child, since 2020. */
async function home() {
  const first = await born('1980-02-02', 'Trần Văn Chủ');
  const spouse = await born('1982-03-03', 'Lê Thị Vợ');
  const young = await born('2015-04-04', 'Trần Thị Con');
  await change(first, { change: 'split', members: [] }, '2020-01-01');
  await change(spouse, { change: 'join', with: first, relationToHead: 'spouse' }, '2020-02-01');
  await change(young, { change: 'join', with: first, relationToHead: 'child' }, '2020-03-01');
  return { first, spouse, young, household: await idOf(first) };
}

const rows = (list: readonly { person: string; relationToHead: string; since: string; until?: string }[]) =>
  list.map(({ person, relationToHead, since, until }) => [person, relationToHead, since, ...(until ? [until] : [])]);
const moveAll = (household: string, members: string[], more: object = {}, who = 'saigon-officer') =>
  ask<Done>(
    'POST',
    `/api/households/${household}/acts/move`,
    {
      ...sampleGround('application', 'residence-law-20'),
      ...{ to: { ...saiGon, text: '5 Đường Mới' }, on: '2026-02-01', members },
      ...more,
    },
    who,
  );
const residence = async (person: string) =>
  (await ask<{ record: { permanentResidence: { unit: string } } }>('GET', `/api/people/${person}`)).body.record
    .permanentResidence.unit;
const countMoves = async (persons: string[]) => {
  const { rows: found } = await house.kernel.database.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM people.act WHERE kind = 'move' AND person = ANY($1::uuid[])`,
    [persons],
  );
  return found[0]!.n;
};

interface Look {
  kind: string;
  type: string;
  subjects: string[];
  purpose?: string;
  legalBasis?: string;
}

async function readLooks(): Promise<Look[]> {
  const { rows: blocks } = await house.kernel.database.pool.query<{ lines: string }>(
    'SELECT lines FROM kernel.journal_block ORDER BY stream, seq',
  );
  return blocks
    .flatMap(({ lines }) => lines.split('\n').filter(Boolean))
    .map((line): Look => JSON.parse(line))
    .filter(({ kind, type }) => kind === 'look' && type === 'household');
}

describe('a household as a whole', () => {
  test('shows who belongs to it, what they are to the head and since when, the head first', async () => {
    const { first, spouse, young, household } = await home();
    const { status, body } = await view(household);
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual(rows(body.members), [
      [first, 'head', '2020-01-01'],
      [spouse, 'spouse', '2020-02-01'],
      [young, 'child', '2020-03-01'],
    ]);
    assert.deepEqual(body.former, []);
    assert.match(body.address!.text, /12 Phố Mẫu/);
  });

  test('shows who left and who died with the day until which they belonged to it, and whoever came back as a member', async () => {
    const { first, spouse, young, household } = await home();
    await change(young, { change: 'leave' }, '2022-01-01');
    assert.equal((await ask('POST', `/api/people/${spouse}/acts/death`, sampleDeath('2023-05-06'))).status, 200);
    const left = (await view(household)).body;
    assert.deepEqual(rows(left.members), [[first, 'head', '2020-01-01']]);
    assert.deepEqual(
      new Set(rows(left.former).map(String)),
      new Set([
        [spouse, 'spouse', '2020-02-01', '2023-05-06'].join(),
        [young, 'child', '2020-03-01', '2022-01-01'].join(),
      ]),
    );
    await change(young, { change: 'join', with: first, relationToHead: 'child' }, '2024-01-01');
    const back = (await view(household)).body;
    assert.deepEqual(rows(back.members).at(-1), [young, 'child', '2024-01-01']);
    assert.deepEqual(
      back.former.map((one) => one.person),
      [spouse],
    );
  });

  test('shows its address as it was written before the merger of units and by the unit of today', async () => {
    const { household } = await home();
    const moved = await moveAll(
      household,
      (await view(household)).body.members.map(({ person }) => person),
      {
        to: quanThanh,
        on: '2021-01-01',
      },
      officer,
    );
    assert.equal(moved.status, 200, JSON.stringify(moved.body));
    const { address } = (await view(household)).body;
    assert.match(address!.text, /3 Phố Cũ.*Quán Thánh/);
    assert.match(address!.resolved!, /Ba Đình/);
    assert.equal(address!.since, '2021-01-01');
  });

  test('leaves a look in the journal of each person who was shown, under the stated purpose', async () => {
    const { first, spouse, young, household } = await home();
    await change(young, { change: 'leave' }, '2022-01-01');
    await view(household);
    const looks = await readLooks();
    for (const person of [first, spouse, young])
      assert.ok(
        looks.some((look) => look.subjects.join() === person),
        person,
      );
    assert.ok(looks.every((look) => look.purpose && look.legalBasis));
  });

  test('is shown to nobody without the right, and is unknown where there is none', async () => {
    const { household } = await home();
    assert.equal((await ask('GET', `/api/households/${household}`, undefined, 'bidv-steward')).status, 403);
    for (const unknown of ['01900000-0000-7000-8000-000000000009', 'x']) {
      const { status, body } = await ask<Done>('GET', `/api/households/${unknown}`);
      assert.deepEqual([status, body.code], [404, 'people/household-unknown']);
    }
  });
});

describe('a move of a household', () => {
  test('moves all members at once by the office of the new place, one act each, and they stay a household', async () => {
    const { first, spouse, young, household } = await home();
    const { status, body } = await moveAll(household, [first, spouse, young]);
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual(new Set(body.persons.map(({ person }) => person)), new Set([first, spouse, young]));
    assert.equal(await countMoves([first, spouse, young]), 3);
    for (const person of [first, spouse, young]) {
      assert.equal(await residence(person), saiGon.unit);
      assert.equal(await idOf(person), household);
    }
    const after = (await view(household)).body;
    assert.equal(after.members.length, 3);
    assert.match(after.address!.text, /5 Đường Mới/);
  });

  test('is refused as a whole, with the person for whom it is, when one member cannot be moved that day', async () => {
    const { first, spouse, young, household } = await home();
    const { status, body } = await moveAll(
      household,
      [first, spouse, young],
      { on: '2020-02-15', to: quanThanh },
      officer,
    );
    assert.deepEqual([status, body.code, body.person], [400, 'people/date-impossible', young]);
    assert.equal(await countMoves([first, spouse, young]), 0);
    assert.equal(await residence(first), baDinh.unit);
  });

  test('is refused where somebody came or went whom the officer did not see', async () => {
    const { first, spouse, young, household } = await home();
    const stranger = await born('1990-01-01', 'Lý Văn Lạ');
    for (const members of [
      [first, spouse],
      [first, spouse, young, stranger],
      [first, spouse, stranger],
    ]) {
      const { status, body } = await moveAll(household, members);
      assert.deepEqual([status, body.code], [409, 'people/version-conflict']);
    }
    assert.equal(await countMoves([first, spouse, young, stranger]), 0);
  });

  test('is refused to an office of another place, and to a place that was no commune that day', async () => {
    const { first, spouse, young, household } = await home();
    const all = [first, spouse, young];
    assert.equal((await moveAll(household, all, {}, officer)).status, 403);
    const { status, body } = await moveAll(household, all, { to: { unit: '00013' } }, officer);
    assert.deepEqual([status, body.code], [400, 'people/unit-unknown']);
    assert.equal(await countMoves(all), 0);
  });

  test('of one member alone leaves the household, whose former member that is', async () => {
    const { first, young, household } = await home();
    const move = sampleMove({ ...saiGon, text: '7 Đường Mới' }, '2026-03-01');
    assert.equal((await ask('POST', `/api/people/${young}/acts/move`, move, 'saigon-officer')).status, 200);
    const { members, former } = (await view(household)).body;
    assert.equal(members[0]?.person, first);
    assert.deepEqual(rows(former), [[young, 'child', '2020-03-01', '2026-03-01']]);
  });
});
