import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import { baDinh, sampleBirth, sampleCorrection, sampleMarriage, sampleMove } from './samples.ts';

interface Done {
  person: string;
  version: number;
  act: string;
  code: string;
  pointer: string;
}

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

const officer = 'hanoi-officer';
const act = (person: string, name: string, body: unknown, headers: Record<string, string> = {}) =>
  house.ask<Done>(officer, 'POST', `/api/people/${person}/acts/${name}`, body, headers);
const born = async (given = {}) =>
  (await house.ask<Done>(officer, 'POST', '/api/people/acts/birth', sampleBirth(given))).body.person;
const see = (person: string) =>
  house.as(officer, {
    method: 'GET',
    url: `/api/people/${person}`,
    headers: { 'dancu-purpose': 'residence-registration', 'dancu-legal-basis': 'residence-law-20' },
  });
const countActs = async (person: string) =>
  (await house.kernel.database.pool.query('SELECT 1 FROM people.act WHERE person = $1', [person])).rowCount;
const refused = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
const move = (text: string) => sampleMove({ ...baDinh, text }, '2026-02-01', 'temporary');
const matching = (...tags: string[]) => ({ 'if-match': tags.map((tag) => `"${tag}"`).join(', ') });

describe('one Idempotency-Key, one act', () => {
  test('of 16 requests at once one acts, and all get its answer', async () => {
    const person = await born();
    const headers = { 'idempotency-key': '"0c5d9f9e-9b0b-4a44-8e0b-1b64f0b1d001"' };
    const answers = await Promise.all(Array.from({ length: 16 }, () => act(person, 'move', move('1 Phố'), headers)));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
    assert.equal(new Set(answers.map(({ body }) => JSON.stringify(body))).size, 1);
    assert.equal(await countActs(person), 2);
    await house.kernel.sealing.now();
    const { rowCount } = await house.kernel.database.pool.query(
      'SELECT 1 FROM kernel.journal_block WHERE lines LIKE $1',
      [`%${answers[0]!.body.act}%`],
    );
    assert.equal(rowCount, 1);
  });

  test('of 16 requests at once with 16 bodies one acts, and the others are told', async () => {
    const person = await born();
    const headers = { 'idempotency-key': 'one-of-many' };
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, at) => act(person, 'move', move(`${at} Phố`), headers)),
    );
    const told = answers.map((answer) => refused(answer).join(' ').trim());
    assert.deepEqual(told.sort(), ['200', ...Array(15).fill('422 kernel/idempotency-mismatch')]);
    assert.equal(await countActs(person), 2);
  });

  test('a key that cannot be read stops the act', async () => {
    const person = await born();
    const answer = await act(person, 'move', move('1 Phố'), { 'idempotency-key': '"a", "b"' });
    assert.deepEqual(refused(answer), [400, 'kernel/idempotency-malformed']);
    assert.equal(answer.body.pointer, '/headers/idempotency-key');
    assert.equal(await countActs(person), 1);
  });
});

describe('an act is founded on a version', () => {
  test('the record says its version, and an act that names it is recorded', async () => {
    const person = await born();
    const { headers } = await see(person);
    assert.equal(headers.etag, `"${person}.1"`);
    const { status, body } = await act(person, 'move', move('1 Phố'), { 'if-match': String(headers.etag) });
    assert.deepEqual([status, body.version], [200, 2]);
  });

  test('another version stops it and is named; the same key may be sent again on the new one', async () => {
    const person = await born();
    assert.equal((await act(person, 'correct', sampleCorrection({ phone: '0912345678' }))).status, 200);
    const key = { 'idempotency-key': 'founded' };
    const late = await act(person, 'move', move('1 Phố'), { ...matching(`${person}.1`), ...key });
    assert.deepEqual([late.status, late.body.code, late.body.version], [412, 'people/record-changed', 2]);
    assert.equal(await countActs(person), 2);
    assert.equal((await act(person, 'move', move('1 Phố'), { ...matching(`${person}.2`), ...key })).status, 200);
    // The answer may be lost: what is sent again on the old version gets the first answer, not a refusal.
    const again = await act(person, 'move', move('1 Phố'), { ...matching(`${person}.2`), ...key });
    assert.deepEqual([again.status, again.body.version], [200, 3]);
    assert.equal(await countActs(person), 3);
  });

  test('of 16 acts at once on one version one is recorded', async () => {
    const person = await born();
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, at) => act(person, 'move', move(`${at} Phố`), matching(`${person}.1`))),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array(15).fill(412)]);
    assert.equal(await countActs(person), 2);
  });

  test('an act on two records may name both; either stops it', async () => {
    const [one, other] = [await born(), await born({ name: 'Trần Thị Mẫu', sex: 'female', birthDate: '1992-03-08' })];
    await act(other, 'correct', sampleCorrection({ phone: '0912345678' }));
    const marry = (headers: Record<string, string>) =>
      house.ask<Done>(officer, 'POST', '/api/people/acts/marry', sampleMarriage([one, other], '2026-01-02'), headers);
    assert.deepEqual(refused(await marry(matching(`${one}.1`, `${other}.1`))), [412, 'people/record-changed']);
    assert.equal((await marry(matching(`${one}.1`, `${other}.2`))).status, 200);
  });

  test('a tag that is of no record agrees with none', async () => {
    const person = await born();
    for (const header of ['"1"', `W/"${person}.1"`])
      assert.equal((await act(person, 'move', move('1 Phố'), { 'if-match': header })).status, 412, header);
  });
});

test('an act that says who wrote it is not done in another’s name', async () => {
  const person = await born();
  const { body } = await house.ask<{ caller: { id: string } }>(officer, 'GET', '/api/session');
  const send = (who: string) =>
    house.ask<Done>(who, 'POST', `/api/people/${person}/acts/move`, move('1 Phố'), {
      'dancu-caller': body.caller.id,
      'idempotency-key': 'written-by-one',
    });
  assert.deepEqual(refused(await send('hanoi-supervisor')), [403, 'kernel/other-caller']);
  assert.equal(await countActs(person), 1);
  assert.equal((await send(officer)).status, 200);
});
