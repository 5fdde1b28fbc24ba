import { type Context, createContext, openRoomLines } from '#kernel';
import type { Parts } from './parts.ts';

/** What was done for somebody's enrolment, and what an officer saw for it. */
export const { appendAct, appendLook } = openRoomLines('enrolment');

/** What the room does by itself, and what persons do for themselves. */
export function reasonOf({ offices }: Pick<Parts, 'offices'>) {
  const { purpose, legalBasis } = offices.country.enrolment;
  return { purpose, legalBasis };
}

export function ownContext({ kernel, offices }: Pick<Parts, 'kernel' | 'offices'>): Context {
  const caller = { kind: 'system', id: 'enrolment', scopes: new Set<string>() } as const;
  return createContext(kernel.clock, caller, { language: kernel.words.languages[0]!, ...reasonOf({ offices }) });
}
