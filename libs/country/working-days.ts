import type { Country } from './country.ts';
import type { CountryFacts } from './schema-country.ts';
import type { Holidays } from './schema-holidays.ts';

const DAY = 86_400_000;

interface Calendar {
  readonly rest: ReadonlySet<string>;
  readonly work: ReadonlySet<string>;
}
const calendars = new WeakMap<Holidays, Calendar>();

function calendarOf(holidays: Holidays): Calendar {
  let calendar = calendars.get(holidays);
  if (!calendar) {
    const { exchanged } = holidays;
    calendar = {
      rest: new Set([
        ...holidays.holidays.flatMap(({ days }) => days.map(({ on }) => on)),
        ...exchanged.map(({ rest }) => rest),
      ]),
      work: new Set(exchanged.map(({ work }) => work)),
    };
    calendars.set(holidays, calendar);
  }
  return calendar;
}

/** Whether offices work on a day, `YYYY-MM-DD`. Beyond the years that are listed only the weekly rest is known. */
export function isWorkingDay({ holidays }: Pick<Country, 'holidays'>, day: string): boolean {
  const { rest, work } = calendarOf(holidays);
  if (rest.has(day)) return false;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  return work.has(day) || holidays.week.days.includes(weekday);
}

/** Moves by working days; the first day itself is not counted (Civil Code art. 147). @param count negative: back */
export function addWorkingDays(country: Pick<Country, 'holidays'>, day: string, count: number): string {
  let current = day;
  for (let left = Math.abs(count); left > 0; ) {
    current = addDays(current, Math.sign(count));
    if (isWorkingDay(country, current)) left -= 1;
  }
  return current;
}

/** Moves by calendar days. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY).toISOString().slice(0, 10);
}

/**
 * The last day of a period that began with something on a day. A period in calendar days that would end on a day of rest ends
 * on the next working day (Civil Code art. 148).
 */
export function lastDayOf(
  country: Pick<Country, 'holidays'>,
  { days, unit }: Pick<CountryFacts['deadlines'][number], 'days' | 'unit'>,
  from: string,
): string {
  if (unit === 'working') return addWorkingDays(country, from, days);
  const last = addDays(from, days);
  return isWorkingDay(country, last) ? last : addWorkingDays(country, last, 1);
}
