import { type Score, scorePair, vietnamesePerson } from '#libs/linkage';
import type { Offices } from '#rooms/offices';
import type { PersonRecord, Place } from '#rooms/people';

/** The ground that a place is on today: old and new names of one commune are the same. */
function nameGround({ areaOf, areaName, country }: Offices, place: Place | undefined): string | undefined {
  if (!place?.unit) return place?.country ?? place?.text;
  const { province, commune } = areaOf(place);
  const codes = [commune, province].filter((code) => code !== '');
  return codes.map((code) => areaName(code, country.facts.languages[0]!)).join(' ');
}

/**
 * How likely two records of the register are one person's, and what each field says of it.
 * @param persons in the register: before anything is compared, one in as many is the other record's
 */
export function scoreRecords(offices: Offices, one: PersonRecord, other: PersonRecord, persons: number): Score {
  const [left, right] = [one, other].map((record) => ({
    name: record.name,
    birthDate: record.birthDate,
    sex: record.sex === 'undetermined' ? undefined : record.sex,
    birthPlace: nameGround(offices, record.birthPlace ?? record.birthRegistrationPlace),
    residence: nameGround(offices, record.permanentResidence),
    fatherName: record.father?.name,
    motherName: record.mother?.name,
    // No personal number: it names one record at any instant, so that two records never share one, be they of one person or of two.
    oldNumber: record.identifiers.find(({ kind }) => kind === 'cmnd')?.value,
    phone: record.phone,
  }));
  return scorePair(vietnamesePerson, left!, right!, 1 / Math.max(persons, FEWEST));
}

/** A register of a few records would make any resemblance a proof. */
const FEWEST = 1000;
