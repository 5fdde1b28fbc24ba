import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openScreen } from './browser.ts';
import { expectCleanAtWidths } from './clean.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage?.close());

const LANGUAGES = { 'hanoi-supervisor': 'en', 'hanoi-officer': 'vi', 'hanoi-second': 'fr' } as const;
type Who = keyof typeof LANGUAGES;

/** An officer at the desk, each in a language of their own. */
async function enter(who: Who) {
  const language = LANGUAGES[who];
  const { page, context } = await stage.enter(who, { language });
  const say = (key: string, values?: Record<string, string>) =>
    stage.house.kernel.words.say(language, key.startsWith('value.') ? key : `screen.books.${key}`, values);
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const go = (path: string) => openScreen(page, `${stage.origin}${path}`);
  return { page, context, say, press, go };
}

/** A page as it would be scanned. */
async function drawPage(): Promise<Buffer> {
  const { page, context } = await stage.visit({ width: 900 });
  await page.setContent(
    '<body style="font:italic 26px serif;background:#f4ecd8;padding:40px"><h2>Sổ đăng ký khai sinh, 1987</h2><p>Số 12. Trần Thị Lan, nữ, sinh ngày 5-9-1987</p><p>Số 13. Lê Văn Bình, nam, sinh ngày 11-10-1987</p>',
  );
  const image = await page.screenshot({ type: 'jpeg' });
  await context.close();
  return image;
}

/** With the keyboard alone: Enter from field to field, Ctrl+Enter at the end. */
async function keyEntry(page: Page, typed: readonly string[]): Promise<void> {
  for (const [at, text] of typed.entries()) {
    if (at > 0) await page.keyboard.press('Enter');
    const select = await page.evaluate("document.activeElement.tagName === 'SELECT'");
    if (select) await page.keyboard.press(text === 'female' ? 'End' : 'Home');
    if (select && text === 'male') await page.keyboard.press('ArrowDown');
    if (!select) await page.keyboard.type(text);
  }
  const kept = page.waitForResponse((answer) => /\/keying\/[0-9a-f-]+$/.test(answer.url()));
  const next = page.waitForResponse((answer) => answer.url().endsWith('/next'));
  await page.keyboard.press('Control+Enter');
  assert.equal((await kept).status(), 200);
  await next;
}

test('a book is taken up, keyed by two with the keyboard alone, reviewed by a third, and handed over', async () => {
  const first = await enter('hanoi-supervisor');
  await first.go('/desk/books');
  await first.press(first.say('take'));
  await first.page.getByLabel(first.say('number')).fill('07');
  await first.page.getByLabel(first.say('place')).fill('Phường Phúc Xá');
  for (const [label, name] of [
    ['province', 'Hà Nội'],
    ['unit', 'Ba Đình'],
  ] as const) {
    await first.page
      .getByRole('textbox', { name: first.say(label) })
      .or(first.page.getByRole('combobox', { name: first.say(label) }))
      .first()
      .fill(name);
    await first.page
      .getByRole('option', { name: new RegExp(name) })
      .first()
      .click();
  }
  await first.page.getByLabel(first.say('yearFrom')).fill('1987');
  await first.page.getByLabel(first.say('yearTo')).fill('1987');
  await expectCleanAtWidths(first.page, 'taking up a book');
  await first.page
    .getByRole('dialog')
    .getByRole('button', { name: first.say('take'), exact: true })
    .click();
  await first.page.getByRole('link', { name: /07/ }).click();
  const buffer = await drawPage();
  await first.page
    .getByLabel(first.say('addPage.file'))
    .setInputFiles({ name: 'p1.jpg', mimeType: 'image/jpeg', buffer });
  await first.page.getByLabel(first.say('addPage.entries')).fill('2');
  await first.press(first.say('addPage.send'));
  await first.page.getByRole('rowheader', { name: first.say('page', { page: '1' }) }).waitFor();
  await expectCleanAtWidths(first.page, 'a book with a page');
  const address = new URL(first.page.url()).pathname;

  const second = await enter('hanoi-officer');
  await second.go(address);
  await second.page.getByRole('link', { name: second.say('keyNext'), exact: true }).click();
  const image = second.page.getByRole('img', { name: second.say('view.alt', { page: '1', position: '1' }) });
  await image.waitFor();
  await second.page.locator('#entryNumber').focus();
  for (const key of ['ArrowUp', 'KeyR', 'KeyB']) await second.page.keyboard.press(`Alt+${key}`);
  const look = await image.evaluate((one: { dataset: Record<string, string> }) => ({ ...one.dataset }));
  assert.deepEqual(look, { turned: 'true', zoom: '125', light: '120' });
  await second.page.keyboard.press('Alt+Digit0');
  await second.page.keyboard.press('Control+Enter');
  await second.page
    .getByText(second.say('key.missing', { field: 'Số' }))
    .first()
    .waitFor();
  await expectCleanAtWidths(second.page, 'keying with what is missing');
  await second.page.locator('#entryNumber').focus();
  await keyEntry(second.page, ['12', '9/9/1987', 'TRẦN THỊ LAN', '5/9/1987', 'female', 'Kinh']);
  await second.page.getByRole('img', { name: second.say('view.alt', { page: '1', position: '2' }) }).waitFor();
  await keyEntry(second.page, ['13', '12/10/1987', 'Lê Văn Bình', '11/10/1987', 'male']);
  await second.page.getByText(second.say('key.none.title')).waitFor();
  await second.context.close();

  await first.go('/desk/books/key');
  await first.page.locator('#entryNumber').focus();
  assert.doesNotMatch((await first.page.textContent('main')) ?? '', /TRẦN THỊ LAN/);
  await keyEntry(first.page, ['12', '09-09-1987', 'Trần Thị  Lan', '5/9/1987', 'female', 'kinh']);
  await first.page.getByRole('img', { name: first.say('view.alt', { page: '1', position: '2' }) }).waitFor();
  await keyEntry(first.page, ['13', '12/10/1987', 'Lê Văn Bính', '11/10/1987', 'male']);
  await first.page.getByText(first.say('key.none.title')).waitFor();
  await first.go('/desk/books/review');
  await first.page.getByText(first.say('review.none.title')).waitFor();
  await first.context.close();

  const third = await enter('hanoi-second');
  await third.go('/desk/books/review');
  await third.page.getByText(third.say('review.differs'), { exact: true }).waitFor();
  await expectCleanAtWidths(third.page, 'a review');
  await third.page.getByLabel(third.say('review.first', { value: 'Lê Văn Bình' })).check();
  await third.press(third.say('review.finish'));
  await third.page.getByText(third.say('review.none.title')).waitFor();
  await third.go(address);
  await third.press(third.say('handOver.act'));
  await third.page
    .getByRole('dialog')
    .getByRole('button', { name: third.say('handOver.yes'), exact: true })
    .click();
  const link = third.page.getByRole('link', { name: third.say('handed.download') });
  await link.waitFor();
  await expectCleanAtWidths(third.page, 'a book that was handed over');
  const file = await third.context.request.get(stage.origin + (await link.getAttribute('href')));
  const lines = (await file.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.deepEqual(
    lines.map(({ entryNumber, name, birthDate, sex }) => [entryNumber, name, birthDate, sex]),
    [
      ['12', 'Trần Thị Lan', '1987-09-05', 'female'],
      ['13', 'Lê Văn Bình', '1987-10-11', 'male'],
    ],
  );
  await third.context.close();
});
