import type { RecordDraft } from '#libs/intake';
import { compareDate, compareName, nameKey } from '#libs/names';
import type { Offices } from '#rooms/offices';
import { activePin, type Identifier, type PersonRecord, type Place, type RecordChanges } from '#rooms/people';

/**
 * What a row says of a field beside what the register holds. `empty`: the register has none · `silent`: the row says none, or
 * no more than the register knows · `differs`: neither follows from the other, and nothing is overwritten.
 */
export type Difference = 'same' | 'empty' | 'silent' | 'differs';

export const NUMBERS = ['pin', 'cmnd', 'passport'] as const;
const NAMES = ['name', 'otherName'] as const;
const VALUES = [
  'sex',
  'ethnicity',
  'religion',
  'bloodGroup',
  'maritalStatus',
  'residenceFile',
  'phone',
  'email',
] as const;
const PLACES = [
  'birthPlace',
  'birthRegistrationPlace',
  'origin',
  'permanentResidence',
  'temporaryResidence',
  'currentResidence',
] as const;
const RELATIVES = ['father', 'mother', 'spouse'] as const;
export const COMPARED = [
  ...NUMBERS,
  ...NAMES,
  'birthDate',
  ...VALUES,
  'nationality',
  ...PLACES,
  ...RELATIVES,
  'death',
] as const;
export type ComparedField = (typeof COMPARED)[number];

/** What a row may add to a record without anybody's look. The others change by acts of their own. */
const ADDED: ReadonlySet<ComparedField> = new Set([
  ...NUMBERS,
  'otherName',
  'ethnicity',
  'religion',
  'bloodGroup',
  'residenceFile',
  'phone',
  'email',
  'nationality',
  ...PLACES,
  'father',
  'mother',
] as const);

export type Differences = ReadonlyMap<ComparedField, Difference>;

/** Field by field. Fields of which neither side says anything are left out. */
export function compareRow(offices: Offices, draft: RecordDraft, record: PersonRecord): Differences {
  const found = new Map<ComparedField, Difference>();
  const put = <Value>(
    field: ComparedField,
    said: Value | undefined,
    held: Value | undefined,
    same: (said: Value, held: Value) => Difference,
  ) => {
    if (said === undefined && held === undefined) return;
    found.set(field, said === undefined ? 'silent' : held === undefined ? 'empty' : same(said, held));
  };
  for (const kind of NUMBERS) put(kind, numberOf(draft.identifiers, kind), heldNumber(record, kind), equal);
  for (const field of NAMES) put(field, draft[field], record[field], sameName);
  put('birthDate', draft.birthDate, record.birthDate, sameDate);
  for (const field of VALUES) put(field, draft[field] as string | undefined, record[field], equal);
  if (found.get('sex') === 'differs' && draft.sex === 'undetermined') found.set('sex', 'silent');
  const nationality = record.nationality.length > 0 ? record.nationality : undefined;
  put('nationality', draft.nationality, nationality, (said, held) =>
    said.every((one) => held.includes(one)) ? 'same' : 'differs',
  );
  for (const field of PLACES) put(field, draft[field], record[field], (said, held) => samePlace(offices, said, held));
  for (const field of RELATIVES) put(field, draft[field]?.name, record[field]?.name, sameName);
  // Somebody who lives by the register and is dead by the file is nothing to be filled in.
  put('death', draft.death?.date, record.death?.date, sameDate);
  if (found.get('death') === 'empty') found.set('death', 'differs');
  return found;
}

export function contradicts(differences: Differences): boolean {
  return [...differences.values()].includes('differs');
}

/** The changes that fill what the register has empty, and those whose held value is to be replaced. Undefined: none. */
export function changesOf(
  draft: RecordDraft,
  record: PersonRecord,
  differences: Differences,
  replaced: readonly ComparedField[] = [],
): RecordChanges | undefined {
  const taken = [...differences]
    .filter(
      ([field, difference]) =>
        (difference === 'empty' && ADDED.has(field)) || (difference === 'differs' && replaced.includes(field)),
    )
    .map(([field]) => field);
  if (taken.length === 0) return undefined;
  const changes: Record<string, unknown> = {};
  const numbers = taken.filter((field) => isNumber(field));
  if (numbers.length > 0) changes.identifiers = mergeIdentifiers(draft, record, numbers as Identifier['kind'][]);
  for (const field of taken) if (!isNumber(field)) changes[field] = draft[field as keyof RecordDraft];
  return changes as RecordChanges;
}

/** Fields whose held value an officer may replace from a file; the others have acts of their own. */
export const REPLACEABLE: readonly ComparedField[] = COMPARED.filter(
  (field) => !isNumber(field) && !['maritalStatus', 'spouse', 'death'].includes(field),
);

function isNumber(field: ComparedField): field is (typeof NUMBERS)[number] {
  return (NUMBERS as readonly string[]).includes(field);
}

function mergeIdentifiers(
  draft: RecordDraft,
  record: PersonRecord,
  kinds: readonly Identifier['kind'][],
): Identifier[] {
  const added = (draft.identifiers ?? []).filter(({ kind }) => kinds.includes(kind));
  return [...record.identifiers, ...added];
}

function numberOf(identifiers: RecordDraft['identifiers'], kind: string): string | undefined {
  return identifiers?.find((one) => one.kind === kind)?.value;
}

function heldNumber(record: PersonRecord, kind: (typeof NUMBERS)[number]): string | undefined {
  return kind === 'pin' ? activePin(record) : numberOf(record.identifiers as RecordDraft['identifiers'], kind);
}

const equal = (said: string, held: string): Difference => (said === held ? 'same' : 'differs');

function sameName(said: string, held: string): Difference {
  if (said === held) return 'same';
  const { verdict, why } = compareName(said, held);
  if (verdict === 'yes' || why === 'punctuation') return 'same';
  // A file without diacritics says nothing against a name that has them.
  return why === 'diacritics' && said.normalize('NFD').toLowerCase() === nameKey(said) ? 'silent' : 'differs';
}

function sameDate(said: string, held: string): Difference {
  if (said === held) return 'same';
  if (held.startsWith(`${said}-`)) return 'silent';
  return compareDate(said, held).verdict === 'yes' ? 'same' : 'differs';
}

function samePlace(offices: Offices, said: Place, held: Place): Difference {
  if (said.country || held.country) return said.country === held.country ? 'same' : 'differs';
  if (!said.unit) return 'silent';
  if (said.unit === held.unit && said.on === held.on) return 'same';
  if (!held.unit) return 'differs';
  const [left, right] = [offices.areaOf(said), offices.areaOf(held)];
  if (left.commune !== '' && left.commune === right.commune) return 'same';
  // A wider place, or one that old boundaries leave open, says nothing against a narrower one within it.
  return left.province !== '' && left.province === right.province && (left.commune === '' || right.commune === '')
    ? 'silent'
    : 'differs';
}
