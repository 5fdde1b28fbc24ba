import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { seedAppointments } from '#rooms/demonstration';
import { registerPerson } from './born.ts';
import { fillDate, openScreen, until, waitForWorker } from './browser.ts';
import { expectCleanAtWidths } from './clean.ts';
import { connect, disconnect } from './line.ts';
import { createPointHand } from './pointHand.ts';
import { openDesks } from './seededDesks.ts';
import { settle } from './settle.ts';
import { openStage, type Stage } from './stage.ts';
import { tourScreens } from './tour.ts';

/** An outline: what the camera sees. */
const silhouette = readFileSync(new URL('../../server/commands/card-silhouette.jpg', import.meta.url));
const officer = 'province-officer';
let stage: Stage;
let folder: string;
let mother: string;
const say = (key: string, values?: Record<string, string | number>) => stage.house.kernel.words.say('en', key, values);
const session = (key: string, values = {}) => say(`screen.enrolment.session.${key}`, values);
const fingers = (key: string) => say(`screen.enrolment.fingers.${key}`);
const rows = async <Row extends object>(sql: string, values: unknown[] = []) =>
  (await stage.house.kernel.database.pool.query<Row>(sql, values)).rows;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dancu-e2e-enrolment-'));
  const camera = join(folder, 'camera.mjpeg');
  await writeFile(camera, silhouette);
  stage = await openStage({}, camera);
  const { kernel, app, demonstration } = stage.house;
  await seedAppointments(kernel, app, demonstration.signIn);
  [{ person: mother }] = (await rows<{ person: string }>(
    "SELECT person FROM demonstration.persona WHERE persona = 'mother'",
  )) as [{ person: string }];
});
after(async () => {
  await stage?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Portrait by the camera, then ten touches of the simulated device. @param hands the name of somebody else whose hands they are */
async function takeAll(page: Page, hands?: string): Promise<void> {
  await page.getByRole('button', { name: say('screen.enrolment.portrait.start') }).click();
  await page.getByText(say('screen.enrolment.portrait.good')).waitFor();
  await page.getByRole('button', { name: say('screen.enrolment.portrait.take') }).click();
  await page.getByRole('img', { name: say('screen.enrolment.portrait.taken') }).waitFor();
  if (hands) await page.getByLabel(fingers('hands')).selectOption({ label: hands });
  for (let left = 9; left >= 0; left--) {
    await page.getByRole('button', { name: fingers('press') }).click();
    const told = left === 0 ? fingers('whole') : say('screen.enrolment.fingers.open', { count: left });
    await page.getByText(told, { exact: true }).waitFor();
  }
}

const send = (page: Page) => page.getByRole('button', { name: session('send') }).click();

test('a citizen takes a time, comes, and is enrolled: portrait by the camera, ten fingers by the device', async () => {
  const { page: own } = await stage.enter('mother', { width: 360 });
  await openScreen(own, `${stage.origin}/me/card`);
  await own.getByRole('link', { name: say('screen.appointment.title') }).click();
  await own.getByRole('radio').first().check();
  await own.getByRole('button', { name: say('screen.appointment.send') }).click();
  await own.getByRole('button', { name: say('screen.appointment.cancel') }).waitFor();
  const [saved] = await Promise.all([
    own.waitForEvent('download'),
    own.getByRole('button', { name: say('screen.appointment.calendar') }).click(),
  ]);
  const event = await readFile(await saved.path(), 'utf8');
  const [{ day, name, begins }] = (await rows<{ day: string; name: string; begins: string }>(
    `SELECT to_char(a.at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') AS day, p.record->>'name' AS name,
       to_char(a.at AT TIME ZONE 'UTC', 'YYYYMMDD"T"HH24MISS"Z"') AS begins
     FROM enrolment.appointment a JOIN people.person p USING (person) WHERE person = $1`,
    [mother],
  )) as [{ day: string; name: string; begins: string }];
  assert.ok(event.includes(`\r\nDTSTART:${begins}\r\n`), event);

  // The home says so until the day.
  await openScreen(own, `${stage.origin}/me`);
  await own.getByRole('link', { name: /^Appointment for a card: / }).waitFor();
  const { page } = await stage.enter(officer);
  await openScreen(page, `${stage.origin}/desk/enrolment?day=${day}`);
  const row = page.getByRole('row').filter({ hasText: name });
  await row.getByRole('button', { name: say('screen.enrolment.act.arrive') }).click();
  await row.getByText(say('value.appointmentState.arrived')).waitFor();
  await row.getByRole('link', { name: say('screen.enrolment.act.begin') }).click();
  await send(page);
  // Nothing was taken, nothing confirmed: each of it is said.
  for (const lack of [session('confirmMissing'), session('portraitMissing')])
    await page.getByRole('link', { name: lack }).waitFor();
  await takeAll(page);
  await expectCleanAtWidths(page, 'an enrolment');
  await page.getByLabel(session('reason'), { exact: true }).selectOption('first');
  await page.getByLabel(session('confirm')).check();
  await send(page);
  await page.getByText(say('screen.enrolment.done.enrolled', { name })).waitFor();
  await expectCleanAtWidths(page, 'an enrolment that is done');
  const [appointment] = await rows<{ state: string }>('SELECT state FROM enrolment.appointment WHERE person = $1', [
    mother,
  ]);
  assert.equal(appointment?.state, 'done');
});

test('the card is approved, made, handed over by a finger, opens a visit, crosses the border; lost, it is refused', async () => {
  const { house } = stage;
  const [{ card, pin }] = (await rows<{ card: string; pin: string }>(
    `SELECT c.card, i.value AS pin FROM cards.card c
     JOIN people.identifier i ON i.person = c.person AND i.kind = 'pin' AND i.status = 'active' WHERE c.person = $1`,
    [mother],
  )) as [{ card: string; pin: string }];
  const { page } = await stage.enter('second-officer');
  await openScreen(page, `${stage.origin}/desk/cards/${card}`);
  const act = (key: string) => page.getByRole('button', { name: say(`screen.cards.page.${key}`), exact: true });
  await act('approve').click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('screen.cards.page.approve') })
    .click();
  const isNow = async (state: string) =>
    (await rows('SELECT FROM cards.card WHERE card = $1 AND state = $2', [card, state])).length === 1;
  await until(() => isNow('approved'), 'the card to be approved');

  const produce = async <Answer>(method: 'GET' | 'POST', path: string, body?: object) => {
    const answer = await house.ask<Answer>('production-operator', method, `/api/production/${path}`, body);
    assert.ok(answer.status < 300, JSON.stringify(answer.body));
    return answer.body;
  };
  await produce('POST', 'boxes', { label: 'PC-1', product: 'pc-chip-card', first: 'VN90000001', count: 20 });
  await produce('POST', 'batches', { origin: 'cards', machine: 'virtual-printer', items: 10 });
  await until(async () => {
    await house.production.run();
    return isNow('checked');
  }, 'the card to be made');
  await produce('POST', 'parcels', {});
  for (const done of ['send', 'receive'] as const)
    for (const { parcel, version } of (
      await produce<{ parcels: { parcel: string; version: number }[] }>('GET', 'parcels')
    ).parcels)
      await produce('POST', `parcels/${parcel}/acts`, { act: done, version });

  await openScreen(page, `${stage.origin}/desk/cards/${card}`);
  await act('handOver').waitFor();
  await page.getByRole('button', { name: fingers('press') }).click();
  await page.getByText(fingers('state.taken'), { exact: true }).waitFor();
  await act('handOver').click();
  await until(() => isNow('active'), 'the card to be handed over');

  const seeded = await openDesks(stage);
  const { stand, lay } = createPointHand(() => ({ stage, desks: seeded, holder: pin }));
  const reason = (id: string) => say(`checkpoints.reason.${id}`);
  const hospital = await stand('receptionist', 'hospital-desk');
  const visit = await lay(hospital);
  for (const id of ['chip-genuine', 'document-good', 'person-alive'])
    assert.ok(visit.includes(reason(id)), `${id}: ${visit}`);
  assert.ok(visit.includes(say('screen.point.ticket', { ticket: 1 })), visit);
  const border = await stand('border-officer', 'border-gate');
  assert.ok((await lay(border)).includes(reason('not-listed')));

  const { page: own } = await stage.enter('mother');
  await openScreen(own, `${stage.origin}/me/card`);
  await own.getByRole('button', { name: say('screen.card.lose') }).click();
  await own
    .getByRole('dialog')
    .getByRole('button', { name: say('screen.card.lose') })
    .click();
  await own.getByText(say('screen.card.stoppedOwn')).waitFor();
  for (const desk of [hospital, border]) assert.ok((await lay(desk)).includes(reason('lost')));
});

test('who comes again under another name is caught by the fingers', async () => {
  const other = await registerPerson(stage, { name: 'Lương Thị Tráo' });
  const [{ name }] = (await rows<{ name: string }>(
    "SELECT record->>'name' AS name FROM people.person WHERE person = $1",
    [mother],
  )) as [{ name: string }];
  const { page } = await stage.enter(officer);
  await openScreen(page, `${stage.origin}/desk/enrolment/persons/${other.person}`);
  await takeAll(page, name);
  await page.getByLabel(session('reason'), { exact: true }).selectOption('first');
  await page.getByLabel(session('confirm')).check();
  await send(page);
  await page.getByText(say('screen.enrolment.done.alike', { name: other.name })).waitFor();
  await page.getByRole('link', { name: say('screen.enrolment.done.pairs') }).click();
  const pairs = await rows<{ state: string }>('SELECT state FROM biometrics.pair WHERE $1 IN (one, other)', [
    other.person,
  ]);
  assert.deepEqual(pairs, [{ state: 'open' }]);
  const cards = await rows<{ state: string }>('SELECT state FROM cards.card WHERE person = $1', [other.person]);
  assert.deepEqual(cards, [{ state: 'enrolled' }]);
});

test('a mobile team enrols without a line: sealed on the device, sent once when the line is back', async () => {
  const far = await registerPerson(stage, { name: 'Vàng A Pó' });
  const birthDate = `${new Date().getUTCFullYear() - 2}-01-05`;
  const child = await registerPerson(stage, { name: 'Vàng Thị Mỷ', birthDate });
  const pictures = await Promise.all(
    Array.from({ length: 10 }, async (_, at) => {
      const url = `/api/demonstration/captures/${at + 1}?hands=${far.person}`;
      return (await stage.house.as(officer, { method: 'GET', url })).rawPayload;
    }),
  );
  const { page, context } = await stage.enter(officer, { width: 360, kept: true });
  await waitForWorker(page);
  await openScreen(page, `${stage.origin}/desk/enrolment/away`);
  await disconnect(stage, context);
  await page.getByLabel(say('screen.enrolment.away.number')).fill(far.pin);
  await page.getByRole('button', { name: say('screen.enrolment.away.begin') }).click();
  await page.getByLabel(session('kind'), { exact: true }).selectOption('identity-card');
  await page.getByLabel(say('screen.enrolment.portrait.file')).setInputFiles({
    ...{ name: 'portrait.jpg', mimeType: 'image/jpeg', buffer: silhouette },
  });
  for (let left = 9; left >= 0; left--) {
    const pressed = await page.locator('button[aria-pressed="true"] strong').textContent();
    const place = Array.from({ length: 10 }, (_, at) => at + 1).find(
      (at) => say(`screen.biometrics.place.finger.${at}`) === pressed,
    );
    assert.ok(place, pressed ?? '');
    await page.locator(`#finger-${place}`).setInputFiles({
      ...{ name: 'finger.png', mimeType: 'image/png', buffer: pictures[place - 1]! },
    });
    const told = left === 0 ? fingers('whole') : say('screen.enrolment.fingers.open', { count: left });
    await page.getByText(told, { exact: true }).waitFor();
  }
  await page.getByLabel(session('reason'), { exact: true }).selectOption('first');
  await page.getByLabel(session('confirm')).check();
  await send(page);
  await page.getByText(say('screen.enrolment.done.waits', { name: far.pin })).waitFor();
  // Of a child under the age of the law nothing is taken, also where its record is out of reach.
  await page.getByRole('link', { name: say('screen.enrolment.done.next') }).click();
  await page.getByRole('link', { name: say('screen.enrolment.away.title') }).click();
  await page.getByLabel(say('screen.enrolment.away.number')).fill(child.pin);
  await fillDate(page, 'born', birthDate);
  await page.getByRole('button', { name: say('screen.enrolment.away.begin') }).click();
  await page.getByLabel(session('kind'), { exact: true }).selectOption('identity-card');
  await page.getByText(session('nothingTaken', { age: 6 })).waitFor();
  await page.getByLabel(session('reason'), { exact: true }).selectOption('first');
  await page.getByLabel(session('confirm')).check();
  await send(page);
  await page.getByText(say('screen.enrolment.done.waits', { name: child.pin })).waitFor();
  const count = async () =>
    (await rows('SELECT FROM cards.card WHERE person = ANY($1)', [[far.person, child.person]])).length;
  assert.equal(await count(), 0);
  await connect(stage, context);
  await page.getByRole('link', { name: say('screen.enrolment.done.outbox') }).click();
  await until(async () => (await count()) === 2, 'both enrolments to arrive');
  await settle(page);
  assert.equal(await count(), 2);
  await context.close();
});

test('every screen of enrolment speaks three languages, fits, and is accessible', async () => {
  const [{ person }] = (await rows<{ person: string }>(
    "SELECT person FROM enrolment.appointment WHERE state = 'booked' LIMIT 1",
  )) as [{ person: string }];
  await tourScreens(stage, officer, [
    '/desk/enrolment',
    `/desk/enrolment/persons/${person}`,
    '/desk/enrolment/away',
    '/desk/enrolment/hours',
  ]);
  await tourScreens(stage, 'mother', ['/me/card/appointment']);
});
