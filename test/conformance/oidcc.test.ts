import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import * as oidc from 'openid-client';
import {
  addressOf,
  age,
  begin,
  codeForm,
  enterAs,
  metadataOf,
  obtainCode,
  openStage,
  post,
  postAs,
  readJwt,
  redeem,
  registerService,
  type Stage,
  signedIn,
  TestBrowser,
  type TestService,
  visit,
} from './stage.ts';

/** OpenID Connect Core: the suite's plans "basic", "config" and what of "dynamic" needs no dynamic registration. */
let stage: Stage;
let service: TestService;
let other: TestService;
let account: string;
before(async () => {
  stage = await openStage();
  account = stage.accounts[0]!.account;
  const fields = ['name', 'sex', 'birthDate', 'pin', 'phone', 'email', 'permanentResidence'] as const;
  const given = {
    ...{ organisation: 'ministry-of-justice', purpose: 'form-prefill', legalBasis: 'public-service-decree' },
    fields: fields.map((field) => ({ field, required: field === 'name' })),
  };
  service = await registerService(stage, given);
  other = await registerService(stage, given);
});
after(() => stage.close());

const ALL = ['birthDate', 'pin', 'phone', 'email', 'permanentResidence', 'sex'];

async function signIn(parameters: Record<string, string> = {}, browser?: TestBrowser) {
  const seat = browser ?? (await signedIn(stage, account));
  const back = await obtainCode(stage, service, seat, parameters, ALL);
  assert.equal(back.url.searchParams.get('error'), null, back.url.href + back.body.slice(0, 300));
  const tokens = await oidc.authorizationCodeGrant(service.config, back.url, {
    pkceCodeVerifier: back.verifier,
    expectedState: back.state,
    ...(parameters.nonce ? { expectedNonce: parameters.nonce } : {}),
  });
  const claims = tokens.claims()!;
  const told = () => oidc.fetchUserInfo(service.config, tokens.access_token, claims.sub);
  return { browser: seat, back, tokens, claims, told };
}

/** What a browser in which nobody is signed in is shown. */
async function visitFresh(parameters: Record<string, string>) {
  return visit(new TestBrowser(stage.origin), (await begin(service, parameters)).path);
}

test('oidcc-server: the ID token says who, for whom, when and to which question', async () => {
  const nonce = oidc.randomNonce();
  const { claims, tokens, back, told } = await signIn({ nonce });
  assert.equal(claims.iss, `${stage.origin}/oidc`);
  assert.deepEqual([claims.aud].flat(), [service.client]);
  assert.equal(claims.nonce, nonce);
  assert.ok(claims.exp > claims.iat && claims.exp - claims.iat <= 3600);
  assert.equal(readJwt(tokens.id_token!).header.alg, 'ES256');
  assert.equal(back.url.searchParams.get('iss'), claims.iss, 'RFC 9207');
  assert.equal(tokens.token_type, 'bearer');
  assert.equal((await told()).sub, claims.sub);
});

const profile = ['name', 'gender'];
/** Requests that must succeed, and what the service is told for each. */
const succeeding: readonly [module: string, parameters: Record<string, string>, told?: readonly string[]][] = [
  ['oidcc-ensure-request-without-nonce-succeeds-for-code-flow', { scope: 'openid' }],
  ['oidcc-scope-profile', { scope: 'openid profile' }, profile],
  ['oidcc-scope-email', { scope: 'openid email' }],
  ['oidcc-scope-address', { scope: 'openid address' }, ['address']],
  ['oidcc-scope-phone', { scope: 'openid phone' }, ['phone_number']],
  ['oidcc-scope-all', { scope: 'openid profile email address phone' }, [...profile, 'address', 'phone_number']],
  ['oidcc-alternate-happy-flow', { scope: 'phone address profile openid' }, [...profile, 'address', 'phone_number']],
  ['oidcc-ensure-request-with-unknown-parameter-succeeds', { extra: 'foobar' }, profile],
  ['oidcc-claims-locales', { claims_locales: 'se' }, profile],
  ['oidcc-claims-essential', { scope: 'openid', claims: '{"userinfo":{"name":{"essential":true}}}' }, ['name']],
  ['oidcc-ensure-request-with-valid-pkce-succeeds', {}, profile],
];
for (const [module, parameters, expected = []] of succeeding)
  test(module, async () => {
    const { claims, told } = await signIn(parameters);
    assert.equal(claims.nonce, undefined);
    const { sub, ...info } = await told();
    assert.equal(sub, claims.sub);
    assert.deepEqual(Object.keys(info).sort(), [...expected].sort());
  });

/** Requests that show a page to sign in on, and in which language. */
const shown: readonly [module: string, parameters: Record<string, string>, language: string][] = [
  ['oidcc-display-page', { display: 'page' }, 'en'],
  ['oidcc-display-popup', { display: 'popup' }, 'en'],
  ['oidcc-login-hint', { login_hint: 'buffy@example.org' }, 'en'],
  ['oidcc-ui-locales', { ui_locales: 'se' }, 'en'],
  ['oidcc-ui-locales of a language that we speak', { ui_locales: 'se fr-CA' }, 'fr'],
];
for (const [module, parameters, language] of shown)
  test(module, async () => {
    const { status, url, body } = await visitFresh(parameters);
    assert.equal(status, 200);
    assert.match(url.pathname, /^\/sign-in\//);
    assert.match(body, new RegExp(`<html lang="${language}"`));
  });

test('oidcc-prompt-none-not-logged-in', async () => {
  const { url, error } = await visitFresh({ prompt: 'none', state: 'kept' });
  assert.equal(url.origin + url.pathname, service.redirectUri);
  assert.deepEqual([error, url.searchParams.get('state')], ['login_required', 'kept']);
});

const silent: readonly [module: string, first: Record<string, string>, second: Record<string, string>][] = [
  ['oidcc-prompt-none-logged-in', {}, { prompt: 'none' }],
  ['oidcc-max-age-10000', { max_age: '15000' }, { max_age: '10000', prompt: 'none' }],
  ['oidcc-id-token-hint', {}, { prompt: 'none', id_token_hint: 'of the first' }],
];
for (const [module, given, again] of silent)
  test(module, async () => {
    const first = await signIn(given);
    const hint = again.id_token_hint ? { id_token_hint: first.tokens.id_token! } : {};
    const second = await signIn({ ...again, ...hint }, first.browser);
    assert.equal(second.claims.sub, first.claims.sub);
    if (given.max_age) assert.equal(typeof second.claims.auth_time, 'number');
    assert.equal(second.claims.auth_time, first.claims.auth_time);
  });

test('oidcc-id-token-hint of another person is no silent sign-in', async () => {
  const { tokens } = await signIn();
  const browser = await signedIn(stage, stage.accounts[1]!.account);
  const hint = { id_token_hint: tokens.id_token!, prompt: 'none', scope: 'openid' };
  assert.equal((await visit(browser, (await begin(service, hint)).path)).error, 'login_required');
});

for (const [module, parameters] of [
  ['oidcc-prompt-login', { prompt: 'login' }],
  ['oidcc-max-age-1', { max_age: '1' }],
] as const)
  test(module, async () => {
    const browser = new TestBrowser(stage.origin);
    const turn = async (given: Record<string, string>) => {
      const asked = await begin(service, { scope: 'openid', max_age: '15000', ...given });
      const page = await browser.go(asked.path);
      assert.match(new URL(page.url).pathname, /^\/sign-in\//, 'the person is asked to sign in');
      const url = await enterAs(browser, page, 'mother');
      return (await redeem(service, { ...asked, url })).claims()!;
    };
    const first = await turn({});
    await sleep(2100);
    const second = await turn(parameters);
    assert.equal(second.sub, first.sub);
    assert.ok(second.auth_time! > first.auth_time!, `${second.auth_time} is not after ${first.auth_time}`);
  });

test('oidcc-ensure-request-with-acr-values-succeeds', async () => {
  const supported = metadataOf(service).acr_values_supported as string[];
  const { claims } = await signIn({ acr_values: supported.join(' ') });
  assert.ok(supported.includes(claims.acr as string));
});

test('the law’s own levels are asked for by name and told by name; what nothing here reaches is unmet', async () => {
  const level = (number: number) => `urn:dancu:acr:vn:${number}`;
  const supported = metadataOf(service).acr_values_supported as string[];
  assert.deepEqual([1, 2, 3, 4].map((number) => supported.includes(level(number))), [true, true, false, false]); // biome-ignore format: one line
  const { claims } = await signIn({ acr_values: level(2) });
  assert.equal(claims.acr, level(2));
  const essential = (number: number) =>
    JSON.stringify({ id_token: { acr: { essential: true, values: [level(number)] } } });
  assert.equal((await signIn({ claims: essential(1) })).claims.acr, level(1));
  const { path } = await begin(service, { claims: essential(3) });
  const { error } = await visit(await signedIn(stage, account), path);
  assert.equal(error, 'unmet_authentication_requirements');
});

for (const [module, seconds] of [
  ['oidcc-codereuse', 0],
  ['oidcc-codereuse-30seconds', 30],
] as const)
  test(module, async () => {
    const { back, told } = await signIn();
    await told();
    await age(stage, 'AuthorizationCode', seconds);
    const again = await postAs(service, metadataOf(service).token_endpoint!, codeForm(service, back));
    assert.deepEqual([again.status, again.body.error], [400, 'invalid_grant']);
    await assert.rejects(told(), 'what the code gave ends with it');
  });

test('redirect addresses are compared letter by letter, and nobody is sent to another', async () => {
  const own = 'http://localhost:4999/cb?x=1';
  const queried = await registerService(stage, { metadata: { redirect_uris: [own, 'http://localhost:4999/cb2'] } });
  const browser = await signedIn(stage, account);
  const go = async (to: TestService, redirect_uri: string | undefined) => {
    const { given } = await begin(to, { scope: 'openid' });
    return visit(browser, addressOf(to, { ...given, redirect_uri }));
  };
  const good = await go(queried, own);
  assert.ok(good.url.href.startsWith(`${own}&code=`), `oidcc-redirect-uri-query-OK: ${good.url.href}`);
  const wrong: readonly [module: string, TestService, string | undefined][] = [
    ['oidcc-ensure-registered-redirect-uri', service, 'https://elsewhere.example/cb'],
    ['oidcc-redirect-uri-query-mismatch', queried, 'http://localhost:4999/cb?x=2'],
    ['oidcc-redirect-uri-query-added', service, `${service.redirectUri}?foo=bar`],
    ['oidcc-ensure-redirect-uri-in-authorization-request', queried, undefined],
    ['another port', service, 'http://localhost:5000/cb'],
    ['a path below', service, `${service.redirectUri}/more`],
    ['another case', service, 'http://localhost:4999/CB'],
  ];
  for (const [module, to, redirect] of wrong) {
    const { url, status, error } = await go(to, redirect);
    assert.deepEqual([url.origin, status], [stage.origin, 400], module);
    assert.match(error!, /^invalid_(redirect_uri|request)$/, module);
  }
});

test('oidcc-ensure-post-request-succeeds', async () => {
  const { given } = await begin(service, { scope: 'openid' });
  const form = { ...given, client_id: service.client, response_type: 'code' };
  const { url } = await (await signedIn(stage, account)).go('/oidc/auth', { form });
  assert.ok(new URL(url).searchParams.get('code'), url);
});

test('oidcc-response-type-missing, and every type but code', async () => {
  const browser = await signedIn(stage, account);
  const { given } = await begin(service);
  const errors: readonly [string | undefined, RegExp][] = [
    [undefined, /^(invalid_request|unsupported_response_type)$/],
    ...(['token', 'id_token', 'code id_token', 'code token', 'none'] as const).map((type): [string, RegExp] => [
      type,
      /^unsupported_response_type$/,
    ]),
  ];
  for (const [response_type, expected] of errors) {
    const { error, url } = await visit(browser, addressOf(service, { ...given, nonce: 'n', response_type }));
    assert.match(error ?? '', expected, `${response_type}: ${url.href}`);
  }
});

test('oidcc-refresh-token: it gives tokens of the same person, to its own service alone', async () => {
  const { tokens, claims } = await signIn({ scope: 'openid profile offline_access', prompt: 'consent' });
  assert.match(tokens.refresh_token!, /^[\x20-\x7e]+$/);
  const next = await oidc.refreshTokenGrant(service.config, tokens.refresh_token!);
  assert.notEqual(next.access_token, tokens.access_token);
  const [before, after] = [claims, next.claims()!];
  for (const name of ['iss', 'sub', 'aud', 'auth_time'] as const) assert.deepEqual(after[name], before[name], name);
  assert.ok((await oidc.fetchUserInfo(service.config, next.access_token, claims.sub)).name);
  const form = { grant_type: 'refresh_token', refresh_token: next.refresh_token ?? tokens.refresh_token };
  const stolen = await postAs(other, metadataOf(other).token_endpoint!, form);
  assert.deepEqual([stolen.status, stolen.body.error], [400, 'invalid_grant']);
  const wider = await postAs(service, metadataOf(service).token_endpoint!, { ...form, scope: 'openid phone' });
  assert.equal(wider.body.error, 'invalid_scope');
});

test('oidcc-userinfo-get, -post-header, -post-body; and no token, a wrong one, one in the address', async () => {
  const { tokens, claims } = await signIn();
  const { userinfo_endpoint: url } = metadataOf(service);
  const authorization = `Bearer ${tokens.access_token}`;
  const asked: readonly [string, number, () => Promise<{ status: number; headers: Headers }>][] = [
    ['get', 200, () => fetch(url!, { headers: { authorization } })],
    ['post-header', 200, () => post(url!, {}, { authorization })],
    ['post-body', 200, () => post(url!, { access_token: tokens.access_token })],
    ['both', 400, () => post(url!, { access_token: tokens.access_token }, { authorization })],
    ['in the address', 400, () => fetch(`${url}?access_token=${tokens.access_token}`)],
    ['none', 401, () => fetch(url!)],
    ['wrong', 401, () => fetch(url!, { headers: { authorization: 'Bearer nothing' } })],
  ];
  for (const [way, status, ask] of asked) {
    const answer = await ask();
    assert.equal(answer.status, status, way);
    if (status === 200) assert.equal(answer.headers.get('cache-control'), 'no-store', way);
    if (status === 401) assert.match(answer.headers.get('www-authenticate')!, /^Bearer /);
  }
  assert.ok(claims.sub);
});

test('oidcc-server-rotate-keys', async () => {
  const read = async () =>
    ((await (await fetch(metadataOf(service).jwks_uri!)).json()) as { keys: { kid: string }[] }).keys;
  const before = await read();
  const old = await signIn();
  const fresh = stage.house.kernel.keys.rotate('token');
  const after = await read();
  assert.ok(
    after.some(({ kid }) => kid === fresh.kid) && before.every(({ kid }) => after.some((one) => one.kid === kid)),
  );
  const rotated = await registerService(stage);
  const back = await obtainCode(stage, rotated, old.browser, { scope: 'openid', id_token_hint: '' });
  const tokens = await redeem(rotated, back);
  assert.equal(readJwt(tokens.id_token!).header.kid, fresh.kid);
  const hinted = { prompt: 'none', id_token_hint: old.tokens.id_token! };
  assert.equal(
    (await visit(old.browser, (await begin(service, hinted)).path)).error,
    undefined,
    'the old key is still known',
  );
});
