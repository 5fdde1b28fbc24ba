import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openScreen } from './browser.ts';
import { expectClean } from './clean.ts';
import { settle } from './settle.ts';
import { openStage, type Stage } from './stage.ts';
import { tourScreens } from './tour.ts';

let stage: Stage;
let say: (key: string, values?: Record<string, string | number>) => string;
before(async () => {
  stage = await openStage();
  say = (key, values) => stage.house.kernel.words.say('en', `screen.agreements.${key}`, values);
});
after(() => stage?.close());

const press = (page: Page, key: string) => page.getByRole('button', { name: say(key), exact: true }).click();
/** Presses a button that asks first, and answers yes. */
async function confirm(page: Page, key: string, yes = key): Promise<void> {
  await press(page, key);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say(yes), exact: true })
    .click();
}
const tick = (page: Page, name: string, on = true) =>
  page.getByRole('checkbox', { name: stage.house.kernel.words.say('en', name), exact: true }).setChecked(on);
const purposeOf = (id: string) => stage.house.offices.purposeSentence(id, 'en');

/** The draft's own page, found as its reader finds it. */
async function openDraft(page: Page, list: string): Promise<void> {
  await openScreen(page, stage.origin + list);
  await page.getByRole('link', { name: new RegExp(purposeOf('bank-customer-check')) }).click();
  await page.getByRole('heading', { level: 1, name: say('kind.new') }).waitFor();
}

/** What the act answers to a proof of eleven minutes ago: it leads to the sign-in and back to where it was, and nothing was signed. */
async function stepUp(page: Page, act: () => Promise<void>, persona: string): Promise<void> {
  const { clock, words } = stage.house.kernel;
  const before = clock.offset;
  const here = page.url();
  clock.moveBy(before + 11 * 60_000);
  try {
    await act();
    await page.getByText(words.say('en', 'problem.accounts.step-up-needed.title')).waitFor();
    await expectClean(page, 'a fresh proof is asked for');
    await page.getByRole('button', { name: words.say('en', 'kit.problem.prove') }).click();
    await page.click(`button[value="${persona}"]`);
    await page.waitForURL(here);
    await settle(page);
  } finally {
    clock.moveBy(before);
  }
}

test('an agreement is drafted, narrowed, agreed to, signed by both sides, and in force where it is shown', async () => {
  const steward = await stage.enter('bank-engineer');
  await openScreen(steward.page, `${stage.origin}/agency/agreements`);
  await steward.page.getByRole('link', { name: say('new') }).click();
  await steward.page.getByText(say('form.nothingYet')).first().waitFor();
  await steward.page.getByRole('checkbox', { name: purposeOf('bank-customer-check') }).check();
  for (const field of ['name', 'pin', 'birthDate', 'nationality']) await tick(steward.page, `field.${field}`);
  await tick(steward.page, 'connection.mode.bulk');
  assert.equal(await steward.page.getByRole('checkbox', { name: 'Phone' }).count(), 0);
  await press(steward.page, 'form.save');
  await steward.page.getByRole('link', { name: say('form.missing.quotaPerDay') }).waitFor();
  await expectClean(steward.page, 'the form with what is missing');
  const year = stage.house.kernel.clock.today().slice(0, 4);
  await steward.page.fill('#quotaPerDay', '999 999 999');
  for (const [part, text] of Object.entries({ '': '1', '-month': '1', '-year': String(Number(year) + 9) }))
    await steward.page.fill(`#validTo${part}`, text);
  await steward.page.fill('#why', 'To know the customers who open an account with us.');
  await press(steward.page, 'form.save');
  await steward.page.getByRole('link', { name: say('defect.too-long', { value: 5 }) }).waitFor();
  await steward.page.getByRole('link', { name: say('defect.quota-too-high', { value: '5,000,000' }) }).click();
  assert.equal(await steward.page.evaluate('document.activeElement.id'), 'quotaPerDay');
  await expectClean(steward.page, 'the form with what the catalogue refuses');
  await steward.page.fill('#quotaPerDay', '20,000');
  await steward.page.fill('#validTo-year', String(Number(year) + 2));
  await press(steward.page, 'form.save');
  await steward.page.getByRole('heading', { level: 1, name: say('kind.new') }).waitFor();
  await expectClean(steward.page, 'the draft');
  await confirm(steward.page, 'act.send.button');
  await steward.page.getByText(say('next.agency.sent')).waitFor();

  const officer = await stage.enter('connection-officer');
  assert.equal(new URL(officer.page.url()).pathname, '/desk/agreements');
  await openDraft(officer.page, '/desk/agreements');
  await officer.page.getByRole('link', { name: say('narrow.button') }).click();
  await officer.page.getByRole('heading', { level: 1, name: say('narrow.title') }).waitFor();
  await tick(officer.page, 'field.nationality', false);
  await officer.page.fill('#quotaPerDay', '500');
  await press(officer.page, 'narrow.send');
  await officer.page
    .getByRole('link', { name: say('whyMissing') })
    .first()
    .waitFor();
  await expectClean(officer.page, 'the offer without its reasons');
  await officer.page.fill('#why-fields-nationality', 'Opening an account does not depend on it.');
  await officer.page.fill('#why-quotaPerDay', 'Five hundred accounts are opened a day.');
  await press(officer.page, 'narrow.send');
  await officer.page.getByText(say('next.holder.narrowed')).waitFor();
  await officer.context.close();

  await openScreen(steward.page, `${stage.origin}/agency`);
  await steward.page.getByText(say('waiting.narrowed', { count: 1 })).waitFor();
  await steward.page.getByRole('link', { name: say('waiting.open') }).click();
  await steward.page.getByText(say('because', { why: 'Opening an account does not depend on it.' })).waitFor();
  await expectClean(steward.page, 'the offer');
  await confirm(steward.page, 'act.agree.button');
  await steward.page.getByText(say('next.agency.accepted')).waitFor();
  await steward.page.getByText(say('text.holds')).waitFor();

  const director = await stage.enter('bank-director', { width: 360 });
  await director.page.getByText(say('waiting.accepted', { count: 1 })).waitFor();
  await expectClean(director.page, 'the signatory’s home');
  await director.page.getByRole('link', { name: say('waiting.open') }).click();
  await director.page.getByText(say('text.holds')).waitFor();
  await stepUp(director.page, () => confirm(director.page, 'sign.button', 'sign.yes'), 'bank-director');
  await director.page.getByText(say('text.holds')).waitFor();
  await confirm(director.page, 'sign.button', 'sign.yes');
  await director.page.getByText(say('next.agency.accepted-agency')).waitFor();
  await expectClean(director.page, 'signed by one side');
  await director.context.close();

  const second = await stage.enter('second-connection-officer');
  await openDraft(second.page, '/desk/agreements');
  await confirm(second.page, 'sign.button', 'sign.yes');
  await second.page.getByText(say('next.holder.enacted')).waitFor();
  await second.context.close();

  const { drafts } = (
    await stage.house.ask<{ drafts: { draft: string; agreement: string; enactedVersion?: number }[] }>(
      'bank-engineer',
      'GET',
      '/api/agency/drafts',
    )
  ).body;
  const { draft, agreement } = drafts.find(({ enactedVersion }) => enactedVersion === 1)!;
  await openScreen(steward.page, `${stage.origin}/agency/agreements`);
  await steward.page.getByRole('link', { name: `${say('open', { version: 1 })}: ${agreement}` }).click();
  await steward.page.getByText(say('version', { version: 1, what: say('became.made') })).waitFor();
  await steward.page.getByText(say('suspension.none.agreement')).waitFor();
  assert.equal(await steward.page.getByText('500', { exact: true }).count(), 1);
  await steward.context.close();

  await tourScreens(stage, 'bank-engineer', [
    `/agency/agreements/${agreement}`,
    `/agency/agreements/${agreement}/change`,
    `/agency/agreements/drafts/${draft}`,
  ]);
  await tourScreens(stage, 'connection-officer', [`/desk/agreements/${agreement}`, `/desk/agreements/drafts/${draft}`]);
});

test('forms of agreements are accessible in every language and width', async () => {
  const today = stage.house.kernel.clock.today();
  const terms = {
    ...{ purposes: ['card-at-desk'], fields: ['name', 'pin'], modes: ['verify'], quotaPerDay: 100, hours: 'office' },
    ...{ validFrom: today, validTo: `${Number(today.slice(0, 4)) + 2}-01-01` },
  };
  const made = await stage.house.ask<{ draft: string }>('bank-engineer', 'POST', '/api/agency/drafts', {
    terms,
    why: 'To read the card that a customer shows.',
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  await tourScreens(stage, 'bank-engineer', [`/agency/agreements/drafts/${made.body.draft}/edit`]);
  const { drafts } = (
    await stage.house.ask<{ drafts: { draft: string; state: string }[] }>(
      'connection-officer',
      'GET',
      '/api/connections/drafts',
    )
  ).body;
  const { draft } = drafts.find(({ state }) => state === 'sent')!;
  await tourScreens(stage, 'connection-officer', [
    `/desk/agreements/drafts/${draft}`,
    `/desk/agreements/drafts/${draft}/narrow`,
  ]);
});

test('a refusal names its law in words that the organisation reads; a suspended agreement needs two to go on', async () => {
  const { page, context } = await stage.enter('connection-officer', { width: 360 });
  await page.getByRole('link', { name: new RegExp(purposeOf('credit-application')) }).click();
  await press(page, 'refuse.button');
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('button', { name: say('refuse.button'), exact: true }).click();
  await drawer.getByRole('link', { name: say('refuse.lawMissing') }).waitFor();
  await drawer.locator('#legalBasis').fill('data protection');
  await page.getByRole('option').first().click();
  await drawer.locator('#text').fill('A telephone number is not needed to verify who applies for credit.');
  await expectClean(page, 'a refusal');
  await drawer.getByRole('button', { name: say('refuse.button'), exact: true }).click();
  await page.getByText(say('next.holder.refused')).waitFor();

  await openScreen(page, `${stage.origin}/desk/agreements/bidv-customers`);
  await press(page, 'suspension.stop.agreement.holder.button');
  await page.locator('#why').fill('Its staff reported that a key was lost.');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('suspension.stop.agreement.holder.button') })
    .click();
  await page.getByText(say('suspension.state.active')).waitFor();
  await press(page, 'suspension.ask-lift.button');
  await page.locator('#why').fill('The key was revoked and replaced.');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('suspension.ask-lift.button') })
    .click();
  await page.getByText(say('suspension.state.mine')).waitFor();
  await expectClean(page, 'a suspension');
  await context.close();

  const second = await stage.enter('second-connection-officer');
  await openScreen(second.page, `${stage.origin}/desk/agreements/bidv-customers`);
  await press(second.page, 'suspension.lift.button');
  await second.page.locator('#why').fill('The new key has been looked at.');
  await second.page
    .getByRole('dialog')
    .getByRole('button', { name: say('suspension.lift.button') })
    .click();
  await second.page.getByText(say('suspension.none.agreement')).waitFor();
  await second.page.getByText(say('version', { version: 3, what: say('became.active') })).waitFor();
  await second.context.close();

  const engineer = await stage.enter('bank-engineer');
  const { drafts } = (
    await stage.house.ask<{ drafts: { draft: string; state: string }[] }>('bank-engineer', 'GET', '/api/agency/drafts')
  ).body;
  const { draft } = drafts.find(({ state }) => state === 'refused')!;
  await openScreen(engineer.page, `${stage.origin}/agency/agreements/drafts/${draft}`);
  await engineer.page.getByText('A telephone number is not needed to verify who applies for credit.').waitFor();
  await expectClean(engineer.page, 'a refused draft');
  await engineer.context.close();
});
