import { EmrtdError, readChip, readDg1, type TrustList } from '#libs/emrtd';
import type { Origin } from '#rooms/cards';
import type { Presented } from './machine.ts';
import type { Making } from './parts.ts';
import { spoil } from './spoiling.ts';
import { listItems, setItems } from './store.ts';

/** Reads each chip that was made as a border would, and what has none by what stands on it. @returns whether there was one */
export async function checkMade(making: Making): Promise<boolean> {
  const { parts, batch, machine, origin } = making;
  const rows = await making.transact(({ client }) =>
    listItems(client, batch.batch, 'personalised', making.machine.jobSize),
  );
  if (rows.length === 0) return false;
  const trust = await parts.trust();
  const numbers = await origin.numbersOf(rows.map(({ item }) => item));
  const verdicts = new Map<string, string | undefined>();
  for (const { item, serial } of rows)
    verdicts.set(
      item,
      await inspect(await machine.present(batch.batch, serial!), numbers.get(item), { trust, origin }),
    );
  await making.transact(async (transaction, context) => {
    const good = rows.filter(({ item }) => verdicts.get(item) === undefined);
    await origin.happened(
      transaction,
      context,
      'checked',
      good.map(({ item, serial }) => ({ item, blank: serial! })),
    );
    await setItems(
      transaction.client,
      batch.batch,
      good.map(({ item }) => item),
      { state: 'checked', at: context.receivedAt },
    );
    for (const one of rows)
      if (verdicts.get(one.item)) await spoil(making, transaction, context, [one], verdicts.get(one.item)!);
  });
  return true;
}

/** @returns what is wrong with it; undefined: genuine, and the one that it should be */
async function inspect(
  shown: Presented | undefined,
  documentNumber: string | undefined,
  { trust, origin }: { trust: TrustList; origin: Origin },
): Promise<string | undefined> {
  if (!shown || 'printed' in shown === !origin.judge) return origin.judge ? 'unreadable' : 'chip-silent';
  if ('printed' in shown) return origin.judge!(shown.printed, documentNumber);
  try {
    const reading = await readChip(shown.transport, { can: shown.can, trust, at: new Date() });
    if (!reading.isGenuine) return `chip-${reading.passive.problems[0]?.code ?? 'unproven'}`;
    return readDg1(reading.files.DG1!).documentNumber === documentNumber ? undefined : 'chip-of-another';
  } catch (error) {
    if (error instanceof EmrtdError) return `chip-${error.code}`;
    throw error;
  }
}
