import { EmrtdError } from './errors.ts';

const WEIGHTS = [7, 3, 1];

/** The check digit over digits, letters and fillers: weights 7, 3, 1, modulo 10 (ICAO Doc 9303-3, 4.9). */
export function makeCheckDigit(text: string): string {
  let sum = 0;
  for (const [index, character] of [...text].entries()) {
    const value = character === '<' ? 0 : Number.parseInt(character, 36);
    if (Number.isNaN(value))
      throw new EmrtdError('mrz-field', `the character ${JSON.stringify(character)} has no value`);
    sum += value * WEIGHTS[index % 3]!;
  }
  return String(sum % 10);
}

/** What the zone of the document tells a reader, and what opens its chip. */
export interface MrzAccess {
  documentNumber: string;
  /** YYMMDD. */
  birthDate: string;
  /** YYMMDD. */
  expiryDate: string;
}

/**
 * "MRZ information" (Doc 9303-11, 4.3.2): number, birth and expiry, each with its check digit. A number of more than nine
 * characters goes in whole.
 */
export function formatAccessKey(access: MrzAccess): string {
  return [access.documentNumber.padEnd(9, '<'), access.birthDate, access.expiryDate]
    .map((field) => field + makeCheckDigit(field))
    .join('');
}
