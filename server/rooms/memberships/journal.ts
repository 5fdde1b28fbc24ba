import { type Context, createContext, describeEntry, type EntryMatter, type Transaction } from '#kernel';
import type { Field } from '#libs/country';
import type { Parts } from './parts.ts';
import type { ProgrammeRow } from './store.ts';

type More = Partial<Pick<EntryMatter, 'data' | 'purpose' | 'legalBasis'>> & { fields?: readonly Field[] };

const appendLine =
  (kind: 'act' | 'look') =>
  (
    transaction: Transaction,
    context: Context,
    type: string,
    subjects: readonly string[],
    { fields, ...more }: More = {},
  ): void => {
    const matter: EntryMatter = { kind, room: 'memberships', type, subjects: [...subjects], ...more };
    transaction.append(describeEntry(context, fields ? { ...matter, fields: [...fields] } : matter));
  };

export const appendAct = appendLine('act');
export const appendLook = appendLine('look');

/** Why a programme looks at anybody. */
export const reasonOf = ({ offices }: Pick<Parts, 'offices'>, row: Pick<ProgrammeRow, 'legal_basis'>) => ({
  purpose: offices.country.cards.programmes.purpose,
  legalBasis: row.legal_basis,
});

/** What is looked at later is looked at for who sent the members. */
export function contextOf(parts: Pick<Parts, 'kernel' | 'offices'>, row: ProgrammeRow): Context {
  const { clock, words } = parts.kernel;
  const caller = {
    ...{ kind: row.asked_as ?? 'official', id: row.asked_by ?? 'memberships', organisation: row.organisation },
    scopes: new Set<string>(),
  };
  return createContext(clock, caller, { language: words.languages[0]!, ...reasonOf(parts, row) });
}
