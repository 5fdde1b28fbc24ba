import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Download, Page } from 'playwright-core';
import { openScreen, type Visitor } from './browser.ts';
import { expectClean, expectCleanAtWidths } from './clean.ts';
import { openStage, type Stage } from './stage.ts';
import { tourScreens } from './tour.ts';

let stage: Stage;
/** Whose browser holds the system's key: it stays open over all tests. */
let engineer: Visitor;
before(async () => {
  stage = await openStage();
});
after(() => stage?.close());

const NAME = 'Account opening';
const PDF = { name: 'decision.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nLevel 3 approved.') };
const say = (key: string, values: Record<string, string | number> = {}) =>
  stage.house.kernel.words.say('en', `screen.${key}`, values);
const press = (page: Page, key: string) =>
  page
    .getByRole('button', { name: say(key), exact: true })
    .first()
    .click();
const openTab = (page: Page, key: string) => page.getByRole('tab', { name: say(key), exact: true }).click();

async function findSystem(): Promise<string> {
  const { rows } = await stage.house.kernel.database.pool.query<{ system: string }>(
    'SELECT system FROM exchange.system WHERE name = $1',
    [NAME],
  );
  return rows[0]!.system;
}

test('an engineer makes a system and its key in the browser, has a first answer, and passes a run from there', async () => {
  engineer = await stage.enter('bank-engineer');
  const { page } = engineer;
  await openScreen(page, `${stage.origin}/agency/systems`);
  await press(page, 'agency.keys.newSystem');
  await page.getByLabel(say('agency.keys.name')).fill(NAME);
  await page.getByLabel(say('agency.keys.withFile')).check();
  const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'agency.keys.make')]);
  await page.getByRole('link', { name: say('systems.toFirst') }).click();
  // The list that the link leads away from says the same of each system.
  await page.getByRole('heading', { level: 1, name: NAME }).waitFor();
  await page.getByText(say('systems.next.conformance.title')).waitFor();
  await expectClean(page, 'the first question');
  await press(page, 'systems.first.ask');
  await page.getByText(say('agency.try.belief.holds')).waitFor();
  await expectClean(page, 'the first answer');
  await runLine(page, file);

  await openTab(page, 'systems.tab.run');
  await expectClean(page, 'no run yet');
  await press(page, 'systems.run.here');
  await page.getByText(say('systems.run.progress', { passed: 12, all: 12 })).waitFor();
  await expectClean(page, 'a run that passed');
  // Who asks next is led on to what is missing.
  await page.getByText(/^See to \d+ missing items$/).waitFor();
  await fillList(page);
});

/** The line that the console shows, in a shell, beside the key file that it handed over. */
async function runLine(page: Page, file: Download): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'dancu-line-'));
  try {
    await file.saveAs(join(folder, file.suggestedFilename()));
    const line = (await page.getByRole('group', { name: say('systems.first.line') }).textContent()) ?? '';
    const command = `"${process.execPath}" "${fileURLToPath(new URL('../../server/cli.ts', import.meta.url))}"`;
    assert.match(line, /^npx dancu call verify /);
    // Fails unless the exit code is 0: the answer is yes.
    await promisify(execFile)('bash', ['-c', line.replace('npx dancu', command)], { cwd: folder });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The check list, each answer with a file where one is asked for, and handed in. */
async function fillList(page: Page): Promise<void> {
  await openTab(page, 'systems.tab.checks');
  await expectClean(page, 'an empty check list');
  const dialog = page.getByRole('dialog');
  await press(page, 'systems.contact.button');
  const contact = { name: 'Trần Văn Bảo', email: 'soc@bidv.example', phone: '+84 24 1234 5678' };
  for (const [id, value] of Object.entries(contact)) await page.fill(`#${id}`, value);
  await dialog.getByRole('button', { name: say('systems.contact.save') }).click();
  await dialog.waitFor({ state: 'hidden' });
  const { questions } = stage.house.offices.country.connections.checks;
  for (const { id, months, evidence } of questions) {
    await page.locator(`#check-${id}`).getByRole('button').first().click();
    await page.locator('#answer').fill(`Yes, ${id}.`);
    if (evidence) {
      await press(page, 'systems.check.save');
      await page.locator('#content-error').waitFor();
      await page.setInputFiles('#content', PDF);
    }
    if (months !== undefined) await page.fill('#months', '12');
    if (id === questions[0]!.id) await expectClean(page, 'an answer with its file');
    await dialog.getByRole('button', { name: say('systems.check.save') }).click();
    await dialog.waitFor({ state: 'hidden' });
  }
  await page.getByRole('heading', { name: say('systems.check.ready') }).waitFor();
  await expectClean(page, 'a whole check list');
  await press(page, 'systems.check.handIn');
  await dialog.getByRole('button', { name: say('systems.check.handIn') }).click();
  await page.getByText(say('systems.check.before')).waitFor();
  await expectClean(page, 'a list that was handed in');
}

test('screens of a system and of its inspection are accessible in every language and width', async () => {
  const system = await findSystem();
  // One that nobody asks in yet, beside the one that passed.
  await stage.house.ask('bank-engineer', 'POST', `/api/agency/connections/${system}/runs`);
  const own = ['first', 'run', 'checks', 'keys', 'standing'].map((tab) => `/agency/systems/${system}?tab=${tab}`);
  await tourScreens(stage, 'bank-engineer', own);
  const theirs = ['list', 'decision', 'history'].map((tab) => `/desk/inspections/${system}?tab=${tab}`);
  await tourScreens(stage, 'security-inspector', theirs);
});

test('an inspector gives an item back and it is mended; then the list is signed and a real person is asked about', async () => {
  const inspector = await stage.enter('security-inspector');
  await openScreen(inspector.page, `${stage.origin}/desk/inspections`);
  await inspector.page.getByRole('link', { name: NAME }).click();
  await inspector.page.locator('#check-backup').getByRole('button').click();
  await inspector.page.getByLabel(say('inspections.remark'), { exact: true }).fill('Say when it was rehearsed.');
  await openTab(inspector.page, 'inspections.tab.decision');
  await press(inspector.page, 'inspections.return.button');
  await expectClean(inspector.page, 'whether to give back');
  await inspector.page
    .getByRole('dialog')
    .getByRole('button', { name: say('inspections.return.button') })
    .click();
  await inspector.page.getByText(say('inspections.notBefore')).waitFor();

  const { page } = engineer;
  await openScreen(page, `${stage.origin}/agency/systems`);
  await page.getByRole('link', { name: `${say('systems.next.mend.title', { count: 1 })}: ${NAME}` }).click();
  await page.getByText('Say when it was rehearsed.').waitFor();
  await expectClean(page, 'a list that came back');
  await page.locator('#check-backup').getByRole('button').click();
  await page.locator('#answer').fill('Rehearsed on 3 March.');
  await press(page, 'systems.check.save');
  await press(page, 'systems.check.handIn');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('systems.check.handIn') })
    .click();
  await page.getByText(say('systems.check.before')).waitFor();

  await sign(inspector.page);
  await inspector.context.close();
  await page.reload();
  await page.getByText(say('systems.next.nothing.title')).waitFor();
  await openTab(page, 'systems.tab.standing');
  await page.getByText(say('systems.outcome.returned', { name: 'Lý Quốc Dũng' })).waitFor();
  await expectClean(page, 'a system in production');
  await askAboutMother(page);
});

/** In production the same key asks about a person of the register, whom the simulation does not know. */
async function askAboutMother(page: Page): Promise<void> {
  const { body: mother } = await stage.house.ask<{ pin: string; name: string }>('mother', 'GET', '/api/me/record');
  await openScreen(page, `${stage.origin}/agency/try`);
  await page.getByLabel(say('agency.try.identifier')).fill(mother.pin);
  const field = (name: string) => stage.house.kernel.words.say('en', `field.${name}`);
  await page.getByRole('checkbox', { name: field('birthDate'), exact: true }).setChecked(false);
  await page.getByLabel(say('agency.try.claim', { field: field('name') })).fill(mother.name);
  await press(page, 'agency.try.send');
  await page.getByText(say('agency.try.belief.holds')).waitFor();
  await page.getByRole('heading', { name: stage.house.kernel.words.say('en', 'value.outcome.yes') }).waitFor();
}

async function sign(page: Page): Promise<void> {
  await page.reload();
  await openTab(page, 'inspections.tab.list');
  const file = page.locator('li', { hasText: PDF.name }).first();
  await file.getByRole('button', { name: say('systems.file.open') }).click();
  await file.getByText(say('systems.file.fits')).waitFor();
  await expectClean(page, 'an answer beside its evidence');
  await openTab(page, 'inspections.tab.decision');
  await page.getByText(say('inspections.sign.contact')).waitFor();
  await openTab(page, 'inspections.tab.list');
  await press(page, 'inspections.contact.button');
  await page.getByLabel(say('inspections.contact.how')).fill('Called, answered at once.');
  await expectClean(page, 'how the contact was reached');
  await press(page, 'inspections.contact.save');
  await page.getByText(/^Reached by the inspector/).waitFor();
  await openTab(page, 'inspections.tab.decision');
  await press(page, 'inspections.sign.button');
  await page.getByText(say('inspections.notBefore')).waitFor();
  await expectClean(page, 'a list that was signed');
}

test('an officer stops a system from the list of all, its organisation reads why, and a second officer lets it go on', async () => {
  const { page, context } = await stage.enter('connection-officer');
  await openScreen(page, `${stage.origin}/desk/agreements?state=systems`);
  await page.getByLabel(say('agreements.queue.findSystem')).fill(NAME);
  await page.getByRole('link', { name: `BIDV: ${NAME}` }).click();
  await page.getByText(say('agreements.suspension.none.system')).waitFor();
  await expectCleanAtWidths(page, 'a system before an officer');
  await giveReason(page, 'stop.system.holder', 'Its staff reported that a key was lost.');
  await page.getByText(say('agreements.suspension.state.active')).waitFor();
  await giveReason(page, 'ask-lift', 'The key was revoked and replaced.');
  await page.getByText(say('agreements.suspension.state.mine')).waitFor();
  await expectClean(page, 'a system that an officer stopped');
  await context.close();

  const own = engineer.page;
  await openScreen(own, `${stage.origin}/agency/systems/${await findSystem()}?tab=standing`);
  await own.getByText('Its staff reported that a key was lost.').waitFor();
  await own.getByText(say('agreements.suspension.state.theirs')).waitFor();
  await expectClean(own, 'a system that the platform stopped');

  const second = await stage.enter('second-connection-officer');
  await openScreen(second.page, `${stage.origin}/desk/agreements/systems/${await findSystem()}`);
  await giveReason(second.page, 'lift', 'The new key has been looked at.');
  await second.page.getByText(say('agreements.suspension.none.system')).waitFor();
  await second.context.close();
});

/** An act of the panel that asks for its reason. */
async function giveReason(page: Page, act: string, why: string): Promise<void> {
  await press(page, `agreements.suspension.${act}.button`);
  await page.locator('#why').fill(why);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say(`agreements.suspension.${act}.button`) })
    .click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

test('before its yearly review a system stands among what is to be seen to, and in the inspectors’ queue', async () => {
  const { kernel, connections } = stage.house;
  const days = 365 - 50;
  kernel.clock.moveBy(days * 86_400_000);
  try {
    await connections.remind();
    const asks = await stage.enter('bank-engineer');
    await asks.page.getByRole('heading', { name: say('systems.reminders') }).waitFor();
    await expectCleanAtWidths(asks.page, 'the first screen with a reminder');
    await asks.page.getByRole('link', { name: new RegExp(`^Yearly review of ${NAME}: due on`) }).click();
    await asks.page.getByText(/^See to \d+ missing items$/).waitFor();
    await expectCleanAtWidths(asks.page, 'a list that is asked for anew');
    await asks.context.close();
    const inspects = await stage.enter('security-inspector');
    await openScreen(inspects.page, `${stage.origin}/desk/inspections?state=reviews`);
    await inspects.page.getByRole('link', { name: NAME }).click();
    await inspects.page.getByText(say('inspections.notBefore')).waitFor();
    await expectCleanAtWidths(inspects.page, 'a review that was not handed in');
    await inspects.context.close();
  } finally {
    kernel.clock.moveBy(0);
  }
});
