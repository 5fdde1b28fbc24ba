import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { createVerifier, type Verifier } from '#libs/httpsig';
import { computeThumbprint } from './key.ts';

/** JSON Web Key Set (RFC 7517 section 5). */
export interface JsonWebKeySet {
  readonly keys: readonly (JsonWebKey & { readonly kid?: string })[];
}

/** Finds the key that an answer names; `undefined` when the platform has no such key. */
export type FindServerKey = (keyid: string) => Promise<Verifier | undefined>;

const shortestRefreshMs = 30_000;

/** Finds keys in a set that the agency holds itself: nothing on the way can replace them. */
export function pinServerKeys(set: JsonWebKeySet): FindServerKey {
  const verifiers = readKeySet(set);
  return async (keyid) => verifiers.get(keyid);
}

/** Finds keys in the set that the platform publishes; an unknown key name causes one new look, at most every 30 s. */
export function followServerKeys(url: string, fetch: typeof globalThis.fetch): FindServerKey {
  let verifiers: Promise<Map<string, Verifier>> | undefined;
  let loadedAt = 0;
  const load = () => {
    loadedAt = Date.now();
    const loading = loadKeySet(url, fetch);
    verifiers = loading;
    loading.catch(() => {
      // The next question tries again instead of repeating this failure.
      if (verifiers === loading) verifiers = undefined;
    });
    return loading;
  };
  return async (keyid) => {
    const known = (await (verifiers ?? load())).get(keyid);
    if (known !== undefined || Date.now() - loadedAt < shortestRefreshMs) return known;
    return (await load()).get(keyid);
  };
}

async function loadKeySet(url: string, fetch: typeof globalThis.fetch): Promise<Map<string, Verifier>> {
  const response = await fetch(url, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const set = (await response.json()) as JsonWebKeySet;
  if (!Array.isArray(set?.keys)) throw new Error(`${url} is no JSON Web Key Set`);
  return readKeySet(set);
}

/** Verifiers by `kid`, or by thumbprint where a key has none; keys of other kinds are passed over. */
export function readKeySet({ keys }: JsonWebKeySet): Map<string, Verifier> {
  const verifiers = new Map<string, Verifier>();
  for (const jwk of keys) {
    if (jwk.crv !== 'P-256' && jwk.crv !== 'Ed25519') continue;
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    verifiers.set(jwk.kid ?? computeThumbprint(key), createVerifier(key));
  }
  return verifiers;
}
