import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type Database, openDatabase } from '#kernel';
import type { Role } from '../model.ts';
import { answerSlice, describeSlice, lookedAtSql, resultSql } from './answer.ts';
import { commitPiece } from './commit.ts';
import { literal, openDuck } from './duck.ts';
import { optionsOf, partOf, settle } from './files.ts';
import { keepFound, writeFindings } from './findings.ts';
import type { Job, Outcome, Told } from './job.ts';
import { readKeys } from './keys.ts';
import { assembleResult } from './result.ts';
import { isFresh, listSnapshots, type Snapshot, takeSnapshot } from './snapshot.ts';
import { openSource, type Slice } from './source.ts';

/** Tells the process that started this one; for `ask` the answer comes when the rows may be answered. */
export type Tell = (told: Told) => Promise<void>;

/**
 * Answers a batch, piece by piece, from where it stopped. Every piece is first on the disk and then committed with its line in the
 * journal; whatever kills this process, the next one goes on after the last committed piece, with the same state of the register.
 * @throws SourceError, LeaseLost
 */
export async function runBatch(job: Job, tell: Tell): Promise<Outcome> {
  await mkdir(job.folder, { recursive: true, mode: 0o700 });
  const snapshot = await findSnapshot(job, tell);
  const work = join(job.folder, 'work');
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { mode: 0o700 });
  const database = openDatabase(job.databaseUrl, undefined, { max: 1 });
  const duck = await openDuck({ folder: work, memory: job.memory });
  try {
    const reached = await answerRows(job, database, duck.connection, snapshot, work, tell);
    const parts = Array.from({ length: reached.chunks }, (_, chunk) => partOf(job, chunk));
    const result = await assembleResult(duck.connection, job, parts);
    const findings =
      job.findings === undefined
        ? undefined
        : await writeFindings(duck.connection, database, job, job.findings, reached.chunks);
    return { rows: reached.row, looks: reached.looks, result, ...(findings ? { findings } : {}) };
  } finally {
    duck.close();
    await database.close();
    await rm(work, { recursive: true, force: true });
  }
}

async function findSnapshot(job: Job, tell: Tell): Promise<Snapshot> {
  const known = await listSnapshots(job.snapshots);
  const pinned = job.snapshot ? known.find((one) => one.id === job.snapshot) : undefined;
  // A batch that has answered rows already must not answer others from another state.
  if (job.snapshot && !pinned) throw new Error('the snapshot that this batch began with is gone');
  const usable = pinned ?? known.find((one) => isFresh(one, job.act, Date.now()));
  const snapshot = usable ?? (await takeSnapshot(job, job.snapshots, job.act));
  await tell({ kind: 'snapshot', id: snapshot.id, takenAt: snapshot.takenAt });
  return snapshot;
}

interface Reached {
  row: number;
  offset: number;
  looks: number;
  chunks: number;
}

async function answerRows(
  job: Job,
  database: Database,
  connection: DuckDBConnection,
  snapshot: Snapshot,
  work: string,
  tell: Tell,
): Promise<Reached> {
  const source = await openSource(connection, {
    file: job.file,
    format: job.format,
    columns: job.columns,
    required: ['number', ...job.fields],
    vocabulary: job.vocabulary,
    rows: job.chunkRows,
    folder: work,
  });
  const options = { snapshot, fields: job.fields, roles: source.roles as ReadonlySet<Role> };
  const reached = await readReached(database, job.batch);
  let committing: Promise<void> = Promise.resolve();
  for (;;) {
    const slice = await source.load(reached);
    if (!slice) {
      await committing;
      return reached;
    }
    await tell({ kind: 'ask', chunk: reached.chunks, rows: slice.rows });
    await answerSlice(connection, options, slice);
    const counts = await describeSlice(connection, job.fields);
    await writePart(connection, job, slice, reached.chunks);
    const keys = await readKeys(connection, await lookedAtSql(connection, snapshot));
    const { firstRow, rows, offsetAfter } = slice;
    const piece = { chunk: reached.chunks, kind: 'rows', firstRow, rows, offsetAfter, counts, keys } as const;
    // While the database writes this piece the next is read: pieces are still committed one after the other.
    await committing;
    committing = commitPiece(database, job, piece);
    committing.catch(() => {});
    reached.row = firstRow + rows;
    reached.offset = offsetAfter;
    reached.looks += keys.length / 16;
    reached.chunks += 1;
  }
}

async function readReached(database: Database, batch: string): Promise<Reached> {
  const { rows } = await database.pool.query<{ row: number; offset: number; looks: number; chunks: number }>(
    `SELECT coalesce(max(first_row + rows), 0) AS row, coalesce(max(offset_after), 0) AS offset, coalesce(sum(looks), 0)::bigint AS looks, count(*) AS chunks
     FROM batches.chunk WHERE batch = $1 AND kind = 'rows'`,
    [batch],
  );
  return { ...rows[0]! };
}

/** The slice's part of the result, on the disk before the piece is committed. */
async function writePart(connection: DuckDBConnection, job: Job, slice: Slice, chunk: number): Promise<void> {
  const file = partOf(job, chunk);
  await connection.run(
    `COPY (${resultSql(slice, job.fields, job.format)}) TO ${literal(`${file}.new`)} (${optionsOf(job.format)})`,
  );
  if (job.findings !== undefined) await keepFound(connection, job, slice, chunk);
  await settle(`${file}.new`, file);
}
