import type { Client, Kernel } from '#kernel';

const CHANNEL = 'dancu_readers';

/** Rings between processes: who waits for a reader or for a reading hears that there is news, wherever it was written. */
export interface Signals {
  /** Heard once the transaction commits. */
  ring(client: Pick<Client, 'query'>, key: string): Promise<void>;
  /** Until the next ring for the key, or the time is over. */
  wait(key: string, milliseconds: number): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** While its connection is broken nothing is heard, and whoever waits looks again when the time is over. */
export function openSignals({ database, log }: Pick<Kernel, 'database' | 'log'>): Signals {
  const waiting = new Map<string, Set<() => void>>();
  let connection: Awaited<ReturnType<typeof database.connect>> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function connect(): Promise<void> {
    try {
      const client = await database.connect({ name: 'dancu-readers' });
      connection = client;
      client.on('notification', ({ payload }) => wake(payload!));
      client.on('end', () => {
        if (connection === client) retry();
      });
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (err) {
      log.warn({ component: 'readers', err }, 'rings are not heard; another connection follows');
      await connection?.end().catch(() => {});
      retry();
    }
  }
  function retry(): void {
    clearTimeout(timer);
    connection = undefined;
    if (stopped) return;
    timer = setTimeout(() => void connect(), 1000);
    timer.unref();
  }
  function wake(key: string): void {
    for (const go of waiting.get(key) ?? []) go();
  }
  return {
    ring: async (client, key) => void (await client.query('SELECT pg_notify($1, $2)', [CHANNEL, key])),
    wait: (key, milliseconds) =>
      new Promise((resolve) => {
        if (stopped) return resolve();
        const set = waiting.get(key) ?? new Set();
        waiting.set(key, set);
        const go = () => {
          clearTimeout(over);
          set.delete(go);
          if (set.size === 0 && waiting.get(key) === set) waiting.delete(key);
          resolve();
        };
        const over = setTimeout(go, milliseconds);
        set.add(go);
      }),
    start: connect,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      for (const key of [...waiting.keys()]) wake(key);
      await connection?.end();
    },
  };
}
