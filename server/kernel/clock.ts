/** Where acts take their time from. The demonstration may move it; signatures and the journal's time of receipt never use a moved clock. */
export interface Clock {
  now(): Date;
  /** Today's date in the country's time zone, `YYYY-MM-DD`. */
  today(): string;
}

export interface MovableClock extends Clock {
  /** Moves the clock by whole milliseconds from the true time. */
  moveBy(milliseconds: number): void;
  readonly offset: number;
}

export function createClock(timeZone = 'UTC', trueNow: () => number = Date.now): MovableClock {
  let offset = 0;
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const now = () => new Date(trueNow() + offset);
  let minute = Number.NaN;
  let day = '';
  return {
    now,
    today() {
      // Asked for with every request, and no zone begins its day within a minute.
      const current = Math.floor((trueNow() + offset) / 60_000);
      if (current !== minute) {
        minute = current;
        day = format.format(now());
      }
      return day;
    },
    moveBy(milliseconds) {
      offset = milliseconds;
    },
    get offset() {
      return offset;
    },
  };
}
