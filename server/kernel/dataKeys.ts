import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unwrapKey, type Wrapped, type WrappingSecret, wrapKey } from './wrapping.ts';

/** Encryption of single values at rest: secrets that must be read again, cookies that must not be read. */
export interface DataSeal {
  /**
   * AES-256-GCM. @param about what the value is and whose (`totp:<account>:<authenticator>`): a value copied to another
   * row does not open there.
   */
  seal(about: string, plain: Uint8Array): Buffer;
  /** @returns undefined for what was not sealed here about this, or was changed */
  open(about: string, sealed: Uint8Array): Buffer | undefined;
  /** Makes a new key; what the older ones sealed still opens. */
  rotateSeal(): void;
}

interface DataKey {
  /** 16 bytes; stands in front of everything that the key sealed. */
  readonly id: Buffer;
  readonly createdAt: string;
  readonly secret: Buffer;
}

const PREFIX = 'data-encryption.';
const [ID, NONCE, TAG] = [16, 12, 16] as const;

/**
 * Data keys as files beside the signing keys, each sealed under the secret of the store. A key of another process is found when
 * something that it sealed is opened here.
 */
export function openDataKeys(directory: string, secret: WrappingSecret): DataSeal {
  const keys = new Map<string, DataKey>();
  let newest: DataKey | undefined;

  function load(): void {
    for (const name of readdirSync(directory)) {
      if (!name.startsWith(PREFIX) || !name.endsWith('.json')) continue;
      const id = name.slice(PREFIX.length, -'.json'.length);
      if (!keys.has(id)) keep(readKey(join(directory, name), secret));
    }
  }
  function keep(key: DataKey): DataKey {
    keys.set(key.id.toString('hex'), key);
    if (!newest || newest.createdAt < key.createdAt) newest = key;
    return key;
  }
  function rotateSeal(): DataKey {
    return keep(writeKey(directory, secret));
  }
  function current(): DataKey {
    if (!newest) load();
    return newest ?? rotateSeal();
  }
  function find(id: string): DataKey | undefined {
    if (!keys.has(id)) load();
    return keys.get(id);
  }

  return {
    seal(about, plain) {
      const key = current();
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', deriveKey(key, about), nonce);
      return Buffer.concat([key.id, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open(about, sealed) {
      if (sealed.length < ID + NONCE + TAG) return undefined;
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      const key = find(bytes.subarray(0, ID).toString('hex'));
      if (!key) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', deriveKey(key, about), bytes.subarray(ID, ID + NONCE));
      decipher.setAuthTag(bytes.subarray(-TAG));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(ID + NONCE, -TAG)), decipher.final()]);
      } catch {
        return undefined;
      }
    },
    rotateSeal: () => void rotateSeal(),
  };
}

/** A key of its own for every matter (RFC 5869): random nonces never come near their limit. */
function deriveKey(key: DataKey, about: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key.secret, key.id, about, 32));
}

interface KeyFile extends Wrapped {
  purpose: 'data-encryption';
  algorithm: 'A256GCM';
  id: string;
  createdAt: string;
}

function writeKey(directory: string, secret: WrappingSecret): DataKey {
  const key: DataKey = {
    id: Buffer.from(randomUUID().replaceAll('-', ''), 'hex'),
    createdAt: new Date().toISOString(),
    secret: randomBytes(32),
  };
  const id = key.id.toString('hex');
  const file: KeyFile = {
    purpose: 'data-encryption',
    algorithm: 'A256GCM',
    id,
    createdAt: key.createdAt,
    ...wrapKey(secret, key.secret),
  };
  const path = join(directory, `${PREFIX}${id}.json`);
  writeFileSync(`${path}.new`, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
  return key;
}

function readKey(path: string, secret: WrappingSecret): DataKey {
  const file = JSON.parse(readFileSync(path, 'utf8')) as KeyFile;
  return { id: Buffer.from(file.id, 'hex'), createdAt: file.createdAt, secret: unwrapKey(secret, file, path) };
}
