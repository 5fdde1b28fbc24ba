import { toneKey } from '#libs/names';
import { parseEmail, parsePhone } from '#rooms/accounts';

// How the same value, written in two ways, becomes one text. Each function gives undefined for what is no such value.

/** How a country writes its telephone numbers at home (country.yaml, phone). */
export interface PhonePlan {
  readonly callingCode: string;
  readonly trunkPrefix: string;
}

/** ITU-T E.164: `0912 345 678`, `+84 912…` and `0084912…` are one number. */
export function normalisePhone(text: string, plan: PhonePlan): string | undefined {
  return parsePhone(text, plan);
}

/** Small letters throughout: no provider that people have tells `An@…` from `an@…`, though RFC 5321 would let it. */
export function normaliseEmail(text: string): string | undefined {
  return parseEmail(text)?.toLowerCase();
}

/**
 * Case, blanks, punctuation and the seat of tone marks do not count; the marks themselves and every word do: Vinh and Vĩnh
 * are two streets. What is written with other words is another address: too little is found so, and never too much.
 */
export function normaliseAddress(text: string): string | undefined {
  const words = toneKey(text)
    .replace(/[^\p{L}\p{M}\p{N}/-]+/gu, ' ')
    .trim();
  return words === '' ? undefined : words;
}

/** A village has its name in common with thousands: an address says something only with a number, and more than that. */
export function isNarrow(address: string): boolean {
  return /\p{N}/u.test(address) && address.split(' ').length >= 3;
}

/** Numbers of documents are capital letters and digits; what separates them is a manner of writing. */
export function normaliseDocument(text: string): string | undefined {
  const number = text
    .normalize('NFKC')
    .replace(/[\s./-]+/g, '')
    .toUpperCase();
  return /^[A-Z0-9]{5,20}$/.test(number) ? number : undefined;
}
