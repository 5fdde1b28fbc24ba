import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import { seedDeliveries } from './index.ts';

interface Board {
  area: string;
  complete: number;
  expecting: number;
  lines: {
    area: string;
    expected?: number;
    dueOn?: string;
    received: number;
    accepted: number;
    waiting: number;
    complete: boolean;
  }[];
}

let house: TestHouse;
const seed = () => seedDeliveries(house.kernel, house.offices, house.app, house.demonstration.signIn);
before(async () => {
  house = await openTestHouse({ persons: 4000 });
  await seed();
});
after(() => house.close());

const board = async (persona: string) => (await house.ask<Board>(persona, 'GET', '/api/collection/board')).body;
const expecting = ({ lines }: Board) => lines.filter(({ expected }) => expected !== undefined);

test('of the communes that were asked all but four have sent what was expected, and none of it waits', async () => {
  const shown = await board('province-officer');
  assert.ok(shown.expecting > 4 && shown.expecting <= 63, String(shown.expecting));
  assert.equal(shown.complete, shown.expecting - 4);
  for (const { area, expected, received, accepted, complete } of expecting(shown))
    if (complete) assert.deepEqual([received, accepted], [expected, expected], area);
});

test('of the four one contradicts the register, one is half, one is late and one has time', async () => {
  const today = house.kernel.clock.today();
  const told = expecting(await board('province-officer'))
    .filter(({ complete }) => !complete)
    .map(({ received, expected, waiting, dueOn }) =>
      received === 0 ? (dueOn! < today ? 'late' : 'outstanding') : waiting > 0 ? 'doubtful' : `${received / expected!}`,
    );
  assert.deepEqual(told.toSorted(), ['0.5', 'doubtful', 'late', 'outstanding']);
});

test('the country’s board adds the province’s communes up beside the other provinces', async () => {
  const shown = await board('national-officer');
  assert.equal(shown.complete, shown.expecting - 5);
  const province = await board('province-officer');
  const own = shown.lines.find(({ area }) => area === province.area)!;
  const sum = (key: 'expected' | 'received') => province.lines.reduce((all, line) => all + (line[key] ?? 0), 0);
  assert.deepEqual([own.expected, own.received], [sum('expected'), sum('received')]);
});

test('nobody is entered by it, and a second start asks and sends nothing', async () => {
  const count = async (what: string) =>
    (await house.kernel.database.pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${what}`)).rows[0]!
      .count;
  assert.equal(await count('collection.run WHERE accepted_new > 0'), 0);
  const runs = await count('collection.run');
  await seed();
  assert.equal(await count('collection.run'), runs);
});
