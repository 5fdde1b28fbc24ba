import type { ChildProcess } from 'node:child_process';
import type { Database } from './database/database.ts';
import { newId } from './ids.ts';
import { type Engine, isRest, keepEngines } from './leasedEngines.ts';
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
  /**
   * The engine's module: it is sent `{ job }`, then replies. When it has done its job it ends by itself, or, where nothing of the job
   * stays behind in it, says `{ kind: 'rest' }` and is sent the next.
   */
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
  /** So long an engine rests until it is let go. */
  readonly restMilliseconds: number;
}

const PACE: Pace = { leaseSeconds: 12, beatMilliseconds: 3000, lookMilliseconds: 1000, restMilliseconds: 20_000 };
const MOST_ATTEMPTS = 4;

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
 * cancelled, or held by another, ends its engine at the beat after the next.
 */
export function createLeasedRunner<Row extends Leased, Told, Reply = never>(
  { database, log }: { database: Pick<Database, 'pool'>; log: Logger },
  work: LeasedWork<Row, Told, Reply>,
): LeasedRunner {
  const { room: component } = work;
  const pace = { ...PACE, ...work.pace };
  const lease = newId();
  const rows = leaseRows(database.pool, work, lease, pace.leaseSeconds);
  const engines = keepEngines<Told>(work, pace.restMilliseconds, (err) =>
    log.error({ component, err }, 'the engine did not start'),
  );
  let running: { row: Row; engine: Engine<Told>; over: Promise<void> } | undefined;
  /** At the last beat. */
  let notHeld: Row | undefined;
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
    const engine = engines.take();
    const { child } = engine;
    let heard = Promise.resolve();
    const rested = new Promise<void>((resolve) => {
      engine.hear = (told) => {
        if (isRest(told)) return resolve();
        heard = heard
          .then(() => hear(row, child, told))
          .catch((err: Error) => {
            log.error({ component, err }, 'the engine was interrupted');
            child.kill('SIGKILL');
          });
      };
    });
    const over = Promise.race([engine.closed, rested]).then(async () => {
      await heard;
      if (!stopping) await rows.letGo(row).catch(() => {});
      engines.rest(engine);
      running = undefined;
      hint();
    });
    running = { row, engine, over };
    child.send({ job }, () => {});
  }

  async function hear(row: Row, child: ChildProcess, told: Told): Promise<void> {
    const reply = await work.hear(row, told, lease);
    if (reply !== undefined) child.send(reply as object, () => {});
  }

  async function beat(): Promise<void> {
    if (!running) return;
    const { row, engine } = running;
    const isHeld = await rows.holdOn(row);
    // It may be at another row by now.
    if (isHeld || running?.row !== row) return;
    // Cancelled, or taken by another: what this engine has not committed is nobody's. Or done, and about to say so: it has a beat for it.
    if (notHeld === row) engine.child.kill('SIGKILL');
    notHeld = row;
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
      if (running) {
        const { row, engine, over } = running;
        engine.child.kill('SIGKILL');
        await Promise.all([over, engine.closed]);
        await rows.letGo(row).catch(() => {});
      }
      await engines.stop();
    },
    hint,
    abandon(key) {
      if (running?.row[work.key] === key) running.engine.child.kill('SIGKILL');
    },
  };
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
