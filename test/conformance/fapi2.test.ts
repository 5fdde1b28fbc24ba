import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import * as oidc from 'openid-client';
import {
  type Answer,
  addressOf,
  age,
  begin,
  type Change,
  codeForm,
  type Form,
  makeKey,
  metadataOf,
  now,
  openStage,
  postAs,
  prove,
  pushAndReturn,
  registerService,
  type Stage,
  signedIn,
  type TestBrowser,
  type TestService,
  visit,
} from './stage.ts';

/** FAPI 2.0 Security Profile (final), private_key_jwt with DPoP. Modules without a prefix are of its plan. */
const P = 'fapi2-security-profile-final';
let stage: Stage;
let service: TestService;
let other: TestService;
let browser: TestBrowser;
before(async () => {
  stage = await openStage();
  const metadata = { redirect_uris: ['http://localhost:4999/cb', 'http://localhost:4999/cb2?a=1'] };
  service = await registerService(stage, { profile: 'fapi2', metadata });
  other = await registerService(stage, { profile: 'fapi2' });
  browser = await signedIn(stage, stage.accounts[0]!.account);
});
after(() => stage.close());

const endpoints = () => {
  const { token_endpoint: token, pushed_authorization_request_endpoint: push } = metadataOf(service);
  return { token: token!, push: push! };
};

/** Pushes exactly this, as the service; changes are of the client assertion. */
async function push(
  parameters: Form = {},
  change: Change & { headers?: Record<string, string> } = {},
): Promise<Answer> {
  const { given } = await begin(service);
  return postAs(
    service,
    endpoints().push,
    { ...given, client_id: service.client, response_type: 'code', ...parameters },
    change,
  );
}

/** Redeems a fresh code, with changes of the form and of the client assertion. */
async function redeemWith(form: Form = {}, change: Change = {}, as = service) {
  const back = await pushAndReturn(service, browser);
  const headers = { dpop: await prove(back.pair, ['POST', endpoints().token]) };
  const request = { ...codeForm(service, back), ...form };
  return { back, answer: await postAs(as, endpoints().token, request, { ...change, headers }) };
}

async function obtainTokens(parameters: Record<string, string> = {}) {
  const back = await pushAndReturn(service, browser, parameters);
  assert.equal(back.error, undefined, back.url.href);
  const tokens = await oidc.authorizationCodeGrant(
    service.config,
    back.url,
    { pkceCodeVerifier: back.verifier, ...('state' in back.given ? { expectedState: back.state } : {}) },
    undefined,
    { DPoP: back.DPoP },
  );
  const claims = tokens.claims()!;
  const told = () => oidc.fetchUserInfo(service.config, tokens.access_token, claims.sub, { DPoP: back.DPoP });
  return { back, tokens, claims, told };
}

const isRefused = ({ status, body }: Answer, errors: RegExp, what: string) => {
  assert.ok(status === 400 || status === 401, `${what}: ${status} ${JSON.stringify(body)}`);
  assert.match(body.error ?? '', errors, what);
};

test(`${P}-discovery-end-point-verification`, async () => {
  const document = metadataOf(service);
  const at8414 = await (await fetch(`${stage.origin}/.well-known/oauth-authorization-server/oidc`)).json();
  assert.deepEqual(at8414, await (await fetch(`${stage.origin}/oidc/.well-known/openid-configuration`)).json());
  assert.deepEqual(document.code_challenge_methods_supported, ['S256']);
  assert.deepEqual(document.response_types_supported, ['code']);
  assert.equal(document.authorization_response_iss_parameter_supported, true);
  for (const [name, value] of Object.entries(document))
    if (/_alg_values_supported$|^id_token_signing/.test(name))
      for (const alg of value as string[]) assert.match(alg, /^(ES256|PS256|EdDSA|Ed25519)$/, name);
  for (const scope of document.scopes_supported!) assert.match(scope, /^[\x21\x23-\x5b\x5d-\x7e]+$/);
  for (const tag of document.ui_locales_supported!) assert.equal(new Intl.Locale(tag).toString(), tag);
  const { keys } = (await (await fetch(document.jwks_uri!)).json()) as { keys: Record<string, string>[] };
  assert.equal(new Set(keys.map(({ kid }) => kid)).size, keys.length);
  for (const key of keys) assert.deepEqual([key.use, key.alg, key.d], ['sig', 'ES256', undefined]);
});

test(`${P}-happy-flow: two services, each with tokens of its own key`, async () => {
  const { tokens, claims, told, back } = await obtainTokens();
  assert.equal(tokens.token_type, 'dpop');
  assert.equal((await told()).sub, claims.sub);
  assert.equal(back.url.searchParams.get('iss'), `${stage.origin}/oidc`);
  const second = await pushAndReturn(other, browser);
  assert.ok(second.url.searchParams.get('code'));
  const queried = await pushAndReturn(service, browser, { redirect_uri: 'http://localhost:4999/cb2?a=1' });
  assert.equal(queried.url.searchParams.get('a'), '1');
});

test(`${P}-user-rejects-authentication`, async () => {
  const fresh = await signedIn(stage, stage.accounts[1]!.account);
  const { given } = await begin(service);
  const pushed = await push(given);
  const page = await fresh.go(
    addressOf(service, { response_type: undefined, request_uri: String(pushed.body.request_uri) }),
  );
  const { url } = await fresh.consent(page, [], { decision: 'no' });
  assert.deepEqual(
    [new URL(url).searchParams.get('error'), new URL(url).searchParams.get('state')],
    ['access_denied', given.state],
  );
});

const long = 'n'.repeat(384);
const succeeding: readonly [module: string, parameters: Record<string, string>][] = [
  ['ensure-authorization-request-with-64-char-nonce-success', { nonce: 'n'.repeat(64) }],
  ['ensure-authorization-request-with-long-nonce', { nonce: long }],
  ['ensure-authorization-request-with-long-state', { state: long }],
  ['ensure-other-scope-order-succeeds', { scope: 'profile openid' }],
  ['test-claims-parameter-identity-claims', { scope: 'openid', claims: '{"id_token":{"name":null}}' }],
  ['test-essential-acr-sca-claim', { claims: '{"id_token":{"acr":{"essential":true,"value":"urn:dancu:acr:high"}}}' }],
];
for (const [module, parameters] of succeeding)
  test(`${P}-${module}`, async () => {
    const back = await pushAndReturn(service, browser, parameters);
    assert.equal(back.error, undefined, back.url.href);
    assert.equal(back.url.searchParams.get('state'), back.given.state);
    const expected = { pkceCodeVerifier: back.verifier, expectedState: back.given.state! };
    const nonce = parameters.nonce ? { expectedNonce: parameters.nonce } : {};
    const tokens = await oidc.authorizationCodeGrant(
      service.config,
      back.url,
      { ...expected, ...nonce },
      undefined,
      back,
    );
    if (/"acr"/.test(parameters.claims ?? '')) assert.equal(tokens.claims()!.acr, 'urn:dancu:acr:high');
    if (/"name"/.test(parameters.claims ?? '')) assert.equal(tokens.claims()!.name, stage.accounts[0]!.name);
  });

test(`${P}-ensure-authorization-request-without-state-success, -without-nonce-success`, async () => {
  const { given, verifier } = await begin(service);
  const pair = await makeKey();
  const dpop = await prove(pair, ['POST', endpoints().push]);
  const pushed = await push({ ...given, state: undefined }, { headers: { dpop } });
  const back = await visit(
    browser,
    addressOf(service, { response_type: undefined, request_uri: String(pushed.body.request_uri) }),
  );
  assert.deepEqual([...back.url.searchParams.keys()].sort(), ['code', 'iss']);
  const headers = { dpop: await prove(pair, ['POST', endpoints().token]) };
  const { status } = await postAs(service, endpoints().token, codeForm(service, { ...back, verifier }), { headers });
  assert.equal(status, 200);
});

/** What is pushed and must be refused there. */
const pushed: readonly [module: string, parameters: Form, errors: RegExp][] = [
  ['par-ensure-pkce-required', { code_challenge: undefined, code_challenge_method: undefined }, /^invalid_request$/],
  ['par-plain-pkce-rejected', { code_challenge_method: 'plain' }, /^invalid_request$/],
  [
    'ensure-response-type-code-idtoken-fails',
    { response_type: 'code id_token', nonce: 'n' },
    /^unsupported_response_type$/,
  ],
  ['ensure-response-type-token-fails', { response_type: 'token' }, /^unsupported_response_type$/],
  [
    'ensure-registered-redirect-uri',
    { redirect_uri: 'https://elsewhere.example/cb' },
    /^invalid_(redirect_uri|request)$/,
  ],
  ['ensure-redirect-uri-in-authorization-request', { redirect_uri: undefined }, /^invalid_request$/],
  [
    'par-authorization-request-containing-request_uri-form-param',
    { request_uri: 'urn:x' },
    /^request_uri_not_supported$/,
  ],
];
for (const [module, parameters, errors] of pushed)
  test(`${P}-${module}`, async () => isRefused(await push(parameters), errors, module));

/** Client assertions that must be refused, at the pushed request and at the token. */
const assertions: readonly [module: string, change: () => Change | Promise<Change>][] = [
  ['par-test-array-as-audience-fails', () => ({ claims: { aud: [`${stage.origin}/oidc`, endpoints().push] } })],
  ['par-test-par-endpoint-url-as-audience-fails', () => ({ claims: { aud: endpoints().push } })],
  ['par-test-token-endpoint-url-as-audience-fails', () => ({ claims: { aud: endpoints().token } })],
  ['ensure-client-assertion-with-wrong-aud-fails', () => ({ claims: { aud: 'https://elsewhere.example' } })],
  ['ensure-client-assertion-with-no-sub-fails', () => ({ claims: { sub: undefined } })],
  [
    'ensure-client-assertion-with-exp-is-5-minutes-in-past-fails',
    () => ({ claims: { iat: now() - 400, exp: now() - 300 } }),
  ],
  [
    'par-ensure-jwt-client-assertions-nbf-over-60-seconds-in-the-future-fails',
    () => ({ claims: { iat: now() + 70, nbf: now() + 70, exp: now() + 130 } }),
  ],
  [
    'ensure-signed-client-assertion-with-RS256-fails',
    async () => ({ header: { alg: 'RS256' }, key: (await makeKey('RS256')).privateKey }),
  ],
  ['a key that is not registered', async () => ({ key: (await makeKey()).privateKey })],
  ['no signature at all', () => ({ header: { alg: 'none' } })],
  ['no jti', () => ({ claims: { jti: undefined } })],
];
for (const [module, change] of assertions)
  test(`${P}-${module}`, async () => {
    isRefused(await push({}, await change()), /^invalid_client$/, 'pushed');
    isRefused((await redeemWith({}, await change())).answer, /^invalid_client$/, 'token');
  });

test(`${P}-par-ensure-jwt-client-assertions-nbf-8-seconds-in-the-future-is-accepted`, async () => {
  assert.equal((await push({}, { claims: { iat: now() + 8, nbf: now() + 8 } })).status, 201);
});

test(`${P}-par-attempt-invalid-http-method`, async () => {
  for (const method of ['GET', 'PUT', 'DELETE']) assert.ok((await fetch(endpoints().push, { method })).status >= 400);
});

test(`${P}-ensure-unsigned-authorization-request-without-using-par-fails`, async () => {
  const { given } = await begin(service);
  assert.equal((await visit(browser, addressOf(service, given))).error, 'invalid_request');
});

/** request_uri values that must not open anything. */
test(`${P}-par-attempt-reuse-request_uri, -to-use-expired-request_uri, -for-different-client, -without-duplicate-parameters`, async () => {
  const go = (request_uri: unknown, as = service) =>
    visit(browser, addressOf(as, { response_type: undefined, request_uri: String(request_uri) }));
  const fresh = async () => (await push()).body.request_uri;
  const used = await fresh();
  assert.ok((await go(used)).url.searchParams.get('code'), '-par-without-duplicate-parameters');
  assert.equal((await go(used)).error, 'invalid_request_uri', '-par-attempt-reuse-request_uri');
  const late = await fresh();
  await age(stage, 'PushedAuthorizationRequest', 70);
  assert.equal((await go(late)).error, 'invalid_request_uri', '-par-attempt-to-use-expired-request_uri');
  const own = await fresh();
  const { error, url } = await go(own, other);
  assert.match(error!, /^invalid_request(_uri|_object)?$/, '-par-attempt-to-use-request_uri-for-different-client');
  assert.equal(url.searchParams.get('code'), null);
  assert.equal((await go('urn:ietf:params:oauth:request_uri:made-up')).error, 'invalid_request_uri');
});

test(`${P}-par-ensure-reused-request-uri-prior-to-auth-completion-succeeds`, async () => {
  const reloading = await signedIn(stage, stage.accounts[2]!.account);
  const { body } = await push();
  const path = addressOf(service, { response_type: undefined, request_uri: String(body.request_uri) });
  assert.match((await reloading.go(path)).body, /value="consent"/);
  assert.ok((await visit(reloading, path)).url.searchParams.get('code'), 'a page that is reloaded goes on');
});

/** Redemptions of a good code that must be refused. */
const redemptions: readonly [module: string, form: Form, errors: RegExp][] = [
  ['ensure-pkce-code-verifier-required', { code_verifier: undefined }, /^invalid_grant$/],
  ['incorrect-pkce-code-verifier-rejected', { code_verifier: 'x'.repeat(43) }, /^invalid_grant$/],
  ['a redirect_uri that is another', { redirect_uri: 'http://localhost:4999/cb2?a=1' }, /^invalid_grant$/],
  ['ensure-client-assertion-in-token-endpoint', { client_assertion: undefined }, /^invalid_(client|request)$/],
];
for (const [module, form, errors] of redemptions)
  test(`${P}-${module}`, async () => isRefused((await redeemWith(form)).answer, errors, module));

test(`${P}-ensure-client-id-in-token-endpoint, -ensure-authorization-code-is-bound-to-client`, async () => {
  isRefused((await redeemWith({ client_id: other.client })).answer, /^invalid_(client|request)$/, 'client_id');
  isRefused((await redeemWith({}, {}, other)).answer, /^invalid_grant$/, 'bound to its client');
});

test(`${P}-attempt-reuse-authorization-code-after-one-second`, async () => {
  const { back, told } = await obtainTokens();
  await told();
  await sleep(1000);
  const headers = { dpop: await prove(back.pair, ['POST', endpoints().token]) };
  isRefused(
    await postAs(service, endpoints().token, codeForm(service, back), { headers }),
    /^invalid_grant$/,
    'reused',
  );
  await assert.rejects(told());
});

test(`${P}-ensure-token-endpoint-fails-with-expired-auth-code`, async () => {
  const back = await pushAndReturn(service, browser);
  await age(stage, 'AuthorizationCode', 61);
  const headers = { dpop: await prove(back.pair, ['POST', endpoints().token]) };
  isRefused(await postAs(service, endpoints().token, codeForm(service, back), { headers }), /^invalid_grant$/, 'late');
});
