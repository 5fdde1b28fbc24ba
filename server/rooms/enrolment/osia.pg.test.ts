import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import type pg from 'pg';
import { newId } from '#kernel';
import { openTestHouse, type TestHouse } from '#test';
import { growSmall, pressRecord } from '../biometrics/stand.samples.ts';
import { connectSystem, type OsiaSystem, openOsiaClient } from '../cards/osiaStand.samples.ts';
import { face, silhouette } from '../cards/stand.samples.ts';
import { openOwner, putRecord } from '../quality/stand.samples.ts';
import { SUBTYPES } from './osiaForms.ts';
import { eraseForgotten } from './packets.ts';

const SCOPES = ['enroll.read', 'enroll.write', 'enroll.buf.read', 'enroll.buf.write'];
let house: TestHouse;
let owner: pg.Client;
let system: OsiaSystem;
before(async () => {
  house = await openTestHouse();
  owner = await openOwner(house);
  system = await connectSystem(house, SCOPES);
});
after(async () => {
  await owner?.end();
  await house?.close();
});
const osia = openOsiaClient(
  () => house,
  'enrollment.yaml',
  () => system,
);

interface Told {
  enrollmentId: string;
  status: string;
  biometricData?: { biometricType: string; image?: string }[];
}
const fingerOf = (seed: string, place: number) => pressRecord(growSmall(`${seed} ${place}`), 1, place);
const requestData = (personId: string) => ({
  ...{ personId, credentialProfileId: 'identity-card', requestType: 'FIRST_ISSUANCE' },
});
/** Both index fingers, a portrait, and why the other fingers are missing. */
function biometricsOf(seed: string) {
  const finger = (place: number) => ({
    ...{ biometricType: 'FINGER', biometricSubType: SUBTYPES[place - 1] },
    image: fingerOf(seed, place).toString('base64'),
  });
  const others = SUBTYPES.filter((_, at) => at !== 1 && at !== 6);
  return [
    { biometricType: 'FACE', image: face.content },
    finger(2),
    finger(7),
    {
      biometricType: 'FINGER',
      missing: others.map((biometricSubType) => ({ biometricSubType, presence: 'BANDAGED' })),
    },
  ];
}
const packetOf = (person: string) => ({ requestData: requestData(person), biometricData: biometricsOf(person) });
const path = (id: string, rest = '') => `/enrollments/${id}${rest}`;
const create = (id: string, content: object, more = {}) => osia('createEnrollment', ['POST', path(id)], content, more);
const finalize = (id: string) => osia('finalizeEnrollment', ['PUT', path(id, '/finalize')]);
const read = (id: string, more = {}) => osia<Told>('readEnrollment', ['GET', path(id)], undefined, more);
const statesOf = async (person: string) =>
  (await owner.query<{ state: string }>('SELECT state FROM cards.card WHERE person = $1', [person])).rows.map(
    ({ state }) => state,
  );

test('what another system collected piece by piece is enrolled when it says that it has all, and its pictures are gone', async () => {
  const person = await putRecord(owner, {});
  const id = newId();
  assert.equal((await create(id, { requestData: requestData(person) })).status, 204);
  assert.equal((await create(id, { requestData: requestData(person) })).status, 409);
  assert.equal((await finalize(id)).status, 400);
  assert.deepEqual(await statesOf(person), []);
  const bytes = Buffer.from(silhouette);
  const digest = `SHA-256=${createHash('sha256').update(bytes).digest('base64')}`;
  const sent = { type: 'image/jpeg', bytes };
  const made = await osia<{ bufferId: string }>('createBuffer', ['POST', path(id, '/buffer')], undefined, { sent });
  assert.equal(made.status, 201, JSON.stringify(made));
  const back = await osia('readBuffer', ['GET', path(id, `/buffer/${made.body.bufferId}`)]);
  assert.ok(back.bytes.equals(bytes));
  assert.deepEqual([back.headers['content-type'], back.headers.digest], ['image/jpeg', digest]);
  const [, ...fingers] = biometricsOf(person);
  const portrait = {
    biometricType: 'FACE',
    imageRef: `${house.kernel.config.origin}/v1${path(id, `/buffer/${made.body.bufferId}`)}`,
  };
  const patch = await osia('partialUpdateEnrollment', ['PATCH', path(id)], { biometricData: [portrait, ...fingers] });
  assert.equal(patch.status, 204);
  assert.equal((await read(id)).body.biometricData?.length, 4);
  assert.equal((await finalize(id)).status, 204);
  assert.deepEqual(await statesOf(person), ['deduplicated']);
  const after = await read(id);
  assert.deepEqual([after.body.status, after.body.biometricData], ['FINALIZED', undefined]);
  assert.equal((await osia('readBuffer', ['GET', path(id, `/buffer/${made.body.bufferId}`)])).status, 404);
  for (const [operation, way] of [
    ['finalizeEnrollment', ['PUT', path(id, '/finalize')]],
    ['deleteEnrollment', ['DELETE', path(id)]],
  ] as const)
    assert.equal((await osia(operation, way)).status, 403);
});

test('in one message, and counted once however many finalize together', async () => {
  const one = await putRecord(owner, {});
  assert.equal((await create(newId(), packetOf(one), { query: '&finalize=true' })).status, 204);
  assert.deepEqual(await statesOf(one), ['deduplicated']);
  const other = await putRecord(owner, {});
  const id = newId();
  await create(id, packetOf(other));
  const said = await Promise.all([1, 2, 3].map(() => finalize(id)));
  assert.deepEqual(said.map(({ status }) => status).sort(), [204, 403, 403]);
  assert.deepEqual(await statesOf(other), ['deduplicated']);
  const { rows } = await owner.query('SELECT FROM enrolment.enrolment WHERE person = $1', [other]);
  assert.equal(rows.length, 1);
});

test('what is refused at the end is refused whole, with its place, and can be mended', async () => {
  const person = await putRecord(owner, {});
  const id = newId();
  const good = packetOf(person);
  for (const [content, status] of [
    [{ ...good, biometricData: good.biometricData.slice(0, 3) }, 400],
    [{ ...good, biometricData: [] }, 400],
    [{ ...good, biometricData: [{ biometricType: 'FACE', image: fingerOf(person, 2).toString('base64') }] }, 400],
    [{ ...good, biographicData: { dateOfBirth: '1901-01-01' } }, 400],
    [{ ...good, biographicData: { name: 'Somebody Else' } }, 400],
    [{ ...good, biometricData: [{ biometricType: 'FACE', imageRef: 'https://example.org/a.jpg' }] }, 400],
    [{ ...good, biometricData: [{ biometricType: 'FINGER', image: face.content }] }, 400],
    [{ ...good, requestData: { ...good.requestData, credentialProfileId: 'passport' } }, 400],
    [{ ...good, contextualData: { enrollmentDate: '2020-01-01T00:00:00Z' } }, 403],
    [{ ...good, documentData: [] }, 400],
    [{ ...good, encryption: { type: 'JWE', scope: '$' } }, 400],
    [{ ...good, requestData: { ...good.requestData, personId: newId() } }, 400],
  ] as const) {
    const answer = await create(id, content, { query: '&finalize=true' });
    assert.equal(answer.status, status, JSON.stringify([content, answer.body]));
    assert.equal((await read(id)).status, 404);
  }
  assert.deepEqual(await statesOf(person), []);
  await create(id, good);
  assert.equal((await osia('partialUpdateEnrollment', ['PATCH', path(id)], { biometricData: 7 })).status, 400);
  assert.equal((await osia('updateEnrollment', ['PUT', path(id)], good, { query: '&finalize=true' })).status, 204);
  assert.deepEqual(await statesOf(person), ['deduplicated']);
});

test('only whose system began it sees it; it is found, given up, and erased when nobody goes on', async () => {
  const person = await putRecord(owner, {});
  const id = newId();
  await create(id, packetOf(person));
  const stranger = await connectSystem(house, SCOPES, 'ministry-of-health');
  assert.equal((await read(id, { as: stranger })).status, 404);
  const reader = await connectSystem(house, ['enroll.read']);
  assert.equal((await create(newId(), packetOf(person), { as: reader })).status, 403);
  const find = (value: string, more = {}) =>
    osia<Told[]>(
      ...([
        'findEnrollments',
        ['POST', '/enrollments'],
        [{ attributeName: 'personId', operator: '=', value }],
      ] as const),
      more,
    );
  assert.deepEqual(
    (await find(person)).body.map((one) => [one.enrollmentId, one.biometricData]),
    [[id, undefined]],
  );
  assert.deepEqual((await find(person, { as: stranger })).body, []);
  const wrong = [{ attributeName: 'firstName', operator: '=', value: 'John' }];
  assert.equal((await osia('findEnrollments', ['POST', '/enrollments'], wrong)).status, 400);
  const bytes = Buffer.from(silhouette);
  const sent = { type: 'image/jpeg', bytes };
  assert.equal((await osia('createBuffer', ['POST', path(id, '/buffer')], undefined, { sent })).status, 201);
  const { rows } = await owner.query<{ content: Buffer }>(
    'SELECT content FROM enrolment.packet UNION ALL SELECT content FROM enrolment.buffer',
  );
  assert.ok(
    rows.every(({ content }) => !content.includes(bytes.subarray(0, 64)) && !content.includes('biometricData')),
  );
  assert.equal((await osia('deleteEnrollment', ['DELETE', path(id)])).status, 204);
  assert.equal((await read(id)).status, 404);
  const left = await owner.query('SELECT FROM enrolment.buffer WHERE packet = $1', [id]);
  assert.equal(left.rows.length, 0);
  const late = newId();
  await create(late, packetOf(person));
  await owner.query("UPDATE enrolment.packet SET changed_at = changed_at - interval '9 days' WHERE packet = $1", [
    late,
  ]);
  const { kernel, offices, biometrics, cards } = house;
  await eraseForgotten({ kernel, offices, biometrics, cards });
  assert.equal((await read(late)).status, 404);
});
