import { setTimeout } from 'node:timers/promises';
import type { Client, Listener } from '#kernel';

type Queries = Pick<Client, 'query'>;

const NAME = 'collection-accounts';
const LOOK_MS = 100;

/**
 * Somebody whom a file entered has opened an electronic account: the record is more than the file's by now. An account that was closed
 * since leaves its history to its owner, and stands likewise.
 */
export const followAccounts: Listener = {
  name: NAME,
  async hear(lines, { client }) {
    const persons = lines.flatMap(({ room, type, subjects }) =>
      room === 'accounts' && type === 'accounts.opened' ? subjects : [],
    );
    if (persons.length === 0) return;
    await client.query(
      `INSERT INTO collection.holder (person) SELECT person FROM unnest($1::uuid[]) AS o (person)
       WHERE EXISTS (SELECT FROM collection.row r WHERE r.person = o.person AND r.verdict = 'accepted-new') ON CONFLICT DO NOTHING`,
      [[...new Set(persons)]],
    );
  },
};

/** Which of the persons have, or had, an electronic account. */
export async function findHolders(client: Queries, persons: readonly string[]): Promise<Set<string>> {
  const { rows } = await client.query<{ person: string }>(
    'SELECT person FROM collection.holder WHERE person = ANY($1::uuid[])',
    [persons],
  );
  return new Set(rows.map(({ person }) => person));
}

/** Waits until all has been heard up to a size of the log. */
export async function awaitHeard(client: Queries, size: number): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ heard: boolean }>(
      'SELECT next_number >= $2 AS heard FROM kernel.listener WHERE name = $1',
      [NAME, size],
    );
    if (size === 0 || rows[0]?.heard) return;
    await setTimeout(LOOK_MS);
  }
}
