import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { growSmall, pressPng } from '../../server/rooms/biometrics/stand.samples.ts';
import { openScreen } from './browser.ts';
import { openStage, type Stage } from './stage.ts';
import { tourScreens } from './tour.ts';

let stage: Stage;
/** Two records with touches of the same fingers; the first is a persona's. */
let persons: [string, string];
let pair: string;
const forCard = { 'dancu-purpose': 'card-issue', 'dancu-legal-basis': 'identification-law-19' };
const say = (key: string, values?: Record<string, string | number>) =>
  stage.house.kernel.words.say('en', `screen.biometrics.${key}`, values);

before(async () => {
  stage = await openStage();
  const { pool } = stage.house.kernel.database;
  const { rows } = await pool.query<{ person: string }>(
    `SELECT p.person FROM people.person p JOIN demonstration.persona d ON d.persona = 'province-officer' AND d.area = p.province
     WHERE p.life = 'a' AND p.merged_into IS NULL AND p.birth_from < '2000-01-01'
     ORDER BY p.person = (SELECT person FROM demonstration.persona WHERE persona = 'mother') DESC, p.person LIMIT 2`,
  );
  persons = [rows[0]!.person, rows[1]!.person];
  const hand = [growSmall('e2e, index'), growSmall('e2e, thumb')];
  const { page, context } = await stage.visit({ width: 420 });
  await page.setContent('<body style="margin:0;background:#cde"><p style="font:160px serif;text-align:center">☺</p>');
  const portrait = (await page.screenshot({ type: 'jpeg' })).toString('base64');
  await context.close();
  for (const [at, person] of persons.entries()) {
    const fingers = hand.map((finger, place) => ({
      ...{ modality: 'finger', place: place + 1, content: pressPng(finger, at + 1).toString('base64') },
    }));
    const body = {
      samples: [...(at === 0 ? [{ modality: 'face', content: portrait }] : []), ...fingers],
      missing: [{ modality: 'finger', place: 6, reason: 'bandaged' }],
    };
    const door = `/api/biometrics/persons/${person}`;
    const taken = await stage.house.ask<{ waiting: number }>('province-officer', 'POST', door, body, forCard);
    assert.deepEqual([taken.status, taken.body.waiting], [201, at], JSON.stringify(taken.body));
  }
  pair = [...persons].sort().join('/');
});
after(() => stage?.close());

test('one person under two names: an officer compares and says so by one key, takes it back, says it again, and a second confirms', async () => {
  const { page, context } = await stage.enter('province-officer');
  await openScreen(page, `${stage.origin}/desk/biometrics`);
  await page.getByRole('link', { name: /^Compare pair 1/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: say('pair.parts') }).waitFor();
  // One of each person.
  await page
    .getByRole('img', { name: new RegExp(`^${say('place.finger.1')}`) })
    .nth(1)
    .waitFor();
  await page.keyboard.press('s');
  await page.getByText(say('pair.mineText')).waitFor();
  await page.keyboard.press('u');
  await page.getByRole('button', { name: say('pair.same') }).waitFor();
  await page.keyboard.press('s');
  await page.getByText(say('pair.mineText')).waitFor();
  await context.close();

  const second = await stage.enter('second-officer');
  await openScreen(second.page, `${stage.origin}/desk/biometrics?state=proposed`);
  await second.page.getByRole('link', { name: /^Compare pair 1/ }).click();
  await second.page.getByText(say('pair.othersText')).waitFor();
  await second.page.keyboard.press('c');
  await second.page.getByRole('link', { name: say('pair.merge') }).waitFor();
  await second.context.close();
});

test('an officer adds a sample from a file, looks at one, and the person reads who looked', async () => {
  const { page, context } = await stage.enter('province-officer');
  await openScreen(page, `${stage.origin}/desk/person/${persons[0]}?tab=biometrics`);
  await page.getByText(say('held.add')).click();
  await page.getByLabel(say('held.kind'), { exact: true }).selectOption('finger');
  await page.getByLabel(say('held.place'), { exact: true }).selectOption('4');
  const buffer = pressPng(growSmall('e2e, index'), 9);
  await page
    .getByLabel(say('held.file'), { exact: true })
    .setInputFiles({ name: 'f.png', mimeType: 'image/png', buffer });
  await page.getByRole('button', { name: say('held.send') }).click();
  await page.getByRole('button', { name: say('held.lookLong', { name: say('place.finger.4') }) }).click();
  await page.getByRole('img', { name: say('place.finger.4') }).waitFor();
  await context.close();

  const own = await stage.enter('mother');
  await stage.house.kernel.sealing.now();
  await openScreen(own.page, `${stage.origin}/me/looks`);
  await own.page
    .getByText(/looked at a sample of your body/)
    .first()
    .waitFor();
  await openScreen(own.page, `${stage.origin}/me/biometrics`);
  await own.page.getByRole('button', { name: say('mine.portrait') }).click();
  await own.page.getByRole('img', { name: say('mine.portraitAlt') }).waitFor();
  await own.context.close();
});

test('screens of biometrics are accessible in every language and width', async () => {
  await tourScreens(stage, 'province-officer', [
    '/desk/biometrics',
    `/desk/biometrics/pairs/${pair}`,
    '/desk/biometrics?state=same',
    `/desk/person/${persons[0]}?tab=biometrics`,
  ]);
  await tourScreens(stage, 'mother', ['/me/biometrics']);
  await tourScreens(stage, 'administrator', ['/desk/biometrics/engine']);
});
