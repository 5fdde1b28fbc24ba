import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openTestHouse, type TestHouse } from '#test';
import { enter, eventsOf, newPhone, passkey, queued } from '../../server/rooms/accounts/life.samples.ts';
import { giveContact, makeAccount, openSession } from '../../server/rooms/accounts/signIn.samples.ts';
import { citizen, settle } from '../../server/rooms/mandates/stand.samples.ts';
import { freePort } from '../../server/rooms/provider/stage.samples.ts';
import { openBrowser, openContext, openScreen } from './browser.ts';
import { expectClean } from './clean.ts';

/** What citizens do on their own screens with a telephone in the hand; the rules behind them have their tests in the rooms. */
const MAIL = 'lan@example.vn';

let house: TestHouse;
let browser: Browser;
let page: Page;
let owner: { person: string; account: string };
let child: { person: string; name: string };
before(async () => {
  const port = await freePort();
  house = await openTestHouse({ port });
  await house.app.listen({ port, host: '127.0.0.1' });
  const { person, name } = await enter(house, { sex: 'female' });
  const { account } = await makeAccount(house, { person, actor: person, name, language: 'en' });
  owner = { person, account };
  await giveContact(house, account, newPhone());
  const birthDate = `${Number(house.kernel.clock.today().slice(0, 4)) - 9}-01-01`;
  child = await enter(house, { name: 'Trần Văn Bé', birthDate, mother: person });
  browser = await openBrowser();
  const visitor = await openContext(browser, { viewport: { width: 360, height: 780 } });
  const [key = '', value = ''] = (await openSession(house, account, [passkey])).cookie.split(/=(.*)/s);
  await visitor.context.addCookies(
    Object.entries({ lang: 'en', [key]: value }).map(([name, value]) => ({ name, value, url: url('') })),
  );
  page = visitor.page;
});
after(async () => {
  await browser?.close();
  await house?.close();
});

const url = (path: string) => house.kernel.config.origin + path;
const say = (key: string, values?: Record<string, string>) => house.kernel.words.say('en', key, values);
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const open = (path: string) => openScreen(page, url(path));
/** A button that asks first: presses it, and yes. */
async function confirm(name: string, yes: string): Promise<void> {
  await press(name);
  await page.getByRole('dialog').getByRole('button', { name: yes, exact: true }).click();
}
async function fillDate(id: string, date: string): Promise<void> {
  const [year = '', month = '', day = ''] = date.split('-');
  for (const [part, text] of Object.entries({ [id]: day, [`${id}-month`]: month, [`${id}-year`]: year }))
    await page.fill(`#${part}`, text);
}

test('a contact is added, proved by its code and removed, and the log that is downloaded says so', async () => {
  await open('/me/settings/contact');
  await page.getByLabel(say('value.contact.email')).check();
  await page.locator('#value').fill(MAIL);
  await press(say('screen.contacts.sendCode'));
  await page.getByRole('heading', { name: say('screen.contacts.proveTitle') }).waitFor();
  await expectClean(page, 'the code of a contact');
  const code = (await queued(house, MAIL)).at(-1)!.code;
  await page.getByLabel(say('screen.contacts.code')).fill(code);
  await press(say('screen.contacts.prove'));
  const masked = 'l•••@example.vn';
  const line = page.getByRole('listitem').filter({ hasText: masked });
  await line.getByText(say('screen.contacts.proved')).waitFor();
  await confirm(`${say('screen.security.remove')}: ${masked}`, say('screen.security.remove'));
  await line.waitFor({ state: 'detached' });

  const [download] = await Promise.all([page.waitForEvent('download'), press(say('screen.settings.export.button'))]);
  const text = readFileSync(await download.path(), 'utf8');
  const rows = text.trimEnd().split('\r\n');
  assert.equal(rows[0], '\u{feff}Time,Kind,What,Reference in the log');
  assert.deepEqual(
    rows.slice(1).map((row) => row.split(',')[1]),
    (await eventsOf(house, owner.account)).toReversed(),
  );
  assert.ok(rows.some((row) => row.includes(',contact-removed,')));
});

test('a mandate is given, and ended on the same screen after the holder has accepted', async () => {
  const holder = await citizen(house);
  const { identifier, name, birthDate } = holder.addressed;
  await open('/me/acting');
  await page.getByRole('link', { name: say('screen.acting.give') }).click();
  await page.getByLabel(say('screen.give.identifier')).fill(identifier);
  await page.getByLabel(say('screen.give.name')).fill(name);
  await fillDate('birthDate', birthDate);
  await page.locator('#scopes').check();
  await fillDate('to', house.kernel.clock.today());
  await press(say('screen.give.send'));
  await page.getByText(say('value.mandateState.offered'), { exact: true }).waitFor();

  await settle(house);
  const { body } = await holder.ask<{ held: { id: string }[] }>('GET', '/api/me/mandates');
  assert.equal((await holder.ask('POST', `/api/me/mandates/${body.held[0]!.id}/accept`)).status, 200);
  await page.reload();
  const inForce = page.getByRole('listitem').filter({ hasText: name }).getByText(say('value.mandateState.active'));
  await inForce.waitFor();
  await expectClean(page, 'a mandate in force');
  await confirm(`${say('screen.acting.end')}: ${name}`, say('screen.acting.end'));
  await inForce.waitFor({ state: 'detached' });
  const after = await holder.ask<{ actings: unknown[] }>('GET', '/api/me/actings');
  assert.deepEqual(after.body.actings, []);
});

test('a guardian agrees to a child’s account and takes it back', async () => {
  await open('/me/acting');
  const line = page.getByRole('listitem').filter({ hasText: child.name });
  await line.getByText(say('value.accountState.none'), { exact: true }).waitFor();
  await confirm(`${say('screen.wards.consent')}: ${child.name}`, say('screen.wards.consent'));
  await line.getByText(say('value.accountState.pending'), { exact: true }).waitFor();
  await expectClean(page, 'a ward with an account');
  await confirm(`${say('screen.wards.withdraw')}: ${child.name}`, say('screen.wards.withdraw'));
  await line.getByText(say('value.accountState.locked'), { exact: true }).waitFor();
  assert.equal((await house.accounts.findAccountOf(child.person))?.state, 'locked');
});

test('what a service may read is taken back, and the screen says that none may', async () => {
  await house.kernel.database.pool.query(
    `INSERT INTO provider.consent (account, client, principal, fields, refused, remembered, agreement, grant_id, service_version, given_at, used_at)
     VALUES ($1, 'portal', '', '["name", "birthDate"]', '[]', true, '\\x00', 'grant', 1, now(), now())`,
    [owner.account],
  );
  await open('/me/services');
  await page.getByText(say('field.birthDate'), { exact: true }).waitFor();
  await expectClean(page, 'a consent');
  await confirm(`${say('screen.consents.withdraw')}: portal`, say('screen.consents.withdraw'));
  await page.getByText(say('screen.consents.none.title')).waitFor();
  assert.ok((await eventsOf(house, owner.account)).includes('consent-withdrawn'));
});
