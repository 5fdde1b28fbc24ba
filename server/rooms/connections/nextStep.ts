import type { CheckItem } from './checklist.ts';
import type { Standing } from './model.ts';

/** What an organisation does next with a system: one thing at a time. */
export const NEXT_STEPS = [
  'lift',
  'wait',
  'key',
  'mend',
  'conformance',
  'answer',
  'submit',
  'renew-key',
  'nothing',
] as const;

export interface NextStep {
  readonly step: (typeof NEXT_STEPS)[number];
  /** Items that an inspector gave back, or that are still missing. */
  readonly count?: number;
}

interface Line {
  readonly state: string;
  readonly standing: Standing;
  readonly review?: { readonly state: 'open' | 'due' | 'overdue' };
  readonly keyWarnings: readonly unknown[];
}

/** @param items the whole check list, @param missing of which so many stand in the way of handing it in */
export function findNextStep(
  { state, standing, review, keyWarnings }: Line,
  items: readonly Pick<CheckItem, 'item' | 'state'>[],
  missing: number,
): NextStep {
  const stateOf = (item: string) => items.find((one) => one.item === item)?.state;
  if (state !== 'active') return { step: 'lift' };
  if (standing === 'checking' || standing === 'reviewing') return { step: 'wait' };
  if (stateOf('key-strength') === 'missing') return { step: 'key' };
  const returned = items.filter((one) => one.state === 'returned').length;
  if (returned > 0) return { step: 'mend', count: returned };
  if (standing === 'production' && (review?.state ?? 'open') === 'open')
    return { step: keyWarnings.length > 0 ? 'renew-key' : 'nothing' };
  if (stateOf('conformance') !== 'passed') return { step: 'conformance' };
  return missing > 0 ? { step: 'answer', count: missing } : { step: 'submit' };
}
