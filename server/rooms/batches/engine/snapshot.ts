import { createWriteStream } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { newId, openDatabase } from '#kernel';
import { copyRegister } from '#rooms/people';
import { literal, openDuck } from './duck.ts';
import type { Job } from './job.ts';

/** A state of the register as files that the table engine reads. */
export interface Snapshot {
  readonly id: string;
  /** ISO 8601. */
  readonly takenAt: string;
  readonly folder: string;
  /** Number of the register's last act that was known in the log when it was taken. */
  readonly act: number;
}

/** An unchanged register's snapshot is taken anew after this time all the same: what was loaded past the acts is seen then. */
const OLDEST_MS = 24 * 60 * 60 * 1000;
/** A changed one's is not taken anew more often than this. */
const YOUNGEST_MS = 10 * 60 * 1000;

const describeIn = (folder: string) => join(folder, 'snapshot.json');

export async function listSnapshots(home: string): Promise<Snapshot[]> {
  const found: Snapshot[] = [];
  for (const name of await readdir(home).catch(() => [])) {
    const folder = join(home, name);
    const text = await readFile(describeIn(folder), 'utf8').catch(() => undefined);
    if (text) found.push({ ...(JSON.parse(text) as Omit<Snapshot, 'folder'>), folder });
  }
  return found.sort((a, b) => b.takenAt.localeCompare(a.takenAt));
}

/** Whether the newest snapshot still stands for the register. @param act number of the register's last act in the log */
export function isFresh(snapshot: Snapshot, act: number, now: number): boolean {
  const age = now - Date.parse(snapshot.takenAt);
  return age < OLDEST_MS && (act <= snapshot.act || age < YOUNGEST_MS);
}

/** Takes a snapshot: two streams out of one state of the database, put together by the table engine. */
export async function takeSnapshot(
  from: Pick<Job, 'databaseUrl' | 'synthetic'>,
  home: string,
  act: number,
): Promise<Snapshot> {
  const id = newId();
  const folder = join(home, `${id}.new`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const takenAt = new Date().toISOString();
  try {
    if (from.synthetic) await copySynthetic(from.synthetic, folder);
    else await copyOut(from.databaseUrl, folder);
    await putTogether(folder);
    await rm(join(folder, 'persons.csv'));
    await rm(join(folder, 'identifiers.csv'));
    await writeFile(describeIn(folder), JSON.stringify({ id, takenAt, act }));
    await rename(folder, join(home, id));
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return { id, takenAt, act, folder: join(home, id) };
}

async function copySynthetic(from: string, folder: string): Promise<void> {
  for (const table of ['persons', 'identifiers'])
    await copyFile(join(from, `${table}.csv`), join(folder, `${table}.csv`));
}

async function copyOut(url: string, folder: string): Promise<void> {
  const database = openDatabase(url, undefined, { max: 1 });
  try {
    const client = await database.pool.connect();
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await client.query('SET LOCAL statement_timeout = 0');
      for (const part of ['persons', 'identifiers'] as const)
        await pipeline(copyRegister(client, part), createWriteStream(join(folder, `${part}.csv`), { mode: 0o600 }));
      await client.query('COMMIT');
    } finally {
      client.release(true);
    }
  } finally {
    await database.close();
  }
}

/** The length of the country's own number: nearly every row of nearly every file has one, and needs no other file then. */
export const USUAL_LENGTH = 12;

/**
 * - `usual.parquet`, `unusual.parquet`: a row a number, of the usual length and of others: whom it names (the key's two halves),
 *   state (0 one person, 1 cancelled, 2 several persons), what is compared
 * - `others.parquet`: the further persons of a number that names several; each of them was looked at
 * - `uniques.parquet`: whoever is alone in the country with name and full birth date
 */
async function putTogether(folder: string): Promise<void> {
  const duck = await openDuck({ folder });
  const file = (name: string) => literal(join(folder, `${name}.parquet`));
  const csv = (name: string, columns: string) =>
    `read_csv(${literal(join(folder, name))}, header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', columns = ${columns})`;
  const half = (at: number) => `('0x' || replace(subject[${at}:${at + 18}], '-', '')[1:16])::UBIGINT`;
  try {
    const { connection } = duck;
    await connection.run(`CREATE TABLE person AS
      SELECT person, coalesce(merged, person)::VARCHAR AS subject, life, sex, key, name, birth
      FROM ${csv('persons.csv', "{person: 'UUID', life: 'VARCHAR', merged: 'UUID', sex: 'VARCHAR', key: 'VARCHAR', name: 'VARCHAR', birth: 'VARCHAR'}")}`);
    await connection.run(`CREATE TABLE identifier AS SELECT *
      FROM ${csv('identifiers.csv', "{value: 'VARCHAR', kind: 'VARCHAR', status: 'VARCHAR', person: 'UUID'}")}`);
    await connection.run(`CREATE VIEW old AS
      SELECT person, string_agg(value, ',') AS cmnd FROM identifier WHERE kind = 'cmnd' GROUP BY person`);
    await connection.run(`CREATE VIEW told AS
      SELECT value, status, p.*, ${half(1)} AS hi, ${half(20)} AS lo, coalesce(o.cmnd, '') AS cmnd
      FROM identifier i JOIN person p USING (person) LEFT JOIN old o USING (person)`);
    // Nearly every value names one person once: only the few others are ranked.
    await connection.run(`CREATE TABLE repeated AS SELECT value FROM identifier GROUP BY value HAVING count(*) > 1`);
    await connection.run(`CREATE TABLE several AS
      SELECT *, count(DISTINCT CASE WHEN status <> 'cancelled' THEN person END) OVER (PARTITION BY value) AS living,
        row_number() OVER (PARTITION BY value ORDER BY status <> 'active', status = 'cancelled', person) AS place
      FROM told WHERE value IN (FROM repeated)`);
    const columns =
      "hi, lo, life = 'd' AS dead, CASE sex WHEN 'm' THEN 'male' WHEN 'f' THEN 'female' ELSE 'undetermined' END AS sex, name, birth, cmnd";
    await connection.run(`CREATE VIEW holder AS
      SELECT value, (CASE WHEN status = 'cancelled' THEN 1 ELSE 0 END)::UTINYINT AS state, ${columns}
      FROM told WHERE value NOT IN (FROM repeated)
      UNION ALL
      SELECT value, (CASE living WHEN 0 THEN 1 WHEN 1 THEN 0 ELSE 2 END)::UTINYINT AS state, ${columns} FROM several WHERE place = 1`);
    // Read once a slice: what is quickest to read counts, not what is smallest. Numbers and names repeat too little for dictionaries.
    const quick = 'FORMAT parquet, COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 1';
    for (const [name, operator] of [
      ['usual', '='],
      ['unusual', '<>'],
    ] as const)
      await connection.run(
        `COPY (SELECT * FROM holder WHERE strlen(value) ${operator} ${USUAL_LENGTH}) TO ${file(name)} (${quick})`,
      );
    await connection.run(
      `COPY (SELECT value, hi, lo FROM several WHERE place > 1) TO ${file('others')} (FORMAT parquet)`,
    );
    await connection.run(`COPY (
      SELECT hash(key, birth) AS who, any_value(life) = 'd' AS dead, any_value(CASE sex WHEN 'm' THEN 'male' WHEN 'f' THEN 'female' ELSE 'undetermined' END) AS sex, any_value(name) AS name, any_value(birth) AS birth,
        any_value(hi) AS hi, any_value(lo) AS lo, any_value(cmnd) AS cmnd
      FROM (SELECT p.*, ${half(1)} AS hi, ${half(20)} AS lo, coalesce(o.cmnd, '') AS cmnd
            FROM person p LEFT JOIN old o USING (person) WHERE subject = person::VARCHAR AND length(birth) = 10)
      GROUP BY hash(key, birth) HAVING count(*) = 1
    ) TO ${file('uniques')} (${quick})`);
  } finally {
    duck.close();
  }
}
