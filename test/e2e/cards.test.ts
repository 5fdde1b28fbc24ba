import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { seedBiometrics, seedCards } from '#rooms/demonstration';
import { openScreen, until } from './browser.ts';
import { expectCleanAtWidths } from './clean.ts';
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
  await seedCards(kernel, stage.house, app, demonstration.signIn, demonstration.keepCard);
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
  await page.getByText(number, { exact: true }).waitFor();
  // What it looks like: the number stands on it too, and the zone on the other side.
  await page.getByRole('button', { name: say('cardPicture.title') }).click();
  const picture = page.getByRole('img', { name: say('cardPicture.front') });
  await picture.getByText(number, { exact: true }).waitFor();
  await expectCleanAtWidths(page, 'a card’s picture');
  await page.getByRole('button', { name: say('cardPicture.turn') }).click();
  const zone = page.getByRole('img', { name: say('cardPicture.back') }).locator('text', { hasText: '<<' });
  assert.ok((await zone.first().textContent())?.includes(number));
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

test('an officer asks for a card on the record, and sees what is still to be taken', async () => {
  const { page, context } = await stage.enter('province-officer');
  const { pool } = stage.house.kernel.database;
  const { rows } = await pool.query<{ person: string }>(
    `SELECT person FROM cards.card c WHERE state = 'active'
     AND NOT EXISTS (SELECT FROM cards.card n WHERE n.person = c.person AND n.state <> 'active') ORDER BY card DESC LIMIT 1`,
  );
  await openScreen(page, `${stage.origin}/desk/person/${rows[0]!.person}?tab=cards`);
  await page.getByRole('combobox', { name: say('cards.person.reason'), exact: true }).selectOption('damaged');
  await page.getByRole('button', { name: say('cards.person.ask') }).click();
  // The newest comes first, once the list was read anew.
  await page.getByRole('link', { name: say('cards.person.openLong', { at: 2 }) }).waitFor();
  await page.getByRole('link', { name: say('cards.person.openLong', { at: 1 }) }).click();
  await page.getByText(say('cards.page.untakenText')).waitFor();
  assert.equal(await page.getByRole('button', { name: say('cards.page.enrol') }).count(), 0);
  cards.set('requested', new URL(page.url()).pathname.split('/').at(-1)!);
  cards.set('asked of', rows[0]!.person);
  await context.close();
});

test('a holder asks for a new card', async () => {
  const { page, context } = await stage.enter('mother');
  await openScreen(page, `${stage.origin}/me/card`);
  await page.getByRole('combobox', { name: say('cards.person.reason'), exact: true }).selectOption('changed-data');
  await page.getByRole('button', { name: say('card.askSend') }).click();
  await page.getByText(stage.house.kernel.words.say('en', 'value.cardState.requested')).first().waitFor();
  await context.close();
});

test('the line makes what is approved, packs and sends it, and its office says that it came', async () => {
  const operator = await stage.enter('production-operator');
  const { page } = operator;
  const batches = (key: string) => say(`production.batches.${key}`);
  await openScreen(page, `${stage.origin}/desk/production`);
  await page.getByRole('button', { name: batches('begin') }).click();
  await page.getByRole('heading', { level: 1, name: say('production.batch.title'), exact: true }).waitFor();
  await page
    .getByText(stage.house.kernel.words.say('en', 'value.productionBatchState.done'), { exact: true })
    .waitFor();
  cards.set('batch', new URL(page.url()).pathname);
  await page.getByRole('link', { name: say('production.batch.back') }).click();
  const confirm = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).first().click();
    await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  };
  await confirm(batches('pack'));
  await page.getByText(say('production.batches.packText', { count: 0 })).waitFor();
  await openScreen(page, `${stage.origin}/desk/parcels`);
  await page
    .getByRole('button', { name: say('production.parcels.send') })
    .first()
    .click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('production.parcels.send'), exact: true })
    .click();
  await page.getByText(stage.house.kernel.words.say('en', 'value.parcelState.sent')).first().waitFor();
  await operator.context.close();
  const officer = await stage.enter('province-officer');
  await openScreen(officer.page, `${stage.origin}/desk/parcels`);
  const before = await countReceived();
  await officer.page
    .getByRole('button', { name: say('production.parcels.receive') })
    .first()
    .click();
  await until(async () => (await countReceived()) === before + 1, 'a parcel that is received');
  await officer.context.close();
});

async function countOlder(): Promise<number> {
  const { rows } = await stage.house.kernel.database.pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM cards.card WHERE reason = 'older'",
  );
  return rows[0]!.count;
}

async function countReceived(): Promise<number> {
  const { rows } = await stage.house.kernel.database.pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM production.parcel WHERE state = 'received'",
  );
  return rows[0]!.count;
}

test('cards of an older system are tried, then taken over from a file, and the refused rows come back', async () => {
  const { page, context } = await stage.enter('province-officer');
  const { rows } = await stage.house.kernel.database.pool.query<{ value: string }>(
    `SELECT value FROM people.identifier i JOIN people.person p ON p.person = i.person
     WHERE i.kind = 'pin' AND i.status = 'active' AND p.life = 'a' AND p.record->>'nationality' LIKE '%VNM%'
     AND NOT EXISTS (SELECT FROM cards.card c WHERE c.person = i.person) AND p.birth_from < '2000-01-01' LIMIT 3`,
  );
  const lines = rows.map(({ value }) => `${value};${value};05/03/2018;;held`);
  const text = ['number;documentNumber;issuedOn;expiresOn;standing', ...lines, '1;1;1;1;1'].join('\r\n');
  const older = (key: string) => say(`cards.older.${key}`);
  await openScreen(page, `${stage.origin}/desk/older-cards`);
  for (const trial of [true, false]) {
    await page.getByRole('textbox', { name: older('source') }).fill('Ha Noi');
    await page
      .getByLabel(older('file'))
      .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByRole('checkbox', { name: older('trial') }).setChecked(trial);
    await page.getByRole('button', { name: older('send'), exact: true }).click();
    await page
      .getByText(older(trial ? 'wouldTake' : 'taken'), { exact: true })
      .first()
      .waitFor();
    await page.getByText(older('done')).waitFor();
  }
  await until(async () => (await countOlder()) === rows.length, 'the cards that were taken over');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('button', { name: older('report') })
      .first()
      .click(),
  ]);
  assert.match(file.suggestedFilename(), /\.csv$/);
  await context.close();
});

test('screens of cards are accessible in every language and width', async () => {
  await tourScreens(stage, 'province-officer', [
    `/desk/cards/${cards.get('received')}`,
    '/desk/cards?state=making',
    `/desk/cards/${cards.get('requested')}`,
    `/desk/person/${cards.get('asked of')}?tab=cards`,
    `/desk/cards/${cards.get('lost')}`,
    '/desk/older-cards',
  ]);
  await tourScreens(stage, 'mother', ['/me/card']);
  await tourScreens(stage, 'administrator', ['/desk/trust']);
  await tourScreens(stage, 'production-operator', [
    '/desk/production',
    cards.get('batch')!,
    '/desk/blanks',
    '/desk/parcels',
  ]);
});
