import type Provider from 'oidc-provider';
import type { Client, Clock, Logger } from '#kernel';
import type { Realm } from './model.ts';

type Queries = Pick<Client, 'query'>;

/** What is counted of a service, by day. */
export const USES = ['sign-in', 'refused', 'pushed', 'token', 'token-refused', 'replay-refused', 'sign-out', 'logout-told', 'logout-failed'] as const; // biome-ignore format: a list
export type Use = (typeof USES)[number];

export async function addUse(
  client: Queries,
  use: { client: string; realm: Realm; day: string; event: Use; count: number },
) {
  await client.query({
    name: 'clients-use',
    text: `INSERT INTO clients.service_use AS u (client, day, realm, event, count) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (client, day, realm, event) DO UPDATE SET count = u.count + EXCLUDED.count`,
    values: [use.client, use.day, use.realm, use.event, use.count],
  });
}

/** How often each thing ever happened to a service in a realm. */
export async function readUses(client: Queries, id: string, realm: Realm): Promise<ReadonlyMap<string, number>> {
  const { rows } = await client.query<{ event: string; count: string }>(
    'SELECT event, sum(count) AS count FROM clients.service_use WHERE client = $1 AND realm = $2 GROUP BY event',
    [id, realm],
  );
  return new Map(rows.map(({ event, count }) => [event, Number(count)]));
}

export async function readUsesByDay(client: Queries, id: string, from: string, to: string) {
  const { rows } = await client.query<{ day: string; event: Use; count: string }>(
    'SELECT day, event, sum(count) AS count FROM clients.service_use WHERE client = $1 AND day BETWEEN $2 AND $3 GROUP BY day, event ORDER BY day',
    [id, from, to],
  );
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

interface Counted {
  readonly oidc: {
    client?: { clientId: string; realm?: unknown } | undefined;
    params?: { code?: unknown } | undefined;
  };
}

/**
 * Counts what the provider tells of. Counts are added up and written once a second: a sign-in waits for none of them.
 * @returns stops, after the last counts are written
 */
export function countServiceEvents(
  oidc: Pick<Provider, 'on'>,
  { pool, clock, log }: { pool: Queries; clock: Clock; log: Pick<Logger, 'warn'> },
): { flush(): Promise<void>; stop(): Promise<void> } {
  const waiting = new Map<string, { client: string; realm: Realm; day: string; event: Use; count: number }>();
  const count = (client: { clientId: string; realm?: unknown } | undefined, event: Use) => {
    // Our own screens are no service.
    if (client?.realm !== 'simulation' && client?.realm !== 'production') return;
    const use = { client: client.clientId, realm: client.realm, day: clock.today(), event, count: 0 } as const;
    const key = `${use.client} ${use.realm} ${use.day} ${event}`;
    const known = waiting.get(key) ?? use;
    waiting.set(key, { ...known, count: known.count + 1 });
  };
  const of = (ctx: Counted) => ctx.oidc.client as { clientId: string; realm?: unknown } | undefined;
  oidc.on('authorization.success', (ctx) => count(of(ctx as Counted), 'sign-in'));
  oidc.on('authorization.error', (ctx) => count(of(ctx as Counted), 'refused'));
  oidc.on('pushed_authorization_request.success', (ctx) => count(of(ctx as Counted), 'pushed'));
  oidc.on('grant.success', (ctx) => count(of(ctx as Counted), 'token'));
  oidc.on('grant.error', (ctx, error) => {
    const replayed =
      (error as { error?: string }).error === 'invalid_grant' && (ctx as Counted).oidc.params?.code !== undefined;
    count(of(ctx as Counted), replayed ? 'replay-refused' : 'token-refused');
  });
  oidc.on('end_session.success', (ctx) => count(of(ctx as Counted), 'sign-out'));
  oidc.on('backchannel.success', (_ctx, client) => count(client as never, 'logout-told'));
  oidc.on('backchannel.error', (_ctx, _error, client) => count(client as never, 'logout-failed'));

  async function flush(): Promise<void> {
    const uses = [...waiting.values()];
    waiting.clear();
    for (const use of uses) await addUse(pool, use);
  }
  const timer = setInterval(() => {
    flush().catch((err: unknown) => log.warn({ component: 'clients', err }, 'uses of services were not counted'));
  }, 1000);
  timer.unref();
  return {
    flush,
    async stop() {
      clearInterval(timer);
      await flush();
    },
  };
}
