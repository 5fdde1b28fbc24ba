import { type Client, gather } from '#kernel';
import type { Account, AccountKind, AccountState, NewAccount } from './door.ts';

type Reader = Pick<Client, 'query'>;

export interface AccountRow {
  account: string;
  kind: AccountKind;
  actor: string;
  person: string | null;
  name: string;
  language: string;
  level: Account['level'];
  state: AccountState;
}

export const accountColumns = 'account, kind, actor, person, name, language, level, state';

export function toAccount(row: AccountRow): Account {
  const { account, kind, actor, name, language, level, state } = row;
  return { account, kind, actor, person: row.person ?? undefined, name, language, level, state };
}

/** @returns false where the actor has an account already */
export async function insertAccount(client: Reader, account: string, given: NewAccount, now: Date): Promise<boolean> {
  const claimed = await client.query(
    'INSERT INTO accounts.actor_account (actor, account) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [given.actor, account],
  );
  if (claimed.rowCount === 0) return false;
  await client.query(
    `INSERT INTO accounts.account (account, kind, actor, person, name, language, level, state, guardian, created_at, activated_at, level_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, CASE WHEN $8 = 'active' THEN $10::timestamptz END, $10)`,
    [
      account,
      given.kind,
      given.actor,
      given.person ?? null,
      given.name,
      given.language,
      given.level,
      given.state,
      given.guardian ?? null,
      now,
    ],
  );
  return true;
}

export async function readAccount(client: Reader, account: string): Promise<Account | undefined> {
  const { rows } = await client.query<AccountRow>({
    name: 'accounts-account',
    text: `SELECT ${accountColumns} FROM accounts.account WHERE account = $1`,
    values: [account],
  });
  return rows[0] && toAccount(rows[0]);
}

/** The same for many who ask at once. */
export function createAccountReader(pool: Reader): (account: string) => Promise<Account | undefined> {
  return gather(
    async (accounts) => {
      const { rows } = await pool.query<AccountRow>({
        name: 'accounts-accounts',
        text: `SELECT ${accountColumns} FROM accounts.account WHERE account = ANY($1::uuid[])`,
        values: [accounts],
      });
      const found = new Map(rows.map((row) => [row.account, toAccount(row)]));
      return accounts.map((account) => found.get(account));
    },
    { keyOf: (account) => account },
  );
}

/** Two statements whatever is found: what is looked for in vain takes as long. */
export async function readAccountOf(client: Reader, actor: string): Promise<Account | undefined> {
  const { rows } = await client.query<{ account: string }>({
    name: 'accounts-actor',
    text: 'SELECT account FROM accounts.actor_account WHERE actor = $1',
    values: [actor],
  });
  return readAccount(client, rows[0]?.account ?? NOBODY);
}

/** An account that nobody has: reading its rows finds none and takes as long as reading somebody's. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** @returns the state before; undefined where there is no such account or it is in that state already */
export async function writeAccountState(
  client: Reader,
  account: string,
  state: AccountState,
  why: string,
  now: Date,
): Promise<AccountState | undefined> {
  const { rows } = await client.query<{ before: AccountState }>(
    `UPDATE accounts.account AS own SET state = $2,
       locked_why = CASE $2 WHEN 'locked' THEN $3 WHEN 'closed' THEN own.locked_why END,
       closed_why = CASE WHEN $2 = 'closed' THEN $3 END,
       activated_at = CASE WHEN $2 = 'active' THEN coalesce(own.activated_at, $4) ELSE own.activated_at END
     FROM (SELECT account, state FROM accounts.account WHERE account = $1 FOR UPDATE) AS held
     WHERE own.account = $1 AND held.account = own.account AND held.state <> $2 AND held.state <> 'closed'
     RETURNING held.state AS before`,
    [account, state, why, now],
  );
  return rows[0]?.before;
}
