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
    hours: offices.country.facts.officeHours.map(({ id, from, to, days }) => ({ id, from, to, days })),
    years: agreement.years,
    quotaPerDay: agreement.quotaPerDay,
    candidates: agreement.candidates,
  };
}
