import { type AgreementDefect, judgeAgreement } from './agreement-rules.ts';
import { checkCards } from './check-cards.ts';
import { checkEnrolment } from './check-enrolment.ts';
import type { Agreement, Country } from './country.ts';

/** Checks purposes, organisations, agreements, roles and every mention of a legal basis. See checkReferences. */
export function checkLaw(country: Country): string[] {
  return [
    ...checkMentions(country),
    ...checkPurposes(country),
    ...checkOrganisations(country),
    ...[...country.agreements.values()].flatMap((agreement) => checkAgreement(country, agreement)),
    ...checkRoles(country),
    ...checkMandates(country),
    ...checkModalities(country),
    ...checkCards(country),
    ...checkEnrolment(country),
    ...checkConnections(country),
  ];
}

function checkMentions({ facts, legalBases }: Country): string[] {
  const mentioned = [
    ...facts.unitSystems.flatMap((system) => system.legalBases),
    ...facts.unitReforms.flatMap((reform) => reform.legalBases),
    ...facts.number.legalBases,
    ...facts.assuranceLevels.legalBases,
    ...facts.card.legalBases,
    ...facts.childConsent.legalBases,
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

/** What a defect says of a file; the platform's own words for people are elsewhere. */
const sentences: Readonly<Record<AgreementDefect['code'], (defect: AgreementDefect, organisation: string) => string>> =
  {
    'ends-before-it-begins': () => 'ends before it begins',
    'outlives-organisation': () => 'outlives its organisation',
    'purpose-not-yours': ({ value }, organisation) => `${organisation} may not state ${value}`,
    'law-carries-no-purpose': ({ value }) => `no purpose rests on ${value}`,
    'purpose-without-law': ({ value }) => `none of its laws carries ${value}`,
    'hours-unknown': ({ value }) => `no hours ${value}`,
    'candidates-without-identify': () => 'candidates belong to identify, and to nothing else',
    'field-not-allowed': ({ value }) => `no purpose allows ${value}`,
    'yes-or-no-only': ({ value }) => `${value} is answered by yes or no only`,
    'no-law-in-force': ({ value, purpose }) => `${purpose} has no law in force on ${value}`,
  };

function checkAgreement(country: Country, agreement: Agreement): string[] {
  const where = `agreements.yaml ${agreement.id}`;
  const organisation = country.organisations.get(agreement.organisation);
  if (!organisation) return [`${where}: no organisation ${agreement.organisation}`];
  return judgeAgreement(country, organisation, agreement).map(
    (defect) => `${where}: ${sentences[defect.code](defect, organisation.id)}`,
  );
}

/** The rules of connections and the calendar: every reference has its end, every text its languages. */
function checkConnections({ connections, holidays, organisations, legalBases, facts }: Country): string[] {
  const { checks, conformance } = connections;
  const laws = [
    connections.agreement.legalBasis,
    ...checks.automatic.map((one) => one.legalBasis),
    ...checks.questions.map((one) => one.legalBasis),
  ];
  const texts: [string, Readonly<Record<string, string>>][] = [
    ...conformance.steps.flatMap(({ id, title, task, mend }) =>
      [title, task, mend].map((text): [string, Readonly<Record<string, string>>] => [id, text]),
    ),
    ...checks.automatic.map(({ id, title }): [string, Readonly<Record<string, string>>] => [id, title]),
    ...checks.questions.map(({ id, question }): [string, Readonly<Record<string, string>>] => [id, question]),
  ];
  const ids = [...checks.automatic, ...checks.questions].map(({ id }) => id);
  const dates = holidays.holidays.flatMap(({ days }) => days.map(({ on }) => on));
  const { from, to } = holidays.known;
  return [
    ...(organisations.has(connections.holder) ? [] : [`connections.yaml: no organisation ${connections.holder}`]),
    ...laws.filter((id) => !legalBases.has(id)).map((id) => `connections.yaml: no legal basis ${id}`),
    ...texts.flatMap(([id, text]) =>
      facts.languages
        .filter((language) => !text[language])
        .map((language) => `connections.yaml ${id}: no words in ${language}`),
    ),
    ...ids.filter((id, index) => ids.indexOf(id) < index).map((id) => `connections.yaml: ${id} is there twice`),
    ...checks.questions
      .filter(({ months }) => months && !facts.retention.some(({ id, keep }) => id === months && keep))
      .map(({ id, months }) => `connections.yaml ${id}: nothing is kept as ${months}`),
    ...(facts.deadlines.some(({ id }) => id === connections.decision.deadline)
      ? []
      : [`connections.yaml: no deadline ${connections.decision.deadline}`]),
    ...[holidays.week.legalBasis, ...holidays.counting, ...holidays.holidays.map((one) => one.legalBasis)]
      .filter((id) => !legalBases.has(id))
      .map((id) => `holidays.yaml: no legal basis ${id}`),
    ...dates.filter((day, index) => dates.indexOf(day) < index).map((day) => `holidays.yaml: ${day} is there twice`),
    ...dates
      .filter((day) => day < from || day >= to)
      .map((day) => `holidays.yaml: ${day} is outside of the known years`),
  ];
}

function checkRoles({ roles }: Country): string[] {
  return [...roles.values()].flatMap((role) =>
    (role.fourEyes ?? [])
      .filter((scope) => !role.scopes.includes(scope))
      .map((scope) => `roles.yaml ${role.id}: four eyes on ${scope}, which it does not have`),
  );
}

function checkModalities({
  modalities: { ages, modalities, purpose },
  legalBases,
  purposes,
  facts,
}: Country): string[] {
  const ids = modalities.map(({ id }) => id);
  return [
    ...(purposes.has(purpose) ? [] : [`modalities.yaml: no purpose ${purpose}`]),
    ...[ages, ...modalities]
      .filter(({ legalBasis }) => !legalBases.has(legalBasis))
      .map(({ legalBasis }) => `modalities.yaml: no legal basis ${legalBasis}`),
    ...ids.filter((id, index) => ids.indexOf(id) < index).map((id) => `modalities.yaml: ${id} is there twice`),
    ...modalities.flatMap(({ id, name }) =>
      facts.languages
        .filter((language) => !name[language])
        .map((language) => `modalities.yaml ${id}: no words in ${language}`),
    ),
  ];
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
