import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openScreen } from './browser.ts';
import { expectCleanAtWidths } from './clean.ts';
import { openSeededDesks } from './seededDesks.ts';
import { openStage, type Stage } from './stage.ts';
import { tourScreens } from './tour.ts';

let stage: Stage;
let desks: ReadonlyMap<string, string>;
const say = (key: string, values?: Record<string, string | number>) => stage.house.kernel.words.say('en', key, values);
const point = (key: string) => say(`screen.point.${key}`);

before(async () => {
  stage = await openStage();
  desks = await openSeededDesks(stage);
});
after(() => stage?.close());

test('every screen of the desks is there in each language and at both widths', async () => {
  await tourScreens(stage, 'receptionist', [
    '/point',
    desks.get('hospital-desk')!,
    `${desks.get('hospital-desk')}/day`,
  ]);
  await tourScreens(stage, 'patrol-officer', [desks.get('patrol')!]);
  await tourScreens(stage, 'gate-agent', [desks.get('airport-gate')!, `${desks.get('airport-gate')}/day`]);
  await tourScreens(stage, 'lister', ['/point/listings']);
  await tourScreens(stage, 'airport-engineer', ['/agency/desks']);
  await tourScreens(stage, 'insurance-engineer', ['/agency/desks']);
});

test('machine-readable lines say while they are typed what does not hold together, and nothing is sent until they do', async () => {
  const { page, context } = await stage.enter('receptionist');
  await openScreen(page, stage.origin + desks.get('hospital-desk')!);
  await page.getByLabel(point('input')).selectOption('mrz');
  const card = page.getByLabel(point('virtual.card'));
  await card.locator('option').nth(1).waitFor({ state: 'attached' });
  await card.selectOption((await card.locator('option').nth(1).getAttribute('value'))!);
  await page.getByText(point('zone.whole'), { exact: true }).waitFor();
  const field = page.getByLabel(point('written.mrz'));
  const lines = (await field.inputValue()).split('\n');
  const birth = `${(Number(lines[1]![0]) + 1) % 10}${lines[1]!.slice(1)}`;
  await field.fill([lines[0], birth, lines[2]].join('\n'));
  await page.getByText(point('zone.digit.birth'), { exact: true }).waitFor();
  await page.getByRole('button', { name: point('checkNow') }).click();
  await page.getByText(point('zone.wrong')).first().waitFor();
  await expectCleanAtWidths(page, 'lines that do not hold together');
  await field.fill(lines.join('\n').toLowerCase());
  await page.getByRole('button', { name: point('checkNow') }).click();
  await page.getByText(say('checkpoints.reason.chip-not-read')).waitFor();
  await context.close();
});

test('without a line a printed code is proven by the kept keys, waits, and is taken once when the line is back', async () => {
  const { page, context } = await stage.enter('receptionist');
  await openScreen(page, stage.origin + desks.get('hospital-desk')!);
  await page.getByLabel(point('input')).selectOption('printed-code');
  const card = page.getByLabel(point('virtual.card'));
  await card.locator('option').nth(2).waitFor({ state: 'attached' });
  await card.selectOption((await card.locator('option').nth(2).getAttribute('value'))!);
  await page
    .getByText(say('screen.point.offline.age', { at: '' }).trim())
    .first()
    .waitFor();
  await context.setOffline(true);
  await page.getByRole('button', { name: point('checkNow') }).click();
  await page.getByText(point('offline.reasons.code-signed')).waitFor();
  await page.getByText(say('screen.point.offline.waiting', { count: 1 })).waitFor();
  await expectCleanAtWidths(page, 'a check without a line');
  const { pool } = stage.house.kernel.database;
  const late = () =>
    pool.query<{ verdict: string }>('SELECT verdict FROM checkpoints.decision WHERE offline IS NOT NULL');
  assert.equal((await late()).rows.length, 0);
  await context.setOffline(false);
  await page.getByText(say('screen.point.offline.waiting', { count: 1 })).waitFor({ state: 'hidden' });
  await page.getByText(stage.house.offices.country.checkpoints.get('hospital-desk')!.says.amber.en!).waitFor();
  assert.deepEqual((await late()).rows, [{ verdict: 'amber' }]);
  await context.close();
});
