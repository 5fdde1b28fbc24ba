import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as oauth from 'oauth4webapi';
import {
  begin,
  obtainCode,
  openStage,
  registerService,
  type Stage,
  signedIn,
  TestBrowser,
  type TestService,
} from './stage.samples.ts';

const insecure = { [oauth.allowInsecureRequests]: true } as const;
let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const serverOf = (service: TestService) => service.config.serverMetadata() as oauth.AuthorizationServer;
const authOf = ({ key }: TestService) => oauth.PrivateKeyJwt({ key: key.privateKey, kid: key.kid });

async function tokenRequest(service: TestService, form: Record<string, string>, headers: Record<string, string> = {}) {
  const body = new URLSearchParams(form);
  const head = new Headers({ accept: 'application/json', ...headers });
  const server = serverOf(service);
  await authOf(service)(server, { client_id: service.client }, body, head);
  const answer = await fetch(server.token_endpoint!, { method: 'POST', body, headers: head });
  return { status: answer.status, body: (await answer.json()) as Record<string, string> };
}

async function userInfo(service: TestService, token: string) {
  const answer = await fetch(serverOf(service).userinfo_endpoint!, { headers: { authorization: `Bearer ${token}` } });
  return answer.status;
}

for (const parallel of [8, 64])
  test(`a code that comes ${parallel} times at once is redeemed once, and what it gave ends with it`, async () => {
    const service = await registerService(stage);
    const rounds = parallel === 8 ? 10 : 3;
    for (let round = 0; round < rounds; round += 1) {
      const browser = await signedIn(stage, stage.accounts[round % 6]!.account);
      const { url, verifier } = await obtainCode(stage, service, browser);
      const form = {
        grant_type: 'authorization_code',
        code: url.searchParams.get('code')!,
        code_verifier: verifier,
        redirect_uri: service.redirectUri,
      };
      const answers = await Promise.all(Array.from({ length: parallel }, () => tokenRequest(service, form)));
      const won = answers.filter(({ status }) => status === 200);
      assert.ok(won.length <= 1, `${won.length} redemptions in round ${round}`);
      for (const { status, body } of answers)
        if (status !== 200) assert.deepEqual([status, body.error], [400, 'invalid_grant']);
      if (won[0]) assert.equal(await userInfo(service, won[0].body.access_token!), 401);
      assert.equal((await tokenRequest(service, form)).status, 400);
    }
  });

test('a code that comes once is redeemed, and the second time ends what it gave', async () => {
  const service = await registerService(stage);
  const { url, verifier } = await obtainCode(stage, service, await signedIn(stage, stage.accounts[0]!.account));
  const form = {
    ...{ grant_type: 'authorization_code', code: url.searchParams.get('code')!, code_verifier: verifier },
    redirect_uri: service.redirectUri,
  };
  const first = await tokenRequest(service, form);
  assert.equal(first.status, 200);
  assert.equal(await userInfo(service, first.body.access_token!), 200);
  assert.equal((await tokenRequest(service, form)).body.error, 'invalid_grant');
  assert.equal(await userInfo(service, first.body.access_token!), 401);
});

test('one client assertion authenticates one request of many at once', async () => {
  const service = await registerService(stage);
  const server = serverOf(service);
  for (let round = 0; round < 6; round += 1) {
    const { given } = await begin(service);
    const body = new URLSearchParams({ ...given, client_id: service.client, response_type: 'code' });
    await authOf(service)(server, { client_id: service.client }, body, new Headers());
    const answers = await Promise.all(
      Array.from({ length: 16 }, () =>
        fetch(server.pushed_authorization_request_endpoint!, { method: 'POST', body: new URLSearchParams(body) }),
      ),
    );
    assert.equal(answers.filter(({ status }) => status === 201).length, 1);
    for (const answer of answers)
      if (answer.status !== 201)
        assert.deepEqual([answer.status, ((await answer.json()) as { error: string }).error], [401, 'invalid_client']);
  }
});

test('an assertion for next year, or from the future, or without an end is refused', async () => {
  const service = await registerService(stage);
  const server = serverOf(service);
  const now = Math.floor(Date.now() / 1000);
  const attempt = async (change: Record<string, unknown>) => {
    const auth = oauth.PrivateKeyJwt(
      { key: service.key.privateKey, kid: service.key.kid },
      {
        [oauth.modifyAssertion]: (_header, payload) => void Object.assign(payload, change),
      },
    );
    const answer = await oauth.pushedAuthorizationRequest(
      server,
      { client_id: service.client },
      auth,
      { ...(await begin(service)).given, response_type: 'code' },
      insecure,
    );
    return answer.status;
  };
  assert.equal(await attempt({}), 201);
  assert.equal(await attempt({ exp: now + 365 * 86_400 }), 401);
  assert.equal(await attempt({ iat: now + 120, nbf: now + 120, exp: now + 180 }), 401);
  assert.equal(await attempt({ iat: now - 3600 }), 401);
  assert.equal(await attempt({ exp: undefined }), 401);
});

test('a pushed request is used once, also by two browsers at once', async () => {
  const service = await registerService(stage);
  const server = serverOf(service);
  for (let round = 0; round < 4; round += 1) {
    const { given } = await begin(service, { scope: 'openid' });
    const pushed = await oauth.processPushedAuthorizationResponse(
      server,
      { client_id: service.client },
      await oauth.pushedAuthorizationRequest(
        server,
        { client_id: service.client },
        authOf(service),
        { ...given, response_type: 'code' },
        insecure,
      ),
    );
    const path = `/oidc/auth?client_id=${encodeURIComponent(service.client)}&request_uri=${encodeURIComponent(pushed.request_uri)}`;
    const sixteen = Array.from({ length: 16 }, (_, index) => stage.accounts[index % 6]!.account);
    const browsers = await Promise.all(sixteen.map((account) => signedIn(stage, account)));
    const ends = await Promise.all(browsers.map((browser) => browser.go(path)));
    const codes = ends.filter(({ url }) => new URL(url).searchParams.has('code'));
    assert.equal(codes.length, 1, JSON.stringify(ends.map(({ url, body }) => [url, body.slice(-600)])));
  }
});

async function publicTokens(account: string) {
  const service = await registerService(stage, { metadata: { token_endpoint_auth_method: 'none' } });
  const browser = await signedIn(stage, account);
  const { url, verifier } = await obtainCode(stage, service, browser, {
    scope: 'openid offline_access',
    prompt: 'consent',
  });
  const form = {
    ...{ grant_type: 'authorization_code', code: url.searchParams.get('code')!, code_verifier: verifier },
    ...{ redirect_uri: service.redirectUri, client_id: service.client },
  };
  const request = async (given: Record<string, string>) => {
    const answer = await fetch(serverOf(service).token_endpoint!, { method: 'POST', body: new URLSearchParams(given) });
    return { status: answer.status, body: (await answer.json()) as Record<string, string> };
  };
  const refresh = (refresh_token: string) =>
    request({ grant_type: 'refresh_token', refresh_token, client_id: service.client });
  return { service, refresh, first: await request(form) };
}

const grow = (seconds: number) =>
  stage.house.kernel.database.pool.query(
    "UPDATE provider.artifact SET consumed_at = consumed_at - $1 * interval '1 second' WHERE model = 'RefreshToken'",
    [seconds],
  );

for (const parallel of [8, 64])
  test(`${parallel} tabs that refresh at once are given one and the same successor`, async () => {
    const { refresh, first, service } = await publicTokens(stage.accounts[1]!.account);
    assert.ok(first.body.refresh_token, JSON.stringify(first));
    const answers = await Promise.all(Array.from({ length: parallel }, () => refresh(first.body.refresh_token!)));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200], JSON.stringify(answers));
    const successors = new Set(answers.map(({ body }) => body.refresh_token));
    assert.equal(successors.size, 1);
    const { rows } = await stage.house.kernel.database.pool.query(
      `SELECT count(*)::int AS tokens, count(*) FILTER (WHERE consumed_at IS NULL)::int AS living FROM provider.artifact
       WHERE model = 'RefreshToken' AND client = $1`,
      [service.client],
    );
    assert.deepEqual(rows, [{ tokens: 2, living: 1 }], 'one line of descent');
    assert.equal((await refresh([...successors][0]!)).status, 200, 'the successor goes on');
  });

test('a rotated token that comes back later ends everything that it led to', async () => {
  const { refresh, first, service } = await publicTokens(stage.accounts[2]!.account);
  const second = await refresh(first.body.refresh_token!);
  await grow(60);
  assert.equal(await userInfo(service, second.body.access_token!), 200);
  assert.equal((await refresh(first.body.refresh_token!)).body.error, 'invalid_grant');
  assert.equal((await refresh(second.body.refresh_token!)).body.error, 'invalid_grant');
  assert.equal(await userInfo(service, second.body.access_token!), 401);
});

test('the grace does not let an older successor replace a newer one', async () => {
  const { refresh, first } = await publicTokens(stage.accounts[3]!.account);
  const second = await refresh(first.body.refresh_token!);
  await refresh(second.body.refresh_token!);
  // Within the grace the first still answers with its own successor, whose second use is known.
  const again = await refresh(first.body.refresh_token!);
  assert.equal(again.body.refresh_token, second.body.refresh_token);
  await grow(60);
  assert.equal((await refresh(second.body.refresh_token!)).body.error, 'invalid_grant');
});

test('one DPoP proof is taken once of many at once', async () => {
  const service = await registerService(stage, { profile: 'fapi2' });
  const server = serverOf(service);
  const DPoP = oauth.DPoP({}, await oauth.generateKeyPair('ES256'));
  const { given } = await begin(service);
  let proof = '';
  // Made by the library, and kept from leaving.
  const capture: typeof fetch = async (_url, init) => {
    proof = new Headers(init?.headers).get('dpop') ?? '';
    return Response.json({}, { status: 400 });
  };
  const client = { client_id: service.client };
  const parameters = { ...given, response_type: 'code' };
  const options = { DPoP, [oauth.customFetch]: capture, ...insecure };
  await oauth.pushedAuthorizationRequest(server, client, authOf(service), parameters, options as never);
  assert.ok(proof);
  const send = async () => {
    const body = new URLSearchParams(parameters);
    await authOf(service)(server, client, body, new Headers());
    return fetch(server.pushed_authorization_request_endpoint!, { method: 'POST', body, headers: { dpop: proof } });
  };
  const answers = await Promise.all(Array.from({ length: 16 }, send));
  assert.equal(answers.filter(({ status }) => status === 201).length, 1);
});

test('a stranger to the browser cannot finish its interaction', async () => {
  const service = await registerService(stage);
  const browser = await signedIn(stage, stage.accounts[4]!.account);
  const page = await browser.go((await begin(service)).path);
  const stranger = await signedIn(stage, stage.accounts[4]!.account, undefined, new TestBrowser(stage.origin));
  const { status } = await stranger.go(new URL(page.url).pathname);
  assert.equal(status, 410);
});
