import { type Context, newId, performAct, requireArea, type Transaction } from '#kernel';
import type { Happened } from '#rooms/cards';
import { appendAct } from './journal.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';

export interface ParcelRow {
  parcel: string;
  office: string;
  areas: string[];
  state: 'packed' | 'sent' | 'received' | 'lost';
  version: number;
  count: number;
  missing: number;
  packed_at: Date;
  sent_at: Date | null;
  ended_at: Date | null;
}

/** Everything checked that an office waits for, in one parcel each. @throws Problem production/nothing-checked */
export function packParcels({ kernel, offices }: Parts, context: Context): Promise<{ parcels: number }> {
  return performAct(kernel.database, context, async (transaction) => {
    const { client } = transaction;
    const { rows } = await client.query<{ office: string; item: string; batch: string }>(
      "SELECT office, item, batch FROM production.item WHERE state = 'checked' ORDER BY office, item FOR UPDATE",
    );
    if (rows.length === 0) throw problems['nothing-checked']();
    const byOffice = Map.groupBy(rows, ({ office }) => office);
    for (const [office, own] of byOffice) {
      const parcel = newId();
      await client.query(
        `INSERT INTO production.parcel (parcel, office, areas, state, count, packed_at) VALUES ($1, $2, $3, 'packed', $4, $5)`,
        [parcel, office, pathTo(offices, office, context), own.length, context.receivedAt],
      );
      await client.query(
        `UPDATE production.item i SET state = 'packed', parcel = $1
         FROM unnest($2::uuid[], $3::uuid[]) AS g (batch, item) WHERE i.batch = g.batch AND i.item = g.item`,
        [parcel, own.map(({ batch }) => batch), own.map(({ item }) => item)],
      );
      appendAct(transaction, context, 'parcel-packed', { parcel, office, count: own.length });
    }
    return { parcels: byOffice.size };
  });
}

/** A unit's parcel is its area's, an organisation's its own. */
const pathTo = (offices: Parts['offices'], office: string, { clock }: Context): string[] =>
  offices.findOrganisation(office) ? [office] : offices.pathOf({ unit: office }, clock.today());

/** @throws Problem kernel/out-of-area */
function requireReceiver({ caller }: Context, { areas }: ParcelRow): void {
  if (!caller.organisation || !areas.includes(caller.organisation)) requireArea(caller, areas);
}

export type ParcelAct = 'send' | 'receive' | 'lose';
const FROM = { send: 'packed', receive: 'sent', lose: 'sent' } as const;
const LEADS_TO = { send: 'sent', receive: 'received', lose: 'lost' } as const;
const ITEM_AFTER = { send: 'shipped', receive: 'received', lose: 'lost' } as const;

/**
 * Sends a parcel, says that it came, or that it never will.
 *
 * @param missing serials that were not in it though it came; they are made anew, as with a parcel that is lost
 * @throws Problem production/parcel-unknown, parcel-changed, missing-wrong, kernel/out-of-area
 */
export function actOnParcel(
  parts: Parts,
  context: Context,
  id: string,
  { act, version, missing = [] }: { act: ParcelAct; version: number; missing?: readonly string[] },
): Promise<{ state: string; version: number }> {
  return performAct(parts.kernel.database, context, async (transaction) => {
    const { client } = transaction;
    const { rows } = await client.query<ParcelRow>('SELECT * FROM production.parcel WHERE parcel = $1 FOR UPDATE', [
      id,
    ]);
    const [parcel] = rows;
    if (!parcel) throw problems['parcel-unknown']();
    if (act === 'receive') requireReceiver(context, parcel);
    if (parcel.version !== version || parcel.state !== FROM[act]) throw problems['parcel-changed']();
    const items = await readItems(transaction, id);
    const gone = act === 'lose' ? items : items.filter(({ serial }) => missing.includes(serial));
    if (act === 'receive' && gone.length !== new Set(missing).size)
      throw problems['missing-wrong']({ pointer: '/missing' });
    await tell(parts, transaction, context, 'lost', gone);
    const there = items.filter((one) => !gone.includes(one));
    if (act !== 'lose') await tell(parts, transaction, context, act === 'send' ? 'shipped' : 'received', there);
    await setState(transaction, id, ITEM_AFTER[act], there);
    await setState(transaction, id, 'lost', gone);
    const state = LEADS_TO[act];
    await client.query(
      `UPDATE production.parcel SET state = $2, version = version + 1, missing = $3,
         sent_at = CASE WHEN $2 = 'sent' THEN $4 ELSE sent_at END, ended_at = CASE WHEN $2 = 'sent' THEN NULL ELSE $4 END, ended_by = $5
       WHERE parcel = $1`,
      [id, state, gone.length, context.receivedAt, context.caller.id],
    );
    appendAct(transaction, context, `parcel-${state}`, {
      ...{ parcel: id, office: parcel.office, count: there.length },
      ...(gone.length > 0 ? { missing: gone.map(({ serial }) => serial) } : {}),
    });
    return { state, version: version + 1 };
  });
}

interface Packed {
  item: string;
  serial: string;
  origin: string;
}

async function readItems({ client }: Transaction, parcel: string): Promise<Packed[]> {
  const { rows } = await client.query<Packed>(
    'SELECT item, serial, origin FROM production.item JOIN production.batch USING (batch) WHERE parcel = $1 ORDER BY item',
    [parcel],
  );
  return rows;
}

async function tell(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  what: Happened,
  items: readonly Packed[],
): Promise<void> {
  for (const [origin, own] of Map.groupBy(items, (one) => one.origin))
    await parts.origins.get(origin)!.happened(
      transaction,
      context,
      what,
      own.map(({ item, serial }) => ({ item, blank: serial })),
    );
}

async function setState({ client }: Transaction, parcel: string, state: string, items: readonly Packed[]) {
  await client.query('UPDATE production.item SET state = $2 WHERE parcel = $1 AND item = ANY($3::uuid[])', [
    parcel,
    state,
    items.map(({ item }) => item),
  ]);
}
