import type { Client, Kernel } from '#kernel';

/** What every process must hear at once: sent with the transaction's commit, never before. */
export type Announcement =
  | { readonly what: 'session-ended' | 'session-changed'; readonly account: string; readonly session: string }
  | { readonly what: 'approval-decided'; readonly account: string; readonly approval: string };

const CHANNEL = 'dancu_accounts';

export async function announce(client: Pick<Client, 'query'>, announcement: Announcement): Promise<void> {
  await client.query('SELECT pg_notify($1, $2)', [CHANNEL, JSON.stringify(announcement)]);
}

export interface Announcements {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Listens on a connection of its own. While that is broken nothing is heard: `again` then brings what was missed.
 * @param again called after every new connection with the time since which nothing was heard
 */
export function hearAnnouncements(
  { database, log }: Pick<Kernel, 'database' | 'log'>,
  hear: (announcement: Announcement) => void,
  again: (since: Date) => Promise<void>,
): Announcements {
  let connection: Awaited<ReturnType<typeof database.connect>> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let deafSince = new Date();

  async function connect(): Promise<void> {
    try {
      const client = await database.connect({ name: 'dancu-accounts' });
      connection = client;
      client.on('notification', ({ payload }) => hear(JSON.parse(payload!) as Announcement));
      client.on('end', () => {
        if (stopped || connection !== client) return;
        connection = undefined;
        deafSince = new Date();
        retry();
      });
      await client.query(`LISTEN ${CHANNEL}`);
      await again(deafSince);
    } catch (err) {
      await connection?.end().catch(() => {});
      connection = undefined;
      log.warn({ component: 'accounts', err }, 'announcements are not heard; another connection follows');
      retry();
    }
  }
  function retry(): void {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(() => void connect(), 1000);
    timer.unref();
  }
  return {
    start: connect,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await connection?.end();
    },
  };
}
