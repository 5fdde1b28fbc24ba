import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { createLog, readConfig } from '#kernel';
import { cloneDatabase, country, stopTestServer } from '#test';
import { openHouse } from '../server/house.ts';

const home = mkdtempSync(join(tmpdir(), 'dancu-unopened-'));
let clone: { url: string; drop(): Promise<void> };
let owner: pg.Client;
before(async () => {
  clone = await cloneDatabase();
  owner = new pg.Client({ connectionString: clone.url });
  await owner.connect();
});
after(async () => {
  await owner.end();
  await clone.drop();
  await stopTestServer();
  rmSync(home, { recursive: true, force: true });
});

test('a house that does not open leaves no connection behind, and says why', async () => {
  // Halfway: rooms before the exchange have started, those after it have not.
  await owner.query('ALTER TABLE exchange.secret RENAME TO hidden');
  const config = readConfig({ DANCU_HOME: home, DANCU_DEMONSTRATION: '0', DANCU_LOG_LEVEL: 'silent' });
  const urls = { app: clone.url, owner: clone.url };
  await assert.rejects(openHouse({ config, country, urls, log: createLog('silent') }), /exchange\.secret/);
  // The server forgets a connection a moment after its client has ended it.
  const deadline = Date.now() + 10_000;
  const readOthers = async () =>
    (
      await owner.query<{ application_name: string }>(
        "SELECT application_name FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
      )
    ).rows.map((row) => row.application_name);
  let others = await readOthers();
  while (others.length > 0 && Date.now() < deadline) others = await readOthers();
  assert.deepEqual(others, []);
});
