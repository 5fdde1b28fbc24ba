import type { Context, Transaction } from '#kernel';
import { listHeld, verifyPerson } from '#rooms/biometrics';
import { ageOn } from '#rooms/people';
import type { DeskAct } from './acts.ts';
import type { Queries } from './door.ts';
import { appendAct } from './journal.ts';
import { requireHolder } from './life.ts';
import { classOf, findKind } from './model.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import type { CardRow } from './store.ts';

interface Collector {
  readonly person: string;
  readonly by: 'holder' | 'guardian';
}

/** Who may collect a card: its holder, or for a child a parent or guardian of the record. @throws Problem cards/collector-wrong */
export async function findCollector(
  { offices }: Pick<Parts, 'offices'>,
  transaction: Transaction,
  context: Context,
  row: CardRow,
  collector: string | undefined,
): Promise<Collector> {
  const { record } = await requireHolder(transaction, row.person);
  const kind = findKind(offices.country.cards, row.kind)!;
  const by = classOf(kind, ageOn(record, context.clock.today())).collector;
  if (by === 'holder' && collector && collector !== row.person)
    throw problems['collector-wrong']({ pointer: '/collector' });
  if (by === 'holder') return { person: row.person, by };
  const guardians = [record.legalRepresentative, record.mother, record.father].flatMap((one) => one?.person ?? []);
  if (!collector || !guardians.includes(collector)) throw problems['collector-wrong']({ pointer: '/collector' });
  return { person: collector, by };
}

/**
 * Who stands at the counter is who may collect the card. @returns what the step says of it
 * @param find who may collect it, read before the comparison, which takes its time
 * @throws Problem cards/proof-missing, not-same-person, biometrics/not-held, not-comparable, …
 */
export async function proveCollector(
  parts: Parts,
  context: Context,
  samples: DeskAct['samples'],
  find: () => Promise<Collector>,
) {
  if (!samples?.length) throw problems['proof-missing']({ pointer: '/samples' });
  const who = await find();
  const { says, parts: compared } = await verifyPerson(parts.biometrics.parts, context, who.person, samples);
  if (says !== 'same') throw problems['not-same-person']();
  return { by: who.by, proof: compared.map(({ modality }) => modality) };
}

/** Whether a finger or the face of a person can be compared: who has none is known by sight, by two officers. */
export async function isComparable(transaction: Transaction, person: string): Promise<boolean> {
  return (await listHeld(transaction, person)).samples.some(({ model }) => model !== null);
}

export interface Sight {
  version: number;
  collector: string;
  at: Date;
  officer: string;
  officer_name: string | null;
}

export async function findSight(client: Queries, card: string): Promise<Sight | undefined> {
  const { rows } = await client.query<Sight>('SELECT * FROM cards.sight WHERE card = $1', [card]);
  return rows[0];
}

/** Whether what an officer saw still counts: of the card as it is, on the same visit. @param hours of `cards.yaml`, sight */
export const isFresh = (sight: Sight | undefined, version: number, now: Date, hours: number): sight is Sight =>
  sight !== undefined && sight.version === version && now.getTime() - sight.at.getTime() <= hours * 3_600_000;

/** The first officer has seen who collects the card, and papers. @throws Problem cards/proof-possible, collector-wrong */
export async function noteSight(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  row: CardRow,
  given: Pick<DeskAct, 'collector'>,
): Promise<void> {
  const { person } = await findCollector(parts, transaction, context, row, given.collector);
  if (row.state !== 'received') throw problems['step-wrong']({ extra: { state: row.state } });
  if (await isComparable(transaction, person)) throw problems['proof-possible']();
  const { caller, receivedAt } = context;
  await transaction.client.query(
    `INSERT INTO cards.sight (card, version, collector, at, officer, officer_name) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (card) DO UPDATE SET version = $2, collector = $3, at = $4, officer = $5, officer_name = $6`,
    [row.card, row.version, person, receivedAt, caller.id, caller.name ?? null],
  );
  appendAct(transaction, context, 'card-seen', [...new Set([row.person, person])], { data: { card: row.card } });
}

/**
 * A second officer knows the same person. @returns what the step says of it
 * @throws Problem cards/sight-missing, four-eyes, proof-possible
 */
export async function confirmSight(parts: Parts, transaction: Transaction, context: Context, row: CardRow) {
  const sight = await findSight(transaction.client, row.card);
  const { hours } = parts.offices.country.cards.sight;
  if (!isFresh(sight, row.version, new Date(context.receivedAt), hours)) throw problems['sight-missing']();
  if (sight.officer === context.caller.id) throw problems['four-eyes']();
  const { by } = await findCollector(
    parts,
    transaction,
    context,
    row,
    sight.collector === row.person ? undefined : sight.collector,
  );
  if (await isComparable(transaction, sight.collector)) throw problems['proof-possible']();
  return { by, proof: ['sight'], seenBy: sight.officer };
}
