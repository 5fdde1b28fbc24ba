import type { OfficeHours } from './schema-country.ts';

const DAY = 86_400_000;

interface LocalMoment {
  /** ISO weekday, 1 Monday. */
  day: number;
  /** Minutes since the local midnight. */
  minute: number;
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const formats = new Map<string, Intl.DateTimeFormat>();

function readLocal(at: Date, timeZone: string): LocalMoment {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return { day: WEEKDAYS.indexOf(parts.weekday!) + 1, minute: Number(parts.hour) * 60 + Number(parts.minute) };
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/**
 * Whether an office is open, and until when. Hours that do not end after they begin go over midnight and belong to the day
 * on which they begin.
 *
 * @returns the instant at which it closes; `undefined` while it is closed; `Infinity` where it never closes
 */
export function closesAt(hours: OfficeHours, at: Date, timeZone: string): number | undefined {
  const [from, to] = [minutesOf(hours.from), minutesOf(hours.to)];
  if (to - from === 1440 && hours.days.length === 7) return Number.POSITIVE_INFINITY;
  const { day, minute } = readLocal(at, timeZone);
  const yesterday = day === 1 ? 7 : day - 1;
  const overnight = to <= from;
  const left = (minutes: number) => Math.floor(at.getTime() / 60_000) * 60_000 + minutes * 60_000;
  if (hours.days.includes(day) && minute >= from && (overnight || minute < to))
    return overnight ? left(to - minute) + DAY : left(to - minute);
  if (overnight && hours.days.includes(yesterday) && minute < to) return left(to - minute);
  return undefined;
}

/** The next local midnight. */
export function midnightAfter(at: Date, timeZone: string): number {
  return Math.floor(at.getTime() / 60_000) * 60_000 + (1440 - readLocal(at, timeZone).minute) * 60_000;
}
