import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import * as oidc from 'openid-client';
import { SESSION_COOKIE } from '#rooms/accounts';
import { forgetExpired } from './forgetting.ts';
import {
  begin,
  freePort,
  obtainCode,
  openStage,
  redeem,
  registerService,
  type Stage,
  signedIn,
  TestBrowser,
  type TestService,
} from './stage.samples.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const weak = [{ method: 'code' }] as const;

async function signIn(service: TestService, account: string, parameters: Record<string, string> = {}) {
  const browser = await signedIn(stage, account);
  const back = await obtainCode(stage, service, browser, parameters);
  assert.equal(back.url.searchParams.get('error'), null, back.url.href + back.body.slice(0, 300));
  const tokens = await redeem(service, back);
  return { browser, tokens, sub: tokens.claims()!.sub };
}

const info = (service: TestService, tokens: { access_token: string }, sub: string) =>
  oidc.fetchUserInfo(service.config, tokens.access_token, sub);

test('a service learns what its agreement holds, the person agreed to and the request asked for', async () => {
  const service = await registerService(stage);
  const [person] = stage.accounts;
  const browser = await signedIn(stage, person!.account);
  const back = await obtainCode(stage, service, browser, { scope: 'openid profile birthdate identifier' }, [
    'birthDate',
  ]);
  const tokens = await redeem(service, back);
  const claims = tokens.claims()!;
  assert.equal(claims.acr, 'urn:dancu:acr:high');
  assert.equal(claims.name, undefined, 'the ID token says who, not what');
  const told = await info(service, tokens, claims.sub);
  assert.equal(told.name, person!.name);
  assert.ok(told.birthdate);
  assert.equal(told.personal_number, undefined, 'not ticked');
  assert.equal(told.gender, undefined, 'not in the agreement');
});

test('whatever a service reads leaves a line with its purpose, law and fields, which its owner can read', async () => {
  const service = await registerService(stage, { organisation: 'ministry-of-education-and-training' });
  const person = stage.accounts[5]!;
  const { tokens, sub } = await signIn(service, person.account, { scope: 'openid profile identifier' });
  await info(service, tokens, sub);
  const cookie = await screensCookie(await signedIn(stage, person.account));
  type Line = { organisation: string; purposeText: string; legalBasisId: string; fields: { id: string }[] };
  let lines: Line[] = [];
  for (let tries = 0; tries < 60 && lines.length === 0; tries += 1) {
    await sleep(100);
    const answer = await stage.house.app.inject({ url: '/api/me/looks', headers: { cookie, 'accept-language': 'en' } });
    lines = (answer.json() as { lines: Line[] }).lines.filter(
      ({ organisation }) => organisation === 'ministry-of-education-and-training',
    );
  }
  assert.deepEqual(
    lines.map(({ purposeText, legalBasisId, fields }) => [
      purposeText,
      legalBasisId,
      fields.map(({ id }) => id).sort(),
    ]),
    [['to sign you in to a public service portal', 'eid-decree', ['name', 'pin']]],
  );
});

/** The cookie of our own screens for a signed-in browser. */
async function screensCookie(browser: TestBrowser): Promise<string> {
  const session = await stage.house.accounts.findSession(browser.jar.get('dancu-sso /')!.value);
  return `${SESSION_COOKIE}=${stage.house.accounts.sealSession(session!)}`;
}

test('two organisations know one person under names that they cannot compare, one organisation under one', async () => {
  const account = stage.accounts[0]!.account;
  const [one, sister, other] = await Promise.all([
    registerService(stage),
    registerService(stage),
    registerService(stage, { organisation: 'ministry-of-education-and-training' }),
  ]);
  const subs = [];
  for (const service of [one!, sister!, other!]) subs.push((await signIn(service, account, { scope: 'openid' })).sub);
  assert.equal(subs[0], subs[1]);
  assert.notEqual(subs[0], subs[2]);
  assert.ok(!subs.includes(account));
  assert.notEqual((await signIn(one!, stage.accounts[1]!.account, { scope: 'openid' })).sub, subs[0]);
});

test('a service reads nothing about a token of another', async () => {
  const [owner, other] = [await registerService(stage), await registerService(stage)];
  const { tokens } = await signIn(owner, stage.accounts[0]!.account);
  assert.equal((await oidc.tokenIntrospection(owner.config, tokens.access_token)).active, true);
  assert.equal((await oidc.tokenIntrospection(other.config, tokens.access_token)).active, false);
  await oidc.tokenRevocation(other.config, tokens.access_token).catch(() => {});
  assert.equal((await oidc.tokenIntrospection(owner.config, tokens.access_token)).active, true, 'nor revokes it');
});

test('acr_values stronger than the session ask for another proof; weaker ones do not', async () => {
  const service = await registerService(stage);
  const browser = await signedIn(stage, stage.accounts[2]!.account, weak);
  await obtainCode(stage, service, browser);
  const page = await browser.go((await begin(service, { acr_values: 'urn:dancu:acr:substantial' })).path);
  assert.match(page.url, /\/sign-in\//);
  const silent = await browser.go(
    (await begin(service, { acr_values: 'urn:dancu:acr:substantial', prompt: 'none' })).path,
  );
  assert.equal(new URL(silent.url).searchParams.get('error'), 'login_required');
  const back = await browser.go((await begin(service, { acr_values: 'urn:dancu:acr:low' })).path);
  assert.ok(new URL(back.url).searchParams.has('code'), back.url);
  await signedIn(stage, stage.accounts[2]!.account, [{ method: 'passkey', userVerified: true }], browser);
  const raised = await redeem(
    service,
    await obtainCode(stage, service, browser, { acr_values: 'urn:dancu:acr:substantial' }),
  );
  assert.equal(raised.claims()!.acr, 'urn:dancu:acr:substantial');
});

test('what the service’s own agreement demands is asked of everybody', async () => {
  const service = await registerService(stage, { assurance: 'substantial' });
  const browser = await signedIn(stage, stage.accounts[2]!.account, weak);
  assert.match((await browser.go((await begin(service)).path)).url, /\/sign-in\//);
});

test('an essential acr that nobody here has is refused, not asked for again and again', async () => {
  const service = await registerService(stage);
  const browser = await signedIn(stage, stage.accounts[2]!.account);
  const claims = JSON.stringify({ id_token: { acr: { essential: true, values: ['urn:elsewhere:gold'] } } });
  const { url } = await browser.go((await begin(service, { claims })).path);
  assert.equal(new URL(url).searchParams.get('error'), 'unmet_authentication_requirements');
});

test('prompt=login wants a proof of now, however good the session is', async () => {
  const service = await registerService(stage);
  const browser = await signedIn(stage, stage.accounts[3]!.account);
  const page = await browser.go((await begin(service, { prompt: 'login' })).path);
  assert.match(page.url, /\/sign-in\//);
  assert.match(page.body, /name="step"/);
});

test('PKCE is asked of every client, and only S256', async () => {
  const service = await registerService(stage);
  const browser = await signedIn(stage, stage.accounts[0]!.account);
  const { given } = await begin(service);
  const { code_challenge: _challenge, code_challenge_method: _method, ...bare } = given;
  for (const parameters of [bare, { ...given, code_challenge_method: 'plain' }]) {
    const url = new URL('/oidc/auth', stage.origin);
    url.search = new URLSearchParams({ client_id: service.client, response_type: 'code', ...parameters }).toString();
    const back = await browser.go(url.pathname + url.search);
    assert.equal(new URL(back.url).searchParams.get('error'), 'invalid_request');
  }
});

test('consent is remembered for the same terms, and asked for anew when more is asked', async () => {
  const service = await registerService(stage);
  const browser = await signedIn(stage, stage.accounts[4]!.account);
  await obtainCode(stage, service, browser, { scope: 'openid profile' });
  const again = await browser.go((await begin(service, { scope: 'openid profile' })).path);
  assert.ok(new URL(again.url).searchParams.has('code'));
  const other = await signedIn(stage, stage.accounts[4]!.account);
  const elsewhere = await other.go((await begin(service, { scope: 'openid profile' })).path);
  assert.ok(new URL(elsewhere.url).searchParams.has('code'), 'on another device too');
  const more = await browser.go((await begin(service, { scope: 'openid profile identifier' })).path);
  assert.match(more.body, /name="step" value="consent"/);
});

test('what was said once without "remember" is asked again on another device', async () => {
  const service = await registerService(stage);
  const account = stage.accounts[1]!.account;
  const browser = await signedIn(stage, account);
  const page = await browser.go((await begin(service)).path);
  const back = await browser.consent(page, [], { remember: false });
  assert.ok(new URL(back.url).searchParams.has('code'), back.url);
  const other = await signedIn(stage, account);
  assert.match((await other.go((await begin(service)).path)).body, /name="step" value="consent"/);
});

test('a No is a No: the service learns access_denied and reads nothing', async () => {
  const service = await registerService(stage);
  const browser = await signedIn(stage, stage.accounts[1]!.account);
  const page = await browser.go((await begin(service)).path);
  const { url } = await browser.consent(page, [], { decision: 'no' });
  assert.equal(new URL(url).searchParams.get('error'), 'access_denied');
});

test('a consent pressed many times at once gives one code', async () => {
  const service = await registerService(stage);
  const browser = await signedIn(stage, stage.accounts[3]!.account);
  const page = await browser.go((await begin(service)).path);
  const ends = await Promise.all(Array.from({ length: 8 }, () => browser.consent(page, [])));
  const codes = new Set(ends.flatMap(({ url }) => new URL(url).searchParams.get('code') ?? []));
  assert.equal(codes.size, 1);
});

test('withdrawn consent ends tokens at once and is asked for anew', async () => {
  const service = await registerService(stage);
  const account = stage.accounts[2]!.account;
  const { tokens, sub, browser } = await signIn(service, account, {
    scope: 'openid profile offline_access',
    prompt: 'consent',
  });
  assert.ok(tokens.refresh_token);
  assert.ok((await info(service, tokens, sub)).name);
  const cookie = await screensCookie(browser);
  const listed = await stage.house.app.inject({ url: '/api/me/consents', headers: { cookie } });
  const { consents } = listed.json() as { consents: { client: string; fields: string[] }[] };
  assert.deepEqual(consents.find(({ client }) => client === service.client)?.fields, ['name']);
  const gone = await stage.house.app.inject({
    method: 'DELETE',
    url: `/api/me/consents/${service.client}`,
    headers: { cookie },
  });
  assert.equal(gone.statusCode, 204, gone.body);
  await assert.rejects(info(service, tokens, sub));
  await assert.rejects(oidc.refreshTokenGrant(service.config, tokens.refresh_token!));
  assert.match((await browser.go((await begin(service)).path)).body, /name="step" value="consent"/);
});

test('a locked account’s tokens open nothing', async () => {
  const service = await registerService(stage);
  const { account } = stage.accounts[5]!;
  const { tokens, sub } = await signIn(service, account);
  const { kernel, accounts } = stage.house;
  const context = { ...lockContext(), clock: kernel.clock };
  await kernel.database.transact((tx) => accounts.setAccountState(tx, context, account, 'locked', 'test'));
  await assert.rejects(info(service, tokens, sub));
  await kernel.database.transact((tx) => accounts.setAccountState(tx, context, account, 'active', 'test'));
});

const lockContext = () => ({
  caller: { kind: 'official' as const, id: 'test', scopes: new Set<string>() },
  ...{ purpose: undefined, legalBasis: undefined, caseNumber: undefined, idempotency: undefined },
  ...{ language: 'en', requestId: 'test', receivedAt: new Date().toISOString() },
});

test('a rotated key signs at once, and what the old one signed is still known', async () => {
  const service = await registerService(stage);
  const before = await signIn(service, stage.accounts[0]!.account);
  const kids = async () =>
    ((await (await fetch(`${stage.origin}/oidc/jwks`)).json()) as { keys: { kid: string }[] }).keys.map(
      ({ kid }) => kid,
    );
  const [old] = await kids();
  const fresh = stage.house.kernel.keys.rotate('token');
  assert.deepEqual((await kids()).slice(0, 2), [fresh.kid, old]);
  const hinted = await before.browser.go(
    (await begin(service, { id_token_hint: before.tokens.id_token!, prompt: 'none' })).path,
  );
  assert.ok(new URL(hinted.url).searchParams.has('code'), hinted.url);
  assert.ok((await info(service, before.tokens, before.sub)).sub);
  const newer = await signIn(await registerService(stage), stage.accounts[0]!.account);
  const header = JSON.parse(Buffer.from(newer.tokens.id_token!.split('.')[0]!, 'base64url').toString()) as {
    kid: string;
  };
  assert.equal(header.kid, fresh.kid);
});

test('a session that ends takes its tokens with it, and the services are told', async () => {
  const port = await freePort();
  const told: string[] = [];
  const server = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => told.push(chunk.toString()));
    request.on('end', () => response.writeHead(204).end());
  }).listen(port, '127.0.0.1');
  try {
    const service = await registerService(stage, {
      metadata: { backchannel_logout_uri: `http://localhost:${port}/logout` },
    });
    const { tokens, sub, browser } = await signIn(service, stage.accounts[4]!.account);
    assert.ok((await info(service, tokens, sub)).sub);
    const out = await browser.fetch('/sign-out', { form: {} });
    assert.equal(out.status, 303);
    for (let tries = 0; tries < 80 && told.length === 0; tries += 1) await sleep(100);
    const token = new URLSearchParams(told[0]).get('logout_token')!;
    const payload = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>;
    assert.equal(payload.sub, sub);
    assert.ok(payload.sid);
    await assert.rejects(info(service, tokens, sub));
    assert.match((await browser.go((await begin(service)).path)).url, /\/sign-in\//);
  } finally {
    server.close();
  }
});

test('a service’s logout that the person confirms ends the person’s own session', async () => {
  const service = await registerService(stage);
  const { tokens, browser } = await signIn(service, stage.accounts[1]!.account);
  const sso = browser.jar.get('dancu-sso /')!.value;
  const page = await browser.go(
    `/oidc/session/end?${new URLSearchParams({ id_token_hint: tokens.id_token!, post_logout_redirect_uri: 'http://localhost:4999/bye' })}`,
  );
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.body)?.[1];
  assert.ok(xsrf, page.body.slice(-500));
  const end = await browser.go('/oidc/session/end/confirm', { form: { xsrf, logout: 'yes' } });
  assert.equal(new URL(end.url).href, 'http://localhost:4999/bye');
  assert.equal(await stage.house.accounts.findSession(sso), undefined);
});

test('our own screens sign in over the same provider, and go only to paths of ours', async () => {
  const browser = await signedIn(stage, stage.accounts[0]!.account);
  for (const [to, path] of [
    ['/me/wallet?tab=1', '/me/wallet'],
    ['https://evil.example/', '/me'],
    ['//evil.example/', '/me'],
    ['/\\evil.example', '/me'],
  ] as const) {
    const end = await browser.go(`/sign-in?to=${encodeURIComponent(to)}`);
    assert.equal(new URL(end.url).pathname, path, end.body.slice(0, 400));
  }
  const cookie = `${SESSION_COOKIE}=${browser.jar.get(`${SESSION_COOKIE} /`)!.value}`;
  const session = (await stage.house.app.inject({ url: '/api/session', headers: { cookie } })).json() as {
    caller: { id: string; assurance: string };
  };
  assert.equal(session.caller.id, stage.accounts[0]!.person);
  assert.equal(session.caller.assurance, 'high');
});

test('another person’s session in the same browser never receives the first one’s tokens', async () => {
  const service = await registerService(stage);
  const [one, two] = [stage.accounts[0]!, stage.accounts[1]!];
  const browser = await signedIn(stage, one.account);
  const first = await redeem(service, await obtainCode(stage, service, browser));
  await signedIn(stage, two.account, undefined, browser);
  const second = await redeem(service, await obtainCode(stage, service, browser));
  assert.notEqual(first.claims()!.sub, second.claims()!.sub);
  assert.equal((await info(service, second, second.claims()!.sub)).name, two.name);
  await assert.rejects(info(service, first, first.claims()!.sub), 'the first session ended in this browser');
});

test('verified claims are told with the framework behind them, and only where the conditions are met', async () => {
  const service = await registerService(stage);
  const ask = (trust: object | null) =>
    JSON.stringify({
      userinfo: { verified_claims: { verification: { trust_framework: trust }, claims: { name: null, gender: null } } },
    });
  const told = async (claims: string) => {
    const { tokens, sub } = await signIn(service, stage.accounts[3]!.account, { scope: 'openid', claims });
    return info(service, tokens, sub);
  };
  assert.deepEqual((await told(ask(null))).verified_claims, {
    verification: { trust_framework: 'vn_eid' },
    claims: { name: stage.accounts[3]!.name },
  });
  assert.equal((await told(ask({ value: 'elsewhere' }))).verified_claims, undefined);
});

test('a request that names characters that are no text is refused, not a fault', async () => {
  const service = await registerService(stage);
  const browser = new TestBrowser(stage.origin);
  const { path } = await begin(service, { state: 'a\u0000b' });
  const { status, url } = await browser.go(path);
  assert.ok(status < 500, url);
});

test('what has run out is taken away, and nothing else', async () => {
  const service = await registerService(stage);
  const { tokens, sub } = await signIn(service, stage.accounts[0]!.account);
  const { pool } = stage.house.kernel.database;
  const count = async () => (await pool.query<{ n: number }>('SELECT count(*) AS n FROM provider.artifact')).rows[0]!.n;
  const before = await count();
  await pool.query(
    "UPDATE provider.artifact SET expires_at = now() - interval '1 hour' WHERE model = 'AuthorizationCode' AND client = $1",
    [service.client],
  );
  await forgetExpired(pool);
  assert.equal(await count(), before - 1);
  assert.ok((await info(service, tokens, sub)).sub);
});
