import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type Connected, openStand, readJournal, type Stand, sendSigned } from './stand.samples.ts';

let stand: Stand;
let hospital: Connected;
before(async () => {
  stand = await openStand();
  hospital = await stand.connect('bach-mai-hospital');
});
after(() => stand.close());

const reasons = { 'dancu-purpose': 'health-insurance-check', 'dancu-legal-basis': 'health-insurance-law-28' };

function identify(who: Connected, biographicData: Record<string, unknown>, set = 'BASIC') {
  return sendSigned(stand, who, {
    method: 'POST',
    path: `/v1/identify?transactionId=${randomUUID()}`,
    headers: reasons,
    content: { attributeSet: { biographicData }, outputAttributeSetName: set },
  });
}
const nguyen = { name: 'Nguyen Thi Hoa', birthDate: '1990-01-15' };

/** The hospital's agreement gets another version, as two officials would give it. */
async function agree(modes: string, candidates: number): Promise<void> {
  await stand.owner.query(
    `INSERT INTO exchange.agreement (agreement, version, organisation, state, modes, purposes, legal_bases, fields, valid_from, valid_to, quota_per_day, hours, candidates, recorded_by)
     SELECT agreement, version + 1, organisation, state, $1, purposes, legal_bases, fields, valid_from, valid_to, quota_per_day, hours, $2, 'test'
     FROM exchange.agreement WHERE agreement = 'bach-mai-hospital-desk' ORDER BY version DESC LIMIT 1`,
    [modes, candidates],
  );
  await stand.owner.query('UPDATE exchange.epoch SET value = value + 1');
}

test('an agreement that does not name this way finds nobody', async () => {
  const answer = await identify(hospital, nguyen);
  assert.deepEqual([answer.status, answer.body.code], [403, 'exchange/mode-not-agreed']);
});

test('who fits is told, with the fields of the set, and each candidate reads that it was so', async () => {
  await agree('{verify,attributes,identify}', 3);
  const answer = await identify(hospital, nguyen);
  assert.equal(answer.status, 200);
  const [found] = answer.body as unknown as { biographicData: Record<string, unknown> }[];
  assert.equal(found!.biographicData.name, 'Nguyễn Thị Hòa');
  assert.deepEqual(Object.keys(found!.biographicData).sort(), ['birthDate', 'name', 'pin', 'sex']);
  const line = (await readJournal(stand)).find(({ reference }) => reference === answer.headers.get('dancu-journal'))!;
  assert.deepEqual([line.kind, line.type], ['look', 'identify']);
  assert.equal(line.subjects.length, (answer.body as unknown as unknown[]).length);
});

test('whom a claim contradicts is not told', async () => {
  const answer = await identify(hospital, { ...nguyen, sex: 'male' });
  assert.deepEqual([answer.status, answer.body.code], [404, 'exchange/person-unknown']);
});

test('never more candidates than the agreement says', async () => {
  await stand.owner.query(
    `INSERT INTO people.person SELECT gen_random_uuid(), version, life, sex, birth_from, birth_to, province, commune, name_key, given_key, merged_into, recorded_at, record
     FROM people.person, generate_series(1, 6) WHERE name_key = 'nguyen thi hoa'`,
  );
  const answer = await identify(hospital, nguyen);
  assert.equal((answer.body as unknown as unknown[]).length, 3);
});

test('a name alone is refused in OSIA’s form', async () => {
  const answer = await identify(hospital, { name: 'Nguyễn Thị Hòa' });
  assert.equal(answer.status, 400);
  assert.equal(typeof answer.body.code, 'number');
});

test('in simulation synthetic persons are found, and real ones are not', async () => {
  const trial = await stand.connect('cho-ray-hospital', { stage: 'simulation' });
  const real = await identify(trial, { name: 'Nguyễn Thị Hòa', birthDate: '1990-01-15', sex: 'female' });
  assert.equal(real.status, 404);
});
