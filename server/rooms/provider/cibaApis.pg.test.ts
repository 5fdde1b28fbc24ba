import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as oidc from 'openid-client';
import { SESSION_COOKIE } from '#rooms/accounts';
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
import { by, EDUCATION, giveScopes, openApi } from './apis.samples.ts';

/** What a service without a browser may ask for at APIs: the same as in the code flow, and shown with the number. */
const CIBA = 'urn:openid:params:grant-type:ciba' as const;
let stage: Stage;
let service: TestService;
let reader: TestService;
before(async () => {
  stage = await openStage();
  service = await registerService(stage, {
    metadata: {
      grant_types: ['authorization_code', 'refresh_token', CIBA],
      backchannel_token_delivery_mode: 'poll',
    },
  });
  reader = await registerService(stage, { organisation: EDUCATION });
});
after(() => stage.close());

const open = (given: string[]) => openApi(stage, { service, tokenFormat: 'jwt' }, given);
const ask = (who: number, resource: string | string[], scope: string) => {
  const { pin } = stage.accounts[who]!;
  const parameters = new URLSearchParams({ scope, login_hint: pin, binding_message: 'Counter 4 27' });
  for (const one of [resource].flat()) parameters.append('resource', one);
  return oidc.initiateBackchannelAuthentication(service.config, parameters);
};

interface Api {
  readonly indicator: string;
  readonly name: string;
  readonly organisation?: string;
  readonly scopes: readonly { scope: string; name: string; description: string }[];
}
const cookieOf = async (who: number) => {
  const browser = await signedIn(stage, stage.accounts[who]!.account);
  const session = await stage.house.accounts.findSession(browser.jar.get('dancu-sso /')!.value);
  return { cookie: `${SESSION_COOKIE}=${stage.house.accounts.sealSession(session!)}` };
};
/** What is shown on the person's device, and a way to say yes. */
async function look(who: number) {
  const headers = await cookieOf(who);
  const { app } = stage.house;
  const { approvals } = (await app.inject({ url: '/api/me/approvals', headers })).json() as {
    approvals: { id: string; matter: { apis?: Api[] } }[];
  };
  const [waiting] = approvals;
  return {
    apis: waiting!.matter.apis ?? [],
    async approve() {
      const url = `/api/me/approvals/${waiting!.id}`;
      const payload = { decision: 'approve', number: 27 };
      assert.equal((await app.inject({ method: 'POST', url, headers, payload })).statusCode, 200);
    },
  };
}
const redeem = (asked: Awaited<ReturnType<typeof ask>>, resource?: string) =>
  oidc.pollBackchannelAuthenticationGrant(
    service.config,
    { ...asked, interval: 1 },
    ...(resource ? [new URLSearchParams({ resource })] : []),
  );

test('API, owner, scopes and what they mean stand beside the number, and the token is signed for that API alone', async () => {
  const { indicator } = await open(['marks.read', 'marks.print']);
  const asked = await ask(0, indicator, 'openid marks.read marks.own');
  const { apis, approve } = await look(0);
  // A scope that the owner has not given is not asked for.
  assert.deepEqual(apis, [
    {
      ...{ indicator, name: 'School records', organisation: 'Ministry of Education and Training' },
      scopes: [{ scope: 'marks.read', name: 'Name of marks.read', description: 'Description of marks.read' }],
    },
  ]);
  await approve();
  const tokens = await redeem(asked, indicator);
  const { header, claims } = readJwt(tokens.access_token);
  assert.deepEqual([header.typ, header.alg, claims.aud, claims.scope], ['at+jwt', 'ES256', indicator, 'marks.read']);
  assert.deepEqual([claims.client_id, claims.sub], [service.client, tokens.claims()!.sub]);
  assert.equal(Number(claims.exp) - Number(claims.iat), 90);
});

test('a token without a resource stays one for the sign-in', async () => {
  const { indicator } = await open(['marks.read']);
  const asked = await ask(1, indicator, 'openid profile marks.read');
  await (await look(1)).approve();
  const tokens = await redeem(asked);
  const told = await oidc.fetchUserInfo(service.config, tokens.access_token, tokens.claims()!.sub);
  assert.equal(told.name, stage.accounts[1]!.name);
});

test('what the owner took back meanwhile is not in the token, and what it gave meanwhile was shown to nobody', async () => {
  const { indicator, api } = await open(['marks.read', 'marks.print']);
  const asked = await ask(2, indicator, 'openid marks.read marks.print marks.own');
  const { approve } = await look(2);
  await giveScopes(stage, service, api, ['marks.read', 'marks.own']);
  await approve();
  assert.equal(readJwt((await redeem(asked, indicator)).access_token).claims.scope, 'marks.read');
});

test('an opaque token is known to the API’s reader, and ends with the consent', async () => {
  const { indicator } = await openApi(stage, { service, reader, tokenFormat: 'opaque' }, ['marks.read']);
  const asked = await ask(3, indicator, 'openid marks.read');
  await (await look(3)).approve();
  const { access_token: token } = await redeem(asked, indicator);
  const told = async () => (await postAs(reader, metadataOf(reader).introspection_endpoint!, { token })).body;
  const { active, aud, scope } = await told();
  assert.deepEqual({ active, aud, scope }, { active: true, aud: indicator, scope: 'marks.read' });
  const headers = await cookieOf(3);
  const listed = await stage.house.app.inject({ url: '/api/me/consents', headers });
  assert.match(listed.body, /marks\.read/);
  const url = `/api/me/consents/${encodeURIComponent(service.client)}`;
  assert.equal((await stage.house.app.inject({ method: 'DELETE', url, headers })).statusCode, 204);
  assert.deepEqual(await told(), { active: false });
});

test('our own API says that no sign-in stands behind it, and the token ends with the account', async () => {
  const { house, origin } = stage;
  const asked = await ask(4, `${origin}/api`, 'openid session.read');
  const { apis, approve } = await look(4);
  assert.deepEqual(apis, [], 'whether the sign-in lives says nothing of the register');
  await approve();
  const { access_token } = await redeem(asked, `${origin}/api`);
  const call = () => fetch(`${origin}/api/me/sign-in`, { headers: { authorization: `Bearer ${access_token}` } });
  const told = (await (await call()).json()) as { signedIn: boolean; scopes: string[] };
  assert.deepEqual([told.signedIn, told.scopes], [false, ['session.read']]);
  const context = by(stage, 'test', 'ministry-of-health');
  await house.kernel.database.transact((transaction) =>
    house.accounts.setAccountState(transaction, context, stage.accounts[4]!.account, 'locked', 'test'),
  );
  assert.equal((await call()).status, 401);
});

test('an API that gave the service nothing is no target, when it is asked for and when the token is fetched', async () => {
  const { indicator } = await open([]);
  const errorOf = (work: Promise<unknown>) =>
    work.then(
      () => 'accepted',
      ({ error }: { error: string }) => error,
    );
  assert.equal(await errorOf(ask(5, indicator, 'openid marks.read')), 'invalid_target');
  const { indicator: agreed } = await open(['marks.read']);
  const { indicator: other } = await open(['marks.read']);
  const asked = await ask(5, agreed, 'openid marks.read');
  await (await look(5)).approve();
  assert.equal(await errorOf(redeem(asked, other)), 'invalid_target');
});

test('of two APIs that are asked for at once each gets a token of its own', async () => {
  const { indicator: one } = await open(['marks.read']);
  const { indicator: two } = await open(['marks.print']);
  const asked = await ask(1, [one, two], 'openid offline_access marks.read marks.print');
  const { apis, approve } = await look(1);
  assert.deepEqual(
    apis.map(({ indicator, scopes }) => [indicator, scopes.map(({ scope }) => scope)]),
    [
      [one, ['marks.read']],
      [two, ['marks.print']],
    ],
  );
  await approve();
  const tokens = await redeem(asked, one);
  const first = readJwt(tokens.access_token).claims;
  const renewed = await oidc.refreshTokenGrant(service.config, tokens.refresh_token!, { resource: two });
  const second = readJwt(renewed.access_token).claims;
  assert.deepEqual([first.aud, first.scope, second.aud, second.scope], [one, 'marks.read', two, 'marks.print']);
});
