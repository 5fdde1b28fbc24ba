import { type Context, describeEntry, newId, performAct, requireScope, type Transaction } from '#kernel';
import { requireFreshProof } from '#rooms/accounts';
import { lockOf } from './applications.ts';
import type { Parts } from './checks.ts';
import { problems } from './problems.ts';
import { holdNames, insertBlock, liftBlock, listApplications, readBlock } from './store.ts';

/** Where somebody applied for credit in my name, newest first, and whether I let nobody do so. */
export async function readOwnApplications(transaction: Transaction, { offices }: Parts, context: Context) {
  requireScope(context.caller, 'self.read');
  const person = context.caller.person!;
  const rows = await listApplications(transaction.client, person);
  const blockedSince = await readBlock(transaction.client, person);
  transaction.append(
    describeEntry(context, {
      kind: 'look',
      room: 'credit',
      type: 'own-credit-applications',
      subjects: [person],
      ...offices.ownData,
    }),
  );
  return {
    ...(blockedSince ? { blockedSince: blockedSince.toISOString() } : {}),
    applications: rows.map((row) => ({
      id: row.application,
      at: row.opened_at.toISOString(),
      organisation: row.organisation,
      organisationName: offices.organisationName(row.organisation, context.language),
      product: row.product,
      state: row.state,
      ...(row.closed_at ? { closedAt: row.closed_at.toISOString() } : {}),
      reference: row.line,
    })),
  };
}

/**
 * "Nobody may open credit in my name", said or taken back. Every check that is answered afterwards knows of it.
 * @throws Problem credit/level-too-low, accounts/step-up-needed
 */
export async function setBlock({ kernel, pseudonyms }: Parts, context: Context, wanted: boolean) {
  requireScope(context.caller, 'self.read');
  // Whoever holds somebody's unlocked telephone must not lift it: a proof of the last minutes, at the level that opens accounts.
  if (requireFreshProof(context).level !== 2) throw problems['level-too-low']();
  const person = context.caller.person!;
  const blind = await pseudonyms();
  return performAct(kernel.database, context, async (transaction) => {
    const { client } = transaction;
    await holdNames(client, [lockOf(blind, person)]);
    const now = context.clock.now();
    const changed = wanted ? await insertBlock(client, person, newId(), now) : await liftBlock(client, person, now);
    if (changed)
      transaction.append(
        describeEntry(context, {
          kind: 'act',
          room: 'credit',
          type: wanted ? 'block-credit' : 'unblock-credit',
          subjects: [person],
        }),
      );
    const blockedSince = await readBlock(client, person);
    return blockedSince ? { blockedSince: blockedSince.toISOString() } : {};
  });
}
