import { openDatabase } from '#kernel';
import { SheetError } from '#libs/sheets';
import { readRun } from '../store.ts';
import { finishRun, finishUndo } from './finish.ts';
import { type Job, LeaseLost, type Told } from './job.ts';
import { openCountry } from './offices.ts';
import { type EngineParts, runFile } from './run.ts';
import { undoRun } from './undo.ts';

/**
 * The engine as a process of its own: a file that takes all its memory ends this process and not the server's. It ends by itself
 * when the server does, or lets it go.
 */
let working = false;
process.on('disconnect', () => process.exit(working ? 1 : 0));
process.on('message', ({ job }: { job: Job }) => void work(job));

function send(told: Told | { readonly kind: 'rest' }): Promise<void> {
  return new Promise((resolve, reject) =>
    process.send!(told, (error: Error | null) => (error ? reject(error) : resolve())),
  );
}

async function work(job: Job): Promise<void> {
  working = true;
  try {
    await settle(job);
    working = false;
    await send({ kind: 'rest' });
  } catch (error) {
    // What it holds now nobody knows: the next job is another process's.
    process.stderr.write(`collection ${job.run}: ${(error as Error).stack}\n`);
    process.exit(1);
  }
}

async function settle(job: Job): Promise<void> {
  const database = openDatabase(job.databaseUrl, undefined, { max: 2 });
  try {
    const parts: EngineParts = { database, ...openCountry(job) };
    const row = (await readRun(database.pool, job.run))!;
    if (row.state === 'undoing') await finishUndo(parts, job, row, await undoRun(parts, job, row));
    else {
      await runFile(parts, job, row);
      await finishRun(parts, job, row);
    }
    await send({ kind: 'done' });
  } catch (error) {
    if (error instanceof SheetError) await send({ kind: 'failed', failure: error.code });
    else if (!(error instanceof LeaseLost)) throw error;
  } finally {
    await database.close();
  }
}
