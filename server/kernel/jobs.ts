import { parseCronItems, type Runner, run, runMigrations, type Task, Logger as WorkerLogger } from 'graphile-worker';
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

/** @param ownerUrl the queue lives in a schema of its own that its library keeps up. */
export function createJobs(ownerUrl: string, log: Logger): Jobs {
  const tasks: Record<string, Task> = {};
  const crons: { task: string; match: string }[] = [];
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 3, application_name: 'dancu-jobs' });
  pool.on('error', () => {});
  pool.on('connect', (client) => void client.on('error', () => {}));
  let runner: Runner | undefined;
  const logger = new WorkerLogger(() => (level, message) => {
    if (level === 'error') log.error({ component: 'jobs', event: message.slice(0, 60) }, 'job failed');
  });
  return {
    define(name, work, cron) {
      tasks[name] = async (payload) => work(payload);
      if (cron) crons.push({ task: name, match: cron });
    },
    async enqueue(name, payload, options = {}) {
      if (!runner) throw new Error('jobs are not started');
      await runner.addJob(name, payload, {
        ...(options.runAt ? { runAt: options.runAt } : {}),
        ...(options.jobKey ? { jobKey: options.jobKey } : {}),
      });
    },
    async start() {
      await runMigrations({ pgPool: pool, logger });
      runner = await run({
        pgPool: pool,
        taskList: tasks,
        concurrency: 2,
        noHandleSignals: true,
        pollInterval: 2000,
        parsedCronItems: parseCronItems(crons),
        logger,
      });
    },
    async stop() {
      await runner?.stop();
      await pool.end();
    },
  };
}
