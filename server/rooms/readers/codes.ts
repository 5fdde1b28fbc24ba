import { createHash, randomBytes, randomInt } from 'node:crypto';

/** Crockford's base 32: no letter that is read as another when a code is said or copied by hand. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What an officer types from the page into the agent: 60 bits, for some minutes, so wrong tries lock nobody out. */
export function drawCode(): string {
  const letters = Array.from({ length: 12 }, () => LETTERS[randomInt(32)]!).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** Tokens have 256 bits, codes live for minutes: nobody has the time to try digests. */
export const digestOf = (secret: string) => createHash('sha256').update(secret).digest();
export const drawToken = () => randomBytes(32).toString('base64url');

/** As typed, with or without hyphens, capitals or the usual mistakes. */
export function digestCode(code: string): Buffer {
  const letters = code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return digestOf(`reader\n${letters}`);
}
