import type { Field } from '#libs/country';

/** `draft` until the start is signed; `waiting` for its turn; files of an ended batch are kept for a while. */
export const STATES = ['draft', 'waiting', 'running', 'done', 'cancelled', 'failed'] as const;
export type BatchState = (typeof STATES)[number];

export const FORMATS = ['csv', 'jsonl', 'parquet'] as const;
export type Format = (typeof FORMATS)[number];

/** Fields of the law that a file may claim; `pin` is the row's number itself. */
export const COMPARED = ['name', 'birthDate', 'sex', 'cmnd'] as const;
export type Compared = (typeof COMPARED)[number];

/** What a column of the file stands for. */
export const ROLES = ['number', ...COMPARED, 'reference'] as const;
export type Role = (typeof ROLES)[number];
export type Columns = Partial<Record<Role, string>>;

/**
 * - `correct`, `close`, `not-correct`: the number's holder is the person described; nearly; not in every field
 * - `owner-differs`: the number is another person's: neither name nor birth date fit
 * - `dead`: the holder is dead, and described rightly · `not-held`: the register has nothing in a field
 * - `no-consent`: asked under a law of consent, and nobody of this number has given one; whether it names anybody is not said
 * - `unknown`: the number names nobody, or no one person · `unreadable`: the row cannot be read as a question
 */
export const VERDICTS = [
  'correct',
  'close',
  'not-correct',
  'owner-differs',
  'dead',
  'not-held',
  'unknown',
  'unreadable',
  'no-consent',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/**
 * What is said of one field, as it stands in the result; its index is the code that the engine computes with. The index is
 * stored in files of running batches: new ones go to the end.
 */
export const ANSWERS = [
  '',
  'yes',
  'no',
  'not-held',
  'empty',
  'invalid',
  'close',
  'close:punctuation',
  'close:diacritics',
  'close:i-or-y',
  'close:order',
  'close:one-typing-error',
  'close:missing-middle-name',
  'close:initials',
  'close:day-month-swapped',
  'close:one-digit',
  'close:year-only',
  'close:year-and-month-only',
  // Of the number, and of the row as a whole:
  'unknown',
  'cancelled',
  'ambiguous',
  'other',
  'columns',
  'quotes',
  'encoding',
  'character',
  'too-long',
  'json',
  'no-consent',
] as const;
export type Said = (typeof ANSWERS)[number];

const codes: ReadonlyMap<string, number> = new Map(ANSWERS.map((one, code) => [one, code]));
export function codeOf(said: Said): number {
  return codes.get(said)!;
}
/** Codes from here to `LAST_CLOSE` are kinds of `close`. */
export const FIRST_CLOSE = codeOf('close');
export const LAST_CLOSE = codeOf('close:year-and-month-only');

export const isCompared = (field: Field): field is Compared & Field => (COMPARED as readonly string[]).includes(field);

/** Whether an act may be done in a state. */
export function mayStart(state: BatchState): boolean {
  // After a failure that was not the file's, or with other columns, the same file may be tried again.
  return state === 'draft' || state === 'failed';
}
export function mayCancel(state: BatchState): boolean {
  return state === 'draft' || state === 'waiting' || state === 'running' || state === 'failed';
}

/** Why a batch failed; the words say what to do. */
export const FAILURES = [
  'column-missing',
  'file-malformed',
  'encoding',
  'header-missing',
  'header-malformed',
  'columns-too-many',
  'quota-exceeded',
  'not-agreed',
  'engine-failed',
] as const;
export type Failure = (typeof FAILURES)[number];

/** Kinds of what is found about subscriptions, and to be locked. */
export const FINDINGS = ['not-the-owner', 'too-many', 'dead', 'unidentified'] as const;
export type Finding = (typeof FINDINGS)[number];

/** Days between a finding and the lock: an objection is answered within 14, and there is time to raise it. */
export const OBJECTION_DAYS = 30;

/** Days for which the files of an ended batch, or of one that was never started, are kept. */
export const FILE_DAYS = 30;
export const DAY_MS = 86_400_000;
export const MOST_BYTES = 64 * 2 ** 30;
/** Batches of an organisation that have not ended. */
export const MOST_OPEN = 20;
