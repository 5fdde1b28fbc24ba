import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as oauth from 'oauth4webapi';
import * as oidc from 'openid-client';
import { SESSION_COOKIE } from '#rooms/accounts';
import {
  begin,
  obtainCode,
  openStage,
  registerService,
  type Stage,
  signedIn,
  type TestBrowser,
} from './stage.samples.ts';

const CIBA = 'urn:openid:params:grant-type:ciba' as const;
const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code' as const;

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

async function cookieOf(browser: TestBrowser): Promise<string> {
  const session = await stage.house.accounts.findSession(browser.jar.get('dancu-sso /')!.value);
  return `${SESSION_COOKIE}=${stage.house.accounts.sealSession(session!)}`;
}

async function decide(account: string, decision: 'approve' | 'refuse', number?: number) {
  const headers = { cookie: await cookieOf(await signedIn(stage, account)) };
  const listed = await stage.house.app.inject({ url: '/api/me/approvals', headers });
  const { approvals } = listed.json() as {
    approvals: { id: string; choices: number[]; matter: Record<string, unknown> }[];
  };
  assert.equal(approvals.length, 1, listed.body);
  const url = `/api/me/approvals/${approvals[0]!.id}`;
  const answer = await stage.house.app.inject({
    method: 'POST',
    url,
    headers,
    payload: { decision, ...(number ? { number } : {}) },
  });
  return { approval: approvals[0]!, answer };
}

const silent = () =>
  registerService(stage, {
    metadata: { grant_types: ['authorization_code', CIBA], backchannel_token_delivery_mode: 'poll' },
  });

test('a service without a browser is answered by the person’s own device, with the number seen at the service', async () => {
  const service = await silent();
  const person = stage.accounts[0]!;
  const asked = await oidc.initiateBackchannelAuthentication(service.config, {
    ...{ scope: 'openid profile', login_hint: person.pin, binding_message: 'Counter 4 27' },
  });
  const { approval } = await decide(person.account, 'approve', 27);
  assert.ok(approval.choices.includes(27));
  assert.deepEqual(approval.matter.fields, ['name']);
  const tokens = await oidc.pollBackchannelAuthenticationGrant(service.config, { ...asked, interval: 1 });
  assert.equal((await oidc.fetchUserInfo(service.config, tokens.access_token, tokens.claims()!.sub)).name, person.name);
});

test('a No ends the request', async () => {
  const service = await silent();
  const person = stage.accounts[1]!;
  const asked = await oidc.initiateBackchannelAuthentication(service.config, {
    ...{ scope: 'openid', login_hint: person.pin, binding_message: '31' },
  });
  await decide(person.account, 'refuse');
  await assert.rejects(
    oidc.pollBackchannelAuthenticationGrant(service.config, { ...asked, interval: 1 }),
    (error: { error?: string }) => error.error === 'access_denied',
  );
});

test('a message without a number, and a person nobody knows, are refused', async () => {
  const service = await silent();
  const ask = (given: Record<string, string>) =>
    oidc.initiateBackchannelAuthentication(service.config, { scope: 'openid', ...given }).then(
      () => 'accepted',
      (error: { error?: string }) => error.error,
    );
  assert.equal(await ask({ login_hint: stage.accounts[2]!.pin, binding_message: 'hello' }), 'invalid_binding_message');
  assert.equal(await ask({ login_hint: '000000000000', binding_message: '12' }), 'unknown_user_id');
});

test('a device without a keyboard signs in by a code that is confirmed on another screen', async () => {
  const service = await registerService(stage, { metadata: { grant_types: ['authorization_code', DEVICE] } });
  const person = stage.accounts[3]!;
  const device = await oidc.initiateDeviceAuthorization(service.config, { scope: 'openid profile' });
  const browser = await signedIn(stage, person.account);
  const page = await browser.go('/oidc/device');
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.body)![1]!;
  const confirm = await browser.go('/oidc/device', { form: { xsrf, user_code: device.user_code } });
  assert.ok(confirm.body.includes(device.user_code), confirm.body.slice(-900));
  const token = /name="xsrf" value="([^"]+)"/.exec(confirm.body)![1]!;
  const consent = await browser.go('/oidc/device', {
    form: { xsrf: token, user_code: device.user_code, confirm: 'yes' },
  });
  await browser.consent(consent, []);
  const tokens = await oidc.pollDeviceAuthorizationGrant(service.config, { ...device, interval: 1 });
  assert.equal((await oidc.fetchUserInfo(service.config, tokens.access_token, tokens.claims()!.sub)).name, person.name);
});

test('a service under FAPI 2.0 must push, and is given tokens that only its key can use', async () => {
  const service = await registerService(stage, { profile: 'fapi2' });
  const browser = await signedIn(stage, stage.accounts[4]!.account);
  const bare = await browser.go((await begin(service)).path);
  assert.equal(new URL(bare.url).searchParams.get('error'), 'invalid_request');
  const verifier = oidc.randomPKCECodeVerifier();
  const parameters = {
    ...{ redirect_uri: service.redirectUri, scope: 'openid profile', state: 's' },
    ...{ code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
  };
  const DPoP = oidc.getDPoPHandle(service.config, await oidc.randomDPoPKeyPair('ES256'));
  const url = await oidc.buildAuthorizationUrlWithPAR(service.config, parameters, { DPoP });
  let page = await browser.go(url.pathname + url.search);
  if (page.body) page = await browser.consent(page, []);
  const tokens = await oidc.authorizationCodeGrant(
    service.config,
    new URL(page.url),
    { pkceCodeVerifier: verifier, expectedState: 's' },
    undefined,
    { DPoP },
  );
  assert.equal(tokens.token_type, 'dpop');
  await assert.rejects(oidc.fetchUserInfo(service.config, tokens.access_token, tokens.claims()!.sub));
  const told = await oidc.fetchUserInfo(service.config, tokens.access_token, tokens.claims()!.sub, { DPoP });
  assert.equal(told.name, stage.accounts[4]!.name);
});

test('a signed request is taken, and counts once where it is pushed', async () => {
  const service = await registerService(stage);
  const { given } = await begin(service);
  const server = service.config.serverMetadata() as oauth.AuthorizationServer;
  const client = { client_id: service.client };
  const request = await oauth.issueRequestObject(
    server,
    client,
    { ...given, response_type: 'code' },
    { key: service.key.privateKey, kid: service.key.kid },
  );
  const push = async () => {
    const auth = oauth.PrivateKeyJwt({ key: service.key.privateKey, kid: service.key.kid });
    const body = { client_id: service.client, request };
    return (await oauth.pushedAuthorizationRequest(server, client, auth, body, { [oauth.allowInsecureRequests]: true }))
      .status;
  };
  const statuses = await Promise.all(Array.from({ length: 8 }, push));
  assert.equal(statuses.filter((status) => status === 201).length, 1, statuses.join());
});

test('a token for our own API is a signed JWT for it alone', async () => {
  const service = await registerService(stage);
  const browser = await signedIn(stage, stage.accounts[5]!.account);
  const resource = `${stage.origin}/api`;
  const back = await obtainCode(stage, service, browser, { scope: 'openid session.read', resource });
  const tokens = await oidc.authorizationCodeGrant(
    service.config,
    back.url,
    { pkceCodeVerifier: back.verifier, expectedState: back.state },
    { resource },
  );
  const [header, payload] = tokens.access_token
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
  assert.deepEqual([header.typ, header.alg, payload.aud, payload.scope], ['at+jwt', 'ES256', resource, 'session.read']);
  assert.equal(payload.sub, tokens.claims()!.sub, 'the pseudonym');
  const other = await browser.go((await begin(service, { resource: 'https://elsewhere.example/api' })).path);
  assert.equal(new URL(other.url).searchParams.get('error'), 'invalid_target');
});
