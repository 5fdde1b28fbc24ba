import { finished } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Country } from '#libs/country';
import { columns, describePopulation, type PopulationChunk, type TableName, tableNames } from '#libs/population';
import { generateChunks } from './generate.ts';
import { dropIndexes, makeIndexes } from './indexes.ts';
import { problems } from './problems.ts';

export interface LoadOptions {
  /** A connection that owns the register's tables. */
  ownerUrl: string;
  country: Country;
  persons: number;
  seed: number;
  /** `YYYY-MM-DD` */
  today: string;
  /** Adds to a register that holds persons already, through its indexes and slowly. */
  append?: boolean;
  /** After each chunk, and with `indexing` when all rows are in. `rate` is persons a second. */
  onProgress?: (progress: { persons: number; total: number; rate: number; indexing: boolean }) => void;
}

export interface LoadResult {
  persons: number;
  acts: number;
  milliseconds: number;
}

/** Smaller countries fit into memory and the commit. */
const worthFlushing = 50_000;
const signature = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const trailer = Buffer.from([0xff, 0xff]);

/**
 * Fills the register with a synthetic population, in one transaction: whatever happens, the register is afterwards as
 * it was before or complete. An empty register is truncated inside that transaction, so that with `wal_level = minimal`
 * PostgreSQL writes the rows once, frozen and without a log, and the indexes are built once, at the end.
 * @throws Problem people/register-not-empty unless the register is empty or `append` is set
 */
export async function loadPopulation(options: LoadOptions): Promise<LoadResult> {
  const began = performance.now();
  const plan = describePopulation(options);
  const client = new pg.Client({ connectionString: options.ownerUrl, application_name: 'dancu-population' });
  // A connection that breaks also fails the statement under way: that one tells.
  client.on('error', () => {});
  await client.connect();
  let flushing: ReturnType<typeof flushBehind> | undefined;
  let persons = 0;
  let acts = 0;
  const report = (indexing: boolean) => {
    const rate = Math.round((persons * 1000) / (performance.now() - began));
    options.onProgress?.({ persons, total: plan.persons, rate, indexing });
  };
  try {
    await client.query(`BEGIN; ${settings}`);
    const empty = await isEmpty(client);
    if (!empty && options.append !== true) throw problems['register-not-empty']();
    const definitions = empty ? await emptyTables(client) : undefined;
    if (plan.persons >= worthFlushing) flushing = flushBehind(options.ownerUrl);
    for await (const chunk of generateChunks(plan)) {
      await copyChunk(client, chunk, empty);
      persons += chunk.persons;
      acts += chunk.acts;
      report(false);
    }
    report(true);
    if (definitions) await makeIndexes(client, definitions);
    await client.query(collectGiven);
    await client.query(`ANALYZE ${tables}`);
    await client.query('COMMIT');
    await markVisible(client);
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    await flushing?.stop();
    await client.end();
  }
  return { persons, acts, milliseconds: Math.round(performance.now() - began) };
}

const tables = tableNames.map((table) => `people.${table}`).join(', ');

/** For this transaction only. The data is on its way to the disk while more is made: the commit then has little to wait for. */
const settings = `
  SET LOCAL synchronous_commit = off;
  SET LOCAL statement_timeout = 0;
  SET LOCAL idle_in_transaction_session_timeout = 0;
  SET LOCAL maintenance_work_mem = '512MB';
  SET LOCAL max_parallel_maintenance_workers = 2;
  SET LOCAL backend_flush_after = '2MB'`;

/** Steps from one given name to the next along the index: the table itself is not read. */
const collectGiven = `
  WITH RECURSIVE next (given_key) AS (
    (SELECT given_key FROM people.person ORDER BY given_key LIMIT 1)
    UNION ALL
    SELECT (SELECT given_key FROM people.person WHERE given_key > next.given_key ORDER BY given_key LIMIT 1)
    FROM next WHERE next.given_key IS NOT NULL
  )
  INSERT INTO people.given SELECT given_key FROM next WHERE given_key IS NOT NULL ON CONFLICT DO NOTHING`;

/**
 * Keeps the checkpointer writing while rows come in: otherwise the whole country waits in memory for the commit, which
 * must have it on the disk because no log holds it. Without the right to do so the load is slower and no less safe.
 */
function flushBehind(ownerUrl: string): { stop(): Promise<void> } {
  let going = true;
  const done = (async () => {
    const client = new pg.Client({ connectionString: ownerUrl, application_name: 'dancu-population-flush' });
    client.on('error', () => {});
    await client.connect();
    try {
      while (going) {
        await client.query('CHECKPOINT');
        await setTimeout(500);
      }
    } finally {
      await client.end();
    }
  })().catch(() => {});
  return {
    async stop() {
      going = false;
      await done;
    },
  };
}

/**
 * The few pages at the seams of two chunks are not marked as visible to all; without the mark an index alone does not
 * answer. The load is complete without it.
 */
async function markVisible(client: pg.Client): Promise<void> {
  await client.query(`VACUUM (INDEX_CLEANUP off) ${tables}`).catch(() => {});
}

async function isEmpty(client: pg.Client): Promise<boolean> {
  const one = tableNames.map((table) => `EXISTS (SELECT FROM people.${table})`).join(' OR ');
  const { rows } = await client.query<{ filled: boolean }>(`SELECT ${one} AS filled`);
  return !rows[0]!.filled;
}

/** Truncating waits for whoever is at work; what they wrote meanwhile is found by looking again. */
async function emptyTables(client: pg.Client) {
  await client.query(`LOCK TABLE ${tables} IN ACCESS EXCLUSIVE MODE`);
  if (!(await isEmpty(client))) throw problems['register-not-empty']();
  await client.query(`TRUNCATE ${tables}`);
  return dropIndexes(client, 'people', tableNames);
}

async function copyChunk(client: pg.Client, chunk: PopulationChunk, empty: boolean): Promise<void> {
  for (const table of tableNames) {
    if (chunk.tables[table].length > 0) await copyRows(client, table, chunk.tables[table], empty);
  }
}

async function copyRows(client: pg.Client, table: TableName, rows: Uint8Array, empty: boolean): Promise<void> {
  const list = columns[table].join(', ');
  const stream = client.query(
    copyFrom(`COPY people.${table} (${list}) FROM STDIN WITH (FORMAT binary${empty ? ', FREEZE' : ''})`),
  );
  stream.write(signature);
  stream.write(Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength));
  stream.end(trailer);
  await finished(stream);
}
