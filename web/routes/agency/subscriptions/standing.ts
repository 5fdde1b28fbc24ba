import type { Tone } from '../../../kit/index.ts';
import type { SubscriptionLine } from './data.ts';

type Line = Pick<SubscriptionLine, 'state' | 'endpoint' | 'newest' | 'delivered' | 'failing'>;

/** How a subscription stands, in one word: the end of a key, and its tone. */
export function standingOf({ state, endpoint, newest, delivered, failing }: Line): { key: string; tone: Tone } {
  if (state === 'ended') return { key: 'ended', tone: 'plain' };
  if (state === 'paused') return { key: 'paused', tone: 'wait' };
  if (failing) return { key: 'failing', tone: 'bad' };
  if (delivered === newest) return { key: 'upToDate', tone: 'good' };
  return endpoint ? { key: 'sending', tone: 'info' } : { key: 'toFetch', tone: 'info' };
}

/** Numbers as people write them into a field: one below the other, or with anything between them. */
export const splitNumbers = (text: string): string[] => [...new Set(text.split(/[\s,;]+/).filter(Boolean))];

/** What a receiver did instead of taking events: the end of a key, and the number in its sentence. */
export function failureOf(why: string): { key: string; status: string } {
  const status = /^status-([0-9]+)$/.exec(why)?.[1];
  if (status !== undefined) return { key: 'status', status };
  return { key: why === 'timeout' || why === 'unreachable' ? why : 'agreement', status: '' };
}
