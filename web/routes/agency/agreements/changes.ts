import type { Words } from '../../../words.tsx';
import type { Change, TermsView } from './data.ts';
import { LISTS } from './given.ts';
import { describeHours } from './hours.ts';

export interface NamedChange {
  id: string;
  /** Name of the part of the terms. */
  part: string;
  /** What came, went or is another. */
  what: string;
}

/** Changes in words. @param sides the terms before and after, which know the names of what came and went */
export function nameChanges<Given extends Change>(
  changes: readonly Given[],
  sides: readonly (TermsView | undefined)[],
  words: Words,
): (Given & NamedChange)[] {
  const { say, date, number } = words;
  const known = sides.filter((terms) => terms !== undefined);
  const write = (part: string, value: string): string => {
    const list = LISTS.find((one) => one === part);
    if (list) return known.flatMap((terms) => terms[list] ?? []).find(({ id }) => id === value)?.name ?? value;
    if (part === 'hours') {
      const hours = known.map((terms) => terms.hours).find(({ id }) => id === value);
      return hours ? describeHours(hours, words) : value;
    }
    return part === 'quotaPerDay' || part === 'candidates' ? number(Number(value)) : date(value);
  };
  return changes.map((change) => {
    const { part, item, before, after } = change;
    const key = before === undefined ? 'added' : after === undefined ? 'removed' : 'became';
    return {
      ...change,
      id: `${part}/${item ?? ''}`,
      part: say(`screen.agreements.part.${part}`),
      what: say(`screen.agreements.change.${key}`, {
        before: before === undefined ? '' : write(part, before),
        after: after === undefined ? '' : write(part, after),
      }),
    };
  });
}
