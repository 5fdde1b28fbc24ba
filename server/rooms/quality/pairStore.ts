import type { Client, Transaction } from '#kernel';
import { selectFacts } from '#rooms/people';
import type { Place } from './units.ts';

type Queries = Pick<Client, 'query'>;

/** Two records, the lower key first. */
export interface PairKeys {
  readonly one: string;
  readonly other: string;
}

export interface PairRow extends PairKeys {
  /** An officer found that they are two persons. */
  apart: boolean;
}

const FIRST = '00000000-0000-0000-0000-000000000000';

/** Keys are compared as texts, and a caller may write them in capitals. */
export function orderPair(person: string, other: string): PairKeys {
  const [one, two] = [person.toLowerCase(), other.toLowerCase()];
  return one < two ? { one, other: two } : { one: two, other: one };
}

/** Pairs of a rule with a living record in a commune: the suspected ones, and those told apart since the last count. */
export async function listPairRows(
  client: Queries,
  rule: string,
  { province, commune }: Pick<Place, 'province' | 'commune'>,
): Promise<PairRow[]> {
  // A count that runs meanwhile does not yet know of a pair that was told apart, and would suspect it again.
  const { rows } = await client.query<PairRow>(
    `SELECT DISTINCT least(c.person, c.other) AS one, greatest(c.person, c.other) AS other, c.apart
     FROM (
       SELECT s.person, s.other, false AS apart FROM quality.suspect s
       WHERE s.rule = $4 AND NOT EXISTS (
         SELECT FROM quality.apart a WHERE a.one = least(s.person, s.other) AND a.other = greatest(s.person, s.other))
       UNION ALL
       SELECT k.person, k.other, true FROM quality.apart a
       CROSS JOIN LATERAL (VALUES (a.one, a.other), (a.other, a.one)) AS k (person, other)
       WHERE $4 = ANY (a.rules)
         AND a.said_at >= coalesce((SELECT max(begun_at) FROM quality.run WHERE state = 'done'), '-infinity')) c
     WHERE c.person IN (SELECT f.person FROM (${selectFacts('commune')}) f)
     ORDER BY one, other`,
    [province, commune, FIRST, rule],
  );
  return rows;
}

/** Of the persons named, those whose records were not merged into others. */
export async function findUnmerged(client: Queries, persons: readonly string[]): Promise<Set<string>> {
  const { rows } = await client.query<{ person: string }>(`SELECT f.person FROM (${selectFacts('persons')}) f`, [
    persons,
  ]);
  return new Set(rows.map(({ person }) => person));
}

/** When a pair was told apart. */
export async function readApart(client: Queries, { one, other }: PairKeys): Promise<Date | undefined> {
  const { rows } = await client.query<{ said_at: Date }>(
    'SELECT said_at FROM quality.apart WHERE one = $1 AND other = $2',
    [one, other],
  );
  return rows[0]?.said_at;
}

/** Two persons who were thought to be one. @returns false where nobody thought so */
export async function tellApart(
  { client }: Transaction,
  { one, other }: PairKeys,
  said: { reason: string; by: string; at: Date },
): Promise<boolean> {
  const { rows } = await client.query<{ rule: string }>(
    'DELETE FROM quality.suspect WHERE (person = $1 AND other = $2) OR (person = $2 AND other = $1) RETURNING rule',
    [one, other],
  );
  if (rows.length === 0) return false;
  await client.query(
    `INSERT INTO quality.apart (one, other, reason, said_by, said_at, rules)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [one, other, said.reason, said.by, said.at, [...new Set(rows.map(({ rule }) => rule))]],
  );
  return true;
}

/** They may be one person after all, by the rules that said so. @returns false where nobody told them apart */
export async function suspectAgain({ client }: Transaction, { one, other }: PairKeys): Promise<boolean> {
  const { rows } = await client.query<{ rules: string[] }>(
    'DELETE FROM quality.apart WHERE one = $1 AND other = $2 RETURNING rules',
    [one, other],
  );
  const [apart] = rows;
  if (!apart) return false;
  await client.query(
    `INSERT INTO quality.suspect (person, rule, other)
     SELECT k.person, r.rule, k.other
     FROM unnest($3::text[]) AS r (rule) CROSS JOIN (VALUES ($1::uuid, $2::uuid), ($2::uuid, $1::uuid)) AS k (person, other)
     ON CONFLICT DO NOTHING`,
    [one, other, apart.rules],
  );
  return true;
}
