import { type Context, newId, performAct, type Transaction } from '#kernel';
import { appendAct, reasonOf } from './journal.ts';
import { type CardState, HOLDING, mayFollow, OPEN } from './model.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import { type CardRow, findProgramme, type ProgrammeRow, requireProgramme } from './store.ts';

/**
 * Orders a card for each member who matched and has none.
 * @throws Problem memberships/programme-unknown, programme-not-approved, nothing-to-order
 */
export function orderCards(parts: Parts, context: Context, id: string, limit: number): Promise<{ cards: number }> {
  return performAct(parts.kernel.database, context, async (transaction) => {
    const { client } = transaction;
    const programme = await requireProgramme(client, context, id, 'FOR UPDATE');
    if (programme.state !== 'approved') throw problems['programme-not-approved']();
    const { rows } = await client.query<{ member: string; person: string }>(
      `SELECT member, person FROM memberships.member m WHERE programme = $1 AND verdict = 'matched'
         AND NOT EXISTS (SELECT FROM memberships.card c WHERE c.programme = m.programme AND c.member = m.member AND c.state = ANY($3))
       ORDER BY number LIMIT $2`,
      [id, limit, OPEN],
    );
    if (rows.length === 0) throw problems['nothing-to-order']();
    const members = rows.map(({ member }) => member);
    await client.query(
      `INSERT INTO memberships.card (programme, card, member, person, state, requested_at, changed_at)
       SELECT $1, g.card, g.member, g.person, 'requested', $5, $5 FROM unnest($2::uuid[], $3::uuid[], $4::uuid[]) AS g (card, member, person)`,
      [id, rows.map(() => newId()), members, rows.map(({ person }) => person), context.receivedAt],
    );
    const { rows: replaced } = await client.query<CardRow>(
      "SELECT * FROM memberships.card WHERE programme = $1 AND member = ANY($2::uuid[]) AND state IN ('lost', 'expired') ORDER BY card FOR UPDATE",
      [id, members],
    );
    await stepCards(parts, transaction, context, { programme, cards: replaced, to: 'replaced' });
    const persons = rows.map(({ person }) => person);
    const data = { programme: id, cards: rows.length };
    appendAct(transaction, context, 'member-cards-ordered', persons, { ...reasonOf(parts, programme), data });
    return { cards: rows.length };
  });
}

export interface CardsStep {
  readonly programme: ProgrammeRow;
  readonly cards: readonly CardRow[];
  readonly to: CardState;
  readonly why?: string | undefined;
}

/** Takes cards that are held locked a step on. @throws Problem memberships/step-wrong, and none of them moves */
export async function stepCards(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  { programme, cards, to, why }: CardsStep,
): Promise<void> {
  if (cards.length === 0) return;
  if (cards.some(({ state }) => !mayFollow(state, to))) throw problems['step-wrong']();
  await transaction.client.query(
    `UPDATE memberships.card SET state = $3, why = $4, version = version + 1, changed_at = $5,
       batch = CASE WHEN $3 = 'requested' THEN NULL ELSE batch END
     WHERE programme = $1 AND card = ANY($2::uuid[])`,
    [programme.programme, cards.map(({ card }) => card), to, why ?? null, context.receivedAt],
  );
  appendAct(transaction, context, `member-card-${to}`, [...new Set(cards.map(({ person }) => person))], {
    ...reasonOf(parts, programme),
    data: { programme: programme.programme, cards: cards.length, ...(why ? { why } : {}) },
  });
}

/** The organisation has given the cards that came to their members. @throws Problem memberships/nothing-to-hand-over */
export function handOver(
  parts: Parts,
  context: Context,
  id: string,
  unit: string | undefined,
): Promise<{ cards: number }> {
  return performAct(parts.kernel.database, context, async (transaction) => {
    const { client } = transaction;
    const programme = await requireProgramme(client, context, id, 'FOR SHARE');
    const { rows: cards } = await client.query<CardRow>(
      `SELECT c.* FROM memberships.card c JOIN memberships.member m USING (programme, member)
       WHERE c.programme = $1 AND c.state = 'received' AND ($2::text IS NULL OR m.unit = $2) ORDER BY c.card FOR UPDATE OF c`,
      [id, unit ?? null],
    );
    if (cards.length === 0) throw problems['nothing-to-hand-over']();
    await stepCards(parts, transaction, context, { programme, cards, to: 'active' });
    return { cards: cards.length };
  });
}

/**
 * Somebody is no member any more: the card counts no longer, and none is made until the organisation sends the row again.
 * @throws Problem memberships/programme-unknown, card-unknown, step-wrong while the line has it
 */
export function endMembership(parts: Parts, context: Context, id: string, number: string): Promise<{ cards: number }> {
  return performAct(parts.kernel.database, context, async (transaction) => {
    const { client } = transaction;
    const programme = await requireProgramme(client, context, id, 'FOR UPDATE');
    const { rows } = await client.query<{ member: string }>(
      `UPDATE memberships.member SET verdict = 'left', why = '{}', person = NULL
       WHERE programme = $1 AND number = $2 AND verdict IS DISTINCT FROM 'stopped' RETURNING member`,
      [id, number],
    );
    if (!rows[0]) throw problems['card-unknown']();
    const cards = await holdOpen(transaction, id, rows[0].member);
    await stepCards(parts, transaction, context, { programme, cards, to: 'ended', why: 'membership-ended' });
    appendAct(transaction, context, 'membership-ended', [...new Set(cards.map(({ person }) => person))], {
      ...reasonOf(parts, programme),
      data: { programme: id },
    });
    return { cards: cards.length };
  });
}

/** A member's cards that are held or under way, and what was reported lost, locked. */
export async function holdOpen({ client }: Transaction, programme: string, member: string): Promise<CardRow[]> {
  const { rows } = await client.query<CardRow>(
    'SELECT * FROM memberships.card WHERE programme = $1 AND member = $2 AND state = ANY($3) ORDER BY card FOR UPDATE',
    [programme, member, [...OPEN, 'lost']],
  );
  return rows;
}

/** Ends by their day what nobody ended before; a next order makes new ones. */
export async function endExpired(parts: Parts, context: Context): Promise<void> {
  await parts.kernel.database.transact(async (transaction) => {
    const { client } = transaction;
    const { rows } = await client.query<CardRow>(
      'SELECT * FROM memberships.card WHERE valid_until < $1 AND state = ANY($2) ORDER BY programme, card FOR UPDATE',
      [context.clock.today(), HOLDING],
    );
    for (const [id, cards] of Map.groupBy(rows, ({ programme }) => programme)) {
      const programme = (await findProgramme(client, id))!;
      await stepCards(parts, transaction, context, { programme, cards, to: 'expired' });
    }
  });
}
