import type { Client } from '#kernel';

type Queries = Pick<Client, 'query'>;

/**
 * One lock a person, held by sharing while questions under a consent of theirs are answered and journalled, and alone by a
 * withdrawal.
 */
const lockKey = (person: string) => `hashtextextended('exchange.consent:' || ${person}, 0)`;

/** Waits until nothing is answered under a consent of this person, and until the transaction's end nothing more is. */
export async function lockConsents(client: Queries, person: string): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(${lockKey('$1::text')})`, [person]);
}

const SHARE = `SELECT person FROM unnest($1::text[]) AS one (person) WHERE pg_try_advisory_lock_shared(${lockKey('person')})`;
const UNSHARE = `SELECT pg_advisory_unlock_shared(${lockKey('person')}) FROM unnest($1::text[]) AS one (person)`;

/**
 * Keeps these persons' consents from being withdrawn until `releaseConsents`, on this connection.
 * @returns those who are not withdrawing one just now
 */
export async function shareConsents(client: Queries, persons: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ person: string }>({
    name: 'exchange-share-consents',
    text: SHARE,
    values: [persons],
  });
  return rows.map(({ person }) => person);
}

export async function releaseConsents(client: Queries, persons: readonly string[]): Promise<void> {
  await client.query({ name: 'exchange-release-consents', text: UNSHARE, values: [persons] });
}

/** The same until the transaction's end. @returns those who are not withdrawing one just now */
export async function shareConsentsOf(client: Queries, persons: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ person: string }>(
    `SELECT person FROM unnest($1::text[]) AS one (person) WHERE pg_try_advisory_xact_lock_shared(${lockKey('person')})`,
    [persons],
  );
  return rows.map(({ person }) => person);
}
