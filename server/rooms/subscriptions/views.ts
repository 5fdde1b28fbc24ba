import { type Context, Problem } from '#kernel';
import { readNewestAgreements, readSystems } from '#rooms/exchange';
import { hold, type Parts, requireActive, requireAgreed } from './acts.ts';
import { type Asker, listToldSystems } from './askers.ts';
import { listDeliveries } from './deliveryStore.ts';
import { kindsWithin } from './model.ts';
import { problems } from './problems.ts';
import {
  type CountedRow,
  findSubscription,
  listSubscriptions,
  markDelivered,
  readEvents,
  type SubscriptionRow,
} from './store.ts';

const DELIVERIES = 20;

export async function viewSubscriptions({ kernel }: Parts, { organisation }: Asker) {
  const rows = await listSubscriptions(kernel.database.pool, organisation);
  return { subscriptions: rows.map(presentSubscription) };
}

function presentSubscription(row: CountedRow) {
  const { subscription: id, state, kinds, purpose, persons, newest, delivered, attempts, failure } = row;
  return {
    ...{ id, state, kinds, purpose, legalBasis: row.legal_basis, persons, newest, delivered },
    ...(row.endpoint ? { endpoint: row.endpoint } : {}),
    ...(failure ? { failing: { attempts, why: failure, nextAt: row.next_at.toISOString() } } : {}),
    ...(row.waiting_since ? { waitingSince: row.waiting_since.toISOString() } : {}),
    madeAt: row.made_at.toISOString(),
  };
}

/** The same in words, as an engineer sees it. */
export async function viewConsole(parts: Parts, { language }: Context, asker: Asker) {
  const { pool } = parts.kernel.database;
  const [rows, describe] = await Promise.all([
    listSubscriptions(pool, asker.organisation),
    describer(parts, asker, language),
  ]);
  return { subscriptions: rows.map(describe) };
}

async function describer({ kernel, offices }: Parts, { organisation }: Asker, language: string) {
  const systems = await readSystems(kernel.database.pool, { organisation });
  const names = new Map(systems.map(({ system, name }) => [system, name]));
  return (row: CountedRow) => ({
    ...presentSubscription(row),
    system: names.get(row.system) ?? row.system,
    purposeText: offices.purposeSentence(row.purpose, language),
    legalBasisText: offices.legalBasisTitle(row.legal_basis, language),
  });
}

/** One, with what was sent last, and why nothing may be told now where that is so. @throws Problem subscriptions/subscription-unknown */
export async function viewOne(parts: Parts, { language }: Context, asker: Asker, id: string) {
  const { database, words } = parts.kernel;
  const row = await findSubscription(database.pool, asker.organisation, id);
  if (!row) throw problems['subscription-unknown']();
  const [describe, deliveries, refused] = await Promise.all([
    describer(parts, asker, language),
    listDeliveries(database.pool, id, DELIVERIES),
    row.state === 'ended' ? undefined : findRefusal(parts, row),
  ]);
  const say = (part: string) =>
    words.say(language, `problem.${refused!.code.replace('/', '.')}.${part}`, refused!.values);
  return {
    ...describe(row),
    ...(refused ? { refused: { code: refused.code, title: say('title'), detail: say('detail') } } : {}),
    deliveries: deliveries.map(({ first, last, at, milliseconds, failure }) => ({
      ...{ first, last, at: at.toISOString(), milliseconds },
      ...(failure ? { failure } : {}),
    })),
  };
}

async function findRefusal(parts: Parts, row: SubscriptionRow): Promise<Problem | undefined> {
  try {
    await requireAgreed(parts, row);
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

/** What the organisation's agreements let it be told of today, and which of its systems may be told. */
export async function viewOffers({ kernel, offices }: Parts, { language }: Context, asker: Asker) {
  const { pool } = kernel.database;
  const today = kernel.clock.today();
  const [agreements, systems] = await Promise.all([
    readNewestAgreements(pool, asker.organisation),
    listToldSystems(pool, asker),
  ]);
  const inForce = agreements.filter(
    ({ state, terms }) =>
      state === 'active' && terms.modes.includes('events') && terms.validFrom <= today && today < terms.validTo,
  );
  const offers = inForce.flatMap(({ agreement, terms }) =>
    terms.purposes.flatMap((id) => {
      const purpose = offices.findPurpose(id);
      const laws = (purpose?.legalBases ?? []).filter(
        (law) => (terms.legalBases ?? [law]).includes(law) && !offices.findLegalBasis(law)?.consent,
      );
      if (!purpose || laws.length === 0) return [];
      return {
        ...{ agreement, purpose: id, purposeText: offices.purposeSentence(id, language) },
        legalBases: laws.map((law) => ({ id: law, title: offices.legalBasisTitle(law, language) })),
        kinds: kindsWithin(purpose.fields.filter((field) => terms.fields.includes(field))),
      };
    }),
  );
  return { offers, systems };
}

/**
 * What came after a number, for who fetches or catches up. To ask from a number on says that all before it has arrived: it is not
 * sent again.
 * @throws Problem subscriptions/subscription-ended, subscription-paused, and those of the agreement
 */
export async function fetchEvents(
  parts: Parts,
  asker: Asker,
  id: string,
  { after, limit }: { after: number; limit: number },
) {
  return parts.kernel.database.transact(async (transaction) => {
    const row = await hold(transaction, asker, id);
    requireActive(row);
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
