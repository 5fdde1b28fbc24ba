import type { Client } from '#kernel';
import { nameKey, parseDate } from '#libs/names';

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
 * Three ways of all those sought in one statement, each of which reads an index only: the same name within years; the same day and
 * given name, whatever the rest; the same day and the name up to the given name. Their order is kept.
 */
const ways = `WITH s AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::date[]) WITH ORDINALITY AS s (key, given, begin, day, nth))
  SELECT s.nth, c.person FROM s
    CROSS JOIN LATERAL (SELECT person FROM people.person
      WHERE name_key = s.key AND birth_from BETWEEN (s.day - interval '${YEARS_APART} years')::date AND (s.day + interval '${YEARS_APART} years')::date
      LIMIT ${MOST}) c
  UNION ALL
  SELECT s.nth, c.person FROM s
    CROSS JOIN LATERAL (SELECT person FROM people.person WHERE given_key = s.given AND birth_from = s.day LIMIT ${MOST}) c
  UNION ALL
  SELECT s.nth, c.person FROM s
    CROSS JOIN LATERAL (SELECT person FROM people.person
      WHERE birth_from = s.day AND name_key >= s.begin AND name_key < s.begin || '{' LIMIT ${MOST}) c`;

/** Who in the register may be one of those sought. @returns by place in `sought`, the persons, each once */
export async function findLikely(client: Client, sought: readonly Sought[]): Promise<Set<string>[]> {
  const found = sought.map(() => new Set<string>());
  const places: number[] = [];
  const keys: string[] = [];
  const givens: (string | null)[] = [];
  const begins: (string | null)[] = [];
  const days: string[] = [];
  const numbers = new Map<string, number[]>();
  for (const [at, { numbers: own, name, birthDate }] of sought.entries()) {
    for (const number of own) numbers.set(number, [...(numbers.get(number) ?? []), at]);
    if (!name || !birthDate) continue;
    const key = nameKey(name);
    const cut = key.lastIndexOf(' ') + 1;
    // A year alone is no day: half a country was born in it.
    const isDay = birthDate.length === 10;
    places.push(at);
    keys.push(key);
    givens.push(isDay ? key.slice(cut) : null);
    begins.push(isDay && cut > 0 ? key.slice(0, cut) : null);
    days.push(parseDate(birthDate).from);
  }
  if (places.length > 0) {
    const values = [keys, givens, begins, days];
    const { rows } = await client.query<{ nth: number; person: string }>(ways, values);
    for (const { nth, person } of rows) found[places[nth - 1]!]!.add(person);
  }
  if (numbers.size === 0) return found;
  const { rows } = await client.query<{ value: string; person: string }>(
    "SELECT value, person FROM people.identifier WHERE value = ANY($1::text[]) AND status <> 'reserved'",
    [[...numbers.keys()]],
  );
  for (const row of rows) for (const at of numbers.get(row.value) ?? []) found[at]!.add(row.person);
  return found;
}
