import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { arrive, openScreen } from './browser.ts';
import { expectCleanAtWidths } from './clean.ts';
import { type Listed, otherSex, readListed, vietnamese } from './collected.ts';
import { openStage, type Stage } from './stage.ts';
import { tourScreens } from './tour.ts';

const FILE = 'sổ hộ tịch 1985.csv';
let stage: Stage;
let say: (key: string, values?: Record<string, string | number>) => string;
let known: Listed[];
/** Where the run and one of its rows in doubt are looked at, for the tour. */
const paths = { run: '', row: '' };

before(async () => {
  stage = await openStage();
  say = (key, values) => stage.house.kernel.words.say('en', key, values);
  known = await readListed(stage);
});
after(() => stage?.close());

const sexOf = ({ sex }: Listed) => (sex === 'male' ? 'Nam' : 'Nữ');

/** As an office would send it: capitals, blanks, dates of the country; two rows contradict the register, one has no date, one comes twice. */
function messyFile(): string {
  const [first, second, third, fourth] = known as [Listed, Listed, Listed, Listed];
  const rows = [
    ['STT', 'Họ và tên', 'Ngày tháng năm sinh', 'Giới tính', 'Số ĐDCN', 'Cột phụ'],
    ['1', ` ${first.name.toUpperCase()} `, vietnamese(first.birth), sexOf(first), first.pin, ''],
    ['2', second.name, vietnamese(second.birth), otherSex(second), second.pin, ''],
    ['3', third.name, vietnamese(third.birth), otherSex(third), third.pin, ''],
    ['4', 'Quách Đình Thử Nghiệm', '3/2/1961', 'nam', '', 'x'],
    ['5', 'QUÁCH ĐÌNH THỬ NGHIỆM', '03/02/1961', 'Nam', '', 'x'],
    ['6', fourth.name, '', sexOf(fourth), '', ''],
  ];
  return `\uFEFF${rows.map((row) => row.join(';')).join('\r\n')}\r\n`;
}

/** What a hand does that drags a file out of a folder. */
async function dragInto(page: Page, text: string): Promise<void> {
  const label = page.getByText(say('screen.collection.new.drop'));
  const transfer = await page.evaluateHandle(`(() => {
    const data = new DataTransfer();
    data.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(FILE)}, { type: 'text/csv' }));
    return data;
  })()`);
  await label.dispatchEvent('dragenter', { dataTransfer: transfer });
  await page.getByText(say('screen.collection.new.letGo')).waitFor();
  await page.getByText(say('screen.collection.new.letGo')).dispatchEvent('drop', { dataTransfer: transfer });
}

/** The figure of a tile. */
const figure = (page: Page, count: string, value: string) =>
  page.locator('p', { hasText: say(`screen.collection.count.${count}`) }).getByText(value, { exact: true });

const heading = async (page: Page) => (await page.locator('h1').textContent()) ?? '';

test('a file dragged into the page is mapped, read, and each row has its outcome', async () => {
  const { page, context } = await stage.enter('province-officer');
  await openScreen(page, `${stage.origin}/desk/collection`);
  await page.getByText(say('screen.collection.none.title')).waitFor();
  await page.getByRole('link', { name: say('screen.collection.new.title') }).click();
  await page.getByRole('button', { name: say('screen.collection.new.send') }).click();
  await page.getByRole('link', { name: say('screen.collection.new.fileMissing') }).waitFor();
  await dragInto(page, messyFile());
  await page.getByText(FILE).waitFor();
  await expectCleanAtWidths(page, 'a file before it is sent');
  await page.getByRole('button', { name: say('screen.collection.new.send') }).click();

  const choice = (column: string) => page.getByLabel(say('screen.collection.mapping.targetOf', { column }));
  await choice('Họ và tên').waitFor();
  assert.equal(await choice('Họ và tên').inputValue(), 'name');
  assert.equal(await choice('Ngày tháng năm sinh').inputValue(), 'birthDate');
  assert.equal(await choice('Số ĐDCN').inputValue(), 'pin');
  await choice('Họ và tên').selectOption('');
  const begin = page.getByRole('button', { name: say('screen.collection.mapping.start') });
  await begin.click();
  const name = say('collection.field.name');
  await page.getByRole('link', { name: say('screen.collection.mapping.missing', { fields: name }) }).waitFor();
  await choice('Họ và tên').selectOption('name');
  await choice('Cột phụ').selectOption('');
  await expectCleanAtWidths(page, 'what each column is');
  await begin.click();

  await page.getByText(say('screen.collection.standing.waiting', { count: 2 })).waitFor();
  for (const [count, value] of Object.entries({
    read: '6',
    acceptedNew: '1',
    acceptedKnown: '1',
    waiting: '2',
    refused: '1',
    duplicates: '1',
  }))
    await figure(page, count, value).waitFor();
  await page.getByRole('row').filter({ hasText: known[3]!.name }).waitFor();
  await page.getByRole('tab', { name: say('screen.collection.verdict.duplicate-in-file') }).click();
  await page.getByText(say('screen.collection.rows.sameAs', { row: 5 })).waitFor();
  const label = say('screen.collection.found.show', { count: 1 });
  await page.getByText(say('screen.collection.found.title')).first().click();
  const counted = page.getByRole('link', { name: `${label}: ${say('intake.rule.birth-missing')}` });
  await expectCleanAtWidths(page, 'reasons counted');
  await counted.click();
  await page.getByText(say('screen.collection.found.showing', { rule: say('intake.rule.birth-missing') })).waitFor();
  await page.getByRole('row').filter({ hasText: known[3]!.name }).waitFor();
  await page.getByRole('link', { name: say('screen.collection.found.all') }).click();
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: say('screen.collection.report', { format: 'CSV' }) }).click();
  const report = await readFile(await (await coming).path(), 'utf8');
  assert.ok(report.includes(known[3]!.name));
  assert.doesNotMatch(report, /Quách Đình/, 'only what is to be mended is in the sender’s report');
  paths.run = new URL(page.url()).pathname;
  await context.close();
});

test('rows in doubt are decided by one key each; the next comes by itself, and the last verdict can be taken back', async () => {
  const { page, context } = await stage.enter('province-officer');
  await openScreen(page, stage.origin + paths.run);
  await page.getByRole('link', { name: say('screen.collection.review.these') }).click();
  await page.getByRole('link', { name: say('screen.collection.review.begin') }).click();
  await page.getByText(say('screen.collection.compare.title')).first().waitFor({ state: 'attached' });
  paths.row = new URL(page.url()).pathname;
  const first = await heading(page);
  await page.getByText(say('value.rowDifference.differs'), { exact: true }).waitFor();
  await page.keyboard.press('?');
  await page.getByText(say('screen.collection.keys.candidate')).waitFor();
  await page.keyboard.press('n');
  await page.keyboard.press('Escape');
  assert.equal(await heading(page), first, 'a key does nothing behind an open dialog');

  await page.keyboard.press('s');
  await page.getByText(say('screen.collection.done.same', { name: first })).waitFor();
  const second = page.locator('h1', {
    hasText: known.find((one) => [known[1], known[2]].includes(one) && one.name !== first)!.name,
  });
  await second.waitFor();
  await page.keyboard.press('u');
  await page.getByText(say('screen.collection.done.undone', { name: first })).waitFor();
  await page.locator('h1', { hasText: first }).waitFor();
  await page.keyboard.press('r');
  await page.getByLabel(say('screen.collection.refuse.reason')).fill('Giới tính không khớp: xem lại sổ gốc.');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('screen.collection.refuse.send') })
    .click();
  await second.waitFor();
  await tourScreens(stage, 'province-officer', [
    '/desk/collection',
    '/desk/collection/new',
    '/desk/collection/board',
    '/desk/collection/board/expect',
    '/desk/rows',
    paths.run,
    new URL(page.url()).pathname,
  ]);
  await page.keyboard.press('s');
  await arrive(page, /\/desk\/rows(\?|$)/);
  await page.getByText(say('screen.collection.review.none.open')).waitFor();
  await openScreen(page, stage.origin + paths.run);
  await page.getByText(say('screen.collection.standing.done'), { exact: true }).waitFor();
  await figure(page, 'refused', '2').waitFor();
  await context.close();
});

/** Nothing is sent before who and how much are said; then the board counts the area. */
async function sayExpected(page: Page, area: string): Promise<void> {
  await page.getByRole('link', { name: say('screen.collection.expect.button') }).click();
  const save = page.getByRole('button', { name: say('screen.collection.expect.send') });
  await page.getByLabel(say('screen.collection.expect.rows')).fill('many');
  await save.click();
  await page.getByRole('link', { name: say('screen.collection.expect.areaMissing') }).waitFor();
  await page.getByRole('link', { name: say('screen.collection.expect.rowsWrong') }).waitFor();
  await page.getByLabel(say('screen.collection.expect.area')).selectOption({ label: area });
  await page.getByLabel(say('screen.collection.expect.rows')).fill('6');
  await save.click();
  await arrive(page, /\/board(\?|$)/);
}

test('an agency’s steward finds collected files in the menu', async () => {
  await tourScreens(stage, 'bank-engineer', ['/desk/collection']);
  const { page, context } = await stage.enter('bank-engineer');
  await openScreen(page, `${stage.origin}/agency`);
  await page
    .getByRole('link', { name: say('screen.collection.navigation') })
    .first()
    .click();
  await page.getByText(say('screen.collection.none.title')).waitFor();
  await context.close();
});

test('a run is taken back as one, and the board shows what came before and after', async () => {
  const { page, context } = await stage.enter('province-officer');
  await openScreen(page, `${stage.origin}/desk/collection/board`);
  const line = page.getByRole('row').nth(1);
  await line.waitFor();
  const figures = await line.locator('[data-numeric]').allTextContents();
  assert.deepEqual(figures, ['6', '4', '0', '2'], 'received, accepted, waiting, refused');
  const area = (await line.locator('td, th').first().textContent()) ?? '';
  await sayExpected(page, area);
  await page.getByText(say('screen.collection.board.complete', { complete: 1, expecting: 1 })).waitFor();
  await page.getByRole('tab', { name: say('screen.collection.board.show.todo', { count: 0 }) }).click();
  await page.getByText(say('screen.collection.board.noneHere')).waitFor();
  await page.getByRole('tab', { name: say('screen.collection.board.show.complete', { count: 1 }) }).click();
  await page.getByText(say('screen.collection.board.gotOf', { received: 6, expected: 6 })).waitFor();
  await page.getByRole('link', { name: say('screen.collection.expect.change', { area }) }).click();
  await page.getByRole('button', { name: say('screen.collection.expect.takeBack') }).click();
  await page.getByRole('button', { name: say('screen.collection.expect.takeBackYes') }).click();
  await arrive(page, /\/board(\?|$)/);
  await page
    .getByText(say('screen.collection.board.complete', { complete: 1, expecting: 1 }))
    .waitFor({ state: 'hidden' });
  await openScreen(page, stage.origin + paths.run);
  await page.getByRole('button', { name: say('screen.collection.undo.button') }).click();
  await page.getByRole('button', { name: say('screen.collection.undo.yes') }).click();
  await page.getByText(say('screen.collection.standing.undone'), { exact: true }).waitFor();
  await figure(page, 'takenBack', '3').waitFor();
  await page.getByRole('tab', { name: say('screen.collection.verdict.taken-back'), selected: true }).waitFor();
  await page.getByRole('row').filter({ hasText: 'Quách Đình Thử Nghiệm' }).waitFor();
  await openScreen(page, `${stage.origin}/desk/collection/board`);
  await page.getByText(say('screen.collection.board.none')).waitFor();
  await context.close();
});
