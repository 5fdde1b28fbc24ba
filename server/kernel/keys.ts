import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { concatFromDer } from '#libs/httpsig';
import { type DataSeal, openDataKeys } from './dataKeys.ts';
import { unwrapKey, type WrappingSecret, wrapKey } from './wrapping.ts';

/** Purposes apart: a key that signs answers never signs checkpoints. */
export type KeyPurpose =
  | 'csca'
  | 'document-signer'
  | 'master-list'
  | 'job-manifest'
  | 'member-card'
  | 'exchange-answer'
  | 'log-checkpoint'
  | 'session'
  | 'token';
export type KeyAlgorithm = 'ES256' | 'Ed25519';

/** The algorithm is a property of the key, not of the code that uses it. */
const algorithmOf: Record<KeyPurpose, KeyAlgorithm> = {
  csca: 'ES256',
  'document-signer': 'ES256',
  'master-list': 'ES256',
  'job-manifest': 'ES256',
  'member-card': 'ES256',
  'exchange-answer': 'ES256',
  'log-checkpoint': 'Ed25519',
  session: 'Ed25519',
  token: 'ES256',
};

/** The one door to private keys. A PKCS#11 module takes the file store's place by offering the same. */
export interface KeyStore extends DataSeal {
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

export interface KeyStoreOptions {
  /** So often, at most, a use looks for keys that other processes made. */
  everyMilliseconds?: number;
  /** Told of a key file that does not open and came while others already serve. */
  onUnreadable?: (error: Error) => void;
}

/**
 * Keys as files, each encrypted with AES-256-GCM under a key derived from the passphrase (scrypt), or, where none is
 * configured, from a master file (HKDF) that only this user may read. A key that another process made is found at the next use
 * once `everyMilliseconds` have gone by; one whose file has gone still verifies until the process ends.
 * @throws Error on first use of a purpose, where one of its files does not open
 */
export function openFileKeyStore(
  directory: string,
  passphrase: string | undefined,
  { everyMilliseconds = 1000, onUnreadable = () => {} }: KeyStoreOptions = {},
): KeyStore {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const secret: WrappingSecret =
    passphrase === undefined
      ? { value: readMasterFile(join(directory, 'master')), guessable: false }
      : { value: passphrase, guessable: true };
  const loaded = new Map<KeyPurpose, LoadedKeys>();

  function load(purpose: KeyPurpose): LoadedKeys {
    const known = loaded.get(purpose);
    const now = performance.now();
    if (known && now - known.lookedAt < everyMilliseconds) return known;
    const { keys, seen }: Omit<LoadedKeys, 'lookedAt'> = known ?? { keys: [], seen: new Set() };
    // Names and not the folder's time of change, whose grain is too coarse to tell a second file of the same instant.
    for (const name of listKeyFiles(directory, purpose, known !== undefined)) {
      if (seen.has(name)) continue;
      try {
        const key = openKey(join(directory, name), secret);
        if (!keys.some((one) => one.kid === key.kid)) keys.push(key);
      } catch (error) {
        // At the start it is told to whoever starts; later it must not end the service of the keys that do open.
        if (!known) throw error;
        onUnreadable(error as Error);
      }
      seen.add(name);
    }
    keys.sort((a, b) => b.createdAt.localeCompare(a.createdAt) || b.kid.localeCompare(a.kid));
    const fresh = { keys, seen, lookedAt: now };
    loaded.set(purpose, fresh);
    return fresh;
  }
  function rotate(purpose: KeyPurpose): SigningKey {
    const { keys, seen } = load(purpose);
    // A clock that lags behind another machine's must not make the new key an old one.
    const after = Date.parse(keys[0]?.createdAt ?? '1970-01-01') + 1;
    const key = makeKey(directory, purpose, secret, new Date(Math.max(Date.now(), after)).toISOString());
    seen.add(`${purpose}.${key.kid}.json`);
    keys.unshift(key);
    return key;
  }
  return {
    ...openDataKeys(directory, secret),
    all: (purpose) => load(purpose).keys,
    rotate,
    current: (purpose) => load(purpose).keys[0] ?? rotate(purpose),
  };
}

interface LoadedKeys {
  /** Newest first. */
  keys: SigningKey[];
  /** Names of files that were opened, or tried. */
  seen: Set<string>;
  /** On the monotonic clock, in milliseconds. */
  lookedAt: number;
}

/** @param serving the folder may be out of reach for a moment (a network's file system): what is known serves on */
function listKeyFiles(directory: string, purpose: KeyPurpose, serving: boolean): string[] {
  try {
    return readdirSync(directory).filter((name) => name.startsWith(`${purpose}.`) && name.endsWith('.json'));
  } catch (error) {
    if (serving) return [];
    throw error;
  }
}

function readMasterFile(path: string): string {
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  chmodSync(path, 0o600);
  return readFileSync(path, 'utf8');
}

function makeKey(directory: string, purpose: KeyPurpose, secret: WrappingSecret, createdAt: string): SigningKey {
  const pair =
    algorithmOf[purpose] === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('ed25519');
  const key = describeKey(pair.privateKey, algorithmOf[purpose], createdAt);
  const file = {
    purpose,
    algorithm: key.algorithm,
    createdAt,
    publicJwk: key.publicJwk,
    ...wrapKey(secret, pair.privateKey.export({ format: 'der', type: 'pkcs8' })),
  };
  const path = join(directory, `${purpose}.${key.kid}.json`);
  // A crash in the middle leaves the half-written file aside, never a key that cannot be read.
  writeFileSync(`${path}.new`, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
  return key;
}

function openKey(path: string, secret: WrappingSecret): SigningKey {
  const file = JSON.parse(readFileSync(path, 'utf8'));
  const key = createPrivateKey({ key: unwrapKey(secret, file, path), format: 'der', type: 'pkcs8' });
  return describeKey(key, file.algorithm, file.createdAt);
}

function describeKey(privateKey: KeyObject, algorithm: KeyAlgorithm, createdAt: string): SigningKey {
  const jwk = createPublicKey(privateKey).export({ format: 'jwk' });
  const kid = thumbprint(jwk);
  const [digest, finish] = algorithm === 'ES256' ? ['sha256', concatFromDer] : [null, (signature: Buffer) => signature];
  return {
    kid,
    algorithm,
    createdAt,
    publicJwk: { ...jwk, kid, alg: algorithm, use: 'sig' },
    sign: (bytes) => finish(sign(digest, bytes, privateKey)),
    signLater: (bytes) =>
      new Promise((resolve, reject) => {
        sign(digest, bytes, privateKey, (error, made) => (error ? reject(error) : resolve(finish(made))));
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
