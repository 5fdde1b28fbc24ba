import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import { returnAllowance, takeAllowance } from './allowances.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

const LIMIT = 10;
const SECONDS = 100;
/** A window begins at 0. */
const at = (second: number) => new Date((1_800_000_000 + second) * 1000);
const take = (bucket: string, second: number) =>
  takeAllowance(house.kernel.database.pool, at(second), bucket, LIMIT, SECONDS);
/** So many ask at once. @returns how many were allowed */
async function burst(bucket: string, second: number, count = 24): Promise<number> {
  const taken = await Promise.all(Array.from({ length: count }, () => take(bucket, second)));
  return taken.filter((wait) => wait === undefined).length;
}

test('of many at once no more than the limit pass, and the turn of a window lets no second burst through', async () => {
  const bucket = randomUUID();
  assert.equal(await burst(bucket, 99), LIMIT);
  assert.equal(await burst(bucket, 100), 0);
  assert.equal(await burst(bucket, 110), 1);
  assert.equal(await burst(bucket, 150), 4);
});

test('two windows later everything is allowed again', async () => {
  const bucket = randomUUID();
  await burst(bucket, 99);
  assert.equal(await burst(bucket, 200), LIMIT);
});

test('whoever waits as long as was said is let through, and a second earlier is not', async () => {
  for (const [used, asked] of [
    [0, 0],
    [99, 99],
    [99, 101],
    [50, 130],
    [7, 8],
  ] as const) {
    const bucket = randomUUID();
    await burst(bucket, used);
    await burst(bucket, asked);
    const wait = (await take(bucket, asked))!;
    assert.ok(wait >= 1 && wait <= 2 * SECONDS, `${wait}`);
    assert.notEqual(await take(bucket, asked + wait - 1), undefined, `${used} ${asked}: earlier than ${wait}`);
    assert.equal(await take(bucket, asked + wait), undefined, `${used} ${asked}: after ${wait}`);
  }
});

test('a use that was given back is there for somebody else', async () => {
  const bucket = randomUUID();
  await burst(bucket, 0);
  await returnAllowance(house.kernel.database.pool, at(0), bucket, SECONDS);
  assert.equal(await burst(bucket, 0), 1);
});

test('the answer says when to come back, by the clock of the house', async () => {
  const bucket = randomUUID();
  const { clock } = house.kernel;
  const toTurn = SECONDS * 1000 - (Date.now() % (SECONDS * 1000));
  const spend = () => house.accounts.spend(bucket, LIMIT, SECONDS);
  clock.moveBy(toTurn - 5000);
  try {
    for (let use = 0; use < LIMIT; use += 1) await spend();
    clock.moveBy(toTurn + 1000);
    const refused = await spend().then(
      () => assert.fail('twice the limit at the turn'),
      (problem) => problem,
    );
    assert.equal(refused.code, 'accounts/too-many');
    const { retryAfter } = refused.extra as { retryAfter: number };
    assert.ok(retryAfter >= 1 && retryAfter <= SECONDS / LIMIT, `${retryAfter}`);
    clock.moveBy(toTurn + 1000 + retryAfter * 1000);
    await spend();
  } finally {
    clock.moveBy(0);
  }
});
