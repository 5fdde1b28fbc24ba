import type { Database, Transaction } from './database/database.ts';
import type { NumberedEntry } from './journal/entry.ts';
import { readFrom } from './journal/read.ts';
import type { Logger } from './log.ts';

/** Hears journal lines in the order of their numbers, each batch in one transaction with the listener's cursor. */
export interface Listener {
  /** Stable: the cursor is kept under it. */
  readonly name: string;
  hear(lines: readonly NumberedEntry[], transaction: Transaction): Promise<void>;
}

export interface Events {
  add(listener: Listener): void;
  /** Tells on what is new; returns when every listener has heard everything up to the log's size at the call. */
  deliver(): Promise<void>;
  /** A hint that lines were sealed; the poll would find them too. */
  hint(): void;
  start(): void;
  stop(): Promise<void>;
}

const BATCH = 2000;

/** The sealed log is the only source of events: its numbers are a total order without gaps. */
export function createEvents(database: Database, log: Logger): Events {
  const listeners: Listener[] = [];
  let running: Promise<void> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  async function deliverTo(listener: Listener): Promise<void> {
    for (;;) {
      const more = await database.transact(async (transaction) => {
        const { client } = transaction;
        await client.query('INSERT INTO kernel.listener (name, next_number) VALUES ($1, 0) ON CONFLICT DO NOTHING', [
          listener.name,
        ]);
        const cursor = await client.query<{ next_number: number }>(
          'SELECT next_number FROM kernel.listener WHERE name = $1 FOR UPDATE',
          [listener.name],
        );
        const from = cursor.rows[0]!.next_number;
        const { lines, next } = await readFrom(client, from, BATCH);
        if (next === from) return false;
        await listener.hear(lines, transaction);
        await client.query('UPDATE kernel.listener SET next_number = $2 WHERE name = $1', [listener.name, next]);
        return true;
      });
      if (!more) return;
    }
  }
  async function round(): Promise<void> {
    for (const listener of listeners) {
      await deliverTo(listener).catch((err: Error) =>
        log.warn({ err, listener: listener.name }, 'listener failed; it will be told again'),
      );
    }
  }
  async function deliver(): Promise<void> {
    again = true;
    running ??= (async () => {
      while (again) {
        again = false;
        await round();
      }
    })().finally(() => {
      running = undefined;
    });
    await running;
  }
  return {
    add: (listener) => void listeners.push(listener),
    deliver,
    hint: () => void deliver(),
    start: () => {
      timer = setInterval(() => void deliver(), 2000);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
