import type { Target } from '#libs/intake';
import type { Costs } from '#libs/linkage';

/**
 * - `uploaded`: made, its file is on its way or here · `mapped`: read; what the columns stand for waits for a person
 * - `queued`, `running`: rows are worked on · `waiting`: all rows are read, officers have some to decide · `done`
 * - `undoing`, `undone`: taken back as one · `failed`, `cancelled`: no further row is read; what was accepted stays, and can be undone
 */
export const RUN_STATES = [
  'uploaded',
  'mapped',
  'queued',
  'running',
  'waiting',
  'done',
  'undoing',
  'undone',
  'failed',
  'cancelled',
] as const;
export type RunState = (typeof RUN_STATES)[number];

/** What became of a row. A row that was proposed gets one of the others when an officer has decided. */
export const VERDICTS = [
  'accepted-new',
  'accepted-known',
  'proposed',
  'refused',
  'duplicate-in-file',
  'taken-back',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** `second`: one officer has spoken, the country's rules want another. */
export const PROPOSAL_STATES = ['open', 'second', 'later', 'decided'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** Why a person has to look. */
export const DOUBTS = ['link-in-doubt', 'contradiction', 'number-taken', 'doubtful-row'] as const;
export type Doubt = (typeof DOUBTS)[number];

/** What an officer says of a proposal. */
export type Spoken = 'same' | 'new' | 'refuse' | 'later';

export const mayRead = (state: RunState) => state === 'uploaded' || state === 'mapped';
export const mayStart = (state: RunState) => state === 'mapped' || state === 'failed';
export const mayCancel = (state: RunState) =>
  state === 'uploaded' || state === 'mapped' || state === 'queued' || state === 'running';
export const mayUndo = (state: RunState) =>
  state === 'waiting' || state === 'done' || state === 'failed' || state === 'cancelled';

/** Why a run failed beside what the reader of files says; the words say what to do. */
export const FAILURES = ['engine-failed', 'nothing-mapped', 'file-gone'] as const;

/** Without a name and a birth date nobody is entered. */
export const REQUIRED: readonly Target[] = ['name', 'birthDate'];
/** A name may stand in two columns, a date in three of which the year is enough. */
export const INSTEAD: Readonly<Partial<Record<Target, readonly Target[]>>> = {
  name: ['familyName', 'givenName'],
  birthDate: ['birthYear'],
};

/**
 * What a mistake costs, in officers' looks: to give somebody another person's data is twenty times as bad as to enter a
 * person twice, which a later merge mends.
 */
export const COSTS: Costs = { falseLink: 2000, missedLink: 100, review: 1 };

/** A row is reviewed against so many candidates at most. */
export const MOST_CANDIDATES = 5;
/** Hours in which an officer's verdict can be taken back by whoever may review. */
export const UNDO_HOURS = 24;
/** Days in which a proposal is to be decided. */
export const REVIEW_DAYS = 14;
export const FILE_DAYS = 90;
export const DAY_MS = 86_400_000;
export const MOST_BYTES = 16 * 2 ** 30;
/** Runs of a sender that have not ended. */
export const MOST_OPEN = 50;

/** What is looked at first among proposals of one deadline: a number that two persons claim, then what contradicts. */
export function weightOf(why: Doubt, candidates: number): number {
  const base = { 'number-taken': 40, contradiction: 30, 'link-in-doubt': 20, 'doubtful-row': 10 }[why];
  return base + Math.min(candidates, MOST_CANDIDATES);
}

/** How many persons may be named in the list of why a run is not undone. */
export const MOST_BLOCKED = 100;
