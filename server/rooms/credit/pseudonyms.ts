import { createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import type { Client, KeyStore } from '#kernel';
import { readSecret } from './store.ts';

/** Kinds of values that one applicant may have in common with another. */
export const KINDS = ['phone', 'email', 'address', 'document'] as const;
export type Kind = (typeof KINDS)[number];

/** 32 bytes in a value's place; each kind, and each use that is not a value, has a key of its own. */
export type Pseudonyms = (kind: Kind | 'reference' | 'content' | 'lock', text: string) => Buffer;

const ABOUT = 'credit:pseudonyms';

/** @throws Error where the secret does not open: the data keys are not those that it was made with */
export async function openPseudonyms(client: Pick<Client, 'query'>, keys: KeyStore): Promise<Pseudonyms> {
  const secret = keys.open(ABOUT, await readSecret(client, keys.seal(ABOUT, randomBytes(32))));
  if (!secret) throw new Error('the secret of credit checks does not open under the data keys of this installation');
  const derived = new Map<string, KeyObject>();
  const keyOf = (kind: string) => {
    const known = derived.get(kind);
    if (known) return known;
    const key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `credit:${kind}`, 32)));
    derived.set(kind, key);
    return key;
  };
  return (kind, text) => createHmac('sha256', keyOf(kind)).update(text).digest();
}
