import type { Client } from '#kernel';
import type { Account } from './door.ts';
import type { Way } from './model.ts';
import { type AccountRow, accountColumns, toAccount } from './store.ts';

type Reader = Pick<Client, 'query'>;

interface Found {
  passkey: boolean | null;
  device_bound: boolean | null;
  totp: boolean | null;
  recovery_codes: boolean | null;
  code: boolean;
  approval: boolean;
}

/** One row, whoever it is. */
const waysSql = `SELECT bool_or(kind = 'passkey') AS passkey,
    bool_or(kind = 'passkey' AND (secret->>'deviceBound')::boolean) AS device_bound,
    bool_or(kind = 'totp') AS totp,
    bool_or(kind = 'recovery-codes' AND coalesce(jsonb_array_length(secret->'hashes'), 1) > 0) AS recovery_codes,
    EXISTS (SELECT FROM accounts.contact
      WHERE account = $1 AND proved_at IS NOT NULL AND removed_at IS NULL) AS code,
    EXISTS (SELECT FROM accounts.session WHERE account = $1 AND ended_at IS NULL AND ends_at > $2
      AND seen_at + make_interval(secs => idle_seconds) > $2) AS approval
  FROM accounts.authenticator
  WHERE account = $1 AND removed_at IS NULL AND locked_at IS NULL AND confirmed_at IS NOT NULL`;

function toWays(found: Found): Way[] {
  const ways: Way[] = [];
  if (found.passkey) ways.push({ method: 'passkey', deviceBound: found.device_bound === true });
  if (found.approval) ways.push({ method: 'approval' });
  if (found.totp) ways.push({ method: 'totp' });
  if (found.code) ways.push({ method: 'code' });
  if (found.recovery_codes) ways.push({ method: 'recovery-code' });
  ways.push({ method: 'recovery' });
  return ways;
}

/** How an account can prove itself now. One statement, whoever it is. */
export async function readWays(client: Reader, account: string, now: Date): Promise<Way[]> {
  const { rows } = await client.query<Found>({ name: 'accounts-ways', text: waysSql, values: [account, now] });
  return toWays(rows[0]!);
}

/** An account and how it can prove itself now. One statement, whoever it is, or nobody. */
export async function readWithWays(
  client: Reader,
  account: string,
  now: Date,
): Promise<{ account: Account | undefined; ways: readonly Way[] }> {
  const { rows } = await client.query<Found & (AccountRow | { account: null })>({
    name: 'accounts-with-ways',
    text: `SELECT ${accountColumns}, ways.* FROM (${waysSql}) AS ways LEFT JOIN accounts.account ON account = $1`,
    values: [account, now],
  });
  const row = rows[0]!;
  const known = row.account === null ? undefined : toAccount(row);
  return { account: known, ways: known ? allowedWays(known.kind, toWays(row)) : [] };
}

/** An official signs in with the keys that two others registered, and in no other way. */
export function allowedWays(kind: Account['kind'], ways: readonly Way[]): readonly Way[] {
  return kind === 'official' ? ways.filter(({ method }) => method === 'passkey') : ways;
}
