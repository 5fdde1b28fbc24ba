import { createHash, randomInt } from 'node:crypto';

/** Crockford's base 32: no letter that is read as another when a code is said or copied by hand. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code of 60 bits in three groups: too long to be guessed at any rate, so wrong tries lock nobody out. */
export function makeCode(): string {
  const letters = Array.from({ length: 12 }, () => LETTERS[randomInt(32)]!).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** What is kept of a code; as typed, with or without hyphens, capitals or the usual mistakes. */
export function hashCode(official: string, code: string): Buffer {
  const letters = code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return createHash('sha256').update(`enrolment\n${official}\n${letters}`).digest();
}
