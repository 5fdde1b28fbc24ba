import type { Client } from '#kernel';
import { givenKey, nameKey, parseDate } from '#libs/names';

/** What is known of somebody who may be in the register. */
export interface Sought {
  /** Numbers of any kind. */
  readonly numbers: readonly string[];
  readonly name?: string | undefined;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly birthDate?: string | undefined;
}

/** The same person is found with birth dates up to this many years apart. */
const YEARS_APART = 3;
/** By each way; beyond it a name says nothing. */
const MOST = 20;

/**
 * Each way is one statement whatever the number of those sought, and each reads an index only: the same name within years;
 * the same day and given name, whatever the rest; the same day and the name up to the given name.
 */
const ways = {
  name: `SELECT s.at, c.person FROM unnest($1::int[], $2::text[], $3::date[], $4::date[]) AS s (at, key, first, last)
    CROSS JOIN LATERAL (SELECT person FROM people.person WHERE name_key = s.key AND birth_from BETWEEN s.first AND s.last LIMIT ${MOST}) c`,
  given: `SELECT s.at, c.person FROM unnest($1::int[], $2::text[], $3::date[], $4::date[]) AS s (at, key, first, last)
    CROSS JOIN LATERAL (SELECT person FROM people.person WHERE given_key = s.key AND birth_from BETWEEN s.first AND s.last LIMIT ${MOST}) c`,
  begin: `SELECT s.at, c.person FROM unnest($1::int[], $2::text[], $3::date[], $4::date[]) AS s (at, key, first, last)
    CROSS JOIN LATERAL (SELECT person FROM people.person WHERE birth_from = s.first AND name_key >= s.key AND name_key < s.key || '{' LIMIT ${MOST}) c`,
} as const;

interface Asked {
  at: number[];
  key: string[];
  first: string[];
  last: string[];
}

/** Who in the register may be one of those sought. @returns by place in `sought`, the persons, each once */
export async function findLikely(client: Client, sought: readonly Sought[]): Promise<Set<string>[]> {
  const found = sought.map(() => new Set<string>());
  const asked = { name: ask(), given: ask(), begin: ask() };
  const numbers = new Map<string, number[]>();
  for (const [at, { numbers: own, name, birthDate }] of sought.entries()) {
    for (const number of own) numbers.set(number, [...(numbers.get(number) ?? []), at]);
    if (!name || !birthDate) continue;
    const { from } = parseDate(birthDate);
    const key = nameKey(name);
    add(asked.name, at, key, shiftYear(from, -YEARS_APART), shiftYear(from, YEARS_APART));
    // A year alone is no day: half a country was born in it.
    if (birthDate.length < 10) continue;
    add(asked.given, at, givenKey(name), from, from);
    const begin = key.slice(0, key.lastIndexOf(' ') + 1);
    if (begin !== '') add(asked.begin, at, begin, from, from);
  }
  for (const way of ['name', 'given', 'begin'] as const) {
    const { at, key, first, last } = asked[way];
    if (at.length === 0) continue;
    const { rows } = await client.query<{ at: number; person: string }>(ways[way], [at, key, first, last]);
    for (const row of rows) found[row.at]!.add(row.person);
  }
  if (numbers.size === 0) return found;
  const { rows } = await client.query<{ value: string; person: string }>(
    "SELECT value, person FROM people.identifier WHERE value = ANY($1::text[]) AND status <> 'reserved'",
    [[...numbers.keys()]],
  );
  for (const row of rows) for (const at of numbers.get(row.value) ?? []) found[at]!.add(row.person);
  return found;
}

const ask = (): Asked => ({ at: [], key: [], first: [], last: [] });

function add(asked: Asked, at: number, key: string, first: string, last: string): void {
  asked.at.push(at);
  asked.key.push(key);
  asked.first.push(first);
  asked.last.push(last);
}

/** The same day some years away; 29 February becomes the 28th. */
function shiftYear(day: string, years: number): string {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, '0');
  return `${year}${day.endsWith('-02-29') ? '-02-28' : day.slice(4)}`;
}
