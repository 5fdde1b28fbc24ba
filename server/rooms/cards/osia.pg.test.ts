import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type pg from 'pg';
import { newId } from '#kernel';
import { openTestHouse, type TestHouse } from '#test';
import { openOwner } from '../quality/stand.samples.ts';
import { connectSystem, type OsiaSystem, openOsiaClient } from './osiaStand.samples.ts';
import { issue, make, putHolder, readCard, step, steps } from './stand.samples.ts';

const SCOPES = [
  'cms.request.read',
  'cms.request.write',
  'cms.credential.read',
  'cms.credential.write',
  'cms.profile.read',
];
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
  'cms.yaml',
  () => system,
);

const requestFor = (personId: string, more: object = {}) => ({
  personId,
  biographicData: {},
  requestData: {
    ...{ priority: 1, credentialProfileId: 'identity-card', requestType: 'FIRST_ISSUANCE', deliveryOffice: '00004' },
    ...more,
  },
});
const ask = (id: string, content: object, as = system) =>
  osia('createCredentialRequest', ['POST', `/credentialRequests/${id}`], content, { as });
interface Told {
  status: string;
  statusOther?: string;
  credentialIds?: string[];
  requestData: { deliveryOffice: string };
}
const readRequest = (id: string) => osia<Told>('readCredentialRequest', ['GET', `/credentialRequests/${id}`]);

test('a request of another system is a card of ours, under the id that it gave', async () => {
  const holder = await putHolder(house, owner);
  const id = newId();
  assert.equal((await ask(id, requestFor(holder.person))).status, 201);
  assert.equal((await ask(id, requestFor(holder.person))).status, 409);
  assert.equal((await ask(newId(), requestFor(holder.person))).status, 403);
  const pending = await readRequest(id);
  assert.deepEqual([pending.body.status, pending.body.credentialIds], ['PENDING', undefined]);
  const moved = requestFor(holder.person, { deliveryOffice: '00008' });
  const change = ['PUT', `/credentialRequests/${id}`] as const;
  assert.equal((await osia('updateCredentialRequest', change, moved)).status, 204);
  assert.equal((await readRequest(id)).body.requestData.deliveryOffice, '00008');
  await step(house, id, 'enrolled');
  assert.equal((await osia('updateCredentialRequest', change, requestFor(holder.person))).status, 403);
  const cancel = ['POST', `/credentialRequests/${id}/cancel`] as const;
  assert.equal((await osia('cancelCredentialRequest', cancel)).status, 204);
  assert.equal((await readRequest(id)).body.status, 'CANCELLED');
  assert.equal((await osia('cancelCredentialRequest', cancel)).status, 403);
});

test('a request that cannot be is refused in the standard’s words, and nothing is begun', async () => {
  const { person } = await putHolder(house, owner);
  const id = newId();
  for (const wrong of [
    requestFor(newId()),
    requestFor(person, { credentialProfileId: 'passport' }),
    requestFor(person, { requestType: 'OTHER', requestTypeOther: 'whim' }),
    requestFor(person, { deliveryOffice: '99999' }),
    { ...requestFor(person), biographicData: { lastName: 'Doo' } },
    requestFor(person, { priority: 11 }),
  ]) {
    const answer = await ask(id, wrong);
    assert.equal(answer.status, 400, JSON.stringify(answer));
  }
  assert.equal((await readRequest(id)).status, 404);
  const reader = await connectSystem(house, ['cms.request.read']);
  assert.equal((await ask(id, requestFor(person), reader)).status, 403);
});

test('a card stands as the standard says, is suspended, lifted and revoked, and everybody who asks for its number hears it', async () => {
  const holder = await putHolder(house, owner);
  const { card, prepared } = await issue(house, holder);
  const find = (...expressions: object[]) =>
    osia<{ credentialId: string; status: string; statusOther?: string }[]>(
      ...(['findCredentials', ['POST', '/credentials'], expressions] as const),
    );
  const own = { attributeName: 'personId', operator: '=', value: holder.person };
  assert.deepEqual(
    (await find(own)).body.map(({ credentialId, status }) => [credentialId, status]),
    [[card, 'ACTIVE']],
  );
  assert.equal((await find({ attributeName: 'status', operator: '=', value: 'ACTIVE' })).status, 400);
  assert.deepEqual((await find(own, { attributeName: 'status', operator: '=', value: 'REVOKED' })).body, []);
  const act = (operation: string, name: string, content: object = {}) =>
    osia(operation, ['POST', `/credentials/${card}/${name}`], content);
  const isHot = async () => (await house.cards.standingOf(prepared.documentNumber))?.hot?.reason;
  assert.equal((await act('suspendCredential', 'suspend', { reason: 'asked for' })).status, 204);
  assert.equal(await isHot(), 'suspended');
  assert.equal((await act('unsuspendCredential', 'unsuspend')).status, 204);
  assert.equal(await isHot(), undefined);
  assert.equal((await act('setCredentialStatus', 'status', { status: 'LOST' })).status, 204);
  const lost = await osia<Told>('readCredential', ['GET', `/credentials/${card}`]);
  assert.deepEqual([lost.body.status, lost.body.statusOther], ['OTHER', 'lost']);
  assert.equal((await act('setCredentialStatus', 'status', { status: 'EATEN' })).status, 400);
  assert.equal((await act('revokeCredential', 'revoke', { reason: 'no such reason' })).status, 400);
  assert.equal((await act('revokeCredential', 'revoke', { reason: 'issued-wrongly' })).status, 204);
  assert.equal((await act('unsuspendCredential', 'unsuspend')).status, 403);
  assert.equal(await isHot(), 'revoked');
  assert.equal(
    (await osia('updateCredential', ['PUT', `/credentials/${card}`], { expiryDate: '2099-01-01' })).status,
    403,
  );
});

test('what nobody has been handed is not made active from afar', async () => {
  const holder = await putHolder(house, owner);
  const id = newId();
  await ask(id, requestFor(holder.person));
  assert.equal((await osia('readCredential', ['GET', `/credentials/${id}`])).status, 404);
  await steps(house, id, ['enrolled', 'deduplicated', 'approved']);
  await make(house, id);
  assert.equal((await osia('unsuspendCredential', ['POST', `/credentials/${id}/unsuspend`], {})).status, 403);
  assert.equal((await readCard(house, id)).state, 'received');
  assert.deepEqual((await readRequest(id)).body.credentialIds, [id]);
});

test('profiles are the kinds of the country’s file', async () => {
  const profiles = await osia<{ credentialProfileId: string }[]>(
    ...(['findCredentialProfiles', ['POST', '/credentialProfiles'], []] as const),
  );
  assert.deepEqual(
    [...new Set(profiles.body.map((one) => one.credentialProfileId))],
    ['identity-card', 'identity-certificate'],
  );
  const one = [{ attributeName: 'credentialProfileSubtype', operator: '=', value: 'identity-card-child' }];
  const found = await osia<unknown[]>('findCredentialProfiles', ['POST', '/credentialProfiles'], one);
  assert.equal(found.body.length, 1);
  const wrong = [{ attributeName: 'colour', operator: '=', value: 'red' }];
  assert.equal((await osia('findCredentialProfiles', ['POST', '/credentialProfiles'], wrong)).status, 400);
});
