import type { Words } from '../../words.tsx';

/** An outcome in words; one that is new to this version as its code. */
export function outcomeText(outcome: string, { say, has }: Pick<Words, 'say' | 'has'>): string {
  for (const key of [`value.outcome.${outcome}`, `screen.agency.outcome.${outcome}`]) if (has(key)) return say(key);
  return outcome;
}
