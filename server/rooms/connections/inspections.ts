import { type Context, newId, type Transaction } from '#kernel';
import type { Country } from '#libs/country';
import { requireFreshProof } from '#rooms/accounts';
import { type KnownSystem, setSystemStage } from '#rooms/exchange';
import { note, requireOurs } from './callers.ts';
import { type CheckItem, listChecks, missingOf } from './checklist.ts';
import { type ConnectionRow, holdConnection, updateConnection } from './connectionStore.ts';
import type { DossierParts, Moved } from './dossiers.ts';
import { readFacts, requireSystem } from './facts.ts';
import { addMonths, nextStanding, type Standing, type StandingStep, standingOf } from './model.ts';
import { problems } from './problems.ts';
import { digestOf } from './text.ts';

const SCOPE = 'connections.inspect';

/** What an inspector signs is the list as it was before the eyes, down to each file. */
export function digestOfList(items: readonly CheckItem[]): string {
  const told = items.map(({ item, state, answer, months, evidence }) => [
    item,
    state,
    answer ?? null,
    months ?? null,
    evidence.map(({ digest }) => digest),
  ]);
  return digestOf(JSON.stringify(told));
}

interface Inspected {
  system: KnownSystem;
  connection: ConnectionRow;
  next: Standing;
  items: CheckItem[];
  digest: string;
}

async function hold(
  transaction: Transaction,
  context: Context,
  country: Country,
  id: string,
  step: StandingStep,
): Promise<Inspected> {
  requireOurs(context, SCOPE);
  const { client } = transaction;
  const system = await requireSystem(client, id);
  const connection = await holdConnection(client, id, system.organisation);
  const standing = standingOf(system.stage, connection.submittedAt !== undefined);
  const next = nextStanding(standing, step);
  if (!next) throw problems['connection-state']({ values: { state: standing } });
  const items = listChecks(country, await readFacts(client, system, context, connection));
  return { system, connection, next, items, digest: digestOfList(items) };
}

/** Gives items back, each with what is to be mended. @throws Problem connections/item-unknown, connection-state */
export async function returnItems(
  transaction: Transaction,
  context: Context,
  { country }: DossierParts,
  id: string,
  given: readonly { item: string; remark: string }[],
): Promise<Moved> {
  const held = await hold(transaction, context, country, id, 'return');
  given.forEach(({ item }, index) => {
    if (!held.items.some((one) => one.item === item))
      throw problems['item-unknown']({ pointer: `/items/${index}/item` });
  });
  const remarks = Object.fromEntries(given.map(({ item, remark }) => [item, remark]));
  const returnedAt = context.clock.now();
  await updateConnection(transaction.client, id, {
    submittedBy: undefined,
    submittedAt: undefined,
    remarks,
    returnedAt,
  });
  await record(transaction, context, held, 'returned', { items: given.map(({ item }) => item) });
  return { system: id, standing: held.next };
}

/**
 * Signs the list: the system asks about real persons with its next question; a year later it is looked at again.
 * @throws Problem connections/digest-differs, connection-incomplete, contact-missing, four-eyes; accounts/step-up-needed
 */
export async function signConnection(
  transaction: Transaction,
  context: Context,
  { country }: DossierParts,
  id: string,
  given: { digest: string },
): Promise<Moved & { reviewDue: string; journal: string }> {
  requireOurs(context, SCOPE);
  requireFreshProof(context);
  const held = await hold(transaction, context, country, id, 'sign');
  // The same person may hold a post with the organisation too.
  if (held.connection.submittedBy === context.caller.id) throw problems['four-eyes']();
  if (given.digest !== held.digest) throw problems['digest-differs']({ pointer: '/digest' });
  const missing = missingOf(held.items);
  if (missing.length > 0)
    throw problems['connection-incomplete']({ values: { count: missing.length }, extra: { missing } });
  if (!held.connection.contactReachedAt) throw problems['contact-missing']();
  const signedAt = context.clock.now();
  const reviewDue = addMonths(context.clock.today(), country.connections.review.months);
  await updateConnection(transaction.client, id, {
    ...{ submittedBy: undefined, submittedAt: undefined, remarks: {} },
    ...{ signedBy: context.caller.id, signedAt, signedDigest: held.digest, reviewDue },
  });
  const journal = await record(transaction, context, held, 'signed', { reviewDue });
  await setSystemStage(transaction, context, id, 'production');
  return { system: id, standing: held.next, reviewDue, journal };
}

/** Says that the contact answered when called. */
export async function confirmContact(
  transaction: Transaction,
  context: Context,
  id: string,
  how: string,
): Promise<void> {
  requireOurs(context, SCOPE);
  const system = await requireSystem(transaction.client, id);
  const { contact } = await holdConnection(transaction.client, id, system.organisation);
  if (!contact) throw problems['contact-missing']();
  const reached = { contactReachedBy: context.caller.id, contactReachedAt: context.clock.now() };
  await updateConnection(transaction.client, id, reached);
  note(transaction, context, 'contact-reached', { organisation: system.organisation, system: id, how });
}

async function record(
  transaction: Transaction,
  context: Context,
  { system, items, digest, next }: Inspected,
  outcome: 'signed' | 'returned',
  told: Record<string, unknown>,
): Promise<string> {
  const { system: id, organisation } = system;
  const data = { organisation, system: id, digest, standing: next, ...told };
  const line = note(transaction, context, `connection-${outcome}`, data);
  await transaction.client.query(
    `INSERT INTO connections.inspection (inspection, system, outcome, inspector, decided_at, digest, list, line)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [newId(), id, outcome, context.caller.id, context.clock.now(), digest, JSON.stringify(items), line],
  );
  return line;
}
