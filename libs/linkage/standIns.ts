import { type Clean, formName, formsOf } from './clean.ts';
import type { Field, Model } from './model.ts';

/** How many times more frequent than its column's values on average a value is that only stands where nothing was known. */
export const TIMES_USUAL = 100;

/** Names and places have values that are as frequent by right; `byFrequency` takes care of these. */
const kinds: ReadonlySet<Field['kind']> = new Set(['code', 'phone', 'email', 'date']);

/** Fields in which some value may stand for none: 1900-01-01, 999999999, 0000000000, none@none. */
export function listDoubtful({ fields }: Pick<Model, 'fields'>): Field[] {
  return fields.filter(({ kind }) => kinds.has(kind));
}

/** The columns that hold a field's value and its forms. */
export function columnsOf({ name, kind }: Field): string[] {
  return [name, ...formsOf[kind].map((form) => formName(name, form))];
}

/** The rows without values that stand for none: two records that both lack something do not agree on it. */
export function dropStandIns(model: Pick<Model, 'fields'>, rows: readonly Clean[]): readonly Clean[] {
  const dropped = new Map<Field, ReadonlySet<string>>();
  for (const field of listDoubtful(model)) {
    const counts = new Map<string, number>();
    let present = 0;
    for (const { [field.name]: value } of rows) {
      if (value === undefined) continue;
      present++;
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const most = (TIMES_USUAL * present) / Math.max(1, counts.size);
    const values = Array.from(counts).filter(([, count]) => count > most);
    if (values.length > 0) dropped.set(field, new Set(values.map(([value]) => value)));
  }
  if (dropped.size === 0) return rows;
  return rows.map((row) => {
    const absent = Array.from(dropped).flatMap(([field, values]) =>
      values.has(row[field.name] ?? '') ? columnsOf(field) : [],
    );
    return absent.length === 0
      ? row
      : Object.fromEntries(Object.entries(row).filter(([name]) => !absent.includes(name)));
  });
}
