import { type Context, newId, performAct } from '#kernel';
import { appendAct } from './journal.ts';
import { LARGEST_BOX, serialsOf } from './model.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';

const nameOf = ({ caller }: Context) => caller.name ?? null;

export interface NewBox {
  readonly label: string;
  readonly product: string;
  /** Serial of the first blank, as it is printed. */
  readonly first: string;
  readonly count: number;
}

/** @throws Problem production/serials-wrong, box-known, serials-known */
export async function receiveBox({ kernel }: Parts, context: Context, given: NewBox): Promise<{ box: string }> {
  const serials = given.count <= LARGEST_BOX ? serialsOf(given.first, given.count) : undefined;
  if (!serials) throw problems['serials-wrong']({ pointer: '/first', values: { most: LARGEST_BOX } });
  return performAct(kernel.database, context, async (transaction) => {
    const { client } = transaction;
    const box = newId();
    const { rowCount } = await client.query(
      `INSERT INTO production.box (box, label, product, prefix, first, digits, count, received_at, officer, officer_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (label) DO NOTHING`,
      [
        ...[box, given.label, given.product, serials.prefix, String(serials.first), serials.digits, given.count],
        ...[context.receivedAt, context.caller.id, nameOf(context)],
      ],
    );
    if (rowCount === 0) throw problems['box-known']({ pointer: '/label' });
    const { rowCount: put } = await client.query(
      `INSERT INTO production.blank (serial, box, changed_at)
       SELECT $2 || lpad(n::text, $4, '0'), $1, $6 FROM generate_series($3::bigint, $3::bigint + $5 - 1) n ON CONFLICT DO NOTHING`,
      [box, serials.prefix, String(serials.first), serials.digits, given.count, context.receivedAt],
    );
    // Some of them are there already: neither box can be right.
    if (put !== given.count) throw problems['serials-known']({ pointer: '/first' });
    appendAct(transaction, context, 'blanks-received', { box, product: given.product, count: given.count });
    return { box };
  });
}

/** A blank found damaged before it was used. @throws Problem production/blank-unknown, blank-not-in-stock */
export async function spoilBlank({ kernel }: Parts, context: Context, serial: string, why: string): Promise<void> {
  await performAct(kernel.database, context, async (transaction) => {
    const { client } = transaction;
    const { rows } = await client.query<{ state: string }>(
      'SELECT state FROM production.blank WHERE serial = $1 FOR UPDATE',
      [serial],
    );
    if (!rows[0]) throw problems['blank-unknown']({ pointer: '/serial' });
    if (rows[0].state !== 'in-stock') throw problems['blank-not-in-stock']({ pointer: '/serial' });
    await client.query("UPDATE production.blank SET state = 'spoiled', why = $2, changed_at = $3 WHERE serial = $1", [
      serial,
      why,
      context.receivedAt,
    ]);
    appendAct(transaction, context, 'blanks-spoiled', { serials: [serial], why });
    return {};
  });
}

/** All spoiled blanks that nobody has proposed yet. @throws Problem production/nothing-spoiled */
export function proposeDestruction({ kernel }: Parts, context: Context): Promise<{ destruction: string }> {
  return performAct(kernel.database, context, async (transaction) => {
    const { client } = transaction;
    const destruction = newId();
    const { rowCount } = await client.query(
      "UPDATE production.blank SET destruction = $1 WHERE state = 'spoiled' AND destruction IS NULL",
      [destruction],
    );
    if (!rowCount) throw problems['nothing-spoiled']();
    await client.query(
      `INSERT INTO production.destruction (destruction, state, count, proposed_at, proposed_by, proposed_name)
       VALUES ($1, 'proposed', $2, $3, $4, $5)`,
      [destruction, rowCount, context.receivedAt, context.caller.id, nameOf(context)],
    );
    appendAct(transaction, context, 'destruction-proposed', { destruction, count: rowCount });
    return { destruction };
  });
}

/**
 * Another officer has seen them destroyed, or has not.
 *
 * @throws Problem production/destruction-unknown, destruction-over, four-eyes
 */
export async function endDestruction(
  { kernel }: Parts,
  context: Context,
  destruction: string,
  isDone: boolean,
): Promise<void> {
  await performAct(kernel.database, context, async (transaction) => {
    const { client } = transaction;
    const { rows } = await client.query<{ state: string; proposed_by: string }>(
      'SELECT state, proposed_by FROM production.destruction WHERE destruction = $1 FOR UPDATE',
      [destruction],
    );
    if (!rows[0]) throw problems['destruction-unknown']();
    if (rows[0].state !== 'proposed') throw problems['destruction-over']();
    if (isDone && rows[0].proposed_by === context.caller.id) throw problems['four-eyes']();
    await client.query(
      'UPDATE production.destruction SET state = $2, ended_at = $3, ended_by = $4, ended_name = $5 WHERE destruction = $1',
      [destruction, isDone ? 'done' : 'refused', context.receivedAt, context.caller.id, nameOf(context)],
    );
    await client.query(
      isDone
        ? "UPDATE production.blank SET state = 'destroyed', changed_at = $2 WHERE destruction = $1"
        : 'UPDATE production.blank SET destruction = NULL, changed_at = $2 WHERE destruction = $1',
      [destruction, context.receivedAt],
    );
    appendAct(transaction, context, isDone ? 'blanks-destroyed' : 'destruction-refused', { destruction });
    return {};
  });
}
