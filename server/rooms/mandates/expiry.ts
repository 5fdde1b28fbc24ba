import type { Transaction } from '#kernel';
import { endMandates, endSessionsUnder } from './endings.ts';
import { ownContext, type Parts } from './journal.ts';
import type { Ending, Mandate } from './record.ts';
import { readEndedSince, readOverdue } from './storeMandates.ts';

/** A sign-in that chose a mandate just before it ended may have made its session just after: those are found in a second look. */
const SECOND_LOOK = 15 * 60_000;
const BATCH = 200;

/** Ends what nobody accepted, confirmed or prolonged in time. Each batch in a transaction of its own. */
export async function endOverdue(parts: Parts): Promise<void> {
  const { database, clock } = parts.kernel;
  const context = ownContext(parts.kernel, parts.offices.country.facts.languages[0]!);
  const today = clock.today();
  const endBatch = async (transaction: Transaction) => {
    const overdue = await readOverdue(transaction.client, today, BATCH);
    for (const mandate of overdue) {
      const { principal } = mandate;
      await endMandates(
        parts,
        transaction,
        context,
        { principal, mandates: [mandate.mandate] },
        whyOver(mandate, today),
      );
    }
    return overdue.length;
  };
  while ((await database.transact(endBatch)) === BATCH);
  await database.transact(async (transaction) => {
    const since = new Date(clock.now().getTime() - SECOND_LOOK);
    for (const mandate of await readEndedSince(transaction.client, since))
      await endSessionsUnder(parts, transaction, context, mandate);
  });
}

function whyOver({ state, to, confirmBy }: Mandate, today: string): Ending {
  if (to !== undefined && to < today) return 'expired';
  if (confirmBy !== undefined && confirmBy < today) return 'not-confirmed';
  return state === 'offered' ? 'lapsed' : 'expired';
}
