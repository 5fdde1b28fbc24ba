import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { copyRows, createLog, migrate, readConfig } from '#kernel';
import { describePopulation } from '#libs/population';
import {
  collectionParts,
  contextOfSender,
  namedSender,
  readRun,
  receiveFile,
  startRun,
  targetsOf,
} from '#rooms/collection';
import { readCountry } from '#rooms/offices';
import { loadPopulation } from '#rooms/people';
import { writeCollected } from '../server/commands/collected.ts';
import { findDatabase } from '../server/findDatabase.ts';
import { migrationSets, openHouse } from '../server/house.ts';
import { describeMachine, format, option, printRow } from './measure.ts';

/**
 * Files of rows, through the whole pipeline: parsed, normalised, linked, entered, journalled, kept. Beside it, in the same run, bare
 * COPY of the very rows that came of it into tables without indexes, which is the least that a database can do for them.
 * node bench/collection.ts [--rows 100000] [--persons 100000] [--file FILE]
 * Without --file the file is what `npx dancu population --as-collected` makes of the same country: six of ten are in the register.
 */
const rows = Number(option('rows', '100000'));
const persons = Number(option('persons', '100000'));
const given = option('file', '');
const home = mkdtempSync(join(tmpdir(), 'dancu-bench-collection-'));
const config = readConfig({ DANCU_HOME: home, PORT: '3393', DANCU_LOG_LEVEL: 'error' });
const country = readCountry(config.country);
const { urls, embedded } = await findDatabase(config, () => {});
await migrate(urls.owner, migrationSets);
const today = '2026-09-01';
await loadPopulation({ ownerUrl: urls.owner, country, persons, seed: 7, today });
const file = given || join(home, 'collected.csv');
if (!given)
  await writeCollected(describePopulation({ country, persons, seed: 7, today }), {
    country,
    rows,
    shareKnown: 0.6,
    encoding: 'utf-8',
    out: file,
  });
process.stdout.write(
  `${describeMachine()}, ${format(statSync(file).size / 1e6)} MB against ${persons.toLocaleString('en')} persons\n`,
);

const house = await openHouse({ config, country, urls, log: createLog('error') });
try {
  const { kernel, offices } = house;
  const parts = collectionParts(kernel, offices);
  const bring = (to: string) => copyFile(file, to);
  const bytes = statSync(file).size;
  const row = await receiveFile(parts, {
    sender: 'country',
    file: 'bench.csv',
    bytes,
    channel: 'command',
    actor: 'bench',
    bring,
  });
  const read = (await readRun(kernel.database.pool, row.run))!;
  const context = contextOfSender(kernel, namedSender(offices, 'country'), 'bench');
  await startRun(parts, context, row.run, { targets: targetsOf(read.mapping!, read.columns!) });
  const begun = performance.now();
  let first: { at: number; rows: number } | undefined;
  let now = read;
  while (!['done', 'waiting', 'failed'].includes(now.state)) {
    await setTimeout(50);
    now = (await readRun(kernel.database.pool, row.run))!;
    if (!first && now.rows_read > 0) first = { at: performance.now(), rows: now.rows_read };
  }
  const ended = performance.now();
  const whole = now.rows_read / ((ended - begun) / 1000);
  const settled = first ? (now.rows_read - first.rows) / ((ended - first.at) / 1000) : whole;
  const bare = await copyBare(row.run);
  printRow('limit: bare COPY of what came of it', { 'rows/s': bare });
  printRow('collection, start of the engine included', { 'rows/s': whole, 'of bare COPY': whole / bare });
  printRow('collection, once it runs', { 'rows/s': settled, 'of bare COPY': settled / bare });
  const { accepted_new: fresh, accepted_known: known, proposed, refused, duplicates } = now;
  printRow('rows', { read: now.rows_read, new: fresh, known, proposed, refused, twice: duplicates });

  async function copyBare(run: string): Promise<number> {
    const client = await kernel.database.connect();
    await client.query(
      'RESET ROLE; CREATE TEMP TABLE bare_row (LIKE collection.row); CREATE TEMP TABLE bare_person (LIKE people.person); CREATE TEMP TABLE bare_act (LIKE people.act)',
    );
    const copies = await Promise.all(
      [
        ['bare_row', 'SELECT * FROM collection.row WHERE run = $1'],
        [
          'bare_person',
          'SELECT * FROM people.person WHERE person IN (SELECT person FROM collection.row WHERE run = $1 AND verdict = $2)',
        ],
        [
          'bare_act',
          'SELECT * FROM people.act WHERE person IN (SELECT person FROM collection.row WHERE run = $1 AND verdict = $2)',
        ],
      ].map(async ([table, text]) => {
        const values = table === 'bare_row' ? [run] : [run, 'accepted-new'];
        const { rows: found } = await kernel.database.pool.query<Record<string, unknown>>(text!, values);
        return { table: table!, lines: found.map((one) => Object.values(one).map(asText)) };
      }),
    );
    const from = performance.now();
    for (const { table, lines } of copies) await copyRows(client, table, lines);
    const seconds = (performance.now() - from) / 1000;
    await client.end();
    return now.rows_read / seconds;
  }
} finally {
  await house.kernel.close();
  if (embedded) await embedded.stop();
  rmSync(home, { recursive: true, force: true });
}

function asText(value: unknown): string | null {
  if (value === null) return null;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value) && value.every((one) => typeof one === 'string' && /^[0-9a-f-]{36}$/.test(one)))
    return `{${value.join(',')}}`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
