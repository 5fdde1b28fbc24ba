import { compareDate, compareName, nameKey } from '#libs/names';
import { ANSWERS, codeOf } from '../model.ts';

/**
 * One claim of a row against what the register holds, as a code of `ANSWERS`. The same rules as a single verification: a test
 * holds the two together. SQL decides the plain cases itself (`answer.ts`); these decide all others.
 */
const graded = (verdict: 'yes' | 'close' | 'no', why: string | undefined): number =>
  verdict === 'close' ? closeCodes.get(why!)! : codeOf(verdict);

const CLOSE = 'close:';
const closeCodes: ReadonlyMap<string, number> = new Map(
  ANSWERS.flatMap((said, code) => (said.startsWith(CLOSE) ? [[said.slice(CLOSE.length), code] as const] : [])),
);

export function compareNames(claimed: string, held: string): number {
  if (claimed.trim() === '') return codeOf('empty');
  if (claimed.length > 300) return codeOf('invalid');
  const { verdict, why } = compareName(claimed, held);
  return graded(verdict, why);
}

export function compareDates(claimed: string, held: string): number {
  if (claimed.trim() === '') return codeOf('empty');
  const date = readDate(claimed);
  // A date against itself is a yes only where it is one.
  if (compareDate(date, date).verdict !== 'yes') return codeOf('invalid');
  const { verdict, why } = compareDate(date, held);
  return graded(verdict, why);
}

/** `31/12/1990`, `31-12-1990` and `31.12.1990` are read as well as what the register itself writes. */
export function readDate(text: string): string {
  const trimmed = text.trim();
  const parts = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(trimmed);
  if (parts) return `${parts[4]}-${parts[3]!.padStart(2, '0')}-${parts[1]!.padStart(2, '0')}`;
  return /^\d{8}$/.test(trimmed) ? `${trimmed.slice(0, 4)}-${trimmed.slice(4, 6)}-${trimmed.slice(6)}` : trimmed;
}

/** @param held all of them, with commas between */
export function compareCmnd(claimed: string, held: string): number {
  if (claimed.trim() === '') return codeOf('empty');
  if (held === '') return codeOf('not-held');
  return codeOf(held.split(',').includes(claimed.replace(/[\s.-]+/g, '').toUpperCase()) ? 'yes' : 'no');
}

/** What is asked of a row. */
export interface Asked {
  readonly claimed: string;
  readonly held: string;
}

/** Functions of the table engine's SQL, each of a list of rows: only what SQL cannot say itself comes here. */
export const judges = {
  compare_names: ({ claimed, held }: Asked) => compareNames(claimed, held),
  compare_dates: ({ claimed, held }: Asked) => compareDates(claimed, held),
  compare_cmnds: ({ claimed, held }: Asked) => compareCmnd(claimed, held),
  read_dates: ({ claimed }: Asked) => readDate(claimed),
  name_keys: ({ claimed }: Asked) => nameKey(claimed).slice(0, 600),
} as const;
