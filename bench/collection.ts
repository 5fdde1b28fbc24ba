import { chmodSync, mkdtempSync, openAsBlob, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { copyRows, migrate, readConfig } from '#kernel';
import { describePopulation } from '#libs/population';
import { seedPersonas } from '#rooms/demonstration';
import { readCountry } from '#rooms/offices';
import { loadPopulation } from '#rooms/people';
import { signInThroughPages } from '#test';
import { writeCollected } from '../server/commands/collected.ts';
import { findDatabase } from '../server/findDatabase.ts';
import { migrationSets } from '../server/house.ts';
import { openDesk } from './collectionDesk.ts';
import { cpuOfServer, describeMachine, format, option, printRow, startServer } from './measure.ts';
import { watchMemory } from './memory.ts';

/**
 * Files of rows through the whole pipeline of a running server: sent, parsed, normalised, linked, entered, journalled, sealed, kept.
 * Beside it, in the same run, bare COPY of the very rows that came of it into tables without indexes, which is the least that a
 * database can do for them. A second file is worked on while officers search and read, beside the same questions to an idle server.
 * node bench/collection.ts [--rows 100000] [--persons 100000] [--desk 100000] [--file FILE]
 * Without --file the files are what `npx dancu population --as-collected` makes of the same country: six of ten are in the register.
 * `--desk 0` leaves the second file out.
 */
const rows = Number(option('rows', '100000'));
const persons = Number(option('persons', '100000'));
const deskRows = Number(option('desk', String(Math.min(rows, 100_000))));
const given = option('file', '');
const home = mkdtempSync(join(tmpdir(), 'dancu-bench-collection-'));
// PostgreSQL runs as another account where this one is root.
chmodSync(home, 0o755);
/** Of a large file it is told how it goes after each so many rows. */
const MARK = 1_000_000;
const country = readCountry('vn');
const today = '2026-09-01';
await prepare();
const files = given
  ? [given]
  : [await write('first.csv', rows, 11), ...(deskRows > 0 ? [await write('second.csv', deskRows, 12)] : [])];
const server = await startServer(home, Number(option('port', '3393')));
const owner = new pg.Client({
  connectionString: `postgresql://postgres@localhost/dancu?host=${encodeURIComponent(`${home}/socket`)}`,
});
await owner.connect();
try {
  const cookie = await signInThroughPages(server.origin, 'national-officer');
  process.stdout.write(
    `${describeMachine()}, ${format(statSync(files[0]!).size / 1e6)} MB against ${persons.toLocaleString('en')} persons\n`,
  );
  // The server's own first count of the register is no part of it.
  await quiet();
  const first = await bring(cookie, files[0]!);
  printRow('limit: bare COPY of what came of it', { 'rows/s': await copyBare(first.id) });
  if (files[1]) {
    const desk = await openDesk(server.origin, cookie, owner);
    await quiet();
    await desk.ask('idle', setTimeout(15_000));
    await desk.ask('during an import', bring(cookie, files[1]));
  }
} finally {
  await owner.end();
  await server.stop();
  const { embedded } = await findDatabase(readConfig({ DANCU_HOME: home }), () => {});
  await embedded?.stop();
  rmSync(home, { recursive: true, force: true });
}

async function prepare(): Promise<void> {
  const { urls, embedded } = await findDatabase(readConfig({ DANCU_HOME: home }), () => {});
  await migrate(urls.owner, migrationSets);
  await loadPopulation({ ownerUrl: urls.owner, country, persons, seed: 7, today });
  const client = new pg.Client({ connectionString: urls.owner });
  await client.connect();
  await seedPersonas(client);
  await client.end();
  await embedded?.stop();
}

async function write(name: string, count: number, seed: number): Promise<string> {
  const out = join(home, name);
  const options = { country, rows: count, seed, shareKnown: 0.6, encoding: 'utf-8', out } as const;
  await writeCollected(describePopulation({ country, persons, seed: 7, today }), options);
  return out;
}

interface Run {
  id: string;
  state: string;
  upload: string;
  columns: { target: string }[];
  counts: Record<'read' | 'acceptedNew' | 'acceptedKnown' | 'proposed' | 'refused' | 'duplicates', number>;
}

/** Sends a file as a browser does, starts it as it is recognised, waits for its end. */
async function bring(cookie: string, file: string): Promise<Run> {
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${server.origin}/api/collection/runs${path}`, {
      method,
      headers: { cookie, ...(body ? { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const run = (await answer.json()) as Run;
    if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(run)}`);
    return run;
  };
  const made = await ask('POST', '', { file: 'bench.csv', bytes: statSync(file).size });
  const sent = await fetch(new URL(new URL(made.upload).pathname, server.origin), {
    method: 'PATCH',
    headers: { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    body: await openAsBlob(file),
  });
  if (sent.status !== 204) throw new Error(`the upload answered ${sent.status}`);
  const read = await ask('POST', `/${made.id}/read`, { hold: true });
  const memory = watchMemory(server.pid, 'collection/engine');
  const cpu = { node: cpuOfServer(server.pid), database: cpuOfServer(server.postmaster) };
  await ask('POST', `/${made.id}/start`, { targets: read.columns.map(({ target }) => target) });
  const begun = performance.now();
  let now = read;
  let first: { at: number; rows: number } | undefined;
  let mark = first;
  while (!['done', 'waiting', 'failed'].includes(now.state)) {
    await setTimeout(100);
    now = await ask('GET', `/${made.id}`);
    const here = { at: performance.now(), rows: now.counts.read };
    if (!first && here.rows > 0) first = mark = here;
    if (mark && here.rows - mark.rows >= MARK) {
      const pace = (here.rows - mark.rows) / ((here.at - mark.at) / 1000);
      printRow(`after ${here.rows.toLocaleString('en')} rows`, {
        'rows/s since the last': pace,
        'engine MiB': memory.now(),
      });
      mark = here;
    }
  }
  const ended = performance.now();
  const { read: count, acceptedNew: fresh, acceptedKnown: known, proposed, refused, duplicates } = now.counts;
  const perRow = (milliseconds: number) => (milliseconds * 1000) / count;
  printRow('collection, start of the engine included', { 'rows/s': count / ((ended - begun) / 1000) });
  printRow('collection, once it runs', {
    'rows/s': first ? (count - first.rows) / ((ended - first.at) / 1000) : Number.NaN,
    'CPU µs/row: Node': perRow(cpuOfServer(server.pid) - cpu.node),
    database: perRow(cpuOfServer(server.postmaster) - cpu.database),
  });
  printRow('memory', memory.stop());
  printRow('rows', { state: now.state, read: count, new: fresh, known, proposed, refused, twice: duplicates });
  return now;
}

/** Until the database has had nothing to do for two seconds: a run's end begins a count of the six criteria. */
async function quiet(): Promise<void> {
  for (let idle = 0; idle < 20; ) {
    const { rows: busy } = await owner.query(
      "SELECT FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
    );
    idle = busy.length === 0 ? idle + 1 : 0;
    await setTimeout(100);
  }
}

async function copyBare(run: string): Promise<number> {
  const part = 'run = $1 AND row <= 100000';
  const entered = `(SELECT person FROM collection.row WHERE ${part} AND verdict = 'accepted-new')`;
  const copies = [
    ['bare_row', 'collection.row', `SELECT * FROM collection.row WHERE ${part}`],
    ['bare_person', 'people.person', `SELECT * FROM people.person WHERE person IN ${entered}`],
    ['bare_act', 'people.act', `SELECT * FROM people.act WHERE person IN ${entered}`],
  ] as const;
  let seconds = 0;
  let copied = 0;
  for (const [table, like, text] of copies) {
    await owner.query(`CREATE TEMP TABLE ${table} (LIKE ${like})`);
    const { rows: found } = await owner.query<Record<string, unknown>>(text, [run]);
    const lines = found.map((one) => Object.values(one).map(asText));
    const from = performance.now();
    await copyRows(owner, table, lines);
    seconds += (performance.now() - from) / 1000;
    if (table === 'bare_row') copied = found.length;
  }
  return copied / seconds;
}

function asText(value: unknown): string | null {
  if (value === null) return null;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value) && value.every((one) => typeof one === 'string' && /^[0-9a-f-]{36}$/.test(one)))
    return `{${value.join(',')}}`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
