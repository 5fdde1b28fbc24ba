import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Kernel, newId, type Uploads } from '#kernel';
import type { Job, Told } from './engine/job.ts';
import { claimNext, holdOn, letGo, markFailed, type RunRow } from './store.ts';

/** How the engine runs; tests make pieces small. */
export interface EngineOptions {
  readonly pieceRows: number;
}
export const DEFAULT_ENGINE: EngineOptions = { pieceRows: 4000 };

export interface RunnerParts {
  readonly kernel: Kernel;
  readonly uploads: Uploads;
  readonly engine: EngineOptions;
}

const LEASE_SECONDS = 12;
const HEARTBEAT_MS = 3000;
const LOOK_MS = 1000;
/** A run that ends its engine so often, without a piece in between, is at fault itself. */
const MOST_ATTEMPTS = 4;

export interface Runner {
  start(): void;
  stop(): Promise<void>;
  /** A hint that there is work; a look each second would find it too. */
  hint(): void;
  /** Ends the engine if it works on this run. */
  abandon(run: string): void;
}

/** Works on one run at a time, in a process of its own, under a lease that another server takes over when this one dies. */
export function createRunner({ kernel, uploads, engine }: RunnerParts): Runner {
  const { pool } = kernel.database;
  const lease = newId();
  let running: { row: RunRow; child: ChildProcess; ended: Promise<void> } | undefined;
  let looking: Promise<void> | undefined;
  let timers: NodeJS.Timeout[] = [];
  let stopping = false;

  async function look(): Promise<void> {
    if (stopping || running) return;
    const row = await claimNext(pool, lease, LEASE_SECONDS);
    if (!row) return;
    if (row.attempts > MOST_ATTEMPTS) {
      await fail(row, 'engine-failed');
      return;
    }
    const child = fork(fileURLToPath(new URL('./engine/engine.child.ts', import.meta.url)), {
      execArgv: ['--max-old-space-size=768'],
      // No secret of the server's environment is the engine's business.
      env: { NODE_ENV: process.env.NODE_ENV ?? '', PATH: process.env.PATH ?? '', TZ: 'UTC' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    running = { row, child, ended };
    child.on('message', (told: Told) => {
      if (told.kind !== 'failed') return;
      void fail(row, told.failure).catch((err: Error) =>
        kernel.log.error({ component: 'collection', err }, 'why a run failed was not kept'),
      );
    });
    void ended.then(async () => {
      running = undefined;
      if (!stopping) await letGo(pool, row.run, lease).catch(() => {});
      hint();
    });
    child.on('error', (err) => kernel.log.error({ component: 'collection', err }, 'the engine did not start'));
    const job: Job = {
      run: row.run,
      lease,
      file: uploads.fileOf(row.upload),
      country: kernel.config.country,
      databaseUrl: kernel.urls.app,
      clockOffset: kernel.clock.offset,
      ...engine,
    };
    child.send({ job }, () => {});
  }

  async function fail(row: RunRow, failure: string): Promise<void> {
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

  async function beat(): Promise<void> {
    if (!running) return;
    const { row, child } = running;
    // Cancelled, or taken by another: what this engine has not committed is nobody's.
    if (!(await holdOn(pool, row.run, lease, LEASE_SECONDS))) child.kill('SIGKILL');
  }

  function hint(): void {
    looking ??= look()
      .catch((err: Error) => kernel.log.warn({ component: 'collection', err }, 'runs are looked for again'))
      .finally(() => {
        looking = undefined;
      });
  }

  return {
    start() {
      timers = [setInterval(hint, LOOK_MS), setInterval(() => void beat().catch(() => {}), HEARTBEAT_MS)];
      for (const timer of timers) timer.unref();
    },
    async stop() {
      stopping = true;
      for (const timer of timers) clearInterval(timer);
      await looking;
      if (!running) return;
      const { row, child, ended } = running;
      child.kill('SIGKILL');
      await ended;
      await letGo(pool, row.run, lease).catch(() => {});
    },
    hint,
    abandon(run) {
      if (running?.row.run === run) running.child.kill('SIGKILL');
    },
  };
}
