import { addDays, type Country } from '#libs/country';
import type { Claims, PlaceClaim, RelativeClaim } from './claims.ts';

export interface DraftPlace {
  unit?: string;
  on?: string;
  text?: string;
  country?: string;
}

/** A record as far as a row says it: the fields and forms of the register's record, absent what was not said. */
export interface RecordDraft {
  name?: string;
  otherName?: string;
  identifiers?: {
    kind: 'pin' | 'cmnd' | 'passport';
    value: string;
    status: 'active' | 'void';
    from: string;
    to?: string;
  }[];
  birthDate?: string;
  sex?: 'male' | 'female' | 'undetermined';
  birthPlace?: DraftPlace;
  birthRegistrationPlace?: DraftPlace;
  origin?: DraftPlace;
  ethnicity?: string;
  religion?: string;
  nationality?: string[];
  bloodGroup?: string;
  maritalStatus?: 'single' | 'married' | 'divorced' | 'widowed';
  father?: { name: string };
  mother?: { name: string };
  spouse?: { name: string };
  permanentResidence?: DraftPlace;
  temporaryResidence?: DraftPlace;
  currentResidence?: DraftPlace;
  residenceFile?: string;
  death?: { date: string };
  phone?: string;
  email?: string;
}

const SAME = [
  'name', 'otherName', 'birthDate', 'sex', 'ethnicity', 'religion', 'bloodGroup', 'maritalStatus', 'residenceFile', 'phone', 'email',
] as const; // biome-ignore format: a list of fields
const PLACES = [
  'birthPlace', 'birthRegistrationPlace', 'origin', 'permanentResidence', 'temporaryResidence', 'currentResidence',
] as const; // biome-ignore format: a list of fields

/**
 * Claims in the form of the register's record. What the record cannot hold without its other side (relation to a head of
 * household, a relative's number) stays in the claims.
 *
 * @param on `YYYY-MM-DD`, the day since which the numbers are known
 */
export function toRecordDraft(country: Country, claims: Claims, on: string): RecordDraft {
  const draft: Record<string, unknown> = {};
  for (const field of SAME) if (claims[field] !== undefined) draft[field] = claims[field];
  const identifiers = (['pin', 'cmnd', 'passport'] as const).flatMap((kind) => {
    const value = claims[kind];
    return value === undefined ? [] : [identifierOf(country, kind, value, on)];
  });
  if (identifiers.length > 0) draft.identifiers = identifiers;
  if (claims.nationality !== undefined) draft.nationality = [claims.nationality];
  for (const field of PLACES) {
    const place = claims[field] && placeOf(claims[field]);
    if (place) draft[field] = place;
  }
  for (const field of ['father', 'mother', 'spouse'] as const) {
    const relative: RelativeClaim | undefined = claims[field];
    if (relative?.name !== undefined) draft[field] = { name: relative.name };
  }
  if (claims.deathDate !== undefined) draft.death = { date: claims.deathDate };
  return draft as RecordDraft;
}

/** A number that ended by law is kept with the day on which it did. */
function identifierOf(country: Country, kind: 'pin' | 'cmnd' | 'passport', value: string, on: string) {
  const ended = country.facts.identifiers.find(({ id }) => id === kind)?.validTo;
  if (ended === undefined || ended > on) return { kind, value, status: 'active' as const, from: on };
  const to = addDays(ended, -1);
  return { kind, value, status: 'void' as const, from: to, to };
}

function placeOf({ unit, on, text, country }: PlaceClaim): DraftPlace | undefined {
  const place: DraftPlace = {
    ...(unit !== undefined && { unit }),
    ...(unit !== undefined && on !== undefined && { on }),
    ...(text !== undefined && { text }),
    ...(country !== undefined && { country }),
  };
  return Object.keys(place).length > 0 ? place : undefined;
}
