import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  KeyObject,
} from 'node:crypto';

export interface GeneratedKey {
  /** To be handed to the platform when the agency is connected. */
  readonly publicJwk: JsonWebKey;
  /** To be kept secret. */
  readonly privateJwk: JsonWebKey;
  /** RFC 7638 thumbprint of the public key. */
  readonly keyId: string;
}

/** A new key on P-256, as JSON Web Keys. */
export function generateKey(): GeneratedKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keyId = computeThumbprint(publicKey);
  const describe = (key: KeyObject) => ({ ...key.export({ format: 'jwk' }), kid: keyId, alg: 'ES256', use: 'sig' });
  return { publicJwk: describe(publicKey), privateJwk: describe(privateKey), keyId };
}

/** The RFC 7638 SHA-256 thumbprint of a key on P-256 or Ed25519, in base64url. */
export function computeThumbprint(key: KeyObject): string {
  const { crv, kty, x, y } = key.export({ format: 'jwk' });
  if (kty !== 'EC' && kty !== 'OKP') throw new TypeError('the key must be on P-256 or Ed25519');
  // The members in the order of their names, without blanks: JSON.stringify keeps the order and drops an absent y.
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
}

/** Reads a private key from a KeyObject, a JSON Web Key or PEM text. */
export function readPrivateKey(key: KeyObject | JsonWebKey | string): KeyObject {
  if (key instanceof KeyObject) return key;
  return typeof key === 'string' ? createPrivateKey(key) : createPrivateKey({ key, format: 'jwk' });
}

/** The public half of a private key. */
export function publicHalf(privateKey: KeyObject): KeyObject {
  return createPublicKey(privateKey);
}
