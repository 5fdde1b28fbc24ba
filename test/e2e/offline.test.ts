import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { type Born, officer, registerPerson } from './born.ts';
import { arrive, languages, until, waitUntilHolds } from './browser.ts';
import { expectClean, expectCleanAtWidths } from './clean.ts';
import { connect, disconnect, loseAnswers } from './line.ts';
import { settle } from './settle.ts';
import { openStage, type Stage } from './stage.ts';

const colleague = 'hanoi-second';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage?.close());

const quote = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

const say = (key: string, values?: Record<string, string>) => stage.house.kernel.words.say('en', key, values);
const born = (name: string) => registerPerson(stage, { name });

const correctPhone = (person: string, phone: string) =>
  stage.house.ask(colleague, 'POST', `/api/people/${person}/acts/correct`, {
    legalBasis: 'identification-law-10',
    evidence: [{ kind: 'paper-record', number: '1/2026' }],
    changes: { phone },
  });

/** Acts of one kind of each person, as the register has them. */
async function countActs(persons: readonly Born[], kind: string): Promise<number[]> {
  const { rows } = await stage.house.kernel.database.pool.query<{ n: number }>(
    `SELECT (SELECT count(*)::int FROM people.act WHERE person = wanted AND kind = $2) AS n
     FROM unnest($1::uuid[]) WITH ORDINALITY AS w (wanted, at) ORDER BY at`,
    [persons.map(({ person }) => person), kind],
  );
  return rows.map(({ n }) => n);
}

/** The desk as it is when it can go on without a line: its screens and the person's records are at hand. */
async function enterDesk(persons: readonly Born[], width = 1280): Promise<{ page: Page; context: BrowserContext }> {
  const { page, context } = await stage.enter(officer, { width, kept: true });
  await waitUntilHolds(page, 'navigator.serviceWorker.controller !== null');
  // As a link would, without loading the whole page twenty times.
  for (const { person, name } of persons) {
    await page.evaluate(`history.pushState({}, '', '/desk/person/${person}')`);
    await page.getByRole('heading', { level: 1, name }).waitFor();
  }
  await page.goto(`${stage.origin}/desk/outbox`);
  for (const { name } of persons) await page.getByRole('link', { name, exact: true }).waitFor();
  return { page, context };
}

async function openRecord(page: Page, { name }: Born): Promise<void> {
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

const begin = (page: Page, act: string) =>
  page.getByRole('button', { name: say(`screen.desk.act.${act}.title`), exact: true }).click();

async function beginPhone(page: Page, phone: string): Promise<void> {
  await begin(page, 'correct');
  await page.locator('#fields').selectOption('phone');
  await page.locator('#phone').fill(phone);
}

/** From a form that is filled in to the outbox, by the keyboard. */
async function keepForLater(page: Page): Promise<void> {
  await page.locator('#evidenceNumber').fill('12/2026');
  await page.locator('#evidenceNumber').press('Enter');
  const keep = page.getByRole('button', { name: say('screen.outbox.keep'), exact: true });
  await keep.waitFor();
  await keep.focus();
  await page.keyboard.press('Enter');
  await page.getByText(say('screen.outbox.kept.text')).waitFor();
}

const outboxLink = (page: Page) => page.getByRole('link', { name: say('screen.outbox.see'), exact: true });
const card = (page: Page, name: string) =>
  page.locator('main li', { has: page.getByRole('heading', { name: new RegExp(quote(name)) }) });

test('without a line 20 acts are written, a reload loses none, and with the line all arrive once, lost answers or not', async () => {
  const persons: Born[] = [];
  for (let at = 0; at < 20; at += 1) persons.push(await born(`Phạm Thị Xa ${String.fromCharCode(65 + at)}`));
  const phone = (at: number) => `09120000${String(at).padStart(2, '0')}`;
  const { page, context } = await enterDesk(persons);

  await disconnect(stage, context);
  await page.getByText(say('screen.outbox.away')).waitFor();
  for (const [at, one] of persons.entries()) {
    await openRecord(page, one);
    await beginPhone(page, phone(at));
    if (at === 10) {
      // The page goes in the middle of a form.
      await page.locator('#evidenceNumber').fill('half');
      await waitUntilHolds(page, `${readPapers('draft')}.then((count) => count === 1)`);
      await settle(page);
      await page.reload();
      await page.getByRole('heading', { level: 1, name: one.name }).waitFor();
      await page.getByText(say('screen.outbox.unsent', { count: '10' })).waitFor();
      await begin(page, 'correct');
      assert.equal(await page.locator('#phone').inputValue(), phone(10));
    }
    await keepForLater(page);
    await outboxLink(page).click();
    await page.getByRole('heading', { level: 1, name: say('screen.outbox.title') }).waitFor();
  }
  await page.getByText(say('screen.outbox.acts', { count: '20' })).waitFor();
  await expectCleanAtWidths(page, 'the outbox without a line');
  assert.deepEqual(await countActs(persons, 'correct'), Array(20).fill(0));

  assert.equal(await page.evaluate(readPapers('draft')), 0);
  const { lost } = loseAnswers(stage, /\/acts\/correct$/, 3);
  await connect(stage, context);
  await page.getByText(say('screen.outbox.sent', { count: '20' })).waitFor({ timeout: 60_000 });
  assert.equal(lost(), 3);
  await page.getByText(say('screen.outbox.none')).waitFor();
  assert.deepEqual(await countActs(persons, 'correct'), Array(20).fill(1));
  for (const at of [0, 10, 19]) {
    const { body } = await stage.house.ask<{ record: { phone: string } }>(
      officer,
      'GET',
      `/api/people/${persons[at]!.person}`,
    );
    assert.equal(body.record.phone, phone(at));
  }
  await expectClean(page, 'the outbox after sending');
  await context.close();
});

/** How many rows of a kind lie in the browser's storage. */
const readPapers = (kind: string) => `new Promise((resolve) => {
  indexedDB.open('dancu-desk').onsuccess = ({ target }) => {
    target.result.transaction('paper').objectStore('paper').getAll().onsuccess = (event) => {
      target.result.close();
      resolve(event.target.result.filter(({ kind }) => kind === '${kind}').length);
    };
  };
})`;

test('a record that changed meanwhile stands side by side, a refusal in the server’s words, and the officer decides', async () => {
  const [changed, refused] = [await born('Vũ Thị Đổi'), await born('Vũ Thị Sai')];
  const { page, context } = await enterDesk([changed, refused], 360);
  await disconnect(stage, context);
  await openRecord(page, changed);
  await beginPhone(page, '0911111111');
  await keepForLater(page);
  await outboxLink(page).click();
  await openRecord(page, refused);
  await begin(page, 'missing');
  await page.locator('#since-year').fill('2090');
  await page.locator('#decision').fill('12/2021/QĐDS');
  await keepForLater(page);
  await outboxLink(page).click();
  assert.equal((await correctPhone(changed.person, '0922222222')).status, 200);

  await connect(stage, context);
  const late = card(page, changed.name);
  await late.getByText(say('screen.outbox.changed.title')).first().waitFor();
  for (const text of ['0911111111', '0922222222']) await late.getByText(text).first().waitFor();
  const wrong = card(page, refused.name);
  await wrong.getByText(say('problem.people.date-in-future.title')).waitFor();
  for (const language of languages) {
    await context.addCookies([{ name: 'lang', value: language, url: stage.origin }]);
    await page.reload();
    const title = stage.house.kernel.words.say(language, 'screen.outbox.changed.title');
    await page.getByText(title).first().waitFor();
    await expectCleanAtWidths(page, `acts that were stopped, in ${language}`);
  }
  await context.addCookies([{ name: 'lang', value: 'en', url: stage.origin }]);
  await page.reload();

  await late.getByRole('button', { name: say('screen.outbox.changed.send') }).click();
  await page.getByText(say('screen.outbox.sent', { count: '1' })).waitFor();
  assert.deepEqual(await countActs([changed], 'correct'), [2]);

  await wrong.getByRole('link', { name: new RegExp(`^${say('screen.outbox.edit')}`) }).click();
  assert.equal(await page.locator('#decision').inputValue(), '12/2021/QĐDS');
  await page.locator('#since-year').fill('2019');
  await page.locator('#evidenceNumber').press('Enter');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('screen.desk.act.record'), exact: true })
    .click();
  await page
    .getByText(say('screen.desk.done.recorded', { act: say('value.actKind.missing') }))
    .first()
    .waitFor();
  assert.deepEqual(await countActs([refused], 'missing'), [1]);
  assert.equal(await page.evaluate(readPapers('draft')), 0);
  await context.close();
});

/** All that lies in the browser's storage, as text: what a reader of the disk would find. */
const readStorage = `(async () => {
  const database = await new Promise((resolve) => {
    indexedDB.open('dancu-desk').onsuccess = ({ target }) => resolve(target.result);
  });
  const all = {};
  for (const name of database.objectStoreNames) {
    const rows = await new Promise((resolve) => {
      database.transaction(name).objectStore(name).getAll().onsuccess = ({ target }) => resolve(target.result);
    });
    all[name] = rows.map((row) =>
      Object.values(row).map((value) => value instanceof ArrayBuffer ? new TextDecoder().decode(value) : String(value)).join(' '));
  }
  database.close();
  return all;
})()`;

test('a session that ended leaves acts sealed for their officer alone, and nothing that was read', async () => {
  const person = await born('Đặng Thị Kín');
  const { page, context } = await enterDesk([person]);
  await disconnect(stage, context);
  await openRecord(page, person);
  await beginPhone(page, '0933333333');
  await keepForLater(page);
  const stored = async () => (await page.evaluate(readStorage)) as Record<string, string[]>;
  const open = await stored();
  assert.deepEqual([open.paper!.length, open.open!.length], [1, 1]);
  assert.ok(open.kept!.length > 2);
  assert.doesNotMatch(JSON.stringify(open), /Kín|0933333333|Phố Mẫu/);

  await context.clearCookies();
  await connect(stage, context);
  await arrive(page, /\/sign-in/);
  await settle(page);
  const sealed = await stored();
  assert.deepEqual([sealed.paper!.length, sealed.open!.length, sealed.kept!.length], [1, 0, 0]);
  assert.deepEqual(await countActs([person], 'correct'), [0]);

  await page.goto(`${stage.origin}/sign-in`);
  await page.click(`button[name="persona"][value="${colleague}"]`);
  await page.waitForURL(/\/desk/);
  await page.goto(`${stage.origin}/desk/outbox`);
  await page.getByText(say('screen.outbox.othersText')).waitFor();
  assert.doesNotMatch((await page.textContent('body')) ?? '', /Kín|0933333333/);
  await expectClean(page, 'an outbox of another officer');
  await page
    .getByRole('button', { name: say('kit.shell.signOut'), exact: true })
    .first()
    .click();
  await arrive(page, /\/sign-in/);

  await page.goto(`${stage.origin}/sign-in`);
  await page.click(`button[name="persona"][value="${officer}"]`);
  await page.waitForURL(/\/desk/);
  await until(async () => (await countActs([person], 'correct'))[0] === 1, 'the act that waited');
  await page.goto(`${stage.origin}/desk/outbox`);
  await page.getByText(say('screen.outbox.sent', { count: '1' })).waitFor();
  await context.close();
});

test('who signs out with acts not sent is asked first', async () => {
  const person = await born('Đặng Thị Chờ');
  const { page, context } = await enterDesk([person], 360);
  await disconnect(stage, context);
  await openRecord(page, person);
  await begin(page, 'missing');
  await page.locator('#since-year').fill('2090');
  await page.locator('#decision').fill('1/2021/QĐDS');
  await keepForLater(page);
  await outboxLink(page).click();
  await connect(stage, context);
  await card(page, person.name).getByText(say('screen.outbox.state.refused')).waitFor();
  await page.getByRole('button', { name: say('kit.shell.account') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('kit.shell.signOut'), exact: true })
    .click();
  const question = page.getByRole('dialog', { name: say('kit.shell.leaving.title') });
  await question.waitFor();
  await expectClean(page, 'the question before signing out');
  await question.getByRole('button', { name: say('kit.shell.leaving.leave') }).click();
  await arrive(page, /\/sign-in/);
  assert.equal(await page.evaluate(readPapers('act')), 1);
  await context.close();
});
