import { type Context, performAct, requireArea, requirePurpose, requireScope, type Transaction } from '#kernel';
import { type GivenSample, havePortraits, readStanding } from '#rooms/biometrics';
import { followDuplicates, requireTaken } from './enrolling.ts';
import { confirmSight, findCollector, noteSight, proveCollector } from './handing.ts';
import { requireHolder, stepCard } from './life.ts';
import { type CardState, findKind, mayLift } from './model.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import { type CardRow, findCard, listSteps } from './store.ts';

export interface DeskAct {
  readonly act:
    | 'enrol'
    | 'approve'
    | 'hand-over'
    | 'sight'
    | 'confirm-sight'
    | 'suspend'
    | 'lose'
    | 'lift'
    | 'revoke'
    | 'withdraw';
  /** Of the card as the officer saw it. */
  readonly version: number;
  /** Of a revocation, from the country's list. */
  readonly reason?: string | undefined;
  /** Who collects it, where that is not the holder. */
  readonly collector?: string | undefined;
  /** A finger or the face of who collects it. */
  readonly samples?: readonly GivenSample[] | undefined;
}

const LEADS_TO = {
  enrol: 'enrolled',
  approve: 'approved',
  'hand-over': 'active',
  'confirm-sight': 'active',
  suspend: 'suspended',
  lose: 'lost',
  lift: 'active',
  revoke: 'revoked',
  withdraw: 'withdrawn',
} as const satisfies Record<Exclude<DeskAct['act'], 'sight'>, CardState>;
/** What each act wants: who hands cards over need not decide about them. */
export const scopeOf = (act: DeskAct['act']): string =>
  act === 'approve' || act === 'revoke' || act === 'confirm-sight' ? 'cards.approve' : 'cards.handle';

/** A card of the officer's area. @throws Problem cards/card-unknown, kernel/out-of-area */
export async function requireCard(
  { client }: Transaction,
  { caller }: Context,
  card: string,
  lock = false,
): Promise<CardRow> {
  const row = await findCard(client, card, lock);
  if (!row) throw problems['card-unknown']();
  requireArea(caller, row.areas);
  return row;
}

/**
 * What an officer does to a card.
 *
 * @throws Problem cards/card-unknown, card-changed, step-wrong, being-made, enrolment-incomplete, four-eyes, alike-waiting, portrait-missing, proof-missing,
 * not-same-person, proof-possible, sight-missing, collector-wrong, reason-wrong, kernel/out-of-area, biometrics/not-comparable, …
 */
export async function actAtDesk(parts: Parts, context: Context, card: string, given: DeskAct) {
  requireScope(context.caller, scopeOf(given.act));
  parts.offices.checkReason(requirePurpose(context));
  // The comparison takes its time, and holds no row meanwhile; the version says that nothing changed since.
  const find = () =>
    parts.kernel.database.transact(async (transaction) => {
      const row = await requireCard(transaction, context, card);
      return findCollector(parts, transaction, context, row, given.collector);
    });
  const proof = given.act === 'hand-over' ? await proveCollector(parts, context, given.samples, find) : undefined;
  return performAct(parts.kernel.database, context, async (transaction) => {
    const row = await requireCard(transaction, context, card, true);
    if (row.version !== given.version) throw problems['card-changed']();
    if (given.act === 'sight') {
      await noteSight(parts, transaction, context, row, given);
      return { state: row.state, version: row.version };
    }
    const to = LEADS_TO[given.act];
    if (given.act === 'enrol') await requireTaken(parts, transaction, row);
    if (given.act === 'approve') await checkApproval(parts, transaction, context, row);
    // The same word for the end of a suspension and the handing over: neither is a way around the other.
    if ((given.act === 'lift') === (row.state === 'received') && to === 'active')
      throw problems['step-wrong']({ extra: { state: row.state } });
    const seen = given.act === 'confirm-sight' ? await confirmSight(parts, transaction, context, row) : undefined;
    const data = { ...proof, ...seen, ...describeReason(parts, given) };
    await stepCard(parts, transaction, context, card, to, Object.keys(data).length > 0 ? data : undefined);
    if (given.act === 'enrol') await followDuplicates(parts, transaction, card);
    const after = (await findCard(transaction.client, card))!;
    return { state: after.state, version: after.version };
  });
}

/** @throws Problem cards/reason-wrong */
function describeReason({ offices }: Parts, { act, reason }: DeskAct) {
  if (act !== 'revoke') return {};
  if (!reason || !offices.country.cards.revocation.reasons.includes(reason))
    throw problems['reason-wrong']({ pointer: '/reason' });
  return { reason };
}

/** The country's rules on roles want another officer for the approval than for the enrolment (roles.yaml, fourEyes). */
const needsSecond = ({ offices }: Parts, { caller }: Context): boolean =>
  offices.country.roles.get(caller.role ?? '')?.fourEyes?.includes('cards.approve') ?? false;

/** @throws Problem cards/four-eyes, alike-waiting, portrait-missing, person-dead, … */
async function checkApproval(parts: Parts, transaction: Transaction, context: Context, row: CardRow): Promise<void> {
  await requireHolder(transaction, row.person);
  const { client } = transaction;
  const steps = (await listSteps(client, [row.card])).get(row.card) ?? [];
  if (
    needsSecond(parts, context) &&
    steps.some(({ state, officer }) => state === 'enrolled' && officer === context.caller.id)
  )
    throw problems['four-eyes']();
  if ((await readStanding(transaction, row.person)) !== 'clear') throw problems['alike-waiting']();
  const kind = findKind(parts.offices.country.cards, row.kind)!;
  const { photo } = kind.classes.find(({ template }) => template === row.template)!;
  if (photo && (await havePortraits(client, [row.person])).get(row.person) !== 'jpeg')
    throw problems['portrait-missing']();
}

/**
 * What a holder does to the own card: at once, everywhere.
 *
 * @throws Problem cards/card-unknown, step-wrong, lift-too-late
 */
export async function actOnOwn(parts: Parts, context: Context, card: string, act: 'suspend' | 'lose' | 'lift') {
  requireScope(context.caller, 'self.account');
  const { cards } = parts.offices.country;
  const under = { ...context, purpose: cards.purpose, legalBasis: cards.loss.legalBasis };
  return performAct(parts.kernel.database, under, async (transaction) => {
    const row = await findCard(transaction.client, card, true);
    if (!row || row.person !== context.caller.person) throw problems['card-unknown']();
    if (act === 'lift') {
      if (row.state !== 'lost' && row.state !== 'suspended')
        throw problems['step-wrong']({ extra: { state: row.state } });
      if (row.state === 'lost' && !mayLift(row.lost_at?.toISOString(), new Date(context.receivedAt), cards.loss.lift))
        throw problems['lift-too-late']({ values: { minutes: cards.loss.lift } });
      // What an officer suspended, the holder does not lift.
      const last = (await listSteps(transaction.client, [card])).get(card)?.at(-1);
      if (last?.officer !== context.caller.id)
        throw problems['lift-too-late']({ values: { minutes: cards.loss.lift } });
    }
    await stepCard(parts, transaction, under, card, LEADS_TO[act], { by: 'holder' });
    const after = (await findCard(transaction.client, card))!;
    return { state: after.state, version: after.version };
  });
}
