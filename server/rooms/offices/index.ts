import { type Clock, type Contract, defineProblems, type Room, type Words } from '#kernel';
import {
  type Country,
  closesAt,
  type LegalBasis,
  lastDayOf,
  type Organisation,
  type Purpose,
  renderUnitName,
  unitAt,
} from '#libs/country';
import { createPlaces } from './places.ts';
import { officeRoutes } from './routes.ts';

export { readCountry } from './country.ts';
export { type OsiaDeclared, OsiaTransaction, type OsiaWork, openOsiaDoor } from './osiaDoor.ts';
export type { Area, DatedPlace } from './places.ts';

export const officeProblems = defineProblems('offices', {
  'province-unknown': 404,
  'unit-unknown': 404,
  'purpose-unknown': 400,
  'law-not-for-purpose': 400,
});

/** Who governs: units, organisations, purposes, laws, roles, and what an address means today. */
export type Offices = Room & ReturnType<typeof openOffices>;

export function openOffices(parts: { country: Country; clock: Clock; words: Words }) {
  const { country, clock } = parts;
  const places = createPlaces(country, () => clock.today());
  const named = (row: { name: Readonly<Record<string, string>> } | undefined, id: string, language: string) =>
    row?.name[language] ?? row?.name[country.facts.languages[0]!] ?? id;

  const door = {
    name: 'offices',
    country,
    ...places,
    findLegalBasis: (id: string): LegalBasis | undefined => country.legalBases.get(id),
    findPurpose: (id: string): Purpose | undefined => country.purposes.get(id),
    /**
     * A look is for a purpose of the country's list, under a law that the purpose has.
     * @throws Problem offices/purpose-unknown, offices/law-not-for-purpose
     */
    checkReason({ purpose, legalBasis }: { purpose: string; legalBasis: string }): void {
      const known = country.purposes.get(purpose);
      if (!known) throw officeProblems['purpose-unknown']({ pointer: '/headers/dancu-purpose' });
      if (!known.legalBases.includes(legalBasis)) {
        throw officeProblems['law-not-for-purpose']({
          pointer: '/headers/dancu-legal-basis',
          values: { laws: known.legalBases.join(', ') },
        });
      }
    },
    /** Calendar days that the law gives for something (country.yaml, deadlines). */
    deadlineDays: (id: string): number => country.facts.deadlines.find((one) => one.id === id)!.days,
    /** The last day of what the law gives for something, counted from a day on: in working days where it says so. */
    deadlineAfter: (id: string, from: string): string =>
      lastDayOf(country, country.facts.deadlines.find((one) => one.id === id)!, from),
    /** Whether it is now within the hours of that name (country.yaml, officeHours). */
    isOpen: (id: string): boolean => {
      const hours = country.facts.officeHours.find((one) => one.id === id);
      return hours !== undefined && closesAt(hours, clock.now(), country.facts.timeZone) !== undefined;
    },
    findOrganisation: (id: string): Organisation | undefined => country.organisations.get(id),
    organisationName: (id: string, language: string) => named(country.organisations.get(id), id, language),
    roleName: (id: string, language: string) => named(country.roles.get(id), id, language),
    /** The law as it is cited: "Law on Identification, 26/2023/QH15, art. 9". */
    legalBasisTitle(id: string, language: string): string {
      const basis = country.legalBases.get(id);
      if (!basis) return id;
      const article = basis.article ? `, ${parts.words.say(language, 'law.article', { article: basis.article })}` : '';
      return `${basis.title[language] ?? id} (${basis.number}${article})`;
    },
    purposeSentence: (id: string, language: string) => country.purposes.get(id)?.sentence[language] ?? id,
    /** An area code ('' the country) by its name on a day; an office goes by the name of when it acted. */
    areaName(code: string, language: string, day = clock.today()): string {
      if (code === '') return country.facts.name[language] ?? code;
      const unit = unitAt(country, code, day) ?? country.units.byCode.get(code)?.at(-1);
      return unit ? renderUnitName(country.facts, unit, language) : code;
    },
    /** Under what a person reads the own data (Law 91/2025/QH15: the right to see). */
    ownData: { purpose: 'data-subject-request', legalBasis: 'data-protection-law' },
    scopesOf: (role: string): ReadonlySet<string> => new Set(country.roles.get(role)?.scopes ?? []),
    routes: [] as Contract[],
  };
  door.routes = officeRoutes(door, parts);
  return door;
}
