import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Database } from './database/database.ts';
import { newId } from './ids.ts';
import type { Logger } from './log.ts';

/** Long work that a room keeps as rows of a table, each done by a process of its own. */
export interface LeasedWork<Row extends Leased, Told, Reply> {
  readonly room: string;
  /**
   * `room.table` with `state`, `attempts`, `started_at`, `lease_by uuid` and `lease_until timestamptz`. Whoever ends a row's work
   * clears `lease_by`; the engine holds the row `FOR UPDATE` with its `lease_by` in each transaction, so that whose lease is gone
   * commits nothing more.
   */
  readonly table: string;
  /** Its key, a uuid. */
  readonly key: keyof Row & string;
  /** State of a row that waits for its turn. */
  readonly waiting: string;
  /** States of a row that is worked on; one that has waited goes into the first. */
  readonly working: readonly [string, ...string[]];
  /** The engine's module: it is sent `{ job }`, then replies, and ends by itself. */
  readonly engine: URL;
  /** Of the engine's heap; one that needs more ends, and its server does not. */
  readonly heapMegabytes: number;
  describeJob(row: Row, lease: string): object | Promise<object>;
  /** What the engine tells; it may wait for the reply. What is thrown ends the engine, and the row is taken up again. */
  hear(row: Row, told: Told, lease: string): Promise<Reply | undefined>;
  /** The row has ended its engine again and again (`attempts` is set back by whoever gets on with it): it is itself at fault. */
  giveUp(row: Row, lease: string): Promise<void>;
  readonly pace?: Partial<Pace>;
}

export interface Leased {
  attempts: number;
}

export interface Pace {
  /** For so long a row is held by a process that is not heard of any more. */
  readonly leaseSeconds: number;
  readonly beatMilliseconds: number;
  readonly lookMilliseconds: number;
}

const PACE: Pace = { leaseSeconds: 12, beatMilliseconds: 3000, lookMilliseconds: 1000 };
const MOST_ATTEMPTS = 4;
const YOUNG = ['--min-semi-space-size=64', '--max-semi-space-size=64', '--no-parallel-scavenge'];

export interface LeasedRunner {
  start(): void;
  stop(): Promise<void>;
  /** A hint that there is work; the next look would find it too. */
  hint(): void;
  /** Ends the engine if it works on this row. */
  abandon(key: string): void;
}

/**
 * Works on one row at a time, in a process of its own, under a lease that another server takes over when this one dies. A row that is
 * cancelled, or held by another, ends its engine at the next beat.
 */
export function createLeasedRunner<Row extends Leased, Told, Reply = never>(
  { database, log }: { database: Pick<Database, 'pool'>; log: Logger },
  work: LeasedWork<Row, Told, Reply>,
): LeasedRunner {
  const { room: component } = work;
  const pace = { ...PACE, ...work.pace };
  const lease = newId();
  const rows = leaseRows(database.pool, work, lease, pace.leaseSeconds);
  let running: { row: Row; child: ChildProcess; ended: Promise<void> } | undefined;
  let looking: Promise<void> | undefined;
  let timers: NodeJS.Timeout[] = [];
  let stopping = false;

  async function look(): Promise<void> {
    if (stopping || running) return;
    const row = await rows.claim();
    if (!row) return;
    if (row.attempts > MOST_ATTEMPTS) {
      await work.giveUp(row, lease);
      return;
    }
    const job = await work.describeJob(row, lease);
    const child = fork(fileURLToPath(work.engine), {
      // Much is made and dropped: a larger young generation is swept less often, and less of it grows old. One thread sweeps: what the
      // others would do is waiting for each other, on processors that the database and the server need.
      execArgv: [`--max-old-space-size=${work.heapMegabytes}`, ...YOUNG],
      env: environmentOfEngine(),
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    // Closed: all that it told has come. One that never started has nothing to close.
    const ended = new Promise<void>((resolve) => {
      child.once('close', () => resolve());
      child.once('error', () => child.pid === undefined && resolve());
    });
    running = { row, child, ended };
    let heard = Promise.resolve();
    child.on('message', (told: Told) => {
      heard = heard
        .then(() => hear(row, child, told))
        .catch((err: Error) => {
          log.error({ component, err }, 'the engine was interrupted');
          child.kill('SIGKILL');
        });
    });
    void ended.then(async () => {
      await heard;
      running = undefined;
      if (!stopping) await rows.letGo(row).catch(() => {});
      hint();
    });
    child.on('error', (err) => log.error({ component, err }, 'the engine did not start'));
    child.send({ job }, () => {});
  }

  async function hear(row: Row, child: ChildProcess, told: Told): Promise<void> {
    const reply = await work.hear(row, told, lease);
    if (reply !== undefined) child.send(reply as object, () => {});
  }

  async function beat(): Promise<void> {
    if (!running) return;
    const { row, child } = running;
    // Cancelled, or taken by another: what this engine has not committed is nobody's.
    if (!(await rows.holdOn(row))) child.kill('SIGKILL');
  }

  function hint(): void {
    looking ??= look()
      .catch((err: Error) => log.warn({ component, err }, 'waiting work is looked for again'))
      .finally(() => {
        looking = undefined;
      });
  }

  return {
    start() {
      timers = [
        setInterval(hint, pace.lookMilliseconds),
        setInterval(() => void beat().catch(() => {}), pace.beatMilliseconds),
      ];
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
      await rows.letGo(row).catch(() => {});
    },
    hint,
    abandon(key) {
      if (running?.row[work.key] === key) running.child.kill('SIGKILL');
    },
  };
}

/** No secret of the server's environment is the engine's business. Code that was compiled once is: it halves an engine's start. */
function environmentOfEngine(): NodeJS.ProcessEnv {
  const { NODE_ENV = '', PATH = '', NODE_COMPILE_CACHE } = process.env;
  return { NODE_ENV, PATH, TZ: 'UTC', ...(NODE_COMPILE_CACHE !== undefined && { NODE_COMPILE_CACHE }) };
}

function leaseRows<Row extends Leased>(
  pool: Database['pool'],
  { table, key, waiting, working }: Pick<LeasedWork<Row, never, never>, 'table' | 'key' | 'waiting' | 'working'>,
  lease: string,
  seconds: number,
) {
  const until = 'now() + make_interval(secs => $2)';
  return {
    /** Takes the next row whose turn it is: one that waits, or one whose process has not been heard of. Two never hold one. */
    async claim(): Promise<Row | undefined> {
      const { rows } = await pool.query<Row>(
        `UPDATE ${table} SET state = CASE state WHEN $3 THEN $4 ELSE state END, lease_by = $1, lease_until = ${until}, attempts = attempts + 1
         WHERE ${key} = (
           SELECT ${key} FROM ${table}
           WHERE state = $3 OR (state = ANY($5::text[]) AND (lease_until IS NULL OR lease_until < now()))
           ORDER BY started_at, ${key} LIMIT 1 FOR UPDATE SKIP LOCKED)
         RETURNING *`,
        [lease, seconds, waiting, working[0], working],
      );
      return rows[0];
    },
    /** @returns false when the row is no longer held: cancelled, or taken by another */
    async holdOn(row: Row): Promise<boolean> {
      const { rowCount } = await pool.query(
        `UPDATE ${table} SET lease_until = ${until} WHERE ${key} = $3 AND lease_by = $1 AND state = ANY($4::text[])`,
        [lease, seconds, row[key], working],
      );
      return rowCount === 1;
    },
    /** Gives a row back, to be taken up at once by whoever comes next. */
    async letGo(row: Row): Promise<void> {
      await pool.query(`UPDATE ${table} SET lease_until = now() WHERE ${key} = $2 AND lease_by = $1`, [
        lease,
        row[key],
      ]);
    },
  };
}
