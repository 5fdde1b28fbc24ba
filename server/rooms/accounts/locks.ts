import { type Context, isId, type Transaction } from '#kernel';
import { ageOn, readPerson } from '#rooms/people';
import type { Assurance, LockOpener, Session } from './door.ts';
import { recordEvent } from './events.ts';
import { WITHDRAWN } from './guardians.ts';
import type { Life } from './life.ts';
import { problems } from './problems.ts';
import { requireFresh } from './stepUp.ts';

/** Locks one's own account now: no proof is asked for, whoever holds the telephone may only make it safer. */
export async function lockOwnAccount(
  life: Life,
  transaction: Transaction,
  context: Context,
  account: string,
  why: string,
): Promise<void> {
  await life.accounts.setAccountState(transaction, context, account, 'locked', why);
}

/** Why an account is locked that was closed and opened again: its owner comes to a counter. */
export const COUNTER_ONLY = 'counter-only';
/** Why an account is unlocked whose owner gave a passkey and another proof at the sign-in. */
export const BY_PROOFS = 'passkey-and-another';

/** What opens a locked account again. */
export async function openerOf(life: Life, transaction: Transaction, account: string): Promise<LockOpener> {
  const { rows } = await transaction.client.query<{ person: string | null; locked_why: string | null }>(
    'SELECT person, locked_why FROM accounts.account WHERE account = $1 FOR UPDATE',
    [account],
  );
  const { person, locked_why } = rows[0] ?? {};
  if (locked_why === WITHDRAWN && person && (await needsGuardian(life, transaction, person))) return 'guardian';
  return locked_why === COUNTER_ONLY ? 'counter-only' : 'proofs';
}

/**
 * Unlocks an account: at the counter, by a passkey and another proof, or from the machine.
 * @throws Problem accounts/account-locked where only a guardian may, or where proofs are not enough
 */
export async function unlockAccount(
  life: Life,
  transaction: Transaction,
  context: Context,
  account: string,
  why: string,
): Promise<void> {
  const opener = await openerOf(life, transaction, account);
  if (opener === 'guardian' || (opener === 'counter-only' && why === BY_PROOFS)) throw problems['account-locked']();
  await life.accounts.setAccountState(transaction, context, account, 'active', why);
}

/** Who has come of age since decides alone. */
async function needsGuardian(life: Life, transaction: Transaction, person: string): Promise<boolean> {
  const stored = await readPerson(transaction, person);
  const { guardianConsentBelow } = life.offices.country.facts.ages;
  return stored === undefined || ageOn(stored.record, life.kernel.clock.today()) < guardianConsentBelow;
}

interface Authenticator {
  kind: string;
  locked_at: Date | null;
}

/** @throws Problem accounts/authenticator-unknown */
async function holdAuthenticator(
  { client }: Transaction,
  account: string,
  authenticator: string,
): Promise<Authenticator> {
  const { rows } = await client.query<Authenticator>(
    `SELECT kind, locked_at FROM accounts.authenticator
     WHERE account = $1 AND authenticator = $2 AND removed_at IS NULL FOR UPDATE`,
    [account, isId(authenticator) ? authenticator : null],
  );
  if (!rows[0]) throw problems['authenticator-unknown']();
  return rows[0];
}

/** Locks one factor; a session that it opened stays, for its owner is at the screen. */
export async function lockAuthenticator(
  transaction: Transaction,
  context: Context,
  account: string,
  authenticator: string,
): Promise<void> {
  const { kind, locked_at } = await holdAuthenticator(transaction, account, authenticator);
  if (locked_at) return;
  await setLocked(transaction, account, authenticator, context.clock.now());
  await recordEvent(transaction, context, account, 'authenticator-locked', { authenticator, kind });
}

/** What the session must have proved, after the lock, for a factor of the kind to be trusted again. */
const strengthOf: Readonly<Record<string, Assurance>> = { passkey: 'substantial' };

/**
 * Unlocks one factor. The proof must be younger than the lock, so that it cannot have come from the locked one, and at
 * least as strong as it.
 * @throws Problem accounts/authenticator-unknown, accounts/step-up-needed
 */
export async function unlockAuthenticator(
  transaction: Transaction,
  context: Context,
  session: Session,
  authenticator: string,
): Promise<void> {
  const { kind, locked_at } = await holdAuthenticator(transaction, session.account, authenticator);
  if (!locked_at) return;
  const now = context.clock.now();
  const wanted = session.level === 2 ? (strengthOf[kind] ?? 'low') : 'low';
  requireFresh(
    { ...session, provedAt: session.provedAt > locked_at.toISOString() ? session.provedAt : '1970-01-01' },
    wanted,
    now,
  );
  await setLocked(transaction, session.account, authenticator, null);
  await recordEvent(transaction, context, session.account, 'authenticator-unlocked', { authenticator, kind });
}

async function setLocked({ client }: Transaction, account: string, authenticator: string, at: Date | null) {
  await client.query('UPDATE accounts.authenticator SET locked_at = $3 WHERE account = $1 AND authenticator = $2', [
    account,
    authenticator,
    at,
  ]);
}

/** Removes a factor for good. @throws Problem accounts/authenticator-unknown */
export async function removeAuthenticator(
  transaction: Transaction,
  context: Context,
  account: string,
  authenticator: string,
): Promise<void> {
  const which = isId(authenticator) ? [authenticator] : [];
  const removed = await removeAuthenticators(transaction, context, account, which);
  if (removed.length === 0) throw problems['authenticator-unknown']();
}

/**
 * Removes factors for good, all where none are named, and ends the sign-ins on their way: one of them may have been half gone
 * with what is removed.
 * @returns which were there
 */
export async function removeAuthenticators(
  transaction: Transaction,
  context: Context,
  account: string,
  which?: readonly string[],
): Promise<readonly string[]> {
  const { client } = transaction;
  const now = context.clock.now();
  const { rows } = await client.query<{ authenticator: string; kind: string }>(
    `UPDATE accounts.authenticator SET removed_at = $2
     WHERE account = $1 AND removed_at IS NULL AND ($3::uuid[] IS NULL OR authenticator = ANY($3)) RETURNING authenticator, kind`,
    [account, now, which ?? null],
  );
  if (rows.length === 0) return [];
  const removed = rows.map(({ authenticator }) => authenticator);
  await client.query('DELETE FROM accounts.credential WHERE account = $1 AND authenticator = ANY($2)', [
    account,
    removed,
  ]);
  await client.query(
    'UPDATE accounts.attempt SET expires_at = $2 WHERE account = $1 AND finished_at IS NULL AND expires_at > $2',
    [account, now],
  );
  for (const { authenticator, kind } of rows)
    await recordEvent(transaction, context, account, 'authenticator-removed', { authenticator, kind });
  return removed;
}
