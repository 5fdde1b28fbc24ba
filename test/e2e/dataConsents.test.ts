import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as oidc from 'openid-client';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { askForData } from '#libs/client';
import { SESSION_COOKIE } from '#rooms/accounts';
import { agree, type Bank, openBank, push, read, wanted } from '../../server/rooms/exchange/consent.samples.ts';
import { signedIn } from '../../server/rooms/provider/stage.samples.ts';
import { openBrowser, openContext, openScreen } from './browser.ts';
import { expectClean } from './clean.ts';

/** What a person reads before an organisation may ask about them, and afterwards; the rules behind it have their tests in the exchange. */
let bank: Bank;
let browser: Browser;
before(async () => {
  bank = await openBank();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await bank?.stage.close();
});

const WIDTHS = [360, 1280];
const say = (key: string, values?: Record<string, string>) => bank.stage.house.kernel.words.say('en', key, values);
const url = (path: string) => bank.stage.origin + path;

/** The screens of one of the accounts. */
async function openAs(index: number, width: number): Promise<{ page: Page; context: BrowserContext }> {
  const { house } = bank.stage;
  const { jar } = await signedIn(bank.stage, bank.stage.accounts[index]!.account);
  const session = await house.accounts.findSession(jar.get('dancu-sso /')!.value);
  const visitor = await openContext(browser, { viewport: { width, height: 800 } });
  const cookies = { lang: 'en', [SESSION_COOKIE]: house.accounts.sealSession(session!) };
  await visitor.context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: url('') })));
  return visitor;
}

test('the sheet can be read and answered without script, narrow and wide', async () => {
  const { stage, service } = bank;
  for (const width of WIDTHS) {
    const signed = await signedIn(stage, stage.accounts[0]!.account);
    const { page: sheet } = await push(service, signed, askForData(wanted()));
    const { context, page } = await openContext(browser, { viewport: { width, height: 800 } });
    const cookies = [...signed.jar].map(([name, { value, path }]) => ({
      ...{ name: name.split(' ')[0]!, value, path },
      domain: new URL(stage.origin).hostname,
    }));
    await context.addCookies(cookies);
    await page.goto(sheet.url);
    await expectClean(page, `the sheet at ${width}`);
    await page.getByLabel(say('field.phone')).check();
    await page.getByRole('button', { name: say('page.consent.no'), exact: true }).focus();
    await context.close();
  }
});

test('what an organisation may ask stands among the services, with its receipt, and is taken back there', async () => {
  const { stage, system } = bank;
  const { account, pin } = stage.accounts[1]!;
  const { consent } = await agree(bank, account, { ticked: ['phone'] });
  const { page, context } = await openAs(1, 360);
  await openScreen(page, url('/me/services'));
  await page.getByText(say('value.consentState.active'), { exact: true }).waitFor();
  await expectClean(page, 'a consent that lives');
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: new RegExp(`^${say('screen.dataConsents.receipt')}: `) }).click();
  assert.equal((await coming).suggestedFilename(), `dancu-consent-${consent}.jws`);
  await page.getByRole('button', { name: new RegExp(`^${say('screen.dataConsents.withdraw')}: `) }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('screen.dataConsents.withdraw'), exact: true })
    .click();
  // The status of the consent itself; its date and the announcement say the same word.
  await page.locator('[data-tone]').getByText(say('value.consentState.withdrawn'), { exact: true }).waitFor();
  await expectClean(page, 'a consent that was taken back');
  assert.equal(await read(system, pin), 'exchange/consent-missing');
  await context.close();
});

test('a request by CIBA shows the same on the person’s own device', async () => {
  const { stage, service } = bank;
  const { pin } = stage.accounts[2]!;
  await oidc.initiateBackchannelAuthentication(service.config, {
    ...{ scope: 'openid', login_hint: pin, binding_message: 'Counter 4 27' },
    authorization_details: askForData(wanted({ fields: ['name', 'phone'], optionalFields: [] })),
  });
  for (const width of WIDTHS) {
    const { page, context } = await openAs(2, width);
    await openScreen(page, url('/me/approvals'));
    await page.getByRole('heading', { name: say('screen.approvals.shared.title') }).waitFor();
    await page.getByText(say('screen.approvals.shared.usual')).waitFor();
    await expectClean(page, `an approval at ${width}`);
    await context.close();
  }
});
