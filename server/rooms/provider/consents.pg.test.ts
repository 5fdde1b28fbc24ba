import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as oidc from 'openid-client';
import { readInfo, screensCookie, signIn } from './signIns.samples.ts';
import { begin, obtainCode, openStage, registerService, type Stage, signedIn } from './stage.samples.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage?.close());

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

test('what an older grant may still read stays in the list after a newer sheet that did not ask for it', async () => {
  const service = await registerService(stage);
  const account = stage.accounts[5]!.account;
  const wide = { scope: 'openid profile identifier offline_access', prompt: 'consent' };
  const { tokens, sub } = await signIn(stage, service, account, wide);
  const { browser } = await signIn(stage, service, account, { scope: 'openid profile', prompt: 'consent' });
  const cookie = await screensCookie(stage, browser);
  const list = await stage.house.app.inject({ url: '/api/me/consents', headers: { cookie } });
  const { consents } = list.json() as { consents: { client: string; fields: string[] }[] };
  const shown = consents.find(({ client }) => client === service.client)?.fields;
  assert.deepEqual([...shown!].sort(), ['name', 'pin']);
  assert.ok(Object.keys(await readInfo(service, tokens, sub)).length > 2, 'the older grant reads both');
});

test('withdrawn consent ends tokens at once and is asked for anew', async () => {
  const service = await registerService(stage);
  const account = stage.accounts[2]!.account;
  const { tokens, sub, browser } = await signIn(stage, service, account, {
    scope: 'openid profile offline_access',
    prompt: 'consent',
  });
  assert.ok(tokens.refresh_token);
  assert.ok((await readInfo(service, tokens, sub)).name);
  const cookie = await screensCookie(stage, browser);
  const listed = await stage.house.app.inject({ url: '/api/me/consents', headers: { cookie } });
  const { consents } = listed.json() as { consents: { client: string; fields: string[] }[] };
  assert.deepEqual(consents.find(({ client }) => client === service.client)?.fields, ['name']);
  const gone = await stage.house.app.inject({
    method: 'DELETE',
    url: `/api/me/consents/${service.client}`,
    headers: { cookie },
  });
  assert.equal(gone.statusCode, 204, gone.body);
  await assert.rejects(readInfo(service, tokens, sub));
  await assert.rejects(oidc.refreshTokenGrant(service.config, tokens.refresh_token!));
  assert.match((await browser.go((await begin(service)).path)).body, /name="step" value="consent"/);
});
