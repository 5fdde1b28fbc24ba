import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as oidc from 'openid-client';
import { begin, obtainCode, openStage, redeem, registerService, type Stage, signedIn } from './stage.samples.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

test('a service that asks for consent anew shows what it asks for, and what is remembered stays', async () => {
  const service = await registerService(stage);
  const [person] = stage.accounts;
  const browser = await signedIn(stage, person!.account);
  const scope = { scope: 'openid profile birthdate' };
  await obtainCode(stage, service, browser, scope, ['birthDate']);
  const { path, verifier, state } = await begin(service, { ...scope, prompt: 'consent' });
  const page = await browser.go(path);
  assert.match(page.body, /name="field:birthDate"/);
  const back = await browser.consent(page, ['birthDate']);
  assert.ok(new URL(back.url).searchParams.has('code'), back.url);
  const tokens = await redeem(service, { url: new URL(back.url), verifier, state });
  const told = await oidc.fetchUserInfo(service.config, tokens.access_token, tokens.claims()!.sub);
  assert.equal(told.name, person!.name);
  assert.ok(told.birthdate);
  const other = await signedIn(stage, person!.account);
  const again = await other.go((await begin(service, scope)).path);
  assert.ok(new URL(again.url).searchParams.has('code'), 'remembered');
});

/** What is written down of a person's consent to a service. */
async function written(client: string, account: string) {
  const { pool } = stage.house.kernel.database;
  const count = async (table: string, more = '') => {
    const { rows } = await pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${table} WHERE account = $1 ${more}`,
      [account],
    );
    return rows[0]!.n;
  };
  const own = `AND client = '${client}'`;
  return {
    consents: await count('provider.consent', own),
    permissions: await count('provider.permission', own),
    grants: await count('provider.artifact', `${own} AND model = 'Grant'`),
    events: await count('accounts.event', `AND kind = 'consent-given' AND data->>'client' = '${client}'`),
  };
}

test('one page that is answered 64 times at once gives one grant, one consent, one line and one code', async () => {
  const service = await registerService(stage);
  const { account } = stage.accounts[1]!;
  const browser = await signedIn(stage, account);
  const page = await browser.go((await begin(service)).path);
  const answers = await Promise.all(Array.from({ length: 64 }, () => browser.consent(page, [])));
  const codes = answers.filter(({ url }) => new URL(url).searchParams.has('code'));
  assert.equal(codes.length, 1, JSON.stringify(answers.map(({ url, status }) => [url, status])));
  assert.deepEqual(await written(service.client, account), { consents: 1, permissions: 1, grants: 1, events: 1 });
});

test('64 browsers of one person that agree at once leave one consent, and its withdrawal takes every grant', async () => {
  const service = await registerService(stage);
  const { account } = stage.accounts[2]!;
  const browsers = await Promise.all(Array.from({ length: 64 }, () => signedIn(stage, account)));
  const pages = await Promise.all(
    browsers.map(async (browser) => ({ browser, page: await browser.go((await begin(service)).path) })),
  );
  const backs = await Promise.all(pages.map(({ browser, page }) => browser.consent(page, [])));
  for (const { url } of backs) assert.ok(new URL(url).searchParams.has('code'), url);
  const after = await written(service.client, account);
  // A grant is a sign-in's: the browsers' own are 64, and what the person agreed to is one.
  assert.deepEqual([after.consents, after.permissions, after.grants], [1, 64, 64]);
  const session = await stage.house.accounts.findSession(browsers[0]!.jar.get('dancu-sso /')!.value);
  const cookie = `dancu-session=${stage.house.accounts.sealSession(session!)}`;
  const url = `/api/me/consents/${encodeURIComponent(service.client)}`;
  assert.equal((await stage.house.app.inject({ method: 'DELETE', url, headers: { cookie } })).statusCode, 204);
  const left = await written(service.client, account);
  assert.deepEqual([left.permissions, left.grants], [0, 0]);
});
