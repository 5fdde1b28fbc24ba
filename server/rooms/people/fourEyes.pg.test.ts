import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import { findHolders } from './lookup.ts';
import { type BirthSample, sampleBirth, sampleGround } from './samples.ts';
import { takePin } from './storeIdentifiers.ts';

interface Answer {
  id: string;
  state: string;
  code: string;
  person: string;
  pin: string;
  dueOn: string;
}

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

const [officer, proposer, second] = ['hanoi-officer', 'hanoi-supervisor', 'hanoi-second'] as const;
const query = async <Row extends object>(text: string, values: unknown[]) =>
  (await house.kernel.database.pool.query<Row>(text, values)).rows;
const born = async (given: BirthSample = {}) =>
  (await house.ask<Answer>(officer, 'POST', '/api/people/acts/birth', sampleBirth(given))).body;
const propose = (body: object, who: string = proposer) =>
  house.ask<Answer>(who, 'POST', '/api/people/proposals', {
    ...sampleGround('police-decision', 'identification-law-12'),
    ...body,
  });
const decide = (id: string, approve = true, who: string = second) =>
  house.ask<Answer>(who, 'POST', `/api/people/proposals/${id}/decide`, { approve, reason: 'compared with the papers' });
const holder = async (pin: string) =>
  (await house.kernel.database.transact(({ client }) => findHolders(client, [pin]))).get(pin)?.[0];
const refused = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];

async function carryOut(body: object): Promise<Answer> {
  const { body: proposal } = await propose(body);
  const { status, body: decided } = await decide(proposal.id);
  assert.equal(status, 200, JSON.stringify(decided));
  return decided;
}

/** Everything that the register holds of a person, in a form to compare. */
async function snapshot(person: string) {
  const [row] = await query<{
    life: string;
    province: string;
    commune: string;
    merged_into: string | null;
    record: object;
  }>('SELECT life, province, commune, merged_into, record FROM people.person WHERE person = $1', [person]);
  const identifiers = await query(
    'SELECT value, kind, status, valid_from, valid_to FROM people.identifier WHERE person = $1 ORDER BY kind, value',
    [person],
  );
  const relations = await query('SELECT kind, other FROM people.relation WHERE person = $1 ORDER BY kind, other', [
    person,
  ]);
  return { row, identifiers, relations };
}

describe('a new number', () => {
  test('is made by two officers; the old one answers as cancelled and is never given again', async () => {
    const { person, pin: old } = await born();
    const { pin } = await carryOut({ kind: 'remake-pin', person, reason: 'sex re-determined' });
    assert.notEqual(pin, old);
    assert.deepEqual([(await holder(old))?.status, (await holder(old))?.person], ['cancelled', person]);
    assert.deepEqual([(await holder(pin))?.status, (await holder(pin))?.person], ['active', person]);
    const again = await house.ask<Answer>(officer, 'POST', '/api/people/acts/birth', sampleBirth({ pin: old }));
    assert.deepEqual(refused(again), [409, 'people/pin-not-reserved']);
    assert.equal(
      await house.kernel.database.transact((transaction) =>
        takePin(transaction, old, '01900000-0000-7000-8000-000000000009', 'active', '2026-01-01'),
      ),
      false,
    );
  });

  test('the dead get none', async () => {
    const { person } = await born();
    await house.ask(officer, 'POST', `/api/people/${person}/acts/death`, {
      ...sampleGround('death-certificate'),
      date: '2026-01-01',
    });
    const { body } = await propose({ kind: 'remake-pin', person, reason: 'year corrected' });
    assert.deepEqual(refused(await decide(body.id)), [409, 'people/person-dead']);
  });
});

describe('a merge', () => {
  test('gives the numbers to the record that goes on; taken back, both records are again what they were', async () => {
    const mother = await born({ name: 'Trần Thị Hai', sex: 'female', birthDate: '1980-02-02' });
    const twin = await born({ name: 'Trần Thị Hai', sex: 'female', birthDate: '1980-02-02' });
    const [childOfOne, childOfOther] = [
      await born({ birthDate: '2010-01-01', mother: mother.person }),
      await born({ birthDate: '2012-01-01', mother: twin.person }),
    ];
    const before = [await snapshot(mother.person), await snapshot(twin.person)];

    await carryOut({ kind: 'merge', target: mother.person, source: twin.person });
    const merged = await snapshot(mother.person);
    assert.deepEqual(
      merged.relations.map((one) => (one as { other: string }).other).sort(),
      [childOfOne.person, childOfOther.person].sort(),
    );
    assert.deepEqual([(await holder(mother.pin))?.status, (await holder(twin.pin))?.status], ['active', 'cancelled']);
    assert.equal((await holder(twin.pin))?.person, mother.person);
    const touch = await house.ask<Answer & { mergedInto: string }>(
      officer,
      'POST',
      `/api/people/${twin.person}/acts/correct`,
      { ...sampleGround(), changes: { religion: 'none' } },
    );
    assert.deepEqual([...refused(touch), touch.body.mergedInto], [409, 'people/person-merged', mother.person]);

    await carryOut({ kind: 'unmerge', target: mother.person, source: twin.person });
    assert.deepEqual([await snapshot(mother.person), await snapshot(twin.person)], before);
    assert.equal((await holder(twin.pin))?.person, twin.person);
  });

  test('of a record without a number with one that has it keeps the number in use', async () => {
    const [{ person: target }, { person: source, pin }] = [await born(), await born()];
    // A record of the first collection may have no number yet.
    await query(
      "UPDATE people.person SET record = jsonb_set(record::jsonb, '{identifiers}', '[]')::json WHERE person = $1",
      [target],
    );
    const own = await query<{ value: string }>('DELETE FROM people.identifier WHERE person = $1 RETURNING value', [
      target,
    ]);
    assert.equal(own.length, 1);
    await carryOut({ kind: 'merge', target, source });
    assert.deepEqual([(await holder(pin))?.status, (await holder(pin))?.person], ['active', target]);
  });

  test('of a record with itself, or of one that is merged already, is refused', async () => {
    const [{ person: one }, { person: other }, { person: third }] = [await born(), await born(), await born()];
    assert.deepEqual(refused(await propose({ kind: 'merge', target: one, source: one })), [400, 'people/merge-self']);
    await carryOut({ kind: 'merge', target: one, source: other });
    assert.deepEqual(refused(await propose({ kind: 'merge', target: third, source: other })), [
      409,
      'people/person-merged',
    ]);
  });

  test('taken back twice is refused', async () => {
    const [{ person: target }, { person: source }] = [await born(), await born()];
    await carryOut({ kind: 'merge', target, source });
    await carryOut({ kind: 'unmerge', target, source });
    const { body } = await propose({ kind: 'unmerge', target, source });
    assert.deepEqual(refused(await decide(body.id)), [409, 'people/not-merged']);
  });
});

describe('a proposal', () => {
  test('is never decided by the one who proposed it', async () => {
    const { person } = await born();
    const { body } = await propose({ kind: 'remake-pin', person, reason: 'forged papers' });
    assert.deepEqual(refused(await decide(body.id, true, proposer)), [403, 'people/four-eyes']);
    assert.deepEqual(refused(await decide(body.id, false, proposer)), [403, 'people/four-eyes']);
  });

  test('is decided once, also by two at once', async () => {
    const { person, pin } = await born();
    const { body } = await propose({ kind: 'remake-pin', person, reason: 'forged papers' });
    const answers = await Promise.all([
      decide(body.id),
      decide(body.id, true, 'country-officer'),
      decide(body.id, false, 'country-second'),
    ]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409]);
    const rows = await query('SELECT value FROM people.identifier WHERE person = $1 AND value <> $2', [person, pin]);
    assert.equal(rows.length, answers.find(({ status }) => status === 200)?.body.pin ? 1 : 0);
  });

  test('that is refused changes nothing', async () => {
    const { person } = await born();
    const before = await snapshot(person);
    const { body } = await propose({ kind: 'remake-pin', person, reason: 'year corrected' });
    assert.equal((await decide(body.id, false)).body.state, 'refused');
    assert.deepEqual(await snapshot(person), before);
  });

  test('waits in its area only, and needs the right to propose', async () => {
    const { person } = await born();
    const { body } = await propose({ kind: 'remake-pin', person, reason: 'year corrected' });
    const listed = async (who: string) =>
      (await house.ask<{ proposals: Answer[] }>(who, 'GET', '/api/people/proposals')).body.proposals.some(
        (one) => one.id === body.id,
      );
    assert.deepEqual(
      [await listed(second), await listed('country-officer'), await listed('saigon-officer')],
      [true, true, false],
    );
    assert.deepEqual(refused(await propose({ kind: 'remake-pin', person, reason: 'x' }, officer)), [
      403,
      'kernel/forbidden',
    ]);
  });
});
