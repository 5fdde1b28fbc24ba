import type { Transaction } from './database/database.ts';
import { type Context, describeEntry, type EntryMatter } from './guard.ts';

type More = Partial<Pick<EntryMatter, 'data' | 'purpose' | 'legalBasis'>> & { fields?: readonly string[] };

/** A line of a room's: whom it is about, and of which fields; each field is named once. */
export type AppendLine = (
  transaction: Transaction,
  context: Context,
  type: string,
  subjects: readonly string[],
  more?: More,
) => void;

/** How a room writes into the journal. @returns for what was done to somebody, and for what somebody saw */
export function openRoomLines(room: string): { appendAct: AppendLine; appendLook: AppendLine } {
  const appendLine =
    (kind: 'act' | 'look'): AppendLine =>
    (transaction, context, type, subjects, { fields, ...more } = {}) => {
      const matter: EntryMatter = { kind, room, type, subjects: [...subjects], ...more };
      transaction.append(describeEntry(context, fields ? { ...matter, fields: [...new Set(fields)] } : matter));
    };
  return { appendAct: appendLine('act'), appendLook: appendLine('look') };
}
