import { Value } from 'typebox/value';
import { FIELDS, type Field } from '#libs/country';
import { Changes } from './contracts.ts';
import { activePin } from './model.ts';
import { problems } from './problems.ts';
import type { PersonRecord, RecordChanges, RecordField } from './record.ts';

/** OSIA `BiographicData`: free by the standard; here the legal fields by their ids, and OSIA's own names for four of them. */
export type Biographic = Record<string, unknown>;

const genders = { male: 'M', female: 'F', undetermined: 'U' } as const;
const sexes: Readonly<Record<string, PersonRecord['sex']>> = { M: 'male', F: 'female', U: 'undetermined' };
/** OSIA's names and the field that each is read as. */
const aliases: Readonly<Record<string, Field>> = {
  firstName: 'name',
  lastName: 'name',
  dateOfBirth: 'birthDate',
  gender: 'sex',
};

/** The legal field that an attribute speaks of; undefined where it is none. */
export function fieldOf(attribute: string): Field | undefined {
  const field = Object.hasOwn(aliases, attribute) ? aliases[attribute]! : attribute;
  return FIELDS.includes(field as Field) ? (field as Field) : undefined;
}

/** The family name stands first, as ICAO Doc 9303 reads Vietnamese names: the rest is the first name. */
export function splitName(name: string): { lastName: string; firstName?: string } {
  const blank = name.indexOf(' ');
  return blank < 0 ? { lastName: name } : { lastName: name.slice(0, blank), firstName: name.slice(blank + 1) };
}

/** A record as biographic data. @param allowed what the stated purpose may see; everything else is left out. */
export function writeBiographic(record: PersonRecord, allowed: ReadonlySet<string>): Biographic {
  const cmnd = record.identifiers.filter((one) => one.kind === 'cmnd').map((one) => one.value);
  const derived: Partial<Record<Field, unknown>> = {
    pin: activePin(record),
    cmnd: cmnd.length > 0 ? cmnd : undefined,
    household: record.household?.id,
    relationToHead: record.household?.relationToHead,
    deathDate: record.death?.date,
    missingDate: record.missing?.since,
  };
  const written: Biographic = {};
  for (const field of FIELDS) {
    const value = field in derived ? derived[field] : record[field as RecordField];
    if (value !== undefined && allowed.has(field)) written[field] = value;
  }
  if (allowed.has('name')) Object.assign(written, splitName(record.name));
  if (allowed.has('birthDate')) written.dateOfBirth = record.birthDate;
  if (allowed.has('sex')) written.gender = genders[record.sex];
  return written;
}

/** What a purpose may see of data that somebody else sent: attributes that are no legal field are not the register's to hide. */
export function limitBiographic(data: Biographic, allowed: ReadonlySet<string>): Biographic {
  return Object.fromEntries(
    Object.entries(data).filter(([attribute]) => {
      const field = fieldOf(attribute);
      return field === undefined || allowed.has(field);
    }),
  );
}

/** The legal fields that biographic data shows. */
export function shownFields(data: Biographic | undefined): Field[] {
  return [...new Set(Object.keys(data ?? {}).flatMap((attribute) => fieldOf(attribute) ?? []))];
}

/**
 * Reads biographic data as changes of the record; `null` takes a field away.
 * @param current the record that a patch is applied to: a first name alone changes that part of the name only
 * @throws Problem people/osia-attribute, people/identity-malformed
 */
export function readBiographic(data: Biographic, current?: PersonRecord): RecordChanges {
  const changes: Record<string, unknown> = {};
  for (const [attribute, value] of Object.entries(data)) {
    const pointer = `/biographicData/${attribute.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const field = fieldOf(attribute);
    if (!field || !Object.hasOwn(Changes.properties, field))
      throw problems['osia-attribute']({ pointer, values: { attribute: attribute.slice(0, 60) } });
    const read = readAttribute(attribute, value, data, current);
    // The same field under two names must say the same.
    if (Object.hasOwn(changes, field) && JSON.stringify(changes[field]) !== JSON.stringify(read))
      throw problems['identity-malformed']({ pointer });
    const before = current?.[field as RecordField];
    changes[field] = isObject(read) && isObject(before) ? mergePatch(before, read) : read;
  }
  if (Object.keys(changes).length > 0) {
    const [fault] = Value.Errors(Changes, changes);
    if (fault) throw problems['identity-malformed']({ pointer: `/biographicData${fault.instancePath}` });
  }
  return changes as RecordChanges;
}

function readAttribute(
  attribute: string,
  value: unknown,
  data: Biographic,
  current: PersonRecord | undefined,
): unknown {
  if (attribute === 'firstName' || attribute === 'lastName') {
    const parts = { ...(current ? splitName(current.name) : {}), ...data };
    return ['lastName', 'firstName']
      .map((part) => parts[part as 'lastName'])
      .filter((part) => typeof part === 'string' && part !== '')
      .join(' ');
  }
  if (attribute === 'gender') return typeof value === 'string' ? (sexes[value] ?? value) : value;
  if (attribute === 'nationality' && typeof value === 'string') return [value];
  return value;
}

/** RFC 7396. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result: Record<string, unknown> = isObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = mergePatch(result[name], value);
  }
  return result;
}

/** Same value, whatever the order of its members. */
export function isSame(left: unknown, right: unknown): boolean {
  return left === right || (left !== undefined && right !== undefined && Value.Equal(left, right));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
