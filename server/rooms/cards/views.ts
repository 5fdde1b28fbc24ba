import { type Context, requirePurpose, requireScope, type Transaction } from '#kernel';
import { activePin, ageOn, areaPath, readPerson } from '#rooms/people';
import { requireCard, scopeOf } from './acts.ts';
import type { Card, CardStep } from './door.ts';
import { listUntaken } from './enrolling.ts';
import { findSight, isFresh } from './handing.ts';
import { appendLook } from './journal.ts';
import { requireHolder } from './life.ts';
import { type CardState, classOf, findKind, mayFollow, mayLift, UNDER_WAY } from './model.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import { offer, offerOwn } from './requests.ts';
import { type CardRow, listCardsOf, toCards } from './store.ts';

const MOST = 100;
/** The states of each view of the queue. */
const VIEWS = {
  enrolled: ['requested', 'enrolled'],
  approve: ['deduplicated'],
  making: ['approved', 'personalised', 'checked', 'shipped'],
  'hand-over': ['received'],
  stopped: ['suspended', 'lost'],
} as const satisfies Record<string, readonly CardState[]>;
export type QueueView = keyof typeof VIEWS;
export const QUEUE_VIEWS = Object.keys(VIEWS) as QueueView[];

/** A card of an older system has that system’s name. */
function kindName({ offices }: Parts, language: string, { kind, template }: Pick<Card, 'kind' | 'template'>): string {
  const { cards } = offices.country;
  const named = cards.older.systems.find(({ id }) => id === template) ?? findKind(cards, kind);
  return named?.name[language] ?? kind;
}

function presentSteps({ offices }: Parts, language: string, steps: readonly CardStep[], named: boolean) {
  return steps.map(({ state, at, office, officerName, data }) => ({
    ...{ state, at, officeName: offices.areaName(office, language) },
    ...(named && officerName ? { officerName } : {}),
    byHolder: data?.by === 'holder' && (state === 'lost' || state === 'suspended' || state === 'active'),
    ...(typeof data?.reason === 'string' ? { reason: data.reason } : {}),
  }));
}

function presentCard(parts: Parts, context: Context, card: Card, named: boolean) {
  const { language } = context;
  return {
    ...{ card: card.card, kind: card.kind, kindName: kindName(parts, language, card), reason: card.reason },
    ...{ state: card.state, version: card.version, requestedAt: card.requestedAt },
    officeName: parts.offices.areaName(card.office, language),
    underWay: UNDER_WAY.includes(card.state),
    ...(card.promisedOn ? { promisedOn: card.promisedOn } : {}),
    ...(card.documentNumber ? { documentNumber: card.documentNumber } : {}),
    ...(card.issuedOn ? { issuedOn: card.issuedOn } : {}),
    ...(card.expiresOn ? { expiresOn: card.expiresOn } : {}),
    steps: presentSteps(parts, language, card.steps, named),
  };
}

/** Cards of the officer's area by promise; no name stands in it. */
export async function listQueue(transaction: Transaction, parts: Parts, context: Context, view: QueueView) {
  requireScope(context.caller, 'cards.read');
  const { rows } = await transaction.client.query<CardRow>(
    `SELECT * FROM cards.card WHERE state = ANY($1::text[]) AND ($2 = '' OR $2 = ANY(areas))
     ORDER BY promised_on NULLS LAST, card LIMIT $3`,
    [VIEWS[view], context.caller.area ?? '-', MOST],
  );
  return rows.map((row) => ({
    ...{ card: row.card, kindName: kindName(parts, context.language, row), reason: row.reason, state: row.state },
    officeName: parts.offices.areaName(row.office, context.language),
    requestedAt: row.requested_at.toISOString(),
    ...(row.promised_on ? { promisedOn: row.promised_on } : {}),
  }));
}

/** A card with its steps and whose it is: a look. @throws Problem cards/card-unknown, kernel/out-of-area */
export async function readCardPage(transaction: Transaction, parts: Parts, context: Context, id: string) {
  requireScope(context.caller, 'cards.read');
  parts.offices.checkReason(requirePurpose(context));
  const row = await requireCard(transaction, context, id);
  const [card] = await toCards(transaction.client, [row]);
  const stored = await readPerson(transaction, row.person);
  if (!card || !stored) throw problems['card-unknown']();
  const { record } = stored;
  const relatives = [record.legalRepresentative, record.mother, record.father];
  const guardians = relatives.flatMap((one) => (one?.person ? [{ person: one.person, name: one.name }] : []));
  const kind = findKind(parts.offices.country.cards, row.kind)!;
  const { collector } = classOf(kind, ageOn(record, context.clock.today()));
  appendLook(transaction, context, 'card', [row.person], { fields: ['name', 'birthDate', 'pin', 'documents'] });
  const pin = activePin(record);
  const untaken = row.state === 'requested' ? await listUntaken(parts, transaction, row) : [];
  const seen = await describeSight(parts, transaction, context, row);
  const acts = (
    [
      ['enrol', 'enrolled', untaken.length === 0],
      ['approve', 'approved', row.state === 'deduplicated'],
      ['hand-over', 'active', row.state === 'received'],
      ['sight', 'active', row.state === 'received'],
      ['confirm-sight', 'active', seen?.byAnother ?? false],
      ['lift', 'active', row.state !== 'received'],
      ['suspend', 'suspended', true],
      ['lose', 'lost', true],
      ['revoke', 'revoked', true],
      ['withdraw', 'withdrawn', !row.batch],
    ] as const
  )
    .filter(([, to, fits]) => fits && mayFollow(row.state, to))
    .map(([act]) => act)
    .filter((act) => context.caller.scopes.has(scopeOf(act)));
  return {
    ...presentCard(parts, context, card, true),
    ...{ person: row.person, name: record.name, birthDate: record.birthDate, ...(pin ? { pin } : {}) },
    ...{ acts, collector, guardians: collector === 'guardian' ? guardians : [] },
    ...(seen ? { seen: seen.shown } : {}),
    revocations: parts.offices.country.cards.revocation.reasons,
    untaken,
  };
}

/** What an officer has seen, as long as it counts. */
async function describeSight({ offices }: Parts, transaction: Transaction, context: Context, row: CardRow) {
  if (row.state !== 'received') return undefined;
  const sight = await findSight(transaction.client, row.card);
  if (!isFresh(sight, row.version, new Date(context.receivedAt), offices.country.cards.sight.hours)) return undefined;
  const collector = await readPerson(transaction, sight.collector);
  return {
    byAnother: sight.officer !== context.caller.id,
    shown: {
      ...{ at: sight.at.toISOString(), collectorName: collector?.record.name ?? '' },
      ...(sight.officer_name ? { officerName: sight.officer_name } : {}),
    },
  };
}

/** The cards of a person, and which kinds are made for such a person: a look. */
export async function readCardsAtDesk(transaction: Transaction, parts: Parts, context: Context, person: string) {
  requireScope(context.caller, 'cards.read');
  parts.offices.checkReason(requirePurpose(context));
  const stored = await requireHolder(transaction, person);
  appendLook(transaction, context, 'card', [person], { fields: ['documents'] });
  const cards = await toCards(transaction.client, await listCardsOf(transaction.client, person));
  const inArea = context.caller.area === '' || areaPath(stored).includes(context.caller.area ?? '-');
  return {
    name: stored.record.name,
    inArea,
    cards: cards.map((card) => presentCard(parts, context, card, true)),
    ...offer(parts, context, stored.record.nationality, cards),
  };
}

/** What I hold, what is being made for me and by when, and what happened to it. */
export async function readOwnCards(transaction: Transaction, parts: Parts, context: Context) {
  requireScope(context.caller, 'self.read');
  const { person } = context.caller;
  if (!person) throw problems['person-unknown']();
  const rows = await listCardsOf(transaction.client, person);
  const byCard = new Map(rows.map((row) => [row.card, row]));
  const cards = await toCards(transaction.client, rows);
  const { ownData, country } = parts.offices;
  appendLook(transaction, context, 'own-cards', [person], { fields: ['documents'], ...ownData });
  const now = new Date(context.receivedAt);
  const { lift } = country.cards.loss;
  return {
    cards: cards.map((card) => {
      const isOwnReport = card.steps.at(-1)?.officer === context.caller.id;
      const isSoon = card.state === 'suspended' || mayLift(card.lostAt, now, lift);
      return {
        ...presentCard(parts, context, card, false),
        mayLift: (card.state === 'lost' || card.state === 'suspended') && isOwnReport && isSoon,
        mayStop: card.state === 'active' || card.state === 'suspended',
        hasPicture:
          card.documentNumber !== undefined && !country.cards.older.systems.some(({ id }) => id === card.template),
        renewalProposed: byCard.get(card.card)?.proposed_at != null && card.state === 'active',
      };
    }),
    liftMinutes: lift,
    ...offerOwn(parts, context, cards),
  };
}
