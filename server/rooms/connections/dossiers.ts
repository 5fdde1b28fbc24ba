import { type Context, type KeyStore, newId, type Transaction } from '#kernel';
import { addDays, type Country } from '#libs/country';
import type { KnownSystem } from '#rooms/exchange';
import { note, requireOrganisation } from './callers.ts';
import { listChecks, missingOf, reviewOpens } from './checklist.ts';
import {
  type ConnectionRow,
  type Contact,
  holdConnection,
  insertEvidence,
  readEvidence,
  removeEvidence,
  updateConnection,
  writeAnswer,
} from './connectionStore.ts';
import { readFacts, requireSystem } from './facts.ts';
import { LARGEST, MOST_FILES, recogniseFile, tidyName } from './files.ts';
import { nextStanding, type Standing, standingOf } from './model.ts';
import { readHost } from './probing.ts';
import { problems } from './problems.ts';
import { digestOf } from './text.ts';

export interface DossierParts {
  readonly country: Country;
  readonly keys: Pick<KeyStore, 'seal' | 'open'>;
}

interface Own {
  system: KnownSystem;
  connection: ConnectionRow;
  standing: Standing;
}

/** The caller's own system with its row held. @throws Problem connections/system-unknown */
async function holdOwn({ client }: Transaction, context: Context, id: string): Promise<Own> {
  const system = await requireSystem(client, id, requireOrganisation(context));
  const connection = await holdConnection(client, id, system.organisation);
  return { system, connection, standing: standingOf(system.stage, connection.submittedAt !== undefined) };
}

/** What is before an inspector must not change under their eyes. @throws Problem connections/connection-state */
function requireOpen({ standing }: Own): void {
  if (standing === 'checking' || standing === 'reviewing')
    throw problems['connection-state']({ values: { state: standing } });
}

/** Who it is, in whatever language they are written to. */
const nameOf = ({ name, email, phone }: Contact) => JSON.stringify([name, email, phone]);

/** Whom to call when something happens, and the server that takes notices. */
export async function setContact(
  transaction: Transaction,
  context: Context,
  id: string,
  given: { contact: Contact; host?: string },
): Promise<void> {
  const own = await holdOwn(transaction, context, id);
  requireOpen(own);
  if (given.host !== undefined) readHost(given.host);
  const same = own.connection.contact !== undefined && nameOf(own.connection.contact) === nameOf(given.contact);
  await updateConnection(transaction.client, id, {
    contact: given.contact,
    host: given.host,
    remarks: without(own.connection, 'contact', 'tls'),
    // Another person has not been reached yet.
    ...(same ? {} : { contactReachedBy: undefined, contactReachedAt: undefined }),
  });
  note(transaction, context, 'contact-set', {
    organisation: own.system.organisation,
    system: id,
    host: given.host ?? null,
  });
}

/** @throws Problem connections/item-unknown, answer-months */
export async function answerItem(
  transaction: Transaction,
  context: Context,
  { country }: DossierParts,
  id: string,
  item: string,
  given: { answer: string; months?: number },
): Promise<void> {
  const own = await holdOwn(transaction, context, id);
  requireOpen(own);
  const question = requireQuestion(country, item);
  if (question.months !== undefined && given.months === undefined)
    throw problems['answer-months']({ pointer: '/months' });
  await writeAnswer(transaction.client, {
    system: id,
    item,
    answer: given.answer,
    months: given.months ?? null,
    answeredBy: context.caller.id,
    answeredAt: context.clock.now(),
  });
  await updateConnection(transaction.client, id, { remarks: without(own.connection, item) });
  note(transaction, context, 'check-answered', { organisation: own.system.organisation, system: id, item });
}

/** Keeps a file sealed; its digest is in the journal. @throws Problem connections/evidence-kind, evidence-size, evidence-many */
export async function addEvidence(
  transaction: Transaction,
  context: Context,
  { country, keys }: DossierParts,
  id: string,
  item: string,
  given: { name: string; content: string },
): Promise<{ evidence: string; digest: string }> {
  const own = await holdOwn(transaction, context, id);
  requireOpen(own);
  requireQuestion(country, item);
  const bytes = Buffer.from(given.content, 'base64');
  if (bytes.length > LARGEST)
    throw problems['evidence-size']({ pointer: '/content', values: { megabytes: LARGEST >> 20 } });
  const media = recogniseFile(bytes);
  if (!media) throw problems['evidence-kind']({ pointer: '/content' });
  const { client } = transaction;
  if ((await readEvidence(client, [id])).filter((one) => one.item === item).length >= MOST_FILES)
    throw problems['evidence-many']({ values: { most: MOST_FILES } });
  const evidence = newId<'evidence'>();
  const digest = digestOf(bytes);
  const sealed = keys.seal(matterOf(evidence), bytes);
  const { id: addedBy } = context.caller;
  await insertEvidence(client, {
    ...{ evidence, system: id, item, name: tidyName(given.name), media, size: bytes.length, digest, sealed, addedBy },
    addedAt: context.clock.now(),
  });
  note(transaction, context, 'evidence-added', {
    organisation: own.system.organisation,
    system: id,
    item,
    evidence,
    digest,
  });
  return { evidence, digest };
}

export const matterOf = (evidence: string) => `connection-evidence:${evidence}`;

export async function takeEvidenceAway(
  transaction: Transaction,
  context: Context,
  id: string,
  evidence: string,
): Promise<void> {
  const own = await holdOwn(transaction, context, id);
  requireOpen(own);
  const by = { by: context.caller.id, at: context.clock.now() };
  if (!(await removeEvidence(transaction.client, id, evidence, by))) throw problems['evidence-unknown']();
  note(transaction, context, 'evidence-removed', { organisation: own.system.organisation, system: id, evidence });
}

export interface Moved {
  system: string;
  standing: Standing;
}

/** Puts the list before the inspectors. @throws Problem connections/connection-incomplete naming what is missing */
export async function submitConnection(
  transaction: Transaction,
  context: Context,
  { country }: DossierParts,
  id: string,
): Promise<Moved> {
  const own = await holdOwn(transaction, context, id);
  const next = nextStanding(own.standing, 'submit');
  const facts = await readFacts(transaction.client, own.system, context, own.connection);
  // Who came into production before there were reviews hands in a first list at any time.
  const early = own.standing === 'production' && own.connection.reviewDue && !reviewOpens(facts, country.connections);
  if (!next || early) throw problems['connection-state']({ values: { state: own.standing } });
  const missing = missingOf(listChecks(country, facts));
  if (missing.length > 0)
    throw problems['connection-incomplete']({ values: { count: missing.length }, extra: { missing } });
  const submitted = { submittedBy: context.caller.id, submittedAt: context.clock.now(), remarks: {} };
  await updateConnection(transaction.client, id, submitted);
  note(transaction, context, 'connection-submitted', {
    organisation: own.system.organisation,
    system: id,
    standing: next,
  });
  return { system: id, standing: next };
}

/** Takes the list back to mend it. */
export async function takeBack(transaction: Transaction, context: Context, id: string): Promise<Moved> {
  const own = await holdOwn(transaction, context, id);
  const next = nextStanding(own.standing, 'take-back');
  if (!next) throw problems['connection-state']({ values: { state: own.standing } });
  await updateConnection(transaction.client, id, { submittedBy: undefined, submittedAt: undefined });
  note(transaction, context, 'connection-taken-back', { organisation: own.system.organisation, system: id });
  return { system: id, standing: next };
}

function requireQuestion({ connections }: Country, item: string) {
  const question = connections.checks.questions.find(({ id }) => id === item);
  if (!question) throw problems['item-unknown']({ pointer: '/item' });
  return question;
}

function without({ remarks }: ConnectionRow, ...items: string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(remarks).filter(([item]) => !items.includes(item)));
}

/** From which day on a review is asked for. */
export function reviewFrom({ connections }: Pick<Country, 'connections'>, due: string): string {
  return addDays(due, -connections.review.remindDays);
}
