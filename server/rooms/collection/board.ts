import { type Client, type Context, requireArea, requireScope } from '#kernel';
import type { Offices } from '#rooms/offices';
import { note, type Parts } from './acts.ts';
import { problems } from './problems.ts';
import { SCOPE } from './review.ts';
import { senderName } from './senders.ts';

interface Sent {
  area: string;
  received: number;
  accepted: number;
  waiting: number;
  refused: number;
  last: Date | null;
}

export interface Line extends Omit<Sent, 'last'> {
  name: string;
  expected?: number;
  dueOn?: string;
  lastDelivery?: string;
  complete: boolean;
  changeable: boolean;
}

/** What came from each province, or from each commune of one. A run that was taken back, or never begun, has brought nothing. */
const SENT = `SELECT %AREA% AS area, sum(rows_read)::bigint AS received, sum(accepted_new + accepted_known + duplicates)::bigint AS accepted,
    sum(proposed)::bigint AS waiting, sum(refused)::bigint AS refused, max(started_at) AS last
  FROM collection.run WHERE rows_read > 0 AND state <> 'undone' AND %WHERE% GROUP BY 1`;

export async function readBoard({ kernel, offices }: Parts, context: Context, asked: string | undefined) {
  requireScope(context.caller, SCOPE);
  const own = context.caller.area ?? '';
  // A province's officer has no board of the country.
  const province = asked ?? (own === '' ? undefined : own.slice(0, 2));
  requireArea(context.caller, province === undefined ? [] : [province]);
  const { pool } = kernel.database;
  const areas = listAreas(offices, province);
  const sent = await readSent(pool, province);
  const expected = await readExpected(pool, offices, province);
  const listed = new Set([...areas, ...sent.keys(), ...expected.keys()]);
  const lines = [...listed].map((area): Line => {
    const { last, ...counts } = sent.get(area) ?? {
      area,
      received: 0,
      accepted: 0,
      waiting: 0,
      refused: 0,
      last: null,
    };
    const want = expected.get(area);
    return {
      ...counts,
      name: senderName(offices, area, context.language),
      ...(want ? { expected: want.rows } : {}),
      ...(want?.dueOn ? { dueOn: want.dueOn } : {}),
      ...(last ? { lastDelivery: last.toISOString() } : {}),
      changeable: want?.own === true,
      complete: want !== undefined && counts.received >= want.rows && counts.waiting === 0,
    };
  });
  const expecting = lines.filter((line) => line.expected !== undefined);
  return {
    area: province ?? '',
    areaName: offices.areaName(province ?? '', context.language),
    complete: expecting.filter((line) => line.complete).length,
    expecting: expecting.length,
    lines,
  };
}

/** Provinces of the country, or communes of a province, that are in force. */
function listAreas(offices: Offices, province: string | undefined): string[] {
  return [...offices.country.units.byCode.values()].flatMap((versions) => {
    const unit = versions.at(-1)!;
    if (unit.validTo) return [];
    const wanted =
      province === undefined ? unit.level === 'province' : unit.level === 'commune' && unit.province === province;
    return wanted ? [unit.code] : [];
  });
}

async function readSent(client: Pick<Client, 'query'>, province: string | undefined): Promise<Map<string, Sent>> {
  const text =
    province === undefined
      ? SENT.replace('%AREA%', "CASE province WHEN '' THEN sender ELSE province END").replace('%WHERE%', 'true')
      : SENT.replace('%AREA%', 'sender').replace('%WHERE%', 'province = $1');
  const { rows } = await client.query<Sent>(text, province === undefined ? [] : [province]);
  return new Map(rows.map((row) => [row.area, row]));
}

/** Of a province, all that is expected within it. */
async function readExpected(client: Pick<Client, 'query'>, offices: Offices, province: string | undefined) {
  const { rows } = await client.query<{ area: string; rows: number; due_on: string | null }>(
    'SELECT area, rows, due_on FROM collection.expectation',
  );
  const found = new Map<string, { rows: number; dueOn?: string; own: boolean }>();
  for (const { area, rows: count, due_on: dueOn } of rows) {
    const of = offices.findOrganisation(area) ? area : offices.areaOf({ unit: area }).province;
    const key = province === undefined ? of : of === province ? area : undefined;
    if (key === undefined) continue;
    const before = found.get(key);
    const due = [before?.dueOn, dueOn].filter((one): one is string => !!one).sort()[0];
    // A sum of communes is changed with them, not with their province.
    const own = key === area && before === undefined;
    found.set(key, { rows: (before?.rows ?? 0) + count, own, ...(due ? { dueOn: due } : {}) });
  }
  return found;
}

export interface Expected {
  area: string;
  rows: number;
  dueOn?: string;
}

/** Says who is expected to send how much; 0 rows take the expectation away. @throws Problem collection/area-unknown */
export async function setExpectations(
  { kernel, offices }: Parts,
  context: Context,
  given: readonly Expected[],
): Promise<void> {
  requireScope(context.caller, SCOPE);
  for (const [at, { area }] of given.entries()) {
    const organisation = offices.findOrganisation(area) !== undefined;
    if (!organisation && !offices.unitExists(area, undefined))
      throw problems['area-unknown']({ pointer: `/expectations/${at}/area`, values: { area } });
    const place = offices.areaOf({ unit: area });
    requireArea(context.caller, organisation ? [] : [place.province, place.commune].filter((code) => code !== ''));
  }
  // Of an area that is named twice the last word counts.
  const wanted = [...new Map(given.map((one) => [one.area, one])).values()].filter(({ rows }) => rows > 0);
  await kernel.database.transact(async (transaction) => {
    const { client } = transaction;
    await client.query('DELETE FROM collection.expectation WHERE area = ANY($1::text[])', [
      given.map(({ area }) => area),
    ]);
    await client.query(
      `INSERT INTO collection.expectation (area, rows, due_on, set_by, set_at) SELECT area, rows, due_on, $4, now() FROM unnest($1::text[], $2::bigint[], $3::date[]) AS e (area, rows, due_on)`,
      [
        wanted.map(({ area }) => area),
        wanted.map(({ rows }) => rows),
        wanted.map(({ dueOn }) => dueOn ?? null),
        context.caller.id,
      ],
    );
    note(transaction, context, 'expect', { areas: given.length });
  });
}
