import { newId } from '#kernel';
import { ownContext } from './journal.ts';
import { makeBatch } from './making.ts';
import type { Making, Parts } from './parts.ts';
import type { BatchRow } from './store.ts';

/** For so long a batch is held by a process that is not heard of any more. */
const LEASE_SECONDS = 30;

export interface Line {
  /** Makes what waits; returns when nothing waits, or at the stop. Called twice, it runs once. */
  run(): Promise<void>;
  stop(): Promise<void>;
}

/** Another process has the batch by now: what this one has not committed is nobody's. */
class LeaseLost extends Error {}

/**
 * Makes batches, one at a time. Each blank is bound to its item before the machine gets a byte, and every step is committed before the
 * next: wherever a process ends, the next one knows of each blank whether something may have been written on it.
 */
export function createLine(parts: Parts): Line {
  const { database, log } = parts.kernel;
  const lease = newId();
  let running: Promise<void> | undefined;
  let stopping = false;

  async function claim(): Promise<BatchRow | undefined> {
    const { rows } = await database.pool.query<BatchRow>(
      `UPDATE production.batch SET state = 'making', lease_by = $1, lease_until = now() + make_interval(secs => $2)
       WHERE batch = (SELECT batch FROM production.batch
         WHERE state = 'waiting' OR (state = 'making' AND (lease_until < now() OR lease_by = $1))
         ORDER BY started_at, batch LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING *`,
      [lease, LEASE_SECONDS],
    );
    return rows[0];
  }

  async function work(): Promise<void> {
    while (!stopping) {
      const batch = await claim();
      if (!batch) return;
      try {
        await makeBatch(take(parts, batch, lease), () => stopping);
      } catch (err) {
        if (err instanceof LeaseLost) continue;
        // Whatever it was: the batch waits for its lease to end, and is then looked at anew.
        log.error({ component: 'production', err }, 'a batch was interrupted');
        return;
      }
    }
  }

  return {
    run() {
      running ??= work().finally(() => {
        running = undefined;
      });
      return running;
    },
    async stop() {
      stopping = true;
      await running?.catch(() => {});
      await database.pool
        .query('UPDATE production.batch SET lease_until = now() WHERE lease_by = $1 AND state = $2', [lease, 'making'])
        .catch(() => {});
    },
  };
}

/** What a process does with a batch, each time only while it holds it. */
function take(parts: Parts, batch: BatchRow, lease: string): Making {
  const { database } = parts.kernel;
  return {
    ...{ parts, batch, origin: parts.origins.get(batch.origin)!, machine: parts.machines.get(batch.machine)! },
    transact: (work) =>
      database.transact(async (transaction) => {
        const { rowCount } = await transaction.client.query(
          `UPDATE production.batch SET lease_until = now() + make_interval(secs => $3)
           WHERE batch = $1 AND lease_by = $2 AND state = 'making'`,
          [batch.batch, lease, LEASE_SECONDS],
        );
        if (rowCount !== 1) throw new LeaseLost();
        return work(transaction, ownContext(parts));
      }),
  };
}
