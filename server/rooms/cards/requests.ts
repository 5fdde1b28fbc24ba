import { type Context, performAct, requireArea, requirePurpose, requireScope, type Transaction } from '#kernel';
import { areaPath } from '#rooms/people';
import type { Card } from './door.ts';
import { requestCard, requireHolder } from './life.ts';
import { basisOf, type CardState, findKind, HELD, isHolder, reasonsFor, UNDER_WAY } from './model.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import { listCardsOf } from './store.ts';

export interface Asked {
  readonly kind: string;
  readonly reason: string;
}
type Known = Pick<Card, 'kind' | 'state'>;

const statesOf = (cards: readonly Known[], kind: string): CardState[] =>
  cards.filter((card) => card.kind === kind).map(({ state }) => state);

/** Kinds that are made for such a person, with the reasons for which a card may be asked for now. */
export function offer(
  parts: Pick<Parts, 'kernel' | 'offices'>,
  context: Context,
  nationality: readonly string[],
  cards: readonly Known[],
) {
  const { cards: rules, facts } = parts.offices.country;
  const kinds = rules.kinds.filter((kind) => isHolder(kind, nationality, facts.iso.alpha3));
  return describeOffer(
    parts,
    context,
    kinds.map((kind) => ({ kind, reasons: reasonsFor(kind, statesOf(cards, kind.id)) })),
  );
}

/** What a holder may ask for: a card in the place of one that was held. */
export function offerOwn(parts: Parts, context: Context, cards: readonly Known[]) {
  const { kinds } = parts.offices.country.cards;
  return describeOffer(
    parts,
    context,
    kinds.map((kind) => ({ kind, reasons: ownReasonsFor(parts, kind, cards) })),
  );
}

type Kind = Parts['offices']['country']['cards']['kinds'][number];

function ownReasonsFor({ offices }: Parts, kind: Kind, cards: readonly Known[]): readonly string[] {
  const states = statesOf(cards, kind.id);
  const { ownReasons } = offices.country.cards;
  const hasHeld = states.some((state) => state === 'expired' || HELD.includes(state));
  return hasHeld ? reasonsFor(kind, states).filter((reason) => ownReasons.includes(reason)) : [];
}

function describeOffer(
  { offices }: Pick<Parts, 'offices'>,
  { language }: Context,
  offers: readonly { kind: Kind; reasons: readonly string[] }[],
) {
  const { cards: rules, facts } = offices.country;
  return {
    kinds: offers
      .filter(({ reasons }) => reasons.length > 0)
      .map(({ kind, reasons }) => ({
        ...{ id: kind.id, name: kind.name[language] ?? kind.id },
        reasons: reasons.map((id) => ({
          ...{ id, legalBasisTitle: offices.legalBasisTitle(basisOf(rules, kind, id), language) },
        })),
      })),
    days: facts.deadlines.find(({ id }) => id === rules.deadline)!.days,
  };
}

/**
 * An officer asks for a card of a person of the area; the office of the residence hands it over.
 *
 * @throws Problem cards/reason-wrong, kernel/out-of-area, and as requestCard
 */
export function requestAtDesk(parts: Parts, context: Context, person: string, asked: Asked): Promise<{ card: string }> {
  requireScope(context.caller, 'cards.handle');
  parts.offices.checkReason(requirePurpose(context));
  return performAct(parts.kernel.database, context, (transaction) =>
    requestFor(parts, transaction, context, person, asked),
  );
}

/** The same within an act of the caller's. */
export async function requestFor(
  parts: Pick<Parts, 'kernel' | 'offices'>,
  transaction: Transaction,
  context: Context,
  person: string,
  asked: Asked,
): Promise<{ card: string }> {
  const stored = await requireHolder(transaction, person);
  requireArea(context.caller, areaPath(stored));
  const kind = findKind(parts.offices.country.cards, asked.kind);
  if (kind) await requireReason(transaction, person, asked, (cards) => reasonsFor(kind, statesOf(cards, kind.id)));
  return requestCard(parts, transaction, context, { ...asked, person, office: stored.commune });
}

/**
 * A holder asks for a new card in the place of the one that was held.
 *
 * @throws Problem cards/person-unknown, reason-wrong, and as requestCard
 */
export function requestOwn(parts: Parts, context: Context, asked: Asked): Promise<{ card: string }> {
  requireScope(context.caller, 'self.account');
  const { person } = context.caller;
  if (!person) throw problems['person-unknown']();
  const { cards: rules } = parts.offices.country;
  const kind = findKind(rules, asked.kind);
  if (!kind) throw problems['kind-unknown']({ pointer: '/kind' });
  const under = { ...context, purpose: rules.purpose, legalBasis: basisOf(rules, kind, asked.reason) };
  return performAct(parts.kernel.database, under, async (transaction) => {
    const stored = await requireHolder(transaction, person);
    await requireReason(transaction, person, asked, (cards) => ownReasonsFor(parts, kind, cards));
    return requestCard(parts, transaction, under, { ...asked, person, office: stored.commune });
  });
}

/** Where a card is under way already, that is what is said. @throws Problem cards/reason-wrong */
async function requireReason(
  { client }: Transaction,
  person: string,
  { kind, reason }: Asked,
  reasonsOf: (cards: readonly Known[]) => readonly string[],
): Promise<void> {
  const cards = await listCardsOf(client, person);
  const isUnderWay = statesOf(cards, kind).some((state) => UNDER_WAY.includes(state));
  if (!reasonsOf(cards).includes(reason) && !isUnderWay) throw problems['reason-wrong']({ pointer: '/reason' });
}
