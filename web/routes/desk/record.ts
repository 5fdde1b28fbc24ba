/** A person's record as the register keeps it: what forms are filled from and patches are made of. */
export interface Place {
  /** Commune (5 digits), district (3) or province (2); means something only together with `on`. */
  unit?: string;
  on?: string;
  text?: string;
  /** ISO 3166-1 alpha-3, when not the country itself. */
  country?: string;
}

export interface Relative {
  person?: string;
  name: string;
  nationality?: string;
  since?: string;
}

export interface PersonRecord {
  name: string;
  otherName?: string;
  birthDate: string;
  sex: string;
  birthPlace?: Place;
  birthRegistrationPlace?: Place;
  origin?: Place;
  ethnicity?: string;
  religion?: string;
  nationality: string[];
  bloodGroup?: string;
  father?: Relative;
  mother?: Relative;
  spouse?: Relative;
  legalRepresentative?: Relative;
  permanentResidence?: Place;
  temporaryResidence?: Place;
  currentResidence?: Place;
  absence?: { from: string; to?: string; reason: string };
  residenceFile?: string;
  maritalStatus: string;
  household?: { id: string; relationToHead: string };
  death?: { date: string };
  missing?: { since: string };
  phone?: string;
  email?: string;
  other?: string;
}

/** A patch: a value, or null to take a field away. */
export type RecordChanges = Record<string, unknown>;
