import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { type Kernel, newId } from '#kernel';
import type { CardState, Cards } from '#rooms/cards';
import { openActs } from './actAs.ts';
import { contextOf } from './players.ts';

/** How far the cards of enrolled persons have come, the personas' own first: each screen has something to show. */
const PLAN: readonly CardState[] = [
  ...(['active', 'active', 'active', 'received', 'received', 'shipped', 'suspended', 'lost'] as const),
  // Approved ones last: the line takes whatever waits.
  ...(['deduplicated', 'deduplicated', 'deduplicated', 'enrolled', 'requested'] as const),
  ...(['approved', 'approved', 'approved'] as const),
];
const BEFORE: readonly CardState[] = ['enrolled', 'deduplicated', 'approved'];
const MADE = ['personalised', 'checked', 'shipped', 'received'] as const;
/** An outline and no face: none may be made up of real ones. */
const SILHOUETTE = readFileSync(new URL('../../commands/card-silhouette.jpg', import.meta.url)).toString('base64');
const forCard = { 'dancu-purpose': 'card-issue', 'dancu-legal-basis': 'identification-law-19' };

/** Cards of the persons who have fingers, made by the line of before this start. Who has a card already keeps it. */
export async function seedCards(
  kernel: Kernel,
  cards: Cards,
  app: FastifyInstance,
  signIn: (persona: string) => Promise<string>,
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
  for (const [at, { person, commune }] of rows.entries()) {
    const known = await database.transact((transaction) => cards.cardsOf(transaction, person));
    if (known.length > 0) continue;
    const samples = [{ modality: 'face', content: SILHOUETTE }];
    await act('province-officer', 'POST', `/api/biometrics/persons/${person}`, { samples }, forCard);
    await bring(PLAN[at]!, person, commune);
  }

  async function bring(goal: CardState, person: string, office: string): Promise<void> {
    const given = { person, kind: 'identity-card', reason: 'first', office };
    const { card } = await database.transact((transaction) => cards.request(transaction, context, given));
    const step = (to: CardState) => database.transact((transaction) => cards.step(transaction, context, card, to));
    if (goal === 'requested') return;
    // In one transaction: the job that follows duplicates takes an enrolled card on by itself.
    const before = BEFORE.slice(0, BEFORE.indexOf(goal) + 1 || BEFORE.length);
    await database.transact(async (transaction) => {
      for (const state of before) await cards.step(transaction, context, card, state);
    });
    if (before.includes(goal)) return;
    const batch = newId();
    await database.transact((transaction) => cards.origin.take(transaction, context, batch, 1));
    const [prepared] = await cards.origin.prepare([card]);
    // Another line was quicker, and makes it.
    if (!prepared) return;
    const item = { item: card, blank: 'demonstration', documentNumber: prepared.documentNumber };
    for (const state of MADE) {
      await database.transact((transaction) => cards.origin.happened(transaction, context, state, [item]));
      if (state === goal) return;
    }
    await step('active');
    if (goal !== 'active') await step(goal);
  }
}
