import { type Context, isId, newId, type Transaction } from '#kernel';
import { maskContact, parseContact } from './contactValues.ts';
import type { ContactKind } from './door.ts';
import { recordEvent } from './events.ts';
import type { Life } from './life.ts';
import { channelOf, queueMessage, sealCode } from './messages.ts';
import { problems } from './problems.ts';
import { drawDigits, hashForBucket, isCode, sealDigits } from './secretCodes.ts';

/** How long the code for a contact counts: long enough for a slow gateway. */
const CODE_MINUTES = 10;
export const TRIES = 5;
const MOST = 5;

export interface ContactView {
  id: string;
  kind: ContactKind;
  masked: string;
  proved: boolean;
}

export async function readContacts({ client }: Transaction, account: string): Promise<ContactView[]> {
  const { rows } = await client.query<{ contact: string; kind: ContactKind; value: string; proved: boolean }>(
    `SELECT contact, kind, value, proved_at IS NOT NULL AS proved FROM accounts.contact
     WHERE account = $1 AND removed_at IS NULL ORDER BY contact`,
    [account],
  );
  return rows.map(({ contact, kind, value, proved }) => ({
    id: contact,
    kind,
    masked: maskContact(kind, value),
    proved,
  }));
}

/** @throws Problem accounts/contact-malformed */
export function readContactValue(life: Life, kind: ContactKind, value: string, pointer: string): string {
  const parsed = parseContact(kind, value, life.offices.country.facts.phone);
  if (parsed === undefined) throw problems['contact-malformed']({ pointer });
  return parsed;
}

/**
 * At most so many codes an hour to one number or address, whoever asks for them. Outside of a transaction: what is asked for
 * in vain must count too, and a second connection taken within one can wait for itself.
 */
export async function spendOnContact(life: Life, value: string): Promise<void> {
  await life.accounts.spend(`code-to:${hashForBucket(value)}`, 5, 3600);
}

/** A contact that may be sent a code now. @throws Problem accounts/contact-malformed, accounts/too-many */
export async function admitContact(
  life: Life,
  given: { kind: ContactKind; value: string },
  pointer: string,
): Promise<Admitted> {
  const value = readContactValue(life, given.kind, given.value, pointer);
  await spendOnContact(life, value);
  return { kind: given.kind, value };
}

/** As `admitContact` lets it through. */
export interface Admitted {
  readonly kind: ContactKind;
  readonly value: string;
}

/**
 * Adds a way to be reached and sends a code to it; again for one that is not proved yet. The contacts that are proved are
 * told at once.
 * @throws Problem accounts/contact-exists, accounts/too-many
 */
export async function addContact(
  life: Life,
  transaction: Transaction,
  context: Context,
  owner: { account: string; language: string },
  given: Admitted,
): Promise<{ id: string }> {
  const { client } = transaction;
  const { value } = given;
  const now = life.kernel.clock.now();
  const code = drawDigits();
  const until = new Date(now.getTime() + CODE_MINUTES * 60_000);
  const id = newId();
  const { rows } = await client.query<{ contact: string; proved: boolean }>(
    `INSERT INTO accounts.contact (account, contact, kind, value, added_at)
     SELECT $1, $2, $3, $4, $5 WHERE (SELECT count(*) FROM accounts.contact WHERE account = $1 AND removed_at IS NULL) < $6
     ON CONFLICT (account, kind, value) WHERE removed_at IS NULL DO UPDATE SET failures = 0
     RETURNING contact, proved_at IS NOT NULL AS proved`,
    [owner.account, id, given.kind, value, now, MOST],
  );
  const row = rows[0];
  if (!row) throw problems['too-many']({ extra: { retryAfter: 3600 } });
  if (row.proved) throw problems['contact-exists']({ pointer: '/value' });
  await client.query('UPDATE accounts.contact SET code = $3, code_until = $4 WHERE account = $1 AND contact = $2', [
    owner.account,
    row.contact,
    sealDigits(life.kernel.keys, row.contact, code),
    until,
  ]);
  await queueMessage(transaction, {
    account: owner.account,
    channel: channelOf[given.kind],
    recipient: value,
    template: 'contact-code',
    language: owner.language,
    sealed: sealCode(life.kernel.keys, code),
    expiresAt: until,
  });
  if (row.contact === id) await recordEvent(transaction, context, owner.account, 'contact-added', { kind: given.kind });
  return { id: row.contact };
}

/**
 * Proves a contact by the code that was sent to it.
 * @returns false for a wrong or late code: the try counts, so the transaction must not be undone by an error
 */
export async function proveContact(
  life: Life,
  { client }: Transaction,
  account: string,
  contact: string,
  typed: string,
): Promise<boolean> {
  if (!isId(contact)) return false;
  const now = life.kernel.clock.now();
  // The try is taken before the code is compared: parallel guesses are not more than five.
  const { rows } = await client.query<{ code: Buffer }>(
    `UPDATE accounts.contact SET failures = failures + 1
     WHERE account = $1 AND contact = $2 AND code IS NOT NULL AND code_until > $3 AND failures < ${TRIES} AND removed_at IS NULL
     RETURNING code`,
    [account, contact, now],
  );
  if (!rows[0] || !isCode(life.kernel.keys, contact, rows[0].code, typed)) return false;
  const { rowCount } = await client.query(
    'UPDATE accounts.contact SET proved_at = $3, code = NULL WHERE account = $1 AND contact = $2 AND code IS NOT NULL',
    [account, contact, now],
  );
  return rowCount === 1;
}

/** Removes a contact; it is told itself, once more. @throws Problem accounts/contact-unknown, accounts/contact-last */
export async function removeContact(
  life: Life,
  transaction: Transaction,
  context: Context,
  account: string,
  contact: string,
): Promise<void> {
  const { client } = transaction;
  if (!isId(contact)) throw problems['contact-unknown']();
  const { rows } = await client.query<{ contact: string; kind: ContactKind; proved_at: Date | null }>(
    'SELECT contact, kind, proved_at FROM accounts.contact WHERE account = $1 AND removed_at IS NULL ORDER BY contact FOR UPDATE',
    [account],
  );
  const own = rows.find((row) => row.contact === contact);
  if (!own) throw problems['contact-unknown']();
  // Nobody could tell the owner of anything any more.
  if (own.proved_at && rows.filter((row) => row.proved_at).length === 1) throw problems['contact-last']();
  await recordEvent(transaction, context, account, 'contact-removed', { kind: own.kind });
  await client.query('UPDATE accounts.contact SET removed_at = $3, code = NULL WHERE account = $1 AND contact = $2', [
    account,
    contact,
    life.kernel.clock.now(),
  ]);
}

/** A contact that was proved otherwise: by the activation's code. */
export async function insertProvedContact(
  { client }: Transaction,
  account: string,
  given: { kind: ContactKind; value: string },
  now: Date,
): Promise<void> {
  await client.query(
    `INSERT INTO accounts.contact (account, contact, kind, value, added_at, proved_at) VALUES ($1, $2, $3, $4, $5, $5)
     ON CONFLICT (account, kind, value) WHERE removed_at IS NULL DO UPDATE SET proved_at = $5, code = NULL`,
    [account, newId(), given.kind, given.value, now],
  );
}
