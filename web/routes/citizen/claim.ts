import type { Words } from '../../words.tsx';

/** What a citizen says is right, as this reader's language writes it: dates travel as ISO 8601, all else as it was typed. */
export function claimText(claim: string, { date }: Pick<Words, 'date'>): string {
  return /^[0-9]{4}(-[0-9]{2}){0,2}$/.test(claim) ? date(claim) : claim;
}
