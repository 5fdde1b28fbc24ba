import { fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { migrate, readConfig, readWords } from '#kernel';
import { readVocabulary } from '#rooms/batches';
import { readCountry } from '#rooms/offices';
import { findDatabase } from '../server/findDatabase.ts';
import { migrationSets } from '../server/house.ts';
import { literal, openDuck } from '../server/rooms/batches/engine/duck.ts';
import type { Job, Told } from '../server/rooms/batches/engine/job.ts';
import { isFresh, listSnapshots, type Snapshot, takeSnapshot } from '../server/rooms/batches/engine/snapshot.ts';
import { writeRegister } from './bulkRegister.ts';
import { cpuOf, describeMachine, format, median, option, printRow } from './measure.ts';

/**
 * Bulk answers: a file of subscribers against the register, journal included. Beside it, in the same run and on the same files, the
 * bare join in DuckDB (one verdict a row, nothing journalled) and PostgreSQL (COPY into a table, hash join, COPY out).
 * node bench/bulk.ts --home DIR [--persons N] [--rows N] [--rounds 3] [--memory 1200MB] [--postgres 1]
 * The register is the home's; with `--persons` a made one of as many, as two tables without a database.
 * Noise: 86 % as held, 4 % capitals, 2 % without diacritics, 2 % one letter wrong, 1 % another birth date, 2 % another person, 3 % numbers of nobody.
 */
const home = resolve(option('home', '.dancu'));
const rounds = Number(option('rounds', '3'));
const memory = option('memory', '1200MB');
const chunkRows = Number(option('chunk', String(1 << 22)));
const config = readConfig({ DANCU_HOME: home, PORT: '3392' });
const country = readCountry(config.country);
const persons = Number(option('persons', '0'));
const { urls, embedded } = await findDatabase(config, () => {});
await migrate(urls.owner, migrationSets);
const work = join(home, 'bench-bulk');
mkdirSync(work, { recursive: true });
const owner = new pg.Client({ connectionString: urls.owner });
await owner.connect();

const words = readWords(new URL(`../country/${config.country}/words/`, import.meta.url), country.facts.languages);
const snapshotsIn = join(home, 'batches', persons > 0 ? `snapshots-${persons}` : 'snapshots');
const snapshot = await findSnapshot();
const rows = Number(option('rows', String(await countHolders())));
const file = join(work, `subscribers-${persons}-${rows}.csv`);
if (!existsSync(file)) await writeSubscribers();
process.stdout.write(
  `${describeMachine()}, ${rows.toLocaleString('en')} rows (${format(statSync(file).size / rows)} bytes each), ${(await countHolders()).toLocaleString('en')} numbers, ${memory}\n`,
);

interface Measured {
  seconds: number;
  cpu: number;
  memory: number;
}
// Another run's may be of another register.
await owner.query('DROP TABLE IF EXISTS public.bench_register');
const engine: Measured[] = [];
const bare: Measured[] = [];
const copied: Measured[] = [];
let looks = 0;
for (let round = 0; round < rounds; round++) {
  bare.push(await inProcess('bare'));
  engine.push(await runEngine());
  if (option('postgres', '1') === '1') copied.push(await joinInPostgres());
}
const rateOf = (all: Measured[]) => rows / median(all.map((one) => one.seconds));
const show = (name: string, all: Measured[]) =>
  printRow(name, {
    'rows/s': rateOf(all),
    'CPU s': median(all.map((one) => one.cpu)) / 1000,
    'peak MB': median(all.map((one) => one.memory)) / 1e6,
    'of the bare join': rateOf(all) / rateOf(bare),
  });
show('limit: bare DuckDB join, same files', bare);
show('bulk answers, journal included', engine);
if (copied.length > 0) show('PostgreSQL: COPY, hash join, COPY', copied);
const { rows: size } = await owner.query<{ bytes: number }>(
  "SELECT sum(pg_table_size(c.oid))::bigint AS bytes FROM pg_class c WHERE c.relnamespace = 'batches'::regnamespace AND c.relname IN ('page', 'chunk')",
);
const { rows: kept } = await owner.query<{ looks: number }>('SELECT sum(looks)::bigint AS looks FROM batches.chunk');
printRow('journal and index', {
  'looks a run': looks,
  'bytes a look': Number(size[0]!.bytes) / Number(kept[0]!.looks),
});
await owner.query('DROP TABLE IF EXISTS public.bench_register');
await owner.end();
if (embedded?.startedHere) await embedded.stop();

async function findSnapshot(): Promise<Snapshot> {
  mkdirSync(snapshotsIn, { recursive: true });
  const known = (await listSnapshots(snapshotsIn)).find((one) => isFresh(one, 0, Date.now()));
  if (known) return known;
  const synthetic = persons > 0 ? writeRegister(work, country, persons) : undefined;
  const begun = performance.now();
  const taken = await takeSnapshot({ databaseUrl: urls.app, synthetic }, snapshotsIn, 0);
  const bytes = ['usual', 'unusual', 'uniques', 'others'].reduce(
    (sum, name) => sum + statSync(join(taken.folder, `${name}.parquet`)).size,
    0,
  );
  printRow('snapshot of the register', { s: (performance.now() - begun) / 1000, MB: bytes / 1e6 });
  return taken;
}

async function withDuck<Result>(work_: (run: (sql: string) => Promise<bigint>) => Promise<Result>): Promise<Result> {
  const duck = await openDuck({ folder: work, memory });
  try {
    return await work_(async (sql) => {
      const reader = await duck.connection.runAndReadAll(sql);
      return (reader.getRows()[0]?.[0] ?? 0n) as bigint;
    });
  } finally {
    duck.close();
  }
}
function holders(): string {
  return literal(join(snapshot.folder, 'usual.parquet'));
}
async function countHolders(): Promise<number> {
  return withDuck(async (run) => Number(await run(`SELECT count(*) FROM ${holders()}`)));
}

async function writeSubscribers(): Promise<void> {
  const times = Math.ceil(rows / (await countHolders()));
  await withDuck((run) =>
    run(`COPY (
      SELECT '09' || lpad((row_number() OVER ())::VARCHAR, 9, '0') AS phone,
        CASE WHEN kind >= 97 THEN '9' || lpad((h % 100000000000)::VARCHAR, 11, '0') ELSE value END AS number,
        CASE WHEN kind < 86 THEN name WHEN kind < 90 THEN upper(name) WHEN kind < 92 THEN replace(replace(strip_accents(name), 'đ', 'd'), 'Đ', 'D')
          WHEN kind < 94 THEN name[1:length(name) - 1] || 'z' WHEN kind BETWEEN 95 AND 96 THEN 'Nguyễn Người Khác' ELSE name END AS name,
        CASE WHEN kind BETWEEN 94 AND 96 THEN '1950-05-0' || (1 + h % 9)::VARCHAR ELSE birth END AS birth_date
      FROM (SELECT value, name, birth, hash(value, 7) AS h, (hash(value) % 100)::INT AS kind FROM ${holders()}, range(${times}) WHERE state = 0 ORDER BY hash(value, range, 3) LIMIT ${rows})
    ) TO ${literal(file)} (FORMAT csv, HEADER true)`),
  );
}

/** The bare join: as little as gives a verdict for each row. */
async function inProcess(what: 'bare'): Promise<Measured> {
  return measure(
    fork(fileURLToPath(import.meta.resolve('./bulkBare.ts')), [file, snapshot.folder, work, memory, what]),
  );
}

/** The room's own engine in the process in which a server would run it. */
async function runEngine(): Promise<Measured> {
  const batch = randomUUID();
  const lease = randomUUID();
  const salt = randomBytes(16);
  await owner.query(
    `INSERT INTO batches.batch (batch, organisation, actor, agreement, purpose, legal_basis, fields, format, columns, bytes, upload, state, salt, lease_by, lease_until, made_at, started_at, expires_at)
     VALUES ($1, 'viettel', $2, 'viettel-subscribers', 'subscriber-check', 'telecom-law', '{name,birthDate}', 'csv', '{}', $3, $4, 'running', $5, $6, now() + interval '1 hour', now(), now(), now())`,
    [batch, randomUUID(), statSync(file).size, randomUUID(), salt, lease],
  );
  const folder = join(work, 'batch');
  const job: Job = {
    batch,
    organisation: 'viettel',
    stage: 'production',
    actor: 'bench',
    purpose: 'subscriber-check',
    legalBasis: 'telecom-law',
    caseNumber: undefined,
    hiddenUntil: undefined,
    fields: ['name', 'birthDate'],
    consented: false,
    format: 'csv',
    columns: {},
    findings: undefined,
    salt: salt.toString('hex'),
    vocabulary: readVocabulary(words),
    file,
    folder,
    snapshots: snapshotsIn,
    snapshot: snapshot.id,
    act: 0,
    synthetic: undefined,
    databaseUrl: urls.app,
    lease,
    clockOffset: 0,
    chunkRows,
    memory,
  };
  const child = fork(fileURLToPath(import.meta.resolve('../server/rooms/batches/engine/engine.child.ts')), [], {
    execArgv: ['--max-old-space-size=512'],
  });
  child.on('message', (told: Told) => {
    if (told.kind === 'ask') child.send({ kind: 'go' });
    if (told.kind === 'done') looks = told.outcome.looks;
    if (told.kind === 'failed') throw new Error(`${told.failure} ${told.detail}`);
  });
  const measured = measure(child);
  child.send({ job });
  const result = await measured;
  rmSync(folder, { recursive: true, force: true });
  return result;
}

function measure(child: ReturnType<typeof fork>): Promise<Measured> {
  const begun = performance.now();
  let memoryPeak = 0;
  let cpu = 0;
  const timer = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      memoryPeak = Math.max(memoryPeak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024);
      cpu = Math.max(cpu, cpuOf(child.pid!));
    } catch {
      // It has just ended.
    }
  }, 20);
  return new Promise((done, fail) => {
    child.once('exit', (code) => {
      clearInterval(timer);
      if (code !== 0) return fail(new Error(`ended with ${code}`));
      done({ seconds: (performance.now() - begun) / 1000, cpu, memory: memoryPeak });
    });
  });
}

/** What a database alone would do: the register as a flat table with what is compared, the file copied in, joined, copied out. */
async function joinInPostgres(): Promise<Measured> {
  await owner.query(
    'CREATE UNLOGGED TABLE IF NOT EXISTS public.bench_register (value text, name text, birth text, life text)',
  );
  const { rows: filled } = await owner.query('SELECT 1 FROM public.bench_register LIMIT 1');
  if (filled.length === 0) {
    const flat = join(work, 'register.csv');
    await withDuck((run) =>
      run(`COPY (SELECT value, name, birth, dead FROM ${holders()}) TO ${literal(flat)} (FORMAT csv, HEADER false)`),
    );
    await pipeline(createReadStream(flat), owner.query(copyFrom('COPY public.bench_register FROM STDIN (FORMAT csv)')));
    await owner.query('ANALYZE public.bench_register');
    rmSync(flat);
  }
  const begun = performance.now();
  await owner.query('BEGIN');
  await owner.query('CREATE TEMP TABLE bench_file (phone text, number text, name text, birth text) ON COMMIT DROP');
  await pipeline(createReadStream(file), owner.query(copyFrom('COPY bench_file FROM STDIN (FORMAT csv, HEADER true)')));
  await owner.query('ANALYZE bench_file');
  await pipeline(
    owner.query(
      copyTo(`COPY (SELECT f.phone, CASE WHEN r.value IS NULL THEN 'unknown' WHEN f.name = r.name AND f.birth = r.birth THEN 'correct' ELSE 'not-correct' END
        FROM bench_file f LEFT JOIN public.bench_register r ON r.value = f.number) TO STDOUT (FORMAT csv)`),
    ),
    createWriteStream(join(work, 'postgres.csv')),
  );
  await owner.query('COMMIT');
  return { seconds: (performance.now() - begun) / 1000, cpu: Number.NaN, memory: Number.NaN };
}
