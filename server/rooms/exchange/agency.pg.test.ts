import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createClient } from '#libs/client';
import { openStand, type Stand, steward, stewardRoom } from './stand.samples.ts';

/** The parts of this console's answers that the tests look at. */
interface Body {
  code?: string;
  id: string;
  kid: string;
  keys: object[];
  systems: { id: string; keys: { state: string }[] }[];
  agreements: {
    id: string;
    usedToday: number;
    mode: string[];
    purposes: { sentence: string }[];
    fields: { id: string }[];
  }[];
  today: object;
  days: { requests: number }[];
  latest: { outcome: string; system: string }[];
  byPurpose: { purpose: string; count: number }[];
}

let stand: Stand;
before(async () => {
  stand = await openStand([stewardRoom]);
});
after(() => stand.close());

async function call(organisation: string | undefined, method: 'GET' | 'POST', path: string, body?: unknown) {
  const answer = await fetch(`${stand.origin}${path}`, {
    method,
    headers: {
      'accept-language': 'en',
      ...(organisation ? { 'x-steward': organisation } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, body: (await answer.json()) as Body };
}
const newKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const publicJwk = (pair: ReturnType<typeof newKey>) => pair.publicKey.export({ format: 'jwk' });

test('a system is registered, let into production, asks, gets a second key, loses the first', async () => {
  const first = newKey();
  const made = await call('bidv', 'POST', '/api/agency/systems', { name: 'Core banking', publicJwk: publicJwk(first) });
  assert.equal(made.status, 201);
  await stand.exchange.setSystemStage(steward(stand.kernel, 'bidv'), made.body.id, 'production');
  const reasons = {
    purpose: 'bank-customer-check',
    legalBasis: 'anti-money-laundering-law-9',
    biographicData: { name: 'Nguyễn Thị Hòa' },
  };
  const ask = (pair: ReturnType<typeof newKey>) =>
    createClient({ baseUrl: stand.origin, privateKey: pair.privateKey, retries: 0 }).verify('001190000001', reasons);
  assert.equal((await ask(first)).result.verificationCode, 0);
  const second = newKey();
  const { id } = made.body;
  const added = await call('bidv', 'POST', `/api/agency/systems/${id}/keys`, { publicJwk: publicJwk(second) });
  assert.equal(added.status, 201);
  assert.equal((await call('bidv', 'POST', `/api/agency/systems/${id}/keys/${made.body.kid}/revoke`)).status, 200);
  await assert.rejects(ask(first), { code: 'exchange/key-revoked' });
  assert.equal((await ask(second)).result.verificationCode, 0);
  const { systems } = (await call('bidv', 'GET', '/api/agency/systems')).body;
  assert.deepEqual(
    systems.find((one) => one.id === id)?.keys.map((key) => key.state),
    ['revoked', 'active'],
  );
});

test('a key is registered once, and never a private one or one of ours', async () => {
  const pair = newKey();
  const register = async (jwk: object) =>
    (await call('bidv', 'POST', '/api/agency/systems', { name: 'x', publicJwk: jwk })).body.code ?? 'registered';
  assert.equal(await register(publicJwk(pair)), 'registered');
  assert.equal(await register(publicJwk(pair)), 'exchange/key-registered');
  assert.equal(await register(pair.privateKey.export({ format: 'jwk' })), 'exchange/key-private');
  const { keys } = (await call(undefined, 'GET', '/.well-known/jwks.json')).body;
  assert.equal(await register(keys[0]!), 'exchange/key-registered');
});

test("another organisation's system is not there", async () => {
  const made = await stand.connect('bidv');
  const answer = await call('acb', 'POST', `/api/agency/systems/${made.id}/keys/${made.kid}/revoke`);
  assert.deepEqual([answer.status, answer.body.code], [404, 'exchange/system-unknown']);
  const { systems } = (await call('acb', 'GET', '/api/agency/systems')).body;
  assert.deepEqual(systems, []);
  assert.equal((await call(undefined, 'GET', '/api/agency/systems')).status, 401);
});

test('agreements tell purposes, laws, fields and what is used today', async () => {
  const hospital = await stand.connect('bach-mai-hospital');
  const before = await agreementOf('bach-mai-hospital');
  await hospital.client.verify('001190000001', {
    purpose: 'health-insurance-check',
    legalBasis: 'health-insurance-law-28',
    biographicData: { name: 'Nguyễn Thị Hòa' },
  });
  const after = await agreementOf('bach-mai-hospital');
  assert.equal(after.usedToday, before.usedToday + 1);
  assert.deepEqual(after.mode, ['verify', 'attributes']);
  assert.equal(after.purposes[0]?.sentence, 'to check your health insurance at a hospital');
  assert.deepEqual(
    after.fields.map((field) => field.id),
    ['name', 'pin', 'birthDate', 'sex'],
  );
});

async function agreementOf(organisation: string) {
  const answer = await call(organisation, 'GET', '/api/agency/agreements');
  assert.equal(answer.status, 200);
  const { agreements } = answer.body;
  return agreements[0]!;
}

test('figures count by outcome and show the latest lines', async () => {
  const telecom = await stand.connect('viettel');
  const reasons = { purpose: 'subscriber-check', legalBasis: 'telecom-law' };
  const ask = (identifier: string, name: string) =>
    telecom.client.verify(identifier, { ...reasons, biographicData: { name } }).catch(() => {});
  await ask('001190000001', 'Nguyễn Thị Hòa');
  await ask('001190000001', 'Trần Văn Tám');
  await ask('001190999999', 'Trần Văn Tám');
  await stand.kernel.sealing.now();
  await stand.kernel.events.deliver();
  const { body: figures } = await call('viettel', 'GET', '/api/agency/figures?days=3');
  assert.deepEqual(figures.today, { requests: 3, yes: 1, no: 1, close: 0, problems: 1 });
  assert.deepEqual(
    figures.days.map((day) => day.requests),
    [0, 0, 3],
  );
  assert.deepEqual(
    figures.latest.map((line) => line.outcome),
    ['person-unknown', 'no', 'yes'],
  );
  assert.equal(figures.latest[0]?.system, telecom.id);
  assert.deepEqual(
    figures.byPurpose.map(({ purpose, count }) => [purpose, count]),
    [['subscriber-check', 3]],
  );
});
