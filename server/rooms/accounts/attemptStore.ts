import type { Client } from '#kernel';
import type { Refusal } from './attemptModel.ts';
import type { Assurance, Factor, Method, Origin } from './door.ts';
import { hashToken } from './sessionStore.ts';

type Reader = Pick<Client, 'query'>;

/** What is being proved; everything that must not be read is sealed. */
export interface Challenge {
  readonly method: Method;
  /** One-time code, sealed about its attempt. */
  readonly code?: string;
  readonly channel?: 'sms' | 'email';
  readonly approval?: string;
  readonly number?: number;
  /** ISO 8601. */
  readonly expiresAt?: string;
}

export interface AttemptRow extends Origin {
  readonly attempt: string;
  readonly account: string | undefined;
  readonly subject: string | undefined;
  readonly disclosed: boolean;
  readonly factors: readonly Factor[];
  readonly challenge: Challenge | undefined;
  readonly passkey: string | undefined;
  readonly wanted: Assurance;
  readonly failures: number;
  readonly refusal: Refusal | undefined;
  readonly expiresAt: Date;
  readonly finishedAt: Date | undefined;
}

interface Stored {
  attempt: string;
  account: string | null;
  subject: string | null;
  disclosed: boolean;
  factors: Factor[];
  challenge: Challenge | null;
  passkey: string | null;
  wanted: Assurance;
  failures: number;
  refusal: Refusal | null;
  device: string;
  network: string;
  expires_at: Date;
  finished_at: Date | null;
}

function toRow(row: Stored): AttemptRow {
  return {
    attempt: row.attempt,
    account: row.account ?? undefined,
    subject: row.subject ?? undefined,
    disclosed: row.disclosed,
    factors: row.factors,
    challenge: row.challenge ?? undefined,
    passkey: row.passkey ?? undefined,
    wanted: row.wanted,
    failures: row.failures,
    refusal: row.refusal ?? undefined,
    device: row.device,
    network: row.network,
    expiresAt: row.expires_at,
    finishedAt: row.finished_at ?? undefined,
  };
}

/** Begins an attempt, or finds it begun. @returns undefined for another browser's */
export async function openAttempt(
  client: Reader,
  given: {
    attempt: string;
    browser: string;
    wanted: Assurance;
    origin: Origin;
    account?: string;
    madeAt: Date;
    expiresAt: Date;
  },
): Promise<AttemptRow | undefined> {
  const { rows } = await client.query<Stored>({
    name: 'accounts-open-attempt',
    text: `WITH begun AS (
        INSERT INTO accounts.attempt (attempt, browser, account, subject, disclosed, wanted, device, network, made_at, expires_at)
        VALUES ($1, $2, $3::uuid, $3::text, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING *)
      SELECT * FROM begun UNION ALL SELECT * FROM accounts.attempt WHERE attempt = $1 AND browser = $2`,
    values: [
      given.attempt,
      hashToken(given.browser),
      given.account ?? null,
      given.account !== undefined,
      given.wanted,
      given.origin.device,
      given.origin.network,
      given.madeAt,
      given.expiresAt,
    ],
  });
  // Begun by another request since this statement began: only the next one sees it.
  return rows[0] ? toRow(rows[0]) : readAttempt(client, given.attempt, given.browser);
}

/** The attempt of this browser as it stands. */
export async function readAttempt(client: Reader, attempt: string, browser: string): Promise<AttemptRow | undefined> {
  const { rows } = await client.query<Stored>({
    name: 'accounts-read-attempt',
    text: 'SELECT * FROM accounts.attempt WHERE attempt = $1 AND browser = $2',
    values: [attempt, hashToken(browser)],
  });
  return rows[0] && toRow(rows[0]);
}

/** The attempt of this browser, held until the transaction ends: parallel steps of one attempt come one by one. */
export async function holdAttempt(client: Reader, attempt: string, browser: string): Promise<AttemptRow | undefined> {
  const { rows } = await client.query<Stored>({
    name: 'accounts-attempt',
    text: 'SELECT * FROM accounts.attempt WHERE attempt = $1 AND browser = $2 FOR UPDATE',
    values: [attempt, hashToken(browser)],
  });
  return rows[0] && toRow(rows[0]);
}

/** Has a passkey asked for its answer: to this challenge, and no longer to the one before. */
export async function writeChallenge(
  client: Reader,
  attempt: string,
  browser: string,
  challenge: string,
): Promise<AttemptRow | undefined> {
  const { rows } = await client.query<Stored>({
    name: 'accounts-ask-passkey',
    text: 'UPDATE accounts.attempt SET passkey = $3 WHERE attempt = $1 AND browser = $2 RETURNING *',
    values: [attempt, hashToken(browser), challenge],
  });
  return rows[0] && toRow(rows[0]);
}

export async function writeAttempt(client: Reader, row: AttemptRow): Promise<void> {
  await client.query({
    name: 'accounts-write-attempt',
    text: `UPDATE accounts.attempt SET account = $2, subject = $3, disclosed = $4, factors = $5, challenge = $6, passkey = $7,
      failures = $8, refusal = $9 WHERE attempt = $1`,
    values: [
      row.attempt,
      row.account ?? null,
      row.subject ?? null,
      row.disclosed,
      JSON.stringify(row.factors),
      row.challenge ? JSON.stringify(row.challenge) : null,
      row.passkey ?? null,
      row.failures,
      row.refusal ?? null,
    ],
  });
}

/** @returns true for the one that finishes it */
export async function finishAttempt(client: Reader, attempt: string, now: Date): Promise<boolean> {
  const { rowCount } = await client.query({
    name: 'accounts-finish-attempt',
    text: 'UPDATE accounts.attempt SET finished_at = $2, challenge = NULL, passkey = NULL WHERE attempt = $1 AND finished_at IS NULL',
    values: [attempt, now],
  });
  return rowCount === 1;
}

export async function forgetAttempts(client: Reader, now: Date): Promise<void> {
  await client.query("DELETE FROM accounts.attempt WHERE expires_at < $1::timestamptz - interval '1 day'", [now]);
}
