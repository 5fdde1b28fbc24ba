import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import type { Born } from './born.ts';
import { arrive, until } from './browser.ts';
import { expectCleanAtWidths } from './clean.ts';
import { connect, disconnect, loseAnswers } from './line.ts';
import { createDeskHand } from './offlineDesk.ts';
import { readPapers, readScanNames, readStorage } from './papers.ts';
import { settle } from './settle.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage?.close());

const { say, born, enterDesk } = createDeskHand(() => stage);
const [officer, colleague] = ['hanoi-officer', 'hanoi-second'];
const scans = (key: string, values?: Record<string, string>) => say(`screen.reviewScans.${key}`, values);
const namesOf = async (page: Page) => (await page.evaluate(readScanNames)) as string[];

/** "This is wrong", as the person would say it, and the desk where it waits. */
async function enterCase(
  name: string,
): Promise<{ page: Page; context: BrowserContext; correction: string; one: Born }> {
  const one = await born(name);
  const correction = crypto.randomUUID();
  await stage.house.kernel.database.pool.query(
    `INSERT INTO people.correction (person, correction, field, claim, note, state, province, commune, opened_at, due_on)
     SELECT person, $2, 'name', 'Đỗ Thị Đúng', '', 'open', province, commune, now(), '2031-01-01' FROM people.person WHERE person = $1`,
    [one.person, correction],
  );
  const { page, context } = await enterDesk([one], 360, officer);
  await page.evaluate("history.pushState({}, '', '/desk/corrections')");
  await answerTo(page, one).waitFor();
  return { page, context, correction, one };
}

const answerTo = (page: Page, { name }: Born) => page.getByRole('button', { name: new RegExp(`: ${name}, `) });
const drawer = (page: Page) => page.getByRole('dialog');

async function add(
  page: Page,
  bytes = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), randomBytes(3000)]),
): Promise<void> {
  const field = page.getByLabel(scans('file'));
  if (!(await field.isVisible())) await page.getByText(scans('add'), { exact: true }).click();
  await field.setInputFiles({ name: 'scan.jpg', mimeType: 'image/jpeg', buffer: bytes });
  await page.getByRole('button', { name: scans('send'), exact: true }).click();
}
async function addAnother(page: Page, at: number): Promise<void> {
  await add(page);
  await page.getByRole('button', { name: `${scans('remove')}: ${scans('name', { at: String(at) })}` }).waitFor();
}
async function takeAway(page: Page, at: number): Promise<void> {
  const button = page.getByRole('button', { name: `${scans('remove')}: ${scans('name', { at: String(at) })}` });
  await button.click();
  await page
    .getByRole('dialog')
    .last()
    .getByRole('button', { name: scans('remove'), exact: true })
    .click();
  await button.waitFor({ state: 'detached' });
}

/** Papers of a case as the register has them: by how many verdicts have seen them. */
async function readCase(correction: string): Promise<{ state: string; scans: number; cited: number }> {
  const { rows } = await stage.house.kernel.database.pool.query<{ state: string; scans: number; cited: number }>(
    `SELECT state, (SELECT count(*)::int FROM people.scan WHERE matter = correction) AS scans,
       (SELECT count(cited_at)::int FROM people.scan WHERE matter = correction) AS cited
     FROM people.correction WHERE correction = $1`,
    [correction],
  );
  return rows[0]!;
}

test('without a line two scans and a decision wait, a reload loses none, and with the line each arrives once, papers first', async () => {
  const { page, context, correction, one } = await enterCase('Hồ Thị Giấy');
  await disconnect(stage, context);
  await answerTo(page, one).click();
  await addAnother(page, 1);
  await page.getByLabel(say('screen.desk.corrections.refuse')).check();
  await page.getByLabel(say('screen.desk.reasonLabel')).fill('Giấy khai sinh ghi khác.');
  await page.locator('#evidenceNumber').fill('7/2026');
  await page.getByRole('button', { name: say('screen.desk.proposals.send'), exact: true }).click();
  await drawer(page).waitFor({ state: 'hidden' });
  // After the decision was written: it goes before it all the same.
  await answerTo(page, one).click();
  await addAnother(page, 2);

  await page.reload();
  await answerTo(page, one).click();
  await page.getByText(say('screen.outbox.unsent', { count: '3' })).waitFor();
  await page.getByRole('button', { name: `${scans('open')}: ${scans('name', { at: '2' })}` }).click();
  await page.getByText(say('screen.systems.file.fits')).waitFor();
  await expectCleanAtWidths(page, 'scans that wait beside a case');
  assert.equal((await namesOf(page)).length, 2);
  assert.deepEqual(await readCase(correction), { state: 'open', scans: 0, cited: 0 });

  const { lost } = loseAnswers(stage, /\/(scans|decide)$/, 2);
  await connect(stage, context);
  await page.goto(`${stage.origin}/desk/outbox`);
  await page.getByText(say('screen.outbox.sent', { count: '3' })).waitFor({ timeout: 60_000 });
  assert.equal(lost(), 2);
  assert.deepEqual(await readCase(correction), { state: 'refused', scans: 2, cited: 2 });
  assert.deepEqual(await namesOf(page), []);
  await expectCleanAtWidths(page, 'scans that arrived');
  await context.close();
});

test('a case has five scans with those that wait; what the server would refuse, or has no room here, is not kept', async () => {
  const { page, context, correction, one } = await enterCase('Hồ Thị Đầy');
  await answerTo(page, one).click();
  await add(page);
  await until(async () => (await readCase(correction)).scans === 1, 'a scan that is sent at once');
  await page.getByText(/ · added by /).waitFor();
  await until(async () => (await namesOf(page)).length === 0, 'what arrived to go');
  await disconnect(stage, context);
  await add(page, Buffer.from('<svg onload="alert(1)"/>'));
  await page.getByText(scans('fault.kind')).first().waitFor();
  await page.evaluate('navigator.storage.estimate = () => Promise.resolve({ quota: 5e6, usage: 4e6 })');
  await add(page);
  await page.getByText(say('kit.problem.storageFull.title')).waitFor();
  await expectCleanAtWidths(page, 'a scan that has no room');
  assert.deepEqual([await namesOf(page), await page.evaluate(readPapers('act'))], [[], 0]);
  await page.evaluate('navigator.storage.estimate = () => Promise.resolve({ quota: 5e9, usage: 4e6 })');
  for (const at of [2, 3, 4, 5]) await addAnother(page, at);
  await page.getByText(scans('full', { most: '5' })).waitFor();
  await takeAway(page, 5);
  assert.equal((await namesOf(page)).length, 3);
  await page.getByText(scans('add'), { exact: true }).waitFor();
  await connect(stage, context);
  await until(async () => (await readCase(correction)).scans === 4, 'what waited');
  await until(async () => (await namesOf(page)).length === 0, 'what arrived to go');
  await until(async () => (await page.getByText(/ · added by /).count()) === 4, 'what arrived to be listed');
  await settle(page);
  // A colleague is quicker: what the server says stays beside the case until it is put right.
  const content = Buffer.from('255044462d31', 'hex').toString('base64');
  const path = `/api/corrections/${correction}/scans`;
  assert.equal((await stage.house.ask(colleague, 'POST', path, { content })).status, 201);
  await add(page);
  await page
    .getByText(stage.house.kernel.words.say('en', 'problem.people.scans-too-many.detail', { most: '5' }))
    .first()
    .waitFor();
  await takeAway(page, 6);
  assert.deepEqual([(await readCase(correction)).scans, await namesOf(page)], [5, []]);
  await context.close();
});

test('scans of an officer are sealed for them: another at the same machine neither sees nor sends them', async () => {
  const { page, context, correction, one } = await enterCase('Hồ Thị Riêng');
  await disconnect(stage, context);
  await answerTo(page, one).click();
  const secret = Buffer.concat([Buffer.from('255044462d', 'hex'), Buffer.from('Giấy của riêng tôi. '.repeat(50))]);
  await add(page, secret);
  await page.getByRole('button', { name: `${scans('remove')}: ${scans('name', { at: '1' })}` }).waitFor();
  assert.doesNotMatch(JSON.stringify(await page.evaluate(readStorage)), /riêng tôi|Hồ Thị/);
  await context.clearCookies();
  await connect(stage, context);
  await arrive(page, /\/sign-in/);
  await settle(page);
  const enter = async (persona: string) => {
    await page.goto(`${stage.origin}/sign-in`);
    await page.click(`button[name="persona"][value="${persona}"]`);
    await page.waitForURL(/\/desk/);
  };
  await enter(colleague);
  await page.goto(`${stage.origin}/desk/outbox`);
  await page
    .getByText(say('screen.outbox.others', { count: '1' }))
    .first()
    .waitFor();
  await page.getByText(say('screen.outbox.acts', { count: '0' })).waitFor();
  assert.equal((await namesOf(page)).length, 1);
  assert.equal((await readCase(correction)).scans, 0);
  await page
    .getByRole('button', { name: say('kit.shell.account') })
    .or(page.getByRole('button', { name: say('kit.shell.signOut'), exact: true }).first())
    .first()
    .click();
  await drawer(page)
    .getByRole('button', { name: say('kit.shell.signOut'), exact: true })
    .click();
  await arrive(page, /\/sign-in/);
  await enter(officer);
  await until(async () => (await readCase(correction)).scans === 1, 'the scan of its own officer');
  await context.close();
});

test('what an earlier version of the desk kept is there after the storage has got its place for scans', async () => {
  const { page, context } = await stage.visit({ kept: true });
  await page.goto(`${stage.origin}/healthz`);
  await page.evaluate(`new Promise((resolve) => {
    const request = indexedDB.open('dancu-desk', 1);
    request.onupgradeneeded = ({ target: { result } }) => {
      for (const [name, keyPath] of [['vault', 'officer'], ['open', 'officer'], ['paper', 'id'], ['kept', 'id']])
        result.createObjectStore(name, { keyPath });
    };
    request.onsuccess = ({ target: { result } }) => {
      const writing = result.transaction('paper', 'readwrite');
      const iv = new Uint8Array(12);
      writing.objectStore('paper').put({ id: 'a', officer: 'another', kind: 'act', iv, data: iv.buffer });
      writing.oncomplete = () => resolve(result.close());
    };
  })`);
  await page.goto(`${stage.origin}/sign-in`);
  await page.click(`button[name="persona"][value="${officer}"]`);
  await page.waitForURL(/\/desk/);
  await page.goto(`${stage.origin}/desk/outbox`);
  await page
    .getByText(say('screen.outbox.others', { count: '1' }))
    .first()
    .waitFor();
  const stores = Object.keys((await page.evaluate(readStorage)) as object);
  assert.deepEqual(stores.toSorted(), ['kept', 'open', 'paper', 'scan', 'vault']);
  await context.close();
});

test('a proposal is not decided while papers of it wait on this device', async () => {
  const { page, context } = await stage.enter('second-officer');
  await page.goto(`${stage.origin}/desk/proposals`);
  const decide = page.getByRole('button', { name: say('screen.desk.proposals.decide'), exact: true });
  await decide.waitFor();
  await page.route('**/scans', (route) => route.abort());
  await addAnother(page, 1);
  await decide.click();
  await page.getByRole('radio', { name: say('screen.desk.proposals.refuse') }).check();
  await page.getByLabel(say('screen.desk.reasonLabel')).fill('Giấy tờ không đủ.');
  const send = drawer(page).getByRole('button', { name: say('screen.desk.proposals.send'), exact: true });
  await send.click();
  await page.getByText(say('kit.problem.scansWaiting.title')).waitFor();
  const read = async () => {
    const { rows } = await stage.house.kernel.database.pool.query<{ state: string; cited: boolean }>(
      'SELECT state, cited_at IS NOT NULL AS cited FROM people.proposal LEFT JOIN people.scan ON matter = proposal',
    );
    return rows.map(({ state, cited }) => [state, cited]);
  };
  assert.deepEqual(await read(), [['open', false]]);
  await page.unroute('**/scans');
  await send.click();
  await drawer(page).waitFor({ state: 'hidden' });
  assert.deepEqual(await read(), [['refused', true]]);
  await context.close();
});
