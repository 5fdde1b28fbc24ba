import { daysFromCivil, formatDays } from '#libs/names';
import type { StringTable } from './strings.ts';
import { unescapeText } from './strings.ts';

/** What a cell's format makes of its number. */
export type NumberLook =
  | { readonly kind: 'plain' }
  | { readonly kind: 'date' }
  /** So many digits at least, as identity numbers are kept. */
  | { readonly kind: 'digits'; readonly digits: number };

/** What cells of one workbook are read with. */
export interface CellReader {
  readonly strings: StringTable;
  readonly looks: readonly NumberLook[];
  /** Days are counted from 1904, as old Macintoshes did. */
  readonly from1904: boolean;
}

/** A cell's text as the sheet shows it, dates as `YYYY-MM-DD`: whatever the format's country, nobody has to guess again. */
export function readCell(reader: CellReader, type: string | undefined, style: number, value: string): string {
  if (value === '') return '';
  switch (type) {
    case 's':
      return reader.strings.get(Number(value)) ?? '';
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE';
    case 'str':
      return unescapeText(value);
    case undefined:
    case 'n':
      return showNumber(value.trim(), reader.looks[style], reader.from1904);
    default:
      return value;
  }
}

function showNumber(text: string, look: NumberLook | undefined, from1904: boolean): string {
  if (look?.kind === 'date') return showDate(Number(text), from1904) ?? text;
  const number = /e/i.test(text) ? Number(text) : Number.NaN;
  const digits = Number.isSafeInteger(number) ? String(number) : text;
  return look?.kind === 'digits' && /^\d+$/.test(digits) ? digits.padStart(look.digits, '0') : digits;
}

const DAY_0 = daysFromCivil(1899, 12, 30);
const DAYS_TO_1904 = 1462;
/** 31 December 9999. */
const LAST_DAY = 2_958_465;
const SECONDS = 86_400;

function showDate(serial: number, from1904: boolean): string | undefined {
  if (!(serial >= 0)) return undefined;
  const seconds = Math.round(serial * SECONDS);
  const days = Math.floor(seconds / SECONDS) + (from1904 ? DAYS_TO_1904 : 0);
  const time = showTime(seconds % SECONDS);
  if (days > LAST_DAY) return undefined;
  if (days === 0) return seconds === 0 ? undefined : time;
  const date = showDay(days);
  return seconds % SECONDS === 0 ? date : `${date}T${time}`;
}

/** Excel has a 29 February 1900 that never was: the days before it are counted one short, and it stays as it is shown. */
function showDay(days: number): string {
  if (days === 60) return '1900-02-29';
  return formatDays(DAY_0 + days + (days < 60 ? 1 : 0));
}

function showTime(seconds: number): string {
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60]
    .map((part) => String(Math.floor(part)).padStart(2, '0'))
    .join(':');
}

/** What a number format shows (ECMA-376 part 1, 18.8.30 and 18.8.31). */
export function lookOf(id: number, code: string | undefined): NumberLook {
  if (code === undefined) {
    const isDate = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
    return { kind: isDate ? 'date' : 'plain' };
  }
  const [first = ''] = code.split(';');
  const bare = first.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[(?![hms]+\])[^\]]*\]/gi, '');
  if (/^0{2,}$/.test(bare)) return { kind: 'digits', digits: bare.length };
  return { kind: /[ymdhs]/i.test(bare) && !/general/i.test(bare) ? 'date' : 'plain' };
}
