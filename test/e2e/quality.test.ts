import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { countRegister } from '#rooms/quality';
import { country } from '#test';
import { openOwner, putRecord } from '../../server/rooms/quality/stand.samples.ts';
import { openScreen } from './browser.ts';
import { openStage, type Stage } from './stage.ts';
import { tourScreens } from './tour.ts';

let stage: Stage;
/** Where the province officer has the most to mend. */
let unit: string;
let sample: string;
let campaign: string;
/** Each twice in the register, born on one day. */
const NAMESAKES = ['Trần Thị Sớm', 'Trần Thị Trưa', 'Trần Thị Chiều'] as const;
before(async () => {
  stage = await openStage();
  const { house } = stage;
  await countRegister({ kernel: house.kernel, country });
  const ask = async <Body>(method: 'GET' | 'POST', path: string, body?: object) => {
    const answer = await house.ask<Body>('province-officer', method, `/api/quality/${path}`, body);
    assert.ok(answer.status < 300, JSON.stringify(answer.body));
    return answer.body;
  };
  interface Part {
    unit: string;
    numerator: number;
    denominator: number;
  }
  const { parts, unit: province } = await ask<{ unit: string; parts: Part[] }>('GET', 'indicators/has-phone');
  unit = parts
    .filter((part) => !part.unit.endsWith('none'))
    .sort((a, b) => b.denominator - b.numerator - (a.denominator - a.numerator))[0]!.unit;
  const open = { title: 'Bổ sung số điện thoại', indicator: 'has-phone', unit: province, dueOn: '2099-01-01' };
  campaign = (await ask<{ id: string }>('POST', 'campaigns', open)).id;
  sample = (await ask<{ id: string }>('POST', 'samples', { unit, confidence: 0.9, margin: 0.2 })).id;
  const owner = await openOwner(house);
  for (const name of NAMESAKES)
    for (let twice = 0; twice < 2; twice++) await putRecord(owner, { name }, { province, commune: unit });
  await owner.end();
  await countRegister({ kernel: house.kernel, country });
});
after(() => stage?.close());

test('an officer counts, follows a figure to its records, and gives a verdict on a sampled one, from the keyboard alone', async () => {
  const { page, context } = await stage.enter('province-officer');
  await openScreen(page, `${stage.origin}/desk/quality/indicators/has-phone?unit="${unit}"`);
  await page.getByRole('link', { name: 'See the records' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('row').nth(1).waitFor();
  assert.ok((await page.getByRole('row').count()) > 1);
  await openScreen(page, `${stage.origin}/desk/quality/samples/${sample}`);
  await page
    .getByRole('button', { name: /^Check/ })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Right' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('cell', { name: 'Right' }).waitFor();
  await context.close();
});

test('an officer judges suspected pairs one after the other, takes a word back, and ends with none left, by keys alone', async () => {
  const { page, context } = await stage.enter('province-officer');
  await openScreen(page, `${stage.origin}/desk/quality/records/unique-name?unit="${unit}"`);
  /** Until the pair of that name stands there with its verdicts. */
  const arrive = async (progress: string, name: string) => {
    await page.getByText(progress).waitFor();
    await page.getByRole('columnheader', { name }).first().waitFor();
    await page.getByRole('button', { name: /^Two persons/ }).waitFor();
  };
  await page.getByRole('link', { name: 'Judge the pairs one by one' }).focus();
  await page.keyboard.press('Enter');
  await arrive('0 of 3 judged', NAMESAKES[0]);
  await page.getByRole('rowheader', { name: 'Date of birth' }).nth(1).waitFor();
  await page.keyboard.press('t');
  await arrive('1 of 3 judged', NAMESAKES[1]);
  await page.keyboard.press('u');
  await arrive('0 of 3 judged', NAMESAKES[0]);
  await page.keyboard.press('t');
  await arrive('1 of 3 judged', NAMESAKES[1]);
  await page.keyboard.press('l');
  await arrive('1 of 3 judged', NAMESAKES[2]);
  await page.keyboard.press('s');
  await page.getByRole('radio').first().focus();
  await page.keyboard.press('Space');
  await page.locator('#evidenceNumber').focus();
  await page.keyboard.type('12/2026');
  await page.keyboard.press('Enter');
  await arrive('2 of 3 judged', NAMESAKES[1]);
  await page.keyboard.press('t');
  await page.getByText('Every pair is judged').waitFor();
  await page.getByText('3 of 3 judged').waitFor();
  await context.close();
});

test('screens of quality are accessible in every language and width', async () => {
  await tourScreens(stage, 'province-officer', [
    '/desk/quality',
    '/desk/quality/rules',
    '/desk/quality/indicators/has-phone',
    `/desk/quality/records/has-phone?unit="${unit}"`,
    `/desk/quality/pairs/unique-name?unit="${unit}"`,
    `/desk/quality/records/unique-name?unit="${unit}"`,
    '/desk/quality/samples',
    `/desk/quality/samples/${sample}`,
    '/desk/quality/campaigns',
    `/desk/quality/campaigns/${campaign}`,
    `/desk/quality/campaigns/${campaign}?unit="${unit}"`,
  ]);
});

test('the map of the provinces is accessible in every language and width', () =>
  tourScreens(stage, 'administrator', ['/desk/quality', '/desk/quality/indicators/residence-open']));
