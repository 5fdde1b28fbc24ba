import { createLeasedRunner, type Kernel, type LeasedRunner, type Uploads } from '#kernel';
import type { Job, Told } from './engine/job.ts';
import { markFailed, type RunRow } from './store.ts';

/** How the engine runs; tests make pieces small. */
export interface EngineOptions {
  readonly pieceRows: number;
  readonly apartBytes: number;
}
export const DEFAULT_ENGINE: EngineOptions = { pieceRows: 2000, apartBytes: 4 << 20 };

export interface RunnerParts {
  readonly kernel: Kernel;
  readonly uploads: Uploads;
  readonly engine: EngineOptions;
}

/** Works on one run at a time, in a process of its own. */
export function createRunner({ kernel, uploads, engine }: RunnerParts): LeasedRunner {
  async function fail(row: RunRow, failure: string, lease: string): Promise<void> {
    await kernel.database.transact(async (transaction) => {
      const at = new Date().toISOString();
      if (!(await markFailed(transaction.client, row.run, failure, at, lease))) return;
      transaction.append({
        kind: 'note',
        room: 'collection',
        type: 'failed',
        subjects: [],
        actor: row.actor,
        data: { run: row.run, failure },
        actedAt: kernel.clock.now().toISOString(),
        receivedAt: at,
      });
    });
  }

  return createLeasedRunner<RunRow, Told>(kernel, {
    room: 'collection',
    table: 'collection.run',
    key: 'run',
    waiting: 'queued',
    working: ['running', 'undoing'],
    engine: new URL('./engine/engine.child.ts', import.meta.url),
    heapMegabytes: 768,
    describeJob: (row, lease): Job => ({
      run: row.run,
      lease,
      file: uploads.fileOf(row.upload),
      country: kernel.config.country,
      databaseUrl: kernel.urls.app,
      clockOffset: kernel.clock.offset,
      ...engine,
    }),
    async hear(row, told, lease) {
      if (told.kind === 'failed') await fail(row, told.failure, lease);
      return undefined;
    },
    giveUp: (row, lease) => fail(row, 'engine-failed', lease),
  });
}
