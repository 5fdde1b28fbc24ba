/** Writes dates as a language writes them. Partial dates say what is known and no more. */
export interface DateWriter {
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  date(value: string): string;
  /** An instant, ISO 8601, in the country's own time: day and minute. */
  moment(value: string): string;
  /** The day of an instant in the country's own time. */
  day(value: string): string;
  /** Hour and minute of an instant in the country's own time. */
  time(value: string): string;
  /** Month and year of an instant: the heading of a list. */
  month(value: string): string;
}

// Vietnamese and French officials write numbers; English needs the month's name, as 03/04 is two dates.
const DAY: Intl.DateTimeFormatOptions = { day: '2-digit', month: '2-digit', year: 'numeric' };
const DAY_IN_WORDS: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' };
const MONTH: Intl.DateTimeFormatOptions = { month: 'long', year: 'numeric' };

export function createDateWriter(language: string, timeZone: string | undefined): DateWriter {
  const locale = language === 'en' ? 'en-GB' : language;
  const day = language === 'vi' ? DAY : DAY_IN_WORDS;
  const zone = timeZone ? { timeZone } : {};
  const civil = new Intl.DateTimeFormat(locale, { ...day, timeZone: 'UTC' });
  const civilMonth = new Intl.DateTimeFormat(locale, { ...MONTH, timeZone: 'UTC' });
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', ...zone });
  const local = new Intl.DateTimeFormat(locale, { ...day, ...zone });
  const localMonth = new Intl.DateTimeFormat(locale, { ...MONTH, ...zone });
  return {
    date(value) {
      const [year, month, dayOfMonth] = value.split('-');
      if (!year || !month) return value;
      return (dayOfMonth ? civil : civilMonth).format(new Date(`${year}-${month}-${dayOfMonth ?? '01'}T00:00:00Z`));
    },
    moment: (value) => `${local.format(new Date(value))}, ${clock.format(new Date(value))}`,
    day: (value) => local.format(new Date(value)),
    time: (value) => clock.format(new Date(value)),
    month: (value) => localMonth.format(new Date(value)),
  };
}
