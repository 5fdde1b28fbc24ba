import { orderActs } from './model.ts';
import type { Act } from './record.ts';

/** A time during which a person belonged to a household. */
export interface Stay {
  since: string;
  /** The day from which the person did not any more; absent: still does. */
  until?: string;
  /** What the person was to the head at the end of it. */
  relationToHead: string;
}

/** The times during which a person belonged to one household, earliest first, by all that is known. */
export function findStays(acts: readonly Act[], household: string): Stay[] {
  const stays: Stay[] = [];
  let open: Stay | undefined;
  for (const act of orderActs(acts)) {
    const place = act.changes.household;
    if (place === undefined) continue;
    if (place?.id === household) {
      if (!open) {
        open = { since: act.validFrom, relationToHead: place.relationToHead };
        stays.push(open);
      }
      open.relationToHead = place.relationToHead;
    } else if (open) {
      open.until = act.validFrom;
      open = undefined;
    }
  }
  // Who came and went on one day was corrected.
  return stays.filter(({ since, until }) => since !== until);
}
