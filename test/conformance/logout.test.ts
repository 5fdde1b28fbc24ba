import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type * as oauth from 'oauth4webapi';
import {
  begin,
  freePort,
  makeKey,
  metadataOf,
  now,
  obtainCode,
  openStage,
  readJwt,
  redeem,
  registerService,
  type Stage,
  signedIn,
  signJwt,
  type TestBrowser,
  type TestService,
  visit,
} from './stage.ts';

/** RP-Initiated Logout and Back-Channel Logout, as the suite's two plans check them. */
const P = 'oidcc-rp-initiated-logout';
const BYE = 'http://localhost:4999/bye';
let stage: Stage;
let service: TestService;
let listener: Server;
const told: { token: string; type: string | undefined }[] = [];
before(async () => {
  stage = await openStage();
  const port = await freePort();
  listener = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk));
    request.on('end', () => {
      told.push({ token: new URLSearchParams(text).get('logout_token')!, type: request.headers['content-type'] });
      response.writeHead(200).end();
    });
  }).listen(port, '127.0.0.1');
  const metadata = { backchannel_logout_uri: `http://localhost:${port}/logout` };
  service = await registerService(stage, { metadata });
});
after(async () => {
  listener.close();
  await stage.close();
});

async function signIn(): Promise<{ browser: TestBrowser; idToken: string; sub: string; sid: unknown }> {
  const browser = await signedIn(stage, stage.accounts[0]!.account);
  const tokens = await redeem(service, await obtainCode(stage, service, browser, { scope: 'openid' }));
  const { sub, sid } = tokens.claims()!;
  return { browser, idToken: tokens.id_token!, sub, sid };
}

async function isSignedIn(browser: TestBrowser): Promise<boolean> {
  const { error } = await visit(browser, (await begin(service, { prompt: 'none', scope: 'openid' })).path);
  if (error !== undefined) assert.equal(error, 'login_required');
  return error === undefined;
}

/** Sends the person to the end of the session; who is asked says yes. */
async function leave(browser: TestBrowser, parameters: Record<string, string>) {
  const page = await browser.go(`/oidc/session/end?${new URLSearchParams(parameters)}`);
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.body)?.[1];
  if (!xsrf) return { asked: false, status: page.status, url: new URL(page.url) };
  const end = await browser.go('/oidc/session/end/confirm', { form: { xsrf, logout: 'yes' } });
  return { asked: true, status: end.status, url: new URL(end.url) };
}

test(`${P}-discovery-endpoint-verification, oidcc-backchannel-logout-discovery-endpoint-verification`, () => {
  const document = metadataOf(service);
  assert.equal(document.end_session_endpoint, `${stage.origin}/oidc/session/end`);
  assert.deepEqual(
    [document.backchannel_logout_supported, document.backchannel_logout_session_supported],
    [true, true],
  );
});

/** How the service sends the person, and where the person ends. */
const endings: readonly [module: string, parameters: (idToken: string) => Record<string, string>, end: string][] = [
  ['', (id_token_hint) => ({ id_token_hint, post_logout_redirect_uri: BYE, state: 'kept' }), `${BYE}?state=kept`],
  ['-no-state', (id_token_hint) => ({ id_token_hint, post_logout_redirect_uri: BYE }), BYE],
  ['-no-params', () => ({}), 'here'],
  ['-no-post-logout-redirect-uri', (id_token_hint) => ({ id_token_hint, state: 'kept' }), 'here'],
  ['-only-state', () => ({ state: 'kept' }), 'here'],
  ['-no-id-token-hint', () => ({ post_logout_redirect_uri: BYE, state: 'kept' }), 'here'],
];
for (const [module, parameters, end] of endings)
  test(`${P}${module}`, async () => {
    const { browser, idToken } = await signIn();
    const left = await leave(browser, parameters(idToken));
    assert.ok(left.asked, 'the person is asked');
    if (end === 'here') assert.deepEqual([left.url.origin, left.status], [stage.origin, 200]);
    else assert.equal(left.url.href, end);
    assert.equal(await isSignedIn(browser), false);
  });

async function forge(idToken: string, header: Record<string, unknown>): Promise<string> {
  const { claims } = readJwt(idToken);
  return signJwt((await makeKey()).privateKey, { ...readJwt(idToken).header, ...header }, claims);
}
/** What must lead nowhere: neither to the address, nor to the end of the session without a question. */
const bad: readonly [module: string, parameters: (idToken: string) => Promise<Record<string, string>>][] = [
  [
    '-bad-post-logout-redirect-uri',
    async (id_token_hint) => ({ id_token_hint, post_logout_redirect_uri: `${BYE}/more` }),
  ],
  [
    '-query-added-to-post-logout-redirect-uri',
    async (id_token_hint) => ({ id_token_hint, post_logout_redirect_uri: `${BYE}?foo=bar` }),
  ],
  [
    '-modified-id-token-hint',
    async (idToken) => ({ id_token_hint: await forge(idToken, { alg: 'none' }), post_logout_redirect_uri: BYE }),
  ],
  [
    '-bad-id-token-hint',
    async (idToken) => ({ id_token_hint: await forge(idToken, {}), post_logout_redirect_uri: BYE }),
  ],
];
for (const [module, parameters] of bad)
  test(`${P}${module}`, async () => {
    const { browser, idToken } = await signIn();
    const page = await browser.go(`/oidc/session/end?${new URLSearchParams(await parameters(idToken))}`);
    assert.deepEqual([new URL(page.url).origin, page.status], [stage.origin, 400]);
    assert.ok(await isSignedIn(browser));
  });

test(`${P}: nobody is signed out by another site's form, and who says no stays`, async () => {
  const { browser } = await signIn();
  const forged = await browser.go('/oidc/session/end/confirm', { form: { xsrf: 'guessed', logout: 'yes' } });
  assert.equal(forged.status, 400);
  assert.ok(await isSignedIn(browser));
});

test('oidcc-backchannel-rp-initiated-logout', async () => {
  const { browser, idToken, sub, sid } = await signIn();
  told.length = 0;
  const begun = now();
  await leave(browser, { id_token_hint: idToken, post_logout_redirect_uri: BYE });
  for (let tries = 0; tries < 100 && told.length === 0; tries += 1) await sleep(50);
  assert.equal(told[0]?.type, 'application/x-www-form-urlencoded');
  const server = metadataOf(service);
  // oauth4webapi has no check of its own for these: a signature by a key of the document, and the members of section 2.4.
  const { header, claims } = readJwt(told[0]!.token);
  const { keys } = (await (await fetch(server.jwks_uri!)).json()) as { keys: (JsonKey & { kid: string })[] };
  const jwk = keys.find(({ kid }) => kid === header.kid)!;
  const key = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  const [head, body, signature] = told[0]!.token.split('.');
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const bytes = Buffer.from(signature!, 'base64url');
  assert.ok(await crypto.subtle.verify(algorithm, key, bytes, Buffer.from(`${head}.${body}`)));
  assert.equal(header.typ, 'logout+jwt');
  assert.deepEqual([claims.iss, claims.sub, claims.sid, claims.nonce], [server.issuer, sub, sid, undefined]);
  assert.deepEqual([claims.aud].flat(), [service.client]);
  assert.deepEqual(claims.events, { 'http://schemas.openid.net/event/backchannel-logout': {} });
  assert.ok(typeof claims.jti === 'string' && Number(claims.iat) >= begun && Number(claims.exp) > Number(claims.iat));
  assert.equal(await isSignedIn(browser), false);
});

type JsonKey = oauth.JWK;
