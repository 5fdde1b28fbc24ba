import { EmrtdError } from '#libs/emrtd';
import type { Happened, Origin } from '#rooms/cards';
import { type CardsStep, stepCards } from './cards.ts';
import { openCode } from './codes.ts';
import { prepareCards } from './making.ts';
import type { CardState } from './model.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import { type CardRow, findProgramme, type ProgrammeRow, type Queries } from './store.ts';

const STEP_OF = {
  personalised: 'made',
  checked: undefined,
  rejected: 'taken',
  shipped: 'shipped',
  received: 'received',
  lost: 'requested',
} as const satisfies Record<Happened, CardState | undefined>;

/** What the line of production orders from programmes: plastic without a chip. */
export function createOrigin(parts: Parts): Origin {
  const { kernel } = parts;
  return {
    id: 'memberships',
    product: 'plastic-card',
    async take({ client }, context, batch, limit) {
      const { rows } = await client.query<{ item: string; office: string }>(
        `WITH due AS (SELECT programme, card FROM memberships.card WHERE state = 'requested' ORDER BY requested_at, card LIMIT $2 FOR UPDATE SKIP LOCKED)
         UPDATE memberships.card c SET state = 'taken', batch = $1, version = c.version + 1, changed_at = $3
         FROM due JOIN memberships.programme p USING (programme) WHERE c.programme = due.programme AND c.card = due.card
         RETURNING c.card AS item, p.organisation AS office`,
        [batch, limit, context.receivedAt],
      );
      return rows;
    },
    prepare: (items) => prepareCards(parts, items),
    async happened(transaction, context, what, items) {
      const to = STEP_OF[what];
      if (!to) return;
      const { client } = transaction;
      const numbers = new Map(items.map(({ item, documentNumber }) => [item, documentNumber]));
      const held = await holdCards(
        client,
        items.map(({ item }) => item),
      );
      for (const [programme, cards] of held) {
        if (what === 'personalised' && cards.some(({ card, number }) => number !== numbers.get(card)))
          throw problems['step-wrong']();
        // Of who left meanwhile, or whose day came, the plastic goes its way and counts no more.
        const living = cards.filter(({ state }) => state !== 'ended' && state !== 'expired' && state !== to);
        if (what === 'rejected' || what === 'lost') await dropNumbers(client, programme, living);
        const step: CardsStep = { programme, cards: living, to };
        await stepCards(parts, transaction, context, to === 'requested' ? { ...step, why: what } : step);
      }
    },
    async giveBack(transaction, context, items) {
      for (const [programme, cards] of await holdCards(transaction.client, items))
        await stepCards(parts, transaction, context, {
          ...{ programme, cards: cards.filter(({ state }) => state === 'taken') },
          ...({ to: 'requested', why: 'not-made' } as const),
        });
    },
    async numbersOf(items) {
      const { rows } = await kernel.database.pool.query<{ card: string; number: string }>(
        'SELECT card, number FROM memberships.card WHERE card = ANY($1::uuid[]) AND number IS NOT NULL',
        [items],
      );
      return new Map(rows.map(({ card, number }) => [card, number]));
    },
    judge({ number, code }, expected) {
      if (!number || number !== expected) return 'plastic-of-another';
      try {
        // Who has no whole day of birth has no code.
        return code === undefined || openCode(kernel.keys, code, kernel.clock.now()).number === number
          ? undefined
          : 'code-of-another';
      } catch (error) {
        if (error instanceof EmrtdError) return error.code;
        throw error;
      }
    },
  };
}

/** By programme, and in one order everywhere: two messages about the same cards never wait for each other in a circle. */
async function holdCards(client: Queries, items: readonly string[]): Promise<[ProgrammeRow, CardRow[]][]> {
  const { rows } = await client.query<CardRow>(
    'SELECT * FROM memberships.card WHERE card = ANY($1::uuid[]) ORDER BY programme, card FOR UPDATE',
    [items],
  );
  const held: [ProgrammeRow, CardRow[]][] = [];
  for (const [programme, cards] of Map.groupBy(rows, (one) => one.programme))
    held.push([(await findProgramme(client, programme))!, cards]);
  return held;
}

/** Spoiled or lost plastic has its number for ever; what is made in its place gets another. */
async function dropNumbers(client: Queries, { programme }: ProgrammeRow, cards: readonly CardRow[]): Promise<void> {
  await client.query('UPDATE memberships.card SET number = NULL WHERE programme = $1 AND card = ANY($2::uuid[])', [
    programme,
    cards.map(({ card }) => card),
  ]);
}
