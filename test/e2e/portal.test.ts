import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Portal } from '../../examples/portal/portal.ts';
import { dropSession, expectClean, languages, openStage, type Stage, widths } from './browser.ts';
import { openExamplePortal } from './examplePortal.ts';

let stage: Stage;
let portal: Portal;
const home = mkdtempSync(join(tmpdir(), 'dancu-portal-'));

before(async () => {
  stage = await openStage(3431);
  await stage.house.clients.seed();
  portal = await openExamplePortal(`${stage.origin}/oidc`, home);
});
after(async () => {
  await portal?.close();
  await stage.close();
  rmSync(home, { recursive: true, force: true });
});

const press = async (page: Page, text: string) => {
  await page.getByRole('button', { name: text, exact: true }).click();
};

/** A phone with a passkey that its maker keeps a copy of: strong, and not the strongest. */
async function addAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      defaultBackupEligibility: true,
      defaultBackupState: true,
    },
  });
}

/** Agrees with the sheet where it is shown, and is back at the portal. */
async function agree(page: Page): Promise<void> {
  const yes = page.getByRole('button', { name: 'Yes, share', exact: true });
  const back = () => new URL(page.url()).origin === portal.origin;
  await waitUntil(async () => back() || (await yes.isVisible()));
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
  await addAuthenticator(page);
  await page.goto(`${stage.origin}/passkey`);
  await page.fill('input[name="label"]', 'My phone');
  await page.locator('form[data-passkey="create"] button').click();
  await page.waitForURL(`${stage.origin}/me`);
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
  assert.equal(await isSignedIn(page), false);

  await signInByPasskey(page);
  await agree(page);
  await page.locator('.who').waitFor();
  const beforeEnd = await page.context().cookies(portal.origin);
  await page.goto(`${stage.origin}/sign-in`);
  await page.waitForURL(`${stage.origin}/me`);
  await page.evaluate("fetch('/sign-out', { method: 'POST' })");
  await waitUntil(async () => {
    await page.goto(`${portal.origin}/`);
    return (await page.locator('.who').count()) === 0;
  });
  assert.deepEqual(
    (await page.context().cookies(portal.origin)).filter(({ name }) => name === 'portal'),
    beforeEnd.filter(({ name }) => name === 'portal'),
    'the portal’s cookie is still there: its session was ended from behind',
  );
  await context.close();
});

async function isSignedIn(page: Page): Promise<boolean> {
  const answer = await page.context().request.get(`${stage.origin}/api/session`);
  return ((await answer.json()) as { caller: unknown }).caller !== null;
}

async function waitUntil(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail('it did not come about');
}

test('a representative files for a company, and the portal learns its tax code', async () => {
  const { rows } = await stage.house.kernel.database.pool.query<{ persona: string; person: string }>(
    "SELECT persona, person FROM demonstration.persona WHERE persona IN ('mother', 'student')",
  );
  const keyOf = (persona: string) => rows.find((row) => row.persona === persona)!.person;
  await stage.house.mandates.seedOrganisations({ representative: keyOf('mother'), member: keyOf('student') });
  const context = await stage.browser.newContext({ locale: 'en', viewport: { width: 360, height: 800 } });
  const page = await context.newPage();
  await page.goto(`${portal.origin}/company`);
  assert.equal(await page.textContent('h1'), 'You are signed in for yourself');
  await press(page, 'Choose the company');
  await page.click('button[value="mother"]');
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
  assert.equal(await page.textContent('h1'), 'The report is filed');
  assert.match((await page.textContent('dl')) ?? '', /\(\d{10}(-\d{3})?\)/);
  await context.close();
});

for (const language of languages) {
  for (const width of widths) {
    test(`the portal’s pages are accessible in ${language} at ${width} px`, async () => {
      const context = await stage.browser.newContext({ locale: language, viewport: { width, height: 900 } });
      const page = await context.newPage();
      for (const path of ['/', '/record', '/company', '/signed-out', '/signed-in', '/nothing']) {
        await page.goto(`${portal.origin}${path}?lang=${language}`);
        assert.equal(await page.getAttribute('html', 'lang'), language);
        await expectClean(page, `${path} ${language} ${width}`);
      }
      await context.close();
    });
  }
}

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
