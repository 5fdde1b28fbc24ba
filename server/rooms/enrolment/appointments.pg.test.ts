import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type pg from 'pg';
import { addDays } from '#libs/country';
import { insertPersona, openTestHouse, type TestHouse } from '#test';
import { forCard } from '../cards/stand.samples.ts';
import { openOwner, putRecord } from '../quality/stand.samples.ts';
import { remindAll } from './hours.ts';

const CITIZENS = ['first-caller', 'second-caller', 'third-caller', 'fourth-caller'];
const OFFICE = '00004';
const everyDay = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '08:00', to: '09:00' }));

let base: TestHouse;
let house: TestHouse;
let owner: pg.Client;
const persons = new Map<string, string>();
before(async () => {
  base = await openTestHouse();
  owner = await openOwner(base);
  for (const id of CITIZENS) {
    const person = await putRecord(owner, {});
    persons.set(id, person);
    await insertPersona(owner, { id, kind: 'citizen', role: 'citizen', person });
  }
  // Whom one may sign in as is read when a house opens.
  house = await openTestHouse({ databaseUrl: base.databaseUrl, home: base.home });
});
after(async () => {
  await owner?.end();
  await house?.kernel.close();
  await base?.close();
});

interface Said {
  version: number;
  code?: string;
  state?: string;
  appointment: string;
  capacity: number;
  slots: { at: string; free: number }[];
  days: string[];
  hours: { office: string; counters: number; version: number }[];
  offices: { id: string }[];
  appointments: {
    appointment: string;
    person?: string;
    at: string;
    state: string;
    version: number;
    mayChange: boolean;
  }[];
}
const ask = (...[who, method, url, body]: [string, 'GET' | 'POST', string, unknown?]) =>
  house.ask<Said>(who, method, url, body, forCard);
const setHours = (body: object, who = 'hanoi-supervisor', office = OFFICE) =>
  ask(who, 'POST', `/api/enrolment/hours/${office}`, { version: 0, counters: 1, days: everyDay, closed: [], ...body });
const dayAfter = (days: number) => addDays(house.kernel.clock.today(), days);
const slotsOf = async (day: string, who = CITIZENS[0]!) =>
  (await ask(who, 'GET', `/api/me/appointments/slots?office=${OFFICE}&day=${day}`)).body;
const book = (who: string, at: string) =>
  ask(who, 'POST', '/api/me/appointments', { office: OFFICE, at, kind: 'identity-card' });
const own = async (who: string) => (await ask(who, 'GET', '/api/me/appointments')).body.appointments;
const act = (who: string, one: { appointment: string; version: number }, body: object) =>
  ask(who, 'POST', `/api/me/appointments/${one.appointment}/acts`, { version: one.version, ...body });
const actAtDesk = (one: { appointment: string; version: number }, name: string, who = 'hanoi-supervisor') =>
  ask(who, 'POST', `/api/enrolment/appointments/${one.appointment}/acts`, { version: one.version, act: name });

describe('the hours of an office', () => {
  test('are set by those of its area, one after the other, and only such as fit', async () => {
    assert.deepEqual((await ask(CITIZENS[0]!, 'GET', '/api/me/appointments')).body.offices, []);
    assert.equal((await slotsOf(dayAfter(2))).code, 'enrolment/office-unknown');
    for (const [body, code, office, who] of [
      [{ days: [{ day: 1, from: '11:00', to: '08:00' }] }, 'enrolment/hours-wrong'],
      [{ days: [everyDay[0], { day: 1, from: '08:30', to: '10:00' }] }, 'enrolment/hours-wrong'],
      [{}, 'enrolment/office-unknown', '99999'],
      [{}, 'kernel/out-of-area', '26740'],
      [{}, 'kernel/forbidden', OFFICE, 'test-auditor'],
    ] as const)
      assert.equal((await setHours(body, who, office)).body.code, code);
    const together = await Promise.all([1, 2, 3].map((counters) => setHours({ counters })));
    assert.deepEqual(together.map(({ status }) => status).toSorted(), [200, 409, 409]);
    assert.equal((await setHours({ version: 1, closed: [dayAfter(3)] })).body.version, 2);
    const { hours } = (await ask('hanoi-supervisor', 'GET', '/api/enrolment/hours')).body;
    assert.deepEqual(
      hours.map(({ office, counters, version }) => [office, counters, version]),
      [[OFFICE, 1, 2]],
    );
  });

  test('say which times can be had: none on a closed day, none that is over, none too far away', async () => {
    const { days, slots } = await slotsOf(dayAfter(2));
    assert.ok(days.includes(dayAfter(2)) && !days.includes(dayAfter(3)));
    assert.deepEqual(
      slots.map(({ at, free }) => [at.slice(11, 16), free]),
      [
        ['01:00', 1],
        ['01:20', 1],
        ['01:40', 1],
      ],
    );
    for (const day of [dayAfter(3), dayAfter(-1), dayAfter(31)]) assert.deepEqual((await slotsOf(day)).slots, []);
    const far = slots[0]!.at.replace(dayAfter(2), dayAfter(31));
    for (const at of [far, slots[0]!.at.replace('01:00', '01:07')])
      assert.equal((await book(CITIZENS[0]!, at)).body.code, 'enrolment/slot-unknown');
  });
});

describe('the last place', () => {
  test('is given once, however many take it together', async () => {
    const { slots } = await slotsOf(dayAfter(2));
    const said = await Promise.all(CITIZENS.map((who) => book(who, slots[0]!.at)));
    assert.deepEqual(said.map(({ status }) => status).toSorted(), [201, 409, 409, 409], JSON.stringify(said));
    const codes = new Set(said.flatMap(({ body }) => body.code ?? []));
    assert.deepEqual([...codes], ['enrolment/slot-taken']);
    assert.equal((await slotsOf(dayAfter(2))).slots[0]!.free, 0);
  });

  test('of one person is one: a second is refused, and moving frees the first', async () => {
    const { slots } = await slotsOf(dayAfter(2));
    const who = (await Promise.all(CITIZENS.map(async (one) => ((await own(one)).length > 0 ? [one] : [])))).flat()[0]!;
    assert.equal((await book(who, slots[1]!.at)).body.code, 'enrolment/already-booked');
    const [mine] = await own(who);
    const other = CITIZENS.find((one) => one !== who)!;
    assert.equal((await act(other, mine!, { act: 'cancel' })).body.code, 'enrolment/appointment-unknown');
    const moved = await Promise.all([1, 2].map((at) => act(who, mine!, { act: 'move', at: slots[at]!.at })));
    assert.deepEqual(moved.map(({ status }) => status).toSorted(), [200, 409]);
    const free = (await slotsOf(dayAfter(2))).slots.map((slot) => slot.free);
    assert.equal(free[0], 1);
    assert.equal(free.filter((one) => one === 0).length, 1);
    const [now] = await own(who);
    assert.equal((await act(who, now!, { act: 'cancel' })).body.state, 'cancelled');
    assert.equal(
      (await act(who, { ...now!, version: now!.version + 1 }, { act: 'cancel' })).body.code,
      'enrolment/step-wrong',
    );
    assert.deepEqual(
      (await slotsOf(dayAfter(2))).slots.map((slot) => slot.free),
      [1, 1, 1],
    );
  });
});

describe('the day at the desk', () => {
  test('lists who comes, with a line that each of them can read, and says who came', async () => {
    const [who] = CITIZENS;
    const { slots } = await slotsOf(dayAfter(4));
    const { body } = await book(who!, slots[2]!.at);
    const day = await ask('hanoi-supervisor', 'GET', `/api/enrolment/appointments?day=${dayAfter(4)}`);
    assert.equal(day.body.capacity, 3);
    assert.deepEqual(
      day.body.appointments.map(({ appointment, person }) => [appointment, person]),
      [[body.appointment, persons.get(who!)]],
    );
    assert.deepEqual(
      (await ask('saigon-officer', 'GET', `/api/enrolment/appointments?day=${dayAfter(4)}`)).status,
      403,
    );
    const [one] = day.body.appointments;
    assert.equal((await actAtDesk(one!, 'arrive')).body.state, 'arrived');
    assert.equal((await actAtDesk(one!, 'miss')).body.code, 'enrolment/appointment-changed');
    assert.equal((await actAtDesk({ ...one!, version: 2 }, 'back')).body.state, 'booked');
    assert.equal((await actAtDesk({ ...one!, version: 3 }, 'miss')).body.state, 'missed');
    assert.equal((await actAtDesk({ ...one!, version: 4 }, 'cancel')).body.code, 'enrolment/step-wrong');
  });

  test('gives a time at once to whom it serves, and to nobody of another area', async () => {
    const wish = { office: OFFICE, at: (await slotsOf(dayAfter(5))).slots[0]!.at, kind: 'identity-card' };
    const away = await putRecord(owner, {}, { province: '79', commune: '26734' });
    const send = (person: string) =>
      ask('hanoi-supervisor', 'POST', '/api/enrolment/appointments', { person, ...wish });
    assert.equal((await send(away)).body.code, 'kernel/out-of-area');
    assert.equal((await send(persons.get(CITIZENS[3]!)!)).status, 201);
    assert.equal((await own(CITIZENS[3]!))[0]!.state, 'booked');
  });

  test('who cancels or misses too often gets a time from an officer only', async () => {
    const [, who] = CITIZENS;
    const { slots } = await slotsOf(dayAfter(6));
    for (let time = 0; time < 5; time++) {
      assert.equal((await book(who!, slots[0]!.at)).status, 201);
      await act(who!, (await own(who!)).find(({ state }) => state === 'booked')!, { act: 'cancel' });
    }
    assert.equal((await book(who!, slots[0]!.at)).body.code, 'enrolment/too-often');
  });
});

test('who comes within a day is reminded once, also when the job runs twice together', async () => {
  const person = persons.get(CITIZENS[3]!)!;
  await owner.query("UPDATE enrolment.appointment SET at = now() + interval '3 hours' WHERE person = $1", [person]);
  await Promise.all([remindAll(house), remindAll(house)]);
  const reminders = async () => {
    const { rows } = await owner.query(
      `SELECT lines FROM kernel.journal_block WHERE lines LIKE '%"type":"appointment-reminder"%' AND lines LIKE $1`,
      [`%${person}%`],
    );
    return rows.length;
  };
  assert.equal(await reminders(), 1);
  await remindAll(house);
  assert.equal(await reminders(), 1);
  const [mine] = await own(CITIZENS[3]!);
  assert.equal(mine!.mayChange, true);
  await owner.query("UPDATE enrolment.appointment SET at = now() + interval '1 hour' WHERE person = $1", [person]);
  assert.equal((await own(CITIZENS[3]!))[0]!.mayChange, false);
});
