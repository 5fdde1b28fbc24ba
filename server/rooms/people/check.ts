import { cleanName, DateError, NameError, parseDate } from '#libs/names';
import type { Offices } from '#rooms/offices';
import { problems } from './problems.ts';
import type { Place, RecordChanges, RecordField } from './record.ts';

/** Fields that a correction may not touch: each has an act of its own. */
const ownActs: ReadonlySet<RecordField> = new Set([
  'identifiers',
  'mergedInto',
  'death',
  'missing',
  'spouse',
  'household',
  'maritalStatus',
  'represented',
]);

const places: readonly RecordField[] = [
  'birthPlace',
  'birthRegistrationPlace',
  'origin',
  'permanentResidence',
  'temporaryResidence',
  'currentResidence',
];

/**
 * What an officer or a file hands in, brought to the register's form: names NFC and clean, dates real, units and codes known.
 * @throws Problem with the pointer of the field at fault
 */
export function checkChanges(offices: Offices, today: string, changes: RecordChanges, at = ''): RecordChanges {
  const checked: Record<string, unknown> = { ...changes };
  for (const field of ['name', 'otherName'] as const) {
    const value = changes[field];
    if (typeof value === 'string') checked[field] = checkName(value, `${at}/${field}`);
  }
  if (typeof changes.birthDate === 'string') checkBirthDate(changes.birthDate, today, `${at}/birthDate`);
  for (const field of places) {
    const place = changes[field] as Place | null | undefined;
    if (!place) continue;
    checkPlace(offices, place, `${at}/${field}`);
    // A code is stored with the day on which it was in force; forms send today's codes.
    if (place.unit && !place.on) checked[field] = { ...place, on: offices.dayOf(place) };
  }
  const lists = [
    ['ethnicity', offices.country.ethnicities],
    ['religion', offices.country.religions],
  ] as const;
  for (const [field, list] of lists) {
    const code = changes[field];
    if (typeof code === 'string' && !list.has(code)) throw problems['list-code-unknown']({ pointer: `${at}/${field}` });
  }
  for (const code of changes.nationality ?? []) {
    if (!offices.country.nationalities.has(code)) throw problems['list-code-unknown']({ pointer: `${at}/nationality` });
  }
  return checked as RecordChanges;
}

/** @throws Problem people/field-not-correctable */
export function checkCorrectable(changes: RecordChanges): void {
  for (const field of Object.keys(changes) as RecordField[]) {
    if (ownActs.has(field))
      throw problems['field-not-correctable']({ pointer: `/changes/${field}`, values: { field } });
  }
}

export function checkName(name: string, pointer: string): string {
  try {
    return cleanName(name);
  } catch (error) {
    if (error instanceof NameError) throw problems['name-invalid']({ pointer, extra: { reason: error.code } });
    throw error;
  }
}

function checkBirthDate(date: string, today: string, pointer: string): void {
  try {
    if (parseDate(date).from > today) throw problems['date-in-future']({ pointer });
  } catch (error) {
    if (error instanceof DateError) throw problems['date-impossible']({ pointer });
    throw error;
  }
}

/** @throws Problem people/unit-unknown */
export function checkPlace(offices: Offices, place: Place, pointer: string): void {
  if (!place.unit) return;
  if (!offices.unitExists(place.unit, place.on)) throw problems['unit-unknown']({ pointer: `${pointer}/unit` });
}

/** A place to which somebody moves must be a commune in force that day. @throws Problem people/unit-unknown */
export function checkCommune(offices: Offices, place: Place, on: string, pointer: string): void {
  if (place.country) return;
  if (place.unit?.length !== 5 || !offices.unitExists(place.unit, on))
    throw problems['unit-unknown']({ pointer: `${pointer}/unit` });
}
