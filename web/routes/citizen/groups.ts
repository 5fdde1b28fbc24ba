import type { RecordField } from './data.ts';

const GROUPS = {
  identity: ['otherName', 'sex', 'birthDate', 'birthPlace', 'birthRegistrationPlace', 'origin', 'ethnicity', 'religion', 'nationality', 'bloodGroup', 'maritalStatus', 'deathDate', 'missingDate'],
  family: ['father', 'mother', 'spouse', 'children', 'legalRepresentative', 'represented', 'relationToHead', 'household'],
  residence: ['permanentResidence', 'temporaryResidence', 'currentResidence', 'absence', 'residenceFile'],
  documents: ['pin', 'cmnd', 'documents'],
  contact: ['phone', 'email', 'other'],
} as const; // biome-ignore format: one line a group

export type GroupId = keyof typeof GROUPS;

/** A record's fields by what they are about, in reading order; a field that is new to this version stands at the end. */
export function groupFields(fields: readonly RecordField[]): { id: GroupId; fields: RecordField[] }[] {
  const groups = (Object.keys(GROUPS) as GroupId[]).map((id) => ({ id, fields: [] as RecordField[] }));
  for (const field of fields) {
    // The name is the page's own heading.
    if (field.id === 'name') continue;
    const home = groups.find(({ id }) => (GROUPS[id] as readonly string[]).includes(field.id)) ?? groups.at(-1);
    home?.fields.push(field);
  }
  const order = (id: GroupId, field: RecordField) => {
    const place = (GROUPS[id] as readonly string[]).indexOf(field.id);
    return place === -1 ? Number.POSITIVE_INFINITY : place;
  };
  for (const { id, fields: inside } of groups) inside.sort((a, b) => order(id, a) - order(id, b));
  return groups.filter((group) => group.fields.length > 0);
}
