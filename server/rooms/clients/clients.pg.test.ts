import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { stopTestServer } from '#test';
import { ASKED } from './checks.ts';
import { type Body, ENGINEER, newKey, openRoom, sample, serviceSteps } from './clients.samples.ts';
import type { ServiceGiven } from './model.ts';

let room: Awaited<ReturnType<typeof openRoom>>;
before(async () => {
  room = await openRoom();
});
after(async () => {
  await room?.close();
  await stopTestServer();
});

const { call, register, use, complete, intoProduction } = serviceSteps(() => room);

test('a service can be tried out at once and goes into production when a second person has signed', async () => {
  const client = await register();
  assert.equal((await room.services.findMetadata(client))?.realm, 'simulation');
  const early = await call(ENGINEER, 'POST', `/${client}/submit`);
  assert.deepEqual([early.status, early.body.code], [409, 'clients/service-incomplete']);
  assert.deepEqual(early.body.missing, ['pushed', 'signed-in', 'signed-out', 'replay', ...ASKED]);
  await complete(client);
  assert.equal((await call(ENGINEER, 'POST', `/${client}/submit`)).body.state, 'checking');
  const queue = (await call('inspector', 'GET', '')).body.services.filter((one) => one.submitted);
  assert.deepEqual(
    queue.map((one) => one.client),
    [client],
  );
  const signed = await call('inspector', 'POST', `/${client}/approve`, { version: 1 });
  assert.deepEqual([signed.status, signed.body.state], [200, 'production']);
  const metadata = await room.services.findMetadata(client);
  assert.deepEqual([metadata?.realm, metadata?.dpop_bound_access_tokens], ['production', true]);
});

test('nobody signs what they had a hand in', async () => {
  const client = (await call('inspector@ministry-of-health', 'POST', '', sample())).body.client;
  await complete(client);
  await call(ENGINEER, 'POST', `/${client}/submit`);
  const own = await call('inspector@ministry-of-health', 'POST', `/${client}/approve`, { version: 1 });
  assert.deepEqual([own.status, own.body.code], [403, 'clients/service-own']);
  assert.equal((await call('second-inspector', 'POST', `/${client}/approve`, { version: 1 })).status, 200);
});

test('of sixteen signatures at once one counts', async () => {
  const client = await register();
  await complete(client);
  await call(ENGINEER, 'POST', `/${client}/submit`);
  const answers = await Promise.all(
    Array.from({ length: 16 }, (_, index) =>
      call(`inspector-${index}`, 'POST', `/${client}/${index % 2 === 0 ? 'approve' : 'refuse'}`, {
        version: 1,
        ...(index % 2 === 0 ? {} : { why: 'not complete' }),
      }),
    ),
  );
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
});

test('a change in production serves only after the check; the version before serves on', async () => {
  const client = await intoProduction();
  const given = (await call(ENGINEER, 'GET', `/${client}`)).body.inForce;
  const next = sample({ fields: [...sample().fields, { field: 'birthDate', required: false }] }, given.metadata);
  const changed = await call(ENGINEER, 'PUT', `/${client}`, { version: 1, service: next });
  assert.deepEqual([changed.status, changed.body.version, changed.body.state], [200, 2, 'production']);
  assert.deepEqual((await room.services.find(client))?.fields, [{ field: 'name', required: true }]);
  const detail = (await call(ENGINEER, 'GET', `/${client}`)).body;
  assert.deepEqual([detail.version, detail.newestVersion, detail.proposed?.version], [1, 2, 2]);
  assert.deepEqual(detail.versions[0]?.changed, ['fields']);
  assert.equal((await call('inspector', 'POST', `/${client}/approve`, { version: 2 })).status, 409);
  await call(ENGINEER, 'POST', `/${client}/submit`);
  assert.equal((await call('inspector', 'POST', `/${client}/approve`, { version: 2 })).status, 200);
  assert.equal((await room.services.find(client))?.version, 2);
});

test('a refusal says why, and the service is as it was', async () => {
  const client = await register();
  await complete(client);
  await call(ENGINEER, 'POST', `/${client}/submit`);
  const why = 'The penetration test is two years old';
  assert.equal((await call('inspector', 'POST', `/${client}/refuse`, { version: 1, why })).body.state, 'simulation');
  assert.equal((await call(ENGINEER, 'GET', `/${client}`)).body.refusal, why);
});

test('keys are rotated in production at once, side by side, and a waiting change keeps them', async () => {
  const client = await intoProduction();
  const [first] = (await call(ENGINEER, 'GET', `/${client}`)).body.keys;
  const given = sample({}, (await call(ENGINEER, 'GET', `/${client}`)).body.inForce.metadata);
  await call(ENGINEER, 'PUT', `/${client}`, { version: 1, service: { ...given, assurance: 'high' } });
  const added = await call(ENGINEER, 'POST', `/${client}/keys`, { add: newKey('second') });
  assert.deepEqual(
    added.body.keys.map(({ kid }) => kid),
    [first!.kid, 'second'],
  );
  const left = await call(ENGINEER, 'POST', `/${client}/keys`, { remove: first!.kid });
  assert.deepEqual(left.body.keys, [{ kid: 'second', algorithm: 'ES256' }]);
  const last = await call(ENGINEER, 'POST', `/${client}/keys`, { remove: 'second' });
  assert.deepEqual([last.status, last.body.code], [409, 'clients/service-key-last']);
  await call(ENGINEER, 'POST', `/${client}/submit`);
  const { proposed } = (await call(ENGINEER, 'GET', `/${client}`)).body;
  await call('inspector', 'POST', `/${client}/approve`, { version: proposed!.version });
  const now = await room.services.find(client);
  assert.deepEqual([now?.assurance, now?.metadata.jwks?.keys.map(({ kid }) => kid)], ['high', ['second']]);
});

test('two who change the same version do not overwrite each other', async () => {
  const client = await register();
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => call(ENGINEER, 'PUT', `/${client}`, { version: 1, service: sample() })),
  );
  assert.deepEqual(
    answers.map(({ status, body }) => (status === 200 ? 'ok' : body.code)).sort(),
    ['ok', ...Array(7).fill('clients/service-changed')].sort(),
  );
});

test("another organisation's service is not there, and without a post there is none at all", async () => {
  const client = await register();
  const stranger = await call('engineer@bidv', 'GET', `/${client}`);
  assert.deepEqual([stranger.status, stranger.body.code], [404, 'clients/service-unknown']);
  assert.equal((await call('engineer@bidv', 'POST', `/${client}/suspend`, { why: 'because' })).status, 404);
  assert.equal((await call('', 'GET', '')).status, 401);
  assert.equal((await call(ENGINEER, 'POST', `/${client}/approve`, { version: 1 })).status, 403);
});

test('a suspended service serves nobody at once, and only an inspector lets it go on', async () => {
  const client = await intoProduction();
  assert.equal((await call('inspector', 'POST', `/${client}/suspend`, { why: 'keys leaked' })).body.state, 'suspended');
  assert.equal(await room.services.findMetadata(client), undefined);
  assert.equal((await call(ENGINEER, 'POST', `/${client}/resume`, { why: 'again' })).status, 403);
  assert.equal(
    (await call('inspector', 'POST', `/${client}/resume`, { why: 'keys changed' })).body.state,
    'production',
  );
  assert.equal((await call(ENGINEER, 'POST', `/${client}/close`, { why: 'moved elsewhere' })).body.state, 'closed');
  assert.equal((await call('inspector', 'POST', `/${client}/resume`, { why: 'once more' })).status, 409);
});

test('a secret is for the simulation: told once, sealed in the database, never taken into production', async () => {
  const auth: Partial<ServiceGiven['metadata']> = {
    token_endpoint_auth_method: 'client_secret_basic',
    redirect_uris: ['http://localhost:4000/cb'],
  };
  const { jwks: _jwks, ...metadata } = { ...sample({}, auth).metadata };
  const made = await call(ENGINEER, 'POST', '', { ...sample({ profile: 'plain' }), metadata });
  const { client, secret } = made.body;
  assert.equal(secret?.length, 43);
  assert.equal((await room.services.findMetadata(client))?.client_secret, secret);
  const { rows } = await room.kernel.database.pool.query<{ text: string }>(
    "SELECT s::text || coalesce((SELECT string_agg(i::text, '') FROM kernel.idempotency i), '') AS text FROM clients.service s WHERE client = $1",
    [client],
  );
  assert.ok(!rows[0]!.text.includes(Buffer.from(secret!).toString('hex')) && !rows[0]!.text.includes(secret!));
  const { body } = await call(ENGINEER, 'GET', `/${client}/checks`);
  const missing = body.checks.filter(({ state }) => state === 'missing').map(({ item }) => item);
  assert.ok(missing.includes('addresses') && missing.includes('authentication'));
  await complete(client);
  const submitted = await call(ENGINEER, 'POST', `/${client}/submit`);
  assert.deepEqual([submitted.status, submitted.body.pointer], [400, '/metadata/redirect_uris/0']);
});

test('an installation with real persons has no simulation: a service there signs in nobody before it is signed', async () => {
  const real = await openRoom(false);
  try {
    const headers = { 'x-caller': ENGINEER };
    const made = await real.app.inject({ method: 'POST', url: '/api/services', headers, payload: sample() });
    const { client, state } = made.json<Body>();
    assert.equal(state, 'draft');
    assert.equal(await real.services.findMetadata(client), undefined);
  } finally {
    await real.close();
  }
});

test('figures count sign-ins and refusals by day', async () => {
  const client = await register();
  await use(client, 'sign-in', 'sign-in', 'refused');
  const { body } = await call(ENGINEER, 'GET', `/${client}/figures?days=3`);
  assert.equal(body.signIns, 2);
  assert.deepEqual(
    body.days.map(({ signIns, refusals }) => [signIns, refusals]),
    [
      [0, 0],
      [0, 0],
      [2, 1],
    ],
  );
});

test('the demonstration’s services are registered once', async () => {
  assert.equal(await room.services.seed(), 1);
  assert.equal(await room.services.seed(), 0);
  assert.equal((await room.services.findMetadata('education-portal'))?.jwks_uri, 'http://127.0.0.1:3100/keys.json');
});
