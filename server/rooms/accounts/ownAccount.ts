import type { Transaction } from '#kernel';
import { readContacts } from './contacts.ts';
import type { Session } from './door.ts';
import { isRecoveryOnly } from './recoveryRules.ts';
import { readTrusted } from './trusted.ts';

interface Row {
  authenticator: string;
  kind: string;
  label: string;
  added_at: Date;
  last_used_at: Date | null;
  locked_at: Date | null;
  device_bound: boolean | null;
  left: number | null;
}

/** One's own account as its page shows it. Addresses are masked: the screen may be seen by others. */
export async function viewOwnAccount(transaction: Transaction, session: Session) {
  const { client } = transaction;
  const { account, name, kind, level, state, language, assurance, provedAt, acting } = session;
  const times = await client.query<{ activated_at: Date | null; last_sign_in_at: Date | null; level: number }>(
    'SELECT activated_at, last_sign_in_at, level FROM accounts.account WHERE account = $1',
    [account],
  );
  const { rows } = await client.query<Row>(
    `SELECT authenticator, kind, label, added_at, last_used_at, locked_at, (secret->>'deviceBound')::boolean AS device_bound,
       jsonb_array_length(secret->'hashes') AS left
     FROM accounts.authenticator WHERE account = $1 AND removed_at IS NULL AND confirmed_at IS NOT NULL ORDER BY added_at`,
    [account],
  );
  const time = times.rows[0]!;
  return {
    name,
    kind,
    // The session's own level was what counted when it began.
    level: Math.max(level, time.level),
    state,
    language,
    ...(time.activated_at ? { activatedAt: time.activated_at.toISOString() } : {}),
    ...(time.last_sign_in_at ? { lastSignInAt: time.last_sign_in_at.toISOString() } : {}),
    contacts: await readContacts(transaction, account),
    authenticators: rows.map((row) => ({
      id: row.authenticator,
      kind: row.kind,
      label: row.label,
      addedAt: row.added_at.toISOString(),
      ...(row.last_used_at ? { lastUsedAt: row.last_used_at.toISOString() } : {}),
      locked: row.locked_at !== null,
      ...(row.device_bound === null ? {} : { deviceBound: row.device_bound }),
    })),
    recoveryCodesLeft: rows.find((row) => row.kind === 'recovery-codes' && !row.locked_at)?.left ?? 0,
    trusted: await readTrusted(transaction, account),
    assurance,
    provedAt,
    ...(acting ? { acting } : {}),
    recoveryOnly: isRecoveryOnly(session.factors),
  };
}
