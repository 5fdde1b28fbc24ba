import assert from 'node:assert/strict';
import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { after, before, test } from 'node:test';
import * as oidc from 'openid-client';
import {
  metadataOf,
  openStage,
  postAs,
  readJwt,
  registerService,
  type Stage,
  signedIn,
  type TestService,
} from '../../../test/conformance/stage.ts';
import { by, EDUCATION, giveScopes, openApi as open } from './apis.samples.ts';
import { begin, obtainCode } from './stage.samples.ts';

const openApi = (tokenFormat: 'jwt' | 'opaque', given: string[]) =>
  open(stage, { service, tokenFormat, ...(tokenFormat === 'opaque' ? { reader } : {}) }, given);

let stage: Stage;
let service: TestService;
let reader: TestService;
let stranger: TestService;
before(async () => {
  stage = await openStage();
  service = await registerService(stage);
  reader = await registerService(stage, { organisation: EDUCATION });
  stranger = await registerService(stage, { organisation: EDUCATION });
});
after(() => stage.close());

async function obtain(indicator: string, scope: string, who = 0, expectPage = true) {
  const browser = await signedIn(stage, stage.accounts[who]!.account);
  const { path, verifier, state } = await begin(service, { scope, resource: indicator, prompt: 'consent' });
  const page = await browser.go(path);
  assert.equal(page.body.includes('School records'), expectPage, page.url);
  const back = await browser.consent(page, []);
  const expected = { pkceCodeVerifier: verifier, expectedState: state };
  const tokens = await oidc.authorizationCodeGrant(service.config, new URL(back.url), expected, {
    resource: indicator,
  });
  return { page, browser, tokens, token: tokens.access_token };
}

const look = (as: TestService, token: string) => postAs(as, metadataOf(as).introspection_endpoint!, { token });

test('a token for another organisation’s API is signed, for it alone, of the scopes that its owner gave and the person agreed to', async () => {
  const { indicator } = await openApi('jwt', ['marks.read', 'marks.print']);
  const { page, tokens, token } = await obtain(indicator, 'openid marks.read marks.own');
  for (const shown of ['Name of marks.read', 'Description of marks.read', 'Ministry of Education and Training'])
    assert.ok(page.body.includes(shown), shown);
  assert.ok(!page.body.includes('marks.own'), 'not given by the owner');
  assert.ok(!page.body.includes('marks.print'), 'not asked for');
  const { header, claims } = readJwt(token);
  assert.deepEqual([header.typ, claims.aud, claims.scope], ['at+jwt', indicator, 'marks.read']);
  assert.equal(Number(claims.exp) - Number(claims.iat), 90);
  // A token can be read by whoever carries it: it holds the name that the service has already, and what only we need is not in it.
  assert.equal(claims.sub, tokens.claims()!.sub);
  assert.equal(claims.grant_id, undefined);
  const { keys } = (await (await fetch(metadataOf(service).jwks_uri!)).json()) as { keys: JsonWebKey[] };
  const key = createPublicKey({ key: keys.find(({ kid }) => kid === header.kid)!, format: 'jwk' });
  const [head, body, signature] = token.split('.') as [string, string, string];
  const proof = { key, dsaEncoding: 'ieee-p1363' } as const;
  assert.ok(verify('sha256', Buffer.from(`${head}.${body}`), proof, Buffer.from(signature, 'base64url')));
  const answer = await fetch(metadataOf(service).userinfo_endpoint!, { headers: { authorization: `Bearer ${token}` } });
  assert.equal(answer.status, 401, 'no userinfo');
});

test('an API that gave a service nothing, or took it back, is no target', async () => {
  const browser = await signedIn(stage, stage.accounts[1]!.account);
  const { indicator, api } = await openApi('jwt', []);
  const target = async (resource: string) => {
    const { path } = await begin(service, { scope: 'openid marks.read', resource });
    return new URL((await browser.go(path)).url).searchParams.get('error');
  };
  assert.equal(await target(indicator), 'invalid_target');
  const asking = { client: service.client, api, scopes: ['marks.read'], why: 'to show marks to parents' };
  await stage.house.clients.apis.ask(by(stage, 'engineer', 'ministry-of-health'), asking);
  assert.equal(await target(indicator), 'invalid_target', 'asked for is not given');
  const decide = (decision: Parameters<typeof stage.house.clients.apis.decide>[3]) =>
    stage.house.clients.apis.decide(by(stage, 'teacher', EDUCATION), api, service.client, decision);
  await decide({ decision: 'give', scopes: ['marks.read'] });
  assert.equal(await target(indicator), null);
  await decide({ decision: 'end', note: 'the agreement is over' });
  assert.equal(await target(indicator), 'invalid_target');
});

test('only the API’s own reader, and whose it is, look into an opaque token; it ends with the consent', async () => {
  const { indicator } = await openApi('opaque', ['marks.read']);
  const { token, tokens, browser } = await obtain(indicator, 'openid marks.read', 2);
  const own = await look(service, token);
  assert.deepEqual([own.body.active, own.body.sub], [true, tokens.claims()!.sub]);
  const told = await look(reader, token);
  assert.deepEqual([told.body.active, told.body.aud, told.body.scope], [true, indicator, 'marks.read']);
  assert.equal(told.body.client_id, service.client);
  const session = await stage.house.accounts.findSession(browser.jar.get('dancu-sso /')!.value);
  const cookie = `dancu-session=${stage.house.accounts.sealSession(session!)}`;
  const list = await stage.house.app.inject({ url: '/api/me/consents', headers: { cookie, 'accept-language': 'en' } });
  const { consents } = list.json() as { consents: { client: string; apis: { indicator: string; name: string; organisationName?: string; scopes: object[] }[] }[] }; // biome-ignore format: one line
  const shown = consents
    .find(({ client }) => client === service.client)
    ?.apis.find((one) => one.indicator === indicator);
  assert.deepEqual(shown, {
    ...{ indicator, name: 'School records', organisationName: 'Ministry of Education and Training' },
    scopes: [{ scope: 'marks.read', name: 'Name of marks.read' }],
  });
  // Two organisations cannot compare names: the API is told the one that it knows the person by itself.
  assert.notEqual(told.body.sub, tokens.claims()!.sub);
  const there = await obtainCode(stage, reader, browser);
  const expected = { pkceCodeVerifier: there.verifier, expectedState: there.state };
  const atReader = await oidc.authorizationCodeGrant(reader.config, there.url, expected);
  assert.equal(told.body.sub, atReader.claims()!.sub);
  assert.deepEqual((await look(stranger, token)).body, { active: false }, 'another service of the same organisation');
  assert.deepEqual((await look(reader, atReader.access_token)).body.active, true, 'its own');
  const foreign = await obtainCode(stage, service, browser);
  const login = await oidc.authorizationCodeGrant(service.config, foreign.url, {
    ...{ pkceCodeVerifier: foreign.verifier, expectedState: foreign.state },
  });
  assert.deepEqual((await look(reader, login.access_token)).body, { active: false }, 'a token without an audience');
  const url = `/api/me/consents/${encodeURIComponent(service.client)}`;
  await stage.house.app.inject({ method: 'DELETE', url, headers: { cookie } });
  assert.deepEqual((await look(reader, token)).body, { active: false });
  assert.deepEqual((await look(service, token)).body, { active: false });
});

test('a refresh narrows to what the owner still gives', async () => {
  const { indicator, api } = await openApi('jwt', ['marks.read', 'marks.print']);
  const { tokens } = await obtain(indicator, 'openid offline_access marks.read marks.print', 3);
  const refresh = () => oidc.refreshTokenGrant(service.config, tokens.refresh_token!, { resource: indicator });
  assert.equal(readJwt((await refresh()).access_token).claims.scope, 'marks.read marks.print');
  await giveScopes(stage, service, api, ['marks.read']);
  assert.equal(readJwt((await refresh()).access_token).claims.scope, 'marks.read');
});
