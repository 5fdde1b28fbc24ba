import { foldText } from './clean.ts';
import { LinkageError, type Model, type Test } from './model.ts';
import { buildModel, roles } from './profiles/western.ts';

export interface Proposal {
  readonly model: Model;
  /** By field of the model, the columns that it reads. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /** Columns of which nothing is known: identifiers of rows, groups, remarks. They are not compared. */
  readonly ignored: readonly string[];
}

/** The name of a column as roles know it: `Date of Birth_1` and `fname_c1` alike without case, marks, side or punctuation. */
function plainName(column: string): string {
  return foldText(column.replace(/([a-z])([A-Z])/g, '$1 $2'))
    .replace(/ (?:l|r|a|b|left|right)$/, '')
    .replaceAll(' ', '');
}

const dateParts: readonly RegExp[] = [
  /^(by|byear|birthyear|yearofbirth|yob|dobyear|namsinh|birthy)$/,
  /^(bm|bmonth|birthmonth|monthofbirth|mob|dobmonth|thangsinh|birthm)$/,
  /^(bd|bday|birthdaynumber|dayofbirth|dobday|birthd)$/,
];

/**
 * A model for the columns that a file has: which are names, dates, parts of an address, identifiers, by their usual names in
 * English, Vietnamese, French, German and Spanish. A date of birth in three columns is put together.
 * @param sample a few rows: which of day and month comes first where the year is last
 * @throws {LinkageError} `linkage-no-fields` when no column is known
 */
export function proposeModel(
  columns: readonly string[],
  sample: readonly Readonly<Record<string, unknown>>[] = [],
): Proposal {
  const found = new Map<string, string[]>();
  const left: string[] = [];
  const parts: (string | undefined)[] = dateParts.map((names) =>
    columns.find((column) => names.test(plainName(column))),
  );
  for (const column of columns) {
    if (parts.includes(column)) continue;
    const role = roles.find(({ role, names }) => !found.has(role) && names.test(plainName(column)));
    if (role) found.set(role.role, [column]);
    else left.push(column);
  }
  if (parts[0] && !found.has('birthDate')) found.set('birthDate', untilMissing(parts));
  else left.push(...parts.filter((part) => part !== undefined));
  if (found.has('surname') && !found.has('givenName') && found.has('name')) {
    found.set('givenName', found.get('name')!);
    found.delete('name');
  }
  // Beside a given name a whole name tells nothing of its own: what is said twice would count twice.
  const said = found.has('surname') ? 'name' : 'givenName';
  if (found.has('name') && found.has('givenName')) {
    left.push(...found.get(said)!);
    found.delete(said);
  }
  if (found.size === 0) throw new LinkageError('linkage-no-fields', `no column is known: ${columns.join(', ')}`);
  const dates = found.get('birthDate');
  const monthFirst = dates?.length === 1 && sample.some((row) => isMonthFirst(row[dates[0]!]));
  return {
    model: buildModel('proposed', found, monthFirst ? 'mdy' : undefined),
    columns: Object.fromEntries(found),
    ignored: left,
  };
}

function untilMissing(parts: readonly (string | undefined)[]): string[] {
  const end = parts.indexOf(undefined);
  return (end < 0 ? parts : parts.slice(0, end)) as string[];
}

function isMonthFirst(value: unknown): boolean {
  const found = /^(\d{1,2})[-/. ](\d{1,2})[-/. ]\d{4}$/.exec(String(value ?? '').trim());
  return found !== null && Number(found[2]) > 12 && Number(found[1]) <= 12;
}

/** The same model reading other columns: `withColumns(vietnamesePerson, { name: 'ho_ten', birthDate: 'ngay_sinh' })`. */
export function withColumns(model: Model, columns: Readonly<Record<string, string | readonly string[]>>): Model {
  const fields = model.fields.map((field) => {
    const given = columns[field.name];
    return given === undefined ? field : { ...field, columns: typeof given === 'string' ? [given] : given };
  });
  return { ...model, fields };
}

/** The model without the fields of which no column is there, and without what compares them. */
export function fitModel(model: Model, columns: readonly string[]): Model {
  const there = new Set(columns);
  const fields = model.fields
    .map((field) => ({ ...field, columns: field.columns.filter((column) => there.has(column)) }))
    .filter((field) => field.columns.length > 0);
  const kept = new Set(fields.map(({ name }) => name));
  if (kept.size === 0)
    throw new LinkageError('linkage-no-fields', `no column of the model is there: ${columns.join(', ')}`);
  const knows = (test: Test) => test.is !== 'exchanged' || kept.has(test.with);
  // A level that cannot be reached any more stays, so that the parameters keep their places.
  const comparisons = model.comparisons
    .filter(({ field }) => kept.has(field))
    .map((comparison) => ({
      ...comparison,
      levels: comparison.levels.map((level) => ({ ...level, when: level.when.filter(knows) })),
      silentWhen: (comparison.silentWhen ?? []).filter(knows),
    }));
  const rules = model.rules?.filter((rule) =>
    rule.every(({ field, against }) => kept.has(field) && (against === undefined || kept.has(against))),
  );
  const together = model.together?.filter((pair) => pair.every((field) => kept.has(field)));
  return { ...model, fields, comparisons, ...(rules ? { rules } : {}), ...(together ? { together } : {}) };
}
