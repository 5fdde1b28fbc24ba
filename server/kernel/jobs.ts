import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  makeWorkerUtils,
  parseCronItems,
  type Runner,
  run,
  runMigrations,
  type Task,
  Logger as WorkerLogger,
  type WorkerUtils,
} from 'graphile-worker';
import pg from 'pg';
import type { Logger } from './log.ts';

/** Work that is done later or regularly, kept in PostgreSQL until it is done (graphile-worker). */
export interface Jobs {
  /** Declares what a name does; before `start`. @param cron crontab pattern when it also runs by itself. */
  define(name: string, work: (payload: unknown) => Promise<void>, cron?: string): void;
  enqueue(name: string, payload: Record<string, unknown>, options?: { runAt?: Date; jobKey?: string }): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Milliseconds until a runner that has ended is begun anew. */
const RESTART = 500;
/** Milliseconds that the end waits for a database that may not come back, unless told. */
const PATIENCE = 10_000;

/** @param ownerUrl the queue lives in a schema of its own that its library keeps up. */
export function createJobs(ownerUrl: string, log: Logger, { patience = PATIENCE } = {}): Jobs {
  const tasks: Record<string, Task> = {};
  const crons: { task: string; match: string }[] = [];
  const pool = openPool(ownerUrl, 2);
  const patient = makePatient(openPool(ownerUrl, 3), () => over);
  let utils: WorkerUtils | undefined;
  let runner: Runner | undefined;
  /** The library's name for this process; what it held when the database went away is held until we give it back. */
  let worker: string | undefined;
  let stopping = false;
  /** The runner has ended, or was waited for long enough. */
  let over = false;
  let supervising: Promise<void> | undefined;
  const halt = new AbortController();
  const logger = new WorkerLogger(() => (level, message) => {
    if (level === 'error') log.error({ component: 'jobs', event: message.slice(0, 60) }, 'job failed');
  });
  return {
    define(name, work, cron) {
      tasks[name] = async (payload) => work(payload);
      if (cron) crons.push({ task: name, match: cron });
    },
    async enqueue(name, payload, options = {}) {
      if (!runner || !utils) throw new Error('jobs are not started');
      await utils.addJob(name, payload, {
        ...(options.runAt ? { runAt: options.runAt } : {}),
        ...(options.jobKey ? { jobKey: options.jobKey } : {}),
      });
    },
    async start() {
      await runMigrations({ pgPool: pool, logger });
      utils = await makeWorkerUtils({ pgPool: pool, logger });
      runner = await open();
      supervising = supervise(runner);
    },
    async stop() {
      stopping = true;
      halt.abort();
      // Until it has ended its lost connections are told to it, or it would wait for them; afterwards nobody listens.
      await inTime(patience, async () => {
        await runner?.stop().catch(() => {});
        await supervising;
      });
      over = true;
      await inTime(patience, async () => {
        await utils?.release();
        await Promise.all([pool.end(), patient.end()]);
      });
    },
  };

  async function open(): Promise<Runner> {
    const events = new EventEmitter();
    events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => {
      worker = workerPool.id;
    });
    return run({
      pgPool: patient,
      taskList: tasks,
      concurrency: 2,
      noHandleSignals: true,
      pollInterval: 2000,
      parsedCronItems: parseCronItems(crons),
      logger,
      events,
    });
  }

  /** Begins the runner anew when it has ended by itself, which it does when the database goes away. */
  async function supervise(first: Runner): Promise<void> {
    let current: Runner | undefined = first;
    while (!stopping) {
      try {
        current ??= await reopen();
        await current.promise;
        if (!stopping) log.warn({ component: 'jobs' }, 'the runner has ended, and is begun anew');
      } catch (err) {
        if (!stopping) log.warn({ component: 'jobs', err }, 'the runner has failed, and is begun anew');
      }
      current = undefined;
      await sleep(RESTART, undefined, { signal: halt.signal }).catch(() => {});
    }
  }

  /** A job that was done without a word of it is done again: jobs bear that. */
  async function reopen(): Promise<Runner> {
    if (worker) await pool.query('SELECT graphile_worker.force_unlock_workers($1::text[])', [[worker]]);
    runner = await open();
    // Stopped while it was opening.
    if (stopping) await runner.stop();
    return runner;
  }
}

/** Waits for an end, yet not for ever. */
async function inTime(patience: number, end: () => Promise<unknown>): Promise<void> {
  const enough = new AbortController();
  await Promise.race([end(), sleep(patience, undefined, { signal: enough.signal }).catch(() => {})]);
  enough.abort();
}

function openPool(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString, max, application_name: 'dancu-jobs' });
  pool.on('error', () => {});
  pool.on('connect', (client) => void client.on('error', () => {}));
  return pool;
}

/** What the library takes for "not now" (57P03, cannot_connect_now) and tries again. */
const NOT_NOW = '57P03';
const LOST = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', '57P01', '57P02', '08003', '08006']);

/**
 * A pool whose lost connections the library bears. It does not wait for its own word that a job is done, and tries that again for
 * some errors only: one of the others, a database that goes away at that moment, would end the process.
 */
function makePatient(pool: pg.Pool, isOver: () => boolean): pg.Pool {
  const bear = (error: unknown): Promise<never> => {
    // Who is left at the end waits for nothing any more.
    if (isOver()) return new Promise(() => {});
    const lost =
      error instanceof Error && (LOST.has(codeOf(error) ?? '') || /terminated|not queryable/.test(error.message));
    return Promise.reject(lost ? Object.assign(error, { code: NOT_NOW }) : error);
  };
  const connect = pool.connect.bind(pool) as (callback?: unknown) => Promise<pg.PoolClient>;
  const known = new WeakSet<pg.PoolClient>();
  const take = async (): Promise<pg.PoolClient> => {
    const client = await connect().catch(bear);
    if (known.has(client)) return client;
    known.add(client);
    const query = client.query.bind(client) as (...given: unknown[]) => unknown;
    return Object.assign(client, {
      query: (...given: unknown[]) => {
        const answer = query(...given);
        return answer instanceof Promise ? answer.catch(bear) : answer;
      },
    });
  };
  // With a callback it is the pool's own business, and the library's ear for new jobs, which opens itself again.
  const hand = (callback: Taken) =>
    connect((...[error, client, release]: Parameters<Taken>) => callback(error, client, once(release)));
  return Object.assign(pool, { connect: (callback?: Taken) => (callback ? hand(callback) : take()) }) as pg.Pool;
}

type Release = (reason?: Error | boolean) => void;
type Taken = (error: Error | undefined, client: pg.PoolClient | undefined, release: Release) => void;

/** An ear whose connection is lost just as the end comes is let go by both, and nobody catches what the pool says to the second. */
function once(release: Release): Release {
  let done = false;
  return (reason) => {
    if (done) return;
    done = true;
    release(reason);
  };
}

function codeOf(error: Error): string | undefined {
  return (error as { code?: string }).code;
}
