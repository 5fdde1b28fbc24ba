/** When an office enrols; times of day in the country's own time, `HH:MM`. */
export interface Opening {
  /** 1 Monday to 7 Sunday. */
  readonly day: number;
  readonly from: string;
  readonly to: string;
}
export interface Hours {
  readonly counters: number;
  readonly days: readonly Opening[];
  /** Days on which it does not enrol, `YYYY-MM-DD`. */
  readonly closed: readonly string[];
}

export const APPOINTMENT_STATES = ['booked', 'arrived', 'done', 'missed', 'cancelled'] as const;
export type AppointmentState = (typeof APPOINTMENT_STATES)[number];
/** A place is taken by it. */
export const HOLDS: readonly AppointmentState[] = ['booked', 'arrived', 'done'];

const FOLLOWS: Readonly<Record<AppointmentState, readonly AppointmentState[]>> = {
  booked: ['arrived', 'done', 'missed', 'cancelled'],
  arrived: ['done', 'missed', 'booked'],
  done: [],
  missed: ['arrived'],
  cancelled: [],
};
export const mayFollow = (from: AppointmentState, to: AppointmentState): boolean => FOLLOWS[from].includes(to);

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** 1 Monday to 7 Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** Whether an opening is one: it ends after it begins, and none of a day lies in another. */
export function areOpenings(days: readonly Opening[]): boolean {
  const sorted = days.toSorted((one, other) => one.day - other.day || one.from.localeCompare(other.from));
  return sorted.every(
    ({ day, from, to }, at) => from < to && (at === 0 || sorted[at - 1]!.day !== day || sorted[at - 1]!.to <= from),
  );
}

/** Times of a day at which somebody can be enrolled, `HH:MM`. @param minutes that one takes */
export function timesOf(hours: Hours, day: string, minutes: number): string[] {
  if (hours.closed.includes(day)) return [];
  const weekday = weekdayOf(day);
  return hours.days
    .filter((opening) => opening.day === weekday)
    .toSorted((one, other) => one.from.localeCompare(other.from))
    .flatMap(({ from, to }) => {
      const begin = minutesOf(from);
      const count = Math.floor((minutesOf(to) - begin) / minutes);
      return Array.from({ length: Math.max(0, count) }, (_, at) => timeOf(begin + at * minutes));
    });
}

const parts = new Map<string, Intl.DateTimeFormat>();
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = parts.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  parts.set(timeZone, made);
  return made;
}

/** An instant as the country's clocks show it, `YYYY-MM-DD HH:MM`. */
export const localOf = (at: Date, timeZone: string): string => formatOf(timeZone).format(at).slice(0, 16);

/** The instant at which the country's clocks show a day and time. */
export function instantOf(day: string, time: string, timeZone: string): Date {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  const offset = (at: number) => Date.parse(`${formatOf(timeZone).format(at).replace(' ', 'T')}Z`) - at;
  // The second look sees the offset that holds at the instant itself.
  return new Date(wanted - offset(wanted - offset(wanted)));
}

export interface Slot {
  readonly at: string;
  readonly free: number;
}

/**
 * Places of a day that can still be had.
 *
 * @param taken places that are given, by instant in milliseconds
 * @param notice hours before which a place must be taken
 */
export function slotsOf(
  hours: Hours,
  day: string,
  { minutes, notice, now, timeZone }: { minutes: number; notice: number; now: Date; timeZone: string },
  taken: ReadonlyMap<number, number>,
): Slot[] {
  return timesOf(hours, day, minutes).flatMap((time) => {
    const at = instantOf(day, time, timeZone);
    if (at.getTime() < now.getTime() + notice * 3_600_000) return [];
    return [{ at: at.toISOString(), free: Math.max(0, hours.counters - (taken.get(at.getTime()) ?? 0)) }];
  });
}
