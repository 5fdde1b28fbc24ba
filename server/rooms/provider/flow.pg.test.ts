import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import * as oidc from 'openid-client';
import { SESSION_COOKIE } from '#rooms/accounts';
import { readInfo, screensCookie, signIn } from './signIns.samples.ts';
import {
  begin,
  obtainCode,
  openStage,
  redeem,
  registerService,
  type Stage,
  signedIn,
  TestBrowser,
} from './stage.samples.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage?.close());

const weak = [{ method: 'code' }] as const;

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
  const told = await readInfo(service, tokens, claims.sub);
  assert.equal(told.name, person!.name);
  assert.ok(told.birthdate);
  assert.equal(told.personal_number, undefined, 'not ticked');
  assert.equal(told.gender, undefined, 'not in the agreement');
});

test('whatever a service reads leaves a line with its purpose, law and fields, which its owner can read', async () => {
  const service = await registerService(stage, { organisation: 'ministry-of-education-and-training' });
  const person = stage.accounts[5]!;
  const { tokens, sub } = await signIn(stage, service, person.account, { scope: 'openid profile identifier' });
  await readInfo(service, tokens, sub);
  const cookie = await screensCookie(stage, await signedIn(stage, person.account));
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

test('two organisations know one person under names that they cannot compare, one organisation under one', async () => {
  const account = stage.accounts[0]!.account;
  const [one, sister, other] = await Promise.all([
    registerService(stage),
    registerService(stage),
    registerService(stage, { organisation: 'ministry-of-education-and-training' }),
  ]);
  const subs = [];
  for (const service of [one!, sister!, other!])
    subs.push((await signIn(stage, service, account, { scope: 'openid' })).sub);
  assert.equal(subs[0], subs[1]);
  assert.notEqual(subs[0], subs[2]);
  assert.ok(!subs.includes(account));
  assert.notEqual((await signIn(stage, one!, stage.accounts[1]!.account, { scope: 'openid' })).sub, subs[0]);
});

test('a service reads nothing about a token of another', async () => {
  const [owner, other] = [await registerService(stage), await registerService(stage)];
  const { tokens } = await signIn(stage, owner, stage.accounts[0]!.account);
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
  const { account } = stage.accounts[3]!;
  const browser = await signedIn(stage, account);
  for (const wish of [{ prompt: 'login' }, { max_age: '0' }]) {
    // Signed in a moment ago, and asked again at once.
    await signedIn(stage, account, undefined, browser);
    const page = await browser.go((await begin(service, wish)).path);
    assert.match(page.url, /\/sign-in\//, JSON.stringify(wish));
    assert.match(page.body, /name="step"/);
    assert.match((await browser.go(new URL(page.url).pathname)).url, /\/sign-in\//, 'nor by loading the page again');
    await signedIn(stage, account, undefined, browser);
    const after = await browser.go(new URL(page.url).pathname);
    const back = new URL(after.url).origin === stage.origin ? await browser.consent(after, []) : after;
    assert.ok(
      new URL(back.url).searchParams.has('code'),
      'a proof after the request is enough, with consent asked or not',
    );
  }
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

test('a rotated key signs at once, and what the old one signed is still known', async () => {
  const service = await registerService(stage);
  const before = await signIn(stage, service, stage.accounts[0]!.account);
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
  assert.ok((await readInfo(service, before.tokens, before.sub)).sub);
  const newer = await signIn(stage, await registerService(stage), stage.accounts[0]!.account);
  const header = JSON.parse(Buffer.from(newer.tokens.id_token!.split('.')[0]!, 'base64url').toString()) as {
    kid: string;
  };
  assert.equal(header.kid, fresh.kid);
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

test('verified claims are told with the framework behind them, and only where the conditions are met', async () => {
  const service = await registerService(stage);
  const ask = (trust: object | null) =>
    JSON.stringify({
      userinfo: { verified_claims: { verification: { trust_framework: trust }, claims: { name: null, gender: null } } },
    });
  const told = async (claims: string) => {
    const { tokens, sub } = await signIn(stage, service, stage.accounts[3]!.account, { scope: 'openid', claims });
    return readInfo(service, tokens, sub);
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
