import { readFileSync } from 'node:fs';
import { createClock, migrate, openDatabase } from '#kernel';
import { readCountry } from '#rooms/offices';
import { countRegister, keepUnits } from '#rooms/quality';
import { migrationSets } from '../server/house.ts';
import { cpuOfServer, describeMachine, option, printRow } from './measure.ts';

/**
 * Every figure of the six criteria, for every commune and source, beside a bare count of the same table in the same run. The
 * database under the home must be running (`npx dancu prepare`).
 * node bench/quality.ts --home DIR
 */
const home = option('home', '.dancu');
const url = `postgresql://postgres@localhost/dancu?host=${encodeURIComponent(`${home}/socket`)}`;
const postmaster = Number(readFileSync(`${home}/postgres/postmaster.pid`, 'utf8').split('\n')[0]);
const country = readCountry('vn');
await migrate(url, migrationSets);
const database = openDatabase(url);
await keepUnits(database.pool, country);

const client = await database.connect();
await client.query('SET max_parallel_workers_per_gather = 0');
await client.query('SELECT count(*) FROM people.person WHERE life IS NOT NULL');
const begun = performance.now();
await client.query('SELECT count(*) FROM people.person WHERE life IS NOT NULL');
const bare = (performance.now() - begun) / 1000;
await client.end();

const before = cpuOfServer(postmaster);
const clock = createClock(country.facts.timeZone);
const { persons, milliseconds } = await countRegister({ kernel: { database, clock }, country });
const { rows } = await database.pool.query<{ figures: number }>('SELECT count(*) AS figures FROM quality.figure');
process.stdout.write(`${describeMachine()}, ${persons.toLocaleString('en')} persons\n`);
printRow('bare sequential count', { seconds: bare });
printRow('six criteria, every commune and source', {
  seconds: milliseconds / 1000,
  'core seconds of PostgreSQL': (cpuOfServer(postmaster) - before) / 1000,
  'records/s': persons / (milliseconds / 1000),
  figures: rows[0]!.figures,
  'times the bare count': milliseconds / 1000 / bare,
});
await database.close();
