import type { Country } from './country.ts';

/** Sources of the register: each reference has its end, and who reports is one source. See checkReferences. */
export function checkSources({ sources: { sources, ranks }, organisations, legalBases, facts }: Country): string[] {
  const ids = sources.map(({ id }) => id);
  const reporters = sources.flatMap((source) => source.organisations ?? []);
  const acts = sources.flatMap((source) => source.acts ?? []);
  return [
    ...twice(ids).map((id) => `sources.yaml: ${id} is there twice`),
    ...twice(reporters).map((id) => `sources.yaml: ${id} reports for two sources`),
    ...twice(acts).map((act) => `sources.yaml: the act ${act} is of two sources`),
    ...reporters.filter((id) => !organisations.has(id)).map((id) => `sources.yaml: no organisation ${id}`),
    ...sources.flatMap(({ id, name, organisations, legalBases: laws = [], reports }) => [
      ...laws.filter((law) => !legalBases.has(law)).map((law) => `sources.yaml ${id}: no legal basis ${law}`),
      ...facts.languages.filter((one) => !name[one]).map((one) => `sources.yaml ${id}: no words in ${one}`),
      ...(organisations && !(laws.length > 0 && reports)
        ? [`sources.yaml ${id}: who reports does so under a law, and says what`]
        : []),
    ]),
    ...Object.entries(ranks).flatMap(([field, levels]) => [
      ...levels
        .flat()
        .filter((id) => !ids.includes(id))
        .map((id) => `sources.yaml ${field}: no source ${id}`),
      ...twice(levels.flat()).map((id) => `sources.yaml ${field}: ${id} has two ranks`),
    ]),
  ];
}

const twice = (all: readonly string[]) => all.filter((one, index) => all.indexOf(one) < index);
