import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type Database, openDatabase } from '#kernel';
import { KEY_BYTES } from '#libs/blindset';
import { answerSlice, dropSlice, lookedAtSql } from './answer.ts';
import { commitPiece } from './commit.ts';
import { citeConsents, limitToConsenting } from './consented.ts';
import { literal, openDuck } from './duck.ts';
import { optionsOf, partOf, settle } from './files.ts';
import { keepFound, writeFindings } from './findings.ts';
import type { Job, Outcome, Told } from './job.ts';
import { readKeys } from './keys.ts';
import { openResult, type ResultFile } from './result.ts';
import { isFresh, listSnapshots, type Snapshot, takeSnapshot } from './snapshot.ts';
import { openSource, type Slice } from './source.ts';
import { describeSlice, resultSql, type Wording } from './words.ts';

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
  const result = openResult(duck.connection, job);
  try {
    const reached = await answerRows(job, { database, connection: duck.connection, snapshot, work, result, tell });
    const findings =
      job.findings === undefined
        ? undefined
        : await writeFindings(duck.connection, database, job, job.findings, reached.chunks);
    return {
      rows: reached.row,
      looks: reached.looks,
      result: await result.finish(),
      ...(findings ? { findings } : {}),
    };
  } finally {
    result.close();
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

interface Means {
  database: Database;
  connection: DuckDBConnection;
  snapshot: Snapshot;
  work: string;
  result: ResultFile;
  tell: Tell;
}

async function answerRows(job: Job, means: Means): Promise<Reached> {
  const { database, connection, snapshot, work, result, tell } = means;
  const source = await openSource(connection, {
    file: job.file,
    format: job.format,
    columns: job.columns,
    required: ['number', ...job.fields],
    vocabulary: job.vocabulary,
    rows: job.chunkRows,
    folder: work,
  });
  const reached = await readReached(database, job.batch);
  const parts = Array.from({ length: reached.chunks }, (_, chunk) => partOf(job, chunk));
  let committing: Promise<void> = Promise.resolve();
  let loading = source.load(reached);
  for (;;) {
    const slice = await loading;
    if (!slice) {
      await committing;
      result.append(parts);
      return reached;
    }
    const { firstRow, rows, offsetAfter } = slice;
    await tell({ kind: 'ask', chunk: reached.chunks, rows });
    const seen = job.consented ? await limitToConsenting(connection, job, snapshot, reached.chunks) : snapshot;
    const answering = answerSlice(connection, { snapshot: seen, fields: job.fields }, slice);
    answering.catch(() => {});
    // This thread has nothing to do with the join: it sees to the files meanwhile.
    source.prepare({ row: firstRow + rows, offset: offsetAfter });
    result.append(parts.splice(0));
    await answering;
    const grounds = job.consented ? await citeConsents(connection) : undefined;
    const counts = await describeSlice(connection, job.fields, slice);
    const part = await writePart(connection, job, slice, counts, reached.chunks);
    const settled = settle(`${part}.new`, part);
    settled.catch(() => {});
    const keys = await readKeys(connection, await lookedAtSql(connection, seen));
    await settled;
    parts.push(part);
    const piece = { chunk: reached.chunks, kind: 'rows', firstRow, rows, offsetAfter, counts, keys, grounds } as const;
    reached.row = firstRow + rows;
    reached.offset = offsetAfter;
    reached.looks += keys.length / KEY_BYTES;
    reached.chunks += 1;
    await dropSlice(connection);
    // While this piece is blinded and committed the next is read: pieces are still committed one after the other.
    loading = source.load(reached);
    loading.catch(() => {});
    await committing;
    committing = commitPiece(database, job, piece);
    committing.catch(() => {});
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

/** The slice's part of the result, on the disk before the piece is committed. @returns its file, `.new` until it is settled */
async function writePart(
  connection: DuckDBConnection,
  job: Job,
  slice: Slice,
  wordings: readonly Wording[],
  chunk: number,
): Promise<string> {
  const file = partOf(job, chunk);
  await connection.run(
    `COPY (${resultSql(slice, job, wordings)}) TO ${literal(`${file}.new`)} (${optionsOf(job.format)})`,
  );
  if (job.findings !== undefined) await keepFound(connection, job, slice, chunk);
  return file;
}
