import type { Client } from '#kernel';

type Reader = Pick<Client, 'query'>;

export interface StoredPasskey {
  readonly credential: string;
  /** COSE key, base64url. */
  readonly publicKey: string;
  readonly transports: readonly string[];
  readonly backedUp: boolean;
  /** The key cannot leave its device. */
  readonly deviceBound: boolean;
  readonly aaguid: string;
  readonly attestation: string;
}

export async function insertCeremony(
  client: Reader,
  account: string,
  challenge: string,
  expiresAt: Date,
): Promise<void> {
  await client.query('INSERT INTO accounts.ceremony (account, challenge, expires_at) VALUES ($1, $2, $3)', [
    account,
    challenge,
    expiresAt,
  ]);
}

/** @returns true for the one registration that may use the challenge */
export async function claimCeremony(client: Reader, account: string, challenge: string, now: Date): Promise<boolean> {
  const { rowCount } = await client.query(
    'DELETE FROM accounts.ceremony WHERE account = $1 AND challenge = $2 AND expires_at > $3',
    [account, challenge, now],
  );
  return rowCount === 1;
}

export async function forgetCeremonies(client: Reader, now: Date): Promise<void> {
  await client.query('DELETE FROM accounts.ceremony WHERE expires_at < $1', [now]);
}

/** @returns false where the credential is registered already, to whomever */
export async function insertPasskey(
  client: Reader,
  given: { account: string; authenticator: string; label: string; secret: StoredPasskey; counter: number; now: Date },
): Promise<boolean> {
  const { account, authenticator, label, secret, counter, now } = given;
  const claimed = await client.query(
    'INSERT INTO accounts.credential (credential, account, authenticator) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [secret.credential, account, authenticator],
  );
  if (claimed.rowCount === 0) return false;
  await client.query(
    `INSERT INTO accounts.authenticator (account, authenticator, kind, label, secret, added_at, confirmed_at, accepted)
     VALUES ($1, $2, 'passkey', $3, $4, $5, $5, $6)`,
    [account, authenticator, label, JSON.stringify(secret), now, counter],
  );
  return true;
}

export async function listCredentials(
  client: Reader,
  account: string,
): Promise<{ id: string; transports: string[] }[]> {
  const { rows } = await client.query<{ id: string; transports: string[] }>(
    `SELECT secret->>'credential' AS id, secret->'transports' AS transports FROM accounts.authenticator
     WHERE account = $1 AND kind = 'passkey' AND removed_at IS NULL AND locked_at IS NULL ORDER BY added_at DESC`,
    [account],
  );
  return rows;
}

export interface FoundPasskey {
  readonly account: string;
  readonly authenticator: string;
  readonly id: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly counter: number;
}

/**
 * @param account whose it says to be; where it does not say, the credential's own row tells
 * @returns undefined for one that is unknown, another's, locked or removed
 */
export async function findCredential(
  client: Reader,
  credential: string,
  account?: string,
): Promise<FoundPasskey | undefined> {
  const owner = account ?? (await findOwner(client, credential));
  if (!owner) return undefined;
  const { rows } = await client.query<{ authenticator: string; secret: StoredPasskey; accepted: number }>({
    name: 'accounts-passkey',
    text: `SELECT authenticator, secret, accepted FROM accounts.authenticator
      WHERE account = $1 AND kind = 'passkey' AND secret->>'credential' = $2 AND removed_at IS NULL AND locked_at IS NULL`,
    values: [owner, credential],
  });
  const row = rows[0];
  if (!row) return undefined;
  const publicKey = Uint8Array.from(Buffer.from(row.secret.publicKey, 'base64url'));
  return { account: owner, authenticator: row.authenticator, id: credential, publicKey, counter: row.accepted };
}

async function findOwner(client: Reader, credential: string): Promise<string | undefined> {
  const { rows } = await client.query<{ account: string }>({
    name: 'accounts-credential',
    text: 'SELECT account FROM accounts.credential WHERE credential = $1',
    values: [credential],
  });
  return rows[0]?.account;
}

/** Authenticators without a counter always say 0. @returns false where another answer with this counter came before */
export async function writeCounter(
  client: Reader,
  { account, authenticator }: FoundPasskey,
  counter: number,
  backedUp: boolean,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await client.query({
    name: 'accounts-passkey-used',
    text: `UPDATE accounts.authenticator SET accepted = $3, last_used_at = $4, secret = secret || jsonb_build_object('backedUp', $5::boolean)
      WHERE account = $1 AND authenticator = $2 AND removed_at IS NULL AND locked_at IS NULL
        AND (accepted < $3 OR (accepted = 0 AND $3 = 0))`,
    values: [account, authenticator, counter, now, backedUp],
  });
  return rowCount === 1;
}
