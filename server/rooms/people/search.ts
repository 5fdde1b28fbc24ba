import { type Context, describeEntry, requirePurpose, requireScope, type Transaction } from '#kernel';
import { compareDate, DateError, givenKey, nameKey, parseDate, scoreName, Vocabulary } from '#libs/names';
import type { Offices } from '#rooms/offices';
import { findHolders } from './lookup.ts';
import { activePin, addDays, lifeOf } from './model.ts';
import { problems } from './problems.ts';
import { readPersons, type StoredPerson } from './store.ts';
import { readRelations } from './storeRelations.ts';

export interface SearchQuery {
  number?: string | undefined;
  name?: string | undefined;
  birth?: string | undefined;
  province?: string | undefined;
  commune?: string | undefined;
  relative?: string | undefined;
  limit: number;
}

export interface Candidate {
  person: string;
  name: string;
  birthDate: string;
  sex: string;
  life: string;
  pin?: string;
  commune: string;
  communeName: string;
  provinceName: string;
  score: number;
  why: string[];
}

/** A row of the search indexes: enough to rank by. */
interface Indexed {
  person: string;
  name_key: string;
  birth_from: string;
  birth_to: string;
}

/** Below this a name is another name. */
const LEAST = 0.55;
/** The same person is found with birth dates up to this many years apart. */
const YEARS_APART = 3;
export const SHOWN = 50;

/**
 * Finds persons by number, or by name with a date, a year or a province. A name alone over a country finds nobody and
 * looks at everybody, so it is refused. Each person shown is journalled as looked at.
 * @throws Problem people/search-empty, people/search-too-wide, people/number-malformed, people/date-impossible
 */
export async function searchPersons(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  given: Vocabulary,
  query: SearchQuery,
): Promise<{ candidates: Candidate[]; more: boolean }> {
  requireScope(context.caller, 'people.search');
  offices.checkReason(requirePurpose(context));
  const ranked = await rankPersons(transaction, given, query);
  const kept = query.relative ? await keepRelated(transaction, ranked, query.relative) : ranked;
  const shown = kept.slice(0, query.limit);
  const persons = await readPersons(
    transaction,
    shown.map((one) => one.person),
  );
  const candidates = shown.flatMap(({ person, score, why }) => {
    const stored = persons.get(person);
    return stored ? [present(offices, context.language, stored, score, why)] : [];
  });
  transaction.append(
    describeEntry(context, {
      kind: 'look',
      room: 'people',
      type: 'search',
      subjects: candidates.map((one) => one.person),
      fields: ['name', 'birthDate', 'sex', 'pin', 'permanentResidence'],
      data: {
        by: Object.keys(query).filter((key) => key !== 'limit' && query[key as keyof SearchQuery] !== undefined),
        found: candidates.length,
      },
    }),
  );
  return { candidates, more: kept.length > shown.length };
}

export interface Ranked {
  person: string;
  score: number;
  why: string[];
}

/** Who fits, best first, at most fifty; shows and journals nothing. @throws Problem as searchPersons */
export async function rankPersons(transaction: Transaction, given: Vocabulary, query: SearchQuery): Promise<Ranked[]> {
  return query.number ? findByNumber(transaction, query.number) : findByName(transaction, given, query);
}

async function findByNumber(transaction: Transaction, number: string): Promise<Ranked[]> {
  const value = number.replaceAll(/[\s.-]/g, '').toUpperCase();
  if (!/^[A-Z0-9]{6,14}$/.test(value)) throw problems['number-malformed']({ pointer: '/number' });
  const holders = (await findHolders(transaction.client, [value])).get(value) ?? [];
  return holders.map((holder) => ({
    person: holder.person,
    score: 1,
    why: [holder.status === 'active' ? 'number' : `number-${holder.status}`],
  }));
}

async function findByName(transaction: Transaction, given: Vocabulary, query: SearchQuery): Promise<Ranked[]> {
  const key = nameKey(query.name ?? '');
  const birth = query.birth ? readBirth(query.birth) : undefined;
  if (key === '' && !birth) throw problems['search-empty']({ pointer: '/name' });
  if (!birth && !query.province && !query.commune) throw problems['search-too-wide']({ pointer: '/birth' });
  if (key === '' && birth?.precision !== 'day') throw problems['search-too-wide']({ pointer: '/name' });
  const names = givenNames(given, key);
  if (!birth) return rank(await inArea(transaction, query, names), key);
  if (birth.precision !== 'day')
    return rank(await betweenDays(transaction, names, birth.from, birth.to), key, query.birth);
  const onDay = rank(await onDays(transaction, daysLike(birth.from)), key, query.birth);
  if (key === '' || onDay.some((one) => one.score > 0.85)) return onDay;
  const apart = await betweenDays(
    transaction,
    names,
    addDays(birth.from, -366 * YEARS_APART),
    addDays(birth.to, 366 * YEARS_APART),
  );
  const seen = new Set(onDay.map((one) => one.person));
  return [...onDay, ...rank(apart, key, query.birth).filter((one) => !seen.has(one.person))]
    .sort((a, b) => b.score - a.score)
    .slice(0, SHOWN);
}

function readBirth(text: string) {
  try {
    return parseDate(text);
  } catch (error) {
    if (error instanceof DateError) throw problems['date-impossible']({ pointer: '/birth' });
    throw error;
  }
}

/** Given names to look under. */
interface GivenNames {
  /** As typed; the first word too, for some write the given name first. The other words may hold the typing error. */
  typed: string[];
  /** Within one typing error of what was typed; then the words before it are free of any, and narrow the look-up. */
  near: string[];
  before: string;
}

function givenNames(given: Vocabulary, key: string): GivenNames {
  const words = key.split(' ');
  const last = givenKey(key);
  const typed = [...new Set([last, words[0]!])].filter((word) => word !== '');
  const near = given.near(last, 1).map((one) => one.token);
  return { typed, near: near.filter((token) => !typed.includes(token)), before: `${words.slice(0, -1).join(' ')} ` };
}

/** The day itself, day and month swapped, and what is known only by month or year. */
function daysLike(day: string): string[] {
  const [year, month, date] = day.split('-');
  const swapped = Number(date) <= 12 ? `${year}-${date}-${month}` : day;
  return [...new Set([day, swapped, `${year}-01-01`, `${year}-${month}-01`])];
}

const columns = 'person, name_key, birth_from, birth_to';

async function onDays(transaction: Transaction, days: readonly string[]): Promise<Indexed[]> {
  const [day] = days;
  const { rows } = await transaction.client.query<Indexed>({
    name: 'people-search-day',
    text: `SELECT ${columns} FROM people.person WHERE birth_from = ANY($1::date[]) AND (birth_from = birth_to OR birth_to >= $2::date) AND NOT (birth_from = birth_to AND birth_from <> ALL($3::date[]))`,
    // A first of January or of a month counts only as an uncertain date, unless it was asked for.
    values: [days, day, days.slice(0, 2)],
  });
  return rows;
}

/** `$1` typed, `$2` near, `$3` the words before: two index-only scans. */
const named = (place: string) =>
  `SELECT ${columns} FROM people.person WHERE given_key = ANY($1::text[]) AND ${place}
   UNION ALL
   SELECT ${columns} FROM people.person WHERE given_key = ANY($2::text[]) AND starts_with(name_key, $3) AND ${place}`;

async function betweenDays(
  transaction: Transaction,
  { typed, near, before }: GivenNames,
  from: string,
  to: string,
): Promise<Indexed[]> {
  const { rows } = await transaction.client.query<Indexed>({
    name: 'people-search-span',
    text: named('birth_from BETWEEN $4::date AND $5::date'),
    values: [typed, near, before, from, to],
  });
  return rows;
}

async function inArea(
  transaction: Transaction,
  query: SearchQuery,
  { typed, near, before }: GivenNames,
): Promise<Indexed[]> {
  const { rows } = await transaction.client.query<Indexed>({
    name: 'people-search-area',
    text: named("province = $4 AND ($5 = '' OR commune = $5)"),
    values: [typed, near, before, query.province, query.commune ?? ''],
  });
  return rows;
}

/** Best first; only the best are kept. Equal names (there are many) are told apart by the date. */
function rank(rows: readonly Indexed[], key: string, birth?: string): Ranked[] {
  const scores = new Map<string, number>();
  const ranked: Ranked[] = [];
  for (const row of rows) {
    let name = scores.get(row.name_key);
    if (name === undefined) {
      name = key === '' ? 1 : scoreName(key, row.name_key);
      scores.set(row.name_key, name);
    }
    if (name < LEAST) continue;
    const date = birth ? dateWeight(birth, row) : 1;
    const why = [
      ...(key !== '' ? [name === 1 ? 'name' : 'name-close'] : []),
      ...(birth ? [date === 1 ? 'birth' : 'birth-close'] : []),
    ];
    ranked.push({ person: row.person, score: Math.round(name * date * 1000) / 1000, why });
  }
  ranked.sort((a, b) => b.score - a.score || (a.person < b.person ? -1 : 1));
  return ranked.slice(0, SHOWN);
}

function dateWeight(birth: string, row: Indexed): number {
  if (birth.length < 10) return 1;
  if (row.birth_from !== row.birth_to) return row.birth_from <= birth && birth <= row.birth_to ? 0.92 : 0.6;
  if (row.birth_from === birth) return 1;
  return compareDate(birth, row.birth_from).verdict === 'close' ? 0.9 : 0.75;
}

/** Keeps candidates of whom a parent, spouse or child bears the name. */
async function keepRelated(transaction: Transaction, ranked: readonly Ranked[], relative: string): Promise<Ranked[]> {
  const key = nameKey(relative);
  const persons = await readPersons(
    transaction,
    ranked.map((one) => one.person),
  );
  const kept: Ranked[] = [];
  for (const one of ranked) {
    const record = persons.get(one.person)?.record;
    const names = [record?.father, record?.mother, record?.spouse, record?.legalRepresentative]
      .map((link) => link?.name)
      .filter((name) => name !== undefined);
    const children = await readPersons(
      transaction,
      (await readRelations(transaction, one.person)).map((relation) => relation.other),
    );
    names.push(...[...children.values()].map((child) => child.record.name));
    if (names.some((name) => scoreName(key, nameKey(name)) >= LEAST))
      kept.push({ ...one, why: [...one.why, 'relative'] });
  }
  return kept;
}

function present(offices: Offices, language: string, stored: StoredPerson, score: number, why: string[]): Candidate {
  const pin = activePin(stored.record);
  return {
    person: stored.person,
    name: stored.record.name,
    birthDate: stored.record.birthDate,
    sex: stored.record.sex,
    life: lifeOf(stored.record),
    ...(pin ? { pin } : {}),
    commune: stored.commune,
    communeName: stored.commune ? offices.areaName(stored.commune, language) : '',
    provinceName: stored.province ? offices.areaName(stored.province, language) : '',
    score,
    why,
  };
}

/** Given names in use, read again when they are older than a minute. */
export function createGivenNames(): (transaction: Transaction) => Promise<Vocabulary> {
  let known: Vocabulary | undefined;
  let readAt = 0;
  return async (transaction) => {
    if (known && Date.now() - readAt < 60_000) return known;
    const { rows } = await transaction.client.query<{ given_key: string }>('SELECT given_key FROM people.given');
    const vocabulary = new Vocabulary(1);
    for (const row of rows) vocabulary.add(row.given_key);
    known = vocabulary;
    readAt = Date.now();
    return vocabulary;
  };
}
