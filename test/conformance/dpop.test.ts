import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as oidc from 'openid-client';
import {
  type Answer,
  begin,
  type Change,
  codeForm,
  makeKey,
  metadataOf,
  now,
  openStage,
  post,
  postAs,
  prove,
  pushAndReturn,
  registerService,
  type Stage,
  signedIn,
  type TestBrowser,
  type TestService,
} from './stage.ts';

/** Tokens bound to a key (RFC 9449) as the FAPI 2.0 plan of the suite asks for them. */
const P = 'fapi2-security-profile-final';
let stage: Stage;
let service: TestService;
let other: TestService;
let browser: TestBrowser;
let url: { token: string; push: string; info: string };
before(async () => {
  stage = await openStage();
  service = await registerService(stage, { profile: 'fapi2' });
  other = await registerService(stage, { profile: 'fapi2' });
  browser = await signedIn(stage, stage.accounts[0]!.account);
  const { token_endpoint, pushed_authorization_request_endpoint, userinfo_endpoint } = metadataOf(service);
  url = { token: token_endpoint!, push: pushed_authorization_request_endpoint!, info: userinfo_endpoint! };
});
after(() => stage.close());

async function obtain(parameters: Record<string, string> = {}) {
  const back = await pushAndReturn(service, browser, parameters, await makeKey());
  const expected = { pkceCodeVerifier: back.verifier, expectedState: back.state };
  const tokens = await oidc.authorizationCodeGrant(service.config, back.url, expected, undefined, back);
  return { ...back, tokens, token: tokens.access_token };
}

/** Asks for userinfo with whatever proof. */
async function ask(token: string, dpop: string | undefined, scheme = 'DPoP'): Promise<Answer> {
  const headers = { authorization: `${scheme} ${token}`, ...(dpop === undefined ? {} : { dpop }) };
  const answer = await fetch(url.info, { headers });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Answer['body'] };
}

const hour = 3600;
/** Proofs with one thing changed, and whether they hold. */
const proofs: readonly [block: string, change: (own: oidc.CryptoKeyPair) => Change | Promise<Change>, holds?: true][] =
  [
    ['nothing is changed', () => ({}), true],
    ['typ is missing', () => ({ header: { typ: undefined } })],
    ['typ is another', () => ({ header: { typ: 'JWT' } })],
    ['alg is missing', () => ({ header: { alg: undefined } })],
    ['alg is none', () => ({ header: { alg: 'none' } })],
    ['alg is RS256', async () => ({ header: { alg: 'RS256' }, key: (await makeKey('RS256')).privateKey })],
    ['jwk is missing', () => ({ header: { jwk: undefined } })],
    [
      'jwk holds the private key',
      async (own) => ({ header: { jwk: await crypto.subtle.exportKey('jwk', own.privateKey) } }),
    ],
    ['signed with another key', async () => ({ key: (await makeKey()).privateKey })],
    ['jti is missing', () => ({ claims: { jti: undefined } })],
    ['htm is missing', () => ({ claims: { htm: undefined } })],
    ['htm is another', () => ({ claims: { htm: 'PUT' } })],
    ['htu is missing', () => ({ claims: { htu: undefined } })],
    ['htu is another', () => ({ claims: { htu: url.token } })],
    ['htu has a query and a fragment', () => ({ claims: { htu: `${url.info}?a=b#c` } }), true],
    ['htu is written in capitals where that does not count', () => ({ claims: { htu: shout(url.info) } }), true],
    ['iat is missing', () => ({ claims: { iat: undefined } })],
    ['iat is one hour ahead', () => ({ claims: { iat: now() + hour } })],
    ['iat is one hour ago', () => ({ claims: { iat: now() - hour } })],
    ['iat is 10 seconds ago', () => ({ claims: { iat: now() - 10 } }), true],
    ['iat is 10 seconds ahead', () => ({ claims: { iat: now() + 10 } }), true],
    ['ath is missing', () => ({ claims: { ath: undefined } })],
    ['ath is of another token', () => ({ claims: { ath: Buffer.alloc(32).toString('base64url') } })],
    ['a nonce that was never given', () => ({ claims: { nonce: 'made-up' } })],
    ['more members, which count for nothing', () => ({ header: { extra: 'h' }, claims: { extra: 'c' } }), true],
  ];
const shout = (address: string) => address.replace(/^http:\/\/localhost/, 'HTTP://LOCALHOST');

test(`${P}-dpop-negative-tests`, async (t) => {
  const { pair, token } = await obtain();
  const proof = (change: Change = {}) => prove(pair, ['GET', url.info], { token, ...change });
  for (const [block, change, holds] of proofs)
    await t.test(block, async () => {
      const { status, headers, body } = await ask(token, await proof(await change(pair)));
      assert.equal(status, holds ? 200 : 401, JSON.stringify(body));
      if (!holds)
        assert.match(
          headers.get('www-authenticate')!,
          /^DPoP .*error="(invalid_dpop_proof|use_dpop_nonce|invalid_token)"/,
        );
    });
  const refused: readonly [block: string, dpop: () => Promise<string | undefined>, scheme?: string][] = [
    ['two proofs at once', async () => `${await proof()}, ${await proof()}`],
    ['no proof', async () => undefined],
    ['an ill-formed proof', async () => 'not.a.proof'],
    ['the token as Bearer', async () => undefined, 'Bearer'],
    ['the token as Bearer beside a good proof', () => proof(), 'Bearer'],
    ['a proof of another key', async () => prove(await makeKey(), ['GET', url.info], { token })],
  ];
  for (const [block, dpop, scheme] of refused)
    await t.test(block, async () => {
      const { status, body } = await ask(token, await dpop(), scheme);
      assert.ok(status === 400 || status === 401, `${status}`);
      assert.equal(body.sub, undefined);
    });
  await t.test('a proof that was used', async () => {
    const once = await proof();
    assert.equal((await ask(token, once)).status, 200);
    assert.equal((await ask(token, once)).status, 401);
  });
  await t.test('a nonce that was given', async () => {
    const nonce = (await ask(token, await proof({ claims: { iat: now() - hour } }))).headers.get('dpop-nonce');
    assert.equal((await ask(token, await proof({ claims: { nonce } }))).status, 200);
  });
});

test(`${P}-access-token-type-header-case-sensitivity`, async () => {
  const { pair, token } = await obtain();
  for (const scheme of ['dpop', 'DPOP', 'DpOp'])
    assert.equal((await ask(token, await prove(pair, ['GET', url.info], { token }), scheme)).status, 200, scheme);
});

/** Redeems a code with a proof changed so. */
async function redeem(back: Awaited<ReturnType<typeof pushAndReturn>>, pair?: oidc.CryptoKeyPair, change: Change = {}) {
  const headers: Record<string, string> = pair ? { dpop: await prove(pair, ['POST', url.token], change) } : {};
  return postAs(service, url.token, codeForm(service, back), { headers });
}

test(`${P}-check-dpop-proof-nbf-exp, -ensure-dpopproof-with-iat-10seconds-before-succeeds, -after-succeeds`, async () => {
  for (const claims of [{ nbf: now(), exp: now() + 300 }, { iat: now() - 10 }, { iat: now() + 10 }]) {
    const back = await pushAndReturn(service, browser);
    assert.equal((await redeem(back, back.pair, { claims })).status, 200, JSON.stringify(claims));
  }
});

test(`${P}-ensure-holder-of-key-required`, async () => {
  const { status, body } = await redeem(await pushAndReturn(service, browser));
  assert.equal(status, 400);
  assert.match(body.error!, /^invalid_(request|grant|dpop_proof)$/);
});

/** Pushes with a proof of one key, `dpop_jkt` of another or none, and redeems with a third. */
async function pushWith(proof: oidc.CryptoKeyPair | undefined, named: oidc.CryptoKeyPair | undefined) {
  const { given, verifier } = await begin(service);
  const jkt = named && (await oidc.getDPoPHandle(service.config, named).calculateThumbprint());
  const headers: Record<string, string> = proof ? { dpop: await prove(proof, ['POST', url.push]) } : {};
  const form = { ...given, client_id: service.client, response_type: 'code', dpop_jkt: jkt };
  const answer = await postAs(service, url.push, form, { headers });
  const code = async () => {
    const path = `/oidc/auth?${new URLSearchParams({ client_id: service.client, request_uri: String(answer.body.request_uri) })}`;
    return { url: new URL((await browser.go(path)).url), verifier };
  };
  return { answer, code };
}
const redeemCode = async (back: { url: URL; verifier: string }, pair: oidc.CryptoKeyPair) =>
  postAs(service, url.token, codeForm(service, back), { headers: { dpop: await prove(pair, ['POST', url.token]) } });

test(`${P}-ensure-mismatched-dpop-jkt-fails`, async () => {
  const { answer } = await pushWith(await makeKey(), await makeKey());
  assert.equal(answer.status, 400);
  assert.match(answer.body.error!, /^invalid_(request|dpop_proof)$/);
});

const binding: readonly [module: string, proved: boolean, named: boolean][] = [
  ['dpopproof-at-par-endpoint-binding', true, false],
  ['dpop-auth-code-binding', true, true],
  ['dpop-jkt alone', false, true],
];
for (const [module, proved, named] of binding)
  test(`${P}-ensure-${module}: the code is for that key, and no other`, async () => {
    const [own, foreign] = [await makeKey(), await makeKey()];
    const push = () => pushWith(proved ? own : undefined, named ? own : undefined);
    assert.equal((await redeemCode(await (await push()).code(), own)).status, 200);
    const mismatched = await redeemCode(await (await push()).code(), foreign);
    assert.deepEqual(
      [mismatched.status, mismatched.body.error],
      [400, 'invalid_grant'],
      '-ensure-token-endpoint-fails-with-mismatched-dpop-jkt, -dpop-proof-jkt',
    );
  });

test(`${P}-refresh-token: to its own service, with its proof, not rotated`, async () => {
  const { tokens, pair } = await obtain({ scope: 'openid profile offline_access', prompt: 'consent' });
  const form = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
  const refresh = async (as = service, key: oidc.CryptoKeyPair | undefined = pair) => {
    const headers: Record<string, string> = key ? { dpop: await prove(key, ['POST', url.token]) } : {};
    return postAs(as, url.token, form, { headers });
  };
  for (let turn = 0; turn < 2; turn += 1) {
    const { status, body } = await refresh();
    assert.equal(status, 200, JSON.stringify(body));
    assert.ok(body.refresh_token === undefined || body.refresh_token === tokens.refresh_token, 'FAPI 2.0, 5.3.2.1');
    const token = String(body.access_token);
    assert.equal((await ask(token, await prove(pair, ['GET', url.info], { token }))).status, 200);
  }
  assert.equal((await refresh(other)).body.error, 'invalid_grant');
  const bare = await post(
    url.token,
    { ...form, client_id: service.client },
    { dpop: await prove(pair, ['POST', url.token]) },
  );
  assert.ok([400, 401].includes(bare.status), 'without authentication');
  const headless = await postAs(service, url.token, form);
  assert.equal(headless.status, 400, 'without a proof');
  // The next key of the same service is no reason to refuse it (RFC 9449, 5): the service proves itself by another.
  const rekeyed = await refresh(service, await makeKey());
  const token = String(rekeyed.body.access_token);
  if (rekeyed.status === 200)
    assert.equal((await ask(token, await prove(pair, ['GET', url.info], { token }))).status, 401);
});
