import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  addressOf,
  begin,
  type Change,
  type Form,
  makeKey,
  metadataOf,
  now,
  openStage,
  postAs,
  readJwt,
  registerService,
  type Stage,
  signedIn,
  type TestBrowser,
  type TestService,
  visit,
  wrap,
} from './stage.ts';

/** Signed requests (RFC 9101) and signed answers, as the suite's plan of FAPI 2.0 Message Signing checks them. */
const P = 'fapi2-security-profile-final';
let stage: Stage;
let service: TestService;
let other: TestService;
let browser: TestBrowser;
before(async () => {
  stage = await openStage();
  service = await registerService(stage, { profile: 'fapi2' });
  other = await registerService(stage, { profile: 'fapi2' });
  browser = await signedIn(stage, stage.accounts[0]!.account);
});
after(() => stage.close());

/** Pushes a signed request with these parameters and changes. */
async function push(parameters: Form = {}, change: Change = {}, outside: Form = {}) {
  const { given } = await begin(service);
  const request = await wrap(service, { ...given, ...parameters }, change);
  const url = metadataOf(service).pushed_authorization_request_endpoint!;
  const answer = await postAs(service, url, { client_id: service.client, request, ...outside });
  const uri = answer.body.request_uri;
  const go = (more: Form = {}) =>
    visit(browser, addressOf(service, { response_type: undefined, request_uri: String(uri), ...more }));
  return { ...answer, given, go };
}

const accepted: readonly [module: string, change: () => Change][] = [
  ['happy-flow with a signed request', () => ({})],
  [
    'ensure-request-object-with-multiple-aud-succeeds',
    () => ({ claims: { aud: ['https://elsewhere.example', metadataOf(service).issuer] } }),
  ],
  ['ensure-request-object-with-nbf-8-seconds-in-the-future-is-accepted', () => ({ claims: { nbf: now() + 8 } })],
];
for (const [module, change] of accepted)
  test(`${P}-${module}`, async () => {
    const { go, given } = await push({}, change());
    const { url } = await go();
    assert.ok(url.searchParams.get('code'), url.href);
    assert.equal(url.searchParams.get('state'), given.state);
  });

const refused: readonly [module: string, change: () => Change | Promise<Change>][] = [
  ['ensure-request-object-without-exp-fails', () => ({ claims: { exp: undefined } })],
  ['ensure-request-object-without-nbf-fails', () => ({ claims: { nbf: undefined } })],
  ['ensure-expired-request-object-fails', () => ({ claims: { iat: now() - 600, nbf: now() - 600, exp: now() - 300 } })],
  ['ensure-request-object-with-bad-aud-fails', () => ({ claims: { aud: 'https://elsewhere.example' } })],
  ['ensure-request-object-with-exp-over-60-fails', () => ({ claims: { exp: now() + 70 * 60 } })],
  [
    'ensure-request-object-with-nbf-over-60-fails',
    () => ({ claims: { iat: now() - 4200, nbf: now() - 70 * 60, exp: now() + 60 } }),
  ],
  ['ensure-request-object-signature-algorithm-is-not-none', () => ({ header: { alg: 'none' } })],
  [
    'ensure-signed-request-object-with-RS256-fails',
    async () => ({ header: { alg: 'RS256' }, key: (await makeKey('RS256')).privateKey }),
  ],
  ['ensure-request-object-with-invalid-signature-fails', async () => ({ key: (await makeKey()).privateKey })],
  ['ensure-matching-key-in-authorization-request', () => ({ key: other.key.privateKey })],
  ['par-authorization-request-containing-request_uri', () => ({ claims: { request_uri: 'urn:x' } })],
  ['ensure-request-object-without-redirect-uri-fails', () => ({ claims: { redirect_uri: undefined } })],
  ['a request within the request', () => ({ claims: { request: 'x.y.z' } })],
  ['the request of another service', () => ({ claims: { iss: other.client, client_id: other.client } })],
];
for (const [module, change] of refused)
  test(`${P}-${module}`, async () => {
    const { status, body } = await push({}, await change());
    assert.equal(status, 400, JSON.stringify(body));
    assert.match(body.error!, /^invalid_request(_object)?$/);
  });

test(`${P}-ensure-different-nonce-inside-and-outside-request-object, -different-state`, async () => {
  for (const name of ['nonce', 'state']) {
    const { go } = await push({ nonce: 'inside', state: 'inside' }, {}, { [name]: 'outside' });
    const { url, error } = await go({ [name]: 'outside' });
    if (error === undefined) assert.equal(url.searchParams.get('state'), 'inside');
    else assert.match(error, /^invalid_request/);
    assert.notEqual(url.searchParams.get('state'), 'outside');
  }
});

test(`${P}-state-only-outside-request-object-not-used`, async () => {
  const { go } = await push({ state: undefined });
  const { url } = await go({ state: 'outside' });
  assert.ok(url.searchParams.get('code'), url.href);
  assert.equal(url.searchParams.get('state'), null);
});

test(`${P}-happy-flow with a signed answer (JARM)`, async () => {
  const { go, given } = await push({ response_mode: 'jwt' });
  const { url } = await go();
  const { header, claims } = readJwt(url.searchParams.get('response')!);
  assert.equal(header.alg, 'ES256');
  assert.deepEqual([claims.iss, claims.aud, claims.state], [metadataOf(service).issuer, service.client, given.state]);
  assert.ok(typeof claims.code === 'string' && Number(claims.exp) > now());
  assert.deepEqual([...url.searchParams.keys()], ['response'], 'nothing beside it');
});

test('request objects are obeyed or refused, never passed over', async () => {
  const service = await registerService(stage);
  const { given } = await begin(service, { scope: 'openid' });
  const go = (parameters: Record<string, string>) => visit(browser, addressOf(service, { ...given, ...parameters }));
  const unsigned = await wrap(service, { ...given, state: 'inside' }, { header: { alg: 'none', kid: undefined } });
  const module = 'oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported';
  assert.equal((await go({ request: unsigned })).error, 'invalid_request_object', module);
  const uri = { request_uri: 'https://elsewhere.example/request.jwt' };
  assert.match(
    (await go(uri)).error!,
    /^(request_uri_not_supported|invalid_request_uri)$/,
    'oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported',
  );
  const signed = await wrap(service, { ...given, state: 'inside' });
  const inside = await go({ request: signed, state: 'inside', redirect_uri: 'https://elsewhere.example/cb' });
  assert.equal(
    inside.url.origin + inside.url.pathname,
    service.redirectUri,
    'oidcc-ensure-request-object-with-redirect-uri',
  );
  assert.equal(inside.url.searchParams.get('state'), 'inside');
});
