import type { Client } from '#kernel';
import type { BatchState, BlankState, ItemState } from './model.ts';

export type Queries = Pick<Client, 'query'>;

export interface BatchRow {
  batch: string;
  origin: string;
  machine: string;
  product: string;
  state: BatchState;
  why: string | null;
  items: number;
  started_at: Date;
  ended_at: Date | null;
  officer_name: string | null;
  lease_by: string | null;
}

export interface ItemRow {
  batch: string;
  item: string;
  office: string;
  state: ItemState;
  serial: string | null;
  attempts: number;
  why: string | null;
}

/** What a blank is bound to. */
export interface Bound {
  readonly item: string;
  readonly serial: string;
  readonly attempts: number;
}

/** What a machine made and its office has received, the newest batch first. */
export async function listReceived(
  client: Queries,
  machine: string,
  limit: number,
): Promise<{ batch: string; item: string; serial: string }[]> {
  const { rows } = await client.query<{ batch: string; item: string; serial: string }>(
    `SELECT i.batch, i.item, i.serial FROM production.item i JOIN production.batch b USING (batch)
     WHERE b.machine = $1 AND i.state = 'received' AND i.serial IS NOT NULL ORDER BY i.batch DESC, i.item DESC LIMIT $2`,
    [machine, limit],
  );
  return rows;
}

/** Takes blanks for the items that wait, in the order of their serials. No two ever take one. */
export async function bindBlanks(
  client: Queries,
  { batch, product }: Pick<BatchRow, 'batch' | 'product'>,
  limit: number,
  at: string,
): Promise<{ bound: Bound[]; waiting: number }> {
  const { rows: items } = await client.query<{ item: string; attempts: number }>(
    "SELECT item, attempts FROM production.item WHERE batch = $1 AND state = 'waiting' ORDER BY item LIMIT $2",
    [batch, limit],
  );
  const { rows: blanks } = await client.query<{ serial: string }>(
    `SELECT serial FROM production.blank WHERE state = 'in-stock'
       AND box IN (SELECT box FROM production.box WHERE product = $1)
     ORDER BY box, serial LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [product, items.length],
  );
  const bound = blanks.map(({ serial }, at) => ({ ...items[at]!, serial }));
  const [serials, own] = [bound.map(({ serial }) => serial), bound.map(({ item }) => item)];
  await client.query(
    `UPDATE production.blank b SET state = 'in-machine', batch = $3, item = g.item, changed_at = $4
     FROM unnest($1::text[], $2::uuid[]) AS g (serial, item) WHERE b.serial = g.serial`,
    [serials, own, batch, at],
  );
  await client.query(
    `UPDATE production.item i SET state = 'in-machine', serial = g.serial
     FROM unnest($1::text[], $2::uuid[]) AS g (serial, item) WHERE i.batch = $3 AND i.item = g.item`,
    [serials, own, batch],
  );
  return { bound, waiting: items.length };
}

export async function setBlanks(
  client: Queries,
  serials: readonly string[],
  state: BlankState,
  at: string,
  why?: string,
): Promise<void> {
  await client.query(
    `UPDATE production.blank SET state = $2, why = $3, changed_at = $4,
       batch = CASE WHEN $2 = 'in-stock' THEN NULL ELSE batch END, item = CASE WHEN $2 = 'in-stock' THEN NULL ELSE item END
     WHERE serial = ANY($1::text[])`,
    [serials, state, why ?? null, at],
  );
}

interface ItemChange {
  readonly state: ItemState;
  readonly why?: string;
  /** It has no blank any more. */
  readonly freed?: boolean;
  /** A blank was spoiled for it. */
  readonly failed?: boolean;
  readonly at?: string;
}

export async function setItems(
  client: Queries,
  batch: string,
  items: readonly string[],
  { state, why, freed = false, failed = false, at }: ItemChange,
): Promise<void> {
  await client.query(
    `UPDATE production.item SET state = $3, why = coalesce($4, why), serial = CASE WHEN $5 THEN NULL ELSE serial END,
       attempts = attempts + CASE WHEN $6 THEN 1 ELSE 0 END, checked_at = coalesce($7, checked_at)
     WHERE batch = $1 AND item = ANY($2::uuid[])`,
    [batch, items, state, why ?? null, freed, failed, at ?? null],
  );
}

export async function listItems(client: Queries, batch: string, state: ItemState, limit: number): Promise<ItemRow[]> {
  const { rows } = await client.query<ItemRow>(
    'SELECT * FROM production.item WHERE batch = $1 AND state = $2 ORDER BY item LIMIT $3',
    [batch, state, limit],
  );
  return rows;
}

export async function findBatch(client: Queries, batch: string, lock = false): Promise<BatchRow | undefined> {
  const { rows } = await client.query<BatchRow>(
    `SELECT * FROM production.batch WHERE batch = $1${lock ? ' FOR UPDATE' : ''}`,
    [batch],
  );
  return rows[0];
}
