const DAY = 86_400_000;

export interface Bar {
  /** First day of the bar, `YYYY-MM-DD`. */
  readonly from: string;
  readonly count: number;
}

/** At most a month of bars, newest first: days, or as many days together as that takes. Days without work count as nothing. */
export function groupDays({
  days,
  from,
  to,
}: {
  days: readonly { day: string; count: number }[];
  from: string;
  to: string;
}): Bar[] {
  const last = Date.parse(to);
  const length = (last - Date.parse(from)) / DAY + 1;
  const size = Math.ceil(length / 31);
  const counts = new Array<number>(Math.ceil(length / size)).fill(0);
  for (const { day, count } of days) {
    const at = Math.floor((last - Date.parse(day)) / DAY / size);
    counts[at] = (counts[at] ?? 0) + count;
  }
  return counts.map((count, at) => {
    const first = last - ((at + 1) * size - 1) * DAY;
    return { from: new Date(Math.max(first, Date.parse(from))).toISOString().slice(0, 10), count };
  });
}
