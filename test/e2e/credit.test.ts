import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type Citizen, enter, passkey } from '../../server/rooms/accounts/life.samples.ts';
import { makeAccount, openSession } from '../../server/rooms/accounts/signIn.samples.ts';
import {
  applicationOf,
  type Bank,
  type CreditStand,
  openCreditStand,
} from '../../server/rooms/credit/stand.samples.ts';
import { openBrowser, openContext, openScreen } from './browser.ts';
import { expectCleanAtWidths } from './clean.ts';

/** What a person sees and does about credit in the own name; the rules behind it have their tests in the room. */
let stand: CreditStand;
let bank: Bank;
let browser: Browser;
let page: Page;
let owner: Citizen;
before(async () => {
  stand = await openCreditStand();
  bank = await stand.connect('bidv');
  owner = await enter(stand, { name: 'Trần Thị Ngọc Lan', sex: 'female' });
  const { person, name } = owner;
  const { account } = await makeAccount(stand, { person, actor: person, name, language: 'en' });
  browser = await openBrowser();
  const visitor = await openContext(browser, { viewport: { width: 360, height: 780 } });
  const [key = '', value = ''] = (await openSession(stand, account, [passkey])).cookie.split(/=(.*)/s);
  await visitor.context.addCookies(
    Object.entries({ lang: 'en', [key]: value }).map(([cookie, text]) => ({
      name: cookie,
      value: text,
      url: stand.origin,
    })),
  );
  page = visitor.page;
});
after(async () => {
  await browser?.close();
  await stand?.close();
});

const say = (key: string) => stand.kernel.words.say('en', `screen.applications.${key}`);
const button = (name: string) => page.getByRole('button', { name, exact: true });
async function confirm(name: string, yes: string): Promise<void> {
  await button(name).click();
  await page.getByRole('dialog').getByRole('button', { name: yes, exact: true }).click();
}

test('from who looked to the applications in my name: the bank, "this was not me", the block and its lifting', async () => {
  await openScreen(page, `${stand.origin}/me/looks`);
  await page.getByRole('link', { name: say('open') }).click();
  await page.getByText(say('none.title')).waitFor();

  await bank.ask(applicationOf(owner));
  await openScreen(page, `${stand.origin}/me/applications`);
  const line = page.getByText('BIDV: Consumer loan');
  await line.click();
  await expectCleanAtWidths(page, '/me/applications with a line');
  await button(say('notMe')).click();
  await page
    .getByText(/With the oversight body/)
    .first()
    .waitFor();

  await confirm(say('block.set'), say('block.set'));
  await page.getByRole('heading', { name: say('block.onTitle') }).waitFor();
  const told = await bank.ask(applicationOf(owner));
  assert.equal(typeof told === 'object' && told.result, 'blocked-by-person');
  await openScreen(page, `${stand.origin}/me/applications`);
  await page.getByText(stand.kernel.words.say('en', 'value.creditState.blocked')).waitFor();
  await expectCleanAtWidths(page, '/me/applications with a block');
  await confirm(say('block.lift'), say('block.lift'));
  await page.getByRole('heading', { name: say('block.offTitle') }).waitFor();
});
