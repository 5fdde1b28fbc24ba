import assert from 'node:assert/strict';
import { createHash, createPublicKey, X509Certificate } from 'node:crypto';
import { after, before, test } from 'node:test';
import * as oidc from 'openid-client';
import {
  type Change,
  codeForm,
  makeCertificate,
  makeKey,
  metadataOf,
  now,
  openStage,
  post,
  prove,
  pushAndReturn,
  readJwt,
  registerService,
  type Stage,
  signedIn,
  signJwt,
  type TestBrowser,
  type TestService,
  visit,
} from '../../../test/conformance/stage.ts';
import { begin, obtainCode } from './stage.samples.ts';

const HEADER = 'client-cert';
let stage: Stage;
let resource: string;
let service: TestService;
let plain: TestService;
before(async () => {
  stage = await openStage({ environment: { DANCU_CLIENT_CERTIFICATE_HEADER: HEADER } });
  resource = `${stage.origin}/api`;
  service = await registerService(stage, { profile: 'fapi2' });
  plain = await registerService(stage);
});
after(() => stage.close());

/** A token for our own API, bound to a key, and the browser of its person. */
async function obtain(who: number, parameters: Record<string, string> = {}) {
  const browser = await signedIn(stage, stage.accounts[who]!.account);
  const asked = { scope: 'openid session.read looks.read', resource, ...parameters };
  const back = await pushAndReturn(service, browser, asked);
  assert.equal(back.error, undefined, back.url.href);
  const expected = { pkceCodeVerifier: back.verifier, expectedState: back.state };
  const tokens = await oidc.authorizationCodeGrant(service.config, back.url, expected, { resource }, back);
  return { ...back, browser, tokens, token: tokens.access_token };
}

async function call(path: string, headers: Record<string, string>, method = 'GET') {
  const answer = await fetch(stage.origin + path, { method, headers: { 'accept-language': 'en', ...headers } });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
}
type Obtained = Pick<Awaited<ReturnType<typeof obtain>>, 'pair' | 'token'>;
async function ask(path: string, { pair, token }: Obtained, change: Change = {}, scheme = 'DPoP') {
  const dpop = await prove(pair, ['GET', stage.origin + path.split('?')[0]], { token, ...change });
  return call(path, { authorization: `${scheme} ${token}`, dpop });
}

test('a service reads with its token that the sign-in lives and, agreed to, who looked; the person sees that it did', async () => {
  const mine = await obtain(0);
  const { claims } = readJwt(mine.token);
  assert.equal(claims.aud, resource);
  assert.equal(claims.sub, mine.tokens.claims()!.sub, 'the pseudonym');
  const told = await ask('/api/me/sign-in', mine);
  assert.equal(told.status, 200, JSON.stringify(told.body));
  assert.deepEqual([told.body.client, told.body.sub, told.body.signedIn], [service.client, claims.sub, true]);
  const looks = await ask('/api/me/looks?limit=5', mine);
  assert.equal(looks.status, 200, JSON.stringify(looks.body));
  assert.ok(Array.isArray(looks.body.lines));
  const again = await ask('/api/me/looks?limit=5', mine);
  const line = (again.body.lines as Record<string, unknown>[]).find(({ type }) => type === 'service-call');
  assert.equal(line?.organisation, 'ministry-of-health', JSON.stringify(again.body.lines));
  assert.equal(line?.legalBasisId, 'eid-decree');
});

test('a token opens what its scopes name, and nothing else of the person', async () => {
  const mine = await obtain(1, { scope: 'openid session.read' });
  assert.equal((await ask('/api/me/sign-in', mine)).status, 200);
  for (const [path, scope] of [
    ['/api/me/looks', 'looks.read'],
    ['/api/me/record', 'self.read'],
    ['/api/me/account', 'self.account'],
    ['/api/services', undefined],
  ] as const) {
    const { status, headers, body } = await ask(path, mine);
    assert.equal(body.code, scope ? 'kernel/forbidden' : 'kernel/unauthenticated', path);
    if (!scope) continue;
    assert.equal(status, 403);
    const challenge = `DPoP error="insufficient_scope", scope="${scope}", algs="ES256 EdDSA Ed25519"`;
    assert.equal(headers.get('www-authenticate'), challenge);
  }
});

test('without a token the answer says how one comes', async () => {
  const { status, headers } = await call('/api/me/sign-in', {});
  assert.deepEqual([status, headers.get('www-authenticate')], [401, 'Signature, Bearer, DPoP']);
});

const proofs: readonly [what: string, change: () => Change | Promise<Change>][] = [
  ['of another key', async () => ({ header: { jwk: undefined } })],
  ['signed by another key', async () => ({ key: (await makeKey()).privateKey })],
  ['without ath', () => ({ claims: { ath: undefined } })],
  ['of another token', () => ({ claims: { ath: Buffer.alloc(32).toString('base64url') } })],
  ['for another method', () => ({ claims: { htm: 'POST' } })],
  ['for another address', () => ({ claims: { htu: `${stage.origin}/api/me/looks` } })],
  ['of an hour ago', () => ({ claims: { iat: now() - 3600 } })],
  ['of the future', () => ({ claims: { iat: now() + 3600 } })],
  ['without jti', () => ({ claims: { jti: undefined } })],
  ['of another type', () => ({ header: { typ: 'JWT' } })],
  ['unsigned', () => ({ header: { alg: 'none' } })],
];
test('a bound token opens nothing without a proof of its key for this very request', async (t) => {
  const mine = await obtain(2);
  for (const [what, change] of proofs)
    await t.test(`a proof ${what}`, async () => {
      const { status, headers } = await ask('/api/me/sign-in', mine, await change());
      assert.equal(status, 401);
      assert.match(headers.get('www-authenticate')!, /^DPoP error="invalid_dpop_proof", algs=/);
    });
  await t.test('a good proof by another key', async () => {
    assert.equal((await ask('/api/me/sign-in', { ...mine, pair: await makeKey() })).status, 401);
  });
  await t.test('the token as Bearer, with a proof and without', async () => {
    assert.equal((await ask('/api/me/sign-in', mine, {}, 'Bearer')).status, 401);
    const bare = await call('/api/me/sign-in', { authorization: `Bearer ${mine.token}` });
    assert.deepEqual([bare.status, bare.headers.get('www-authenticate')], [401, 'Bearer error="invalid_token"']);
  });
  await t.test('a proof that was used, also 16 times at once', async () => {
    const dpop = await prove(mine.pair, ['GET', `${stage.origin}/api/me/sign-in`], { token: mine.token });
    const send = () => call('/api/me/sign-in', { authorization: `DPoP ${mine.token}`, dpop });
    const answers = await Promise.all(Array.from({ length: 16 }, send));
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  });
  await t.test('the query counts for nothing in a proof', async () => {
    assert.equal((await ask('/api/me/looks?own=true', mine)).status, 200);
  });
});

test('what is signed by another key, for another audience, of another kind or over is no token', async () => {
  const mine = await obtain(3);
  const { header, claims } = readJwt(mine.token);
  const idToken = String(mine.tokens.id_token);
  const forge = async (head: object, more: object) =>
    signJwt((await makeKey()).privateKey, { ...header, ...head }, { ...claims, ...more });
  const [head, , signature] = mine.token.split('.');
  const other = Buffer.from(JSON.stringify({ ...claims, scope: 'session.read looks.read x' })).toString('base64url');
  const tokens = {
    'another key': await forge({}, {}),
    'no signature': await forge({ alg: 'none' }, {}),
    'changed claims': [head, other, signature].join('.'),
    'an ID token': idToken,
    'no JWT': 'opaque',
    'a key that nobody has': await forge({ kid: 'x' }, {}),
  };
  for (const [what, token] of Object.entries(tokens)) {
    const { status, headers } = await ask('/api/me/sign-in', { pair: mine.pair, token });
    assert.equal(status, 401, what);
    assert.match(headers.get('www-authenticate')!, /^DPoP error="invalid_token"/, what);
  }
});

test('withdrawn consent, an ended session, a locked account: the token opens nothing from the next use on', async () => {
  const { house } = stage;
  const context = { ...contextOf(), clock: house.kernel.clock };
  for (const [who, end] of [
    [4, (mine: Awaited<ReturnType<typeof obtain>>) => withdraw(mine.browser, stage.accounts[4]!.account)],
    [5, () => endSessions(stage.accounts[5]!.account)],
    [0, () => lock(stage.accounts[0]!.account)],
  ] as const) {
    const mine = await obtain(who);
    assert.equal((await ask('/api/me/sign-in', mine)).status, 200);
    await end(mine);
    const { status, headers } = await ask('/api/me/sign-in', mine);
    assert.equal(status, 401, String(who));
    assert.match(headers.get('www-authenticate')!, /error="invalid_token"/);
  }
  async function withdraw(browser: TestBrowser, account: string) {
    const session = await house.accounts.findSession(browser.jar.get('dancu-sso /')!.value);
    const cookie = `dancu-session=${house.accounts.sealSession(session!)}`;
    const url = `/api/me/consents/${encodeURIComponent(service.client)}`;
    assert.equal((await house.app.inject({ method: 'DELETE', url, headers: { cookie } })).statusCode, 204, account);
  }
  async function endSessions(account: string) {
    await house.kernel.database.transact((transaction) =>
      house.accounts.endSessions(transaction, context, account, {}, 'test'),
    );
  }
  async function lock(account: string) {
    await house.kernel.database.transact((transaction) =>
      house.accounts.setAccountState(transaction, context, account, 'locked', 'test'),
    );
  }
});
const contextOf = () => ({
  caller: { kind: 'official' as const, id: 'test', scopes: new Set<string>() },
  ...{ purpose: undefined, legalBasis: undefined, caseNumber: undefined, language: 'en', requestId: 'test' },
  ...{ receivedAt: new Date().toISOString(), idempotency: undefined },
});

test('a service without a key is given the sign-in, as Bearer, and never who looked', async () => {
  const browser = await signedIn(stage, stage.accounts[1]!.account);
  const back = await obtainCode(stage, plain, browser, { scope: 'openid session.read looks.read', resource });
  const expected = { pkceCodeVerifier: back.verifier, expectedState: back.state };
  const { access_token } = await oidc.authorizationCodeGrant(plain.config, back.url, expected, { resource });
  assert.equal(readJwt(access_token).claims.scope, 'session.read');
  const authorization = `Bearer ${access_token}`;
  assert.equal((await call('/api/me/sign-in', { authorization })).status, 200);
  const looks = await call('/api/me/looks', { authorization });
  assert.equal(looks.headers.get('www-authenticate'), 'Bearer error="insufficient_scope", scope="looks.read"');
  const dpop = await prove(await makeKey(), ['GET', `${stage.origin}/api/me/sign-in`], { token: access_token });
  assert.equal((await call('/api/me/sign-in', { authorization: `DPoP ${access_token}`, dpop })).status, 401);
});

test('the person is asked before a service learns who looked, and once', async () => {
  const fresh = await registerService(stage, { profile: 'fapi2' });
  const browser = await signedIn(stage, stage.accounts[2]!.account);
  const push = async (scope: string) => {
    const { given } = await begin(fresh, { scope, resource });
    const url = await oidc.buildAuthorizationUrlWithPAR(fresh.config, given);
    return url.pathname + url.search;
  };
  const silent = await browser.go(await push('openid session.read'));
  assert.ok(new URL(silent.url).searchParams.has('code'), 'nothing of the register');
  const asked = await browser.go(await push('openid session.read looks.read'));
  assert.match(asked.body, /What it may do for you at: Your data here/);
  assert.match(asked.body, /Read who looked at your data/);
  assert.ok(new URL((await browser.consent(asked, [])).url).searchParams.has('code'));
  const again = await browser.go(await push('openid session.read looks.read'));
  assert.ok(new URL(again.url).searchParams.has('code'), 'remembered');
});

test('a token of a client certificate comes with that certificate', async () => {
  const [own, foreign] = ['own.gov.vn', 'other.gov.vn'].map(makeCertificate);
  const { raw } = new X509Certificate(own!.certificate);
  const x5c = [raw.toString('base64')];
  const jwk = { ...createPublicKey(own!.certificate).export({ format: 'jwk' }), kid: 'own', x5c };
  const metadata = { token_endpoint_auth_method: 'self_signed_tls_client_auth' as const, jwks: { keys: [jwk] } };
  const bound = await registerService(stage, { profile: 'fapi2', metadata });
  const shown = (one: { certificate: string }) => ({
    [HEADER]: `:${new X509Certificate(one.certificate).raw.toString('base64')}:`,
  });
  const { given, verifier } = await begin(bound, { scope: 'openid session.read', resource });
  const { pushed_authorization_request_endpoint: push, token_endpoint } = metadataOf(bound);
  const form = { ...given, client_id: bound.client, response_type: 'code' };
  const { body } = await post(push!, form, shown(own!));
  const query = new URLSearchParams({ client_id: bound.client, request_uri: String(body.request_uri) });
  const back = await visit(await signedIn(stage, stage.accounts[3]!.account), `/oidc/auth?${query}`);
  const redeeming = { ...codeForm(bound, { url: back.url, verifier }), client_id: bound.client, resource };
  const token = String((await post(token_endpoint!, redeeming, shown(own!))).body.access_token);
  const cnf = readJwt(token).claims.cnf as Record<string, string>;
  assert.equal(cnf['x5t#S256'], createHash('sha256').update(raw).digest('base64url'));
  const authorization = `Bearer ${token}`;
  assert.equal((await call('/api/me/sign-in', { authorization, ...shown(own!) })).status, 200);
  assert.equal((await call('/api/me/sign-in', { authorization, ...shown(foreign!) })).status, 401);
  assert.equal((await call('/api/me/sign-in', { authorization })).status, 401);
});
