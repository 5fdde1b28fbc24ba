import { type Context, createContext, describeEntry, type Transaction } from '#kernel';
import type { Parts } from './parts.ts';

/** What happened to blanks, batches and parcels; what happened to somebody's card its origin tells. */
export function appendAct(
  transaction: Transaction,
  context: Context,
  type: string,
  data: Readonly<Record<string, unknown>>,
): void {
  transaction.append(describeEntry(context, { kind: 'act', room: 'production', type, subjects: [], data }));
}

/** What the line does by itself. */
export function ownContext({ kernel, offices }: Pick<Parts, 'kernel' | 'offices'>): Context {
  const caller = { kind: 'system', id: 'production', scopes: new Set<string>() } as const;
  const { purpose, kinds } = offices.country.cards;
  return createContext(kernel.clock, caller, {
    language: kernel.words.languages[0]!,
    purpose,
    legalBasis: kinds[0]!.legalBasis,
  });
}
