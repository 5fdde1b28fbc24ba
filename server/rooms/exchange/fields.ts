import { FIELDS, type Field } from '#libs/country';
import type { PersonRecord, Place } from '#rooms/people';

/** Relations that point here from other persons' records: the register reads them one person at a time, this door does not. */
const NOT_OFFERED: ReadonlySet<string> = new Set(['children', 'represented']);
const KNOWN: ReadonlySet<string> = new Set(FIELDS);

/** Names that OSIA's examples use, and the field that each is read as. */
const ALIASES: Readonly<Record<string, Field>> = {
  firstName: 'name',
  lastName: 'name',
  dateOfBirth: 'birthDate',
  gender: 'sex',
};

/** The field that a name in a message stands for. */
export function readFieldName(name: string): Field | 'not-offered' | undefined {
  const field = Object.hasOwn(ALIASES, name) ? ALIASES[name]! : name;
  if (!KNOWN.has(field)) return undefined;
  return NOT_OFFERED.has(field) ? 'not-offered' : (field as Field);
}

/** OSIA attribute sets: a name for a list of fields. What an agreement does not hold is refused as in any question. */
export const ATTRIBUTE_SETS: Readonly<Record<string, readonly Field[]>> = {
  BASIC: ['name', 'pin', 'birthDate', 'sex'],
  CIVIL: [
    'name',
    'otherName',
    'birthDate',
    'sex',
    'birthPlace',
    'birthRegistrationPlace',
    'origin',
    'ethnicity',
    'nationality',
    'maritalStatus',
  ],
  RESIDENCE: ['permanentResidence', 'temporaryResidence', 'currentResidence'],
  FAMILY: ['father', 'mother', 'spouse', 'legalRepresentative'],
  DOCUMENTS: ['pin', 'cmnd', 'documents'],
  CONTACT: ['phone', 'email'],
  LIFE: ['deathDate', 'missingDate'],
};

type Relative = NonNullable<PersonRecord['father']>;
type Held =
  | string
  | readonly string[]
  | Place
  | Relative
  | PersonRecord['documents']
  | PersonRecord['absence']
  | undefined;

/** What the register holds under a field. @returns undefined where it holds nothing. */
export function readHeld(record: PersonRecord, field: Field): Held {
  switch (field) {
    case 'pin':
      return record.identifiers.find((one) => one.kind === 'pin' && one.status === 'active')?.value;
    case 'cmnd': {
      const values = record.identifiers.filter((one) => one.kind === 'cmnd').map((one) => one.value);
      return values.length > 0 ? values : undefined;
    }
    case 'documents':
      return record.documents.length > 0 ? record.documents : undefined;
    case 'nationality':
      return record.nationality.length > 0 ? record.nationality : undefined;
    case 'household':
      return record.household?.id;
    case 'relationToHead':
      return record.household?.relationToHead;
    case 'deathDate':
      return record.death?.date;
    case 'missingDate':
      return record.missing?.since;
    case 'children':
    case 'represented':
      return undefined;
    default:
      return record[field];
  }
}

export interface Rendering {
  /** Pseudonym of another person, or of a household, for the organisation that asks. */
  pseudonym(key: string): string;
  /** Code of the commune in force today; '' where old boundaries leave it open. */
  communeOf(place: Place): string;
}

/**
 * A person's values under the names that were asked for. What the register does not hold is absent. Keys of persons and
 * households never leave: they would let agencies put their data together behind the person's back.
 */
export function renderAttributes(
  record: PersonRecord,
  names: readonly string[],
  rendering: Rendering,
): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const name of names) {
    const value = renderOne(record, name, rendering);
    if (value !== undefined) data[name] = value;
  }
  return data;
}

function renderOne(record: PersonRecord, name: string, rendering: Rendering): unknown {
  if (name === 'lastName') return record.name.split(' ')[0];
  if (name === 'firstName') return record.name.split(' ').slice(1).join(' ') || undefined;
  if (name === 'gender') return { male: 'M', female: 'F', undetermined: 'U' }[record.sex];
  const field = readFieldName(name) as Field;
  const held = readHeld(record, field);
  if (held === undefined) return undefined;
  if (field === 'household') return rendering.pseudonym(held as string);
  if (isRelativeField(field)) {
    const { person, ...rest } = held as Relative;
    return person ? { ...rest, person: rendering.pseudonym(person) } : rest;
  }
  if (isPlaceField(field)) {
    const commune = rendering.communeOf(held as Place);
    return commune ? { ...(held as Place), current: commune } : held;
  }
  return held;
}

const REASONS = { unknown: 1023, notOffered: 1024, notHeld: 1025, notScalar: 1026 } as const;

/** Scalar values by name; where there is none, an OSIA Error that says why (unknown name, not offered, not held, no scalar). */
export function renderScalars(
  record: PersonRecord,
  names: readonly string[],
  rendering: Rendering,
  say: (key: string) => string,
): Record<string, unknown> {
  const refuse = (reason: keyof typeof REASONS) => ({
    code: REASONS[reason],
    message: say(`value.attributeError.${reason}`),
  });
  const data: Record<string, unknown> = {};
  for (const name of names) {
    const field = readFieldName(name);
    if (field === undefined) data[name] = refuse('unknown');
    else if (field === 'not-offered') data[name] = refuse('notOffered');
    else {
      const value = name === 'gender' ? record.sex : renderOne(record, name, rendering);
      if (value === undefined) data[name] = refuse('notHeld');
      else data[name] = flatten(field, value) ?? refuse('notScalar');
    }
  }
  return data;
}

/** One value in one text: a place as written, else its code; a relative by name; a list with commas. */
function flatten(field: Field, value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (isPlaceField(field)) {
    const { text, unit, country } = value as Place;
    return [text, unit, country].filter((part) => part !== undefined).join(', ');
  }
  if (isRelativeField(field)) return (value as Relative).name;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ');
  return undefined;
}

export function isPlaceField(field: Field): boolean {
  return (
    field.endsWith('Residence') || field === 'birthPlace' || field === 'birthRegistrationPlace' || field === 'origin'
  );
}

export function isRelativeField(field: Field): boolean {
  return field === 'father' || field === 'mother' || field === 'spouse' || field === 'legalRepresentative';
}

export function isDateField(field: Field): boolean {
  return field === 'birthDate' || field === 'deathDate' || field === 'missingDate';
}
