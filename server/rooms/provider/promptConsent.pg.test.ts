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
