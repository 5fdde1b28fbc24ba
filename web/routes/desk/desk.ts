import { createContext, useContext } from 'react';
import type { Purpose } from '../../api.ts';
import type { Lists } from './data.ts';

/** What every screen of the desk works with. */
export interface Desk {
  /** Why the officer looks: sent with every look. */
  reason: Purpose;
  lists: Lists;
  /** The country's own day, `YYYY-MM-DD`. */
  today: string;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('useDesk outside DeskFrame');
  return desk;
}

/** The day of an instant in a time zone, `YYYY-MM-DD`. */
export function dayOf(instant: string, timeZone: string | undefined): string {
  const zone = timeZone ? { timeZone } : {};
  // Swedish writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', zone).format(new Date(instant));
}

/** Whole days from one day to another; negative when the second is past. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000);
}
