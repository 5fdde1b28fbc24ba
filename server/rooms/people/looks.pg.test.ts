import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import type { Entry } from '#kernel';
import { insertPersona, openTestHouse, purpose, type TestHouse } from '#test';
import { addDays } from './model.ts';
import { type BirthSample, saiGon, sampleBirth, sampleCorrection, sampleGround } from './samples.ts';
import type { SearchQuery } from './search.ts';

interface Found {
  candidates: { person: string; score: number; why: string[] }[];
  more: boolean;
  code: string;
}

let house: TestHouse;
let person: string;
let pin: string;
before(async () => {
  house = await openTestHouse();
  ({ person, pin } = await born({ name: 'Đặng Thị Ngọc Ánh', sex: 'female', birthDate: '1987-12-03' }));
});
after(() => house.close());

const officer = 'hanoi-officer';
const born = async (given: BirthSample = {}) =>
  (await house.ask<{ person: string; pin: string }>(officer, 'POST', '/api/people/acts/birth', sampleBirth(given)))
    .body;
const search = (query: Partial<SearchQuery>) =>
  house.ask<Found>(officer, 'GET', `/api/people/search?${new URLSearchParams(query as Record<string, string>)}`);
const refused = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];

/** The journal lines about a person, as they were committed to. */
async function lines(of: string): Promise<Entry[]> {
  const { rows } = await house.kernel.database.pool.query<{ lines: string }>(
    'SELECT lines FROM kernel.journal_block ORDER BY stream, seq',
  );
  return rows
    .flatMap((row) => row.lines.split('\n'))
    .map((line) => JSON.parse(line) as Entry)
    .filter((line) => line.subjects.includes(of));
}

describe('search', () => {
  const finds: [string, () => Partial<SearchQuery>, string][] = [
    ['a number', () => ({ number: pin }), 'number'],
    ['a number as it is written with blanks', () => ({ number: `${pin.slice(0, 3)} ${pin.slice(3)}` }), 'number'],
    ['name and birth date', () => ({ name: 'Đặng Thị Ngọc Ánh', birth: '1987-12-03' }), 'name'],
    ['a name without marks, and the birth date', () => ({ name: 'dang thi ngoc anh', birth: '1987-12-03' }), 'name'],
    ['name and year, with a letter wrong', () => ({ name: 'Đặng Thị Ngọk Ánh', birth: '1987' }), 'name-close'],
    [
      'name and a date with day and month exchanged',
      () => ({ name: 'Đặng Thị Ngọc Ánh', birth: '1987-03-12' }),
      'birth-close',
    ],
    ['name and province', () => ({ name: 'Đặng Thị Ngọc Ánh', province: '01' }), 'name'],
  ];
  for (const [name, query, why] of finds) {
    test(`finds by ${name}`, async () => {
      const { status, body } = await search(query());
      assert.equal(status, 200, JSON.stringify(body));
      assert.equal(body.candidates[0]?.person, person);
      assert.ok(body.candidates[0]?.why.includes(why), body.candidates[0]?.why.join());
    });
  }

  test('does not find in another province', async () => {
    assert.deepEqual((await search({ name: 'Đặng Thị Ngọc Ánh', province: '79' })).body.candidates, []);
  });

  const refusals: [string, Partial<SearchQuery>, string][] = [
    ['a name alone, over the whole country', { name: 'Đặng Thị Ngọc Ánh' }, 'people/search-too-wide'],
    ['a year alone', { birth: '1987' }, 'people/search-too-wide'],
    ['nothing', {}, 'people/search-empty'],
    ['what is no number', { number: "1'; --" }, 'people/number-malformed'],
    ['a day that does not exist', { name: 'A', birth: '2023-02-30' }, 'people/date-impossible'],
  ];
  for (const [name, query, code] of refusals) {
    test(`refuses ${name}`, async () => assert.deepEqual(refused(await search(query)), [400, code]));
  }
});

describe('a look', () => {
  const paths = ['', '/timeline', '/relatives', '/at?on=2020-01-01'];
  for (const path of paths) {
    test(`at ${path || 'the record'} without a purpose, or without a law, is refused and shows nothing`, async () => {
      for (const header of Object.keys(purpose)) {
        const answer = await house.ask<{ code: string; record?: unknown }>(
          officer,
          'GET',
          `/api/people/${person}${path}`,
          undefined,
          { [header]: '' },
        );
        assert.deepEqual([...refused(answer), answer.body.record], [400, 'kernel/purpose-missing', undefined]);
      }
    });
  }

  test('is journalled with who, why, which law and which fields, never with a value', async () => {
    const { person: other } = await born({ phone: '0912345678' });
    await house.ask(officer, 'GET', `/api/people/${other}`);
    const look = (await lines(other)).find((line) => line.kind === 'look' && line.type === 'record');
    assert.ok(look);
    assert.deepEqual(
      [look.actor, look.purpose, look.legalBasis, look.subjects],
      [officer, purpose['dancu-purpose'], purpose['dancu-legal-basis'], [other]],
    );
    assert.ok(look.fields?.includes('phone') && look.fields.includes('birthDate'));
    assert.doesNotMatch(JSON.stringify(await lines(other)), /0912345678|Nguyễn Văn Mẫu|1990-05-17/);
  });

  test('in a search is journalled for each person shown, and for nobody else', async () => {
    const { person: shown } = await born({ name: 'Vũ Văn Thấy', birthDate: '1971-07-07' });
    const { person: hidden } = await born({ name: 'Vũ Văn Khuất', birthDate: '1971-07-08' });
    await search({ name: 'Vũ Văn Thấy', birth: '1971-07-07' });
    const looks = async (one: string) => (await lines(one)).filter((line) => line.type === 'search').length;
    assert.deepEqual([await looks(shown), await looks(hidden)], [1, 0]);
  });

  test('that was refused leaves no line of a look', async () => {
    const { person: other } = await born();
    await house.ask(officer, 'GET', `/api/people/${other}`, undefined, { 'dancu-purpose': '' });
    assert.deepEqual(
      (await lines(other)).map((line) => line.kind),
      ['act'],
    );
  });
});

describe('the past', () => {
  const attempts: [string, string][] = [
    ['rewrite an act', "UPDATE people.act SET officer = 'another'"],
    ['remove an act', 'DELETE FROM people.act'],
    ['empty the acts', 'TRUNCATE people.act'],
    ['rewrite the journal', "UPDATE kernel.journal_block SET lines = '{}'"],
    ['remove from the journal', 'DELETE FROM kernel.journal_block'],
    ['remove a person', 'DELETE FROM people.person'],
  ];
  for (const [name, statement] of attempts) {
    test(`the application may not ${name}`, async () => {
      await assert.rejects(house.kernel.database.pool.query(statement), { code: '42501' });
    });
  }
});

describe('a correction that a citizen asks for', () => {
  let home: TestHouse;
  const claim = { field: 'religion', claim: 'Phật giáo', note: 'certificate 12/1987' };
  before(async () => {
    const client = new pg.Client({ connectionString: house.databaseUrl });
    await client.connect();
    await insertPersona(client, { id: 'anh', kind: 'citizen', role: 'citizen', person });
    await client.end();
    // Whom one may sign in as is read when a house opens.
    home = await openTestHouse({ databaseUrl: house.databaseUrl, home: house.home });
  });
  after(() => home.kernel.close());
  const decide = (id: string, body: object, who: string = officer) =>
    house.ask<{ state: string; code: string }>(who, 'POST', `/api/corrections/${id}/decide`, {
      ...sampleGround('paper-record'),
      reason: 'compared with the certificate',
      ...body,
    });

  test('is open once a field, is decided once by an office of the area, and corrects the record', async () => {
    const opened = await home.ask<{ id: string; dueOn: string }>('anh', 'POST', '/api/me/corrections', claim);
    assert.equal(opened.status, 201);
    assert.equal(opened.body.dueOn, addDays(house.kernel.clock.today(), 10));
    assert.deepEqual(refused(await home.ask('anh', 'POST', '/api/me/corrections', claim)), [
      409,
      'people/correction-open',
    ]);
    const { id } = opened.body;
    const { changes } = sampleCorrection({ religion: 'buddhism' });
    assert.deepEqual(refused(await decide(id, { accept: true, changes }, 'saigon-officer')), [
      403,
      'kernel/out-of-area',
    ]);
    assert.equal((await decide(id, { accept: true, changes })).body.state, 'accepted');
    assert.deepEqual(refused(await decide(id, { accept: false })), [409, 'people/correction-decided']);
    const own = await home.ask<{ fields: { id: string; state: string }[] }>('anh', 'GET', '/api/me/record');
    assert.equal(own.body.fields.find((field) => field.id === 'religion')?.state, 'known');
  });

  test('once answered may be asked for again, and of a field that does not exist never', async () => {
    const again = await home.ask<{ id: string }>('anh', 'POST', '/api/me/corrections', claim);
    assert.equal(again.status, 201);
    assert.equal((await decide(again.body.id, { accept: false })).body.state, 'refused');
    assert.deepEqual(refused(await home.ask('anh', 'POST', '/api/me/corrections', { ...claim, field: 'password' })), [
      400,
      'people/field-not-correctable',
    ]);
  });

  test('a citizen reads the own record and nobody else’s', async () => {
    const { person: other } = await born();
    assert.deepEqual(refused(await home.ask('anh', 'GET', `/api/people/${other}`)), [403, 'kernel/forbidden']);
    assert.equal((await home.ask<{ person: string }>('anh', 'GET', '/api/me/record')).body.person, person);
  });
});

describe('a preview', () => {
  const preview = (of: string, act: string, body: object, headers = {}, who: string = officer) =>
    house.ask<{
      sentence: string;
      changes: { id: string; before?: string; after?: string }[];
      code: string;
      pointer: string;
    }>(who, 'POST', '/api/people/preview', { person: of, act, body }, headers);
  const state = async (of: string) =>
    (await house.kernel.database.pool.query('SELECT version, record::text FROM people.person WHERE person = $1', [of]))
      .rows[0];

  test('says what the act would change and what the citizen would read, and changes nothing', async () => {
    const { person: one } = await born();
    const { person: other } = await born({ name: 'Trần Thị Thử', sex: 'female' });
    const before = [await state(one), await state(other)];
    const marriage = { ...sampleGround('marriage-certificate'), persons: [one, other], on: '2024-06-01' };
    const { status, body } = await preview(one, 'marry', marriage);
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual(
      body.changes.map(({ id, before: was, after: is }) => [id, was, is]),
      [
        ['maritalStatus', 'Single', 'Married'],
        ['spouse', undefined, 'Trần Thị Thử'],
      ],
    );
    assert.match(body.sentence, /registers your marriage to Trần Thị Thử on 1 June 2024/);
    assert.deepEqual([await state(one), await state(other)], before);
    assert.deepEqual(
      (await lines(one)).map((line) => `${line.kind} ${line.type}`),
      ['act birth', 'look preview'],
    );
    assert.deepEqual((await lines(one)).at(-1)?.fields, ['maritalStatus', 'spouse']);
  });

  test('tells the citizen’s sentence in the reader’s language', async () => {
    const { person: one } = await born();
    const { body } = await preview(one, 'death', { ...sampleGround(), date: '2026-02' }, { 'accept-language': 'vi' });
    assert.match(body.sentence, /đăng ký khai tử, ngày chết .*02.*2026/);
    assert.doesNotMatch(body.sentence, /[{}]/);
  });

  test('of every act has a sentence without a gap', async () => {
    const { person: one } = await born();
    const acts: [string, object][] = [
      ['correct', { changes: { religion: 'none' } }],
      ['move', { to: { unit: '00004', text: '9 Phố Mới' }, kind: 'current', on: '2026-01-01' }],
      ['death', { date: '2026' }],
      ['missing', { since: '2025-01', decision: '1/QĐ' }],
    ];
    for (const [act, body] of acts) {
      const answer = await preview(one, act, { ...sampleGround(), ...body });
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      assert.ok(answer.body.changes.length > 0, act);
      assert.doesNotMatch(answer.body.sentence, /[{}]|screen\.|: \.|on \./, act);
    }
  });

  test('refuses what the act would refuse, and journals no look', async () => {
    const { person: one } = await born();
    assert.deepEqual(refused(await preview(one, 'found', { ...sampleGround(), on: '2026-01-01' })), [
      409,
      'people/not-missing',
    ]);
    const wrong = await preview(one, 'death', { ...sampleGround(), date: 'yesterday' });
    assert.deepEqual([...refused(wrong), wrong.body.pointer], [400, 'kernel/invalid', '/body/date']);
    assert.deepEqual(
      refused(await preview(one, 'death', { ...sampleGround(), date: '2026-01-01' }, { 'dancu-purpose': '' })),
      [400, 'kernel/purpose-missing'],
    );
    assert.deepEqual(
      refused(await preview(one, 'correct', sampleCorrection({ religion: 'none' }), {}, 'saigon-officer')),
      [403, 'kernel/out-of-area'],
    );
    assert.deepEqual(
      (await lines(one)).map((line) => line.kind),
      ['act'],
    );
  });

  test('of another area’s move shows the new place', async () => {
    const { person: one } = await born();
    const { body } = await preview(
      one,
      'move',
      { ...sampleGround(), to: { unit: saiGon.unit, text: '1 Lê Lợi' }, kind: 'permanent', on: '2026-01-01' },
      {},
      'saigon-officer',
    );
    assert.match(body.sentence, /1 Lê Lợi/);
  });
});
