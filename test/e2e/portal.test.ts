import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Portal } from '../../examples/portal/portal.ts';
import { giveAuthenticator } from './authenticator.ts';
import { dropSession, goThrough, languages, openContext, readCaller, until } from './browser.ts';
import { expectClean, expectCleanAtWidths } from './clean.ts';
import { openExamplePortal } from './examplePortal.ts';
import { settle } from './settle.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let portal: Portal;
const home = mkdtempSync(join(tmpdir(), 'dancu-portal-'));

before(async () => {
  stage = await openStage();
  await stage.house.clients.seed();
  portal = await openExamplePortal(`${stage.origin}/oidc`, home);
});
after(async () => {
  await portal?.close();
  await stage?.close();
  rmSync(home, { recursive: true, force: true });
});

const press = async (page: Page, text: string) => {
  await page.getByRole('button', { name: text, exact: true }).click();
};

/** Agrees with the sheet where it is shown, and is back at the portal. */
async function agree(page: Page): Promise<void> {
  const yes = page.getByRole('button', { name: 'Yes, share', exact: true });
  const back = () => new URL(page.url()).origin === portal.origin;
  await until(async () => back() || (await yes.isVisible()), 'the portal or the sheet');
  if (!back()) await yes.click();
  await page.waitForURL((url) => url.origin === portal.origin && url.pathname !== '/signed-in');
}

/** The browser offers the passkey beside the field for the number, and the authenticator answers by itself. */
async function signInByPasskey(page: Page): Promise<void> {
  await page.goto(portal.origin);
  await press(page, 'Sign in');
  await page.waitForURL((url) => url.origin === stage.origin);
}

test('a person signs in with a passkey, proves more for the record, and every sign-out reaches both', async () => {
  const { page, context } = await stage.enter('elder');
  await giveAuthenticator(page, { backedUp: true });
  await page.goto(`${stage.origin}/passkey`);
  await page.fill('input[name="label"]', 'My phone');
  await page.locator('form[data-passkey="create"] button').click();
  await page.waitForURL(`${stage.origin}/me`);
  await settle(page);
  const codes = (await page.evaluate(
    "fetch('/api/me/recovery-codes', { method: 'POST' }).then((answer) => answer.json()).then((body) => body.codes)",
  )) as string[];
  assert.equal(codes.length, 10);
  await dropSession(page);
  await context.addCookies([{ name: 'lang', value: 'en', url: stage.origin }]);

  await signInByPasskey(page);
  await page.getByRole('heading', { level: 1, name: /asks for your data/ }).waitFor();
  await expectClean(page, 'consent');
  await press(page, 'Yes, share');
  await page.waitForURL(`${portal.origin}/`);
  assert.match((await page.textContent('.who')) ?? '', /Signed in: /);

  await page.goto(`${portal.origin}/record`);
  assert.equal(await page.textContent('h1'), 'A stronger proof is needed');
  await press(page, 'Confirm');
  await page.waitForURL(/\/sign-in\//);
  await expectClean(page, 'step-up');
  await page.locator('button[name="method"][value="recovery-code"]').click();
  await page.fill('input[name="code"]', codes[0]!);
  await press(page, 'Continue');
  // High is a passkey and another way: what was proved before this question does not count.
  await press(page, 'Use a passkey');
  await agree(page);
  assert.equal(await page.textContent('h1'), 'My education record');
  assert.ok((await page.locator('tbody tr').count()) > 0);

  await press(page, 'Sign out');
  await press(page, 'Sign out everywhere');
  await page.waitForURL(`${portal.origin}/signed-out`);
  assert.equal(await readCaller(context, stage.origin), null);

  await signInByPasskey(page);
  await agree(page);
  await page.locator('.who').waitFor();
  const beforeEnd = await page.context().cookies(portal.origin);
  await goThrough(page, `${stage.origin}/sign-in`, `${stage.origin}/me`);
  // Off the screen, which would find its session gone and go to the sign-in across the next step.
  await settle(page);
  await page.goto('about:blank');
  await context.request.post(`${stage.origin}/sign-out`, { headers: { 'sec-fetch-site': 'same-origin' } });
  await until(async () => {
    await page.goto(`${portal.origin}/`);
    return (await page.locator('.who').count()) === 0;
  }, 'the end of the portal’s session');
  assert.deepEqual(
    (await page.context().cookies(portal.origin)).filter(({ name }) => name === 'portal'),
    beforeEnd.filter(({ name }) => name === 'portal'),
    'the portal’s cookie is still there: its session was ended from behind',
  );
  await context.close();
});

test('a representative files for a company, and the portal learns its tax code', async () => {
  const { rows } = await stage.house.kernel.database.pool.query<{ persona: string; person: string }>(
    "SELECT persona, person FROM demonstration.persona WHERE persona IN ('mother', 'student')",
  );
  const keyOf = (persona: string) => rows.find((row) => row.persona === persona)!.person;
  await stage.house.mandates.seedOrganisations({ representative: keyOf('mother'), member: keyOf('student') });
  const { page, context } = await stage.visit({ width: 360 });
  await page.goto(`${portal.origin}/company`);
  assert.equal(await page.textContent('h1'), 'You are signed in for yourself');
  await press(page, 'Choose the company');
  await page.click('button[value="mother"]');
  await page.locator('button[name="acting"]').first().waitFor();
  await expectClean(page, 'as whom');
  await page
    .locator('button[name="acting"]')
    .filter({ hasText: /company|công ty/i })
    .first()
    .click();
  await agree(page);
  assert.equal(await page.textContent('h1'), 'File for my company');
  await expectClean(page, 'company');
  await press(page, 'File the report');
  assert.equal(await page.textContent('.fault'), 'Give a number from 0 to 100000');
  await page.fill('#trainees', '12');
  await press(page, 'File the report');
  await page.getByRole('heading', { level: 1, name: 'The report is filed' }).waitFor();
  assert.match((await page.textContent('dl')) ?? '', /\(\d{10}(-\d{3})?\)/);
  await context.close();
});

for (const language of languages)
  test(`the portal’s pages are accessible in ${language} at every width`, async () => {
    const { page, context } = await openContext(stage.browser, { locale: language });
    for (const path of ['/', '/record', '/company', '/signed-out', '/signed-in', '/nothing']) {
      await page.goto(`${portal.origin}${path}?lang=${language}`);
      assert.equal(await page.getAttribute('html', 'lang'), language);
      await expectCleanAtWidths(page, `${path} in ${language}`);
    }
    await context.close();
  });

test('a logout notice that the login did not sign ends nothing', async () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    iss: `${stage.origin}/oidc`,
    aud: 'education-portal',
    sub: 'x',
    iat: Math.floor(Date.now() / 1000),
    jti: 'x',
  };
  const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
  for (const head of [
    { alg: 'none', typ: 'logout+jwt' },
    { alg: 'ES256', typ: 'logout+jwt', kid: 'unknown' },
    { alg: 'ES256', typ: 'JWT' },
  ]) {
    const logout_token = `${part(head)}.${part({ ...claims, events })}.`;
    const answer = await fetch(`${portal.origin}/logout-notice`, {
      method: 'POST',
      body: new URLSearchParams({ logout_token }),
    });
    assert.equal(answer.status, 400);
  }
});
