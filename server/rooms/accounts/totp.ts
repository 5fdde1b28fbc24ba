import { Secret, TOTP } from 'otpauth';
import { type Client, type Context, isId, type Kernel, type KeyStore, newId, type Transaction } from '#kernel';
import { recordEvent } from './events.ts';
import { problems } from './problems.ts';
import type { Way } from './proving.ts';
import { NOBODY } from './store.ts';

type Keys = Pick<KeyStore, 'seal' | 'open'>;

const PERIOD = 30;
const about = (account: string, authenticator: string) => `totp:${account}:${authenticator}`;

/** RFC 6238 with SHA-1, six digits and 30 seconds: what every application on every telephone can do. */
function totpOf(secret: Secret, label = ''): TOTP {
  return new TOTP({ issuer: 'Dancu', label, secret, algorithm: 'SHA1', digits: 6, period: PERIOD });
}

/** @returns the time step of a code, at most one from now; undefined for a wrong code */
function stepOf(secret: Secret, code: string): number | undefined {
  if (!/^[0-9]{6}$/.test(code)) return undefined;
  // The application on the telephone knows the true time, never a demonstration's.
  const timestamp = Date.now();
  const delta = totpOf(secret).validate({ token: code, timestamp, window: 1 });
  return delta === null ? undefined : Math.floor(timestamp / 1000 / PERIOD) + delta;
}

interface Row {
  authenticator: string;
  secret: { sealed: string };
}

/** Takes the time step for itself: a code that was looked at over a shoulder does not count twice (RFC 6238, 5.2). */
async function acceptStep(
  client: Pick<Client, 'query'>,
  account: string,
  authenticator: string,
  step: number,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await client.query({
    name: 'accounts-totp-step',
    text: `UPDATE accounts.authenticator SET accepted = $3, last_used_at = $4, confirmed_at = coalesce(confirmed_at, $4)
      WHERE account = $1 AND authenticator = $2 AND accepted < $3 AND removed_at IS NULL AND locked_at IS NULL`,
    values: [account, authenticator, step, now],
  });
  return rowCount === 1;
}

function openSecret(keys: Keys, account: string, { authenticator, secret }: Row): Secret | undefined {
  const plain = keys.open(about(account, authenticator), Buffer.from(secret.sealed, 'base64url'));
  return plain && new Secret({ buffer: Uint8Array.from(plain).buffer });
}

/** Codes of an application that was set up before. */
export function totpCodes(keys: Keys): Way {
  return {
    begin: async () => ({ method: 'totp' }),
    async prove({ transaction: { client }, account, now }, _challenge, answer) {
      const { rows } = await client.query<Row>({
        name: 'accounts-totp',
        text: `SELECT authenticator, secret FROM accounts.authenticator
          WHERE account = $1 AND kind = 'totp' AND confirmed_at IS NOT NULL AND removed_at IS NULL AND locked_at IS NULL`,
        values: [account?.account ?? NOBODY],
      });
      const code = answer.replaceAll(/\s/g, '');
      for (const row of rows) {
        const secret = account && openSecret(keys, account.account, row);
        const step = secret && stepOf(secret, code);
        if (step !== undefined && (await acceptStep(client, account!.account, row.authenticator, step, now)))
          return { method: 'totp' };
      }
      return 'wrong';
    },
  };
}

/**
 * A new secret for an application; it counts once a first code was typed from it (`confirmTotp`).
 * @param name what the application shows beside the issuer
 * @returns secret in base 32, and `otpauth:` URI for a QR code
 */
export async function addTotp(
  { keys, clock }: Pick<Kernel, 'keys' | 'clock'>,
  { client }: Transaction,
  account: string,
  given: { label: string; name: string },
): Promise<{ id: string; secret: string; uri: string }> {
  const secret = new Secret({ size: 20 });
  const id = newId();
  const sealed = keys.seal(about(account, id), new Uint8Array(secret.buffer)).toString('base64url');
  await client.query(
    `INSERT INTO accounts.authenticator (account, authenticator, kind, label, secret, added_at) VALUES ($1, $2, 'totp', $3, $4, $5)`,
    [account, id, given.label, JSON.stringify({ sealed }), clock.now()],
  );
  return { id, secret: secret.base32, uri: totpOf(secret, given.name).toString() };
}

/**
 * Counts the caller's first code.
 * @throws Problem accounts/authenticator-unknown (no such secret that waits), accounts/code-wrong
 */
export async function confirmTotp(
  { keys, clock }: Pick<Kernel, 'keys' | 'clock'>,
  transaction: Transaction,
  context: Context,
  account: string,
  authenticator: string,
  code: string,
): Promise<void> {
  const { client } = transaction;
  if (!isId(authenticator)) throw problems['authenticator-unknown']();
  const { rows } = await client.query<Row>(
    `SELECT authenticator, secret FROM accounts.authenticator
     WHERE account = $1 AND authenticator = $2 AND kind = 'totp' AND confirmed_at IS NULL AND removed_at IS NULL FOR UPDATE`,
    [account, authenticator],
  );
  const secret = rows[0] && openSecret(keys, account, rows[0]);
  if (!secret) throw problems['authenticator-unknown']();
  const step = stepOf(secret, code.replaceAll(/\s/g, ''));
  if (step === undefined || !(await acceptStep(client, account, authenticator, step, clock.now())))
    throw problems['code-wrong']({ pointer: '/code' });
  await recordEvent(transaction, context, account, 'authenticator-added', { authenticator, kind: 'totp' });
}
