import type { Client, Database, Transaction } from './database/database.ts';
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

/** Few enough to be read and told between two answers of the main loop, enough to share a commit. */
const BATCH = 500;

/** The sealed log is the only source of events: its numbers are a total order without gaps. */
export function createEvents(database: Database, log: Logger): Events {
  const listeners: Listener[] = [];
  let running: Promise<void> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;
  let last: { from: number; lines: readonly NumberedEntry[]; next: number } | undefined;

  /** Tells a listener what comes next in one transaction. @returns whether there was anything to tell */
  async function tellNext({ name, hear }: Listener): Promise<boolean> {
    return database.transact(async (transaction) => {
      const { client } = transaction;
      // What a crash takes away is told again: the cursor goes with it.
      await client.query('SET LOCAL synchronous_commit = off');
      const from = await lockCursor(client, name);
      if (last?.from !== from) last = { from, ...(await readFrom(client, from, BATCH)) };
      const { lines, next } = last;
      if (next === from) return false;
      await hear(lines, transaction);
      await client.query({ name: 'listener-heard', text: heardSql, values: [name, next] });
      return true;
    });
  }
  /** All listeners side by side: what is read and parsed for the first serves the others. */
  async function round(): Promise<void> {
    for (let behind = [...listeners]; behind.length > 0; ) {
      const further: Listener[] = [];
      for (const listener of behind) {
        const told = await tellNext(listener).catch((err: Error) =>
          log.warn({ err, listener: listener.name }, 'listener failed; it will be told again'),
        );
        if (told) further.push(listener);
      }
      behind = further;
    }
    last = undefined;
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

const heardSql = 'UPDATE kernel.listener SET next_number = $2 WHERE name = $1';

/** Where a listener stands; two processes take turns on it. */
async function lockCursor(client: Client, name: string): Promise<number> {
  const select = { name: 'listener-cursor', text: cursorSql, values: [name] };
  const { rows } = await client.query<{ next_number: number }>(select);
  if (rows[0]) return rows[0].next_number;
  await client.query('INSERT INTO kernel.listener (name, next_number) VALUES ($1, 0) ON CONFLICT DO NOTHING', [name]);
  return lockCursor(client, name);
}

const cursorSql = 'SELECT next_number FROM kernel.listener WHERE name = $1 FOR UPDATE';
