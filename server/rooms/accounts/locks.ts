import { type Context, isId, type Transaction } from '#kernel';
import { ageOn, readPerson } from '#rooms/people';
import type { Assurance, Session } from './door.ts';
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

/** Unlocks an account: at the counter, or by two different proofs. @throws Problem accounts/account-locked where only a guardian may */
export async function unlockAccount(
  life: Life,
  transaction: Transaction,
  context: Context,
  account: string,
  why: string,
): Promise<void> {
  const { rows } = await transaction.client.query<{ person: string | null; locked_why: string | null }>(
    'SELECT person, locked_why FROM accounts.account WHERE account = $1 FOR UPDATE',
    [account],
  );
  const held = rows[0];
  if (held?.person && held.locked_why === WITHDRAWN && (await needsGuardian(life, transaction, held.person)))
    throw problems['account-locked']();
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
  const { client } = transaction;
  const { kind } = await holdAuthenticator(transaction, account, authenticator);
  await client.query('UPDATE accounts.authenticator SET removed_at = $3 WHERE account = $1 AND authenticator = $2', [
    account,
    authenticator,
    context.clock.now(),
  ]);
  await client.query('DELETE FROM accounts.credential WHERE account = $1 AND authenticator = $2', [
    account,
    authenticator,
  ]);
  await recordEvent(transaction, context, account, 'authenticator-removed', { authenticator, kind });
}
