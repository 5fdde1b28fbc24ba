import { type Context, describeEntry, type EntryMatter, type Transaction } from '#kernel';

type More = Partial<Pick<EntryMatter, 'data' | 'purpose' | 'legalBasis'>> & { fields?: readonly string[] };

function appendLine(kind: 'act' | 'look') {
  return (
    transaction: Transaction,
    context: Context,
    type: string,
    subjects: readonly string[],
    { fields, ...more }: More = {},
  ): void => {
    const matter: EntryMatter = { kind, room: 'biometrics', type, subjects: [...subjects], ...more };
    transaction.append(describeEntry(context, fields ? { ...matter, fields: [...new Set(fields)] } : matter));
  };
}

/** A change of what is held, or of what is said of it. Kinds of samples are its fields; their bytes stand in no line. */
export const appendAct = appendLine('act');
/** What somebody saw of a body, or was told of it. */
export const appendLook = appendLine('look');
