import type { Client, Context } from '#kernel';
import { addDays } from '#libs/country';
import { type KnownSystem, readSystems } from '#rooms/exchange';
import { listChecks, missingOf } from './checklist.ts';
import { type ConnectionRow, readConnections } from './connectionStore.ts';
import { reviewFrom } from './dossiers.ts';
import type { ViewParts } from './draftViews.ts';
import { readAllFacts, readFacts, requireSystem } from './facts.ts';
import { digestOfList } from './inspections.ts';
import { addMonths, judgeDue, standingOf } from './model.ts';
import { findNextStep } from './nextStep.ts';
import { readRuns } from './runStore.ts';
import { viewRunLine } from './runViews.ts';

type Queries = Pick<Client, 'query'>;

/** When a system in production is looked at again; one that was let in by other ways a year after it was made. */
function reviewOf(system: KnownSystem, connection: ConnectionRow | undefined, { offices, today }: ViewParts) {
  if (system.stage !== 'production') return undefined;
  const { country } = offices;
  const { months, overdueDays } = country.connections.review;
  const due = connection?.reviewDue ?? addMonths(system.createdAt.slice(0, 10), months);
  return {
    dueOn: due,
    state: judgeDue(due, reviewFrom(country, due), today),
    // For people to decide: nothing is stopped by a day alone.
    suspendable: today > addDays(due, overdueDays),
  };
}

export function viewSystemLine(system: KnownSystem, connection: ConnectionRow | undefined, parts: ViewParts) {
  const review = reviewOf(system, connection, parts);
  return {
    system: system.system,
    name: system.name,
    organisation: system.organisation,
    organisationName: parts.offices.organisationName(system.organisation, parts.language),
    state: system.state,
    stage: system.stage,
    standing: standingOf(system.stage, connection?.submittedAt !== undefined),
    ...(connection?.submittedAt ? { submittedAt: connection.submittedAt.toISOString() } : {}),
    ...(connection?.returnedAt ? { returnedAt: connection.returnedAt.toISOString() } : {}),
    ...(connection?.signedAt ? { signedAt: connection.signedAt.toISOString() } : {}),
    ...(review ? { review } : {}),
    keyWarnings: warnKeys(system, parts),
  };
}

/** Keys that end soon, or have ended, by the true clock. */
export function warnKeys({ keys }: KnownSystem, { offices }: Pick<ViewParts, 'offices'>) {
  const furthest = Math.max(...offices.country.connections.keyWarnings);
  return keys
    .filter(({ revoked }) => !revoked)
    .map(({ kid, expiresAt }) => ({ kid, expiresAt, days: daysUntil(expiresAt) }))
    .filter(({ days }) => days <= furthest);
}

export function daysUntil(instant: string): number {
  return Math.ceil((Date.parse(instant) - Date.now()) / 86_400_000);
}

async function readLines(client: Queries, systems: readonly KnownSystem[], parts: ViewParts) {
  const connections = await readConnections(
    client,
    systems.map(({ system }) => system),
  );
  return systems.map((one) => viewSystemLine(one, connections.get(one.system), parts));
}

/** Systems of an organisation, each with the one thing that it does next. */
export async function listConnections(client: Queries, context: Context, organisation: string, parts: ViewParts) {
  const systems = await readSystems(client, { organisation });
  const connections = (await readAllFacts(client, { organisation, systems }, context)).map((facts) => {
    const line = viewSystemLine(facts.system, facts.connection, parts);
    const items = listChecks(parts.offices.country, facts);
    return { ...line, next: findNextStep(line, items, missingOf(items).length) };
  });
  return { connections };
}

/** Every system, by organisation; what is stopped comes first. */
export async function listSystems(client: Queries, parts: ViewParts) {
  const lines = await readLines(client, await readSystems(client, {}), parts);
  const order = new Intl.Collator(parts.language);
  const stopped = ({ state }: (typeof lines)[number]) => Number(state === 'suspended');
  return {
    connections: lines.sort(
      (a, b) =>
        stopped(b) - stopped(a) ||
        order.compare(a.organisationName, b.organisationName) ||
        order.compare(a.name, b.name),
    ),
  };
}

/** Systems before an inspector, longest first, then reviews that are due. */
export async function listInspections(client: Queries, parts: ViewParts) {
  const lines = await readLines(client, await readSystems(client, {}), parts);
  const waits = (line: (typeof lines)[number]) =>
    line.standing === 'checking' || line.standing === 'reviewing' || (line.review && line.review.state !== 'open');
  return {
    connections: lines
      .filter(waits)
      .sort((a, b) => (a.submittedAt ?? '~').localeCompare(b.submittedAt ?? '~') || dueOf(a).localeCompare(dueOf(b))),
  };
}

const dueOf = ({ review }: { review?: { dueOn: string } }) => review?.dueOn ?? '';

/** A system with its check list, as its organisation and the inspector see it. */
export async function viewConnection(
  client: Queries,
  context: Context,
  id: string,
  organisation: string | undefined,
  parts: ViewParts,
) {
  const { offices, words, language, nameOf } = parts;
  const { country } = offices;
  const system = await requireSystem(client, id, organisation);
  const facts = await readFacts(client, system, context);
  const { connection, probe } = facts;
  const items = listChecks(country, facts);
  const texts = new Map<string, Readonly<Record<string, string>>>([
    ...country.connections.checks.automatic.map((one) => [one.id, one.title] as const),
    ...country.connections.checks.questions.map((one) => [one.id, one.question] as const),
  ]);
  const decided = await client.query<{
    outcome: string;
    inspector: string;
    decided_at: Date;
    digest: string;
    line: string;
  }>(
    'SELECT outcome, inspector, decided_at, digest, line FROM connections.inspection WHERE system = $1 ORDER BY decided_at DESC LIMIT 50',
    [id],
  );
  const line = viewSystemLine(system, connection, parts);
  const missing = missingOf(items);
  return {
    ...line,
    next: findNextStep(line, items, missing.length),
    ...(connection?.host ? { host: connection.host } : {}),
    ...(connection?.contact ? { contact: connection.contact } : {}),
    ...(connection?.contactReachedAt ? { contactReachedAt: connection.contactReachedAt.toISOString() } : {}),
    ...(probe ? { probe: { host: probe.host, lookedAt: probe.lookedAt.toISOString(), ...probe.found } } : {}),
    keys: system.keys,
    checks: await Promise.all(
      items.map(async ({ evidence, legalBasis, found, answeredBy, ...item }) => ({
        ...item,
        question: texts.get(item.item)?.[language] ?? item.item,
        legalBasis: { id: legalBasis, name: offices.legalBasisTitle(legalBasis, language) },
        ...(found ? { found: { id: found, name: words.say(language, `connection.found.${found}`) } } : {}),
        ...(answeredBy ? { answeredBy: (await nameOf(answeredBy)) ?? answeredBy } : {}),
        evidence: evidence.map(({ evidence: file, name, media, size, digest, addedAt }) => ({
          ...{ evidence: file, name, media, size, digest },
          addedAt: addedAt.toISOString(),
        })),
      })),
    ),
    missing,
    digest: digestOfList(items),
    runs: (await readRuns(client, id)).map(viewRunLine),
    inspections: await Promise.all(
      decided.rows.map(async ({ outcome, inspector, decided_at, digest, line }) => ({
        ...{ outcome, digest, journal: line },
        inspector: (await nameOf(inspector)) ?? inspector,
        decidedAt: decided_at.toISOString(),
      })),
    ),
  };
}
