import type { Context, Transaction } from '#kernel';
import type { Prepared } from '#rooms/cards';
import { checkMade } from './checking.ts';
import { appendAct } from './journal.ts';
import type { Order } from './machine.ts';
import { signManifest } from './manifest.ts';
import type { Making } from './parts.ts';
import { spoil } from './spoiling.ts';
import { type Bound, bindBlanks, listItems, setBlanks, setItems } from './store.ts';

/** Makes a batch until nothing of it waits, or something is missing. */
export async function makeBatch(making: Making, isStopping: () => boolean): Promise<void> {
  await spoilInterrupted(making);
  while (!isStopping()) {
    // What was made before an interruption is checked like everything else.
    if (await checkMade(making)) continue;
    const { bound, waiting } = await making.transact(({ client }, { receivedAt }) =>
      bindBlanks(client, making.batch, making.machine.jobSize, receivedAt),
    );
    if (waiting === 0) return end(making, 'done');
    if (bound.length === 0) return end(making, 'held', 'no-blanks');
    await make(making, bound);
  }
}

/** What was in the machine when a process ended may have been written half: its blank is spoiled, its number refused. */
async function spoilInterrupted(making: Making): Promise<void> {
  await making.transact(async (transaction, context) => {
    const rows = await listItems(transaction.client, making.batch.batch, 'in-machine', making.machine.jobSize * 10);
    await spoil(making, transaction, context, rows, 'interrupted');
  });
}

async function make(making: Making, bound: readonly Bound[]): Promise<void> {
  const { parts, batch, origin, machine } = making;
  const { prepared, failed } = await origin.prepare(bound.map(({ item }) => item));
  const byItem = new Map(prepared.map((one) => [one.item, one]));
  const why = new Map(failed.map((one) => [one.item, one.why]));
  const orders = bound.flatMap(({ item, serial }): Order[] => {
    const one = byItem.get(item);
    return one ? [{ serial, prepared: one }] : [];
  });
  const { job, manifest } = signManifest(
    parts.kernel.keys,
    { batch: batch.batch, machine: machine.id, madeAt: new Date().toISOString() },
    orders,
  );
  await making.transact(async (transaction, context) => {
    await giveBack(
      making,
      transaction,
      context,
      bound.filter(({ item }) => !byItem.has(item)),
      why,
    );
    if (orders.length > 0)
      await transaction.client.query(
        'INSERT INTO production.job (job, batch, made_at, manifest) VALUES ($1, $2, $3, $4)',
        [job, batch.batch, context.receivedAt, manifest],
      );
  });
  if (orders.length === 0) return;
  const made = await machine.make({ job, manifest, orders });
  const failures = new Map(made.flatMap(({ serial, failed: word }) => (word ? [[serial, word]] : [])));
  const done = new Set(made.flatMap(({ serial, failed: word }) => (word ? [] : [serial])));
  await making.transact((transaction, context) =>
    report(making, transaction, context, { bound, prepared, done, failures }),
  );
}

/** No byte has been written: the blanks go back into stock, and what cannot be made to who ordered it. */
async function giveBack(
  { batch: { batch }, origin }: Making,
  transaction: Transaction,
  context: Context,
  bound: readonly Bound[],
  why: ReadonlyMap<string, string>,
): Promise<void> {
  if (bound.length === 0) return;
  await setBlanks(
    transaction.client,
    bound.map(({ serial }) => serial),
    'in-stock',
    context.receivedAt,
  );
  for (const { item } of bound)
    await setItems(transaction.client, batch, [item], {
      ...{ state: 'failed', why: why.get(item) ?? 'not-ready', freed: true },
    });
  await origin.giveBack(
    transaction,
    context,
    bound.map(({ item }) => item),
  );
}

interface Report {
  readonly bound: readonly Bound[];
  readonly prepared: readonly Prepared[];
  readonly done: ReadonlySet<string>;
  readonly failures: ReadonlyMap<string, string>;
}

async function report(
  making: Making,
  transaction: Transaction,
  context: Context,
  { bound, prepared, done, failures }: Report,
): Promise<void> {
  const { batch, origin } = making;
  const numbers = new Map(prepared.map(({ item, documentNumber }) => [item, documentNumber]));
  const written = bound.filter(({ item, serial }) => numbers.has(item) && done.has(serial));
  const spoiled = bound.filter(({ item, serial }) => numbers.has(item) && !done.has(serial));
  await origin.happened(
    transaction,
    context,
    'personalised',
    written.map(({ item, serial }) => ({ item, blank: serial, documentNumber: numbers.get(item)! })),
  );
  const { client } = transaction;
  await setBlanks(
    client,
    written.map(({ serial }) => serial),
    'used',
    context.receivedAt,
  );
  await setItems(
    client,
    batch.batch,
    written.map(({ item }) => item),
    { state: 'personalised' },
  );
  for (const one of spoiled)
    await spoil(making, transaction, context, [one], `machine-${failures.get(one.serial) ?? 'silent'}`);
}

async function end({ parts, batch, transact }: Making, state: 'done' | 'held', why?: string): Promise<void> {
  await transact(async (transaction, context) => {
    await transaction.client.query(
      'UPDATE production.batch SET state = $2, why = $3, ended_at = $4, lease_by = NULL WHERE batch = $1',
      [batch.batch, state, why ?? null, state === 'done' ? context.receivedAt : null],
    );
    appendAct(transaction, context, `batch-${state}`, { batch: batch.batch, ...(why ? { why } : {}) });
  });
  parts.kernel.log.info({ component: 'production', event: `batch-${state}` }, 'a batch came to rest');
}
