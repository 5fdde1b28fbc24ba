import { type Country, parsePin } from '#libs/country';
import type { Reading, Rule } from './claims.ts';

export interface NumberReading {
  kind: 'pin' | 'cmnd';
  number: string;
}
type Found = NonNullable<Reading['findings']>[number];

const refused = (rule: Rule): Reading<NumberReading> => ({ findings: [{ rule, severity: 'refused' }] });
const REFUSALS = {
  'not-digits': 'number-form',
  'wrong-length': 'number-form',
  'unknown-place': 'pin-place-unknown',
  'unknown-century': 'pin-century-unknown',
} as const;

/**
 * Reads a personal number or the former number of nine digits, whichever the column was for: what the digits are decides.
 * Zeros that a spreadsheet ate are put back where the number then has a meaning.
 */
export function readNumber(country: Country, text: string, asked: 'pin' | 'cmnd'): Reading<NumberReading> {
  if (/^[0-9]([.,][0-9]+)?E\+?[0-9]+$/i.test(text)) return refused('number-scientific');
  const findings: Found[] = [];
  let digits = text.replace(/[\s.\-_]/g, '').replace(/^(số|so|no):?/i, '');
  if (/^[0-9OoIl]+$/.test(digits) && /[OoIl]/.test(digits) && /[0-9]/.test(digits)) {
    digits = digits.replace(/[Oo]/g, '0').replace(/[Il]/g, '1');
    findings.push({ rule: 'number-letters', severity: 'mended', to: digits });
  }
  if (!/^[0-9]+$/.test(digits)) return refused('number-form');
  const former = country.intake.formerNumberDigits;
  const length = country.pin.parts.reduce((sum, part) => sum + part.digits, 0);
  if (digits.length < length && digits.length !== former) {
    const target = digits.length > former ? length : former;
    // Places begin with at most two zeros, so no more than two are missing.
    if (target - digits.length > 2) return refused('number-form');
    digits = digits.padStart(target, '0');
    findings.push({ rule: 'number-zero-restored', severity: 'mended', to: digits });
  }
  if (digits.length === former) {
    if (asked === 'pin') findings.push({ rule: 'number-of-other-kind', severity: 'mended', to: digits });
    return withFindings({ kind: 'cmnd', number: digits }, findings);
  }
  const pin = parsePin(country.pin, digits);
  if (!pin.ok) return refused(REFUSALS[pin.reason]);
  if (asked === 'cmnd') findings.push({ rule: 'number-of-other-kind', severity: 'mended', to: digits });
  return withFindings({ kind: 'pin', number: digits }, findings);
}

export function readPassport(text: string): Reading {
  const number = text.replace(/[\s.-]/g, '').toUpperCase();
  return /^[A-Z0-9]{6,14}$/.test(number)
    ? { value: number }
    : { findings: [{ rule: 'number-form', severity: 'refused' }] };
}

function withFindings<T>(value: T, findings: Found[]): Reading<T> {
  return findings.length > 0 ? { value, findings } : { value };
}
