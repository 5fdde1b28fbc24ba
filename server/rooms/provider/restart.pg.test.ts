import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import * as oidc from 'openid-client';
import { cloneDatabase, stopTestServer } from '#test';
import { begin, freePort, openStage, redeem, registerService, signedIn } from './stage.samples.ts';

after(() => stopTestServer());

test('a server that goes away in the middle of a sign-in finds it again: all of it is in the database', async () => {
  const clone = await cloneDatabase();
  const home = mkdtempSync(join(tmpdir(), 'dancu-restart-'));
  const options = { databaseUrl: clone.url, home, port: await freePort() };
  let stage = await openStage(options);
  const restart = async () => {
    await stage.house.kernel.close();
    stage = await openStage({ ...options, persons: 0 });
  };
  try {
    const service = await registerService(stage);
    const person = stage.accounts[0]!;
    const browser = await signedIn(stage, person.account);
    const { path, verifier, state } = await begin(service);
    const page = await browser.go(path);
    assert.match(page.body, /name="step" value="consent"/);
    await restart();
    const agreed = await browser.consent(page, []);
    await restart();
    const tokens = await redeem(service, { url: new URL(agreed.url), verifier, state });
    await restart();
    const told = await oidc.fetchUserInfo(service.config, tokens.access_token, tokens.claims()!.sub);
    assert.equal(told.name, person.name);
  } finally {
    await stage.house.kernel.close();
    await clone.drop();
    rmSync(home, { recursive: true, force: true });
  }
});
