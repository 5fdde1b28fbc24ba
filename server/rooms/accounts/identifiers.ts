import { createHash } from 'node:crypto';
import type { Client } from '#kernel';
import { findHolders } from '#rooms/people';
import type { Account } from './door.ts';
import { NOBODY, readAccount, readAccountOf } from './store.ts';

/** A number as people write it: blanks, points and hyphens between its groups mean nothing. */
export function normalizeIdentifier(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\s.\u00AD\u2010-\u2015-]/g, '')
    .toUpperCase()
    .slice(0, 40);
}

/**
 * Whom a number at the sign-in names: a personal number in force or cancelled, a foreigner's number, an official's staff
 * number. The same number of statements whether or not anybody has it.
 */
export async function findByIdentifier(client: Client, identifier: string): Promise<Account | undefined> {
  const holders = (await findHolders(client, [identifier])).get(identifier) ?? [];
  const persons = new Set(
    holders
      .filter(({ kind, status, life }) => numbers.has(kind) && status !== 'void' && life !== 'dead')
      .map(({ person }) => person),
  );
  // A search that finds nobody asks no second time; this asks in its place.
  if (holders.length === 0) await readAccount(client, NOBODY);
  const [person, ...others] = persons;
  const account = await readAccountOf(client, person && others.length === 0 ? person : identifier);
  // A person's key is not a number to sign in with.
  return account && (account.kind === 'official') === (account.actor === identifier) ? account : undefined;
}

const numbers: ReadonlySet<string> = new Set(['pin', 'foreigner-number']);

/**
 * Bucket of the limits of whoever is behind a number. A number that nobody has gets one of its own, so that it runs into
 * the same limits; the hash only keeps numbers out of the table, it hides them from nobody who could guess them all.
 */
export function subjectOf(account: Account | undefined, identifier: string): string {
  return account?.account ?? createHash('sha256').update(`identifier ${identifier}`).digest('base64url');
}
