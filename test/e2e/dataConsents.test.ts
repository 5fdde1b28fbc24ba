import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as oidc from 'openid-client';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { askForData } from '#libs/client';
import { SESSION_COOKIE } from '#rooms/accounts';
import {
  agree,
  type Bank,
  CIBA,
  openBank,
  push,
  read,
  registerBankService,
  wanted,
} from '../../server/rooms/exchange/consent.samples.ts';
import { born, citizen, play } from '../../server/rooms/mandates/stand.samples.ts';
import { openApi } from '../../server/rooms/provider/apis.samples.ts';
import { registerService, signedIn } from '../../server/rooms/provider/stage.samples.ts';
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
async function openAs(account: string, width: number): Promise<{ page: Page; context: BrowserContext }> {
  const { house } = bank.stage;
  const { jar } = await signedIn(bank.stage, account);
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
  const { page, context } = await openAs(account, 360);
  await openScreen(page, url('/me/services'));
  await page.getByText(say('value.consentState.active'), { exact: true }).waitFor();
  await expectClean(page, 'a consent that lives');
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: new RegExp(`^${say('screen.dataConsents.receipt')}: `) }).click();
  assert.equal((await coming).suggestedFilename(), `dancu-consent-${consent}.jws`);
  await takeBack(page);
  await expectClean(page, 'a consent that was taken back');
  assert.equal(await read(system, pin), 'exchange/consent-missing');
  await context.close();
});

/** Takes the one consent of the screen back. */
async function takeBack(page: Page): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${say('screen.dataConsents.withdraw')}: `) }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('screen.dataConsents.withdraw'), exact: true })
    .click();
  // The status of the consent itself; its date and the announcement say the same word.
  await page.locator('[data-tone]').getByText(say('value.consentState.withdrawn'), { exact: true }).waitFor();
}

test('a request by CIBA shows the same on the person’s own device', async () => {
  const { stage, service } = bank;
  const { pin, account } = stage.accounts[2]!;
  await oidc.initiateBackchannelAuthentication(service.config, {
    ...{ scope: 'openid', login_hint: pin, binding_message: 'Counter 4 27' },
    authorization_details: askForData(wanted({ fields: ['name', 'phone'], optionalFields: [] })),
  });
  for (const width of WIDTHS) {
    const { page, context } = await openAs(account, width);
    await openScreen(page, url('/me/approvals'));
    await page.getByRole('heading', { name: say('screen.approvals.shared.title') }).waitFor();
    await page.getByText(say('screen.approvals.shared.usual')).waitFor();
    await expectClean(page, `an approval at ${width}`);
    await context.close();
  }
});

test('what a service without a browser asks for at an API stands beside the number, with whose API it is', async () => {
  const { stage } = bank;
  const { pin, account } = stage.accounts[0]!;
  const metadata = { grant_types: ['authorization_code' as const, CIBA], backchannel_token_delivery_mode: 'poll' as const }; // biome-ignore format: one line
  const service = await registerService(stage, { metadata });
  const { indicator } = await openApi(stage, { service, tokenFormat: 'jwt' }, ['marks.read']);
  await oidc.initiateBackchannelAuthentication(service.config, {
    ...{ scope: 'openid marks.read', resource: indicator, login_hint: pin, binding_message: 'Counter 4 27' },
  });
  const { page, context } = await openAs(account, 360);
  await openScreen(page, url('/me/approvals'));
  const name = 'School records (Ministry of Education and Training)';
  await page.getByRole('heading', { name: say('screen.approvals.apis', { name }) }).waitFor();
  await page.getByText('Description of marks.read').waitFor();
  await expectClean(page, 'an approval for an API');
  await context.close();
});

test('a parent is asked for the child and says yes, the child is asked by itself, agrees, and takes it back', async () => {
  const { stage, system } = bank;
  const mother = await citizen(stage.house);
  const child = await play(stage.house, await born(stage.house, { birthDate: '2017-01-02', mother: mother.person }));
  const service = await registerBankService(stage, 'bidv', ['persons']);
  const asked = await oidc.initiateBackchannelAuthentication(service.config, {
    ...{ scope: 'openid', login_hint: mother.pin, binding_message: 'Counter 4 27' },
    authorization_details: askForData(wanted({ fields: ['name'], optionalFields: [], onBehalfOf: child.pin })),
  });
  const { page, context } = await openAs(mother.account, 360);
  await openScreen(page, url('/me/approvals'));
  const { name } = child;
  await page.getByRole('heading', { name: say('screen.approvals.shared.titleFor', { name }) }).waitFor();
  await page.getByText(say('value.consentBeside.child', { name })).waitFor();
  await expectClean(page, 'an approval for a child');
  await page.getByRole('button', { name: say('screen.approvals.approve', { number: '27' }) }).click();
  await page.getByText(say('screen.approvals.outcome.approved.title')).waitFor();
  await oidc.pollBackchannelAuthenticationGrant(service.config, { ...asked, interval: 1 });
  await openScreen(page, url('/me/services'));
  await page.getByRole('heading', { name: new RegExp(`: ${name}$`) }).waitFor();
  await page.getByText(`${say('screen.dataConsents.giverSelf')} (${say('value.consentBasis.guardian')})`).waitFor();
  await page.getByText(say('screen.dataConsents.waiting.child')).waitFor();
  await expectClean(page, 'half a consent, for who waits');
  await context.close();
  assert.equal(await read(system, child.pin), 'exchange/consent-missing');

  const own = await openAs(child.account, 1280);
  await openScreen(own.page, url('/me'));
  const bidv = stage.house.offices.organisationName('bidv', 'en');
  await own.page
    .getByRole('link', { name: say('screen.home.needs.dataConsent.title', { organisation: bidv }) })
    .click();
  for (const width of WIDTHS) {
    await own.page.setViewportSize({ width, height: 800 });
    await own.page.getByText(say('screen.dataConsents.waiting.mine')).waitFor();
    await expectClean(own.page, `half a consent, for who answers, at ${width}`);
  }
  await own.page.getByRole('button', { name: new RegExp(`^${say('screen.dataConsents.agree')}: `) }).click();
  await expectClean(own.page, 'the second yes');
  const dialog = own.page.getByRole('dialog');
  await dialog.getByRole('button', { name: say('screen.dataConsents.agree'), exact: true }).click();
  await own.page.getByText(say('value.consentState.active'), { exact: true }).waitFor();
  await expectClean(own.page, 'a consent of two');
  assert.equal(await read(system, child.pin), 'given');
  await takeBack(own.page);
  assert.equal(await read(system, child.pin), 'exchange/consent-missing');
  await own.context.close();
});
