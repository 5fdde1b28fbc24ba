import type { Words } from '../../../words.tsx';
import type { Hours } from './data.ts';

/** When questions are answered: `07:00–18:30, Mon–Sat`, or that it is always. */
export function describeHours({ from, to, days }: Hours, { say, language }: Pick<Words, 'say' | 'language'>): string {
  if (from === '00:00' && to === '24:00' && days.length === 7) return say('screen.agreements.always');
  // 5 January 1970 was a Monday.
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  const names = [...days].sort((one, other) => one - other).map((day) => weekday.format((day + 3) * 86_400_000));
  const run = days.length > 2 && Math.max(...days) - Math.min(...days) === days.length - 1;
  return `${from}–${to}, ${run ? `${names[0]}–${names.at(-1)}` : names.join(', ')}`;
}
