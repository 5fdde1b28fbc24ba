import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scryptSync } from 'node:crypto';

/** What key files are sealed under. */
export interface WrappingSecret {
  readonly value: string;
  /** A person chose it: deriving from it must cost whoever tries many. 256 random bits are not found by trying, at any price. */
  readonly guessable: boolean;
}

/** Of a key file: how its content is sealed. */
export interface Wrapped {
  readonly kdf: { readonly name: 'scrypt' | 'hkdf-sha256'; readonly salt: string };
  readonly sealed: { readonly name: 'aes-256-gcm'; readonly iv: string; readonly data: string };
}

const TAG = 16;

function derive({ value }: WrappingSecret, { name, salt }: Wrapped['kdf']): Buffer {
  const random = Buffer.from(salt, 'base64url');
  if (name === 'hkdf-sha256') return Buffer.from(hkdfSync('sha256', value, random, 'dancu key file', 32));
  return scryptSync(value, random, 32);
}

/** Encrypts a key with AES-256-GCM under one derived from the secret. */
export function wrapKey(secret: WrappingSecret, key: Uint8Array): Wrapped {
  const salt = randomBytes(16).toString('base64url');
  const kdf: Wrapped['kdf'] = { name: secret.guessable ? 'scrypt' : 'hkdf-sha256', salt };
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', derive(secret, kdf), iv);
  const data = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  return { kdf, sealed: { name: 'aes-256-gcm', iv: iv.toString('base64url'), data: data.toString('base64url') } };
}

/** @throws Error that names the file, where the secret is another one or the content was changed */
export function unwrapKey(secret: WrappingSecret, { kdf, sealed }: Wrapped, path: string): Buffer {
  try {
    const bytes = Buffer.from(sealed.data, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', derive(secret, kdf), Buffer.from(sealed.iv, 'base64url'));
    decipher.setAuthTag(bytes.subarray(-TAG));
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG)), decipher.final()]);
  } catch {
    throw new Error(
      `key file ${path} does not open: DANCU_KEY_PASSPHRASE (or the master file) is not the one it was sealed with`,
    );
  }
}
