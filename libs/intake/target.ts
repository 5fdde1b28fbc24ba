/** Fields of a person that a column of a sender's file may hold, parts of a date, a name or an address among them. */
export const TARGETS = [
  'name',
  'familyName',
  'givenName',
  'otherName',
  'pin',
  'cmnd',
  'passport',
  'birthDate',
  'birthDay',
  'birthMonth',
  'birthYear',
  'sex',
  'birthPlace',
  'birthRegistrationPlace',
  'origin',
  'ethnicity',
  'religion',
  'nationality',
  'bloodGroup',
  'maritalStatus',
  'fatherName',
  'fatherPin',
  'fatherBirthDate',
  'motherName',
  'motherPin',
  'motherBirthDate',
  'spouseName',
  'spousePin',
  'permanentResidence',
  'permanentResidence.house',
  'permanentResidence.commune',
  'permanentResidence.district',
  'permanentResidence.province',
  'temporaryResidence',
  'currentResidence',
  'residenceFile',
  'relationToHead',
  'deathDate',
  'phone',
  'email',
  'note',
  'rowNumber',
] as const;
export type Target = (typeof TARGETS)[number];

const known: ReadonlySet<string> = new Set(TARGETS);

export function isTarget(text: string): text is Target {
  return known.has(text);
}
