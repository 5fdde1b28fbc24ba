import { type Context, describeEntry, newId, type Transaction } from '#kernel';
import type { Account, ContactKind } from './door.ts';
import { isTold, type SecurityEvent } from './eventKinds.ts';
import { channelOf, queueMessage } from './messages.ts';
import { problems } from './problems.ts';
import { readAccount } from './store.ts';

/** Why and by which law an account's acts are journalled: Decree 69/2024/NĐ-CP on electronic identification. */
export const electronicIdentity = { purpose: 'electronic-identity', legalBasis: 'eid-decree' };

/**
 * Writes a security event: a journal line, the owner's own list, and where it matters a message to every proved contact.
 * @param of the account's id, or itself where it was just read
 * @param data ids and kinds, never a number, a name or an address; `newDevice` makes a sign-in worth a message
 * @param own what only the owner's list says besides
 * @throws Problem accounts/account-unknown
 */
export async function recordEvent(
  transaction: Transaction,
  context: Context,
  of: string | Pick<Account, 'account' | 'person' | 'name' | 'language'>,
  event: SecurityEvent,
  data: Record<string, unknown> = {},
  own: Record<string, unknown> = {},
): Promise<void> {
  const { client } = transaction;
  const owner = typeof of === 'string' ? await readAccount(client, of) : of;
  if (!owner) throw problems['account-unknown']();
  const { account, name, language } = owner;
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
  await client.query({
    name: 'accounts-event',
    text: 'INSERT INTO accounts.event (account, event, at, kind, data, line) VALUES ($1, $2, $3, $4, $5, $6)',
    values: [account, newId(), at, event, JSON.stringify({ ...data, ...own }), line],
  });
  if (isTold(event, data))
    await tellOwner(transaction, { account, name, language }, event, { at, device: String(data.device ?? '') });
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
