import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openTestHouse, type TestHouse } from '#test';
import { eventsOf, type Signed, signedIn } from '../rooms/accounts/life.samples.ts';

const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));
let house: TestHouse;
let owner: Signed;
before(async () => {
  house = await openTestHouse();
  owner = await signedIn(house);
});
after(() => house.close());

function account(...args: string[]): Promise<{ code: number; out: string; error: string }> {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const env = { PATH, NODE_COMPILE_CACHE, DANCU_HOME: house.home, DATABASE_URL: house.databaseUrl };
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, 'account', ...args], { env }, (failure, out, error) =>
      resolve({ code: failure ? Number(failure.code) : 0, out, error }),
    );
  });
}

test('account lock ends every session of whoever has the number, unlock opens it, show and events tell', async () => {
  const locked = await account('lock', owner.pin, '--why', 'owner called');
  assert.deepEqual([locked.code, locked.error], [0, '']);
  assert.equal((await owner.own('GET', '/api/me/account')).status, 401);
  const shown = JSON.parse((await account('show', owner.pin, '--json')).out) as { state: string };
  assert.equal(shown.state, 'locked');
  assert.equal((await account('unlock', owner.pin, '--why', 'owner at the desk')).code, 0);
  assert.equal((await house.accounts.findAccount(owner.account.account))?.state, 'active');
  const { events } = JSON.parse((await account('events', owner.pin, '--json')).out) as { events: { kind: string }[] };
  assert.deepEqual(events.map(({ kind }) => kind).reverse(), await eventsOf(house, owner.account.account));
});

test('a look from the command line stands in the person’s own journal', async () => {
  await account('show', owner.pin);
  const { rowCount } = await house.kernel.database.pool.query(
    'SELECT 1 FROM kernel.journal_block WHERE lines LIKE $1',
    [`%"accounts.command","subjects":["${owner.person}"]%`],
  );
  assert.ok(rowCount);
});

test('nobody is exit code 1, a purpose that is none is refused', async () => {
  assert.deepEqual([(await account('show', '001199999999')).code], [1]);
  const refused = await account('show', owner.pin, '--purpose', 'curiosity');
  assert.equal(refused.code, 3);
  assert.match(refused.error, /offices\/purpose-unknown/);
});
