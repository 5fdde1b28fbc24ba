import { type Context, isId, newId, type Transaction } from '#kernel';
import { activePin, ageOn, lifeOf, readPerson, type StoredPerson } from '#rooms/people';
import type { NewCard, Queries } from './door.ts';
import { enterHot } from './hotList.ts';
import { appendAct } from './journal.ts';
import { type CardState, classOf, findKind, HELD, hotReasonOf, isHolder, mayFollow, UNDER_WAY } from './model.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import { type CardChange, type CardRow, changeCard, findCard, insertCard, insertStep, listCardsOf } from './store.ts';

type Holding = Pick<Parts, 'kernel' | 'offices'>;
type Data = Readonly<Record<string, unknown>>;

/** @throws Problem cards/person-unknown, person-merged, person-dead */
export async function requireHolder(transaction: Transaction, person: string): Promise<StoredPerson> {
  const stored = isId(person) ? await readPerson(transaction, person) : undefined;
  if (!stored) throw problems['person-unknown']({ pointer: '/person' });
  if (stored.mergedInto) throw problems['person-merged']({ extra: { mergedInto: stored.mergedInto } });
  if (lifeOf(stored.record) === 'dead') throw problems['person-dead']();
  return stored;
}

/**
 * Begins a card.
 *
 * @throws Problem cards/person-unknown, person-merged, person-dead, kind-unknown, kind-not-for-person, number-missing,
 * reason-wrong, already-requested
 */
export async function requestCard(
  { offices }: Holding,
  transaction: Transaction,
  context: Context,
  given: NewCard,
): Promise<{ card: string }> {
  const { client } = transaction;
  const kind = findKind(offices.country.cards, given.kind);
  if (!kind) throw problems['kind-unknown']({ pointer: '/kind' });
  const { record } = await requireHolder(transaction, given.person);
  if (!isHolder(kind, record.nationality, offices.country.facts.iso.alpha3))
    throw problems['kind-not-for-person']({ pointer: '/kind' });
  if (!activePin(record)) throw problems['number-missing']({ pointer: '/person' });
  const before = (await listCardsOf(client, given.person)).filter((one) => one.kind === given.kind);
  if (before.some(({ state }) => UNDER_WAY.includes(state))) throw problems['already-requested']();
  const isFirst = !before.some(({ state }) => HELD.includes(state));
  if (!(kind.reasons as readonly string[]).includes(given.reason) || (given.reason === 'first' && !isFirst))
    throw problems['reason-wrong']({ pointer: '/reason' });
  const card = given.card ?? newId();
  const template = classOf(kind, ageOn(record, context.clock.today())).template;
  // Two officers at once: the second meets the first one's row.
  const areas = offices.pathOf({ unit: given.office }, context.clock.today());
  if (!(await insertCard(client, { ...given, card, template, areas, requested_at: context.receivedAt })))
    throw problems['already-requested']();
  const row = { card, person: given.person, kind: given.kind, office: given.office };
  await write({ offices }, transaction, context, row, 'requested', { reason: given.reason });
  return { card };
}

/** The step's row and its line. */
async function write(
  { offices }: Pick<Parts, 'offices'>,
  transaction: Transaction,
  context: Context,
  { card, person, kind, office }: Pick<CardRow, 'card' | 'person' | 'kind' | 'office'>,
  state: CardState,
  data: Data | undefined,
): Promise<void> {
  const { caller } = context;
  await insertStep(transaction.client, {
    ...{ card, step: newId(), state, at: context.receivedAt, office: caller.area ?? office },
    ...{ officer: caller.id, officerName: caller.kind === 'citizen' ? undefined : caller.name, data },
  });
  const { purpose } = offices.country.cards;
  appendAct(transaction, context, `card-${state}`, [person], {
    purpose: context.purpose ?? purpose,
    legalBasis: context.legalBasis ?? findKind(offices.country.cards, kind)!.legalBasis,
    data: { card, ...(data?.reason ? { reason: data.reason } : {}) },
  });
}

/**
 * Takes a card a step on. Who may do so is the caller's question, whether it may follow is decided here.
 *
 * @param data small, and no value of the person
 * @throws Problem cards/card-unknown, step-wrong, being-made
 */
export async function stepCard(
  parts: Holding,
  transaction: Transaction,
  context: Context,
  card: string,
  to: CardState,
  data?: Data,
): Promise<void> {
  const { client } = transaction;
  const row = isId(card) ? await findCard(client, card, true) : undefined;
  if (!row) throw problems['card-unknown']();
  if (!mayFollow(row.state, to)) throw problems['step-wrong']({ extra: { state: row.state } });
  if (to === 'withdrawn' && row.batch) throw problems['being-made']();
  if (to === 'active' && row.state === 'received') await replaceOthers(parts, transaction, context, row);
  await changeCard(client, card, changeFor(parts, context, row, to));
  await followHot(client, context, row, to);
  await write(parts, transaction, context, row, to, data);
}

function changeFor({ offices }: Holding, context: Context, row: CardRow, to: CardState): CardChange {
  const today = context.clock.today();
  if (to === 'enrolled')
    return { state: to, promised_on: offices.deadlineAfter(offices.country.cards.deadline, today) };
  // Plastic that was spoiled: the next has a number of its own.
  if (to === 'approved' && row.batch) return { state: to, document_number: null, issued_on: null, expires_on: null };
  if (to === 'lost') return { state: to, lost_at: context.receivedAt };
  if (to === 'active') return { state: to, lost_at: null };
  return { state: to };
}

/** Keeps the hot list to what the states say. */
async function followHot(client: Queries, { receivedAt: at }: Context, row: CardRow, to: CardState): Promise<void> {
  const documentNumber = row.document_number;
  if (!documentNumber) return;
  const before = hotReasonOf(row.state);
  const after = to === 'approved' ? 'spoiled' : hotReasonOf(to);
  if (after) await enterHot(client, { documentNumber, reason: after, listed: true, at });
  // An end by date stays refused for what it was refused for before.
  else if (before && to !== 'expired') await enterHot(client, { documentNumber, reason: before, listed: false, at });
}

/** A person holds one card of a kind: the new one ends the old. */
async function replaceOthers(parts: Holding, transaction: Transaction, context: Context, row: CardRow): Promise<void> {
  const others = await listCardsOf(transaction.client, row.person, true);
  for (const other of others)
    if (other.card !== row.card && other.kind === row.kind && HELD.includes(other.state))
      await stepCard(parts, transaction, context, other.card, 'replaced', { by: row.card });
}
