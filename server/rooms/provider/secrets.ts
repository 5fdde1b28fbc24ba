import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Kernel, KeyStore } from '#kernel';

const ABOUT = 'provider:root';

/** What the provider derives instead of storing: one root that never changes, a key of its own for every matter (RFC 5869). */
export interface Secrets {
  /** Subjects that two organisations cannot compare. */
  subjectKey(sector: string): Buffer;
  /** References to rows that may stand in other rows. */
  readonly handle: Buffer;
  /** The refresh token that follows another. */
  readonly successor: Buffer;
  readonly dpopNonce: Buffer;
}

/** Reads the root, or makes it; of two processes that do so at once one wins and both read the same. */
export async function readSecrets({ database, keys }: Pick<Kernel, 'database' | 'keys'>): Promise<Secrets> {
  await database.pool.query('INSERT INTO provider.secret (name, sealed) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    ABOUT,
    keys.seal(ABOUT, randomBytes(32)),
  ]);
  const { rows } = await database.pool.query<{ sealed: Buffer }>('SELECT sealed FROM provider.secret WHERE name = $1', [
    ABOUT,
  ]);
  const root = keys.open(ABOUT, rows[0]!.sealed);
  if (!root) throw new Error('the provider’s secret does not open: this key store did not seal it');
  const derive = (matter: string) => Buffer.from(hkdfSync('sha256', root, '', `provider ${matter}`, 32));
  return {
    subjectKey: (sector) => derive(`subject ${sector}`),
    handle: derive('handle'),
    successor: derive('successor'),
    dpopNonce: derive('dpop nonce'),
  };
}

/** @returns the value that follows `value`; only who knows both the secret and the value can tell it */
export function succeed(secret: Buffer, value: string): string {
  return createHmac('sha256', secret).update(value).digest('base64url');
}

/**
 * Keys of the signed cookies, newest first. Ed25519 signs the same text the same way every time, so each session key
 * gives one secret without leaving its store, and rotating that key rotates the cookies.
 */
export function cookieKeys(keys: KeyStore): string[] {
  keys.current('session');
  return keys
    .all('session')
    .slice(0, 3)
    .map((key) =>
      createHash('sha256')
        .update(key.sign(Buffer.from('provider cookies')))
        .digest('base64url'),
    );
}
