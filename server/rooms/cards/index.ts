import type { Context, Kernel, MigrationSet, Room, Transaction } from '#kernel';
import type { Biometrics } from '#rooms/biometrics';
import type { Offices } from '#rooms/offices';
import type { Card, DocumentSigner, HotEntry, NewCard, Standing, TrustAnchors } from './door.ts';
import { followAllDuplicates, followDuplicates, requireTaken } from './enrolling.ts';
import { readHotList, readStanding } from './hotList.ts';
import { requestCard, stepCard } from './life.ts';
import { createOrigin } from './making.ts';
import type { CardState } from './model.ts';
import type { Origin } from './origin.ts';
import type { Parts } from './parts.ts';
import { openPki } from './pki.ts';
import { type Asked, offer, requestFor } from './requests.ts';
import { cardRoutes } from './routes.ts';
import { findCard, listCardsOf, toCards } from './store.ts';
import { endExpired, proposeRenewals, renewTrust } from './watching.ts';

export { openTrust } from '#libs/emrtd';
export type { Card, CardStep, DocumentSigner, HotEntry, NewCard, Standing, TrustAnchors } from './door.ts';
export { type CardState, classOf, findKind, isHolder, UNDER_WAY } from './model.ts';
export { beginOlder, closeOlder, takeOlder } from './older.ts';
export { OLDER_COLUMNS, type OlderRow } from './olderModel.ts';
export { viewOlder } from './olderViews.ts';
export type { Happened, Origin, Prepared, Unprepared } from './origin.ts';
export { problems as cardProblems } from './problems.ts';

export const cardsMigrations: MigrationSet = { room: 'cards', folder: new URL('./migrations/', import.meta.url) };

/** The life of a card, the keys that sign it, and the list of those that are refused. */
export interface Cards extends Room {
  /**
   * Begins a card; who may do so is the caller's question.
   * @throws Problem cards/person-unknown, person-merged, person-dead, kind-unknown, kind-not-for-person, number-missing,
   * reason-wrong, already-requested
   */
  request(transaction: Transaction, context: Context, given: NewCard): Promise<{ card: string }>;
  /**
   * Takes a card a step on, where it may follow.
   * @param data small, and no value of the person
   * @throws Problem cards/card-unknown, step-wrong, being-made
   */
  step(
    transaction: Transaction,
    context: Context,
    card: string,
    to: CardState,
    data?: Readonly<Record<string, unknown>>,
  ): Promise<void>;
  /** An officer asks for a card of a person of the area. @throws Problem cards/reason-wrong, kernel/out-of-area, and as request */
  requestFor(transaction: Transaction, context: Context, person: string, asked: Asked): Promise<{ card: string }>;
  /** Takes a requested card on, where what it needs is held or has its reason. @throws Problem cards/enrolment-incomplete, step-wrong */
  enrol(transaction: Transaction, context: Context, card: string): Promise<void>;
  /** Takes an enrolled card on by what biometrics says of its holder, where that is known already. */
  followDuplicates(card: string): Promise<void>;
  /** Kinds that are made for such a person, and the reasons for which one may be asked for now. */
  offer(context: Context, nationality: readonly string[], cards: readonly Card[]): ReturnType<typeof offer>;
  read(transaction: Transaction, card: string): Promise<Card | undefined>;
  /** Of a person, the newest first. */
  cardsOf(transaction: Transaction, person: string): Promise<readonly Card[]>;
  /** By what a chip or a zone shows; undefined: we never made it. */
  standingOf(documentNumber: string): Promise<Standing | undefined>;
  /** What came onto the list, or was lifted from it, after a version. */
  hotList(after: bigint, limit: number): Promise<{ version: bigint; entries: readonly HotEntry[] }>;
  /** What proves chips: `openTrust` makes a list of it that judges. */
  trust(): Promise<TrustAnchors>;
  documentSigner(): Promise<DocumentSigner>;
  /** What the line of production orders from here. */
  readonly origin: Origin;
}

export function openCards(kernel: Kernel, offices: Offices, biometrics: Biometrics): Cards {
  const { database, jobs } = kernel;
  const pki = openPki(kernel, offices);
  const parts: Parts = { kernel, offices, biometrics, pki };
  return {
    name: 'cards',
    routes: cardRoutes(parts),
    async start() {
      jobs.define('cards-duplicates', () => followAllDuplicates(parts), '* * * * *');
      jobs.define('cards-expire', () => endExpired(parts), '7 0 * * *');
      jobs.define('cards-renew', () => proposeRenewals(parts), '17 3 * * *');
      jobs.define('cards-trust', () => renewTrust(parts), '41 4 * * *');
    },
    request: (transaction, context, given) => requestCard(parts, transaction, context, given),
    step: (transaction, context, card, to, data) => stepCard(parts, transaction, context, card, to, data),
    requestFor: (transaction, context, person, asked) => requestFor(parts, transaction, context, person, asked),
    async enrol(transaction, context, card) {
      const row = await findCard(transaction.client, card, true);
      if (row?.state === 'requested') await requireTaken(parts, transaction, row);
      await stepCard(parts, transaction, context, card, 'enrolled');
    },
    followDuplicates: (card) => database.transact((transaction) => followDuplicates(parts, transaction, card)),
    offer: (context, nationality, cards) => offer(parts, context, nationality, cards),
    async read({ client }, card) {
      const row = await findCard(client, card);
      return row && (await toCards(client, [row]))[0];
    },
    cardsOf: async ({ client }, person) => toCards(client, await listCardsOf(client, person)),
    standingOf: (documentNumber) => readStanding(database.pool, documentNumber),
    hotList: (after, limit) => readHotList(database.pool, after, limit),
    trust: () => pki.trust(),
    documentSigner: () => pki.documentSigner(),
    origin: createOrigin(parts),
  };
}
