import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { seedBiometrics, seedCards, seedDesks } from '#rooms/demonstration';
import { openScreen } from './browser.ts';
import { expectCleanAtWidths } from './clean.ts';
import { openStage, type Stage } from './stage.ts';
import { tourScreens } from './tour.ts';

let stage: Stage;
const desks = new Map<string, string>();
let holder: string;
const say = (key: string, values?: Record<string, string | number>) => stage.house.kernel.words.say('en', key, values);
const point = (key: string) => say(`screen.point.${key}`);

before(async () => {
  stage = await openStage();
  const { kernel, app, demonstration } = stage.house;
  await seedBiometrics(kernel, app, demonstration.signIn, 16);
  await seedCards(kernel, stage.house, app, demonstration.signIn, demonstration.keepCard);
  await seedDesks(kernel, app, demonstration.signIn);
  const { pool } = kernel.database;
  const { rows } = await pool.query<{ desk: string; kind: string }>('SELECT desk, kind FROM checkpoints.desk');
  for (const { desk, kind } of rows) desks.set(kind, `/point/desks/${desk}`);
  const found = await pool.query<{ pin: string }>(
    `SELECT i.value AS pin FROM demonstration.persona p JOIN people.identifier i ON i.person = p.person AND i.kind = 'pin' AND i.status = 'active'
     WHERE p.persona = 'mother'`,
  );
  holder = found.rows[0]!.pin;
});
after(() => stage?.close());

/** At a desk with the virtual reader. */
async function stand(persona: string, kind: string): Promise<Page> {
  const { page } = await stage.enter(persona);
  await openScreen(page, stage.origin + desks.get(kind)!);
  await page.getByRole('button', { name: point('virtual.plugIn') }).click();
  await page.getByLabel(point('virtual.card')).waitFor();
  return page;
}

/** Lays the holder’s card down and asks. @returns what the desk says, once it is another answer */
async function lay(page: Page, doneTo = 'nothing'): Promise<string> {
  const card = page.getByLabel(point('virtual.card'));
  const option = card.locator('option', { hasText: holder });
  await card.selectOption((await option.getAttribute('value'))!);
  await page.getByLabel(point('virtual.doneTo')).selectOption(doneTo);
  await page.getByRole('button', { name: point('checkNow') }).click();
  const answer = page.getByRole('region', { name: point('verdict.title') });
  await page
    .getByText(point('waiting'), { exact: true })
    .or(page.getByText(point('checking')))
    .first()
    .waitFor({ state: 'hidden' });
  return (await answer.textContent())!;
}

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

test('one card opens a visit, crosses the border and boards; once its holder reports it lost every desk refuses it', async () => {
  const hospital = await stand('receptionist', 'hospital-desk');
  const visit = await lay(hospital);
  // Without face weights a person compares by eye: the desk says so, and opens the visit all the same.
  for (const reason of ['chip-genuine', 'document-good', 'person-alive', 'no-face-engine', 'insurance-valid'])
    assert.ok(visit.includes(say(`checkpoints.reason.${reason}`)), `${reason}: ${visit}`);
  assert.ok(visit.includes(say('screen.point.ticket', { ticket: 1 })), visit);
  await expectCleanAtWidths(hospital, 'an answer at the hospital');
  for (const [doneTo, reason] of [
    ['tampered', 'group-tampered'],
    ['copied', 'cloned'],
  ] as const)
    assert.ok((await lay(hospital, doneTo)).includes(say(`checkpoints.reason.${reason}`)), reason);
  await expectCleanAtWidths(hospital, 'a refusal at the hospital');

  const border = await stand('border-officer', 'border-gate');
  assert.ok((await lay(border)).includes(say('checkpoints.reason.not-listed')));
  const gate = await stand('gate-agent', 'airport-gate');
  const flight = gate.getByLabel(point('flight'));
  await flight.selectOption((await flight.locator('option').nth(1).getAttribute('value'))!);
  assert.ok((await lay(gate)).includes(say('screen.point.seat', { seat: '12A' })));

  const { page, context } = await stage.enter('mother');
  await openScreen(page, `${stage.origin}/me/card`);
  await page.getByRole('button', { name: say('screen.card.lose') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('screen.card.lose') })
    .click();
  await page.getByText(say('screen.card.stoppedOwn')).waitFor();
  await openScreen(page, `${stage.origin}/me/looks`);
  const looked = (await page.textContent('main'))!;
  for (const organisation of ['bach-mai-hospital', 'border-guard', 'airports-corporation'])
    assert.ok(looked.includes(stage.house.offices.organisationName(organisation, 'en')), organisation);
  assert.ok(looked.includes(say('oversight.look.desk-check')), looked);
  await context.close();
  for (const desk of [hospital, border, gate]) {
    const told = await lay(desk);
    assert.ok(told.includes(say('checkpoints.reason.lost')), told);
    assert.ok(told.includes(point('verdict.red')), told);
  }
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
