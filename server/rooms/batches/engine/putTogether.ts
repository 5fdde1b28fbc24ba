import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { literal, openDuck } from './duck.ts';

/** The length of the country's own number: nearly every row of nearly every file has one, and needs no other file then. */
export const USUAL_LENGTH = 12;

/**
 * Makes of the register's two tables what files of rows are joined with:
 * - `usual.parquet`, `unusual.parquet`: a row a number, of the usual length and of others: whom it names (the key's two halves),
 *   state (0 one person, 1 cancelled, 2 several persons), what is compared
 * - `others.parquet`: the further persons of a number that names several; each of them was looked at
 * - `uniques.parquet`: whoever is alone in the country with name and full birth date
 *
 * Nothing grows with the country but files: every step either streams or keeps numbers of fixed size, which the engine can put
 * aside, and whatever needs more than that is done for the few rows that need it.
 * @param tables folder with `persons.csv` and `identifiers.csv`, as `copyRegister` writes them
 */
export async function putTogether(tables: string, folder: string): Promise<void> {
  const work = join(folder, 'work');
  await mkdir(work, { mode: 0o700 });
  const duck = await openDuck({ folder: work });
  try {
    await duck.connection.run('SET preserve_insertion_order = false');
    await stage(duck.connection, tables, work);
    await writeHolders(duck.connection, folder);
    await writeUniques(duck.connection, folder);
  } finally {
    duck.close();
    await rm(work, { recursive: true, force: true });
  }
}

/** A key's text in two numbers, as its 16 bytes are in order. */
const halves = `concat('0x', subject[1:8], subject[10:13], subject[15:18])::UBIGINT AS hi, concat('0x', subject[20:23], subject[25:36])::UBIGINT AS lo`;

/** Both tables as files whose columns can be read by themselves; `bearer`: persons with their old numbers. */
async function stage(connection: DuckDBConnection, tables: string, work: string): Promise<void> {
  const csv = (name: string, columns: string) =>
    `read_csv(${literal(join(tables, `${name}.csv`))}, header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', columns = ${columns})`;
  const keep = async (name: string, sql: string) => {
    const file = literal(join(work, `${name}.parquet`));
    await connection.run(`COPY (${sql}) TO ${file} (FORMAT parquet, COMPRESSION lz4_raw)`);
    await connection.run(`CREATE VIEW ${name} AS FROM read_parquet(${file})`);
  };
  await keep(
    'person',
    `SELECT person::UUID AS person, subject = person AS own, ${halves}, life = 'd' AS dead,
       CASE sex WHEN 'm' THEN 'male' WHEN 'f' THEN 'female' ELSE 'undetermined' END AS sex, key, name, birth
     FROM (SELECT *, coalesce(merged, person) AS subject
       FROM ${csv('persons', "{person: 'VARCHAR', life: 'VARCHAR', merged: 'VARCHAR', sex: 'VARCHAR', key: 'VARCHAR', name: 'VARCHAR', birth: 'VARCHAR'}")})`,
  );
  await keep(
    'identifier',
    `FROM ${csv('identifiers', "{value: 'VARCHAR', kind: 'VARCHAR', status: 'VARCHAR', person: 'UUID'}")}`,
  );
  await connection.run(
    `CREATE TABLE oftener AS SELECT person FROM identifier WHERE kind = 'cmnd' GROUP BY person HAVING count(*) > 1`,
  );
  await connection.run(`CREATE VIEW old AS
    SELECT person, value AS cmnd FROM identifier ANTI JOIN oftener USING (person) WHERE kind = 'cmnd'
    UNION ALL SELECT person, string_agg(value, ',') FROM identifier SEMI JOIN oftener USING (person) WHERE kind = 'cmnd' GROUP BY person`);
  await keep('bearer', `SELECT person.*, coalesce(cmnd, '') AS cmnd FROM person LEFT JOIN old USING (person)`);
  await rm(join(work, 'person.parquet'));
}

// Read once a slice: what is quickest to read counts, not what is smallest. Numbers and names repeat too little for dictionaries.
const quick = 'FORMAT parquet, COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 1';
const compared = 'hi, lo, dead, sex, name, birth, cmnd';

async function writeHolders(connection: DuckDBConnection, folder: string): Promise<void> {
  const write = (name: string, sql: string, how: string) =>
    connection.run(`COPY (${sql}) TO ${literal(join(folder, `${name}.parquet`))} (${how})`);
  // Nearly every value names one person once: only the few others are ranked.
  await connection.run('CREATE TABLE repeated AS SELECT value FROM identifier GROUP BY value HAVING count(*) > 1');
  await connection.run(`CREATE TABLE several AS
    SELECT *, count(DISTINCT CASE WHEN status <> 'cancelled' THEN person END) OVER (PARTITION BY value) AS living,
      row_number() OVER (PARTITION BY value ORDER BY status <> 'active', status = 'cancelled', person) AS place
    FROM (FROM identifier SEMI JOIN repeated USING (value)) JOIN bearer USING (person)`);
  for (const [name, operator] of [
    ['usual', '='],
    ['unusual', '<>'],
  ] as const)
    await write(
      name,
      `SELECT value, (CASE WHEN status = 'cancelled' THEN 1 ELSE 0 END)::UTINYINT AS state, ${compared}
       FROM (FROM identifier ANTI JOIN repeated USING (value) WHERE strlen(value) ${operator} ${USUAL_LENGTH}) JOIN bearer USING (person)
       UNION ALL SELECT value, (CASE living WHEN 0 THEN 1 WHEN 1 THEN 0 ELSE 2 END)::UTINYINT AS state, ${compared}
       FROM several WHERE place = 1 AND strlen(value) ${operator} ${USUAL_LENGTH}`,
      quick,
    );
  await write('others', 'SELECT value, hi, lo FROM several WHERE place > 1', 'FORMAT parquet');
}

async function writeUniques(connection: DuckDBConnection, folder: string): Promise<void> {
  await connection.run(`CREATE VIEW named AS
    SELECT hash(key, birth) AS who, dead, sex, name, birth, hi, lo, cmnd FROM bearer WHERE own AND length(birth) = 10`);
  await connection.run('CREATE TABLE namesakes AS SELECT who FROM named GROUP BY who HAVING count(*) > 1');
  await connection.run(
    `COPY (FROM named ANTI JOIN namesakes USING (who)) TO ${literal(join(folder, 'uniques.parquet'))} (${quick})`,
  );
}
