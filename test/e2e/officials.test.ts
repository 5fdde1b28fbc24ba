import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { expectClean, openStage, type Stage } from './browser.ts';

let stage: Stage;
let say: (key: string, values?: Record<string, string>) => string;
before(async () => {
  stage = await openStage(3413, 1000);
  say = (key, values) => stage.house.kernel.words.say('en', key, values);
});
after(() => stage.close());

/** A device with a finger reader, as Chromium plays it. @param backedUp its keys are copied to a cloud */
async function giveDevice(context: BrowserContext, page: Page, backedUp: boolean) {
  const session = await context.newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      defaultBackupEligibility: backedUp,
      defaultBackupState: backedUp,
    },
  });
  return () => session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
}

test('two administrators bring an official in, who registers a device that keeps its key and signs in with it', async () => {
  const first = await stage.enter('administrator');
  await first.page.goto(`${stage.origin}/desk/officials`);
  await first.page.getByRole('button', { name: say('screen.officials.propose.official') }).click();
  await first.page.getByLabel(say('screen.officials.number')).fill('SO-2026');
  await first.page.getByLabel(say('screen.officials.name'), { exact: true }).fill('Ngô Thị Lan');
  await first.page.getByLabel(say('screen.officials.role')).selectOption('administrator');
  await expectClean(first.page, 'proposing an official');
  await first.page.getByRole('button', { name: say('screen.officials.sendProposal'), exact: true }).click();
  await first.page.getByText(say('screen.officials.proposed')).first().waitFor();
  await first.page.goto(`${stage.origin}/desk/officials?view=open`);
  await first.page.getByText(say('screen.officials.mine')).waitFor();
  await first.context.close();

  const second = await stage.enter('second-administrator', { width: 360 });
  await second.page.goto(`${stage.origin}/desk/officials?view=open`);
  await second.page.getByRole('button', { name: `${say('screen.officials.decide')}: Ngô Thị Lan` }).click();
  await second.page.getByLabel(say('screen.officials.choose.yes')).check();
  await second.page.getByRole('button', { name: say('screen.officials.choose.send') }).click();
  const block = second.page.getByRole('group', { name: say('screen.officials.code.label') });
  await block.waitFor();
  const code = (await block.textContent())!.trim();
  assert.match(code, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await expectClean(second.page, 'the enrolment code');
  await second.context.close();

  const context = await stage.browser.newContext({ viewport: { width: 360, height: 900 }, locale: 'en' });
  await context.addCookies([{ name: 'lang', value: 'en', url: stage.origin }]);
  const page = await context.newPage();
  await page.goto(`${stage.origin}/enrol`);
  await expectClean(page, '/enrol');
  const takeAway = await giveDevice(context, page, true);
  await page.getByLabel(say('screen.enrol.official')).fill('SO-2026');
  await page.getByLabel(say('screen.enrol.code')).fill(code.toLowerCase());
  await page.getByLabel(say('screen.enrol.label')).fill('Desk computer 3');
  await page.getByRole('button', { name: say('screen.enrol.register') }).click();
  await page.getByText(say('problem.accounts.passkey-not-device-bound.title')).waitFor();
  await expectClean(page, '/enrol with a refusal');
  await takeAway();
  await giveDevice(context, page, false);
  await page.getByRole('button', { name: say('screen.enrol.register') }).click();
  await page.getByText(say('screen.enrol.done')).waitFor();
  await expectClean(page, '/enrol done');
  await page.getByRole('link', { name: say('screen.enrol.signIn') }).click();
  await page.waitForURL(/\/sign-in\//);
  // The page asks the device by itself where the browser can; the button is for where it cannot.
  await page
    .getByRole('button', { name: say('page.identify.passkey') })
    .click({ timeout: 5000 })
    .catch(() => {});
  await page.waitForURL(/\/desk$/);
  const { caller } = (await page.evaluate(async () => (await fetch('/api/session')).json())) as {
    caller: Record<string, unknown>;
  };
  assert.deepEqual([caller.id, caller.role, caller.assurance], ['SO-2026', 'administrator', 'high']);
  await context.close();
});
