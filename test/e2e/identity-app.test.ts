import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { giveAuthenticator } from './authenticator.ts';
import { arrive, goThrough, openScreen, readCaller, waitForWorker, waitUntilHolds } from './browser.ts';
import { expectClean } from './clean.ts';
import { connect, disconnect } from './line.ts';
import { settle } from './settle.ts';
import { openStage, type Stage } from './stage.ts';

/** First load of the citizen's home: all its scripts, as they came over the wire. */
const SCRIPT_BUDGET = 220 * 1024;

let stage: Stage;
let say: (key: string, values?: Record<string, string>) => string;
let url: (path: string) => string;
before(async () => {
  stage = await openStage();
  say = (key, values) => stage.house.kernel.words.say('en', key, values);
  url = (path) => stage.origin + path;
});
after(() => stage?.close());

const press = (page: Page, key: string) => page.getByRole('button', { name: say(key), exact: true }).click();

const open = (page: Page, path: string) => openScreen(page, url(path));

test('the home of a citizen loads at most 220 KB of compressed script', async () => {
  const { page, context } = await stage.enter('mother');
  await open(page, '/me');
  const sizes = (await page.evaluate(
    "performance.getEntriesByType('resource').filter(({ name }) => /\\.js$/.test(name)).map(({ encodedBodySize }) => encodedBodySize)",
  )) as number[];
  const sum = sizes.reduce((total, size) => total + size, 0);
  assert.ok(sizes.length > 2 && sizes.every((size) => size > 0), `sizes: ${sizes}`);
  assert.ok(sum <= SCRIPT_BUDGET, `${sum} bytes`);
  await context.close();
});

test('every form of the account and of acting for others is accessible, and says what is missing', async () => {
  const { page, context } = await stage.enter('mother', { width: 360 });
  const forms = [
    '/me/security/passkey',
    '/me/security/trusted',
    '/me/settings/contact',
    '/me/acting/give',
    '/me/acting/organisations/ask',
  ];
  for (const path of forms) {
    await open(page, path);
    await page.locator('main input:not([type=radio])').first().fill('');
    await page.locator('main button[type=submit]').click();
    await waitUntilHolds(page, '/^Error: /.test(document.title)');
    await expectClean(page, path);
  }
  for (const path of [
    '/me/security/codes',
    '/me/security/totp',
    '/me/security/close',
    '/me/security/log',
    '/me/services',
  ]) {
    await open(page, path);
    await expectClean(page, path);
  }
  await context.close();
});

test('a passkey is added in the browser, stands in the list, and can be locked', async () => {
  const { page, context } = await stage.enter('mother', { width: 360 });
  await giveAuthenticator(page);
  await open(page, '/me/security/passkey');
  await page.getByLabel(say('screen.passkey.label')).fill('Blue phone');
  await press(page, 'screen.passkey.make');
  await page.getByText('Blue phone').waitFor();
  await page.getByRole('button', { name: `${say('screen.security.lockOne')}: Blue phone` }).click();
  await page.getByText(say('screen.security.locked'), { exact: true }).first().waitFor();
  await expectClean(page, 'a locked passkey');

  await open(page, '/me/security/log');
  await page.getByText(say('event.authenticator-locked')).last().waitFor();
  await page.locator('summary').first().click();
  await page
    .getByRole('button', { name: new RegExp(`^${say('screen.looks.prove')}`) })
    .first()
    .click();
  await page.getByText(say('screen.proof.verdict.holds.title')).first().waitFor();
  await context.close();
});

test('recovery codes are shown once', async () => {
  const { page, context } = await stage.enter('mother');
  await open(page, '/me/security/codes');
  await press(page, 'screen.codes.make');
  await page.getByText(say('screen.codes.once.title')).waitFor();
  assert.equal(await page.locator('ol code').count(), 10);
  await expectClean(page, 'recovery codes');
  await page.reload();
  await page.getByText(say('screen.security.codesLeft', { count: '10' })).waitFor();
  assert.equal(await page.locator('ol code').count(), 0);
  await context.close();
});

test('another session is ended from the list, and its screens lead to the sign-in', async () => {
  const other = await stage.enter('elder');
  // Off the screen, which asks by itself every few seconds and would go to the sign-in across the next step.
  await other.page.goto('about:blank');
  const { page, context } = await stage.enter('elder', { width: 360 });
  await open(page, '/me/security');
  await press(page, 'screen.security.sessions.endOthers');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('screen.security.sessions.endOthers') })
    .click();
  await page.getByText(say('screen.security.sessions.othersEnded')).waitFor();
  assert.equal(await page.getByText(say('screen.security.sessions.current')).count(), 1);
  await goThrough(other.page, url('/me/looks'), /\/sign-in/);
  await context.close();
  await other.context.close();
});

test('a sign-in elsewhere waits for the number that stands there', async () => {
  const { body } = await stage.house.ask<{ pin: string }>('mother', 'GET', '/api/me/record');
  const { page, context } = await stage.enter('mother', { width: 360 });
  await open(page, '/me/approvals');
  await page.getByText(say('screen.approvals.none.title')).waitFor();

  const { page: screen, context: elsewhere } = await stage.visit();
  await screen.goto(url('/sign-in'));
  await screen.fill('input[name="identifier"]', body.pin);
  await screen.keyboard.press('Enter');
  await screen.click('button[value="approval"]');
  const number = (await screen.textContent('strong.number'))!.trim();

  // The page asks by itself.
  const yes = page.getByRole('button', { name: say('screen.approvals.approve', { number }) });
  await yes.waitFor();
  assert.equal(await page.locator('main fieldset button').count(), 3);
  await expectClean(page, 'an approval');
  await yes.click();
  await page.getByText(say('screen.approvals.outcome.approved.title')).waitFor();
  await screen.waitForURL(url('/me'));
  await elsewhere.close();
  await context.close();
});

test('the frame of every screen says at once as whom one acts', async () => {
  const { page, context } = await stage.enter('mother', { width: 360 });
  await open(page, '/me/looks');
  await press(page, 'kit.shell.account');
  await press(page, 'screen.acting.switch');
  const choice = page.locator('dialog[open] button[aria-pressed=false]').first();
  const name = (await choice.locator('strong').textContent())!;
  await choice.click();
  const shown = page.getByRole('button', { name: say('screen.acting.for', { name }), exact: true });
  await shown.waitFor();
  await expectClean(page, 'acting for an organisation');
  await open(page, '/me/settings');
  await shown.click();
  await page.locator('dialog[open] button[aria-pressed=false]').first().click();
  await shown.waitFor({ state: 'detached' });
  await context.close();
});

test('an old proof leads to the sign-in and back, with what was entered', async () => {
  const { page, context } = await stage.enter('elder', { width: 360 });
  await open(page, '/me/security/trusted');
  const { clock } = stage.house.kernel;
  const before = clock.offset;
  clock.moveBy(before + 11 * 60_000);
  try {
    await page.getByLabel(say('screen.trusted.identifier')).fill('001182000001');
    await press(page, 'screen.trusted.send');
    await page.getByText(say('problem.accounts.step-up-needed.title')).waitFor();
    await expectClean(page, 'a fresh proof is asked for');
    await press(page, 'kit.problem.prove');
    await page.click('button[value="elder"]');
    await page.waitForURL(url('/me/security/trusted'));
    await settle(page);
    assert.equal(await page.getByLabel(say('screen.trusted.identifier')).inputValue(), '001182000001');
  } finally {
    clock.moveBy(before);
  }
  await context.close();
});

test('an account that its owner locks ends every session at once', async () => {
  const { page, context } = await stage.enter('student');
  await open(page, '/me/security');
  await press(page, 'screen.security.lock.button');
  const dialog = page.getByRole('dialog');
  await dialog.getByText(say('screen.security.lock.warning')).waitFor();
  await expectClean(page, 'the question before the lock');
  await dialog.getByRole('button', { name: say('screen.security.lock.button') }).click();
  await arrive(page, /\/sign-in/);
  assert.equal(await readCaller(context, stage.origin), null);
  await context.close();
});

test('without a connection the card is there with its time, nothing is sent, and signing out leaves nothing', async () => {
  const { page, context } = await stage.enter('mother', { width: 360, kept: true });
  await open(page, '/me');
  await waitForWorker(page);
  await open(page, '/me');
  const kept =
    "caches.open('dancu-own').then((cache) => cache.keys()).then((all) => all.map(({ url }) => new URL(url).pathname).sort())";
  await waitUntilHolds(page, `${kept}.then((all) => all.length === 3)`);
  assert.deepEqual(await page.evaluate(kept), ['/api/me/account', '/api/me/record', '/api/session']);
  const name = (await page.textContent('main h2'))!;

  await disconnect(stage, context);
  await page.goto(url('/me'));
  await page.getByRole('heading', { name, exact: true }).waitFor();
  await page.getByText(/Offline\. What you see is as of/).waitFor();
  await expectClean(page, 'the card without a connection');
  await page.goto(url('/me/security/passkey'));
  await page.getByLabel(say('screen.passkey.label')).fill('Nowhere');
  await press(page, 'screen.passkey.make');
  await page.getByText(say('kit.problem.notSent.title')).waitFor();

  await connect(stage, context);
  await open(page, '/me');
  assert.equal(await page.getByText(/Offline\. What you see/).count(), 0);
  await press(page, 'kit.shell.account');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('kit.shell.signOut') })
    .click();
  await arrive(page, /\/sign-in/);
  await waitUntilHolds(page, "caches.has('dancu-own').then((kept) => !kept)");
  await context.close();
});
