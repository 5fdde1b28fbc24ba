import type { Context, Transaction } from '#kernel';
import { BLANK_STATES, type BlankState, comesOut, estimateEnd, MADE } from './model.ts';
import type { ParcelRow } from './parcels.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import { type BatchRow, findBatch, type ItemRow, type Queries } from './store.ts';

/** Of a page. */
const MOST = 200;
/** The pace of a batch is the one of its last seconds. */
const LATELY = 60;

interface BoxRow {
  box: string;
  label: string;
  product: string;
  prefix: string;
  first: string;
  digits: number;
  count: number;
  received_at: Date;
  officer_name: string | null;
}

/** All blanks by where they are, and whether that is as many as came. */
export async function readStock({ client }: Transaction, { machines }: Parts) {
  const { rows: boxes } = await client.query<BoxRow>(
    'SELECT * FROM production.box ORDER BY received_at DESC LIMIT $1',
    [MOST],
  );
  const { rows: received } = await client.query<{ product: string; count: number }>(
    'SELECT product, sum(count)::int AS count FROM production.box GROUP BY product ORDER BY product',
  );
  const { rows: states } = await client.query<{ product: string; state: BlankState; count: number }>(
    `SELECT product, state, count(*)::int AS count FROM production.blank JOIN production.box USING (box) GROUP BY product, state`,
  );
  const { rows: destructions } = await client.query<{
    destruction: string;
    count: number;
    proposed_at: Date;
    proposed_by: string;
    proposed_name: string | null;
  }>("SELECT * FROM production.destruction WHERE state = 'proposed' ORDER BY proposed_at");
  const { rows: spoiled } = await client.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM production.blank WHERE state = 'spoiled' AND destruction IS NULL",
  );
  return {
    products: [...new Set([...machines.values()].map(({ product }) => product))],
    sums: received.map(({ product, count }) => {
      const own = states.filter((one) => one.product === product);
      const sums = Object.fromEntries(
        BLANK_STATES.map((state) => [state, own.find((one) => one.state === state)?.count ?? 0]),
      ) as Record<BlankState, number>;
      return { product, received: count, sums, comesOut: comesOut(count, sums) };
    }),
    boxes: boxes.map((row) => ({
      ...{ box: row.box, label: row.label, product: row.product, count: row.count },
      first: `${row.prefix}${String(row.first).padStart(row.digits, '0')}`,
      last: `${row.prefix}${String(BigInt(row.first) + BigInt(row.count) - 1n).padStart(row.digits, '0')}`,
      receivedAt: row.received_at.toISOString(),
      ...(row.officer_name ? { officerName: row.officer_name } : {}),
    })),
    spoiled: spoiled[0]!.count,
    destructions: destructions.map((row) => ({
      ...{ destruction: row.destruction, count: row.count, proposedAt: row.proposed_at.toISOString() },
      ...(row.proposed_name ? { proposedName: row.proposed_name } : {}),
    })),
  };
}

/** How far a batch is, how fast it goes, when it ends. */
async function presentBatch(client: Queries, context: Context, row: BatchRow) {
  const { rows } = await client.query<{ state: ItemRow['state']; count: number; lately: number }>(
    `SELECT state, count(*)::int AS count, count(*) FILTER (WHERE checked_at > $2::timestamptz - make_interval(secs => $3))::int AS lately
     FROM production.item WHERE batch = $1 GROUP BY state`,
    [row.batch, context.receivedAt, LATELY],
  );
  const sum = (states: readonly ItemRow['state'][]) =>
    rows.filter(({ state }) => states.includes(state)).reduce((total, { count }) => total + count, 0);
  const [made, failed] = [sum(MADE), sum(['failed'])];
  const now = new Date(context.receivedAt);
  const seconds = Math.min(LATELY, (now.getTime() - row.started_at.getTime()) / 1000);
  const lately = rows.reduce((total, one) => total + one.lately, 0);
  const pace = row.state === 'making' ? estimateEnd(lately, seconds, row.items - made - failed, now) : undefined;
  return {
    ...{ batch: row.batch, origin: row.origin, machine: row.machine, state: row.state, items: row.items, made, failed },
    startedAt: row.started_at.toISOString(),
    ...(row.why ? { why: row.why } : {}),
    ...(row.ended_at ? { endedAt: row.ended_at.toISOString() } : {}),
    ...(row.officer_name ? { officerName: row.officer_name } : {}),
    ...(pace ? { perMinute: Math.round(pace.rate * 60) } : {}),
    ...(pace?.endsAt ? { endsAt: pace.endsAt } : {}),
  };
}

export async function listBatches({ client }: Transaction, { origins, machines }: Parts, context: Context) {
  const { rows } = await client.query<BatchRow>(
    'SELECT * FROM production.batch ORDER BY (state = $1), started_at DESC LIMIT 50',
    ['done'],
  );
  const batches: Awaited<ReturnType<typeof presentBatch>>[] = [];
  for (const row of rows) batches.push(await presentBatch(client, context, row));
  const { rows: unpacked } = await client.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM production.item WHERE state = 'checked'",
  );
  const offer = (one: { id: string; product: string }) => ({ id: one.id, product: one.product });
  return {
    ...{ origins: [...origins.values()].map(offer), machines: [...machines.values()].map(offer) },
    ...{ unpacked: unpacked[0]!.count, batches },
  };
}

const nameOf = (
  { findOrganisation, organisationName, areaName }: Parts['offices'],
  office: string,
  language: string,
) => (findOrganisation(office) ? organisationName(office, language) : areaName(office, language));

/** A batch and its items, those first that somebody must look at. @throws Problem production/batch-unknown */
export async function readBatch({ client }: Transaction, { offices }: Parts, context: Context, id: string) {
  const row = await findBatch(client, id);
  if (!row) throw problems['batch-unknown']();
  const { rows: items } = await client.query<ItemRow>(
    `SELECT * FROM production.item WHERE batch = $1
     ORDER BY (state = 'failed') DESC, (why IS NOT NULL) DESC, item LIMIT $2`,
    [id, MOST],
  );
  const { rows: spoiled } = await client.query<{ serial: string; why: string; changed_at: Date }>(
    "SELECT serial, why, changed_at FROM production.blank WHERE batch = $1 AND state IN ('spoiled', 'destroyed') ORDER BY serial LIMIT $2",
    [id, MOST],
  );
  const { rows: jobs } = await client.query<{ job: string; made_at: Date }>(
    'SELECT job, made_at FROM production.job WHERE batch = $1 ORDER BY job DESC LIMIT $2',
    [id, MOST],
  );
  return {
    ...(await presentBatch(client, context, row)),
    rows: items.map(({ item, office, state, serial, attempts, why }) => ({
      ...{ item, state, attempts, officeName: nameOf(offices, office, context.language) },
      ...(serial ? { serial } : {}),
      ...(why ? { why } : {}),
    })),
    spoiled: spoiled.map(({ serial, why, changed_at }) => ({ serial, why, at: changed_at.toISOString() })),
    jobs: jobs.map(({ job, made_at }) => ({ job, madeAt: made_at.toISOString() })),
  };
}

/** Parcels of the officer's area; whoever runs the line sees all. */
export async function listParcels({ client }: Transaction, { offices }: Parts, context: Context) {
  const { caller, language } = context;
  const area = caller.scopes.has('production.operate') ? '' : (caller.area ?? caller.organisation ?? '-');
  const { rows } = await client.query<ParcelRow>(
    `SELECT * FROM production.parcel WHERE $1 = '' OR $1 = ANY(areas)
     ORDER BY array_position(ARRAY['packed', 'sent', 'lost', 'received'], state), packed_at DESC LIMIT $2`,
    [area, MOST],
  );
  const sent = rows.filter(({ state }) => state === 'sent').map(({ parcel }) => parcel);
  const { rows: items } = await client.query<{ parcel: string; serial: string }>(
    'SELECT parcel, serial FROM production.item WHERE parcel = ANY($1::uuid[]) ORDER BY serial',
    [sent],
  );
  return rows.map((row) => ({
    ...{ parcel: row.parcel, officeName: nameOf(offices, row.office, language), state: row.state },
    ...{ version: row.version, count: row.count, missing: row.missing, packedAt: row.packed_at.toISOString() },
    ...(row.sent_at ? { sentAt: row.sent_at.toISOString() } : {}),
    ...(row.ended_at ? { endedAt: row.ended_at.toISOString() } : {}),
    serials: items.filter(({ parcel }) => parcel === row.parcel).map(({ serial }) => serial),
  }));
}

/** @throws Problem production/batch-unknown */
export async function readManifestOf({ client }: Transaction, job: string): Promise<{ manifest: string }> {
  const { rows } = await client.query<{ manifest: string }>('SELECT manifest FROM production.job WHERE job = $1', [
    job,
  ]);
  if (!rows[0]) throw problems['batch-unknown']();
  return rows[0];
}
