import { createHash, createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

/** Names of the rows that the provider's values stand for. */
export interface Handles {
  /** The row that a code, token, cookie or handle belongs to. */
  hashOf(value: string): Buffer;
  /** A name for a row whose value nobody keeps. */
  handleOf(hash: Buffer): string;
}

const HANDLE = /^~([\w-]{43})\.([\w-]{43})$/;

/**
 * Values are kept as their SHA-256, so that a copy of the table redeems nothing. Where the library must find a row again
 * that it knows by another way (a user code, a session's uid), it is given a handle, which only this server can make.
 */
export function createHandles(secret: Buffer): Handles {
  // Given as bytes a key is wrapped anew with every use, which costs eight times the hash.
  const key = createSecretKey(secret);
  const mark = (hash: Buffer) => createHmac('sha256', key).update(hash).digest();
  return {
    hashOf(value) {
      const [, name, proof] = HANDLE.exec(value) ?? [];
      if (name && proof) {
        const hash = Buffer.from(name, 'base64url');
        if (timingSafeEqual(mark(hash), Buffer.from(proof, 'base64url'))) return hash;
      }
      return createHash('sha256').update(value).digest();
    },
    handleOf: (hash) => `~${hash.toString('base64url')}.${mark(hash).toString('base64url')}`,
  };
}
