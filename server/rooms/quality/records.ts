import { type Client, type Context, describeEntry, requirePurpose, requireScope, type Transaction } from '#kernel';
import type { Indicator } from '#libs/country';
import { activePin, readPersons, type StoredPerson, selectFacts } from '#rooms/people';
import { describeIndicator } from './measures.ts';
import { unitOfPlace } from './model.ts';
import { problems } from './problems.ts';
import { literal } from './sql.ts';
import { readSuspects } from './store.ts';
import { type Place, requirePlace } from './units.ts';
import { findIndicator, nameUnit, type Parts } from './views.ts';

/** Records on a page. */
export const PAGE = 50;
const FIRST = '00000000-0000-0000-0000-000000000000';

function conditionsOf({ offices }: Parts, indicator: Indicator, today: string) {
  const counted = describeIndicator(offices.country, indicator, today);
  if (!counted) throw problems['indicator-without-records']();
  return counted;
}

/** Days are the country's, as in the count. */
async function setCountryDays(client: Pick<Client, 'query'>, { offices }: Parts): Promise<void> {
  await client.query(`SET LOCAL timezone = ${literal(offices.country.facts.timeZone)}; SET LOCAL jit = off`);
}

/** Whom an indicator counts against, in a place, after a key: the same question that the count asks. */
export async function findRecords(
  { client }: Transaction,
  parts: Parts,
  indicator: Indicator,
  today: string,
  { province, commune }: Pick<Place, 'province' | 'commune'>,
  page: { after: string; limit: number },
): Promise<string[]> {
  const { of, good } = conditionsOf(parts, indicator, today);
  await setCountryDays(client, parts);
  const { rows } = await client.query<{ person: string }>(
    `SELECT f.person FROM (${selectFacts('commune')} ORDER BY p.person OFFSET 0) f
     WHERE (${of}) AND NOT (${good}) ORDER BY f.person LIMIT ${page.limit}`,
    [province, commune, page.after],
  );
  return rows.map(({ person }) => person);
}

/** Of the persons named, those whom the indicator still counts against: asked of the register as it is now. */
export async function findUnmended(
  { client }: Transaction,
  parts: Parts,
  indicator: Indicator,
  today: string,
  persons: readonly string[],
): Promise<Set<string>> {
  if (persons.length === 0) return new Set();
  const { of, good } = conditionsOf(parts, indicator, today);
  await setCountryDays(client, parts);
  const { rows } = await client.query<{ person: string }>(
    `SELECT f.person FROM (${selectFacts('persons')} OFFSET 0) f WHERE (${of}) AND NOT (${good})`,
    [persons],
  );
  return new Set(rows.map(({ person }) => person));
}

/** How a person stands in a list. Each of them was looked at. */
export function presentPerson(parts: Parts, language: string, { person, record, province, commune }: StoredPerson) {
  const pin = activePin(record);
  const unit = unitOfPlace(province, commune);
  return {
    person,
    name: record.name,
    birthDate: record.birthDate,
    ...(pin ? { pin } : {}),
    unit,
    unitName: nameUnit(parts, language, unit),
  };
}

/** Writes into the journal whom a list showed, and for what. */
export function noteLook(
  transaction: Transaction,
  context: Context,
  type: string,
  persons: readonly string[],
  data: Record<string, unknown>,
): void {
  if (persons.length === 0) return;
  transaction.append(
    describeEntry(context, {
      kind: 'look',
      room: 'quality',
      type,
      subjects: [...persons],
      fields: ['name', 'birthDate', 'pin', 'permanentResidence'],
      data,
    }),
  );
}

/** The records behind a figure, page by page, within the officer's area; each person shown can read that they were. */
export async function listRecords(
  transaction: Transaction,
  parts: Parts,
  context: Context,
  id: string,
  query: { unit: string; after?: string | undefined },
) {
  requireScope(context.caller, 'quality.read');
  requireScope(context.caller, 'people.read');
  parts.offices.checkReason(requirePurpose(context));
  const indicator = findIndicator(parts, id);
  const place = requirePlace(parts.offices, context, query.unit);
  const page = { after: query.after ?? FIRST, limit: PAGE + 1 };
  const found = await findRecords(transaction, parts, indicator, context.clock.today(), place, page);
  const shown = found.slice(0, PAGE);
  const suspects =
    indicator.count.measure === 'rule'
      ? (await readSuspects(transaction.client, shown)).filter(
          ({ rule }) => rule === (indicator.count as { rule: string }).rule,
        )
      : [];
  const persons = await readPersons(transaction, [...shown, ...suspects.map(({ other }) => other)]);
  noteLook(transaction, context, 'quality-list', [...persons.keys()], { indicator: id, unit: place.unit });
  const present = (key: string) => presentPerson(parts, context.language, persons.get(key)!);
  return {
    records: shown.map((key) => ({
      ...present(key),
      others: suspects
        .filter(({ person, other }) => person === key && persons.has(other))
        .map(({ other }) => present(other)),
    })),
    ...(found.length > PAGE ? { next: shown.at(-1)! } : {}),
  };
}
