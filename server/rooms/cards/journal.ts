import { type Context, createContext, describeEntry, type EntryMatter, type Transaction } from '#kernel';
import type { Parts } from './parts.ts';

type More = Partial<Pick<EntryMatter, 'data' | 'purpose' | 'legalBasis'>> & { fields?: readonly string[] };

function appendLine(kind: 'act' | 'look') {
  return (
    transaction: Transaction,
    context: Context,
    type: string,
    subjects: readonly string[],
    { fields, ...more }: More = {},
  ): void => {
    const matter: EntryMatter = { kind, room: 'cards', type, subjects: [...subjects], ...more };
    transaction.append(describeEntry(context, fields ? { ...matter, fields: [...fields] } : matter));
  };
}

/** What happened to somebody's card. */
export const appendAct = appendLine('act');
/** What somebody saw of somebody's card. */
export const appendLook = appendLine('look');

/** What the room does by itself, for whoever reads the journal. */
export function ownContext({ kernel, offices }: Pick<Parts, 'kernel' | 'offices'>, legalBasis: string): Context {
  const caller = { kind: 'system', id: 'cards', scopes: new Set<string>() } as const;
  const { purpose } = offices.country.cards;
  return createContext(kernel.clock, caller, { language: kernel.words.languages[0]!, purpose, legalBasis });
}
