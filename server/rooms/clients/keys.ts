import { createPublicKey, type JsonWebKey, type KeyObject, X509Certificate } from 'node:crypto';
import { thumbprint } from '#kernel';
import { problems } from './problems.ts';

const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'oth'];

/** What an accepted key signs with: FAPI 2.0, 5.4 knows these and no other. */
export type KeyAlgorithm = 'ES256' | 'EdDSA' | 'PS256';

/**
 * Takes a public key on P-256, Ed25519, or RSA of at least 2048 bits; keeps its required members, its certificate and a name.
 * @throws Problem clients/service-key-private, service-key-weak
 */
export function checkKey(jwk: Readonly<Record<string, unknown>>, pointer: string): Record<string, unknown> {
  if (PRIVATE.some((member) => member in jwk)) throw problems['service-key-private']({ pointer });
  const key = importKey(jwk);
  const algorithm = key && algorithmOf(key);
  if (!key || !algorithm || (jwk.use !== undefined && jwk.use !== 'sig'))
    throw problems['service-key-weak']({ pointer });
  const kept = key.export({ format: 'jwk' });
  const kid = typeof jwk.kid === 'string' && /^[\x21-\x7e]{1,100}$/.test(jwk.kid) ? jwk.kid : thumbprint(kept);
  return {
    ...kept,
    kid,
    use: 'sig',
    ...(jwk.alg === undefined ? {} : { alg: algorithm }),
    ...readChain(jwk, key, pointer),
  };
}

/** Checks every key of a set. @throws Problem as checkKey, and clients/service-key-double */
export function checkKeys(keys: readonly Record<string, unknown>[], pointer: string): Record<string, unknown>[] {
  const checked = keys.map((jwk, index) => checkKey(jwk, `${pointer}/${index}`));
  checked.forEach(({ kid }, index) => {
    if (checked.findIndex((other) => other.kid === kid) !== index)
      throw problems['service-key-double']({ pointer: `${pointer}/${index}/kid` });
  });
  return checked;
}

export function algorithmOfJwk(jwk: Readonly<Record<string, unknown>>): KeyAlgorithm | undefined {
  const key = importKey(jwk);
  return key && algorithmOf(key);
}

function algorithmOf(key: KeyObject): KeyAlgorithm | undefined {
  const { namedCurve, modulusLength = 0, publicExponent = 0n } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'ec' && namedCurve === 'prime256v1') return 'ES256';
  if (key.asymmetricKeyType === 'ed25519') return 'EdDSA';
  if (key.asymmetricKeyType === 'rsa' && modulusLength >= 2048 && modulusLength <= 8192 && publicExponent >= 65537n)
    return 'PS256';
  return undefined;
}

function importKey(jwk: Readonly<Record<string, unknown>>): KeyObject | undefined {
  try {
    return createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** The certificate that a service without a CA shows in TLS (RFC 8705, 2.2) must hold this very key. */
function readChain(jwk: Readonly<Record<string, unknown>>, key: KeyObject, pointer: string): { x5c?: string[] } {
  if (jwk.x5c === undefined) return {};
  const [leaf] = Array.isArray(jwk.x5c) ? jwk.x5c : [];
  try {
    const certificate = new X509Certificate(Buffer.from(String(leaf), 'base64'));
    if (certificate.publicKey.equals(key)) return { x5c: [String(leaf)] };
  } catch {
    // Not a certificate: refused below.
  }
  throw problems['service-key-weak']({ pointer: `${pointer}/x5c` });
}
