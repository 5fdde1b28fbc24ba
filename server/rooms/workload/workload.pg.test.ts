import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type PersonaName, type TestHouse } from '#test';
import { enter, signedIn } from '../accounts/life.samples.ts';

let house: TestHouse;
let today: string;
before(async () => {
  house = await openTestHouse();
  today = house.kernel.clock.today();
});
after(() => house.close());

interface Workload {
  total: number;
  before: number;
  days: { day: string; count: number }[];
  acts: { type: string; name: string; count: number }[];
}
async function workloadOf(persona: PersonaName, of: 'office' | 'me', from = today, to = today): Promise<Workload> {
  await house.kernel.sealing.now();
  await house.kernel.events.deliver();
  const { status, body } = await house.ask<Workload>(persona, 'GET', `/api/workload?of=${of}&from=${from}&to=${to}`);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

test('each act is counted once, for the officer and for the office; looks are not', async () => {
  const before = await workloadOf('hanoi-officer', 'me');
  const office = await workloadOf('hanoi-officer', 'office');
  for (let at = 0; at < 3; at++) await enter(house, { name: `Trần Thị Đếm ${'ABC'[at]}` });
  await house.ask('hanoi-officer', 'GET', '/api/corrections');
  const mine = await workloadOf('hanoi-officer', 'me');
  assert.equal(mine.total, before.total + 3);
  assert.equal((await workloadOf('hanoi-officer', 'office')).total, office.total + 3);
  const birth = mine.acts.find(({ type }) => type === 'birth');
  assert.ok(birth && birth.count >= 3 && birth.name !== 'birth', JSON.stringify(mine.acts));
  assert.equal(
    mine.acts.reduce((sum, { count }) => sum + count, 0),
    mine.total,
  );
  assert.equal(
    mine.days.reduce((sum, { count }) => sum + count, 0),
    mine.total,
  );
});

test('no answer names an officer, and another officer’s own is not to be asked for', async () => {
  const answer = await house.ask('hanoi-officer', 'GET', `/api/workload?of=office&from=${today}&to=${today}`);
  assert.doesNotMatch(JSON.stringify(answer.body), /officer/i);
  const other = await house.ask('hanoi-officer', 'GET', `/api/workload?of=somebody&from=${today}&to=${today}`);
  assert.equal(other.status, 400);
  const citizen = await (await signedIn(house)).own('GET', `/api/workload?of=me&from=${today}&to=${today}`);
  assert.equal(citizen.status, 403);
});

test('a period that ends before it begins, or is longer than a year, is refused with what to do', async () => {
  for (const [from, to] of [
    ['2026-02-01', '2026-01-01'],
    ['2020-01-01', '2026-01-01'],
  ]) {
    const { status, body } = await house.ask<{ code: string }>(
      'hanoi-officer',
      'GET',
      `/api/workload?of=me&from=${from}&to=${to}`,
    );
    assert.deepEqual([status, body.code], [400, 'workload/period-unfit']);
  }
});
