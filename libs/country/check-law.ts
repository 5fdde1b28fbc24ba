import type { Agreement, Country } from './country.ts';
import type { LegalBasis, Purpose } from './schema-law.ts';

/** Checks purposes, organisations, agreements, roles and every mention of a legal basis. See checkReferences. */
export function checkLaw(country: Country): string[] {
  return [
    ...checkMentions(country),
    ...checkPurposes(country),
    ...checkOrganisations(country),
    ...[...country.agreements.values()].flatMap((agreement) => checkAgreement(country, agreement)),
    ...checkRoles(country),
    ...checkMandates(country),
  ];
}

function checkMentions({ facts, legalBases }: Country): string[] {
  const mentioned = [
    ...facts.unitSystems.flatMap((system) => system.legalBases),
    ...facts.unitReforms.flatMap((reform) => reform.legalBases),
    ...facts.number.legalBases,
    ...facts.assuranceLevels.legalBases,
    ...facts.card.legalBases,
    ...facts.retention.flatMap((rule) => rule.legalBasis ?? []),
    ...facts.deadlines.map((rule) => rule.legalBasis),
  ];
  return mentioned.filter((id) => !legalBases.has(id)).map((id) => `country.yaml: no legal basis ${id}`);
}

function checkPurposes({ purposes, legalBases }: Country): string[] {
  const problems: string[] = [];
  for (const purpose of purposes.values()) {
    const where = `purposes.yaml ${purpose.id}`;
    for (const id of purpose.legalBases) if (!legalBases.has(id)) problems.push(`${where}: no legal basis ${id}`);
    if (!purpose.hiddenFor) continue;
    // Only a law that says so may keep a look from the person, and then only until a date.
    if (!legalBases.get(purpose.hiddenFor.legalBasis)?.laterNotice) {
      problems.push(`${where}: ${purpose.hiddenFor.legalBasis} does not allow a later notice`);
    }
    if (!purpose.legalBases.includes(purpose.hiddenFor.legalBasis)) {
      problems.push(`${where}: is hidden under a law that it does not rest on`);
    }
  }
  return problems;
}

function checkOrganisations({ organisations, purposes }: Country): string[] {
  const problems: string[] = [];
  for (const organisation of organisations.values()) {
    const where = `organisations.yaml ${organisation.id}`;
    for (const id of organisation.purposes) if (!purposes.has(id)) problems.push(`${where}: no purpose ${id}`);
    for (const id of [organisation.parent, organisation.successor]) {
      if (id !== undefined && !organisations.has(id)) problems.push(`${where}: no organisation ${id}`);
    }
    if (organisation.successor && !organisation.validTo) problems.push(`${where}: has a successor and no end`);
  }
  return problems;
}

function checkAgreement(country: Country, agreement: Agreement): string[] {
  const where = `agreements.yaml ${agreement.id}`;
  const organisation = country.organisations.get(agreement.organisation);
  if (!organisation) return [`${where}: no organisation ${agreement.organisation}`];
  const problems: string[] = [];
  if (agreement.validFrom >= agreement.validTo) problems.push(`${where}: ends before it begins`);
  if (organisation.validTo && organisation.validTo < agreement.validTo)
    problems.push(`${where}: outlives its organisation`);
  const purposes = agreement.purposes.flatMap((id) => country.purposes.get(id) ?? []);
  for (const id of agreement.purposes) {
    if (!organisation.purposes.includes(id)) problems.push(`${where}: ${organisation.id} may not state ${id}`);
  }
  for (const field of agreement.fields) {
    if (!purposes.some((purpose) => purpose.fields.includes(field)))
      problems.push(`${where}: no purpose allows ${field}`);
  }
  for (const purpose of purposes) {
    if (agreement.mode === 'attributes' && purpose.mode === 'verify') {
      problems.push(`${where}: ${purpose.id} is answered by yes or no only`);
    }
    const gap = dayWithoutLaw(purpose, country.legalBases, agreement);
    if (gap) problems.push(`${where}: ${purpose.id} has no law in force on ${gap}`);
  }
  return problems;
}

/** The first day of the agreement on which none of the purpose's laws is in force. */
function dayWithoutLaw(
  purpose: Purpose,
  legalBases: ReadonlyMap<string, LegalBasis>,
  { validFrom, validTo }: Agreement,
): string | undefined {
  const laws = purpose.legalBases.flatMap((id) => legalBases.get(id) ?? []);
  const ends = laws.flatMap((law) => (law.validTo && law.validTo < validTo ? law.validTo : []));
  const inForce = (day: string) => laws.some((law) => law.validFrom <= day && (!law.validTo || day < law.validTo));
  return [validFrom, ...ends.filter((day) => day > validFrom)].sort().find((day) => !inForce(day));
}

function checkRoles({ roles }: Country): string[] {
  return [...roles.values()].flatMap((role) =>
    (role.fourEyes ?? [])
      .filter((scope) => !role.scopes.includes(scope))
      .map((scope) => `roles.yaml ${role.id}: four eyes on ${scope}, which it does not have`),
  );
}

function checkMandates({ mandates, legalBases, facts }: Country): string[] {
  const ids = mandates.scopes.map(({ id }) => id);
  return [
    ...Object.values(mandates.legalBases)
      .filter((id) => !legalBases.has(id))
      .map((id) => `mandates.yaml: no legal basis ${id}`),
    ...ids.filter((id, index) => ids.indexOf(id) < index).map((id) => `mandates.yaml: ${id} is there twice`),
    ...mandates.scopes.flatMap(({ id, name }) =>
      facts.languages
        .filter((language) => !name[language])
        .map((language) => `mandates.yaml ${id}: no words in ${language}`),
    ),
  ];
}
