import type { Client } from '#kernel';

type Queries = Pick<Client, 'query'>;

export interface DeliveryRow {
  /** Numbers of the events in it. */
  first: number;
  last: number;
  at: Date;
  milliseconds: number;
  failure: string | null;
}

export async function insertDelivery(
  client: Queries,
  subscription: string,
  { first, last, milliseconds, failure }: Omit<DeliveryRow, 'at'>,
): Promise<void> {
  await client.query(
    'INSERT INTO subscriptions.delivery (subscription, first, last, milliseconds, failure) VALUES ($1, $2, $3, $4, $5)',
    [subscription, first, last, milliseconds, failure],
  );
}

/** The newest first. */
export async function listDeliveries(client: Queries, subscription: string, limit: number): Promise<DeliveryRow[]> {
  const { rows } = await client.query<DeliveryRow>(
    'SELECT first, last, at, milliseconds, failure FROM subscriptions.delivery WHERE subscription = $1 ORDER BY at DESC LIMIT $2',
    [subscription, limit],
  );
  return rows;
}

/** Events that nobody can catch up with any more, and what was sent of them. */
export async function forgetOld(client: Queries, days: number): Promise<void> {
  await client.query('DELETE FROM subscriptions.event WHERE at < now() - make_interval(days => $1)', [days]);
  await client.query('DELETE FROM subscriptions.delivery WHERE at < now() - make_interval(days => $1)', [days]);
}
