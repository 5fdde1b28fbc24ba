import { type Context, createContext, openRoomLines } from '#kernel';
import type { Parts } from './parts.ts';

/** What happened to somebody's card, and what somebody saw of it. */
export const { appendAct, appendLook } = openRoomLines('cards');

/** What the room does by itself, for whoever reads the journal. */
export function ownContext({ kernel, offices }: Pick<Parts, 'kernel' | 'offices'>, legalBasis: string): Context {
  const caller = { kind: 'system', id: 'cards', scopes: new Set<string>() } as const;
  const { purpose } = offices.country.cards;
  return createContext(kernel.clock, caller, { language: kernel.words.languages[0]!, purpose, legalBasis });
}
