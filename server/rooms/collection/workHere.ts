import { setTimeout } from 'node:timers/promises';
import { newId } from '#kernel';
import type { Parts } from './acts.ts';
import { finishRun } from './engine/finish.ts';
import type { Job } from './engine/job.ts';
import { runFile } from './engine/run.ts';
import { DEFAULT_ENGINE } from './runner.ts';
import { type RunRow, readRun } from './store.ts';

/** Longer than a small file takes; after a kill another process takes the run up. */
const LEASE_SECONDS = 60;
const LOOK_MS = 200;

/**
 * Works a queued run in this process: of many files of a few rows, a process each would cost more than the files. One that the
 * room's runner was quicker to take is waited for.
 */
export async function workHere({ kernel, offices, uploads }: Parts, { run }: Pick<RunRow, 'run'>): Promise<void> {
  const { database, clock, config } = kernel;
  const lease = newId();
  const { rows } = await database.pool.query<RunRow>(
    `UPDATE collection.run SET state = 'running', lease_by = $2, lease_until = now() + make_interval(secs => $3), attempts = attempts + 1
     WHERE run = $1 AND state = 'queued' RETURNING *`,
    [run, lease, LEASE_SECONDS],
  );
  const row = rows[0];
  if (!row) return awaitEnd(database.pool, run);
  const parts = { database, offices, clock };
  const job: Job = {
    ...{ run, lease, file: uploads.fileOf(row.upload), country: config.country },
    ...{ databaseUrl: kernel.urls.app, clockOffset: clock.offset, ...DEFAULT_ENGINE },
  };
  await runFile(parts, job, row);
  await finishRun(parts, job, row);
}

async function awaitEnd(client: Parameters<typeof readRun>[0], run: string): Promise<void> {
  for (let state = 'queued'; state === 'queued' || state === 'running'; ) {
    await setTimeout(LOOK_MS);
    state = (await readRun(client, run))?.state ?? 'gone';
  }
}
