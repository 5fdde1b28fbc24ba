import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Database } from '#kernel';
import { DAY_MS, FINDINGS, OBJECTION_DAYS } from '../model.ts';
import { verdictText } from './answer.ts';
import { commitPiece } from './commit.ts';
import { literal, readRows } from './duck.ts';
import { digestFile, settle, sizeOf } from './files.ts';
import type { Job, Outcome } from './job.ts';
import { readKeys } from './keys.ts';
import type { Slice } from './source.ts';

const foundOf = (job: Job, chunk: number | '*') =>
  join(job.folder, `found-${chunk === '*' ? '*' : String(chunk).padStart(6, '0')}.parquet`);

/** What a piece contributes to the findings: they are about the whole file. */
export async function keepFound(connection: DuckDBConnection, job: Job, slice: Slice, chunk: number): Promise<void> {
  const file = foundOf(job, chunk);
  await connection.run(
    `COPY (SELECT row + ${slice.firstRow + 1} AS row, reference, verdict, hi, lo
      FROM (SELECT row, 'correct' AS verdict, hi, lo FROM joined WHERE same
        UNION ALL SELECT odd.row, ${verdictText}, coalesce(odd.hi, second.hi), coalesce(odd.lo, second.lo) FROM odd LEFT JOIN second ON second.row = odd.row) a
      JOIN slice ON slice.rowid = a.row) TO ${literal(`${file}.new`)} (FORMAT parquet, COMPRESSION lz4_raw)`,
  );
  await settle(`${file}.new`, file);
}

/** Pieces of findings are numbered from here, after all pieces of rows. */
const FIRST_PIECE = 1_000_000;

/**
 * Subscriptions to be locked: held in another's number (`not-the-owner`), more than so many on one identity (`too-many`), on a dead
 * person (`dead`), on nobody (`unidentified`). A list for the agency; whoever's number or identity was used is told by a line of
 * their own, and may object before the day that stands beside each finding.
 * @param most rows that one identity may have
 */
export async function writeFindings(
  connection: DuckDBConnection,
  database: Database,
  job: Job,
  most: number,
  chunks: number,
): Promise<Outcome['findings']> {
  if (chunks === 0) return undefined;
  await connection.run(`CREATE OR REPLACE VIEW found AS SELECT * FROM read_parquet(${literal(foundOf(job, '*'))})`);
  await connection.run(`CREATE OR REPLACE TABLE crowded AS SELECT hi, lo, count(*) AS rows FROM found
    WHERE hi IS NOT NULL AND verdict NOT IN ('owner-differs', 'unknown', 'unreadable') GROUP BY hi, lo HAVING count(*) > ${most}`);
  await connection.run(`CREATE OR REPLACE TABLE finding AS
    SELECT row, reference, CASE verdict WHEN 'owner-differs' THEN 'not-the-owner' WHEN 'dead' THEN 'dead' ELSE 'unidentified' END AS finding, 1 AS rows
    FROM found WHERE verdict IN ('owner-differs', 'dead', 'unknown', 'unreadable')
    UNION ALL SELECT f.row, f.reference, 'too-many', c.rows FROM found f JOIN crowded c ON c.hi = f.hi AND c.lo = f.lo
    WHERE f.verdict NOT IN ('owner-differs', 'unknown', 'unreadable')`);
  const lockFrom = await findLockDay(database, job);
  const file = join(job.folder, 'findings.csv');
  await connection.run(
    `COPY (SELECT row, reference, finding, rows, ${literal(lockFrom)} AS lockFrom FROM finding ORDER BY row, finding) TO ${literal(`${file}.new`)} (FORMAT csv, HEADER true)`,
  );
  await settle(`${file}.new`, file);
  await tellPersons(connection, database, job, lockFrom);
  const [counted] = await readRows<{ rows: bigint }>(connection, 'SELECT count(*) AS rows FROM finding');
  return { file, bytes: await sizeOf(file), sha256: await digestFile(file), rows: Number(counted!.rows), lockFrom };
}

/** Counted from the first line that told somebody: a kill between two lines moves no date. */
async function findLockDay(database: Database, job: Job): Promise<string> {
  const { rows } = await database.pool.query<{ day: string | null }>(
    'SELECT min(lock_from) AS day FROM batches.chunk WHERE batch = $1',
    [job.batch],
  );
  const day = new Date(Date.now() + job.clockOffset + OBJECTION_DAYS * DAY_MS).toISOString().slice(0, 10);
  return rows[0]?.day ?? day;
}

/** A line for each kind that concerns living persons; a piece that a kill left behind is not written twice. */
async function tellPersons(
  connection: DuckDBConnection,
  database: Database,
  job: Job,
  lockFrom: string,
): Promise<void> {
  const { rows } = await database.pool.query<{ kind: string; last_row: number; last_offset: number }>(
    `SELECT kind, max(first_row + rows) OVER () AS last_row, max(offset_after) OVER () AS last_offset FROM batches.chunk WHERE batch = $1`,
    [job.batch],
  );
  const persons = {
    'not-the-owner': "SELECT DISTINCT hi, lo FROM found WHERE verdict = 'owner-differs'",
    'too-many': 'SELECT hi, lo FROM crowded',
  } as const;
  for (const [kind, sql] of Object.entries(persons) as [keyof typeof persons, string][]) {
    if (rows.some((row) => row.kind === kind)) continue;
    const keys = await readKeys(connection, sql);
    if (keys.length === 0) continue;
    await commitPiece(database, job, {
      chunk: FIRST_PIECE + FINDINGS.indexOf(kind),
      kind,
      firstRow: rows[0]!.last_row,
      rows: 0,
      offsetAfter: rows[0]!.last_offset,
      counts: [],
      keys,
      lockFrom,
    });
  }
}
