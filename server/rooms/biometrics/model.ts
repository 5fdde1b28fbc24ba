import { type Static, Type } from 'typebox';
import type { Modalities, Modality, ModalityId } from '#libs/country';

/** Under what a sample came that the agency does not take by its own duty. */
export const Ground = Type.Object(
  {
    /** `request`: of the parent or guardian; `consent`: of the person; `proceedings`: of the body that conducts them. */
    kind: Type.Enum(['request', 'consent', 'proceedings']),
    /** Of the paper. */
    number: Type.String({ minLength: 1, maxLength: 60 }),
    on: Type.String({ format: 'date' }),
  },
  { additionalProperties: false },
);
export type Ground = Static<typeof Ground>;

/** Why a finger or an iris could not be taken. */
export const MISSING = ['amputated', 'bandaged', 'worn', 'unable', 'refused'] as const;
export type MissingReason = (typeof MISSING)[number];

/** Why samples are erased before their day. A code and no text: the line in the journal stays when the samples are gone. */
export const ERASURES = ['wrong-person', 'withdrawn', 'unlawful', 'court'] as const;
export type Erasure = (typeof ERASURES)[number];

/** Which grounds are asked for; none where the agency's own duty is enough. */
export function groundsOf({ ground }: Modality, { ages }: Modalities, age: number): readonly Ground['kind'][] {
  // Law 26/2023/QH15, article 16, 1 d: DNA and voice come freely, or from proceedings.
  if (ground === 'given') return ['consent', 'proceedings'];
  return age < ages.onRequestUnder ? ['request'] : [];
}

/** Law 26/2023/QH15, article 23: nothing is taken of who is under six. */
export const isTooYoung = ({ ages }: Modalities, age: number): boolean => age < ages.notUnder;

/**
 * The day on which a sample is erased; undefined while no rule names one.
 * @param diedOn as the register knows it, perhaps the year alone
 */
export function eraseDay(
  { retention: { after, years } }: Modality,
  takenOn: string,
  diedOn: string | undefined,
): string | undefined {
  const from = after === 'taken' ? takenOn : diedOn;
  if (!from) return undefined;
  const [year, month = '12', day = '31'] = from.split('-');
  return new Date(Date.UTC(Number(year) + years, Number(month) - 1, Number(day))).toISOString().slice(0, 10);
}

export type PairState = 'open' | 'unsure' | 'proposed' | 'same' | 'different';
export type Verdict = 'same' | 'different' | 'unsure';
/** What an officer does to a pair: gives a verdict, decides on the first officer's "same", or takes a word back. */
export type PairAct = Verdict | 'confirm' | 'refuse' | 'undo';

/**
 * What becomes of a pair. One officer is enough to tell two persons apart or to be unsure: nothing changes, and it can be taken
 * back. That two are the same person needs a second.
 * @param isFirst whether who acts is who said "same"
 */
export function nextState(state: PairState, act: PairAct, isFirst: boolean): PairState | 'four-eyes' | 'pair-state' {
  if (act === 'undo') {
    if (state === 'different' || state === 'unsure') return 'open';
    return state === 'proposed' && isFirst ? 'open' : 'pair-state';
  }
  if (act === 'confirm' || act === 'refuse') {
    if (state !== 'proposed') return 'pair-state';
    if (isFirst) return 'four-eyes';
    return act === 'confirm' ? 'same' : 'open';
  }
  if (state !== 'open' && state !== 'unsure') return 'pair-state';
  return act === 'same' ? 'proposed' : act;
}

/** The lower key first: a pair has one name. */
export function orderPair(person: string, other: string): [one: string, other: string] {
  const [left, right] = [person.toLowerCase(), other.toLowerCase()];
  return left < right ? [left, right] : [right, left];
}

/** A place that a body has of a modality, counted from 1. */
export const isPlace = ({ places }: Modality, place: number): boolean =>
  Number.isInteger(place) && place >= 1 && place <= places;

export const findModality = ({ modalities }: Modalities, id: ModalityId): Modality | undefined =>
  modalities.find((one) => one.id === id);
