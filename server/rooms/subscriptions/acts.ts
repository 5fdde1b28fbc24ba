import { type Context, describeEntry, isId, type Kernel, newId, performAct, type Transaction } from '#kernel';
import type { Exchange } from '#rooms/exchange';
import type { Offices } from '#rooms/offices';
import { findHolders } from '#rooms/people';
import type { Asker, SystemAsker } from './askers.ts';
import { fieldsOf, isEndpoint, type Kind } from './model.ts';
import { problems } from './problems.ts';
import {
  deleteWatched,
  endSubscription,
  hastenSending,
  insertSubscription,
  insertWatched,
  listSubscriptions,
  readSubscription,
  type SubscriptionRow,
  setState,
} from './store.ts';

export interface Parts {
  readonly kernel: Pick<Kernel, 'database' | 'clock' | 'words'>;
  readonly offices: Pick<Offices, 'findPurpose' | 'findLegalBasis' | 'purposeSentence' | 'legalBasisTitle'>;
  readonly exchange: Pick<Exchange, 'requireAgreement' | 'takeQuota' | 'pseudonymOf'>;
  /** Whether receivers on this machine are taken. */
  readonly local: boolean;
}

/** Of one organisation. */
const MOST = 100;

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
  { organisation, system }: SystemAsker,
  given: { kinds: readonly Kind[]; endpoint?: string },
): Promise<string> {
  if (given.endpoint !== undefined && !isEndpoint(given.endpoint, parts.local))
    throw problems['endpoint-wrong']({ pointer: '/endpoint' });
  const row = {
    ...{ subscription: newId(), organisation, system, kinds: [...given.kinds] },
    ...{ purpose: context.purpose!, legal_basis: context.legalBasis!, endpoint: given.endpoint ?? null },
    made_at: context.receivedAt,
  };
  const { id: agreement } = await requireAgreed(parts, row);
  return performAct(parts.kernel.database, context, async (transaction) => {
    const known = await listSubscriptions(transaction.client, organisation);
    if (known.filter(({ state }) => state !== 'ended').length >= MOST)
      throw problems['too-many']({ values: { most: MOST } });
    await insertSubscription(transaction.client, row);
    note(transaction, context, 'subscribed', { subscription: row.subscription, kinds: row.kinds, agreement });
    return row.subscription;
  });
}

/** An organisation's own. @throws Problem subscriptions/subscription-unknown */
export async function hold({ client }: Transaction, { organisation }: Asker, id: string): Promise<SubscriptionRow> {
  const row = isId(id) ? await readSubscription(client, id, 'FOR UPDATE') : undefined;
  if (!row || row.organisation !== organisation) throw problems['subscription-unknown']();
  return row;
}

export async function unsubscribe({ kernel }: Parts, context: Context, asker: Asker, id: string): Promise<void> {
  await performAct(kernel.database, context, async (transaction) => {
    const { state } = await hold(transaction, asker, id);
    if (state === 'ended') return;
    await endSubscription(transaction.client, id);
    note(transaction, context, 'unsubscribed', { subscription: id });
  });
}

/** Stops what leaves, or lets it go on: what happens meanwhile waits. @throws Problem subscriptions/subscription-ended */
export async function pause(
  { kernel }: Parts,
  context: Context,
  asker: Asker,
  id: string,
  to: 'active' | 'paused',
): Promise<void> {
  await performAct(kernel.database, context, async (transaction) => {
    const { state } = await hold(transaction, asker, id);
    if (state === 'ended') throw problems['subscription-ended']();
    if (state === to) return;
    await setState(transaction.client, id, to);
    note(transaction, context, to === 'paused' ? 'paused' : 'resumed', { subscription: id });
  });
}

/** Tries again at once what failed. @throws Problem subscriptions/subscription-ended, subscription-paused */
export async function retry({ kernel }: Parts, context: Context, asker: Asker, id: string): Promise<void> {
  await performAct(kernel.database, context, async (transaction) => {
    requireActive(await hold(transaction, asker, id));
    await hastenSending(transaction.client, id);
    note(transaction, context, 'retried', { subscription: id });
  });
}

/** @throws Problem subscriptions/subscription-ended, subscription-paused */
export function requireActive({ state }: Pick<SubscriptionRow, 'state'>): void {
  if (state === 'ended') throw problems['subscription-ended']();
  if (state === 'paused') throw problems['subscription-paused']();
}

/**
 * Names persons by number. Each is a look that the person reads: from now on the organisation hears of them.
 * @throws Problem subscriptions/subscription-ended, exchange/quota-exceeded, and those of the agreement
 */
export async function watch(parts: Parts, context: Context, asker: Asker, id: string, identifiers: readonly string[]) {
  const { database } = parts.kernel;
  return performAct(database, context, async (transaction) => {
    const row = await hold(transaction, asker, id);
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
    const use = { system: asker.system ?? row.system, type: 'watch', purpose, outcome: 'named' };
    await parts.exchange.takeQuota(transaction, agreement, use, identifiers.length);
    return {
      persons: named.map(({ identifier, pseudonym }) => ({ identifier, ...(pseudonym ? { person: pseudonym } : {}) })),
    };
  });
}

/** @throws Problem subscriptions/person-not-watched */
export async function unwatch(
  { kernel }: Parts,
  context: Context,
  asker: Asker,
  id: string,
  pseudonym: string,
): Promise<void> {
  await performAct(kernel.database, context, async (transaction) => {
    await hold(transaction, asker, id);
    const person = await deleteWatched(transaction.client, id, pseudonym);
    if (!person) throw problems['person-not-watched']();
    note(transaction, context, 'unwatched', { subscription: id });
  });
}

function note(transaction: Transaction, context: Context, type: string, data: Record<string, unknown>): void {
  transaction.append(describeEntry(context, { kind: 'note', room: 'subscriptions', type, subjects: [], data }));
}
