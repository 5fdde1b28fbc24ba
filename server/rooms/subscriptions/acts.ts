import { type Context, describeEntry, isId, type Kernel, newId, performAct, type Transaction } from '#kernel';
import { type Exchange, exchangeProblems, type SystemCredentials } from '#rooms/exchange';
import { findHolders } from '#rooms/people';
import { fieldsOf, isEndpoint, type Kind } from './model.ts';
import { problems } from './problems.ts';
import {
  deleteWatched,
  endSubscription,
  insertSubscription,
  insertWatched,
  listSubscriptions,
  markDelivered,
  readEvents,
  readSubscription,
  type SubscriptionRow,
} from './store.ts';

export interface Parts {
  readonly kernel: Pick<Kernel, 'database'>;
  readonly exchange: Pick<Exchange, 'requireAgreement' | 'takeQuota' | 'pseudonymOf'>;
  /** Whether receivers on this machine are taken. */
  readonly local: boolean;
}

/** Of one organisation. */
const MOST = 100;

/** @throws Problem exchange/signature-missing, subscriptions/simulation-unsupported */
function requireSystem({ caller }: Context): string {
  if (caller.kind !== 'system' || !caller.organisation) throw exchangeProblems['signature-missing']();
  // Nothing ever happens to synthetic persons.
  if ((caller.credentials as SystemCredentials | undefined)?.stage === 'simulation')
    throw problems['simulation-unsupported']();
  return caller.organisation;
}

type Agreed = Pick<SubscriptionRow, 'organisation' | 'purpose' | 'legal_basis' | 'kinds'>;

/** The agreement under which these kinds may be told now. @throws Problem that says what is missing */
export function requireAgreed(
  { exchange }: Pick<Parts, 'exchange'>,
  { organisation, purpose, legal_basis, kinds }: Agreed,
) {
  return exchange.requireAgreement(organisation, 'production', {
    type: 'events',
    purpose,
    legalBasis: legal_basis,
    fields: fieldsOf(kinds),
  });
}

/** @throws Problem subscriptions/endpoint-wrong, too-many, and those of the agreement */
export async function subscribe(
  parts: Parts,
  context: Context,
  given: { kinds: readonly Kind[]; endpoint?: string },
): Promise<string> {
  const organisation = requireSystem(context);
  if (given.endpoint !== undefined && !isEndpoint(given.endpoint, parts.local))
    throw problems['endpoint-wrong']({ pointer: '/endpoint' });
  const row = {
    ...{ subscription: newId(), organisation, system: context.caller.id, kinds: [...given.kinds] },
    ...{ purpose: context.purpose!, legal_basis: context.legalBasis!, endpoint: given.endpoint ?? null },
    made_at: context.receivedAt,
  };
  const { id: agreement } = await requireAgreed(parts, row);
  return performAct(parts.kernel.database, context, async (transaction) => {
    const known = await listSubscriptions(transaction.client, organisation);
    if (known.filter(({ state }) => state === 'active').length >= MOST)
      throw problems['too-many']({ values: { most: MOST } });
    await insertSubscription(transaction.client, row);
    note(transaction, context, 'subscribed', { subscription: row.subscription, kinds: row.kinds, agreement });
    return row.subscription;
  });
}

/** An organisation's own. @throws Problem subscriptions/subscription-unknown */
async function hold({ client }: Transaction, context: Context, id: string): Promise<SubscriptionRow> {
  const organisation = requireSystem(context);
  const row = isId(id) ? await readSubscription(client, id, 'FOR UPDATE') : undefined;
  if (!row || row.organisation !== organisation) throw problems['subscription-unknown']();
  return row;
}

export async function unsubscribe({ kernel }: Parts, context: Context, id: string): Promise<void> {
  await performAct(kernel.database, context, async (transaction) => {
    const { state } = await hold(transaction, context, id);
    if (state === 'ended') return;
    await endSubscription(transaction.client, id);
    note(transaction, context, 'unsubscribed', { subscription: id });
  });
}

/**
 * Names persons by number. Each is a look that the person reads: from now on the organisation hears of them.
 * @throws Problem subscriptions/subscription-ended, exchange/quota-exceeded, and those of the agreement
 */
export async function watch(parts: Parts, context: Context, id: string, identifiers: readonly string[]) {
  const { database } = parts.kernel;
  return performAct(database, context, async (transaction) => {
    const row = await hold(transaction, context, id);
    if (row.state === 'ended') throw problems['subscription-ended']();
    const agreement = await requireAgreed(parts, row);
    const found = await findHolders(transaction.client, identifiers);
    const named = identifiers.map((identifier) => {
      const holders = (found.get(identifier) ?? []).filter(({ status }) => status === 'active');
      const person = holders.length === 1 ? holders[0]!.person : undefined;
      return { identifier, person, pseudonym: person && parts.exchange.pseudonymOf(row.organisation, person) };
    });
    const persons = named.flatMap(({ person, pseudonym }) => (person && pseudonym ? [{ person, pseudonym }] : []));
    await insertWatched(transaction.client, id, persons);
    const { purpose, legal_basis: legalBasis, kinds } = row;
    const data = { subscription: id, kinds, agreement: agreement.id, version: agreement.version };
    for (const { person } of new Map(persons.map((one) => [one.person, one])).values())
      transaction.append(
        describeEntry(context, {
          ...{ kind: 'look', room: 'subscriptions', type: 'watch', subjects: [person] },
          ...{ purpose, legalBasis, data },
        }),
      );
    const use = { system: context.caller.id, type: 'watch', purpose, outcome: 'named' };
    await parts.exchange.takeQuota(transaction, agreement, use, identifiers.length);
    return {
      persons: named.map(({ identifier, pseudonym }) => ({ identifier, ...(pseudonym ? { person: pseudonym } : {}) })),
    };
  });
}

/** @throws Problem subscriptions/person-not-watched */
export async function unwatch({ kernel }: Parts, context: Context, id: string, pseudonym: string): Promise<void> {
  await performAct(kernel.database, context, async (transaction) => {
    await hold(transaction, context, id);
    const person = await deleteWatched(transaction.client, id, pseudonym);
    if (!person) throw problems['person-not-watched']();
    note(transaction, context, 'unwatched', { subscription: id });
  });
}

export async function viewSubscriptions({ kernel }: Parts, context: Context) {
  const rows = await listSubscriptions(kernel.database.pool, requireSystem(context));
  return { subscriptions: rows.map(presentSubscription) };
}

function presentSubscription(row: SubscriptionRow & { persons: number }) {
  const { subscription: id, state, kinds, purpose, persons, newest, delivered, attempts, failure } = row;
  return {
    ...{ id, state, kinds, purpose, legalBasis: row.legal_basis, persons, newest, delivered },
    ...(row.endpoint ? { endpoint: row.endpoint } : {}),
    ...(failure ? { failing: { attempts, why: failure, nextAt: row.next_at.toISOString() } } : {}),
    madeAt: row.made_at.toISOString(),
  };
}

/**
 * What came after a number, for who fetches or catches up. To ask from a number on says that all before it has arrived: it is not
 * sent again.
 */
export async function fetchEvents(
  parts: Parts,
  context: Context,
  id: string,
  { after, limit }: { after: number; limit: number },
) {
  return parts.kernel.database.transact(async (transaction) => {
    const row = await hold(transaction, context, id);
    if (row.state === 'ended') throw problems['subscription-ended']();
    await requireAgreed(parts, row);
    const { client } = transaction;
    if (after > row.delivered) await markDelivered(client, id, after);
    return presentEvents(row, await readEvents(client, id, after, limit));
  });
}

export function presentEvents(
  { subscription, newest }: Pick<SubscriptionRow, 'subscription' | 'newest'>,
  rows: Awaited<ReturnType<typeof readEvents>>,
) {
  return {
    subscription,
    events: rows.map(({ number, kind, pseudonym, at }) => ({ number, kind, person: pseudonym, at: at.toISOString() })),
    newest,
  };
}

function note(transaction: Transaction, context: Context, type: string, data: Record<string, unknown>): void {
  transaction.append(describeEntry(context, { kind: 'note', room: 'subscriptions', type, subjects: [], data }));
}
