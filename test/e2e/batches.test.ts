import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Download, Page } from 'playwright-core';
import { type JsonWebKeySet, readManifest } from '#libs/client';
import { openDuck, readRows } from '../../server/rooms/batches/engine/duck.ts';
import { openScreen } from './browser.ts';
import { expectClean, expectCleanAtWidths } from './clean.ts';
import { openStage, type Stage } from './stage.ts';
import { tourScreens } from './tour.ts';

const ROWS = 3_000;
const folder = mkdtempSync(join(tmpdir(), 'dancu-batches-'));
let stage: Stage;
let say: (key: string, values?: Record<string, string | number>) => string;
/** Number, name, birth date; the last row gives the mother's number under another name. */
let file: string;
/** The same of some of them, in the other formats. */
const FEW = 60;
const files = { jsonl: '', parquet: '' };

interface Person {
  persona: string | null;
  pin: string;
  name: string;
  birth: string;
}

before(async () => {
  stage = await openStage();
  say = (key, values) => stage.house.kernel.words.say('en', key, values);
  const { rows } = await stage.house.kernel.database.pool.query<Person>(
    `SELECT d.persona, i.value AS pin, p.record->>'name' AS name, p.record->>'birthDate' AS birth
     FROM people.person p JOIN people.identifier i ON i.person = p.person AND i.kind = 'pin' AND i.status = 'active'
     LEFT JOIN demonstration.persona d ON d.person = p.person
     WHERE p.life = 'a' AND length(p.record->>'birthDate') = 10 ORDER BY p.person`,
  );
  const mother = rows.find((one) => one.persona === 'mother')!;
  const others = rows.filter((one) => one.persona === null).slice(0, ROWS - 2);
  // The second column is called what only the person knows.
  const lines = [
    'Số định danh,Khách hàng,Ngày sinh,Số thuê bao',
    `${mother.pin},${mother.name},${mother.birth},0900000000`,
    ...others.map((one, index) => `${one.pin},${one.name},${one.birth},09${String(index).padStart(8, '0')}`),
    `${mother.pin},Không Phải Tôi,1901-01-01,0999999999`,
  ];
  file = join(folder, 'subscribers.csv');
  writeFileSync(file, `${lines.join('\n')}\n`);
  const few = others.slice(0, FEW).map(({ pin, name, birth }) => ({ 'Số định danh': pin, 'Họ tên': name, 'Ngày sinh': birth })); // biome-ignore format: one line
  files.jsonl = join(folder, 'subscribers.jsonl');
  writeFileSync(files.jsonl, few.map((row) => `${JSON.stringify(row)}\n`).join(''));
  files.parquet = join(folder, 'subscribers.parquet');
  await readFew(`COPY (SELECT * FROM read_json('${files.jsonl}')) TO '${files.parquet}' (FORMAT parquet)`);
});
after(async () => {
  await stage?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** One question to the library that reads such files. */
async function readFew<Row>(sql: string): Promise<Row[]> {
  const duck = await openDuck({ folder, memory: '200MB' });
  try {
    return await readRows<Row>(duck.connection, sql);
  } finally {
    duck.close();
  }
}

const press = (page: Page, key: string) => page.getByRole('button', { name: say(key), exact: true }).click();

/** From the empty form to the sending of the file. */
async function send(page: Page): Promise<void> {
  await page.getByLabel(say('screen.batches.new.choose'), { exact: true }).setInputFiles(file);
  await page.getByText(say('screen.batches.new.columnsHint')).waitFor();
  await page.selectOption('#column-name', 'Khách hàng');
  await press(page, 'screen.batches.new.send');
}

async function save(page: Page, act: () => Promise<void>, name: string): Promise<Buffer> {
  const coming = page.waitForEvent('download');
  await act();
  const download: Download = await coming;
  const path = join(folder, name);
  await download.saveAs(path);
  return readFileSync(path);
}

test('a file is sent from the browser and answered; its result is what the platform signed', async () => {
  const { page, context } = await stage.enter('telecom-engineer');
  await openScreen(page, `${stage.origin}/agency/batches`);
  await page.getByText(say('screen.batches.none.title')).waitFor();
  await page.getByRole('link', { name: say('screen.batches.new.title') }).click();
  await press(page, 'screen.batches.new.send');
  await page.getByRole('link', { name: say('screen.batches.new.fileMissing') }).waitFor();
  await page.getByLabel(say('screen.batches.new.findings')).check();
  const choose = page.getByLabel(say('screen.batches.new.choose'), { exact: true });
  await choose.setInputFiles(file);
  await page.getByRole('cell', { name: '0900000000' }).first().waitFor();
  assert.equal(await page.inputValue('#column-number'), 'Số định danh');
  assert.equal(await page.inputValue('#column-name'), '', 'nobody knows what this column is');
  await press(page, 'screen.batches.new.send');
  await page
    .getByRole('link', { name: say('screen.batches.new.columnMissing', { what: say('field.name') }) })
    .waitFor();
  await expectCleanAtWidths(page, 'a file before it is sent');
  await page.selectOption('#column-name', 'Khách hàng');
  await press(page, 'screen.batches.new.send');
  // The answering itself takes as long as the machine is busy.
  await page.getByText(say('screen.batches.doneTitle', { rows: '3,000' })).waitFor({ timeout: 120_000 });
  await expectCleanAtWidths(page, 'an answered file');
  for (const [verdict, rows] of [
    ['correct', '2,999'],
    ['owner-differs', '1'],
  ] as const)
    await page
      .getByRole('row', { name: say(`value.batchVerdict.${verdict}`) })
      .getByText(rows, { exact: true })
      .waitFor();

  const link = page.getByRole('link', { name: say('screen.batches.files.result') });
  const result = await save(page, () => link.click(), 'result.csv');
  const jws = await save(page, () => press(page, 'screen.batches.files.manifest'), 'manifest.jws');
  const keys = (await (await fetch(`${stage.origin}/.well-known/jwks.json`)).json()) as JsonWebKeySet;
  const manifest = readManifest(jws.toString(), keys);
  const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  assert.equal((manifest.result as { sha256: string }).sha256, digest(result));
  assert.equal(manifest.asked, digest(readFileSync(file)), 'the digest was computed in the browser');
  assert.equal(result.toString().trimEnd().split('\n').length, ROWS + 1);
  const found = page.getByRole('link', { name: say('screen.batches.files.findings') });
  assert.match((await save(page, () => found.click(), 'findings.csv')).toString(), /0999999999,not-the-owner,1,\d{4}-/);
  await context.close();
});

for (const [format, reader] of [
  ['jsonl', 'read_json'],
  ['parquet', 'read_parquet'],
] as const)
  test(`${format}: its head is read in the browser, and the result is a file of its kind`, async () => {
    const { page, context } = await stage.enter('telecom-engineer');
    await openScreen(page, `${stage.origin}/agency/batches/new`);
    await page.getByLabel(say('screen.batches.new.choose'), { exact: true }).setInputFiles(files[format]);
    const columns = 'Số định danh, Họ tên, Ngày sinh';
    const seen = format === 'jsonl' ? 'Họ tên' : say('screen.batches.new.parquet', { rows: FEW, columns });
    await page.getByText(seen, { exact: true }).first().waitFor();
    assert.equal(await page.inputValue('#column-name'), 'Họ tên');
    await expectClean(page, `the head of ${format}`);
    await press(page, 'screen.batches.new.send');
    await page.getByText(say('screen.batches.doneTitle', { rows: FEW })).waitFor();
    const link = page.getByRole('link', { name: say('screen.batches.files.result') });
    await save(page, () => link.click(), `back.${format}`);
    const verdicts = await readFew<{ verdict: string; rows: bigint }>(
      `SELECT verdict, count(*) AS rows FROM ${reader}('${join(folder, `back.${format}`)}') GROUP BY verdict`,
    );
    assert.deepEqual(
      verdicts.map(({ verdict, rows }) => [verdict, Number(rows)]),
      [['correct', FEW]],
    );
    await context.close();
  });

test('a page that is left before the file is sent finds the batch again and goes on with the same file', async () => {
  const { page, context } = await stage.enter('telecom-engineer');
  page.on('dialog', (dialog) => void dialog.accept());
  const uploads = '**/v1/batches/uploads/**';
  await page.route(uploads, (route) => (route.request().method() === 'PATCH' ? route.abort() : route.continue()));
  await openScreen(page, `${stage.origin}/agency/batches/new`);
  await page.getByLabel(say('screen.batches.new.simulation')).check();
  await send(page);
  await page.getByRole('heading', { name: say('screen.batches.sending.sendingTitle') }).waitFor();
  const address = page.url();
  await page.goto('about:blank');
  await page.unroute(uploads);
  await openScreen(page, address);
  await page.getByRole('heading', { name: say('screen.batches.sending.resumeTitle') }).waitFor();
  await expectCleanAtWidths(page, 'a file half sent');
  const choose = page.getByLabel(say('screen.batches.sending.sameFile'), { exact: true });
  await choose.setInputFiles({ name: 'other.csv', mimeType: 'text/csv', buffer: Buffer.from('another') });
  await press(page, 'screen.batches.sending.goOn');
  await page.getByText(/This is another file/).waitFor();
  await choose.setInputFiles(file);
  await press(page, 'screen.batches.sending.goOn');
  // The answering itself takes as long as the machine is busy.
  await page.getByText(say('screen.batches.doneTitle', { rows: '3,000' })).waitFor({ timeout: 120_000 });
  // Nobody of the register is in the synthetic country.
  await page.getByRole('row', { name: say('value.batchVerdict.unknown') }).waitFor();
  assert.equal(await page.getByRole('row', { name: say('screen.batches.meaning.correct') }).count(), 0);
  await page.getByText(say('screen.batches.simulated'), { exact: true }).waitFor();
  await context.close();
});

test('a batch is cancelled only after a question', async () => {
  const { page, context } = await stage.enter('telecom-engineer');
  await page.route('**/v1/batches/uploads/**', (route) => route.abort());
  await openScreen(page, `${stage.origin}/agency/batches/new`);
  await send(page);
  await press(page, 'screen.batches.cancel.button');
  await expectCleanAtWidths(page, 'the question before cancelling');
  await press(page, 'screen.batches.cancel.yes');
  // The announcement says it first; the batch itself is read anew behind it.
  await page.getByRole('button', { name: say('screen.batches.cancel.button') }).waitFor({ state: 'detached' });
  await page.getByText(say('value.batchState.cancelled'), { exact: true }).first().waitFor();
  await context.close();
});

test('whoever a row was about sees one sentence, proves it in the own browser, and objects to the finding', async () => {
  const { page, context } = await stage.enter('mother');
  await openScreen(page, `${stage.origin}/me/looks`);
  const look = page.getByText(say('oversight.look.bulk')).first();
  await look.click();
  const opened = page.locator('details[open]');
  await opened.getByRole('link', { name: say('screen.looks.prove') }).click();
  await page.getByText(say('screen.proof.verdict.holds.title')).waitFor();
  await page.getByRole('heading', { name: say('screen.proof.step.person.title') }).waitFor();
  assert.equal(await page.getByText(say('screen.proof.step.holds'), { exact: true }).count(), 7);
  await expectCleanAtWidths(page, 'the proof of a look in bulk');

  // The server's word alone is not taken: a page that is not the one in the log is found out.
  await page.route('**/api/log/proof/*', async (route) => {
    const answer = await route.fetch();
    const proof = (await answer.json()) as { bulk: { entries: string } };
    proof.bulk.entries = `${proof.bulk.entries.slice(0, -16)}${'0'.repeat(16)}`;
    await route.fulfill({ response: answer, json: proof });
  });
  await page.reload();
  await page.getByText(say('screen.proof.verdict.broken.title')).waitFor();
  await page.unroute('**/api/log/proof/*');

  await openScreen(page, `${stage.origin}/me/looks`);
  await page.getByText(say('oversight.act.bulk-not-the-owner')).first().click();
  const finding = page.locator('details[open]');
  await finding.getByText(say('screen.looks.effective.label')).waitFor();
  await expectCleanAtWidths(page, 'a finding');
  await finding.getByRole('button', { name: say('screen.looks.objection.button') }).click();
  await finding
    .getByText(/an answer by/)
    .first()
    .waitFor();
  await context.close();
});

test('the screens of files are accessible in every language and width', async () => {
  const { rows } = await stage.house.kernel.database.pool.query<{ batch: string }>(
    "SELECT batch FROM batches.batch WHERE state = 'done' AND findings IS NOT NULL",
  );
  const done = `/agency/batches/${rows[0]!.batch}`;
  await tourScreens(stage, 'telecom-engineer', ['/agency/batches', '/agency/batches/new', done]);
});
