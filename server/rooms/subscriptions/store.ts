import type { Client } from '#kernel';
import type { Kind } from './model.ts';

type Queries = Pick<Client, 'query'>;

export interface SubscriptionRow {
  subscription: string;
  organisation: string;
  system: string;
  purpose: string;
  legal_basis: string;
  kinds: Kind[];
  endpoint: string | null;
  state: 'active' | 'paused' | 'ended';
  made_at: Date;
  newest: number;
  delivered: number;
  attempts: number;
  failure: string | null;
  next_at: Date;
}

export interface EventRow {
  number: number;
  pseudonym: string;
  kind: Kind;
  at: Date;
}

export async function insertSubscription(
  client: Queries,
  one: Pick<
    SubscriptionRow,
    'subscription' | 'organisation' | 'system' | 'purpose' | 'legal_basis' | 'kinds' | 'endpoint'
  > & {
    made_at: string;
  },
): Promise<void> {
  await client.query(
    `INSERT INTO subscriptions.subscription (subscription, organisation, system, purpose, legal_basis, kinds, endpoint, made_at, state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'active')`,
    [
      one.subscription,
      one.organisation,
      one.system,
      one.purpose,
      one.legal_basis,
      one.kinds,
      one.endpoint,
      one.made_at,
    ],
  );
}

export interface CountedRow extends SubscriptionRow {
  persons: number;
  /** Since when the oldest event that has not arrived waits. */
  waiting_since: Date | null;
}

const COUNTED = `SELECT s.*, (SELECT count(*)::int FROM subscriptions.watched w WHERE w.subscription = s.subscription) AS persons,
    (SELECT at FROM subscriptions.event e WHERE e.subscription = s.subscription AND number > s.delivered ORDER BY number LIMIT 1) AS waiting_since
  FROM subscriptions.subscription s WHERE organisation = $1`;

/** An organisation's own: those that have not ended, then the others; newest first. */
export async function listSubscriptions(client: Queries, organisation: string): Promise<CountedRow[]> {
  const { rows } = await client.query<CountedRow>(`${COUNTED} ORDER BY state = 'ended', subscription DESC LIMIT 200`, [
    organisation,
  ]);
  return rows;
}

/** One of an organisation's own. */
export async function findSubscription(
  client: Queries,
  organisation: string,
  subscription: string,
): Promise<CountedRow | undefined> {
  const { rows } = await client.query<CountedRow>(`${COUNTED} AND subscription = $2`, [organisation, subscription]);
  return rows[0];
}

export async function readSubscription(
  client: Queries,
  subscription: string,
  lock = '',
): Promise<SubscriptionRow | undefined> {
  const { rows } = await client.query<SubscriptionRow>(
    `SELECT * FROM subscriptions.subscription WHERE subscription = $1 ${lock}`,
    [subscription],
  );
  return rows[0];
}

/** Paused: nothing leaves. Going on, it is tried at once what waits. */
export async function setState(client: Queries, subscription: string, state: 'active' | 'paused'): Promise<void> {
  await client.query('UPDATE subscriptions.subscription SET state = $2, next_at = now() WHERE subscription = $1', [
    subscription,
    state,
  ]);
}

/** What failed is tried again now. */
export async function hastenSending(client: Queries, subscription: string): Promise<void> {
  await client.query('UPDATE subscriptions.subscription SET next_at = now() WHERE subscription = $1', [subscription]);
}

/** Who is no longer told is no longer named either. */
export async function endSubscription(client: Queries, subscription: string): Promise<void> {
  await client.query("UPDATE subscriptions.subscription SET state = 'ended' WHERE subscription = $1", [subscription]);
  await client.query('DELETE FROM subscriptions.watched WHERE subscription = $1', [subscription]);
}

export async function insertWatched(
  client: Queries,
  subscription: string,
  persons: readonly { person: string; pseudonym: string }[],
): Promise<void> {
  await client.query(
    `INSERT INTO subscriptions.watched (person, subscription, pseudonym)
     SELECT person, $1, pseudonym FROM unnest($2::uuid[], $3::text[]) AS w (person, pseudonym) ON CONFLICT DO NOTHING`,
    [subscription, persons.map(({ person }) => person), persons.map(({ pseudonym }) => pseudonym)],
  );
}

/** @returns whom it was; undefined where the subscription does not name them */
export async function deleteWatched(
  client: Queries,
  subscription: string,
  pseudonym: string,
): Promise<string | undefined> {
  const { rows } = await client.query<{ person: string }>(
    'DELETE FROM subscriptions.watched WHERE subscription = $1 AND pseudonym = $2 RETURNING person',
    [subscription, pseudonym],
  );
  return rows[0]?.person;
}

export interface Watcher
  extends Pick<SubscriptionRow, 'subscription' | 'organisation' | 'system' | 'purpose' | 'legal_basis' | 'kinds'> {
  person: string;
  pseudonym: string;
}

/** Who watches these persons. */
export async function findWatchers(client: Queries, persons: readonly string[]): Promise<Watcher[]> {
  const { rows } = await client.query<Watcher>(
    `SELECT w.person, w.pseudonym, s.subscription, s.organisation, s.system, s.purpose, s.legal_basis, s.kinds
     FROM subscriptions.watched w JOIN subscriptions.subscription s USING (subscription)
     WHERE w.person = ANY($1::uuid[]) AND s.state <> 'ended'`,
    [persons],
  );
  return rows;
}

/** Puts an event into the outbox. @returns its number */
export async function insertEvent(
  client: Queries,
  { subscription, pseudonym }: Pick<Watcher, 'subscription' | 'pseudonym'>,
  kind: Kind,
  at: string,
): Promise<number> {
  const { rows } = await client.query<{ number: number }>(
    `WITH next AS (UPDATE subscriptions.subscription SET newest = newest + 1 WHERE subscription = $1 RETURNING newest)
     INSERT INTO subscriptions.event (subscription, number, pseudonym, kind, at) SELECT $1, newest, $2, $3, $4 FROM next RETURNING number`,
    [subscription, pseudonym, kind, at],
  );
  return rows[0]!.number;
}

export async function readEvents(
  client: Queries,
  subscription: string,
  after: number,
  limit: number,
): Promise<EventRow[]> {
  const { rows } = await client.query<EventRow>(
    'SELECT number, pseudonym, kind, at FROM subscriptions.event WHERE subscription = $1 AND number > $2 ORDER BY number LIMIT $3',
    [subscription, after, limit],
  );
  return rows;
}

/** Up to a number events have arrived: never back. */
export async function markDelivered(client: Queries, subscription: string, number: number): Promise<void> {
  await client.query(
    `UPDATE subscriptions.subscription SET delivered = greatest(delivered, least($2, newest)), attempts = 0, failure = NULL, next_at = now(), lease_until = now()
     WHERE subscription = $1`,
    [subscription, number],
  );
}

export async function markFailed(client: Queries, subscription: string, why: string, wait: number): Promise<void> {
  await client.query(
    `UPDATE subscriptions.subscription SET attempts = attempts + 1, failure = $2, next_at = now() + make_interval(secs => $3::float8 / 1000), lease_until = now()
     WHERE subscription = $1`,
    [subscription, why, wait],
  );
}

/** Takes the subscription whose turn it is: two processes never send to one receiver at once. */
export async function claimDue(client: Queries, leaseSeconds: number): Promise<SubscriptionRow | undefined> {
  const { rows } = await client.query<SubscriptionRow>(
    `UPDATE subscriptions.subscription SET lease_until = now() + make_interval(secs => $1)
     WHERE subscription = (
       SELECT subscription FROM subscriptions.subscription
       WHERE state = 'active' AND endpoint IS NOT NULL AND delivered < newest AND next_at <= now() AND lease_until <= now()
       ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING *`,
    [leaseSeconds],
  );
  return rows[0];
}
