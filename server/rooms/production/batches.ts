import { type Context, newId, performAct } from '#kernel';
import { appendAct } from './journal.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import { findBatch } from './store.ts';

export interface NewBatch {
  readonly origin: string;
  readonly machine: string;
  /** At most; as many as are ready. */
  readonly items: number;
}

/**
 * Takes what is ready to be made, the nearest promise first, and gives it to the line.
 *
 * @throws Problem production/origin-unknown, machine-unknown, machine-for-another, nothing-ready
 */
export async function beginBatch(parts: Parts, context: Context, given: NewBatch): Promise<{ batch: string }> {
  const origin = parts.origins.get(given.origin);
  if (!origin) throw problems['origin-unknown']({ pointer: '/origin' });
  const machine = parts.machines.get(given.machine);
  if (!machine) throw problems['machine-unknown']({ pointer: '/machine' });
  if (machine.product !== origin.product) throw problems['machine-for-another']({ pointer: '/machine' });
  const begun = await performAct(parts.kernel.database, context, async (transaction) => {
    const { client } = transaction;
    const batch = newId();
    const taken = await origin.take(transaction, context, batch, given.items);
    if (taken.length === 0) throw problems['nothing-ready']();
    await client.query(
      `INSERT INTO production.batch (batch, origin, machine, product, state, items, started_at, officer, officer_name)
       VALUES ($1, $2, $3, $4, 'waiting', $5, $6, $7, $8)`,
      [
        ...[batch, given.origin, given.machine, machine.product, taken.length, context.receivedAt],
        ...[context.caller.id, context.caller.name ?? null],
      ],
    );
    await client.query(
      'INSERT INTO production.item (batch, item, office) SELECT $1, i, o FROM unnest($2::uuid[], $3::text[]) AS g (i, o)',
      [batch, taken.map(({ item }) => item), taken.map(({ office }) => office)],
    );
    appendAct(transaction, context, 'batch-begun', { batch, ...given, items: taken.length });
    return { batch };
  });
  await parts.hint();
  return begun;
}

/** A batch that was held goes on: there are blanks again. @throws Problem production/batch-unknown, batch-not-held */
export async function resumeBatch(parts: Parts, context: Context, id: string): Promise<void> {
  await performAct(parts.kernel.database, context, async (transaction) => {
    const batch = await findBatch(transaction.client, id, true);
    if (!batch) throw problems['batch-unknown']();
    if (batch.state !== 'held') throw problems['batch-not-held']();
    await transaction.client.query("UPDATE production.batch SET state = 'waiting', why = NULL WHERE batch = $1", [id]);
    appendAct(transaction, context, 'batch-resumed', { batch: id });
    return {};
  });
  await parts.hint();
}

/** What of it has not been begun goes back to who ordered it. @throws Problem production/batch-unknown, batch-not-held */
export async function endBatch(parts: Parts, context: Context, id: string): Promise<void> {
  await performAct(parts.kernel.database, context, async (transaction) => {
    const { client } = transaction;
    const batch = await findBatch(client, id, true);
    if (!batch) throw problems['batch-unknown']();
    if (batch.state !== 'held') throw problems['batch-not-held']();
    const { rows } = await client.query<{ item: string }>(
      "UPDATE production.item SET state = 'failed', why = 'batch-ended' WHERE batch = $1 AND state = 'waiting' RETURNING item",
      [id],
    );
    await parts.origins.get(batch.origin)?.giveBack(
      transaction,
      context,
      rows.map(({ item }) => item),
    );
    await client.query("UPDATE production.batch SET state = 'done', ended_at = $2 WHERE batch = $1", [
      id,
      context.receivedAt,
    ]);
    appendAct(transaction, context, 'batch-ended', { batch: id, givenBack: rows.length });
    return {};
  });
}
