import type { Client } from '#kernel';

/** Whose work: an officer's own, or all of some offices together. */
export type Whose = { readonly officer: string } | { readonly offices: readonly string[] | 'all' };

export interface Workload {
  readonly days: readonly { day: string; count: number }[];
  readonly acts: readonly { type: string; count: number }[];
  readonly total: number;
  /** In as many days before these. */
  readonly before: number;
}

/**
 * What was done in the days from `from` to `to`, both included. Of offices nobody is told apart: work is followed to see where help
 * is needed, not to put persons in a row.
 */
export async function readWorkload(
  client: Pick<Client, 'query'>,
  whose: Whose,
  from: string,
  to: string,
): Promise<Workload> {
  const [filter, value] =
    'officer' in whose
      ? ['officer = $1', whose.officer]
      : ['($1::text[] IS NULL OR office = ANY($1))', whose.offices === 'all' ? null : whose.offices];
  const { rows } = await client.query<{ day: string | null; type: string | null; count: number; earlier: number }>(
    `SELECT day::text, type, coalesce(sum(count) FILTER (WHERE day >= $2::date), 0)::int AS count,
        coalesce(sum(count) FILTER (WHERE day < $2::date), 0)::int AS earlier
      FROM workload.done WHERE ${filter} AND day BETWEEN $2::date - ($3::date - $2::date + 1) AND $3::date
      GROUP BY GROUPING SETS ((day), (type), ())`,
    [value, from, to],
  );
  const whole = rows.find(({ day, type }) => day === null && type === null);
  return {
    days: rows.flatMap(({ day, count }) => (day !== null && count > 0 ? [{ day, count }] : [])).sort(by('day')),
    acts: rows
      .flatMap(({ type, count }) => (type !== null && count > 0 ? [{ type, count }] : []))
      .sort((a, b) => b.count - a.count || a.type.localeCompare(b.type)),
    total: whole?.count ?? 0,
    before: whole?.earlier ?? 0,
  };
}

const by =
  <Key extends string>(key: Key) =>
  (a: Record<Key, string>, b: Record<Key, string>) =>
    a[key].localeCompare(b[key]);
