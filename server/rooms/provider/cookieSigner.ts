import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

/** What the library's cookies are signed with: the one that signs first, then those that still verify. */
export interface CookieSigner {
  sign(data: string): string;
  verify(data: string, signature: string): boolean;
  /** @returns which key signed; -1: none */
  index(data: string, signature: string): number;
}

/** HMAC-SHA256 over keys that are wrapped once; the usual signer wraps each anew three times a cookie. */
export function createCookieSigner(secrets: readonly string[]): CookieSigner {
  const keys = secrets.map((secret) => createSecretKey(secret, 'utf8'));
  const digest = (data: string, index: number) => createHmac('sha256', keys[index]!).update(data).digest();
  const index = (data: string, signature: string) => {
    const given = Buffer.from(signature, 'base64url');
    return keys.findIndex((_key, place) => given.length === 32 && timingSafeEqual(digest(data, place), given));
  };
  return {
    sign: (data) => digest(data, 0).toString('base64url'),
    verify: (data, signature) => index(data, signature) >= 0,
    index,
  };
}
