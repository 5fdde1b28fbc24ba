import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as oidc from 'openid-client';
import {
  age,
  TestBrowser as Browser,
  metadataOf,
  openStage,
  postAs,
  registerService,
  type Stage,
  signedIn,
  type TestBrowser,
  type TestService,
} from './stage.ts';

/** Devices without a keyboard (RFC 8628); the suite has no plan for them, so names begin with the section. */
const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code' as const;
let stage: Stage;
let service: TestService;
let other: TestService;
before(async () => {
  stage = await openStage();
  const metadata = { grant_types: ['authorization_code' as const, DEVICE] };
  service = await registerService(stage, { metadata });
  other = await registerService(stage, { metadata });
});
after(() => stage.close());

const ask = () => oidc.initiateDeviceAuthorization(service.config, { scope: 'openid profile' });
const redeem = (device_code: string, as = service) =>
  postAs(as, metadataOf(as).token_endpoint!, { grant_type: DEVICE, device_code });

/** Types the code, and says yes or no to it. @returns the page behind it */
async function typeCode(browser: TestBrowser, user_code: string, answer: Record<string, string> = { confirm: 'yes' }) {
  const tokenOf = (body: string) => /name="xsrf" value="([^"]+)"/.exec(body)?.[1] ?? '';
  const page = await browser.go('/oidc/device');
  const shown = await browser.go('/oidc/device', { form: { xsrf: tokenOf(page.body), user_code } });
  if (!shown.body.includes(user_code)) return shown;
  return browser.go('/oidc/device', { form: { xsrf: tokenOf(shown.body), user_code, ...answer } });
}
async function agree(user_code: string, number = 0) {
  const browser = await signedIn(stage, stage.accounts[number]!.account);
  const page = await typeCode(browser, user_code);
  return page.body.includes('value="consent"') ? browser.consent(page, []) : page;
}

test('rfc8628-3.2: codes to type that are short, without vowels, and last ten minutes', async () => {
  const given = await ask();
  assert.match(given.user_code, /^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
  assert.equal(given.verification_uri, `${stage.origin}/oidc/device`);
  assert.equal(given.expires_in, 600);
  assert.ok(given.device_code.length >= 40);
});

test('rfc8628-3.4: the device is told when the person has agreed, once', async () => {
  const given = await ask();
  assert.equal((await redeem(given.device_code)).body.error, 'authorization_pending');
  await agree(given.user_code);
  const answers = await Promise.all(Array.from({ length: 8 }, () => redeem(given.device_code)));
  const won = answers.filter(({ status }) => status === 200);
  assert.ok(won.length <= 1, `${won.length} redemptions`);
  for (const { status, body } of answers) if (status !== 200) assert.equal(body.error, 'invalid_grant');
  const second = await ask();
  await agree(second.user_code);
  const tokens = await oidc.pollDeviceAuthorizationGrant(service.config, { ...second, interval: 1 });
  const told = await oidc.fetchUserInfo(service.config, tokens.access_token, tokens.claims()!.sub);
  assert.equal(told.name, stage.accounts[0]!.name);
});

test('rfc8628-3.5: access_denied, expired_token, and nothing for another service', async () => {
  const refused = await ask();
  const browser = await signedIn(stage, stage.accounts[1]!.account);
  await typeCode(browser, refused.user_code, { abort: 'yes' });
  assert.equal((await redeem(refused.device_code)).body.error, 'access_denied');
  const own = await ask();
  await agree(own.user_code, 1);
  assert.equal((await redeem(own.device_code, other)).body.error, 'invalid_grant');
  const late = await ask();
  await age(stage, 'DeviceCode', 700);
  assert.match((await redeem(late.device_code)).body.error!, /^(expired_token|invalid_grant)$/);
  const page = await agree(late.user_code, 1);
  assert.equal(page.status, 400, 'nor does the person find it');
});

test('rfc8628-5.1: a code is used by one person, and guessing is refused', async () => {
  const given = await ask();
  await agree(given.user_code, 2);
  assert.equal((await agree(given.user_code, 3)).status, 400);
  const tokens = await redeem(given.device_code);
  assert.equal(tokens.status, 200);
  const browser = new Browser(stage.origin);
  const page = await browser.go('/oidc/device');
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.body)![1]!;
  const paths = ['/oidc/device', '/oidc/device/', '/oidc/DEVICE', '/oidc/device?x=1'];
  const guess = async (path: string) => (await browser.go(path, { form: { xsrf, user_code: 'BBBB-BBBB' } })).status;
  for (let tries = 0; tries < 60; tries += 1) await guess(paths[tries % paths.length]!);
  for (const path of paths) assert.equal(await guess(path), 429, path);
});
