import { type Context, performAct, type Transaction } from '#kernel';
import { drawSide, type Side } from './artwork.ts';
import { holdOpen, stepCards } from './cards.ts';
import { appendAct, appendLook, reasonOf } from './journal.ts';
import { textsOf } from './making.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import { type CardRow, findProgramme, type MemberRow, type ProgrammeRow } from './store.ts';

type Own = Pick<MemberRow, 'programme' | 'member' | 'unit' | 'joined_on'> &
  Record<'name' | 'birth_date' | 'number', string>;

/** @throws Problem memberships/card-unknown for whoever is no person of the register */
const requireSelf = ({ caller }: Context): string => {
  if (!caller.person) throw problems['card-unknown']();
  return caller.person;
};

/** Of which lists I am a member, and the card of each. */
export async function readOwn(transaction: Transaction, { offices }: Parts, context: Context) {
  const { client } = transaction;
  const person = requireSelf(context);
  const { rows: members } = await client.query<Own & Pick<ProgrammeRow, 'organisation'> & { programme_name: string }>(
    `SELECT m.*, p.name AS programme_name, p.organisation FROM memberships.member m JOIN memberships.programme p USING (programme)
     WHERE m.person = $1 AND m.verdict = 'matched' ORDER BY p.name, m.member`,
    [person],
  );
  const { rows: cards } = await client.query<CardRow>(
    `SELECT DISTINCT ON (programme) * FROM memberships.card WHERE person = $1 AND member = ANY($2::uuid[])
     ORDER BY programme, requested_at DESC`,
    [person, members.map(({ member }) => member)],
  );
  appendLook(transaction, context, 'own-memberships', [person], { ...offices.ownData, fields: ['name', 'birthDate'] });
  return members.map((one) => {
    const card = cards.find(({ member }) => member === one.member);
    return {
      ...{ programme: one.programme, name: one.programme_name, memberNumber: one.number },
      organisationName: offices.organisationName(one.organisation, context.language),
      ...(one.unit ? { unit: one.unit } : {}),
      ...(card ? { card: presentCard(card) } : {}),
    };
  });
}

export const presentCard = ({ card, state, number, valid_until: validUntil, why }: CardRow) => ({
  ...{ card, state },
  ...(number ? { number } : {}),
  ...(validUntil ? { validUntil } : {}),
  ...(why ? { why } : {}),
});

/** My member card as a picture, without its signed code: that stands on the plastic only. @throws Problem memberships/card-unknown */
export async function drawOwn(
  transaction: Transaction,
  parts: Parts,
  context: Context,
  { card, side }: { card: string; side: Side },
): Promise<string> {
  const person = requireSelf(context);
  const { rows } = await transaction.client.query<CardRow & Own & { member_number: string }>(
    `SELECT c.*, m.name, m.birth_date, m.number AS member_number, m.unit, m.joined_on
     FROM memberships.card c JOIN memberships.member m USING (programme, member)
     WHERE c.card = $1 AND c.person = $2 AND c.number IS NOT NULL AND m.verdict = 'matched'`,
    [card, person],
  );
  const [row] = rows;
  if (!row) throw problems['card-unknown']();
  const programme = (await findProgramme(transaction.client, row.programme))!;
  appendLook(transaction, context, 'own-memberships', [person], {
    ...parts.offices.ownData,
    fields: ['name', 'birthDate'],
  });
  return drawSide(parts, programme, textsOf(row, row.number), side);
}

/**
 * `lost`: my card counts no more, at once; the organisation can order another. `stop`: I want none, and what the organisation sent of
 * me is erased but for its own number.
 * @throws Problem memberships/programme-unknown, card-unknown, step-wrong
 */
export function actOnOwn(parts: Parts, context: Context, id: string, act: 'lost' | 'stop'): Promise<{ cards: number }> {
  const person = requireSelf(context);
  return performAct(parts.kernel.database, context, async (transaction) => {
    const { client } = transaction;
    const programme = await findProgramme(client, id, 'FOR UPDATE');
    if (!programme) throw problems['programme-unknown']();
    const { rows } = await client.query<{ member: string }>(
      "SELECT member FROM memberships.member WHERE programme = $1 AND person = $2 AND verdict = 'matched' FOR UPDATE",
      [id, person],
    );
    if (!rows[0]) throw problems['card-unknown']();
    const held = await holdOpen(transaction, id, rows[0].member);
    const cards = act === 'stop' ? held : held.filter(({ state }) => state === 'active');
    if (act === 'lost' && cards.length === 0) throw problems['card-unknown']();
    const step = act === 'lost' ? ({ to: 'lost' } as const) : ({ to: 'ended', why: 'stopped' } as const);
    await stepCards(parts, transaction, context, { programme, cards, ...step });
    if (act === 'stop') {
      await client.query(
        `UPDATE memberships.member SET verdict = 'stopped', why = '{}', person = NULL, pin = NULL, name = NULL, birth_date = NULL,
           unit = NULL, joined_on = NULL WHERE programme = $1 AND member = $2`,
        [id, rows[0].member],
      );
      appendAct(transaction, context, 'membership-stopped', [person], {
        ...reasonOf(parts, programme),
        data: { programme: id },
      });
    }
    return { cards: cards.length };
  });
}
