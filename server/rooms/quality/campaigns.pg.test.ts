import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type pg from 'pg';
import type { Entry } from '#kernel';
import { country, openTestHouse, type TestHouse } from '#test';
import { countRegister } from './index.ts';
import { HOME, openOwner, putRecord } from './stand.samples.ts';

let house: TestHouse;
let owner: pg.Client;
let odd: string[];
before(async () => {
  house = await openTestHouse();
  owner = await openOwner(house);
  odd = await Promise.all([putRecord(owner, { name: 'Anh1 A' }), putRecord(owner, { name: 'Anh2 B' })]);
  await putRecord(owner, {});
});
after(async () => {
  await owner?.end();
  await house?.close();
});

interface Campaign {
  id: string;
  tasks: number;
  mended: number;
  state: string;
  places: { unit: string; tasks: number; mended: number }[];
  records: { person: string; act: string }[];
  campaigns: { id: string }[];
  text: string;
  code: string;
}
const ask = (who: string, method: 'GET' | 'POST', path: string, body?: object) =>
  house.ask<Campaign>(who, method, `/api/quality/campaigns${path}`, body);
const given = { title: 'Tên có chữ số', indicator: 'name-odd', unit: '01', dueOn: '2099-01-01' };

async function linesOf(type: string): Promise<Entry[]> {
  const { rows } = await owner.query<{ lines: string }>('SELECT lines FROM kernel.journal_block');
  return rows
    .flatMap(({ lines }) => lines.split('\n'))
    .map((line) => JSON.parse(line) as Entry)
    .filter((line) => line.type === type);
}

describe('a campaign', () => {
  let id: string;
  before(async () => {
    const { status, body } = await ask('hanoi-supervisor', 'POST', '', given);
    assert.equal(status, 201, JSON.stringify(body));
    id = body.id;
  });

  test('has every record of the area that has the defect, once, in its commune', async () => {
    const { body } = await ask('hanoi-supervisor', 'GET', `/${id}`);
    assert.deepEqual([body.tasks, body.mended, body.places.map(({ unit }) => unit)], [2, 0, [HOME.commune]]);
    const worklist = await ask('hanoi-officer', 'GET', `/${id}/records?unit=${HOME.commune}`);
    assert.deepEqual(worklist.body.records.map(({ person }) => person).sort(), [...odd].sort());
    assert.deepEqual([...(await linesOf('quality-worklist')).at(-1)!.subjects].sort(), [...odd].sort());
  });

  test('moves on by itself when a record is mended', async () => {
    await house.ask('hanoi-officer', 'POST', `/api/people/${odd[0]}/acts/correct`, {
      legalBasis: 'civil-status-law-4',
      evidence: [{ kind: 'paper-record', number: '1', issuedOn: '2026-01-05' }],
      changes: { name: 'Nguyễn Thị Anh' },
    });
    await owner.query(
      'UPDATE people.person SET record = (record::jsonb || \'{"name": "Nguyễn Thị Anh"}\')::json WHERE person = $1',
      [odd[0]],
    );
    const { body } = await ask('hanoi-supervisor', 'GET', `/${id}`);
    assert.deepEqual([body.tasks, body.mended], [2, 1]);
    const worklist = await ask('hanoi-officer', 'GET', `/${id}/records?unit=${HOME.commune}`);
    assert.deepEqual(
      worklist.body.records.map(({ person }) => person),
      [odd[1]],
    );
  });

  test('is another commune’s neither to see nor to work on', async () => {
    assert.deepEqual((await ask('saigon-officer', 'GET', '')).body.campaigns, []);
    assert.equal(
      (await ask('saigon-officer', 'GET', `/${id}/records?unit=${HOME.commune}`)).body.code,
      'kernel/out-of-area',
    );
  });

  test('closes once, with a report that later changes of the register leave as it is', async () => {
    const closed = await ask('hanoi-supervisor', 'POST', `/${id}/close`, { closing: 'xong' });
    assert.deepEqual([closed.body.state, closed.body.mended], ['closed', 1]);
    assert.equal(
      (await ask('hanoi-supervisor', 'POST', `/${id}/close`, { closing: '' })).body.code,
      'quality/campaign-closed',
    );
    await owner.query(
      'UPDATE people.person SET record = (record::jsonb || \'{"name": "Lê Thị Ba"}\')::json WHERE person = $1',
      [odd[1]],
    );
    const report = await ask('hanoi-supervisor', 'GET', `/${id}/report`);
    assert.match(report.body.text, /"00004","[^"]+","[^"]+","2","1"\r\n$/);
    const acts = [...(await linesOf('open-campaign')), ...(await linesOf('close-campaign'))];
    assert.deepEqual(
      acts.map(({ actor, data }) => [actor, data?.campaign]),
      [0, 1].map(() => ['hanoi-supervisor', id]),
    );
  });

  const refusals: [string, string, object, number, string][] = [
    ['of another province', 'hanoi-supervisor', { unit: '79' }, 403, 'kernel/out-of-area'],
    ['by an officer who may not', 'hanoi-officer', {}, 403, 'kernel/forbidden'],
    ['with a deadline that is over', 'hanoi-supervisor', { dueOn: '2020-01-01' }, 400, 'quality/deadline-passed'],
    ['against nothing', 'hanoi-supervisor', { indicator: 'ethnicity-known' }, 409, 'quality/campaign-empty'],
    [
      'of what is not counted by records',
      'hanoi-supervisor',
      { indicator: 'fields-used' },
      409,
      'quality/indicator-without-records',
    ],
  ];
  for (const [name, who, more, status, code] of refusals)
    test(`${name} is refused`, async () => {
      const answer = await ask(who, 'POST', '', { ...given, ...more });
      assert.deepEqual([answer.status, answer.body.code], [status, code]);
    });
});

test('a sample is held against the papers, and is the figure of its commune once it is finished', async () => {
  interface Sample {
    id: string;
    drawn: number;
    share: number;
    low: number;
    records: { person: string }[];
    code: string;
  }
  const call = (method: 'GET' | 'POST', path: string, body?: object) =>
    house.ask<Sample>('hanoi-supervisor', method, `/api/quality/samples${path}`, body);
  const { status, body } = await call('POST', '', { unit: HOME.commune, confidence: 0.95, margin: 0.05 });
  assert.deepEqual([status, body.drawn], [201, 3]);
  const { records } = (await call('GET', `/${body.id}`)).body;
  const verdict = (at: number, given: object) => call('POST', `/${body.id}/records/${records[at]!.person}`, given);
  assert.equal((await verdict(0, { verdict: 'wrong', fields: [] })).body.code, 'quality/wrong-needs-fields');
  await verdict(0, { verdict: 'wrong', fields: ['name', 'birthDate'] });
  await verdict(1, { verdict: 'right', fields: [] });
  assert.equal((await call('POST', `/${body.id}/close`, {})).body.code, 'quality/sample-unfinished');
  await verdict(2, { verdict: 'no-paper', fields: [] });
  const closed = await call('POST', `/${body.id}/close`, {});
  assert.equal(closed.body.share, 0.5);
  assert.ok(closed.body.low > 0 && closed.body.low < 0.5);
  assert.equal((await verdict(1, { verdict: 'right', fields: [] })).body.code, 'quality/sample-closed');
  const verified = await linesOf('verify-record');
  assert.deepEqual(verified.find(({ data }) => data?.verdict === 'wrong')?.fields, ['name', 'birthDate']);
  await countRegister({ kernel: house.kernel, country });
  const figure = await house.ask<{ indicator: object }>(
    'hanoi-supervisor',
    'GET',
    '/api/quality/indicators/sample-right?unit=00004',
  );
  assert.deepEqual(
    Object.entries(figure.body.indicator).filter(([key]) => /ator$/.test(key)),
    [
      ['numerator', 1],
      ['denominator', 2],
    ],
  );
});
