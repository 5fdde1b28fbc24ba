import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Context } from '#kernel';
import { openTestHouse, type TestHouse } from '#test';

let house: TestHouse;
before(async () => {
  house = await openTestHouse({ demonstration: false });
});
after(() => house.close());

function install(official: string, emergency?: string) {
  const context: Context = {
    caller: { kind: 'official', id: 'cli:root', scopes: new Set() },
    purpose: undefined,
    legalBasis: undefined,
    caseNumber: undefined,
    language: 'en',
    requestId: '1',
    clock: house.kernel.clock,
    receivedAt: new Date().toISOString(),
    idempotency: undefined,
  };
  const given = { official, name: official, role: 'administrator', area: '', emergency };
  return house.kernel.database.transact((transaction) => house.officials.installFirst(transaction, context, given));
}

test('a fresh installation takes two administrators from the machine, and a third only in an emergency', async () => {
  const outcomes = await Promise.allSettled(['A1', 'A2', 'A3', 'A4'].map((number) => install(number)));
  const installed = outcomes.filter((outcome) => outcome.status === 'fulfilled');
  assert.equal(installed.length, 2);
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') assert.equal(outcome.reason.code, 'officials/already-installed');
  for (const { value } of installed) assert.match(value.code, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/);
  assert.ok((await install('A9', 'both lost their devices')).code);
  const { rows } = await house.kernel.database.pool.query<{ lines: string }>('SELECT lines FROM kernel.journal_block');
  const lines = rows.flatMap(({ lines: block }) => block.split('\n').map((line) => JSON.parse(line)));
  const installs = lines.filter(({ room, type }) => room === 'officials' && type === 'install');
  assert.deepEqual(installs.map(({ data }) => data.emergency ?? null).sort(), ['both lost their devices', null, null]);
  assert.ok(installs.every(({ actor }) => actor === 'cli:root'));
});

test('an administrator who went idle is installed anew', async () => {
  house.kernel.clock.moveBy(46 * 86_400_000);
  try {
    const outcomes = await Promise.allSettled(['B1', 'B2', 'B3'].map((number) => install(number)));
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 2);
  } finally {
    house.kernel.clock.moveBy(0);
  }
});
