import type { PinPlace, PinScheme } from './country.ts';
import type { Sex } from './schema-parts.ts';

/** What a personal identification number says by itself. It does not say where the person lives. */
export interface PinReading {
  readonly ok: true;
  readonly pin: string;
  readonly place: PinPlace;
  readonly sex: Sex;
  readonly birthYear: number;
  readonly serial: string;
}

export interface PinRefusal {
  readonly ok: false;
  readonly reason: 'not-digits' | 'wrong-length' | 'unknown-place' | 'unknown-century';
}

/**
 * Reads a personal identification number by the country's scheme (Viet Nam: Circular 07/2016/TT-BCA, 12 digits:
 * place 3, century and sex 1, year 2, serial 6).
 *
 * The Vietnamese number has no check digit: a reading proves the form, never that the number was given out.
 */
export function parsePin(scheme: PinScheme, text: string): PinReading | PinRefusal {
  if (text.length !== lengthOf(scheme)) return { ok: false, reason: 'wrong-length' };
  // ASCII only: \d under Unicode rules or Number() would let full-width and Arabic digits through.
  if (!/^[0-9]+$/.test(text)) return { ok: false, reason: 'not-digits' };
  const cut = cutParts(scheme, text);
  const place = scheme.places.get(cut.place);
  if (!place) return { ok: false, reason: 'unknown-place' };
  const century = scheme.centuries.get(cut.centurySex);
  if (!century) return { ok: false, reason: 'unknown-century' };
  return {
    ok: true,
    pin: text,
    place,
    sex: century.sex,
    birthYear: century.yearFrom + Number(cut.year),
    serial: cut.serial,
  };
}

/**
 * Writes a personal identification number.
 *
 * @param place code of the place of birth registration in the scheme (`001`), not a unit's code
 * @param serial drawn at random by the caller, who also makes sure that it was never given out
 * @throws RangeError when the scheme cannot express the place, the year or the serial
 */
export function makePin(
  scheme: PinScheme,
  { place, sex, birthYear, serial }: { place: string; sex: Sex; birthYear: number; serial: number },
): string {
  if (!scheme.places.has(place)) throw new RangeError(`no place ${place}`);
  if (!Number.isInteger(birthYear)) throw new RangeError(`no birth year ${birthYear}`);
  const digits = digitsOf(scheme, 'serial');
  if (!Number.isInteger(serial) || serial < 0 || serial >= 10 ** digits) throw new RangeError(`no serial ${serial}`);
  for (const [digit, century] of scheme.centuries) {
    if (century.sex !== sex || birthYear < century.yearFrom || birthYear > century.yearTo) continue;
    const year = String(birthYear - century.yearFrom).padStart(digitsOf(scheme, 'year'), '0');
    const values = { place, centurySex: digit, year, serial: String(serial).padStart(digits, '0') };
    return scheme.parts.map((part) => values[part.id]).join('');
  }
  throw new RangeError(`no century for ${birthYear}`);
}

/** What is known of the person besides the number. */
export interface PinSubject {
  readonly sex?: Sex;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: many old registrations know the year only. */
  readonly birthDate?: string;
  /** Where the birth was registered: a province in the scheme's own system of units, or a country (alpha-3). */
  readonly birthRegistration?: { readonly province: string } | { readonly country: string };
}

/**
 * Compares a number with a person. A difference is a question for an officer, not a proof of fraud: sex may have
 * been re-determined and years corrected, after which the number is cancelled and made anew.
 *
 * @returns the parts that differ, empty when all that is known agrees; the refusal when the number cannot be read
 */
export function pinAgrees(
  scheme: PinScheme,
  pin: string,
  person: PinSubject,
): { readonly agrees: boolean; readonly differs: readonly ('sex' | 'birthYear' | 'place')[] } | PinRefusal {
  const reading = parsePin(scheme, pin);
  if (!reading.ok) return reading;
  const differs: ('sex' | 'birthYear' | 'place')[] = [];
  if (person.sex !== undefined && person.sex !== reading.sex) differs.push('sex');
  if (person.birthDate !== undefined && Number(person.birthDate.slice(0, 4)) !== reading.birthYear) {
    differs.push('birthYear');
  }
  const known = person.birthRegistration;
  if (
    known &&
    !('province' in known ? reading.place.province === known.province : reading.place.country === known.country)
  ) {
    differs.push('place');
  }
  return { agrees: differs.length === 0, differs };
}

function lengthOf(scheme: PinScheme): number {
  return scheme.parts.reduce((sum, part) => sum + part.digits, 0);
}

function digitsOf(scheme: PinScheme, id: PinScheme['parts'][number]['id']): number {
  return scheme.parts.find((part) => part.id === id)!.digits;
}

function cutParts(scheme: PinScheme, text: string): Record<PinScheme['parts'][number]['id'], string> {
  const cut = { place: '', centurySex: '', year: '', serial: '' };
  let at = 0;
  for (const part of scheme.parts) {
    cut[part.id] = text.slice(at, at + part.digits);
    at += part.digits;
  }
  return cut;
}
