import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { Kernel } from '#kernel';
import type { CardState, Cards } from '#rooms/cards';
import type { Production } from '#rooms/production';
import { openActs } from './actAs.ts';
import { contextOf } from './players.ts';
import type { VirtualCards } from './virtualCards.ts';

/** How far the cards of enrolled persons have come, the personas' own first: each screen has something to show. */
const PLAN: readonly CardState[] = [
  ...(['active', 'active', 'active', 'received', 'shipped', 'active', 'received', 'suspended', 'lost'] as const),
  ...(['deduplicated', 'deduplicated', 'deduplicated', 'enrolled', 'requested'] as const),
  ...(['approved', 'approved', 'approved'] as const),
];
/** What has come to its office. */
const ARRIVED: readonly CardState[] = ['received', 'active', 'suspended', 'lost'];
/** Blanks of the first box; two of them came bent. */
const BLANKS = 500;
const BENT = ['VN26000017', 'VN26000018'];
const FIRST = 'VN26000001';
/** An outline and no face: none may be made up of real ones. */
const SILHOUETTE = readFileSync(new URL('../../commands/card-silhouette.jpg', import.meta.url)).toString('base64');
const forCard = { 'dancu-purpose': 'card-issue', 'dancu-legal-basis': 'identification-law-19' };

interface Rooms {
  readonly cards: Cards;
  readonly production: Production;
}

interface Seeded {
  readonly card: string;
  readonly goal: CardState;
}
interface Page {
  readonly state: string;
  readonly rows: readonly { readonly item: string; readonly serial?: string }[];
}
interface Made extends Pick<Page, 'rows'> {
  readonly batch: string;
}
interface Parcel {
  readonly parcel: string;
  readonly state: string;
  readonly version: number;
}

/** Cards of the persons who have fingers, made by the line as every card. Who has a card already keeps it. */
export async function seedCards(
  kernel: Kernel,
  { cards, production }: Rooms,
  app: FastifyInstance,
  signIn: (persona: string) => Promise<string>,
  keep: VirtualCards['keep'],
): Promise<void> {
  const { database } = kernel;
  const { rows } = await database.pool.query<{ person: string; commune: string }>(
    `SELECT p.person, p.commune FROM people.person p JOIN biometrics.subject s ON s.person = p.person
     LEFT JOIN demonstration.persona own ON own.person = p.person
     WHERE p.life = 'a' AND p.merged_into IS NULL AND p.record->'nationality'->>0 = 'VNM'
     ORDER BY own.position NULLS LAST, p.person LIMIT $1`,
    [PLAN.length],
  );
  const act = openActs(app, signIn);
  const context = contextOf(kernel, { purpose: 'card-issue', legalBasis: 'identification-law-19' });
  const seeded: Seeded[] = [];
  for (const [at, { person, commune }] of rows.entries()) {
    const known = await database.transact((transaction) => cards.cardsOf(transaction, person));
    if (known.length > 0) continue;
    const samples = [{ modality: 'face', content: SILHOUETTE }];
    await act('province-officer', 'POST', `/api/biometrics/persons/${person}`, { samples }, forCard);
    seeded.push({ card: await bring(PLAN[at]!, person, commune), goal: PLAN[at]! });
  }
  if (seeded.length === 0) return;
  const operate = <Answer>(method: 'GET' | 'POST', path: string, body?: object) =>
    act<Answer>('production-operator', method, `/api/production/${path}`, body);
  await operate('POST', 'boxes', { label: 'PC-2026-0417', product: 'pc-chip-card', first: FIRST, count: BLANKS });
  for (const serial of BENT) await operate('POST', `blanks/${serial}/spoil`, { why: 'damaged' });
  // In waves: what is approved goes into the next batch.
  const arrived = seeded.filter(({ goal }) => ARRIVED.includes(goal));
  const made = await make(arrived);
  for (const { parcel, version } of await sendAll())
    await operate('POST', `parcels/${parcel}/acts`, { act: 'receive', version });
  for (const one of arrived) await handOver(one, made);
  await make(seeded.filter(({ goal }) => goal === 'shipped'));
  await sendAll();
  await approve(seeded.filter(({ goal }) => goal === 'approved'));

  /** As far as the counters bring it. */
  async function bring(goal: CardState, person: string, office: string): Promise<string> {
    const given = { person, kind: 'identity-card', reason: 'first', office };
    const { card } = await database.transact((transaction) => cards.request(transaction, context, given));
    if (goal === 'requested') return card;
    // In one transaction: the job that follows duplicates takes an enrolled card on by itself.
    await database.transact(async (transaction) => {
      await cards.step(transaction, context, card, 'enrolled');
      if (goal !== 'enrolled') await cards.step(transaction, context, card, 'deduplicated');
    });
    return card;
  }

  function step(card: string, to: CardState): Promise<void> {
    return database.transact((transaction) => cards.step(transaction, context, card, to));
  }
  async function approve(items: readonly Seeded[]): Promise<void> {
    for (const { card } of items) await step(card, 'approved');
  }

  async function make(items: readonly Seeded[]): Promise<Made | undefined> {
    if (items.length === 0) return undefined;
    await approve(items);
    const order = { origin: 'cards', machine: 'virtual-printer', items: items.length };
    const { batch } = await operate<{ batch: string }>('POST', 'batches', order);
    let page: Page;
    do {
      await production.run();
      page = await operate<Page>('GET', `batches/${batch}`);
    } while (page.state !== 'done');
    return { batch, rows: page.rows };
  }

  /** @returns what is on its way by now */
  async function sendAll(): Promise<readonly Parcel[]> {
    await operate('POST', 'parcels', {});
    const list = async () => (await operate<{ parcels: Parcel[] }>('GET', 'parcels')).parcels;
    for (const { parcel, version, state } of await list())
      if (state === 'packed') await operate('POST', `parcels/${parcel}/acts`, { act: 'send', version });
    return (await list()).filter(({ state }) => state === 'sent');
  }

  async function handOver({ card, goal }: Seeded, made: Made | undefined): Promise<void> {
    const serial = made?.rows.find(({ item }) => item === card)?.serial;
    if (goal === 'received' || !made || !serial) return;
    await step(card, 'active');
    const virtual = await production.virtualPrinter.open(made.batch, serial);
    if (virtual?.chip) await keep({ item: card, chip: virtual.chip, fields: virtual.printed.fields });
    if (goal !== 'active') await step(card, goal);
  }
}
