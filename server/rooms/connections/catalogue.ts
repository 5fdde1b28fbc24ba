import type { Words } from '#kernel';
import { Way, waysOf } from '#libs/country';
import type { Offices } from '#rooms/offices';

/** What an organisation may put into an agreement: its purposes with their laws, fields and ways of asking, and the limits. */
export function viewCatalogue(
  organisation: string,
  { offices, words, language }: { offices: Offices; words: Pick<Words, 'say'>; language: string },
) {
  const { agreement } = offices.country.connections;
  const purposes = (offices.findOrganisation(organisation)?.purposes ?? []).flatMap(
    (id) => offices.findPurpose(id) ?? [],
  );
  return {
    purposes: purposes.map(({ id, mode, legalBases, fields }) => ({
      id,
      name: offices.purposeSentence(id, language),
      legalBases: legalBases.map((law) => {
        const { validFrom, validTo } = offices.findLegalBasis(law)!;
        return { id: law, name: offices.legalBasisTitle(law, language), validFrom, ...(validTo ? { validTo } : {}) };
      }),
      fields: fields.map((field) => ({ id: field, name: words.say(language, `field.${field}`) })),
      modes: waysOf([{ mode }]),
    })),
    modes: Way.enum.map((id) => ({ id, name: words.say(language, `connection.mode.${id}`) })),
    hours: viewHours(offices),
    years: agreement.years,
    quotaPerDay: agreement.quotaPerDay,
    candidates: agreement.candidates,
  };
}

/** What an officer chooses from: laws in force for a refusal, and hours that an offer may narrow to. */
export function viewLists(offices: Offices, language: string, today: string) {
  const laws = [...offices.country.legalBases.values()]
    .filter((law) => isInForce(law, today))
    .map(({ id }) => ({ id, name: offices.legalBasisTitle(id, language) }));
  return { laws, hours: viewHours(offices) };
}

/** @param validTo the first day no longer */
export function isInForce(
  { validFrom, validTo }: { validFrom: string; validTo?: string | undefined },
  day: string,
): boolean {
  return validFrom <= day && (validTo === undefined || day < validTo);
}

export function viewHours({ country }: Pick<Offices, 'country'>) {
  return country.facts.officeHours.map(({ id, from, to, days }) => ({ id, from, to, days: [...days] }));
}
