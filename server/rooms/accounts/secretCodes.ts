import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import type { KeyStore } from '#kernel';

/** Crockford's base 32: no letter that is taken for a digit, or heard as another over a counter. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Six digits for a message. They last minutes and few tries: one in a million is not much. */
export function drawDigits(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** Sixty random bits on paper, `7KQ2-M4XD-91PZ`: nothing that guessing finds, so that nobody can use up its tries. */
export function drawPaperCode(): string {
  const letters = Array.from({ length: 12 }, () => LETTERS[randomInt(32)]!).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** A paper code as it was meant, however it was typed. */
export function readPaperCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}

export function hashPaperCode(typed: string): Buffer {
  return createHash('sha256').update(readPaperCode(typed)).digest();
}

/** Digits at rest: sealed, because a hash of a million values hides none of them. @param about what they are for */
export function sealDigits(keys: Pick<KeyStore, 'seal'>, about: string, digits: string): Buffer {
  return keys.seal(`code ${about}`, Buffer.from(digits));
}

export function isCode(keys: Pick<KeyStore, 'open'>, about: string, sealed: Buffer, typed: string): boolean {
  const known = keys.open(`code ${about}`, sealed);
  const given = Buffer.from(typed.replaceAll(/\s/g, ''));
  return known !== undefined && known.length === given.length && timingSafeEqual(known, given);
}

/** What is counted about a number or an address without keeping it. */
export function hashForBucket(value: string): string {
  return createHash('sha256').update(value).digest('base64url').slice(0, 22);
}
