import type { Client, Words } from '#kernel';
import type { Offices } from '#rooms/offices';
import { givenOf } from './acts.ts';
import { listChecks, readAnswers } from './checks.ts';
import type { ServiceGiven } from './model.ts';
import { describeKey } from './rotation.ts';
import { OFFERED_FIELDS } from './rules.ts';
import { readVersion, readVersions, type ServiceRow } from './store.ts';
import { readUses, readUsesByDay } from './use.ts';

type Queries = Pick<Client, 'query'>;

export interface ViewParts {
  readonly offices: Pick<
    Offices,
    'findOrganisation' | 'findPurpose' | 'organisationName' | 'purposeSentence' | 'legalBasisTitle'
  >;
  readonly words: Pick<Words, 'say' | 'languages'>;
  readonly synthetic: boolean;
  readonly issuer: string;
}

/** A line of a list of services. */
export function viewLine(service: ServiceRow, language: string, { offices }: Pick<ViewParts, 'offices'>) {
  const { client, organisation, realm, state, version, name, submittedAt } = service;
  return {
    ...{ client, organisation, realm, state, version },
    organisationName: offices.organisationName(organisation, language),
    name: name[language] ?? Object.values(name)[0] ?? client,
    submitted: service.submittedBy !== undefined,
    changeWaits: service.proposed !== undefined,
    ...(submittedAt ? { submittedAt: submittedAt.toISOString() } : {}),
    changedAt: service.changedAt.toISOString(),
  };
}

/** All that its own console and the inspector see of a service. */
export async function viewService(client: Queries, service: ServiceRow, language: string, parts: ViewParts) {
  const versions = await readVersions(client, service.client);
  const proposed =
    service.proposed === undefined ? undefined : await readVersion(client, service.client, service.proposed);
  const newest = proposed?.service ?? givenOf(service);
  const checks = listChecks(
    newest,
    await readUses(client, service.client, 'simulation'),
    await readAnswers(client, service.client),
    parts,
  );
  return {
    ...viewLine(service, language, parts),
    issuer: parts.issuer,
    newestVersion: versions[0]?.version ?? service.version,
    ...(service.refusal === undefined ? {} : { refusal: service.refusal }),
    inForce: viewGiven(givenOf(service), language, parts),
    ...(proposed ? { proposed: { version: proposed.version, ...viewGiven(proposed.service, language, parts) } } : {}),
    keys: (service.metadata.jwks?.keys ?? []).map(describeKey),
    checks,
    versions: versions.map(({ version, service: given, changed_by, changed_at }, index) => ({
      version,
      changedBy: changed_by,
      changedAt: changed_at.toISOString(),
      changed: listChanges(versions[index + 1]?.service, given),
    })),
  };
}

function viewGiven(given: ServiceGiven, language: string, { offices, words }: ViewParts) {
  return {
    ...given,
    purposeSentence: offices.purposeSentence(given.purpose, language),
    legalBasisTitle: offices.legalBasisTitle(given.legalBasis, language),
    fields: given.fields.map((one) => ({ ...one, name: words.say(language, `field.${one.field}`) })),
  };
}

/** Which parts differ, by their names. */
export function listChanges(before: ServiceGiven | undefined, after: ServiceGiven): string[] {
  if (!before) return [];
  const flat = ({ metadata, ...rest }: ServiceGiven): Record<string, unknown> => ({ ...rest, ...metadata });
  const [old, now] = [flat(before), flat(after)];
  const differs = (key: string) => JSON.stringify(old[key]) !== JSON.stringify(now[key]);
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(differs);
}

/** Sign-ins and refusals by day, the last `days` until today. */
export async function viewServiceFigures(client: Queries, id: string, days: number, today: string) {
  const first = Date.parse(`${today}T00:00:00Z`) - (days - 1) * 86_400_000;
  const list = Array.from({ length: days }, (_, day) => new Date(first + day * 86_400_000).toISOString().slice(0, 10));
  const rows = await readUsesByDay(client, id, list[0] ?? today, today);
  const sum = (fits: (row: (typeof rows)[number]) => boolean) =>
    rows.reduce((total, row) => (fits(row) ? total + row.count : total), 0);
  const refused = new Set(['refused', 'token-refused', 'replay-refused']);
  return {
    signIns: sum(({ event }) => event === 'sign-in'),
    refusals: sum(({ event }) => refused.has(event)),
    signOuts: sum(({ event }) => event === 'sign-out'),
    days: list.map((day) => ({
      day,
      signIns: sum((row) => row.day === day && row.event === 'sign-in'),
      refusals: sum((row) => row.day === day && refused.has(row.event)),
    })),
  };
}

/** What an organisation may put into a service: its purposes that let values be read, each with its laws and fields. */
export function viewOffer(organisation: string, language: string, { offices, words }: ViewParts) {
  const purposes = (offices.findOrganisation(organisation)?.purposes ?? []).flatMap((id) => {
    const purpose = offices.findPurpose(id);
    if (purpose?.mode !== 'attributes') return [];
    const fields = purpose.fields.filter((field) => OFFERED_FIELDS.has(field));
    return {
      id,
      sentence: offices.purposeSentence(id, language),
      legalBases: purpose.legalBases.map((law) => ({ id: law, name: offices.legalBasisTitle(law, language) })),
      fields: fields.map((field) => ({ id: field, name: words.say(language, `field.${field}`) })),
    };
  });
  return { languages: words.languages, purposes };
}
