import type { Field } from '#libs/country';
import { compareDate, compareName, parseDate } from '#libs/names';
import type { PersonRecord, Place } from '#rooms/people';
import type { Claim, Order } from './claims.ts';
import { isDateField, isPlaceField, isRelativeField, readHeld } from './fields.ts';

export type Verdict = 'yes' | 'no' | 'close' | 'not-held';

/** `why` says what kind of difference makes a claim close; never what the register holds. */
export interface FieldVerdict {
  field: Field;
  verdict: Verdict;
  why?: string;
  /** The name under which the asker knows the field, where it is another. */
  name?: string;
}

/** Where a place lies today; '' where it is unknown or old boundaries leave it open. */
export type AreaOf = (place: Place) => { province: string; commune: string };

/** Compares one claim with what the register holds. */
export function compareClaim(claim: Claim, record: PersonRecord, areaOf: AreaOf): FieldVerdict {
  const verdict = compare(claim, record, areaOf);
  return claim.name === undefined ? verdict : { ...verdict, name: claim.name };
}

function compare({ field, value, operator }: Claim, record: PersonRecord, areaOf: AreaOf): FieldVerdict {
  const held = readHeld(record, field);
  if (held === undefined) return { field, verdict: 'not-held' };
  if (operator) return { field, verdict: isInOrder(value as string, operator, held as string) ? 'yes' : 'no' };
  if (field === 'name' || field === 'otherName')
    return { field, ...graded(compareName(value as string, held as string)) };
  if (isDateField(field)) return { field, ...graded(compareDate(value as string, held as string)) };
  if (isPlaceField(field)) return { field, ...comparePlace(value as Place, held as Place, areaOf) };
  if (isRelativeField(field))
    return { field, ...graded(compareName(value as string, (held as { name: string }).name)) };
  return { field, verdict: isSame(field, value, held) ? 'yes' : 'no' };
}

/** `1958` is before `1960-06-01` and not before `1958-06-01`: an order holds only where it holds for every day that the date may mean. */
function isInOrder(claimed: string, operator: Order, held: string): boolean {
  const [mine, theirs] = [parseDate(claimed), parseDate(held)];
  switch (operator) {
    case '<':
      return theirs.to < mine.from;
    case '<=':
      return theirs.to <= mine.from;
    case '>':
      return theirs.from > mine.to;
    case '>=':
      return theirs.from >= mine.to;
  }
}

function graded(comparison: { verdict: 'yes' | 'close' | 'no'; why?: string }): { verdict: Verdict; why?: string } {
  return comparison.verdict === 'close' && comparison.why
    ? { verdict: 'close', why: comparison.why }
    : { verdict: comparison.verdict };
}

function isSame(field: Field, value: unknown, held: unknown): boolean {
  switch (field) {
    case 'cmnd':
      return (held as string[]).includes(squeeze(value as string));
    case 'nationality': {
      const codes = new Set(held as string[]);
      return (value as string[]).every((code) => codes.has(code));
    }
    case 'documents': {
      const { number, kind } = value as { number: string; kind?: string };
      return (held as PersonRecord['documents']).some(
        (one) => squeeze(one.number) === squeeze(number) && (kind === undefined || one.kind === kind),
      );
    }
    case 'absence':
      return (held as { from: string }).from === value;
    case 'phone':
      return nationalDigits(value as string) === nationalDigits(held as string);
    case 'pin':
    case 'residenceFile':
      return squeeze(value as string) === squeeze(held as string);
    default:
      return fold(value as string) === fold(held as string);
  }
}

/** 00004 of before the reform and 00004 of today are two places: both sides are brought to today's units first. */
function comparePlace(claimed: Place, held: Place, areaOf: AreaOf): { verdict: Verdict; why?: string } {
  if (claimed.country !== held.country) return { verdict: 'no' };
  if (!held.unit) return held.country && !claimed.unit ? { verdict: 'yes' } : { verdict: 'not-held' };
  if (claimed.unit === held.unit && claimed.on === held.on) return { verdict: 'yes' };
  const [mine, theirs] = [areaOf(claimed), areaOf(held)];
  if (mine.commune !== '' && mine.commune === theirs.commune) return { verdict: 'yes' };
  if (mine.province === '' || mine.province !== theirs.province) return { verdict: 'no' };
  if (theirs.commune === '' || mine.commune === '')
    return { verdict: 'close', why: claimed.unit?.length === 2 ? 'province-only' : 'divided-unit' };
  return { verdict: 'close', why: 'same-province' };
}

/** One verdict for all: a single no, or a field that is not held, is never hidden by the others. */
export function sumUp(verdicts: readonly FieldVerdict[]): Verdict {
  const has = (verdict: Verdict) => verdicts.some((one) => one.verdict === verdict);
  return has('no') ? 'no' : has('not-held') ? 'not-held' : has('close') ? 'close' : 'yes';
}

function squeeze(text: string): string {
  return text.replace(/[\s.-]+/g, '').toUpperCase();
}

function fold(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** +84 912…, 0084 912… and 0912… are one number: what distinguishes it are its last nine digits. */
function nationalDigits(phone: string): string {
  return phone.replace(/\D/g, '').slice(-9);
}
