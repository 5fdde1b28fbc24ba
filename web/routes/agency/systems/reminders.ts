import type { Reminder, SystemLine } from './data.ts';

/** A reminder that still holds, with what it is about. */
export type Due =
  | { kind: 'key'; what: string; saidAt: string; kid: string; expiresAt: string; system: string; name: string }
  | { kind: 'review'; what: string; saidAt: string; dueOn: string; system: string; name: string }
  | { kind: 'agreement'; what: string; saidAt: string; agreement: string; endsOn: string }
  | { kind: 'draft'; what: string; saidAt: string; draft: string };

/**
 * Of everything that was said, what still holds: keys that still end soon, reviews that are still due, drafts that still
 * wait. The newest word on each thing counts.
 * @param said newest first @param waiting drafts that the platform has not decided yet
 */
export function findDue(said: readonly Reminder[], systems: readonly SystemLine[], waiting: readonly string[]): Due[] {
  const known = new Set<string>();
  return said.flatMap(({ matter, what, saidAt }): Due[] => {
    const [kind = '', id = '', more = ''] = matter.split(':');
    if (known.has(`${kind}:${id}`)) return [];
    known.add(`${kind}:${id}`);
    if (kind === 'draft') return waiting.includes(id) ? [{ kind, what, saidAt, draft: id }] : [];
    if (kind === 'agreement') return [{ kind, what, saidAt, agreement: id, endsOn: more }];
    if (kind === 'key') {
      return systems.flatMap(({ system, name, keyWarnings }) =>
        keyWarnings
          .filter(({ kid }) => kid === id)
          .map(({ kid, expiresAt }) => ({ kind, what, saidAt, kid, expiresAt, system, name })),
      );
    }
    const one = systems.find(({ system }) => system === id);
    if (kind !== 'review' || one?.review?.dueOn !== more || one.review.state === 'open') return [];
    return [{ kind, what, saidAt, dueOn: more, system: id, name: one.name }];
  });
}
