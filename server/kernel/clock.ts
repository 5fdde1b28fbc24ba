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
  return {
    now,
    today: () => format.format(now()),
    moveBy(milliseconds) {
      offset = milliseconds;
    },
    get offset() {
      return offset;
    },
  };
}
