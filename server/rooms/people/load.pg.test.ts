import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pg from 'pg';
import { cloneDatabase, country, stopTestServer, today } from '#test';
import { loadPopulation } from './load.ts';

after(stopTestServer);

const tables = ['person', 'act', 'identifier', 'relation', 'household', 'member', 'given'] as const;

/** A database of its own and a connection to it. */
async function open() {
  const database = await cloneDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const count = async () => {
    const { rows } = await client.query<Record<string, number>>(
      `SELECT ${tables.map((table) => `(SELECT count(*)::int FROM people.${table}) AS "${table}"`).join(', ')}`,
    );
    return rows[0]!;
  };
  const describe = async () => {
    const { rows } = await client.query<{ line: string }>(
      `SELECT indexdef AS line FROM pg_indexes WHERE schemaname = 'people'
       UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'people'::regnamespace
       ORDER BY 1`,
    );
    return rows.map((row) => row.line);
  };
  const close = async () => {
    await client.end();
    await database.drop();
  };
  return { url: database.url, client, count, describe, close };
}

const options = { country, persons: 2500, seed: 4, today };

test('an empty register is filled whole, and has its indexes and constraints as before', async () => {
  const { url, client, count, describe, close } = await open();
  const before = await describe();
  const seen: number[] = [];
  const result = await loadPopulation({ ...options, ownerUrl: url, onProgress: ({ persons }) => seen.push(persons) });
  const rows = await count();
  assert.equal(result.persons, 2500);
  assert.equal(rows.person, 2500);
  assert.equal(rows.act, result.acts);
  assert.equal(seen.at(-1), 2500);
  for (const table of tables) assert.ok(rows[table]! > 100, table);
  assert.ok(before.length > 15);
  assert.deepEqual(await describe(), before);
  const given = await client.query('SELECT given_key FROM people.given EXCEPT SELECT given_key FROM people.person');
  const missing = await client.query('SELECT given_key FROM people.person EXCEPT SELECT given_key FROM people.given');
  assert.deepEqual([given.rowCount, missing.rowCount], [0, 0]);
  await client.query('SET enable_seqscan = off; SET enable_bitmapscan = off');
  const { rows: plan } = await client.query<{ 'QUERY PLAN': string }>(
    'EXPLAIN (ANALYZE, COSTS off) SELECT count(birth_to) FROM people.person WHERE birth_from > $1',
    ['1900-01-01'],
  );
  assert.match(plan.map((row) => row['QUERY PLAN']).join('\n'), /Heap Fetches: 0\n/, 'an index alone answers');
  await close();
});

test('a register that holds persons refuses another country, and takes it when told to append', async () => {
  const { url, count, close } = await open();
  await loadPopulation({ ...options, persons: 600, ownerUrl: url });
  const before = await count();
  await assert.rejects(loadPopulation({ ...options, seed: 5, ownerUrl: url }), { code: 'people/register-not-empty' });
  assert.deepEqual(await count(), before);
  await loadPopulation({ ...options, persons: 700, seed: 5, ownerUrl: url, append: true });
  assert.equal((await count()).person, 1300);
  await close();
});

test('a load that is killed half way leaves an empty register that can be loaded', async () => {
  const { url, client, count, describe, close } = await open();
  const before = await describe();
  const empty = await count();
  let killed = false;
  const load = loadPopulation({
    ...options,
    persons: 20_000,
    ownerUrl: url,
    onProgress: () => {
      if (killed) return;
      killed = true;
      void client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dancu-population' AND datname = current_database()`,
      );
    },
  });
  await assert.rejects(load);
  assert.ok(killed);
  assert.deepEqual(await count(), empty);
  assert.deepEqual(await describe(), before);
  await loadPopulation({ ...options, ownerUrl: url });
  assert.equal((await count()).person, 2500);
  await close();
});
