import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import * as oidc from 'openid-client';
import type { Page } from 'playwright-core';
import type { Portal } from '../../examples/portal/portal.ts';
import { registerService, type TestService } from '../../server/rooms/provider/stage.samples.ts';
import { type Authenticator, giveAuthenticator } from './authenticator.ts';
import { arrive, dropSession, goThrough, readCaller, until, waitUntilHolds } from './browser.ts';
import { appoint, goToCounter } from './bystanders.ts';
import { expectClean } from './clean.ts';
import { openExamplePortal } from './examplePortal.ts';
import { type Mailbox, openMailbox } from './mailbox.ts';
import { type Newcomer, openNewcomer, type Say, waitForHeading } from './newcomer.ts';
import { openStage, type Stage } from './stage.ts';

/** What the security log must hold, oldest first; other lines may stand between. */
const STORY = [
  'opened',
  'activated',
  'signed-in',
  'level-raised',
  'signed-in',
  'authenticator-added',
  'signed-in',
  'consent-given',
  'signed-in',
  'approval-asked',
  'approval-decided',
  'consent-given',
  'account-locked',
  'session-ended',
  'account-unlocked',
  'signed-in',
  'mandate-given',
  'signed-in',
  'consent-given',
  'session-ended',
] as const;

const MAIL = 'newcomer@example.vn';
const home = mkdtempSync(join(tmpdir(), 'dancu-journey-'));
let mailbox: Mailbox;
let stage: Stage;
let portal: Portal;
let hospital: TestService;
let newcomer: Newcomer;
let page: Page;
let authenticator: Authenticator;
let say: Say;

before(async () => {
  mailbox = await openMailbox(MAIL);
  stage = await openStage({ DANCU_SMTP_URL: mailbox.url });
  const { house, origin } = stage;
  say = (key, values) => house.kernel.words.say('en', key, values);
  await house.clients.seed();
  portal = await openExamplePortal(`${origin}/oidc`, home);
  hospital = await registerService(
    { house, origin, accounts: [], close: stage.close },
    {
      organisation: 'bach-mai-hospital',
      purpose: 'health-record-open',
      legalBasis: 'medical-law',
      name: { vi: 'Tiếp đón bệnh viện', en: 'Hospital reception', fr: 'Accueil de l’hôpital' },
      metadata: {
        grant_types: ['authorization_code', 'urn:openid:params:grant-type:ciba'],
        backchannel_token_delivery_mode: 'poll',
      },
    },
  );
  newcomer = await openNewcomer(stage, say, portal, mailbox);
  page = newcomer.page;
});
after(async () => {
  await portal?.close();
  await stage?.close();
  await mailbox?.close();
  rmSync(home, { recursive: true, force: true });
});

/** The whole of electronic identity as one story of one newcomer; each part needs the ones before it. */
describe('a newcomer’s electronic identity', () => {
  test('an account is opened from afar with what the register knows and a code by mail', async () => {
    await newcomer.open('/sign-in');
    await expectClean(page, 'sign-in');
    await page.getByRole('link', { name: say('page.identify.activate') }).click();
    const [year, month, day] = newcomer.born.split('-') as [string, string, string];
    await page.fill('input[name="identifier"]', newcomer.pin);
    await page.fill('input[name="name"]', newcomer.name);
    for (const [part, value] of Object.entries({ day, month, year })) await page.fill(`input[name="${part}"]`, value);
    await page.fill('input[name="contact"]', MAIL);
    await expectClean(page, 'activate');
    await newcomer.press(say('page.continue'));
    await waitForHeading(page, say('page.activate.codeTitle'));
    await expectClean(page, 'activate-code');
    await page.fill('input[name="code"]', await mailbox.readCode(0));
    await newcomer.press(say('page.continue'));
    await waitForHeading(page, say('page.activate.doneTitle'));
    await expectClean(page, 'activated');
    await page.getByRole('link', { name: say('page.activate.later') }).click();
    await newcomer.signInByMail();
    await page.waitForURL(`${stage.origin}/me`);
    await newcomer.open('/me/security');
    await page.getByText(say('screen.security.level.1')).waitFor();
  });

  test('an officer at the counter proves the identity and hands over a code', async () => {
    const code = await goToCounter(stage, say, newcomer, 'prove');
    assert.match(code!, /^[0-9A-Z-]{10,}$/);
    await newcomer.open('/me/security');
    await page.getByText(say('screen.security.level.2')).waitFor();
    await dropSession(page, /^dancu-/);
    await newcomer.open('/sign-in');
    await page.fill('input[name="identifier"]', newcomer.pin);
    await newcomer.press(say('page.continue'));
    await expectClean(page, 'choose');
    await page.click('button[name="method"][value="recovery"]');
    await page.fill('input[name="code"]', code!.toLowerCase());
    await newcomer.press(say('page.continue'));
    await page.waitForURL(`${stage.origin}/me`);
    await page.getByText(say('screen.home.recovered.title')).waitFor();
    await expectClean(page, 'home-recovered');
  });

  test('the paper’s session adds a passkey, which opens the account', async () => {
    authenticator = await giveAuthenticator(page, { backedUp: true });
    await page.getByRole('link', { name: say('screen.security.addPasskey') }).click();
    await page.getByLabel(say('screen.passkey.label')).fill('My phone');
    await expectClean(page, 'passkey');
    await newcomer.press(say('screen.passkey.make'));
    await page.waitForURL(`${stage.origin}/me/security`);
    await page.getByText('My phone', { exact: true }).waitFor();
    await newcomer.signInByPasskey('/sign-in?to=/me&fresh=1');
    await page.getByText(say('screen.home.openRecord')).waitFor();
    await expectClean(page, 'home');
    await newcomer.open('/me/security');
    await expectClean(page, 'security');
    await dropSession(page, /^dancu-/);
  });

  test('the portal is told who it is by the passkey, after the person has agreed', async () => {
    await page.goto(portal.origin);
    await expectClean(page, 'portal-out');
    await newcomer.press('Sign in');
    await page.waitForURL((url) => url.origin === stage.origin);
    await newcomer.agree();
    assert.match((await page.textContent('.who')) ?? '', new RegExp(newcomer.name));
    await expectClean(page, 'portal');
  });

  test('the education record asks for more, and a mailed code and the passkey give it', async () => {
    await page.goto(`${portal.origin}/record`);
    await expectClean(page, 'portal-step-up');
    await newcomer.press('Confirm');
    await page.waitForURL(/\/sign-in\//);
    await waitForHeading(page, say('page.stepUp.title'));
    await expectClean(page, 'step-up');
    await newcomer.giveMailedCode();
    await expectClean(page, 'step-up-second');
    await newcomer.press(say('page.identify.passkey'));
    await newcomer.agree();
    await waitForHeading(page, 'My education record');
    assert.ok((await page.locator('tbody tr').count()) > 0);
    await expectClean(page, 'portal-record');
  });

  test('a hospital without a browser asks, and gets its answer from the number that stands at its desk', async () => {
    await newcomer.open('/me/approvals');
    const asked = await oidc.initiateBackchannelAuthentication(hospital.config, {
      login_hint: newcomer.pin,
      scope: 'openid profile',
      binding_message: 'Reception 2 47',
    });
    const answer = oidc.pollBackchannelAuthenticationGrant(hospital.config, asked);
    await page.getByText('Hospital reception').waitFor();
    await expectClean(page, 'approval');
    await page.getByRole('button', { name: say('screen.approvals.approve', { number: '47' }) }).click();
    await page.getByText(say('screen.approvals.outcome.approved.title')).waitFor();
    await expectClean(page, 'approved');
    const tokens = await answer;
    const { sub } = tokens.claims()!;
    const person = await oidc.fetchUserInfo(hospital.config, tokens.access_token, sub);
    assert.equal(person.name, newcomer.name);
    assert.notEqual(sub, newcomer.pin);
  });

  test('a locked account is refused to its own passkey, until the counter opens it', async () => {
    await newcomer.open('/me/security');
    await newcomer.press(say('screen.security.lock.button'));
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('screen.security.lock.button') })
      .click();
    await arrive(page, /\/sign-in/);
    await waitForHeading(page, say('page.locked.title'));
    await expectClean(page, 'locked');
    assert.equal(await readCaller(newcomer.context, stage.origin), null);
    await waitForPortalToForget();
    await goToCounter(stage, say, newcomer, 'unlock');
    await newcomer.signInByPasskey();
  });

  test('a company lets the newcomer act for it, and the portal learns for whom', async () => {
    await appoint(stage, say, newcomer);
    await newcomer.open('/me/acting');
    await page.getByRole('button', { name: new RegExp(`^${say('screen.acting.accept')}: `) }).click();
    await page.getByText(say('screen.acting.accepted')).first().waitFor();
    await expectClean(page, 'acting');
    await page.goto(`${portal.origin}/company`);
    await newcomer.press('Choose the company');
    await page.waitForURL((url) => url.origin === stage.origin);
    await waitForHeading(page, say('page.asWhom.title'));
    await expectClean(page, 'as-whom');
    await page.locator('button[name="acting"]').filter({ hasText: 'Nắng Mai' }).click();
    await newcomer.agree();
    await waitForHeading(page, 'File for my company');
    await page.fill('#trainees', '12');
    await expectClean(page, 'portal-company');
    await newcomer.press('File the report');
    assert.match((await page.textContent('dl')) ?? '', /Nắng Mai \(9900000111\)/);
  });

  test('signing out at the portal ends the identity’s session, and signing out there ends the portal’s', async () => {
    await authenticator.holdFinger(false);
    await newcomer.press('Sign out');
    await waitForHeading(page, say('page.logout.title'));
    await expectClean(page, 'logout');
    await newcomer.press(say('page.logout.leave'));
    await page.waitForURL(`${portal.origin}/signed-out`);
    await expectClean(page, 'portal-signed-out');
    await goThrough(page, `${stage.origin}/me`, /\/sign-in/);
    await waitUntilHolds(page, "caches.has('dancu-own').then((kept) => !kept)");
    await page.goto(portal.origin);
    await authenticator.holdFinger(true);
    await newcomer.press('Sign in');
    await page.waitForURL((url) => url.origin === stage.origin);
    // Whoever may act for others is asked each time; this once for oneself.
    await page.locator('button[name="acting"]').filter({ hasText: newcomer.name }).click();
    await newcomer.agree();
    await page.locator('.who').waitFor();
    await newcomer.signInByPasskey();
    await authenticator.holdFinger(false);
    await newcomer.press(say('kit.shell.account'));
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('kit.shell.signOut') })
      .click();
    await arrive(page, /\/sign-in/);
    await waitForPortalToForget();
  });

  test('all of it stands in the security log, and what was read under who looked', async () => {
    await authenticator.holdFinger(true);
    await newcomer.signInByPasskey();
    await newcomer.open('/me/security/log');
    const more = page.getByRole('button', { name: say('kit.more.button') });
    const summaries = page.locator('main summary');
    while (await more.isVisible()) {
      const shown = await summaries.count();
      await more.click();
      await until(async () => (await summaries.count()) > shown || undefined, 'more lines');
    }
    await expectClean(page, 'log');
    const events = (await summaries.allTextContents()).toReversed();
    let seen = 0;
    for (const kind of STORY) {
      const at = events.findIndex((text, index) => index >= seen && text.startsWith(say(`event.${kind}`)));
      assert.ok(at >= 0, `${kind} is missing after line ${seen} of\n${events.join('\n')}`);
      seen = at + 1;
    }

    await newcomer.open('/me/looks');
    await expectClean(page, 'looks');
    const field = (name: string) => say(`field.${name}`);
    assert.deepEqual(await newcomer.readFields('Ministry of Education'), [field('name'), field('birthDate')]);
    assert.deepEqual(await newcomer.readFields('Bach Mai Hospital'), [field('name')]);
    const lines = await summaries.allTextContents();
    for (const part of [say('oversight.look.accounts.counter'), say('oversight.act.accounts.level-raised')])
      assert.ok(
        lines.some((text) => text.includes(part)),
        part,
      );
    assert.ok(lines.at(-1)!.startsWith(say('oversight.actor.nobody')), 'whoever gave the number was not signed in');
    assert.ok(!lines.join().includes(newcomer.pin));
  });
});

/** The login tells the portal from behind, with no page of the browser's. */
async function waitForPortalToForget(): Promise<void> {
  await until(async () => {
    await page.goto(portal.origin);
    return (await page.locator('.who').count()) === 0;
  }, 'the end of the portal’s session');
}
