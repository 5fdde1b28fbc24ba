import type { Transaction } from '#kernel';
import { isSettled, listHeld, readStanding } from '#rooms/biometrics';
import { ownContext } from './journal.ts';
import { stepCard } from './life.ts';
import { findKind } from './model.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import { type CardRow, findCard } from './store.ts';

type Following = Pick<Parts, 'kernel' | 'offices'>;

/** Read at once. */
const MOST = 200;

/** What a card needs that is not held yet; a finger that cannot be taken has its reason instead. */
export async function listUntaken(
  { offices }: Pick<Parts, 'offices'>,
  transaction: Transaction,
  row: Pick<CardRow, 'person' | 'kind' | 'template'>,
): Promise<{ modality: 'face' | 'finger'; place: number }[]> {
  const rules = offices.country.cards;
  const { photo } = findKind(rules, row.kind)!.classes.find(({ template }) => template === row.template)!;
  if (!photo) return [];
  const { samples, missing } = await listHeld(transaction, row.person);
  const hasPortrait = samples.some(({ modality, format }) => modality === 'face' && format === 'jpeg');
  const known = new Set([...samples, ...missing].filter((one) => one.modality === 'finger').map(({ place }) => place));
  const fingers = rules.enrolment.fingers.filter((place) => !known.has(place));
  return [
    ...(hasPortrait ? [] : [{ modality: 'face' as const, place: 1 }]),
    ...fingers.map((place) => ({ modality: 'finger' as const, place })),
  ];
}

/** @throws Problem cards/enrolment-incomplete */
export async function requireTaken(
  parts: Pick<Parts, 'offices'>,
  transaction: Transaction,
  row: CardRow,
): Promise<void> {
  const untaken = await listUntaken(parts, transaction, row);
  if (untaken.length > 0) throw problems['enrolment-incomplete']({ extra: { untaken } });
}

/**
 * Takes an enrolled card on by what biometrics says of its holder: nobody else, or somebody else's duplicate. Does nothing while
 * others are looked for or officers still judge, nor where it has been done.
 */
export async function followDuplicates(parts: Following, transaction: Transaction, card: string): Promise<void> {
  const row = await findCard(transaction.client, card, true);
  if (row?.state !== 'enrolled' || !(await isSettled(transaction.client, row.person))) return;
  const standing = await readStanding(transaction, row.person);
  if (standing === 'waiting') return;
  const context = ownContext(parts, parts.offices.country.cards.enrolment.legalBasis);
  if (standing === 'clear') await stepCard(parts, transaction, context, card, 'deduplicated');
  else await stepCard(parts, transaction, context, card, 'refused', { reason: 'duplicate' });
}

/** Of all enrolled cards, each in a transaction of its own. */
export async function followAllDuplicates(parts: Following): Promise<void> {
  const { database } = parts.kernel;
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await database.pool.query<{ card: string }>(
      `SELECT card FROM cards.card WHERE state = 'enrolled' AND card > $1 ORDER BY card LIMIT ${MOST}`,
      [after],
    );
    for (const { card } of rows) await database.transact((transaction) => followDuplicates(parts, transaction, card));
    if (rows.length < MOST) return;
    after = rows.at(-1)!.card;
  }
}
