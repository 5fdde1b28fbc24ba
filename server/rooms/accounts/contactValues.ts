import { domainToASCII } from 'node:url';
import type { ContactKind } from './door.ts';

/** How a country writes its telephone numbers at home. */
export interface PhonePlan {
  readonly callingCode: string;
  readonly trunkPrefix: string;
}

/**
 * A telephone number as people write it, in the form of ITU-T E.164: `+84912345678`.
 * @returns undefined for what is no number
 */
export function parsePhone(text: string, plan: PhonePlan): string | undefined {
  if (text.length > 40) return undefined;
  const tidy = text.normalize('NFKC').trim();
  if (!/^\+?[0-9][0-9 .()-]*$/.test(tidy)) return undefined;
  const digits = tidy.replaceAll(/[^0-9+]/g, '').replace(/^00/, '+');
  const { callingCode, trunkPrefix } = plan;
  const international = digits.startsWith('+')
    ? digits
    : trunkPrefix !== '' && digits.startsWith(trunkPrefix)
      ? `+${callingCode}${digits.slice(trunkPrefix.length)}`
      : `+${digits}`;
  // Often written in both ways at once: +84 (0) 912 345 678.
  const own = `+${callingCode}${trunkPrefix}`;
  const number =
    trunkPrefix !== '' && international.startsWith(own)
      ? `+${callingCode}${international.slice(own.length)}`
      : international;
  return /^\+[1-9][0-9]{7,14}$/.test(number) ? number : undefined;
}

/** RFC 5321 dot-string without the quoted form, which nobody has and header injection is made of. */
const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * An e-mail address (RFC 5321), its domain in ASCII and small letters; the part before the @ stays as written.
 * @returns undefined for what is no address
 */
export function parseEmail(text: string): string | undefined {
  if (text.length > 320) return undefined;
  const [local, domain, ...more] = text.trim().split('@');
  if (local === undefined || domain === undefined || more.length > 0) return undefined;
  if (local.length > 64 || !LOCAL.test(local)) return undefined;
  const ascii = domainToASCII(domain.normalize('NFC')).toLowerCase();
  const labels = ascii.split('.');
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label)) || /^[0-9]+$/.test(labels.at(-1)!))
    return undefined;
  const address = `${local}@${ascii}`;
  return address.length <= 254 ? address : undefined;
}

export function parseContact(kind: ContactKind, value: string, plan: PhonePlan): string | undefined {
  return kind === 'phone' ? parsePhone(value, plan) : parseEmail(value);
}

/** Enough for the owner to know which one it is, too little for anybody else to write to it. */
export function maskContact(kind: ContactKind, value: string): string {
  if (kind === 'phone') return `${value.slice(0, 3)} ••• ${value.slice(-3)}`;
  const [local = '', domain = ''] = value.split('@');
  return `${local.slice(0, 1)}•••@${domain}`;
}
