/** A tax code of an organisation, or of a unit that depends on one. */
export interface TaxCodeReading {
  readonly ok: true;
  /** As it is written: ten digits, or ten, a hyphen and three. */
  readonly code: string;
  /** The organisation's own ten digits. */
  readonly head: string;
  readonly dependent: boolean;
}

export interface TaxCodeRefusal {
  readonly ok: false;
  /** `personal`: twelve digits are a personal number, under which households and individuals have paid since 2025-07-01. */
  readonly reason: 'malformed' | 'personal' | 'check-digit';
}

const WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3] as const;

/**
 * Reads a Vietnamese tax code (Circular 86/2024/TT-BTC, article 5): ten digits, the tenth a check digit; a dependent unit
 * adds three from 001 on, with a hyphen or without. The digits say that it is well formed, never that it was given out.
 */
export function parseTaxCode(text: string): TaxCodeReading | TaxCodeRefusal {
  const typed = text.trim();
  if (/^[0-9]{12}$/.test(typed)) return { ok: false, reason: 'personal' };
  const [, head, unit] = /^([0-9]{10})(?:-?([0-9]{3}))?$/.exec(typed) ?? [];
  if (head === undefined || unit === '000') return { ok: false, reason: 'malformed' };
  if (Number(head[9]) !== checkDigit(head)) return { ok: false, reason: 'check-digit' };
  return { ok: true, code: unit ? `${head}-${unit}` : head, head, dependent: unit !== undefined };
}

/** The tenth digit to nine; 10 where no code begins with these nine. */
export function checkDigit(nine: string): number {
  return 10 - (WEIGHTS.reduce((sum, weight, index) => sum + weight * Number(nine[index]), 0) % 11);
}
