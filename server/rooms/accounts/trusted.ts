import { type Context, isId, type Transaction } from '#kernel';
import { ADULT, ageOn, findHolders } from '#rooms/people';
import type { Account } from './door.ts';
import { firstName, recordEvent, tellOwner } from './events.ts';
import { normalizeIdentifier } from './identifiers.ts';
import type { Life } from './life.ts';
import { problems } from './problems.ts';
import { RECOVERY_DAYS, TRUSTED_NEEDED, WAIT_HOURS } from './recoveryRules.ts';
import { readAccount, readAccountOf } from './store.ts';

const MOST = 5;

export interface TrustedView {
  person: string;
  name: string;
  namedAt: string;
}

/**
 * Initials: whoever names a number must not learn by it whose it is, and the owner knows whom was meant.
 */
function initials(name: string): string {
  return name
    .trim()
    .split(/\s+/)
    .map((word) => `${word.slice(0, 1)}.`)
    .join(' ');
}

export async function readTrusted({ client }: Transaction, account: string): Promise<TrustedView[]> {
  const { rows } = await client.query<{ person: string; named_at: Date }>(
    'SELECT person, named_at FROM accounts.trusted WHERE account = $1 AND removed_at IS NULL ORDER BY named_at',
    [account],
  );
  const views: TrustedView[] = [];
  for (const { person, named_at } of rows) {
    const known = await readAccountOf(client, person);
    views.push({ person, name: initials(known?.name ?? ''), namedAt: named_at.toISOString() });
  }
  return views;
}

/** Namings a day: whoever is signed in must not try numbers. @throws Problem accounts/too-many */
export function spendOnNaming(life: Life, account: string): Promise<void> {
  return life.accounts.spend(`trusted:${account}`, 10, 86_400);
}

/**
 * Names an adult with an account who may help its owner back in.
 * @throws Problem accounts/trusted-unknown (nobody, no account, too young, oneself: the same), accounts/trusted-too-many
 */
export async function nameTrusted(
  transaction: Transaction,
  context: Context,
  owner: Pick<Account, 'account' | 'person'>,
  typed: string,
): Promise<void> {
  const { client } = transaction;
  const identifier = normalizeIdentifier(typed);
  const holders = (await findHolders(client, [identifier])).get(identifier) ?? [];
  const [holder, ...others] = holders.filter((one) => one.status === 'active' && one.life === 'alive');
  const account = await readAccountOf(client, holder?.person ?? identifier);
  const fit =
    holder !== undefined &&
    others.length === 0 &&
    holder.person !== owner.person &&
    account?.state === 'active' &&
    ageOn(holder.record, context.clock.today()) >= ADULT;
  if (!fit) throw problems['trusted-unknown']({ pointer: '/identifier' });
  // The row of the account is what parallel namings wait for.
  await client.query('SELECT 1 FROM accounts.account WHERE account = $1 FOR UPDATE', [owner.account]);
  const { rowCount } = await client.query(
    `INSERT INTO accounts.trusted (account, person, named_at)
     SELECT $1, $2, $3 WHERE (SELECT count(*) FROM accounts.trusted WHERE account = $1 AND removed_at IS NULL) < ${MOST}
     ON CONFLICT (account, person) DO UPDATE SET named_at = excluded.named_at, removed_at = NULL`,
    [owner.account, holder.person, context.clock.now()],
  );
  if (rowCount !== 1) throw problems['trusted-too-many']({ values: { most: MOST } });
  await client.query('INSERT INTO accounts.trusted_of (person, account) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    holder.person,
    owner.account,
  ]);
  await recordEvent(transaction, context, owner.account, 'trusted-named', { person: holder.person });
}

/** @throws Problem accounts/trusted-unknown */
export async function removeTrusted(
  transaction: Transaction,
  context: Context,
  account: string,
  person: string,
): Promise<void> {
  const { client } = transaction;
  const { rowCount } = await client.query(
    'UPDATE accounts.trusted SET removed_at = $3 WHERE account = $1 AND person = $2 AND removed_at IS NULL',
    [account, isId(person) ? person : null, context.clock.now()],
  );
  if (rowCount !== 1) throw problems['trusted-unknown']();
  await client.query('DELETE FROM accounts.trusted_of WHERE person = $1 AND account = $2', [person, account]);
  await recordEvent(transaction, context, account, 'trusted-removed', { person });
}

/** Tells the trusted persons that somebody asks for their help, by the owner's first name. */
export async function tellTrusted(transaction: Transaction, owner: Account): Promise<void> {
  for (const { person } of await readTrusted(transaction, owner.account)) {
    const helper = await readAccountOf(transaction.client, person);
    if (helper) await tellOwner(transaction, helper, 'trusted-asked', { friend: firstName(owner.name) });
  }
}

export interface AskedView {
  recovery: string;
  name: string;
  number: number;
  begunAt: string;
  confirmed: boolean;
  readyAt?: string;
}

/** Recoveries in which this person is asked for help. */
export async function readAsked(life: Life, { client }: Transaction, person: string): Promise<AskedView[]> {
  const named = await client.query<{ account: string }>('SELECT account FROM accounts.trusted_of WHERE person = $1', [
    person,
  ]);
  const { rows } = await client.query<{
    account: string;
    recovery: string;
    number: number;
    made_at: Date;
    ready_at: Date | null;
    confirmed: string[];
  }>(
    `SELECT account, recovery, number, made_at, ready_at, confirmed FROM accounts.recovery
     WHERE account = ANY($1) AND way = 'trusted' AND state = 'waiting' AND expires_at > $2`,
    [named.rows.map((row) => row.account), life.kernel.clock.now()],
  );
  const views: AskedView[] = [];
  for (const row of rows) {
    const owner = await readAccount(client, row.account);
    views.push({
      recovery: row.recovery,
      name: owner?.name ?? '',
      number: row.number,
      begunAt: row.made_at.toISOString(),
      confirmed: row.confirmed.includes(person),
      ...(row.ready_at ? { readyAt: row.ready_at.toISOString() } : {}),
    });
  }
  return views;
}

/**
 * A trusted person confirms or refuses. The second confirmation starts the waiting time; one refusal ends it all.
 * @throws Problem accounts/recovery-unknown (also where one is not asked, or it is over)
 */
export async function decideAsked(
  life: Life,
  transaction: Transaction,
  context: Context,
  person: string,
  recovery: string,
  decision: 'confirm' | 'refuse',
): Promise<void> {
  if (!isId(recovery)) throw problems['recovery-unknown']();
  const asked = (await readAsked(life, transaction, person)).find((one) => one.recovery === recovery);
  if (!asked) throw problems['recovery-unknown']();
  const { client } = transaction;
  const now = life.kernel.clock.now();
  const readyAt = new Date(now.getTime() + WAIT_HOURS * 3_600_000);
  // Not on their own word alone: still named, and counted once.
  const open = `recovery = $1 AND state = 'waiting' AND expires_at > $3 AND EXISTS (
    SELECT 1 FROM accounts.trusted t WHERE t.account = recovery.account AND t.person = $2 AND t.removed_at IS NULL)`;
  const { rows } =
    decision === 'refuse'
      ? await client.query<{ account: string; ready_at: Date | null }>(
          `UPDATE accounts.recovery SET state = 'refused' WHERE ${open} RETURNING account, ready_at`,
          [recovery, person, now],
        )
      : await client.query<{ account: string; ready_at: Date | null }>(
          `UPDATE accounts.recovery SET confirmed = confirmed || to_jsonb($2::uuid::text),
             ready_at = CASE WHEN jsonb_array_length(confirmed) + 1 >= ${TRUSTED_NEEDED} THEN coalesce(ready_at, $4) END,
             expires_at = CASE WHEN ready_at IS NOT NULL THEN expires_at
               WHEN jsonb_array_length(confirmed) + 1 >= ${TRUSTED_NEEDED} THEN $4::timestamptz + interval '${RECOVERY_DAYS} days'
               ELSE greatest(expires_at, $3::timestamptz + interval '${RECOVERY_DAYS} days') END
           WHERE ${open} AND NOT confirmed ? $2::uuid::text RETURNING account, ready_at`,
          [recovery, person, now, readyAt],
        );
  const row = rows[0];
  if (!row) throw problems['recovery-unknown']();
  const by = { recovery, by: 'trusted' };
  if (decision === 'refuse') await recordEvent(transaction, context, row.account, 'recovery-refused', by);
  else
    await recordEvent(transaction, context, row.account, 'recovery-confirmed', {
      ...by,
      ...(row.ready_at ? { readyAt: row.ready_at.toISOString() } : {}),
    });
}
