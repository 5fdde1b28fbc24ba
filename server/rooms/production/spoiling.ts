import type { Context, Transaction } from '#kernel';
import { appendAct } from './journal.ts';
import { MOST_ATTEMPTS } from './model.ts';
import type { Making } from './parts.ts';
import { type ItemRow, setBlanks, setItems } from './store.ts';

/** Their blanks are spoiled; they are made anew, or given back where that has happened too often. */
export async function spoil(
  { batch: { batch }, origin }: Making,
  transaction: Transaction,
  context: Context,
  items: readonly Pick<ItemRow, 'item' | 'serial' | 'attempts'>[],
  why: string,
): Promise<void> {
  if (items.length === 0) return;
  const { client } = transaction;
  await origin.happened(
    transaction,
    context,
    'rejected',
    items.map(({ item, serial }) => ({ item, blank: serial! })),
  );
  await setBlanks(
    client,
    items.map(({ serial }) => serial!),
    'spoiled',
    context.receivedAt,
    why,
  );
  const often = items.filter(({ attempts }) => attempts + 1 >= MOST_ATTEMPTS).map(({ item }) => item);
  const again = items.map(({ item }) => item).filter((item) => !often.includes(item));
  await setItems(client, batch, again, { state: 'waiting', why, freed: true, failed: true });
  await setItems(client, batch, often, { state: 'failed', why, freed: true, failed: true });
  if (often.length > 0) await origin.giveBack(transaction, context, often);
  appendAct(transaction, context, 'blanks-spoiled', { batch, why, serials: items.map(({ serial }) => serial) });
}
