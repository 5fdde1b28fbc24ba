import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { expectClean, expectCleanAtWidths } from './clean.ts';
import { openStage, type Stage } from './stage.ts';
import { tourScreens } from './tour.ts';

const INDICATOR = 'https://api.bank.com.vn/accounts';
let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage?.close());

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function addScope(page: Page, scope: string): Promise<void> {
  await press(page, 'Add a scope');
  const dialog = page.getByRole('dialog');
  await dialog.locator('#scope').fill(scope);
  for (const language of ['vi', 'en', 'fr']) {
    await dialog.locator(`#name-${language}`).fill(`${scope} (${language})`);
    await dialog.locator(`#description-${language}`).fill(`What ${scope} means (${language})`);
  }
  await expectClean(page, `scope ${scope}`);
  await dialog.getByRole('button', { name: 'Put into the list' }).click();
}

test('an owner registers an API, a service asks for its scopes, the owner gives a part and takes it away', async () => {
  const { page: owner, context } = await stage.enter('bank-engineer');
  await owner.goto(`${stage.origin}/agency/apis`);
  await owner.getByText('No API yet').waitFor();
  await owner.getByRole('link', { name: 'New API' }).click();
  await owner.getByRole('button', { name: 'Register', exact: true }).waitFor();
  for (const language of ['vi', 'en', 'fr']) await owner.fill(`#${language}`, `Accounts ${language}`);
  await owner.fill('#indicator', 'http://api.bank.com.vn/accounts');
  await press(owner, 'Register');
  await owner.getByText('Add at least one scope').first().waitFor();
  await expectClean(owner, 'a form without scopes');
  await addScope(owner, 'accounts.read');
  await addScope(owner, 'accounts.pay');
  await addScope(owner, 'accounts.read');
  await owner.getByText('This scope is in the list already').first().waitFor();
  await owner.keyboard.press('Escape');
  await press(owner, 'Register');
  await owner.getByText('Plain http is taken in the simulation only, for localhost.').first().waitFor();
  await owner.fill('#indicator', INDICATOR);
  await press(owner, 'Register');
  await owner.getByRole('heading', { name: 'Accounts en' }).waitFor();

  const { page: asker, context: other } = await stage.enter('hospital-steward');
  await registerService(asker);
  await asker.getByRole('tab', { name: 'APIs' }).click();
  await asker.getByText('No API asked for').waitFor();
  await press(asker, 'Ask for scopes');
  const asking = asker.getByRole('dialog');
  await asking.locator('#api').selectOption({ label: await optionOf(asker, 'Accounts en') });
  for (const scope of ['accounts.read', 'accounts.pay']) await asking.getByLabel(`${scope} (en)`).check();
  await asking.locator('#why').fill('shows what was paid');
  await expectClean(asker, 'asking');
  await asking.getByRole('button', { name: 'Send the question' }).click();
  await asker.getByRole('cell', { name: 'accounts.pay (en)' }).waitFor();
  await expectCleanAtWidths(asker, 'asked');

  await owner.goto(`${stage.origin}/agency/apis`);
  await owner.getByText('Waiting for an answer: 1').waitFor();
  await owner.getByRole('link', { name: 'Accounts en' }).click();
  await owner.getByRole('tab', { name: 'Services' }).click();
  await owner.getByRole('button', { name: 'Answer: Payments' }).click();
  const answering = owner.getByRole('dialog');
  await answering.getByText('shows what was paid').waitFor();
  await answering.getByLabel('accounts.pay (en)').uncheck();
  await expectClean(owner, 'answering');
  await answering.getByRole('button', { name: 'Give', exact: true }).click();
  await owner.getByRole('button', { name: 'Take away: Payments' }).waitFor();
  assert.deepEqual(await held(), [['accounts.read']]);
  await expectCleanAtWidths(owner, 'given');

  await owner.getByRole('button', { name: 'Take away: Payments' }).click();
  const ending = owner.getByRole('dialog');
  await ending.getByText('valid for up to 300 more seconds').waitFor();
  await expectClean(owner, 'taking away');
  await ending.locator('#note').fill('the contract has ended');
  await ending.getByRole('button', { name: 'Take away', exact: true }).click();
  await owner.getByText('No service has asked').waitFor();
  assert.deepEqual(await held(), [[]]);
  await asker.reload();
  await asker.getByText('the contract has ended').waitFor();
  await context.close();
  await other.close();
});

async function registerService(page: Page): Promise<void> {
  await page.goto(`${stage.origin}/agency/services/new`);
  await page.getByText('Step 1 of 3').waitFor();
  for (const language of ['vi', 'en', 'fr']) await page.fill(`#${language}`, 'Payments');
  await page.selectOption('#purpose', 'health-record-open');
  await page.selectOption('#legalBasis', 'medical-law');
  await press(page, 'Continue');
  await press(page, 'Continue');
  await page.getByText('Step 3 of 3').waitFor();
  await page.fill('#redirect_uris', 'http://localhost:4000/back');
  await page.getByLabel('A secret, in the simulation only').check();
  await press(page, 'Register');
  await page.getByRole('link', { name: 'Open the service' }).click();
}

/** The whole label of a choice, once the drawer has the list. */
async function optionOf(page: Page, name: string): Promise<string> {
  const option = page.locator('#api option', { hasText: name });
  await option.waitFor({ state: 'attached' });
  return (await option.textContent())!;
}

async function held(): Promise<string[][]> {
  const { rows } = await stage.house.kernel.database.pool.query<{ scopes: string[] }>(
    'SELECT held.scopes FROM clients.api_access held JOIN clients.api USING (api) WHERE indicator = $1',
    [INDICATOR],
  );
  return rows.map(({ scopes }) => scopes);
}

test('an inspector signs an API for production', async () => {
  const { page: owner, context } = await stage.enter('bank-engineer');
  await owner.goto(`${stage.origin}/agency/apis`);
  await owner.getByRole('link', { name: 'Accounts en' }).click();
  await press(owner, 'Put before an inspector');
  await owner.getByRole('dialog').getByRole('button', { name: 'Put before an inspector' }).click();
  await owner.getByText('Before the inspector').waitFor();
  await context.close();
  const { page, context: other } = await stage.enter('test-inspector');
  await page.goto(`${stage.origin}/desk/apis`);
  await page.getByRole('link', { name: 'Accounts en' }).click();
  await press(page, 'Sign');
  await page.getByRole('dialog').getByText('services in production may ask for it').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign', exact: true }).click();
  await page.getByText('In production').waitFor();
  await other.close();
});

test('screens of APIs are accessible in every language and width', async () => {
  const { rows } = await stage.house.kernel.database.pool.query<{ api: string }>(
    'SELECT api FROM clients.api WHERE indicator = $1',
    [INDICATOR],
  );
  const { api } = rows[0]!;
  await tourScreens(stage, 'bank-engineer', [
    '/agency/apis',
    `/agency/apis/${api}`,
    `/agency/apis/${api}?tab=access`,
    `/agency/apis/${api}/change`,
  ]);
  await tourScreens(stage, 'test-inspector', ['/desk/apis', `/desk/apis/${api}`]);
});
