import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openTestHouse, type TestHouse } from '#test';
import { contextOf } from '../../server/rooms/accounts/callers.ts';
import { enter, newPhone, queued } from '../../server/rooms/accounts/life.samples.ts';
import { giveContact, makeAccount, openSession } from '../../server/rooms/accounts/signIn.samples.ts';
import { freePort } from '../../server/rooms/provider/stage.samples.ts';
import { startUrl } from '../../server/rooms/signin/visitor.samples.ts';
import { giveAuthenticator } from './authenticator.ts';
import { dropSession, openBrowser, openContext } from './browser.ts';
import { expectClean } from './clean.ts';

let origin: string;
let back: string;

let house: TestHouse;
let browser: Browser;
let portal: Server;

before(async () => {
  const port = await freePort();
  house = await openTestHouse({ port });
  origin = house.kernel.config.origin;
  await house.app.listen({ port, host: '127.0.0.1' });
  portal = createServer((_request, response) => response.end('back at the portal'));
  await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve));
  back = `http://localhost:${(portal.address() as AddressInfo).port}/back`;
  const organisation = 'ministry-of-education-and-training';
  const engineer = { kind: 'official', id: 'engineer', organisation, scopes: new Set(['services.manage']) } as const;
  await house.clients.register(
    { ...contextOf(house.kernel, undefined), caller: engineer },
    {
      name: { vi: 'Cổng thử', en: 'Test portal', fr: 'Portail d’essai' },
      purpose: 'public-service-login',
      legalBasis: 'public-service-decree',
      fields: [{ field: 'name', required: true }],
      assurance: 'low',
      profile: 'plain',
      actsFor: [],
      metadata: { redirect_uris: [back], grant_types: ['authorization_code'], token_endpoint_auth_method: 'none' },
    },
    'portal',
  );
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  portal?.close();
  await house?.close();
});

async function citizen() {
  const { pin, person, name } = await enter(house);
  const account = await makeAccount(house, { person, actor: person, name });
  const phone = newPhone();
  await giveContact(house, account.account, phone);
  return { pin, account: account.account, phone };
}

/** As a telephone, unless told otherwise. */
const open = ({ script = true, width = 360 } = {}) =>
  openContext(browser, { viewport: { width, height: 800 }, javaScriptEnabled: script });
const start = (more = {}) => origin + startUrl('portal', back, { scope: 'openid profile', ...more });

test('without script and by keyboard alone, from the service through consent and back', async () => {
  const { pin, phone } = await citizen();
  const { context, page } = await open({ script: false });
  await page.goto(start());
  // Below the demonstration's persons the field does not take the focus by itself.
  await page.focus('input[name="identifier"]');
  await page.keyboard.type(pin);
  await page.keyboard.press('Enter');
  await page.waitForSelector('button[value="code"]');
  await page.focus('button[value="code"]');
  await page.keyboard.press('Enter');
  await page.waitForSelector('input[name="code"]');
  await page.keyboard.type((await queued(house, phone)).at(-1)!.code);
  await page.keyboard.press('Enter');
  await page.waitForSelector('button[value="yes"]');
  await page.focus('button[value="yes"]');
  // Chromium holds form-action against the redirect to the service's own site.
  await page.keyboard.press('Enter');
  await page.waitForURL(`${back}**`);
  assert.ok(new URL(page.url()).searchParams.get('code'));
  await context.close();
});

test('a passkey is made after the first sign-in and opens the next one, its page under a strict policy', async () => {
  const { account } = await citizen();
  const { context, page } = await open();
  const refused: string[] = [];
  page.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
  await giveAuthenticator(page);
  const { cookie, token } = await openSession(house, account);
  await context.addCookies([
    { name: 'dancu-sso', value: token, url: origin },
    { name: 'dancu-session', value: cookie.slice('dancu-session='.length), url: origin },
  ]);
  await page.goto(`${origin}/passkey`);
  await page.fill('input[name="label"]', 'My phone');
  await page.click('form[data-passkey="create"] button');
  await page.waitForURL((url) => url.pathname !== '/passkey');
  await dropSession(page);
  await page.goto(start());
  // Either the browser offers it by itself in the field, or the button asks for it.
  const button = page.locator('form[data-passkey="get"] button');
  await button.click({ timeout: 3000 }).catch(() => undefined);
  await page.waitForSelector('button[value="yes"]');
  await expectClean(page, 'consent');
  assert.deepEqual(
    refused.filter((text) => /Content Security Policy/.test(text)),
    [],
  );
  await context.close();
});

test('the page that waits for a phone goes on by itself', async () => {
  const { account } = await citizen();
  const screen = await open({ width: 1280 });
  await screen.page.goto(start());
  await screen.page.click('a[href$="way=phone"]');
  const number = (await screen.page.textContent('strong.number'))!;
  const address = (await screen.page.textContent('code'))!;
  await expectClean(screen.page, 'phone code');
  const phone = await open();
  const { token } = await openSession(house, account);
  await phone.context.addCookies([{ name: 'dancu-sso', value: token, url: origin }]);
  await phone.page.goto(address);
  await expectClean(phone.page, 'approve');
  await phone.page.fill('input[name="number"]', number);
  await phone.page.click('button[value="approve"]');
  await screen.page.waitForSelector('button[value="yes"]');
  await screen.context.close();
  await phone.context.close();
});
