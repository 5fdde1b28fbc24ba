import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
  scryptSync,
  sign,
} from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Purposes apart: a key that signs answers never signs checkpoints. */
export type KeyPurpose = 'exchange-answer' | 'log-checkpoint' | 'session';
export type KeyAlgorithm = 'ES256' | 'Ed25519';

/** The algorithm is a property of the key, not of the code that uses it. */
const algorithmOf: Record<KeyPurpose, KeyAlgorithm> = {
  'exchange-answer': 'ES256',
  'log-checkpoint': 'Ed25519',
  session: 'Ed25519',
};

/** The one door to private keys. A PKCS#11 module takes the file store's place by offering the same. */
export interface KeyStore {
  /** The key that signs now; made on first use. */
  current(purpose: KeyPurpose): SigningKey;
  /** Every key of the purpose, newest first: verifiers need the older ones. */
  all(purpose: KeyPurpose): readonly SigningKey[];
  /** Makes a new current key; the older ones still verify. */
  rotate(purpose: KeyPurpose): SigningKey;
}

export interface SigningKey {
  /** RFC 7638 thumbprint of the public key. */
  readonly kid: string;
  readonly algorithm: KeyAlgorithm;
  readonly createdAt: string;
  readonly publicJwk: JsonWebKey & { kid: string; alg: string; use: 'sig' };
  /** Raw signature: r||s for ES256 (IEEE P1363), 64 bytes for Ed25519. */
  sign(bytes: Uint8Array): Buffer;
  /** The same on a thread of the pool. */
  signLater(bytes: Uint8Array): Promise<Buffer>;
}

/**
 * Keys as files, each encrypted with AES-256-GCM under a key derived (scrypt) from the passphrase, or, where none is
 * configured, from a master file that only this user may read.
 */
export function openFileKeyStore(directory: string, passphrase: string | undefined): KeyStore {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const secret = passphrase ?? readMasterFile(join(directory, 'master'));
  const loaded = new Map<KeyPurpose, SigningKey[]>();

  function load(purpose: KeyPurpose): SigningKey[] {
    const known = loaded.get(purpose);
    if (known) return known;
    const files = readdirSync(directory).filter((name) => name.startsWith(`${purpose}.`) && name.endsWith('.json'));
    const keys = files.map((name) => openKey(join(directory, name), secret));
    keys.sort((a, b) => b.createdAt.localeCompare(a.createdAt));
    loaded.set(purpose, keys);
    return keys;
  }
  function rotate(purpose: KeyPurpose): SigningKey {
    const key = makeKey(directory, purpose, secret);
    load(purpose);
    if (!loaded.get(purpose)!.some((known) => known.kid === key.kid)) loaded.get(purpose)!.unshift(key);
    return key;
  }
  return { all: load, rotate, current: (purpose) => load(purpose)[0] ?? rotate(purpose) };
}

function readMasterFile(path: string): string {
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  chmodSync(path, 0o600);
  return readFileSync(path, 'utf8');
}

function makeKey(directory: string, purpose: KeyPurpose, secret: string): SigningKey {
  const pair =
    algorithmOf[purpose] === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('ed25519');
  const createdAt = new Date().toISOString();
  const key = describeKey(pair.privateKey, algorithmOf[purpose], createdAt);
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', scryptSync(secret, salt, 32), iv);
  const sealed = Buffer.concat([
    cipher.update(pair.privateKey.export({ format: 'der', type: 'pkcs8' })),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  const file = {
    purpose,
    algorithm: key.algorithm,
    createdAt,
    publicJwk: key.publicJwk,
    kdf: { name: 'scrypt', salt: salt.toString('base64url') },
    sealed: { name: 'aes-256-gcm', iv: iv.toString('base64url'), data: sealed.toString('base64url') },
  };
  const path = join(directory, `${purpose}.${key.kid}.json`);
  // A crash in the middle leaves the half-written file aside, never a key that cannot be read.
  writeFileSync(`${path}.new`, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
  return key;
}

function openKey(path: string, secret: string): SigningKey {
  const file = JSON.parse(readFileSync(path, 'utf8'));
  const sealed = Buffer.from(file.sealed.data, 'base64url');
  const derived = scryptSync(secret, Buffer.from(file.kdf.salt, 'base64url'), 32);
  const decipher = createDecipheriv('aes-256-gcm', derived, Buffer.from(file.sealed.iv, 'base64url'));
  decipher.setAuthTag(sealed.subarray(-16));
  let der: Buffer;
  try {
    der = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  } catch {
    throw new Error(
      `key file ${path} does not open: DANCU_KEY_PASSPHRASE (or the master file) is not the one it was sealed with`,
    );
  }
  return describeKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }), file.algorithm, file.createdAt);
}

function describeKey(privateKey: KeyObject, algorithm: KeyAlgorithm, createdAt: string): SigningKey {
  const jwk = createPublicKey(privateKey).export({ format: 'jwk' });
  const kid = thumbprint(jwk);
  // On the key itself: given beside it, Node 24 throws and catches two exceptions in every signature, 30 µs of 60.
  const key = algorithm === 'ES256' ? Object.assign(privateKey, { dsaEncoding: 'ieee-p1363' as const }) : privateKey;
  const digest = algorithm === 'ES256' ? 'sha256' : null;
  return {
    kid,
    algorithm,
    createdAt,
    publicJwk: { ...jwk, kid, alg: algorithm, use: 'sig' },
    sign: (bytes) => sign(digest, bytes, key),
    signLater: (bytes) =>
      new Promise((resolve, reject) => {
        sign(digest, bytes, key, (error, signature) => (error ? reject(error) : resolve(signature)));
      }),
  };
}

/** RFC 7638: SHA-256 over the required members in lexicographic order. */
export function thumbprint(jwk: JsonWebKey): string {
  const members =
    jwk.kty === 'EC'
      ? { crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y }
      : jwk.kty === 'OKP'
        ? { crv: jwk.crv, kty: jwk.kty, x: jwk.x }
        : { e: jwk.e, kty: jwk.kty, n: jwk.n };
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url');
}
