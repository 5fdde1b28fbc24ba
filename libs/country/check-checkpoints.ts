import type { Country } from './country.ts';

/** Desks and lists: every reference has its end, every sentence its languages, and nobody is shown what is not asked. */
export function checkCheckpoints({
  checkpoints,
  listings,
  facts,
  legalBases,
  purposes,
  organisations,
}: Country): string[] {
  const kinds = listings.map(({ kind }) => kind);
  const lacking = (where: string, words: Readonly<Record<string, string>>) =>
    facts.languages.filter((language) => !words[language]).map((language) => `${where}: no words in ${language}`);
  return [
    ...[...checkpoints.values()].flatMap((desk) => {
      const where = `checkpoints/${desk.id}.yaml`;
      const purpose = purposes.get(desk.purpose);
      const laws = [...desk.legalBases, ...desk.lists.flatMap(({ legalBasis }) => legalBasis ?? [])];
      return [
        ...(purpose ? [] : [`${where}: no purpose ${desk.purpose}`]),
        ...desk.lists
          .filter((one) => one.purpose !== undefined && !purposes.has(one.purpose))
          .map((one) => `${where}: no purpose ${one.purpose}`),
        ...laws.filter((law) => !legalBases.has(law)).map((law) => `${where}: no legal basis ${law}`),
        ...desk.legalBases
          .filter((law) => purpose && !purpose.legalBases.includes(law))
          .map((law) => `${where}: ${desk.purpose} does not rest on ${law}`),
        ...desk.fields
          .filter((field) => purpose && !purpose.fields.includes(field))
          .map((field) => `${where}: ${desk.purpose} does not allow ${field}`),
        ...desk.shown.filter((field) => !desk.fields.includes(field)).map((field) => `${where}: ${field} is not asked`),
        ...(desk.mode === 'verify' && desk.shown.length > 0 ? [`${where}: yes or no shows no field`] : []),
        ...desk.lists.filter(({ kind }) => !kinds.includes(kind)).map(({ kind }) => `${where}: no list ${kind}`),
        ...desk.offline.inputs
          .filter((input) => !desk.inputs.includes(input))
          .map((input) => `${where}: ${input} is no input`),
        ...['green', 'amber', 'red'].filter((one) => !desk.next[one]).map((one) => `${where}: nothing next for ${one}`),
        ...[desk.name, ...Object.values(desk.says), ...Object.values(desk.next)].flatMap((words) =>
          lacking(where, words),
        ),
      ];
    }),
    ...kinds
      .filter((kind, index) => kinds.indexOf(kind) < index)
      .map((kind) => `listings.yaml: ${kind} is there twice`),
    ...listings.flatMap(({ kind, name, legalBasis, laterNotice, issuers, grounds }) => [
      ...(laterNotice && purposes.get(laterNotice.purpose)?.hiddenFor?.legalBasis !== laterNotice.legalBasis
        ? [`listings.yaml ${kind}: ${laterNotice.purpose} has no later notice under ${laterNotice.legalBasis}`]
        : []),
      ...(legalBases.has(legalBasis) ? [] : [`listings.yaml ${kind}: no legal basis ${legalBasis}`]),
      ...issuers.filter((one) => !organisations.has(one)).map((one) => `listings.yaml ${kind}: no organisation ${one}`),
      ...[name, ...grounds.map((ground) => ground.name)].flatMap((words) => lacking(`listings.yaml ${kind}`, words)),
    ]),
  ];
}
