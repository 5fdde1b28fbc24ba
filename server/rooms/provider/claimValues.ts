import type { ClaimName } from '#rooms/clients';
import type { Offices } from '#rooms/offices';
import { activePin, type PersonRecord, type Place } from '#rooms/people';

export interface ClaimReader {
  readonly offices: Pick<Offices, 'areaOf' | 'areaName' | 'placeText'>;
  readonly language: string;
}

const named = (relative: PersonRecord['father']) => relative && { name: relative.name };

/** Values as OpenID Connect writes them where it has the claim, and as the register does where it has not. */
const values: Readonly<Record<ClaimName, (record: PersonRecord, reader: ClaimReader) => unknown>> = {
  name: (record) => record.name,
  gender: (record) => ({ male: 'male', female: 'female', undetermined: 'other' })[record.sex],
  birthdate: (record) => record.birthDate,
  nationalities: (record) => (record.nationality.length > 0 ? record.nationality : undefined),
  personal_number: (record) => activePin(record),
  address: (record, reader) => renderAddress(record.permanentResidence, reader),
  phone_number: (record) => record.phone,
  email: (record) => record.email,
  place_of_birth: (record, reader) => renderAddress(record.birthPlace, reader),
  other_name: (record) => record.otherName,
  birth_registration_place: (record, reader) => renderAddress(record.birthRegistrationPlace, reader),
  place_of_origin: (record, reader) => renderAddress(record.origin, reader),
  ethnicity: (record) => record.ethnicity,
  religion: (record) => record.religion,
  blood_group: (record) => record.bloodGroup,
  former_numbers: (record) => {
    const numbers = record.identifiers.filter(({ kind }) => kind === 'cmnd').map(({ value }) => value);
    return numbers.length > 0 ? numbers : undefined;
  },
  documents: (record) => (record.documents.length > 0 ? record.documents : undefined),
  // Of others only what stands in this person's own papers: their keys would let services put persons together.
  father: (record) => named(record.father),
  mother: (record) => named(record.mother),
  spouse: (record) => named(record.spouse),
  legal_representative: (record) => named(record.legalRepresentative),
  temporary_address: (record, reader) => renderAddress(record.temporaryResidence, reader),
  current_address: (record, reader) => renderAddress(record.currentResidence, reader),
  marital_status: (record) => record.maritalStatus,
};

/** The claims that the register can fill; what it does not hold is absent. */
export function fillClaims(
  record: PersonRecord,
  claims: readonly ClaimName[],
  reader: ClaimReader,
): Record<string, unknown> {
  const filled: Record<string, unknown> = {};
  for (const claim of claims) {
    const value = values[claim](record, reader);
    if (value !== undefined) filled[claim] = value;
  }
  return filled;
}

/** The address claim (OpenID Connect Core 5.1.1), its units as they are called today, with the codes of both. */
function renderAddress(place: Place | undefined, { offices, language }: ClaimReader): object | undefined {
  if (!place) return undefined;
  const { province, commune } = offices.areaOf(place);
  return {
    formatted: offices.placeText(place, language),
    ...(place.text ? { street_address: place.text } : {}),
    ...(commune ? { locality: offices.areaName(commune, language), locality_code: commune } : {}),
    ...(province ? { region: offices.areaName(province, language), region_code: province } : {}),
    ...(place.country ? { country: place.country } : {}),
  };
}
