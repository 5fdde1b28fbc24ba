import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import * as oidc from 'openid-client';
import type { BrowserContext, Page } from 'playwright-core';
import { SMTPServer } from 'smtp-server';
import type { Portal } from '../../examples/portal/portal.ts';
import { registerService, type TestService } from '../../server/rooms/provider/stage.samples.ts';
import { dropSession, expectClean, openStage, type Stage } from './browser.ts';
import { openExamplePortal } from './examplePortal.ts';

/** The whole of electronic identity as one story of one newcomer; each part needs the ones before it. */
interface Newcomer {
  person: string;
  pin: string;
  name: string;
  born: string;
}

const MAIL = 'newcomer@example.vn';
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
const CODE = /(?<!\d)\d{6}(?!\d)/;
const home = mkdtempSync(join(tmpdir(), 'dancu-journey-'));
const mails: string[] = [];
let smtp: SMTPServer;
let stage: Stage;
let portal: Portal;
let hospital: TestService;
let newcomer: Newcomer;
let context: BrowserContext;
let page: Page;
/** Whether the authenticator says yes to whatever page asks. */
let holdFinger: (there: boolean) => Promise<unknown>;
let say: (key: string, values?: Record<string, string>) => string;

before(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, done) {
      let text = '';
      stream.on('data', (part: Buffer) => (text += part));
      stream.on('end', () => {
        if (envelope.rcptTo.some(({ address }) => address === MAIL)) mails.push(text);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const { port } = smtp.server.address() as AddressInfo;
  stage = await openStage(3437, 4000, { DANCU_SMTP_URL: `smtp://127.0.0.1:${port}` });
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
  newcomer = await findNewcomer();
  context = await stage.browser.newContext({
    viewport: { width: 360, height: 800 },
    locale: 'en',
    reducedMotion: 'reduce',
  });
  await context.addCookies([{ name: 'lang', value: 'en', url: origin }]);
  context.setDefaultTimeout(15_000);
  page = await context.newPage();
});
after(async () => {
  await portal?.close();
  await stage?.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
  rmSync(home, { recursive: true, force: true });
});

/** A grown-up of the commune of the demonstration's officer who has no account yet. */
async function findNewcomer(): Promise<Newcomer> {
  const { rows } = await stage.house.kernel.database.pool.query<Newcomer>(
    `SELECT p.person, i.value AS pin, p.record->>'name' AS name, p.record->>'birthDate' AS born FROM people.person p
     JOIN people.identifier i ON i.person = p.person AND i.kind = 'pin' AND i.status = 'active'
     WHERE p.life = 'a' AND p.birth_to < '2000-01-01' AND p.birth_from > '1960-01-01' AND length(p.record->>'birthDate') = 10
       AND p.commune = (SELECT area FROM demonstration.persona WHERE persona = 'commune-officer')
       AND NOT EXISTS (SELECT 1 FROM demonstration.persona d WHERE d.person = p.person)
       AND NOT EXISTS (SELECT 1 FROM accounts.account a WHERE a.person = p.person) ORDER BY p.person LIMIT 1`,
  );
  return rows[0]!;
}

const press = (name: string, on: Page = page) => on.getByRole('button', { name, exact: true }).click();
const heading = (name: string | RegExp, on: Page = page) => on.getByRole('heading', { level: 1, name }).waitFor();

async function open(path: string, on: Page = page): Promise<void> {
  await on.goto(stage.origin + path);
  await on.waitForSelector('h1');
  await on.waitForLoadState('networkidle');
}

async function until<Found>(find: () => Found | undefined | Promise<Found | undefined>, what: string): Promise<Found> {
  for (let tries = 0; tries < 150; tries += 1) {
    const found = await find();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`${what} did not come about`);
}

/** What the mail server was handed after the first `seen` letters. */
async function nextCode(seen: number): Promise<string> {
  return until(() => {
    for (const mail of mails.slice(seen)) {
      const [code] = CODE.exec(mail.slice(mail.indexOf('\r\n\r\n'))) ?? [];
      if (code) return code;
    }
    return undefined;
  }, 'a letter with a code');
}

/** Types the number, and the code that is sent. */
async function signInByMail(): Promise<void> {
  await page.fill('input[name="identifier"]', newcomer.pin);
  await press(say('page.continue'));
  await giveMailedCode();
}

async function giveMailedCode(): Promise<void> {
  const seen = mails.length;
  await page.click('button[name="method"][value="code"]');
  await page.fill('input[name="code"]', await nextCode(seen));
  await press(say('page.continue'));
}

/** The officer of the commune at the counter, with the newcomer's card before them. */
async function goToCounter(act: 'prove' | 'recovery' | 'unlock'): Promise<string | undefined> {
  const counter = await stage.enter('commune-officer');
  const { page: desk } = counter;
  await desk.getByRole('link', { name: say('screen.counter.navigation') }).click();
  await heading(say('screen.counter.title'), desk);
  await expectClean(desk, 'counter-find');
  await desk.getByLabel(say('screen.desk.search.number')).fill(newcomer.pin);
  await press(say('screen.counter.find'), desk);
  await heading(newcomer.name, desk);
  await expectClean(desk, 'counter');
  await press(say(`screen.counter.act.${act}`), desk);
  const drawer = desk.getByRole('dialog');
  await drawer.getByRole('button', { name: say(`screen.counter.act.${act}`) }).click();
  await drawer.getByText(say('screen.counter.documentMissing')).first().waitFor();
  await drawer.getByLabel(say('screen.counter.document')).fill('Identity card 0123');
  await drawer.getByLabel(say('screen.counter.check.card')).check();
  await drawer.getByLabel(say('screen.counter.check.face')).check();
  await expectClean(desk, 'counter-evidence');
  await drawer.getByRole('button', { name: say(`screen.counter.act.${act}`) }).click();
  let code: string | undefined;
  if (act === 'unlock') await desk.getByText(say('screen.counter.unlocked')).first().waitFor();
  else {
    code = (await drawer.getByRole('status', { name: say('screen.counter.code.title') }).textContent())!.trim();
    await expectClean(desk, 'counter-code');
    await press(say('screen.officials.code.handed'), desk);
  }
  await drawer.waitFor({ state: 'hidden' });
  await counter.context.close();
  return code;
}

/** Whom the server takes this browser for. */
async function readCaller(): Promise<unknown> {
  const answer = await context.request.get(`${stage.origin}/api/session`);
  return ((await answer.json()) as { caller: unknown }).caller;
}

/** The passkey answers as soon as the page asks, perhaps before it has loaded. */
async function signInHere(path = '/sign-in'): Promise<void> {
  await page.goto(stage.origin + path, { waitUntil: 'commit' });
  await page.waitForURL(`${stage.origin}/me`);
}

/** The fields that the newest line of a service names under who looked. */
async function readFields(who: string): Promise<string[]> {
  const line = page.locator('main details').filter({ hasText: who }).first();
  await line.locator('summary').click();
  return line.locator('dd li').allTextContents();
}

/** Agrees with the sheet where it is shown, and is back at the portal. */
async function agree(): Promise<void> {
  const yes = page.getByRole('button', { name: say('page.consent.yes'), exact: true });
  const back = () => new URL(page.url()).origin === portal.origin;
  await until(async () => back() || (await yes.isVisible()), 'the portal or the sheet');
  if (!back()) {
    await expectClean(page, 'consent');
    await yes.click();
  }
  await page.waitForURL((url) => url.origin === portal.origin && url.pathname !== '/signed-in');
}

describe('a newcomer’s electronic identity', () => {
  test('an account is opened from afar with what the register knows and a code by mail', async () => {
    await open('/sign-in');
    await expectClean(page, 'sign-in');
    await page.getByRole('link', { name: say('page.identify.activate') }).click();
    const [year, month, day] = newcomer.born.split('-') as [string, string, string];
    await page.fill('input[name="identifier"]', newcomer.pin);
    await page.fill('input[name="name"]', newcomer.name);
    for (const [part, value] of Object.entries({ day, month, year })) await page.fill(`input[name="${part}"]`, value);
    await page.fill('input[name="contact"]', MAIL);
    await expectClean(page, 'activate');
    await press(say('page.continue'));
    await heading(say('page.activate.codeTitle'));
    await expectClean(page, 'activate-code');
    await page.fill('input[name="code"]', await nextCode(0));
    await press(say('page.continue'));
    await heading(say('page.activate.doneTitle'));
    await expectClean(page, 'activated');
    await page.getByRole('link', { name: say('page.activate.later') }).click();
    await signInByMail();
    await page.waitForURL(`${stage.origin}/me`);
    await open('/me/security');
    await page.getByText(say('screen.security.level.1')).waitFor();
  });

  test('an officer at the counter proves the identity and hands over a code', async () => {
    const code = await goToCounter('prove');
    assert.match(code!, /^[0-9A-Z-]{10,}$/);
    await open('/me/security');
    await page.getByText(say('screen.security.level.2')).waitFor();
    await dropSession(page, /^dancu-/);
    await open('/sign-in');
    await page.fill('input[name="identifier"]', newcomer.pin);
    await press(say('page.continue'));
    await expectClean(page, 'choose');
    await page.click('button[name="method"][value="recovery"]');
    await page.fill('input[name="code"]', code!.toLowerCase());
    await press(say('page.continue'));
    await page.waitForURL(`${stage.origin}/me`);
    await page.getByText(say('screen.home.recovered.title')).waitFor();
    await expectClean(page, 'home-recovered');
  });

  test('the paper’s session adds a passkey, which opens the account', async () => {
    const devtools = await context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        // It answers by itself whenever a page offers a passkey beside the field for the number.
        automaticPresenceSimulation: true,
        // A key that its maker keeps a copy of: strong, and not the strongest.
        defaultBackupEligibility: true,
        defaultBackupState: true,
      },
    });
    holdFinger = (enabled) => devtools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
    await page.getByRole('link', { name: say('screen.security.addPasskey') }).click();
    await page.getByLabel(say('screen.passkey.label')).fill('My phone');
    await expectClean(page, 'passkey');
    await press(say('screen.passkey.make'));
    await page.waitForURL(`${stage.origin}/me/security`);
    await page.getByText('My phone', { exact: true }).waitFor();
    await signInHere('/sign-in?to=/me&fresh=1');
    await page.getByText(say('screen.home.openRecord')).waitFor();
    await page.waitForLoadState('networkidle');
    await expectClean(page, 'home');
    await open('/me/security');
    await expectClean(page, 'security');
    await dropSession(page, /^dancu-/);
  });

  test('the portal is told who it is by the passkey, after the person has agreed', async () => {
    await page.goto(portal.origin);
    await expectClean(page, 'portal-out');
    await press('Sign in');
    await page.waitForURL((url) => url.origin === stage.origin);
    await agree();
    assert.match((await page.textContent('.who')) ?? '', new RegExp(newcomer.name));
    await expectClean(page, 'portal');
  });

  test('the education record asks for more, and a mailed code and the passkey give it', async () => {
    await page.goto(`${portal.origin}/record`);
    await expectClean(page, 'portal-step-up');
    await press('Confirm');
    await page.waitForURL(/\/sign-in\//);
    await heading(say('page.stepUp.title'));
    await expectClean(page, 'step-up');
    await giveMailedCode();
    await expectClean(page, 'step-up-second');
    await press(say('page.identify.passkey'));
    await agree();
    await heading('My education record');
    assert.ok((await page.locator('tbody tr').count()) > 0);
    await expectClean(page, 'portal-record');
  });

  test('a hospital without a browser asks, and gets its answer from the number that stands at its desk', async () => {
    await open('/me/approvals');
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
    await open('/me/security');
    await press(say('screen.security.lock.button'));
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('screen.security.lock.button') })
      .click();
    await page.waitForURL(/\/sign-in/);
    await heading(say('page.choose.another'));
    await expectClean(page, 'locked');
    assert.equal(await readCaller(), null);
    await page.goto(portal.origin);
    assert.equal(await page.locator('.who').count(), 0, 'the portal was told');
    await goToCounter('unlock');
    await signInHere();
  });

  test('a company lets the newcomer act for it, and the portal learns for whom', async () => {
    await appoint();
    await open('/me/acting');
    await page.getByRole('button', { name: new RegExp(`^${say('screen.acting.accept')}: `) }).click();
    await page.getByText(say('screen.acting.accepted')).first().waitFor();
    await expectClean(page, 'acting');
    await page.goto(`${portal.origin}/company`);
    await press('Choose the company');
    await page.waitForURL((url) => url.origin === stage.origin);
    await heading(say('page.asWhom.title'));
    await expectClean(page, 'as-whom');
    await page.locator('button[name="acting"]').filter({ hasText: 'Nắng Mai' }).click();
    await agree();
    await heading('File for my company');
    await page.fill('#trainees', '12');
    await expectClean(page, 'portal-company');
    await press('File the report');
    assert.match((await page.textContent('dl')) ?? '', /Nắng Mai \(9900000111\)/);
  });

  test('signing out at the portal ends the identity’s session, and signing out there ends the portal’s', async () => {
    await holdFinger(false);
    await press('Sign out');
    await expectClean(page, 'logout');
    await press(say('page.logout.leave'));
    await page.waitForURL(`${portal.origin}/signed-out`);
    await expectClean(page, 'portal-signed-out');
    await page.goto(`${stage.origin}/me`);
    await page.waitForURL(/\/sign-in/);
    assert.equal(await page.evaluate("caches.has('dancu-own')"), false, 'nothing of the person stays on the device');
    await page.goto(portal.origin);
    await holdFinger(true);
    await press('Sign in');
    await page.waitForURL((url) => url.origin === stage.origin);
    // Whoever may act for others is asked each time; this once for oneself.
    await page.locator('button[name="acting"]').filter({ hasText: newcomer.name }).click();
    await agree();
    await page.locator('.who').waitFor();
    await signInHere();
    await holdFinger(false);
    await press(say('kit.shell.account'));
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('kit.shell.signOut') })
      .click();
    await page.waitForURL(/\/sign-in/);
    await until(async () => {
      await page.goto(portal.origin);
      return (await page.locator('.who').count()) === 0;
    }, 'the end of the portal’s session');
  });

  test('all of it stands in the security log, and what was read under who looked', async () => {
    await holdFinger(true);
    await signInHere();
    await open('/me/security/log');
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

    await open('/me/looks');
    await expectClean(page, 'looks');
    const field = (name: string) => say(`field.${name}`);
    assert.deepEqual(await readFields('Ministry of Education'), [field('name'), field('birthDate')]);
    assert.deepEqual(await readFields('Bach Mai Hospital'), [field('name')]);
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

/** The company’s director lets the newcomer in, in their own application. */
async function appoint(): Promise<void> {
  const { rows } = await stage.house.kernel.database.pool.query<{ persona: string; person: string }>(
    "SELECT persona, person FROM demonstration.persona WHERE persona IN ('mother', 'student')",
  );
  const keyOf = (persona: string) => rows.find((row) => row.persona === persona)!.person;
  await stage.house.mandates.seedOrganisations({ representative: keyOf('mother'), member: keyOf('student') });
  const director = await stage.enter('mother');
  await open('/me/acting', director.page);
  await director.page.getByRole('link', { name: /Nắng Mai/ }).click();
  await director.page.getByRole('link', { name: say('screen.organisations.addMember') }).click();
  const field = (key: string) => director.page.getByLabel(say(`screen.give.${key}`), { exact: true });
  await field('identifier').fill(newcomer.pin);
  await field('name').fill(newcomer.name);
  const [year, month, day] = newcomer.born.split('-') as [string, string, string];
  await director.page.locator('#birthDate').fill(day);
  await director.page.locator('#birthDate-month').fill(month);
  await director.page.locator('#birthDate-year').fill(year);
  await director.page.getByRole('checkbox').first().check();
  await expectClean(director.page, 'give');
  await press(say('screen.give.send'), director.page);
  await director.page.getByText(newcomer.name).first().waitFor();
  await expectClean(director.page, 'members');
  await director.context.close();
}
