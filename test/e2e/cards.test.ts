import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { seedBiometrics, seedCards } from '#rooms/demonstration';
import { openScreen } from './browser.ts';
import { openStage, type Stage } from './stage.ts';
import { tourScreens } from './tour.ts';

let stage: Stage;
/** A card that waits at each step, by the step. */
const cards = new Map<string, string>();
const say = (key: string, values?: Record<string, string | number>) =>
  stage.house.kernel.words.say('en', `screen.${key}`, values);

before(async () => {
  stage = await openStage();
  const { kernel, app, demonstration } = stage.house;
  await seedBiometrics(kernel, app, demonstration.signIn, 16);
  await seedCards(kernel, stage.house.cards, app, demonstration.signIn);
  const { rows } = await kernel.database.pool.query<{ card: string; state: string }>(
    'SELECT card, state FROM cards.card',
  );
  for (const { card, state } of rows) cards.set(state, card);
});
after(() => stage?.close());

test('a holder reports the card lost, every desk is told at once, and the holder takes it back', async () => {
  const { page, context } = await stage.enter('mother');
  await openScreen(page, `${stage.origin}/me/card`);
  const { rows } = await stage.house.kernel.database.pool.query<{ document_number: string }>(
    "SELECT document_number FROM cards.card WHERE state = 'active' AND person = (SELECT person FROM demonstration.persona WHERE persona = 'mother')",
  );
  const number = rows[0]!.document_number;
  await page.getByText(number).waitFor();
  await page.getByRole('button', { name: say('card.lose') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('card.lose') })
    .click();
  await page.getByText(say('card.stoppedOwn')).waitFor();
  assert.equal((await stage.house.cards.standingOf(number))?.hot?.reason, 'lost');
  await page.getByRole('button', { name: say('card.lift') }).click();
  await page.getByRole('button', { name: say('card.suspend') }).waitFor();
  assert.equal((await stage.house.cards.standingOf(number))?.hot, undefined);
  await context.close();
});

test('an officer opens a card that waits, sees its steps, and approves it', async () => {
  const { page, context } = await stage.enter('province-officer');
  await openScreen(page, `${stage.origin}/desk/cards`);
  await page.getByRole('link', { name: say('cards.queue.openLong', { at: 1 }) }).waitFor();
  const { pool } = stage.house.kernel.database;
  const { rows } = await pool.query<{ card: string }>(
    `SELECT card FROM cards.card c WHERE state = 'deduplicated'
     AND NOT EXISTS (SELECT FROM biometrics.pair p WHERE c.person IN (p.one, p.other)) LIMIT 1`,
  );
  await openScreen(page, `${stage.origin}/desk/cards/${rows[0]!.card}`);
  await page.getByRole('button', { name: say('cards.page.approve') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('cards.page.approve') })
    .click();
  await page.getByText(stage.house.kernel.words.say('en', 'value.cardState.approved')).first().waitFor();
  await context.close();
});

test('screens of cards are accessible in every language and width', async () => {
  await tourScreens(stage, 'province-officer', [
    `/desk/cards/${cards.get('received')}`,
    '/desk/cards?state=making',
    `/desk/cards/${cards.get('lost')}`,
  ]);
  await tourScreens(stage, 'mother', ['/me/card']);
  await tourScreens(stage, 'administrator', ['/desk/trust']);
});
