import type { Context, Transaction } from '#kernel';
import { differingFields, readWritten, type Written } from './compare.ts';
import { claimEntry, insertKeying, readKeyings, settleEntry, takePart } from './entryStore.ts';
import { kindOf, note, type Parts, readOrRefuse, requireBook, requireTaken, withinOf } from './holding.ts';
import { LEASE_MINUTES, settleKeyings } from './model.ts';
import { problems } from './problems.ts';

/**
 * Takes the next entry in the caller's area, of one book where that is asked for. A reviewer who takes one has their part in it
 * from that moment: they see both keyings.
 * @returns undefined where there is none for this officer
 * @throws Problem books/book-unknown, kernel/out-of-area
 */
export async function takeNext(
  { client }: Pick<Transaction, 'client'>,
  context: Context,
  parts: Parts,
  work: 'key' | 'review',
  book: string | undefined,
): Promise<string | undefined> {
  if (book !== undefined) await requireBook(client, context, book);
  const { clock, caller } = context;
  const now = clock.now();
  const until = new Date(now.getTime() + LEASE_MINUTES * 60_000);
  const within = withinOf(parts.offices, context);
  const entry = await claimEntry(client, { officer: caller.id, work, within, book, now, until });
  if (entry !== undefined && work === 'review') await takePart(client, entry, caller.id, 'reviewed');
  return entry;
}

/**
 * Keeps what an officer read. Whether another read the same is told to nobody who keys.
 * @throws Problem books/entry-unknown, entry-not-yours, value-malformed, value-missing, field-unknown
 */
export async function keyEntry(
  transaction: Transaction,
  context: Context,
  parts: Parts,
  id: string,
  given: Partial<Written>,
): Promise<void> {
  const { client } = transaction;
  const { row, book } = await requireTaken(transaction, context, id, ['open', 'keyed']);
  const kind = kindOf(parts, book);
  const written = readOrRefuse(() => readWritten(kind.fields, given));
  const officer = context.caller.id;
  if (!(await takePart(client, row.entry, officer, 'keyed'))) throw problems['entry-not-yours']();
  const [first] = await readKeyings(client, row.entry, row.round);
  const turn = first ? 2 : 1;
  await insertKeying(client, row, { turn, officer, written }, context.clock.now());
  if (!first) await settleEntry(client, row.entry, { state: 'keyed', round: row.round });
  else {
    const state = settleKeyings(differingFields(kind.fields, first.written, written), written.absent);
    const settled = { final: first.written, fields: 2 * kind.fields.length, at: context.clock.now() };
    await settleEntry(client, row.entry, { state, round: row.round, ...(state === 'review' ? {} : settled) });
  }
  const data = { book: row.book, entry: row.entry, turn };
  note(transaction, context, kind, { kind: 'act', type: 'book-entry-keyed', data });
}
