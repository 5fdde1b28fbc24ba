/**
 * The fields of a person, in the order of Law 26/2023/QH15 art. 9. Agreements, purposes, verification and the
 * journal all name fields with these ids, so that "which fields were seen" means the same thing everywhere.
 */
export const FIELDS = [
  'name',
  'otherName',
  'pin',
  'birthDate',
  'sex',
  'birthPlace',
  'birthRegistrationPlace',
  'origin',
  'ethnicity',
  'religion',
  'nationality',
  'bloodGroup',
  'cmnd',
  'documents',
  'father',
  'mother',
  'spouse',
  'children',
  'legalRepresentative',
  'represented',
  'permanentResidence',
  'temporaryResidence',
  'currentResidence',
  'absence',
  'residenceFile',
  'maritalStatus',
  'relationToHead',
  'household',
  'deathDate',
  'missingDate',
  'phone',
  'email',
  'other',
] as const;

export type Field = (typeof FIELDS)[number];
