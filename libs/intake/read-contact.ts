import type { Country } from '#libs/country';
import type { Reading } from './claims.ts';

type Found = NonNullable<Reading['findings']>[number];

/** Reads a telephone number into international form (E.164); of several the first that can be read. */
export function readPhone(country: Country, text: string): Reading {
  const parts = text.split(/[/;,|]| - | hoặc /).filter((part) => /[0-9]/.test(part));
  for (const part of parts) {
    const reading = readOnePhone(country, part);
    if (reading.value === undefined) continue;
    if (parts.length === 1) return reading;
    const several: Found = { rule: 'phone-first-of-several', severity: 'mended', to: reading.value };
    return { value: reading.value, findings: [several, ...(reading.findings ?? [])] };
  }
  return { findings: [{ rule: 'phone-form', severity: 'refused' }] };
}

function readOnePhone(country: Country, text: string): Reading {
  const { callingCode, trunkPrefix } = country.facts.phone;
  const { renumbered, digits: lengths } = country.intake.phone;
  const foreign = /^\s*(\+|00)/.test(text);
  let digits = text.replace(/[^0-9]/g, '');
  if (!/^[\s0-9+().–-]+$/.test(text)) return {};
  if (foreign) digits = digits.replace(/^00/, '');
  const abroad = foreign && !digits.startsWith(callingCode);
  if (abroad) return digits.length >= 8 && digits.length <= 15 ? { value: `+${digits}` } : {};
  const findings: Found[] = [];
  const isLong = (national: string) => lengths.includes(national.length);
  if (digits.startsWith(callingCode) && (foreign || isLong(trunkPrefix + digits.slice(callingCode.length)))) {
    digits = digits.slice(callingCode.length);
    if (!digits.startsWith(trunkPrefix)) digits = trunkPrefix + digits;
  } else if (!digits.startsWith(trunkPrefix)) {
    digits = trunkPrefix + digits;
    findings.push({ rule: 'phone-zero-restored', severity: 'mended', to: digits });
  }
  const renewed = digits.length === 11 ? renumbered[digits.slice(0, 4)] : undefined;
  if (renewed) {
    digits = renewed + digits.slice(4);
    findings.push({ rule: 'phone-renumbered', severity: 'mended', to: digits });
  }
  if (!isLong(digits) || digits.charCodeAt(1) < 0x32) return {};
  const value = `+${callingCode}${digits.slice(trunkPrefix.length)}`;
  return findings.length > 0 ? { value, findings } : { value };
}

export function readEmail(text: string): Reading {
  const address = text.replace(/\s/g, '').toLowerCase();
  return /^[a-z0-9._%+-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,24}$/.test(address) && !address.includes('..')
    ? { value: address }
    : { findings: [{ rule: 'email-form', severity: 'refused' }] };
}
