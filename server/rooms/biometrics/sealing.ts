import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { KeyStore } from '#kernel';

/** What a sealed value is bound to: moved to another person, kind or sample it does not open. */
export interface Place {
  /** The record under which it was taken. */
  readonly person: string;
  readonly modality: string;
  readonly sample: string;
  readonly part: 'sample' | 'template';
}

/** A person's own data key, opened. */
export interface PersonKey {
  /** As it may lie in a table. */
  readonly wrapped: Buffer;
  /** AES-256-GCM. */
  seal(place: Place, plain: Uint8Array): Buffer;
  /** @returns undefined for what another key sealed, what lies in another place, or was changed */
  open(place: Place, sealed: Uint8Array): Buffer | undefined;
}

type Wrapping = Pick<KeyStore, 'seal' | 'open'>;

const [NONCE, TAG] = [12, 16] as const;
const aboutOf = (reference: string) => `biometric-key:${reference}`;
const boundTo = ({ person, modality, sample, part }: Place) =>
  Buffer.from(JSON.stringify([person, modality, sample, part]));

/** A new key; samples of one person are at most some dozens, so that random nonces never meet. */
export function makePersonKey(keys: Wrapping, reference: string): PersonKey {
  const secret = randomBytes(32);
  return keyOf(secret, keys.seal(aboutOf(reference), secret));
}

/** @returns undefined where the key store does not open it */
export function openPersonKey(keys: Wrapping, reference: string, wrapped: Buffer): PersonKey | undefined {
  const secret = keys.open(aboutOf(reference), wrapped);
  return secret && keyOf(secret, wrapped);
}

function keyOf(secret: Buffer, wrapped: Buffer): PersonKey {
  return {
    wrapped,
    seal(place, plain) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(boundTo(place));
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open(place, sealed) {
      if (sealed.length < NONCE + TAG) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', secret, sealed.subarray(0, NONCE)).setAAD(boundTo(place));
      decipher.setAuthTag(sealed.subarray(-TAG));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]);
      } catch {
        return undefined;
      }
    },
  };
}
