import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:https';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import * as oidc from 'openid-client';
import { SESSION_COOKIE } from '#rooms/accounts';
import {
  age,
  type Change,
  type Form,
  freePort,
  makeCertificate,
  makeKey,
  metadataOf,
  now,
  openStage,
  postAs,
  readJwt,
  registerService,
  type Stage,
  signedIn,
  type TestService,
  wrap,
} from './stage.ts';

/** Services without a browser (CIBA), as the suite's plan "fapi-ciba-id1" checks them. */
const P = 'fapi-ciba-id1';
const CIBA = 'urn:openid:params:grant-type:ciba' as const;
let stage: Stage;
let service: TestService;
let other: TestService;
let pinging: TestService;
let listener: Server;
/** What the pinged service answers, and what it was told. */
let answer: { status: number; headers?: Record<string, string> } = { status: 204 };
const pings: { authorization: string | undefined; body: Record<string, unknown> }[] = [];
before(async () => {
  stage = await openStage();
  const port = await freePort();
  const { key, certificate } = makeCertificate('localhost');
  setDefaultCACertificates([...getCACertificates(), certificate]);
  listener = createServer({ key, cert: certificate }, (request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk));
    request.on('end', () => {
      pings.push({ authorization: request.headers.authorization, body: text ? JSON.parse(text) : {} });
      response.writeHead(answer.status, answer.headers).end('a body that nobody reads');
    });
  }).listen(port, '127.0.0.1');
  const grants = { grant_types: ['authorization_code' as const, 'refresh_token' as const, CIBA] };
  const poll = { ...grants, backchannel_token_delivery_mode: 'poll' as const };
  service = await registerService(stage, { metadata: poll });
  other = await registerService(stage, { metadata: poll });
  pinging = await registerService(stage, {
    metadata: {
      ...grants,
      backchannel_token_delivery_mode: 'ping',
      backchannel_client_notification_endpoint: `https://localhost:${port}/ping`,
    },
  });
});
after(async () => {
  listener.close();
  await stage.close();
});

/** Whom a test asks: somebody of whom no question of another test is left, for who is asked too often is not asked. */
async function someone() {
  const [person] = stage.accounts;
  const { pool } = stage.house.kernel.database;
  await pool.query("UPDATE accounts.approval SET state = 'expired' WHERE account = $1", [person!.account]);
  await pool.query('DELETE FROM accounts.allowance');
  return person!;
}

const ask = (form: Form, as = service, change: Change = {}) =>
  postAs(as, metadataOf(as).backchannel_authentication_endpoint!, { scope: 'openid profile', ...form }, change);
const poll = (auth_req_id: unknown, as = service, change: Change = {}) =>
  postAs(as, metadataOf(as).token_endpoint!, { grant_type: CIBA, auth_req_id: String(auth_req_id) }, change);

/** What the person does on their own device. */
async function decide(account: string, decision: 'approve' | 'refuse', number = 27) {
  const browser = await signedIn(stage, account);
  const session = await stage.house.accounts.findSession(browser.jar.get('dancu-sso /')!.value);
  const headers = { cookie: `${SESSION_COOKIE}=${stage.house.accounts.sealSession(session!)}` };
  const { app } = stage.house;
  const { approvals } = (await app.inject({ url: '/api/me/approvals', headers })).json() as {
    approvals: { id: string }[];
  };
  assert.equal(approvals.length, 1);
  const payload = { decision, ...(decision === 'approve' ? { number } : {}) };
  const done = await app.inject({ method: 'POST', url: `/api/me/approvals/${approvals[0]!.id}`, headers, payload });
  assert.equal(done.statusCode, 200, done.body);
}

/** Polls until there is an answer. */
async function wait(auth_req_id: unknown, as = service) {
  for (let tries = 0; tries < 100; tries += 1) {
    const told = await poll(auth_req_id, as);
    if (told.body.error !== 'authorization_pending') return told;
    await sleep(50);
  }
  throw new Error('no answer came');
}
const good = (person: { pin: string }) => ({ login_hint: person.pin, binding_message: 'Counter 4 27' });

test(`${P}-discovery-end-point-verification`, () => {
  const document = metadataOf(service);
  assert.deepEqual(document.backchannel_token_delivery_modes_supported, ['poll', 'ping']);
  assert.ok(document.grant_types_supported!.includes(CIBA));
  assert.ok(document.token_endpoint_auth_methods_supported!.includes('private_key_jwt'));
  assert.ok((document.backchannel_authentication_request_signing_alg_values_supported as string[]).includes('ES256'));
});

test(`${P}, -ensure-authorization-request-with-binding-message-succeeds`, async () => {
  const person = await someone();
  const asked = await ask(good(person));
  assert.equal(asked.status, 200, JSON.stringify(asked.body));
  assert.ok(Number(asked.body.expires_in) > 0);
  assert.equal((await poll(asked.body.auth_req_id)).body.error, 'authorization_pending');
  await decide(person.account, 'approve');
  const { status, body } = await wait(asked.body.auth_req_id);
  assert.equal(status, 200, JSON.stringify(body));
  const { claims } = readJwt(String(body.id_token));
  assert.deepEqual([claims.aud].flat(), [service.client]);
  assert.ok(Number(claims.auth_time) <= now());
  const told = await oidc.fetchUserInfo(service.config, String(body.access_token), String(claims.sub));
  assert.equal(told.name, person.name);
  assert.equal((await poll(asked.body.auth_req_id)).body.error, 'invalid_grant', 'once');
});

test(`${P}-user-rejects-authentication`, async () => {
  const person = await someone();
  const { body } = await ask(good(person));
  await decide(person.account, 'refuse');
  assert.equal((await wait(body.auth_req_id)).body.error, 'access_denied');
});

test(`${P}-multiple-call-to-token-endpoint: of polls at once one is given the tokens`, async () => {
  const person = await someone();
  const { body } = await ask(good(person));
  const early = await Promise.all(Array.from({ length: 8 }, () => poll(body.auth_req_id)));
  for (const { body: told } of early) assert.match(told.error!, /^(authorization_pending|slow_down)$/);
  await decide(person.account, 'approve');
  const { pool } = stage.house.kernel.database;
  // Only when the answer is written down do they come: all 64 find it.
  for (let tries = 0; tries < 200; tries += 1) {
    const { rowCount } = await pool.query(
      "SELECT FROM provider.artifact WHERE model = 'BackchannelAuthenticationRequest' AND client = $1 AND grant_id IS NOT NULL AND consumed_at IS NULL",
      [service.client],
    );
    if (rowCount === 1) break;
    await sleep(25);
  }
  const late = await Promise.all(Array.from({ length: 64 }, () => poll(body.auth_req_id)));
  const won = late.filter(({ status }) => status === 200);
  assert.ok(won.length <= 1, `${won.length} sets of tokens`);
  for (const { status, body: told } of late) if (status !== 200) assert.equal(told.error, 'invalid_grant');
  const { rows } = await pool.query<{ tokens: number }>(
    "SELECT count(*)::int AS tokens FROM provider.artifact WHERE model = 'AccessToken' AND client = $1 AND account = $2 AND grant_id IN (SELECT grant_id FROM provider.artifact WHERE model = 'BackchannelAuthenticationRequest')",
    [service.client, person.account],
  );
  assert.ok(rows[0]!.tokens <= 1);
  assert.equal((await poll(body.auth_req_id)).body.error, 'invalid_grant', 'nobody comes later');
});

test(`${P}-auth-req-id-expired`, async () => {
  const { body } = await ask({ ...good(await someone()), requested_expiry: '30' });
  assert.equal(body.expires_in, 30);
  await age(stage, 'BackchannelAuthenticationRequest', 31);
  assert.equal((await poll(body.auth_req_id)).body.error, 'expired_token');
});

test(`${P}-ensure-wrong-auth-req-id-in-token-endpoint-request`, async () => {
  const person = await someone();
  const { body } = await ask(good(person));
  assert.equal((await poll(body.auth_req_id, other)).body.error, 'invalid_grant');
  assert.equal((await poll('made-up')).body.error, 'invalid_grant');
  await decide(person.account, 'refuse');
});

/** Requests without a signature that must be refused before anybody is asked. */
const refused: readonly [module: string, form: Form, error: RegExp][] = [
  [
    '-ensure-authorization-request-with-potentially-bad-binding-message',
    { binding_message: `${'🙂é'.repeat(80)} 27` },
    /^invalid_binding_message$/,
  ],
  [
    '-connectid-ensure-authorization-request-without-binding-message-fails',
    { binding_message: undefined },
    /^invalid_binding_message$/,
  ],
  ['a message without a number', { binding_message: '1234' }, /^invalid_binding_message$/],
  ['-ensure-authorization-request-with-multiple-hints-fails', { id_token_hint: 'x.y.z' }, /^invalid_request$/],
  ['no hint at all', { login_hint: undefined }, /^invalid_request$/],
  ['a hint that names nobody', { login_hint: '000000000000' }, /^unknown_user_id$/],
  [
    '-connectid-ensure-authorization-request-with-login-hint-token-fails',
    { login_hint: undefined, login_hint_token: 'x' },
    /^invalid_request$/,
  ],
  ['a scope beyond the agreement', { scope: 'openid phone' }, /^invalid_scope$/],
  ['a code that nobody uses', { user_code: '1' }, /^invalid_user_code$/],
];
for (const [module, form, error] of refused)
  test(`${P}${module.startsWith('-') ? '' : ': '}${module}`, async () => {
    const { status, body } = await ask({ ...good(stage.accounts[0]!), ...form });
    assert.equal(status, 400);
    assert.match(body.error!, error, body.error_description);
  });

/** Signed requests (`request`), changed so; one that holds is refused only because its number is missing. */
const objects: readonly [module: string, change: () => Change | Promise<Change>][] = [
  ['missing-aud-fails', () => ({ claims: { aud: undefined } })],
  ['bad-aud-fails', () => ({ claims: { aud: 'https://elsewhere.example' } })],
  ['missing-iss-fails', () => ({ claims: { iss: undefined } })],
  ['bad-iss-fails', () => ({ claims: { iss: other.client } })],
  ['missing-exp-fails', () => ({ claims: { exp: undefined } })],
  ['expired-exp-fails', () => ({ claims: { iat: now() - 600, nbf: now() - 600, exp: now() - 300 } })],
  ['exp-is-70-minutes-in-future-fails', () => ({ claims: { exp: now() + 70 * 60 } })],
  ['missing-iat-fails', () => ({ claims: { iat: undefined } })],
  ['missing-nbf-fails', () => ({ claims: { nbf: undefined } })],
  ['nbf-is-10-minutes-in-future-fails', () => ({ claims: { nbf: now() + 600, exp: now() + 900 } })],
  ['nbf-is-70-minutes-in-past-fails', () => ({ claims: { nbf: now() - 70 * 60 } })],
  ['missing-jti-fails', () => ({ claims: { jti: undefined } })],
  ['signature-algorithm-is-none-fails', () => ({ header: { alg: 'none' } })],
  [
    'signature-algorithm-is-RS256-fails',
    async () => ({ header: { alg: 'RS256' }, key: (await makeKey('RS256')).privateKey }),
  ],
  ['signature-algorithm-is-bad-fails', async () => ({ key: (await makeKey()).privateKey })],
  ['signed-by-other-client-fails', () => ({ key: other.key.privateKey })],
];
const signed = async (change: Change, message = 'no number') =>
  ask({
    scope: undefined,
    request: await wrap(
      service,
      { scope: 'openid', login_hint: stage.accounts[0]!.pin, binding_message: message },
      { ...change, claims: { response_type: undefined, client_id: undefined, ...change.claims } },
    ),
  });
for (const [module, change] of objects)
  test(`${P}-ensure-request-object-${module}`, async () => {
    assert.equal((await signed({})).body.error, 'invalid_binding_message', 'unchanged it is read');
    const { status, body } = await signed(await change());
    assert.equal(status, 400);
    assert.match(body.error!, /^invalid_request(_object)?$/, JSON.stringify(body));
  });

test(`${P}-ensure-requested-expiry-as-string-succeeds, of a signed request`, async () => {
  const person = await someone();
  for (const requested_expiry of ['40', 40]) {
    const claims = { ...good(person), requested_expiry };
    const { status, body } = await signed({ claims });
    assert.deepEqual([status, body.expires_in], [200, 40], JSON.stringify(body));
    await decide(person.account, 'refuse');
    assert.equal((await wait(body.auth_req_id)).body.error, 'access_denied');
  }
});

test(`${P}-ensure-client-assertion-signature-algorithm-in-…-is-RS256-fails, -without-client-assertion-…-fails`, async () => {
  const change = { header: { alg: 'RS256' }, key: (await makeKey('RS256')).privateKey };
  assert.equal((await ask(good(stage.accounts[0]!), service, change)).body.error, 'invalid_client');
  assert.equal((await poll('x', service, change)).body.error, 'invalid_client');
  const bare = { client_id: service.client, client_assertion: undefined, client_assertion_type: undefined };
  assert.match((await ask({ ...good(stage.accounts[0]!), ...bare })).body.error!, /^invalid_(client|request)$/);
  const { status } = await ask({ ...good(stage.accounts[0]!), client_id: other.client });
  assert.ok([400, 401].includes(status), 'fapi-ciba-id1-ensure-wrong-client-id-in-backchannel-authorization-request');
});

for (const [module, status] of [
  ['has-body', 200],
  ['401', 401],
  ['403', 403],
  ['return-redirect-request', 301],
] as const)
  test(`${P}-ping-backchannel-notification-endpoint-response-${module}`, async () => {
    answer = { status, headers: { location: '/elsewhere' } };
    pings.length = 0;
    const person = await someone();
    const token = Buffer.alloc(24, 7).toString('base64url');
    const asked = await ask({ ...good(person), client_notification_token: token }, pinging);
    assert.equal(asked.status, 200, JSON.stringify(asked.body));
    await decide(person.account, 'approve');
    for (let tries = 0; tries < 100 && pings.length === 0; tries += 1) await sleep(50);
    assert.deepEqual(pings[0], { authorization: `Bearer ${token}`, body: { auth_req_id: asked.body.auth_req_id } });
    assert.equal((await wait(asked.body.auth_req_id, pinging)).status, 200);
    assert.equal(pings.length, 1, 'a redirect is not followed, a refusal not repeated');
  });

test(`${P}-refresh-token`, async () => {
  const person = await someone();
  const { body } = await ask({ ...good(person), scope: 'openid offline_access' });
  await decide(person.account, 'approve');
  const tokens = (await wait(body.auth_req_id)).body;
  assert.ok(tokens.refresh_token, JSON.stringify(tokens));
  const form = { grant_type: 'refresh_token', refresh_token: String(tokens.refresh_token) };
  assert.equal((await postAs(service, metadataOf(service).token_endpoint!, form)).status, 200);
  assert.equal((await postAs(other, metadataOf(other).token_endpoint!, form)).body.error, 'invalid_grant');
});
