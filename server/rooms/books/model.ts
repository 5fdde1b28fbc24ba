import type { Counts } from './bookStore.ts';
import type { EntryState } from './entryStore.ts';

/** How long an entry stays with whoever took it; then the next who asks may get it. */
export const LEASE_MINUTES = 30;
/** Entries on one page of a book. */
export const MOST_ENTRIES = 40;

/** What a reviewer says who does not settle an entry. */
export const RETURN_REASONS = ['both-wrong', 'other-entry', 'hard-to-read'] as const;

/** What two keyings make of an entry. */
export function settleKeyings(differing: readonly string[], absent: boolean): EntryState {
  if (differing.length > 0) return 'review';
  return absent ? 'absent' : 'agreed';
}

export type BookState = 'empty' | 'working' | 'finished' | 'handed-over';

/** How far a book is: finished when no entry waits for anybody. */
export function stateOf({ open, keyed, review, agreed, absent }: Counts, handed: boolean): BookState {
  if (handed) return 'handed-over';
  if (open + keyed + review > 0) return 'working';
  return agreed + absent > 0 ? 'finished' : 'empty';
}

/** Of all fields that were keyed, the part that was not what was decided; undefined before anything is decided. */
export function errorRateOf({ fields, wrong }: Pick<Counts, 'fields' | 'wrong'>): number | undefined {
  return fields === 0 ? undefined : wrong / fields;
}
