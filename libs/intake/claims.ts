import type { Target } from './target.ts';

/** Every rule that a finding may name; `intake.rule.<rule>` in the country's words says what is wrong and what to do. */
export const RULES = [
  'invisible-characters',
  'old-font',
  'letters-mended',
  'capitals',
  'name-missing',
  'name-placeholder',
  'name-digits',
  'name-characters',
  'name-too-long',
  'name-number-dropped',
  'name-other-in-brackets',
  'name-one-word',
  'name-without-marks',
  'birth-missing',
  'date-form',
  'date-impossible',
  'date-day-impossible',
  'date-lunar',
  'date-order-changed',
  'date-two-digit-year',
  'date-excel-serial',
  'date-future',
  'age-over-120',
  'death-before-birth',
  'parent-too-young',
  'married-as-child',
  'sex-unknown',
  'number-form',
  'number-scientific',
  'number-letters',
  'number-zero-restored',
  'number-of-other-kind',
  'pin-place-unknown',
  'pin-century-unknown',
  'pin-differs-sex',
  'pin-differs-year',
  'pin-differs-place',
  'phone-form',
  'phone-renumbered',
  'phone-zero-restored',
  'phone-first-of-several',
  'email-form',
  'value-unknown',
  'value-typing-error',
  'text-too-long',
  'unit-unknown',
  'unit-ended',
  'unit-split',
  'unit-not-unique',
  'province-only',
] as const;
export type Rule = (typeof RULES)[number];

/** `mended`: put right without a doubt; `doubt`: taken, but a person should look; `refused`: the value is not taken. */
export type Severity = 'mended' | 'doubt' | 'refused';

export interface Finding {
  readonly field: Target;
  readonly rule: Rule;
  readonly severity: Severity;
  /** As the sender wrote it. */
  readonly from: string;
  /** What it was taken for; several, by blanks, where only a person can tell. */
  readonly to?: string;
}

/**
 * A place as it was written: the code and the day on which it was in force are never rewritten. `current` is the unit
 * that holds the ground today, `candidates` are those among which only a person can tell.
 */
export interface PlaceClaim {
  unit?: string;
  on?: string;
  text?: string;
  country?: string;
  current?: string;
  candidates?: readonly string[];
}

export interface RelativeClaim {
  name?: string;
  pin?: string;
  birthDate?: string;
}

/** What a row says of a person. What it does not say is absent; dates are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export interface Claims {
  name?: string;
  otherName?: string;
  pin?: string;
  cmnd?: string;
  passport?: string;
  birthDate?: string;
  sex?: 'male' | 'female' | 'undetermined';
  birthPlace?: PlaceClaim;
  birthRegistrationPlace?: PlaceClaim;
  origin?: PlaceClaim;
  ethnicity?: string;
  religion?: string;
  nationality?: string;
  bloodGroup?: string;
  maritalStatus?: 'single' | 'married' | 'divorced' | 'widowed';
  father?: RelativeClaim;
  mother?: RelativeClaim;
  spouse?: RelativeClaim;
  permanentResidence?: PlaceClaim;
  temporaryResidence?: PlaceClaim;
  currentResidence?: PlaceClaim;
  residenceFile?: string;
  relationToHead?: string;
  deathDate?: string;
  phone?: string;
  email?: string;
  note?: string;
}

export interface NormalisedRow {
  readonly claims: Claims;
  readonly findings: readonly Finding[];
}

/** What reading one cell gives: the value if it was taken, and what was found on the way. */
export interface Reading<T = string> {
  value?: T;
  findings?: readonly Omit<Finding, 'field' | 'from'>[];
}
