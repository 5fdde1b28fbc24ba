import { daysInMonth, formatCivil } from './calendar.ts';
import { DateError, type DateErrorCode } from './errors.ts';

export type DatePrecision = 'day' | 'month' | 'year';

/** A date known to the day, the month or the year: the first and the last day it may be, both `YYYY-MM-DD`. */
export type PartialDate = { from: string; to: string; precision: DatePrecision };

/** Years 1 to 9999; month and day are 0 where unknown. */
type Parts = { year: number; month: number; day: number };

function readDigits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

function readParts(text: string): Parts | DateErrorCode {
  const { length } = text;
  if (length !== 4 && length !== 7 && length !== 10) return 'date-form';
  const year = readDigits(text, 0, 4);
  const month = length > 4 ? (text.charCodeAt(4) === 45 ? readDigits(text, 5, 7) : -1) : 0;
  const day = length > 7 ? (text.charCodeAt(7) === 45 ? readDigits(text, 8, 10) : -1) : 0;
  if (year < 0 || month < 0 || day < 0) return 'date-form';
  if (year === 0 || (length > 4 && (month < 1 || month > 12))) return 'date-impossible';
  if (length > 7 && (day < 1 || day > daysInMonth(year, month))) return 'date-impossible';
  return { year, month, day };
}

/**
 * Reads `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; a birth known only by its year is common among the old and the displaced.
 *
 * @throws {DateError} `date-form`, `date-impossible`
 */
export function parseDate(text: string): PartialDate {
  const parts = readParts(text);
  if (typeof parts === 'string') throw new DateError(parts);
  const { year, month, day } = parts;
  if (day > 0) return { from: text, to: text, precision: 'day' };
  if (month > 0) {
    return {
      from: formatCivil(year, month, 1),
      to: formatCivil(year, month, daysInMonth(year, month)),
      precision: 'month',
    };
  }
  return { from: formatCivil(year, 1, 1), to: formatCivil(year, 12, 31), precision: 'year' };
}

export type DateDifference = 'day-month-swapped' | 'one-digit' | 'year-only' | 'year-and-month-only';

export type DateComparison = { readonly verdict: 'yes' | 'close' | 'no'; readonly why?: DateDifference };

const SAME: DateComparison = Object.freeze({ verdict: 'yes' });
const SWAPPED: DateComparison = Object.freeze({ verdict: 'close', why: 'day-month-swapped' });
const ONE_DIGIT: DateComparison = Object.freeze({ verdict: 'close', why: 'one-digit' });
const YEAR_ONLY: DateComparison = Object.freeze({ verdict: 'close', why: 'year-only' });
const YEAR_AND_MONTH_ONLY: DateComparison = Object.freeze({ verdict: 'close', why: 'year-and-month-only' });
const DIFFERENT: DateComparison = Object.freeze({ verdict: 'no' });

function countDifferentDigits(a: string, b: string): number {
  let different = 0;
  for (let at = 0; at < a.length; at++) if (a.charCodeAt(at) !== b.charCodeAt(at)) different++;
  return different;
}

/**
 * Compares a claimed date with the one held, both as `parseDate` reads them. `yes` when equal in value and precision;
 * `close` when day and month are swapped, when one digit of a full date differs, or when the less precise of the two
 * covers the other; two full dates that share but the year are `no`. What is not a date is `no`; never throws.
 */
export function compareDate(claimed: string, held: string): DateComparison {
  const a = readParts(claimed);
  const b = readParts(held);
  if (typeof a === 'string' || typeof b === 'string') return DIFFERENT;
  if (claimed === held) return SAME;
  if (claimed.length === 10 && held.length === 10) {
    if (a.year === b.year && a.month === b.day && a.day === b.month) return SWAPPED;
    return countDifferentDigits(claimed, held) === 1 ? ONE_DIGIT : DIFFERENT;
  }
  if (claimed.length === held.length || a.year !== b.year) return DIFFERENT;
  if (a.month === 0 || b.month === 0) return YEAR_ONLY;
  return a.month === b.month ? YEAR_AND_MONTH_ONLY : DIFFERENT;
}
