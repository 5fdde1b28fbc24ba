import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { makeSample } from '../../libs/evidence/samples.ts';
import { makeSessionSample, makeTokenSample } from '../../libs/evidence/unsigned.samples.ts';
import { languages, openScreen, waitUntilHolds } from './browser.ts';
import { expectClean, expectCleanAtWidths } from './clean.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let say: (key: string) => string;
let mother: { person: string; pin: string; name: string };

before(async () => {
  stage = await openStage();
  say = (key) => stage.house.kernel.words.say('en', key);
  const { body } = await stage.house.ask<{ person: string; pin: string; name: string }>(
    'mother',
    'GET',
    '/api/me/record',
  );
  mother = body;
});
after(() => stage?.close());

/** Evidence as the agency and the person of the first test took it. */
const taken: string[] = [];
async function takeEvidence(page: Page): Promise<void> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('button', { name: say('screen.evidence.download') })
      .first()
      .click(),
  ]);
  taken.push(readFileSync(await file.path(), 'utf8'));
}

test('an agency asks with a key made in the browser, gets a signed answer, and the person reads and proves the look', async () => {
  const { page, context } = await stage.enter('bank-engineer');
  await openScreen(page, `${stage.origin}/agency/systems`);
  await page.getByRole('button', { name: say('screen.agency.keys.newSystem') }).click();
  await page.getByLabel(say('screen.agency.keys.name')).fill('Account opening');
  await page.getByRole('button', { name: say('screen.agency.keys.make') }).click();
  await page.getByText(say('screen.agency.keys.doneHere')).waitFor();
  const { pool } = stage.house.kernel.database;
  await pool.query("UPDATE exchange.system SET stage = 'production' WHERE name = 'Account opening'");
  await pool.query('UPDATE exchange.epoch SET value = value + 1');

  await openScreen(page, `${stage.origin}/agency/try`);
  await page.getByLabel(say('screen.agency.try.identifier')).fill(mother.pin);
  await page.getByRole('checkbox', { name: say('field.name'), exact: true }).setChecked(true);
  await page.getByRole('checkbox', { name: say('field.birthDate'), exact: true }).setChecked(false);
  const claim = page.getByLabel(say('screen.agency.try.claim').replace('{field}', say('field.name')));
  await claim.fill(mother.name);
  await page.getByRole('button', { name: say('screen.agency.try.send') }).click();
  await page.getByText(say('screen.agency.try.belief.holds')).waitFor();
  await expectClean(page, 'the answer');
  const reference = /[0-9a-f-]{36}:[0-9]+:[0-9]+/.exec((await page.textContent('main')) ?? '')?.[0];
  assert.ok(reference, 'the answer names its line in the journal');
  await takeEvidence(page);
  await context.close();

  const person = await stage.enter('mother', { width: 360 });
  await openScreen(person.page, `${stage.origin}/me/looks`);
  const line = person.page.getByText(/^BIDV checked data about you/).first();
  await line.click();
  await expectClean(person.page, 'an opened look');
  await takeEvidence(person.page);
  await person.page
    .getByRole('link', { name: new RegExp(say('screen.looks.prove')) })
    .first()
    .click();
  await person.page.getByText(say('screen.proof.verdict.holds.title')).first().waitFor();
  await expectClean(person.page, 'the proof');
  await person.context.close();
});

test('anybody checks that evidence without signing in, in a browser that sends nothing, and sees what was changed', async () => {
  assert.equal(taken.length, 2);
  const { page, context } = await stage.visit();
  await page.goto(`${stage.origin}/evidence`);
  await page.getByLabel(say('screen.evidence.choose')).waitFor();
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`));
  const verdict = async (text: string, key: string) => {
    const buffer = Buffer.from(text);
    await page
      .getByLabel(say('screen.evidence.choose'))
      .setInputFiles({ name: 'e.json', mimeType: 'application/json', buffer });
    await page.getByText(say(key)).waitFor();
  };
  for (const text of taken) await verdict(text, 'screen.evidence.verdict.own.title');
  const { verifierKey } = (JSON.parse(taken[0]!) as { log: { verifierKey: string } }).log;
  await page.getByLabel(say('screen.evidence.key')).fill(verifierKey);
  await page.getByText(say('screen.evidence.verdict.holds.title')).waitFor();
  await verdict(taken[1]!.replaceAll('"POST"', '"GET"'), 'screen.evidence.verdict.broken.title');
  await verdict('{}', 'screen.evidence.unreadable.title');
  await verdict(taken[0]!, 'screen.evidence.verdict.holds.title');
  assert.deepEqual(sent, []);
  // Of a file of rows the reader's own copy is checked too.
  const rows = await makeSample({ batch: {} });
  await page.getByLabel(say('screen.evidence.key')).fill(rows.logKeys[0]!);
  await verdict(JSON.stringify(rows.pack), 'screen.evidence.verdict.holds.title');
  for (const [content, key] of [
    ['another file', 'broken'],
    ['the file that was sent', 'holds'],
  ] as const) {
    const file = { name: 'rows.csv', mimeType: 'text/csv', buffer: Buffer.from(content) };
    await page.getByLabel(say('screen.evidence.batch.choose')).setInputFiles(file);
    await page.getByText(say(`screen.evidence.verdict.${key}.title`)).waitFor();
  }
  // What was not signed whole says so, whatever holds.
  for (const [way, sample] of [
    ['session', await makeSessionSample()],
    ['token', await makeTokenSample()],
  ] as const) {
    await page.getByLabel(say('screen.evidence.key')).fill(sample.logKeys[0]!);
    await verdict(JSON.stringify(sample.pack), 'screen.evidence.verdict.holds.title');
    await page.getByText(say(`screen.evidence.way.${way}.title`)).waitFor();
    const forged = JSON.stringify(sample.pack).replace('"status":200', '"status":404');
    await verdict(forged, 'screen.evidence.verdict.broken.title');
    await verdict(JSON.stringify(sample.pack), 'screen.evidence.verdict.holds.title');
  }
  // A letter that no screen had shown yet brings its font, and nothing else goes.
  assert.deepEqual(
    sent.filter((one) => !/^GET \/assets\/[^/]+\.woff2$/.test(one)),
    [],
  );
  for (const language of languages) {
    if ((await page.getAttribute('html', 'lang')) !== language) await page.locator(`button[lang=${language}]`).click();
    await waitUntilHolds(page, `document.documentElement.lang === '${language}'`);
    await expectCleanAtWidths(page, `/evidence in ${language}`);
  }
  await context.close();
});

test('the code of a printed page leads to its line: to the agency with its evidence, to others with what to do', async () => {
  const [first, second] = await readReferences();
  const address = `${stage.origin}/evidence?reference=${encodeURIComponent(first!)}`;
  const nobody = await stage.visit();
  await openScreen(nobody.page, address);
  await nobody.page.getByText(say('screen.evidence.reference.ask')).waitFor();
  const way = await nobody.page
    .getByRole('link', { name: say('screen.evidence.reference.signIn') })
    .getAttribute('href');
  assert.equal(new URL(way!, stage.origin).searchParams.get('to'), new URL(address).pathname + new URL(address).search);
  await expectCleanAtWidths(nobody.page, 'a reference before nobody');
  await openScreen(nobody.page, `${stage.origin}/evidence?reference=${first!.slice(0, 9)}`);
  await nobody.page.getByText(say('screen.evidence.reference.malformed')).waitFor();
  await nobody.context.close();

  const own = await stage.enter('bank-engineer');
  await openScreen(own.page, address);
  await own.page.getByText(say('screen.evidence.verdict.own.title')).waitFor();
  await own.page.getByText(say('screen.evidence.reference.taken')).waitFor();
  await expectCleanAtWidths(own.page, 'the evidence of a reference');
  await openScreen(own.page, `${stage.origin}/evidence?reference=${encodeURIComponent(second!)}`);
  await own.page.getByText(say('screen.evidence.verdict.own.title')).waitFor();
  await own.page
    .getByLabel(say('screen.evidence.choose'))
    .setInputFiles({ name: 'e.json', mimeType: 'application/json', buffer: Buffer.from(taken[0]!) });
  await own.page.getByText(say('screen.evidence.reference.other')).waitFor();
  await own.context.close();

  const other = await stage.enter('hospital-engineer');
  await openScreen(other.page, address);
  await other.page.getByText(say('screen.evidence.reference.unknown')).waitFor();
  await expectCleanAtWidths(other.page, 'a reference that is another’s');
  await other.context.close();

  // For the person it is a look of their own: only when they say so.
  const person = await stage.enter('mother', { width: 360 });
  await openScreen(person.page, address);
  await person.page.getByRole('button', { name: say('screen.evidence.reference.fetch') }).click();
  await person.page.getByText(say('screen.evidence.verdict.own.title')).waitFor();
  await person.context.close();
});

/** Lines of the bank's questions about the mother: the one that the first test took, and an earlier one. */
async function readReferences(): Promise<string[]> {
  const { reference } = JSON.parse(taken[0]!) as { reference: string };
  const { body } = await stage.house.ask<{ latest: { reference: string }[] }>(
    'bank-engineer',
    'GET',
    '/api/agency/figures',
  );
  return [reference, body.latest.find((one) => one.reference !== reference)!.reference];
}

test('a field said to be wrong waits in the queue of the person’s office', async () => {
  const { page, context } = await stage.enter('province-officer');
  await page.goto(`${stage.origin}/desk/corrections`);
  await page.getByText(mother.name).first().waitFor();
  await expectClean(page, 'the queue');
  await context.close();
});

test('an officer finds a person by number with the keyboard alone, and the person reads that look', async () => {
  const { page, context } = await stage.enter('province-officer');
  await openScreen(page, `${stage.origin}/desk`);
  await page.keyboard.press('/');
  await page.keyboard.type(mother.pin);
  await page.keyboard.press('Enter');
  // The desk's own queue names this person too: what counts is the search.
  await page.getByRole('heading', { level: 1, name: say('screen.desk.search.title') }).waitFor();
  await page
    .getByRole('link', { name: new RegExp(mother.name) })
    .first()
    .waitFor();
  const { body } = await stage.house.ask<{ lines: { sentence: string }[] }>('mother', 'GET', '/api/me/looks');
  assert.match(body.lines[0]!.sentence, /found you in a search/);
  await context.close();
});

test('the desk’s number of persons is the register’s', async () => {
  const { rows } = await stage.house.kernel.database.pool.query<{ count: number }>(
    'SELECT count(*) AS count FROM people.person',
  );
  const { body } = await stage.house.ask<{ persons: number }>('province-officer', 'GET', '/api/people/figures');
  assert.equal(body.persons, rows[0]!.count);
  assert.ok(body.persons > 0);
});
