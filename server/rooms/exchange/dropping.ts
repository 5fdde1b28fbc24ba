import { type Context, type Database, describeEntry } from '#kernel';
import type { Country } from '#libs/country';
import { problems } from './problems.ts';

/** The rule of the country by which evidence is kept (country.yaml, retention). */
const RETENTION = 'exchange-evidence';

/** What is older than a day. One row a journal block. */
export interface OldEvidence {
  /** The first day that stays. */
  readonly before: string;
  readonly rows: number;
  readonly days: number;
  readonly bytes: number;
  /** The earliest of them; absent where there are none. */
  readonly first?: string;
}

interface DropParts {
  /** The owner's: the application may neither change nor remove evidence. */
  database: Database;
  country: Pick<Country, 'facts'>;
}

/**
 * Counts the evidence of the days before a date, and says whether the law lets it go.
 * @throws Problem exchange/evidence-kept where some of it must still be kept
 */
export async function findOldEvidence({ database, country }: DropParts, before: string): Promise<OldEvidence> {
  const keep = country.facts.retention.find(({ id }) => id === RETENTION)?.keep;
  if (!keep) throw new Error(`country.yaml: retention has no ${RETENTION} with a term to keep`);
  const client = await database.connect({ name: 'dancu-evidence', settings: ' -c statement_timeout=0' });
  try {
    const { rows: limits } = await client.query<{ day: string }>('SELECT (current_date - $1::interval)::date AS day', [
      keep,
    ]);
    const { day } = limits[0]!;
    if (before > day) throw problems['evidence-kept']({ values: { day, keep } });
    const { rows } = await client.query<Omit<OldEvidence, 'before' | 'first'> & { first: string | null }>(
      `SELECT count(*)::int AS rows, count(DISTINCT day)::int AS days, min(day) AS first,
         coalesce(sum(coalesce(pg_column_size(packed), 0) + coalesce(pg_column_size(messages), 0)), 0)::bigint AS bytes
       FROM exchange.exchanged WHERE day < $1`,
      [before],
    );
    const { first, ...counted } = rows[0]!;
    return { before, ...counted, ...(first ? { first } : {}) };
  } finally {
    await client.end();
  }
}

/**
 * Removes the evidence of the days before a date, a day at a time with its line in the journal: what was done stays done
 * after a kill, and what is left goes with the next call. The journal itself keeps every question.
 * @returns how much was removed
 * @throws Problem exchange/evidence-kept
 */
export async function dropEvidence(parts: DropParts, context: Context, before: string): Promise<OldEvidence> {
  const old = await findOldEvidence(parts, before);
  if (old.first === undefined) return old;
  const { rows: days } = await parts.database.pool.query<{ day: string }>(
    "SELECT day::date AS day FROM generate_series($1::date, $2::date - 1, interval '1 day') AS day",
    [old.first, before],
  );
  for (const { day } of days)
    await parts.database.transact(async (transaction) => {
      const { rowCount } = await transaction.client.query('DELETE FROM exchange.exchanged WHERE day = $1', [day]);
      if (rowCount === 0) return;
      const data = { day, rows: rowCount };
      transaction.append(
        describeEntry(context, { kind: 'note', room: 'exchange', type: 'evidence-dropped', subjects: [], data }),
      );
    });
  return old;
}
