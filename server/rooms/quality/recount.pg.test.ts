import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Entry } from '#kernel';
import { country, openTestHouse, type TestHouse } from '#test';
import { countRegister } from './index.ts';
import { openOwner, putRecord } from './stand.samples.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

async function counts(): Promise<number> {
  const { rows } = await house.kernel.database.pool.query(
    "SELECT count(*)::int AS done FROM quality.run WHERE state = 'done'",
  );
  return rows[0]!.done;
}
async function tell(room: string, type: string): Promise<void> {
  const at = new Date().toISOString();
  const line: Entry = { kind: 'note', room, type, subjects: [], actor: 'test', actedAt: at, receivedAt: at };
  await house.kernel.database.transact(async ({ append }) => void append(line));
  await house.kernel.sealing.now();
  await house.kernel.events.deliver();
}

test('a file that was entered or taken back is followed by a count of the register; other lines are not', async () => {
  for (const [at, type] of ['done', 'undone'].entries()) {
    await tell('batches', type);
    await tell('collection', type);
    for (let tries = 0; (await counts()) < at + 1; tries++) {
      assert.ok(tries < 1500, `no count followed ${type}`);
      await sleep(20);
    }
  }
  assert.equal(await counts(), 2);
});

test('counts at the same time follow each other: each is done, and the day has its figures once', async () => {
  const { kernel } = house;
  const before = await counts();
  const owner = await openOwner(house);
  await putRecord(owner, {});
  await owner.end();
  await Promise.all(Array.from({ length: 3 }, () => countRegister({ kernel, country })));
  assert.equal(await counts(), before + 3);
  const { rows } = await kernel.database.pool.query(
    "SELECT numerator::int AS persons FROM quality.figure WHERE unit = '' AND source = '' AND indicator = 'persons'",
  );
  assert.deepEqual(
    rows.map(({ persons }) => persons),
    [1],
  );
});
