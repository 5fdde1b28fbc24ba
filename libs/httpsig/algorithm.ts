import { constants, type KeyObject, sign, type VerifyKeyObjectInput, verify } from 'node:crypto';
import { concatFromDer, derFromConcat } from './der.ts';
import { HttpSigError } from './error.ts';

/** Algorithm names of RFC 9421 section 3.3. The algorithm is a property of the key, never a choice of the message. */
export type Algorithm = 'ecdsa-p256-sha256' | 'ed25519' | 'rsa-pss-sha512';

/** Makes a signature; built once a key. */
export interface Signer {
  readonly alg: Algorithm;
  readonly sign: (base: string) => Buffer;
}

/** Checks a signature; built once a key. */
export interface Verifier {
  readonly alg: Algorithm;
  readonly verify: (base: string, signature: Uint8Array) => boolean;
}

/**
 * A signer for a private key on P-256 or Ed25519. RSA is verified, not made.
 * @throws HttpSigError `alg-not-allowed`
 */
export function createSigner(privateKey: KeyObject): Signer {
  const alg = algorithmOf(privateKey);
  if (privateKey.type !== 'private' || alg === 'rsa-pss-sha512') {
    throw new HttpSigError('alg-not-allowed', 'Sign with a private key on P-256 or Ed25519.');
  }
  if (alg === 'ed25519') return { alg, sign: (base) => sign(null, bytes(base), privateKey) };
  return { alg, sign: (base) => concatFromDer(sign('sha256', bytes(base), privateKey)) };
}

/**
 * A verifier for a key on P-256 or Ed25519, or an RSA key.
 * @throws HttpSigError `alg-not-allowed`
 */
export function createVerifier(publicKey: KeyObject): Verifier {
  const alg = algorithmOf(publicKey);
  if (alg === 'ed25519') return makeVerifier(alg, null, publicKey);
  if (alg === 'ecdsa-p256-sha256') return makeVerifier(alg, 'sha256', publicKey, derFromConcat);
  const pss = { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 };
  return makeVerifier(alg, 'sha512', pss);
}

function makeVerifier(
  alg: Algorithm,
  digest: string | null,
  key: KeyObject | VerifyKeyObjectInput,
  read: (signature: Uint8Array) => Uint8Array | undefined = (signature) => signature,
): Verifier {
  return {
    alg,
    verify(base, given) {
      const signature = read(given);
      return signature !== undefined && verify(digest, bytes(base), key, signature);
    },
  };
}

function algorithmOf(key: KeyObject): Algorithm {
  const type = key.asymmetricKeyType;
  if (type === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return 'ecdsa-p256-sha256';
  if (type === 'ed25519') return 'ed25519';
  if ((type === 'rsa' || type === 'rsa-pss') && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048) {
    return 'rsa-pss-sha512';
  }
  throw new HttpSigError('alg-not-allowed', 'Use a key on P-256 or Ed25519, or an RSA key of 2048 bits or more.');
}

// The base is ASCII by construction, and latin1 is the fastest way to its bytes.
function bytes(base: string): Buffer {
  return Buffer.from(base, 'latin1');
}
