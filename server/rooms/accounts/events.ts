import { type Context, describeEntry, newId, type Transaction } from '#kernel';
import type { ContactKind, SecurityEvent } from './door.ts';
import { channelOf, queueMessage } from './messages.ts';
import { problems } from './problems.ts';

/** Why and by which law an account's acts are journalled: Decree 69/2024/NĐ-CP on electronic identification. */
export const electronicIdentity = { purpose: 'electronic-identity', legalBasis: 'eid-decree' };

/**
 * What is told to every proved contact at once, so that an act that was not the owner's is seen by the owner. The others
 * stand in the list of events; a message about each would teach people not to read them.
 */
const told: ReadonlySet<SecurityEvent> = new Set([
  'activated',
  'level-raised',
  'authenticator-added',
  'authenticator-removed',
  'authenticator-locked',
  'authenticator-unlocked',
  'account-locked',
  'account-unlocked',
  'account-closed',
  'account-reopened',
  'contact-added',
  'contact-removed',
  'recovery-begun',
  'recovery-confirmed',
  'recovery-refused',
  'recovered',
  'trusted-named',
  'trusted-removed',
  'guardian-consented',
  'mandate-given',
  'mandate-ended',
  'post-given',
  'post-ended',
]);

/**
 * Writes a security event: a journal line, the owner's own list, and where it matters a message to every proved contact.
 * @param data ids and kinds, never a number, a name or an address; `newDevice` makes a sign-in worth a message
 * @param own what only the owner's list says besides
 * @throws Problem accounts/account-unknown
 */
export async function recordEvent(
  transaction: Transaction,
  context: Context,
  account: string,
  event: SecurityEvent,
  data: Record<string, unknown> = {},
  own: Record<string, unknown> = {},
): Promise<void> {
  const { client } = transaction;
  const { rows } = await client.query<{ person: string | null; name: string; language: string }>(
    'SELECT person, name, language FROM accounts.account WHERE account = $1',
    [account],
  );
  const owner = rows[0];
  if (!owner) throw problems['account-unknown']();
  const stated = context.caller.kind === 'official' && context.purpose !== undefined;
  const line = transaction.append(
    describeEntry(context, {
      kind: 'act',
      room: 'accounts',
      type: `accounts.${event}`,
      subjects: owner.person ? [owner.person] : [],
      ...(stated ? {} : electronicIdentity),
      data: { account, ...data },
    }),
  );
  const at = context.clock.now().toISOString();
  await client.query(
    'INSERT INTO accounts.event (account, event, at, kind, data, line) VALUES ($1, $2, $3, $4, $5, $6)',
    [account, newId(), at, event, JSON.stringify({ ...data, ...own }), line],
  );
  if (told.has(event) || (event === 'signed-in' && data.newDevice === true))
    await tellOwner(transaction, { account, ...owner }, event, { at, device: String(data.device ?? '') });
}

/** A notice to every proved contact of an account, in the owner's language. */
export async function tellOwner(
  transaction: Transaction,
  owner: { account: string; name: string; language: string },
  template: string,
  values: Record<string, string>,
): Promise<void> {
  const { rows } = await transaction.client.query<{ kind: ContactKind; value: string }>(
    'SELECT kind, value FROM accounts.contact WHERE account = $1 AND proved_at IS NOT NULL AND removed_at IS NULL',
    [owner.account],
  );
  for (const { kind, value } of rows) {
    await queueMessage(transaction, {
      account: owner.account,
      channel: channelOf[kind],
      recipient: value,
      template,
      language: owner.language,
      values: { name: firstName(owner.name), ...values },
    });
  }
}

/** The one name that a message may say: it may be read on a locked screen, or by whoever has the number now. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/).at(-1) ?? '';
}

export interface EventQuery {
  before?: string | undefined;
  kind?: string | undefined;
  year?: number | undefined;
  limit: number;
}
export interface EventRow {
  id: string;
  at: string;
  kind: SecurityEvent;
  data: Record<string, unknown>;
  line: string;
}

/** Newest first; `before` is the id of the last one that was read. */
export async function readEvents(
  transaction: Transaction,
  account: string,
  { before, kind, year, limit }: EventQuery,
): Promise<{ events: EventRow[]; more: boolean }> {
  const { rows } = await transaction.client.query<{
    event: string;
    at: Date;
    kind: SecurityEvent;
    data: Record<string, unknown>;
    line: string;
  }>(
    `SELECT event, at, kind, data, line FROM accounts.event
     WHERE account = $1 AND ($2::uuid IS NULL OR event < $2) AND ($3::text IS NULL OR kind = $3)
       AND ($4::int IS NULL OR (at >= make_timestamptz($4, 1, 1, 0, 0, 0, 'UTC') AND at < make_timestamptz($4 + 1, 1, 1, 0, 0, 0, 'UTC')))
     ORDER BY event DESC LIMIT $5`,
    [account, before ?? null, kind ?? null, year ?? null, limit + 1],
  );
  const events = rows.slice(0, limit).map(({ event, at, ...row }) => ({ id: event, at: at.toISOString(), ...row }));
  return { events, more: rows.length > limit };
}
