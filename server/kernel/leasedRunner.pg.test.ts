import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createLeasedRunner, createLog, type LeasedRunner, newId } from '#kernel';
import { cloneDatabase } from '#test';
import type { Told } from './leasedRunner.samples.ts';

interface Matter {
  matter: string;
  attempts: number;
}

let database: Awaited<ReturnType<typeof cloneDatabase>>;
let pool: pg.Pool;
const runners: LeasedRunner[] = [];
before(async () => {
  database = await cloneDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 6 });
  // A connection that is ending when its database is dropped is told so, and nobody listens any more.
  pool.on('connect', (client) => void client.on('error', () => {}));
  await pool.query(`CREATE SCHEMA leasing;
    CREATE TABLE leasing.matter (matter uuid PRIMARY KEY, state text NOT NULL, step int NOT NULL DEFAULT 0, steps int NOT NULL,
      crashes boolean NOT NULL, attempts int NOT NULL DEFAULT 0, started_at timestamptz NOT NULL DEFAULT now(), lease_by uuid, lease_until timestamptz);
    CREATE TABLE leasing.done (matter uuid, step int, lease uuid, PRIMARY KEY (matter, step));
    GRANT USAGE ON SCHEMA leasing TO dancu_app;
    GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA leasing TO dancu_app`);
});
beforeEach(async () => {
  for (const runner of runners.splice(0)) await runner.stop();
  await pool.query('TRUNCATE leasing.matter, leasing.done');
});
after(async () => {
  for (const runner of runners) await runner.stop();
  await pool.end();
  await database.drop();
});

/** A server of its own. @param hear undefined: the engine waits for the next word for ever */
function startRunner(
  hear: (told: Told, matter: string) => { kind: 'go' } | undefined = () => ({ kind: 'go' }),
  { rests = false, restMilliseconds = 60_000 } = {},
): { gaveUp: string[] } {
  const gaveUp: string[] = [];
  const runner = createLeasedRunner<Matter, Told, { kind: 'go' }>(
    { database: { pool }, log: createLog('silent') },
    {
      room: 'leasing',
      table: 'leasing.matter',
      key: 'matter',
      waiting: 'waiting',
      working: ['running'],
      engine: new URL('./leasedRunner.samples.ts', import.meta.url),
      heapMegabytes: 64,
      describeJob: ({ matter }, lease) => ({ matter, lease, url: database.url, rests }),
      hear: async (row, told) => hear(told, row.matter),
      async giveUp({ matter }, lease) {
        gaveUp.push(matter);
        await pool.query(
          "UPDATE leasing.matter SET state = 'failed', lease_by = NULL WHERE matter = $1 AND lease_by = $2",
          [matter, lease],
        );
      },
      pace: { beatMilliseconds: 50, lookMilliseconds: 50, restMilliseconds },
    },
  );
  runner.start();
  runners.push(runner);
  return { gaveUp };
}

async function put(given: { steps?: number; crashes?: boolean; state?: string; until?: string } = {}): Promise<string> {
  const { steps = 3, crashes = false, state = 'waiting', until } = given;
  const matter = newId();
  await pool.query(
    `INSERT INTO leasing.matter (matter, state, steps, crashes, lease_by, lease_until)
     VALUES ($1, $2, $3, $4, CASE WHEN $5::text IS NULL THEN NULL ELSE $6::uuid END, now() + $5::interval)`,
    [matter, state, steps, crashes, until ?? null, newId()],
  );
  return matter;
}

async function stateOf(matter: string): Promise<string> {
  const { rows } = await pool.query<{ state: string }>('SELECT state FROM leasing.matter WHERE matter = $1', [matter]);
  return rows[0]!.state;
}

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await holds())) await sleep(20);
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('three servers share what waits: every step of every matter is done once, by who held it', async () => {
  const matters = await Promise.all(Array.from({ length: 9 }, () => put({ steps: 4 })));
  const busy = new Map<string, number>();
  for (let server = 0; server < 3; server++)
    startRunner(({ pid }, matter) => {
      assert.equal(busy.get(matter) ?? pid, pid, 'two engines work on one matter');
      busy.set(matter, pid);
      return { kind: 'go' };
    });
  await until(async () => (await Promise.all(matters.map(stateOf))).every((state) => state === 'done'));
  const { rows } = await pool.query<{ matter: string; steps: number; leases: number }>(
    'SELECT matter, count(*)::int AS steps, count(DISTINCT lease)::int AS leases FROM leasing.done GROUP BY matter',
  );
  assert.equal(rows.length, 9);
  for (const { steps, leases } of rows) assert.deepEqual([steps, leases], [4, 1]);
  const { rows: servers } = await pool.query('SELECT DISTINCT lease FROM leasing.done');
  assert.ok(servers.length > 1, 'one server did it all');
});

test('an engine that is killed is begun again and goes on where it stopped', async () => {
  const matter = await put({ steps: 6 });
  let kills = 0;
  startRunner(({ step, pid }) => {
    if (step % 2 === 1 && kills < 3) {
      kills += 1;
      process.kill(pid, 'SIGKILL');
    }
    return { kind: 'go' };
  });
  await until(async () => (await stateOf(matter)) === 'done');
  const { rows } = await pool.query('SELECT step FROM leasing.done ORDER BY step');
  assert.deepEqual([kills, rows.map(({ step }) => step)], [3, [0, 1, 2, 3, 4, 5]]);
});

test('a matter that ends every engine is given up, and what waits behind it is done', async () => {
  const bad = await put({ crashes: true });
  const good = await put();
  const { gaveUp } = startRunner();
  await until(async () => (await stateOf(good)) === 'done' && (await stateOf(bad)) === 'failed');
  assert.deepEqual(gaveUp, [bad]);
});

test('a matter that is cancelled, or another’s by now, ends its engine', async () => {
  for (const change of ["state = 'cancelled'", 'lease_by = gen_random_uuid()']) {
    const matter = await put();
    let engine = 0;
    startRunner((told, of) => {
      if (of === matter) engine = told.pid;
      return undefined;
    });
    await until(() => engine > 0);
    // Who has taken it keeps it.
    await pool.query(`UPDATE leasing.matter SET ${change}, lease_until = 'infinity' WHERE matter = $1`, [matter]);
    await until(() => !isAlive(engine));
    for (const runner of runners.splice(0)) await runner.stop();
  }
});

test('what another server holds is left alone until its lease is over', async () => {
  const held = await put({ state: 'running', until: '1 hour' });
  const behind = await put();
  startRunner();
  await until(async () => (await stateOf(behind)) === 'done');
  assert.equal(await stateOf(held), 'running');
  await pool.query("UPDATE leasing.matter SET lease_until = now() - interval '1 second' WHERE matter = $1", [held]);
  await until(async () => (await stateOf(held)) === 'done');
});

test('a server that stops lets go at once: the next goes on', async () => {
  const matter = await put({ steps: 2 });
  let engine = 0;
  startRunner(({ pid }) => {
    engine = pid;
    return undefined;
  });
  await until(() => engine > 0);
  for (const runner of runners.splice(0)) await runner.stop();
  assert.ok(!isAlive(engine));
  startRunner();
  await until(async () => (await stateOf(matter)) === 'done');
});

test('an engine that rests is given what comes next', async () => {
  const engines: number[] = [];
  const note = ({ pid }: Told) => {
    engines.push(pid);
    return { kind: 'go' } as const;
  };
  // Longer than any machine is busy.
  startRunner(note, { rests: true, restMilliseconds: 300_000 });
  for (let turn = 0; turn < 3; turn++) {
    const matter = await put({ steps: 2 });
    await until(async () => (await stateOf(matter)) === 'done');
  }
  assert.deepEqual([engines.length, new Set(engines).size], [6, 1]);
});

test('an engine for which nothing comes goes, and another is started for what comes then', async () => {
  const engines = new Set<number>();
  const note = ({ pid }: Told) => {
    engines.add(pid);
    return { kind: 'go' } as const;
  };
  startRunner(note, { rests: true, restMilliseconds: 50 });
  const first = await put();
  await until(async () => (await stateOf(first)) === 'done');
  await until(() => !isAlive([...engines][0]!));
  const second = await put();
  await until(async () => (await stateOf(second)) === 'done');
  assert.equal(engines.size, 2);
});

test('an engine that was ended is not used again, one that rests ends with its server', async () => {
  const engines = new Set<number>();
  let kills = 0;
  startRunner(
    ({ pid }) => {
      engines.add(pid);
      if (kills++ === 0) process.kill(pid, 'SIGKILL');
      return { kind: 'go' };
    },
    { rests: true },
  );
  for (const matter of [await put(), await put()]) await until(async () => (await stateOf(matter)) === 'done');
  assert.equal(engines.size, 2);
  for (const runner of runners.splice(0)) await runner.stop();
  for (const pid of engines) assert.ok(!isAlive(pid));
});
