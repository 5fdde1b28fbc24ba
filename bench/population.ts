import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { migrate, startEmbedded } from '#kernel';
import { columns, createGenerator, describePopulation, type PopulationChunk, tableNames } from '#libs/population';
import { readCountry } from '#rooms/offices';
import { loadPopulation, peopleMigrations } from '#rooms/people';
import { cpuOfServer, describeMachine, median, option, printRow } from './measure.ts';

// Question: how fast does a synthetic country come into all tables of the register, indexes, statistics and all?
// Limits in the same run: the generator alone, writing to nowhere; and a bare COPY of the same bytes, made beforehand,
// into plain tables of the same columns without any index. `--persons 1000000 --rounds 1` for a large country.
const persons = Number(option('persons', '100000'));
const rounds = Number(option('rounds', '3'));
const options = { country: readCountry('vn'), persons, seed: 1, today: '2026-09-01' };
const signature = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const trailer = Buffer.from([0xff, 0xff]);
/** Bytes kept in memory for the bare COPY: more than this is sent again and again. */
const keptPersons = 200_000;

interface Round {
  rate: number;
  /** Microseconds of processor time a person, this process and the server. */
  cpu: number;
}

/** In a thread of its own, as the load does it. */
function generateAll(): void {
  const plan = describePopulation({ ...options, country: readCountry('vn'), persons: workerData as number });
  const generator = createGenerator(plan);
  const begun = performance.now();
  let spare: PopulationChunk | undefined;
  for (let index = 0; index < plan.chunks; index++) spare = generator.generate(index, spare);
  parentPort!.postMessage((performance.now() - begun) / 1000);
}

async function compare(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'dancu-bench-population-'));
  const server = await startEmbedded({ home });
  const results: Record<'generated' | 'bare' | 'loaded', Round[]> = { generated: [], bare: [], loaded: [] };
  let bytes = 0;
  try {
    for (let round = 0; round < rounds; round++) {
      results.generated.push(await measure(server.pid, generateOnly));
      const chunks = keepChunks();
      results.bare.push(
        await measure(server.pid, async () => {
          const bare = await copyBare(server.url('postgres'), chunks);
          bytes = bare.bytes;
          return bare.seconds;
        }),
      );
      results.loaded.push(await measure(server.pid, () => loadOnce(server.url)));
    }
  } finally {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
  print(results, bytes);
}

async function measure(postmaster: number, work: () => Promise<number>): Promise<Round> {
  const own = process.cpuUsage();
  const theirs = cpuOfServer(postmaster);
  const seconds = await work();
  const used = process.cpuUsage(own);
  // A backend's time reaches the server's account when the server has noticed its end.
  await setTimeout(200);
  const cpu = used.user + used.system + (cpuOfServer(postmaster) - theirs) * 1000;
  return { rate: persons / seconds, cpu: cpu / persons };
}

function generateOnly(): Promise<number> {
  const worker = new Worker(new URL(import.meta.url), { workerData: persons });
  return new Promise((resolve, reject) => {
    worker.on('message', resolve);
    worker.on('error', reject);
  });
}

function keepChunks(): PopulationChunk[] {
  const plan = describePopulation({ ...options, persons: Math.min(persons, keptPersons) });
  const generator = createGenerator(plan);
  return Array.from({ length: plan.chunks }, (_, index) => generator.generate(index));
}

async function onDatabase<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** One table after the other, in one transaction that made them; the commit, which waits for the disk, is counted. */
function copyBare(url: string, chunks: PopulationChunk[]): Promise<{ seconds: number; bytes: number }> {
  return onDatabase(url, async (client) => {
    await client.query('DROP SCHEMA IF EXISTS bare CASCADE; CREATE SCHEMA bare');
    const begun = performance.now();
    let bytes = 0;
    await client.query('BEGIN; SET LOCAL synchronous_commit = off');
    await client.query(bareTables);
    for (const table of tableNames) {
      const into = client.query(copyFrom(`COPY bare.${table} FROM STDIN WITH (FORMAT binary, FREEZE)`));
      into.write(signature);
      for (let sent = 0, at = 0; sent < persons; at++) {
        const chunk = chunks[at % chunks.length]!;
        bytes += chunk.tables[table].length;
        sent += chunk.persons;
        if (!into.write(chunk.tables[table])) await new Promise((resolve) => into.once('drain', resolve));
      }
      into.end(trailer);
      await finished(into);
    }
    await client.query('COMMIT');
    const seconds = (performance.now() - begun) / 1000;
    await client.query('DROP SCHEMA bare CASCADE');
    return { seconds, bytes };
  });
}

const types: Readonly<Record<string, string>> = {
  person: 'uuid',
  act: 'uuid',
  other: 'uuid',
  household: 'uuid',
  merged_into: 'uuid',
  retracts: 'uuid',
  version: 'int',
  life: '"char"',
  sex: '"char"',
  birth_from: 'date',
  birth_to: 'date',
  valid_from: 'date',
  valid_to: 'date',
  recorded_at: 'timestamptz',
  record: 'json',
  changes: 'json',
  evidence: 'json',
};
const bareTables = tableNames
  .map(
    (table) =>
      `CREATE TABLE bare.${table} (${columns[table].map((name) => `${name} ${types[name] ?? 'text'}`).join(', ')})`,
  )
  .join('; ');

async function loadOnce(url: (database: string) => string): Promise<number> {
  await onDatabase(url('postgres'), async (client) => {
    await client.query('DROP DATABASE IF EXISTS population');
    await client.query('CREATE DATABASE population');
    await client.query('CHECKPOINT');
  });
  await migrate(url('population'), [peopleMigrations]);
  const result = await loadPopulation({ ...options, ownerUrl: url('population') });
  return result.milliseconds / 1000;
}

function print(results: Record<'generated' | 'bare' | 'loaded', Round[]>, bytes: number): void {
  const rate = (rounds: Round[]) => median(rounds.map((round) => round.rate));
  const cpu = (rounds: Round[]) => median(rounds.map((round) => round.cpu));
  const bare = rate(results.bare);
  process.stdout.write(
    `${describeMachine()}, ${persons.toLocaleString('en')} persons, median of ${rounds} alternating rounds\n`,
  );
  const row = (name: string, rounds: Round[]) =>
    printRow(name, {
      'persons/s': rate(rounds),
      'of the bare COPY': rate(rounds) / bare,
      'µs CPU a person': cpu(rounds),
    });
  row('generated only, one thread', results.generated);
  row(`bare COPY, no index, ${Math.round(bytes / persons)} bytes a person`, results.bare);
  row('into all tables, with indexes and statistics', results.loaded);
}

if (parentPort) generateAll();
else await compare();
