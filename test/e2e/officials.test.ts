import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { giveAuthenticator } from './authenticator.ts';
import { readCaller } from './browser.ts';
import { expectClean } from './clean.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let say: (key: string, values?: Record<string, string>) => string;
before(async () => {
  stage = await openStage();
  say = (key, values) => stage.house.kernel.words.say('en', key, values);
});
after(() => stage?.close());

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

  const { page, context } = await stage.visit({ width: 360 });
  await page.goto(`${stage.origin}/enrol`);
  await expectClean(page, '/enrol');
  const copied = await giveAuthenticator(page, { backedUp: true });
  await page.getByLabel(say('screen.enrol.official')).fill('SO-2026');
  await page.getByLabel(say('screen.enrol.code')).fill(code.toLowerCase());
  await page.getByLabel(say('screen.enrol.label')).fill('Desk computer 3');
  await page.getByRole('button', { name: say('screen.enrol.register') }).click();
  await page.getByText(say('problem.accounts.passkey-not-device-bound.title')).waitFor();
  await expectClean(page, '/enrol with a refusal');
  await copied.takeAway();
  await giveAuthenticator(page);
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
  const caller = await readCaller(context, stage.origin);
  assert.deepEqual([caller?.id, caller?.role, caller?.assurance], ['SO-2026', 'administrator', 'high']);
  await context.close();
});
