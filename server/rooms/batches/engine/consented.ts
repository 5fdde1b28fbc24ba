import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { codeOf } from '../model.ts';
import { UNREADABLE, verdictCode } from './answer.ts';
import { literal } from './duck.ts';
import type { Job } from './job.ts';
import { readKeys } from './keys.ts';
import type { Snapshot } from './snapshot.ts';

/** Where the server puts the consents that a piece may rest on, as of when it was let go ahead: `person,consent`, no header. */
export const groundsFileOf = ({ folder }: Pick<Job, 'folder'>, chunk: number) => join(folder, `consents-${chunk}.csv`);

const halves = (key: string, hi: string, lo: string) =>
  `concat('0x', ${key}[1:8], ${key}[10:13], ${key}[15:18])::UBIGINT AS ${hi}, concat('0x', ${key}[20:23], ${key}[25:36])::UBIGINT AS ${lo}`;

/**
 * The register as somebody sees it who may look only at those who have consented: numbers that name one such person, and nothing
 * else. Whose number names several is in nobody's consent alone, and nobody is sought by name (as a single question under a law of
 * consent is refused). All that answers a piece works on this, so that no other record is ever beside a row.
 */
export async function limitToConsenting(
  connection: DuckDBConnection,
  job: Job,
  snapshot: Snapshot,
  chunk: number,
): Promise<Snapshot> {
  const grounds = groundsFileOf(job, chunk);
  const own = /^[0-9a-f-]{36}$/.source;
  await connection.run(`CREATE OR REPLACE TABLE consented AS
    SELECT consent, ${halves('person', 'hi', 'lo')}, CASE WHEN named THEN consent END AS name
    FROM (SELECT *, regexp_full_match(consent, ${literal(own)}) AS named
      FROM read_csv(${literal(grounds)}, header = false, auto_detect = false, delim = ',', columns = {person: 'VARCHAR', consent: 'VARCHAR'}))`);
  await rm(grounds);
  const folder = join(job.folder, 'work', 'consenting');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const copy = (name: string, which: string) =>
    connection.run(
      `COPY (FROM read_parquet(${literal(join(snapshot.folder, `${name}.parquet`))}) ${which}) TO ${literal(join(folder, `${name}.parquet`))} (FORMAT parquet)`,
    );
  for (const name of ['usual', 'unusual']) await copy(name, 'SEMI JOIN consented USING (hi, lo) WHERE state = 0');
  for (const name of ['others', 'uniques']) await copy(name, 'LIMIT 0');
  return { ...snapshot, folder };
}

/**
 * Says of the answered rows under which consent, and of a number that led to nobody that there is none: whether nobody has the
 * number, or its holder has not consented, is the same answer.
 * @returns names of the consents that were used, 16 bytes each; none in simulation
 */
export async function citeConsents(connection: DuckDBConnection): Promise<Buffer> {
  await connection.run(
    `UPDATE odd SET number = ${codeOf('no-consent')}, verdict = ${verdictCode('no-consent')}
     WHERE verdict = ${verdictCode('unknown')} AND number = ${codeOf('unknown')}`,
  );
  await connection.run(`CREATE OR REPLACE TABLE cited AS SELECT row, consent, name
    FROM (SELECT row, hi, lo FROM joined WHERE same
      UNION ALL SELECT row, hi, lo FROM odd WHERE hi IS NOT NULL AND verdict <> ${UNREADABLE}) JOIN consented USING (hi, lo)`);
  await connection.run('ALTER TABLE slice ADD COLUMN consent VARCHAR');
  await connection.run('UPDATE slice SET consent = cited.consent FROM cited WHERE slice.rowid = cited.row');
  const used = `(SELECT DISTINCT name FROM cited WHERE name IS NOT NULL)`;
  const keys = await readKeys(connection, `SELECT ${halves('name', 'hi', 'lo')} FROM ${used}`);
  await connection.run('DROP TABLE cited; DROP TABLE consented');
  return keys;
}
