import { ByteWriter } from './bytes.ts';
import { yearOfDay } from './draw.ts';

const firstYear = 1840;
const lastYear = 2150;
const first = Date.UTC(firstYear, 0, 1) / 86_400_000;
const digits = writeAll();

/** `YYYY-MM-DD` of every day that a record can hold, ten bytes each: dates are a fifth of a record. */
function writeAll(): Uint8Array {
  const writer = new ByteWriter((lastYear - firstYear) * 366 * 10);
  for (let month = 0; month < (lastYear - firstYear) * 12; month++) {
    const year = firstYear + Math.floor(month / 12);
    const length = new Date(Date.UTC(year, (month % 12) + 1, 0)).getUTCDate();
    for (let day = 1; day <= length; day++) {
      writer.digits(year, 4);
      writer.byte(0x2d);
      writer.digits((month % 12) + 1, 2);
      writer.byte(0x2d);
      writer.digits(day, 2);
    }
  }
  return writer.take();
}

/** Writes a day as `YYYY-MM-DD`. @param length 10; 7 leaves the day out, 4 the month too */
export function writeDate(writer: ByteWriter, day: number, length = 10): void {
  const at = (day - first) * 10;
  const { bytes } = writer;
  for (let index = 0; index < length; index++) bytes[writer.at++] = digits[at + index]!;
}

function twoDigits(at: number): number {
  return (digits[at]! - 0x30) * 10 + digits[at + 1]! - 0x30;
}

export function dayOfMonth(day: number): number {
  return twoDigits((day - first) * 10 + 8);
}

export function monthOfDay(day: number): number {
  return twoDigits((day - first) * 10 + 5);
}

/** The same day and month in another year; 28 February for the 29th. */
export function writeAnniversary(writer: ByteWriter, day: number, year: number): void {
  writer.digits(year, 4);
  const leap = monthOfDay(day) === 2 && dayOfMonth(day) === 29;
  const { bytes } = writer;
  const at = (day - first) * 10;
  for (let index = 4; index < 10; index++) bytes[writer.at++] = digits[at + index]!;
  if (leap) bytes[writer.at - 1] = 0x38;
}

/** First and last day of the month or year of a day. */
export function spanOf(day: number, precision: number): { from: number; to: number } {
  if (precision === 0) return { from: day, to: day };
  const year = yearOfDay(day);
  if (precision === 2) return { from: dayNumber(year, 1), to: dayNumber(year + 1, 1) - 1 };
  const month = monthOfDay(day);
  return { from: dayNumber(year, month), to: dayNumber(month === 12 ? year + 1 : year, (month % 12) + 1) - 1 };
}

function dayNumber(year: number, month: number): number {
  return Date.UTC(year, month - 1, 1) / 86_400_000;
}
