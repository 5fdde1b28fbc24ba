import type { CorrectionRow } from './corrections.ts';
import { formatDate, type Presenter, presentRecord } from './present.ts';
import type { PersonRecord } from './record.ts';

/** What is said to be right, in the reader's language: in a person's own words, or as the record would show a source's value. */
export function presentClaim(
  parts: Presenter,
  language: string,
  { claim, claimed, field }: CorrectionRow,
  record: PersonRecord | undefined,
  today: string,
): string {
  if (claimed === null || !record) return claim;
  if (isSeen(claimed)) return parts.words.say(language, 'people.seen', { date: formatDate(language, claimed.seen) });
  const changes = field === 'deathDate' ? { death: { date: claimed as string } } : { [field]: claimed };
  const nobody = { children: [], represented: [] };
  const shown = presentRecord(parts, language, { ...record, ...changes }, [], { on: today }, nobody);
  return shown.find(({ id }) => id === field)?.text ?? '';
}

function isSeen(claimed: unknown): claimed is { seen: string } {
  return typeof claimed === 'object' && claimed !== null && 'seen' in claimed;
}
