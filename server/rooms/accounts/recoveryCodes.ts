import { hkdfSync, randomBytes } from 'node:crypto';
import { type Context, type Kernel, newId, type Transaction } from '#kernel';
import { recordEvent } from './events.ts';
import type { Way } from './proving.ts';
import { drawPaperCode, readPaperCode } from './secretCodes.ts';
import { NOBODY } from './store.ts';

const HOW_MANY = 10;

interface Sheet {
  readonly salt: string;
  readonly hashes: readonly string[];
}

/** Sixty random bits need no slow hash; the salt keeps two accounts' sheets from being searched at once. */
function hashCode(salt: string, typed: string): string {
  const hashed = hkdfSync('sha256', readPaperCode(typed), Buffer.from(salt, 'base64url'), 'recovery-code', 16);
  return Buffer.from(hashed).toString('base64url');
}

/** Codes on paper for the day on which the telephone is gone; each counts once. */
export const recoveryCodes: Way = {
  begin: async () => ({ method: 'recovery-code' }),
  async prove({ transaction: { client }, account, now }, _challenge, answer) {
    const { rows } = await client.query<{ authenticator: string; secret: Sheet }>({
      name: 'accounts-recovery-codes',
      text: `SELECT authenticator, secret FROM accounts.authenticator
        WHERE account = $1 AND kind = 'recovery-codes' AND removed_at IS NULL AND locked_at IS NULL`,
      values: [account?.account ?? NOBODY],
    });
    // Somebody without a sheet hashes as well.
    const hash = hashCode(rows[0]?.secret.salt ?? 'none', answer);
    if (!rows[0] || !account) return 'wrong';
    const { rowCount } = await client.query({
      name: 'accounts-recovery-code-used',
      text: `UPDATE accounts.authenticator SET last_used_at = $4, secret = jsonb_set(secret, '{hashes}', (secret->'hashes') - $3::text)
        WHERE account = $1 AND authenticator = $2 AND secret->'hashes' ? $3::text AND removed_at IS NULL AND locked_at IS NULL`,
      values: [account.account, rows[0].authenticator, hash, now],
    });
    return rowCount === 1 ? { method: 'recovery-code' } : 'wrong';
  },
};

/** A new sheet; the one before ends. @returns the codes, shown this once */
export async function makeRecoveryCodes(
  { clock }: Pick<Kernel, 'clock'>,
  transaction: Transaction,
  context: Context,
  account: string,
): Promise<{ authenticator: string; codes: string[] }> {
  const { client } = transaction;
  const now = clock.now();
  // Two sheets made at once: the second waits here and ends the first.
  await client.query('SELECT 1 FROM accounts.account WHERE account = $1 FOR UPDATE', [account]);
  await client.query(
    `UPDATE accounts.authenticator SET removed_at = $2 WHERE account = $1 AND kind = 'recovery-codes' AND removed_at IS NULL`,
    [account, now],
  );
  const codes = Array.from({ length: HOW_MANY }, drawPaperCode);
  const salt = randomBytes(16).toString('base64url');
  const authenticator = newId();
  const sheet: Sheet = { salt, hashes: codes.map((code) => hashCode(salt, code)) };
  await client.query(
    `INSERT INTO accounts.authenticator (account, authenticator, kind, label, secret, added_at, confirmed_at)
     VALUES ($1, $2, 'recovery-codes', '', $3, $4, $4)`,
    [account, authenticator, JSON.stringify(sheet), now],
  );
  await recordEvent(transaction, context, account, 'authenticator-added', { authenticator, kind: 'recovery-codes' });
  return { authenticator, codes };
}
