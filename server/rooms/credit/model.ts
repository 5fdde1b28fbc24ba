import type { Verdict } from '#rooms/exchange';
import type { Holder, PersonRecord } from '#rooms/people';

/** What an applicant applies for; a person reads it, nothing is reckoned from it. */
export const PRODUCTS = [
  'consumer-loan',
  'credit-card',
  'overdraft',
  'mortgage',
  'vehicle-loan',
  'business-loan',
  'other',
] as const;
export type Product = (typeof PRODUCTS)[number];

/** How many, as far as it is told: a count to the last one would tell of the others. */
export const BANDS = ['0', '1', '2-3', '4+'] as const;
export type Band = (typeof BANDS)[number];
/** From so many on, more make no difference. */
export const MOST_COUNTED = 4;

export function bandOf(count: number): Band {
  if (count >= MOST_COUNTED) return '4+';
  return count >= 2 ? '2-3' : count === 1 ? '1' : '0';
}

/** Days for which applications of the same identity elsewhere are told. */
export const APPLICATION_DAYS = 30;
/** New applications in which a person may be checked in a day: by one organisation, and by all of them. */
export const MOST_A_DAY = { organisation: 5, all: 20 };

/** Why nothing is said of the same values elsewhere. */
export const WITHHELD = ['identity-not-matched', 'number-cancelled', 'blocked-by-person'] as const;
export type Withheld = (typeof WITHHELD)[number];

/** What a check comes to: the verdict on the identity, unless something stands before it. */
export type Result = Verdict | 'number-cancelled' | 'blocked-by-person';

/** Whom a number names: nobody, several (an old number given twice), one, or one whose number was cancelled. */
export type Named = { holder?: Holder; cancelled?: boolean; several?: boolean; subjects: string[] };

export function chooseHolder(holders: readonly Holder[]): Named {
  const subjects = [
    ...new Set(holders.flatMap(({ person, record }) => (record.mergedInto ? [person, record.mergedInto] : [person]))),
  ];
  const valid = holders.filter(({ status }) => status !== 'cancelled');
  if (new Set((valid.length > 0 ? valid : holders).map(({ person }) => person)).size > 1)
    return { several: true, subjects };
  const holder = valid.find(({ status }) => status === 'active') ?? valid[0] ?? holders[0];
  return holder ? { holder, cancelled: valid.length === 0, subjects } : { subjects };
}

export type NumberState = 'active' | 'void' | 'cancelled' | 'replaced';

/** How a number stands: `replaced` where the person has another of the kind by now. Which one is not told. */
export function stateOfNumber({ kind, status, record }: Holder): { kind: string; status: NumberState } {
  if (status !== 'cancelled') return { kind, status: status === 'void' ? 'void' : 'active' };
  const replaced = record.identifiers.some((one) => one.kind === kind && one.status === 'active');
  return { kind, status: replaced ? 'replaced' : 'cancelled' };
}

export const DOCUMENT_STATES = ['in-date', 'expired', 'void', 'cancelled', 'not-held'] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];

/**
 * How a document stands, as far as the population register knows it: the end of its term. Cards have a state of their own
 * (lost, locked, revoked) which this register does not hold, so nothing is said of any.
 * @param number of a document that the person has, in any writing
 */
export function stateOfDocument(
  record: PersonRecord,
  isSame: (number: string) => boolean,
  today: string,
): DocumentState {
  const document = record.documents.find((one) => isSame(one.number));
  const identifier = record.identifiers.find((one) => one.kind !== 'pin' && isSame(one.value));
  if (identifier && identifier.status !== 'active') return identifier.status;
  if (!document || document.kind === 'card') return 'not-held';
  return document.validUntil !== undefined && document.validUntil < today ? 'expired' : 'in-date';
}
