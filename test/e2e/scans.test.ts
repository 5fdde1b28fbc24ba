import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { arrive, openScreen } from './browser.ts';
import { expectCleanAtWidths } from './clean.ts';
import { readListed, sendRow } from './collected.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage?.close());

const say = (key: string, values?: Record<string, string | number>) => stage.house.kernel.words.say('en', key, values);

/** A paper as it would be scanned. */
async function drawPaper(): Promise<Buffer> {
  const { page, context } = await stage.visit({ width: 700 });
  await page.setContent('<body style="font:italic 26px serif;background:#f4ecd8;padding:40px"><h2>Giấy khai sinh</h2>');
  const image = await page.screenshot({ type: 'jpeg' });
  await context.close();
  return image;
}

async function choose(page: Page, name: string, mimeType: string, buffer: Buffer): Promise<void> {
  const field = page.getByLabel(say('screen.reviewScans.file'));
  if (!(await field.isVisible())) await page.getByText(say('screen.reviewScans.add')).click();
  await field.setInputFiles({ name, mimeType, buffer });
  await page.getByRole('button', { name: say('screen.reviewScans.send'), exact: true }).click();
}

/** One that is taken, and has arrived. */
async function put(page: Page, ...file: [name: string, mimeType: string, buffer: Buffer]): Promise<void> {
  await choose(page, ...file);
  await page.getByText(say('screen.reviewScans.told.sent')).first().waitFor();
}

const act = (page: Page, what: string, at: number) =>
  page.getByRole('button', {
    name: `${say(`screen.reviewScans.${what}`)}: ${say('screen.reviewScans.name', { at })}`,
  });

/** The scan is there, opens, and its bytes are those whose digest the journal holds. */
async function expectPicture(page: Page): Promise<void> {
  await act(page, 'open', 1).click();
  await page.getByRole('img', { name: say('screen.reviewScans.name', { at: 1 }) }).waitFor();
  await page.getByText(say('screen.systems.file.fits')).waitFor();
}

test('papers are scanned in beside the comparison, looked at there, taken away, and stay once a verdict names them', async () => {
  const { page, context } = await stage.enter('province-officer');
  await openScreen(page, `${stage.origin}/desk/collection`);
  const run = await sendRow(page, (await readListed(stage))[1]!);
  await openScreen(page, `${stage.origin}/desk/rows/${run}/2`);
  await choose(page, 'scan.jpg', 'image/jpeg', Buffer.from('<svg onload="alert(1)"/>'));
  await page.getByText(say('problem.collection.scan-kind.detail')).first().waitFor();
  await put(page, 'scan.jpg', 'image/jpeg', await drawPaper());
  await expectPicture(page);
  await choose(page, 'scan.pdf', 'application/pdf', Buffer.from('%PDF-1.7 a letter'));
  await act(page, 'open', 2).click();
  await page.getByText(say('screen.systems.file.pdf')).waitFor();
  await expectCleanAtWidths(page, 'a row beside its papers');
  await act(page, 'remove', 2).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('screen.reviewScans.remove'), exact: true })
    .click();
  await act(page, 'remove', 2).waitFor({ state: 'detached' });

  await page.keyboard.press('s');
  await arrive(page, /\/desk\/rows(\?|$)/);
  await openScreen(page, `${stage.origin}/desk/rows/${run}/2`);
  await act(page, 'open', 1).waitFor();
  assert.equal(await act(page, 'remove', 1).count(), 0);
  await context.close();
});

test('what somebody says is wrong is decided with the papers in sight, and they are found again afterwards', async () => {
  const { page, context } = await stage.enter('province-officer');
  await openScreen(page, `${stage.origin}/desk/corrections`);
  await page
    .getByRole('button', { name: new RegExp(`^${say('screen.desk.proposals.decide')}: `) })
    .first()
    .click();
  const title = await page.getByRole('dialog').getByRole('heading').first().textContent();
  await put(page, 'scan.jpg', 'image/jpeg', await drawPaper());
  await expectPicture(page);
  await expectCleanAtWidths(page, 'a correction beside its papers');
  await page.getByLabel(say('screen.desk.corrections.refuse')).check();
  await page.getByLabel(say('screen.desk.reasonLabel')).fill('Giấy khai sinh ghi khác.');
  await page.locator('#evidenceNumber').fill('12/2026');
  await page.getByRole('button', { name: say('screen.desk.proposals.send'), exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });

  await openScreen(page, `${stage.origin}/desk/corrections?state=refused`);
  await page.getByRole('button', { name: new RegExp(`^${say('screen.reviewScans.open')}: `) }).click();
  await page.getByRole('heading', { name: title ?? '' }).waitFor();
  await act(page, 'open', 1).waitFor();
  assert.equal(await act(page, 'remove', 1).count(), 0);
  await expectCleanAtWidths(page, 'papers of a correction that was decided');
  await context.close();
});

test('papers that the first officer puts beside a proposal are what the second officer sees', async () => {
  const first = await stage.enter('province-officer');
  await openScreen(first.page, `${stage.origin}/desk/proposals`);
  await put(first.page, 'scan.jpg', 'image/jpeg', await drawPaper());
  await act(first.page, 'remove', 1).waitFor();
  await first.context.close();
  const { page, context } = await stage.enter('second-officer');
  await openScreen(page, `${stage.origin}/desk/proposals`);
  await expectPicture(page);
  await expectCleanAtWidths(page, 'a proposal beside its papers');
  await context.close();
});
