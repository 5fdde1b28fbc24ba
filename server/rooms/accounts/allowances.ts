import type { Client, Database, Kernel } from '#kernel';
import { problems } from './problems.ts';

type Reader = Pick<Client, 'query'>;

/** What is used of a bucket in the window of now and in the one before it. */
interface Use {
  readonly now: number;
  readonly before: number;
}

/** Where an instant lies: start of its window in seconds of the epoch, and what the window before it still weighs, 0 to 1. */
function windowOf(now: Date, seconds: number): { start: number; weight: number } {
  const at = now.getTime() / 1000;
  const start = Math.floor(at / seconds) * seconds;
  return { start, weight: 1 - (at - start) / seconds };
}

/** @returns seconds until one more use is allowed, if nobody else comes first; 0: now */
export function waitFor(use: Use, limit: number, seconds: number, weight: number): number {
  const left = weight * seconds;
  if (use.now + use.before * weight + 1 <= limit) return 0;
  // Enough of the window before fades while this one lasts, or else this one has to fade in the next.
  if (use.now + 1 <= limit) return left - (seconds * (limit - 1 - use.now)) / use.before;
  return left + seconds * (1 - (limit - 1) / use.now);
}

/**
 * Counts a use against a bucket. The windows of `seconds` slide: what was used in the one before counts by the part of it that
 * is still less than `seconds` ago, so that a window's turn lets no second burst through.
 * @returns seconds until the next use where `limit` is used up; undefined where the use was allowed
 */
export async function takeAllowance(
  client: Reader,
  now: Date,
  bucket: string,
  limit: number,
  seconds: number,
): Promise<number | undefined> {
  const { start, weight } = windowOf(now, seconds);
  // One statement: of parallel uses, no more than the limit find a row below it.
  const { rowCount } = await client.query({
    name: 'accounts-spend',
    text: `WITH before AS MATERIALIZED (
        SELECT coalesce(sum(used), 0) * $5::float8 AS used FROM accounts.allowance
        WHERE bucket = $1 AND window_start = to_timestamp($2::float8 - $4::float8))
      INSERT INTO accounts.allowance AS known (bucket, window_start, used)
      SELECT $1, to_timestamp($2::float8), 1 FROM before WHERE before.used + 1 <= $3::float8
      ON CONFLICT (bucket, window_start) DO UPDATE SET used = known.used + 1
        WHERE known.used + 1 + (SELECT used FROM before) <= $3::float8`,
    values: [bucket, start, limit, seconds, weight],
  });
  if (rowCount === 1) return undefined;
  return Math.max(1, Math.ceil(waitFor(await readUse(client, bucket, start, seconds), limit, seconds, weight)));
}

/** Gives a use back that turned out to be none. */
export async function returnAllowance(client: Reader, now: Date, bucket: string, seconds: number): Promise<void> {
  await client.query({
    name: 'accounts-return',
    text: 'UPDATE accounts.allowance SET used = used - 1 WHERE bucket = $1 AND window_start = to_timestamp($2) AND used > 0',
    values: [bucket, windowOf(now, seconds).start],
  });
}

/** So many that what is left of them in the next window is more than any limit until its last moments. */
const NEVER = 100_000;

/** Lets nobody use the bucket for at least `seconds`. */
export async function exhaustAllowance(client: Reader, now: Date, bucket: string, seconds: number): Promise<void> {
  await client.query({
    name: 'accounts-exhaust',
    text: `INSERT INTO accounts.allowance (bucket, window_start, used) VALUES ($1, to_timestamp($2), $3)
      ON CONFLICT (bucket, window_start) DO UPDATE SET used = excluded.used`,
    values: [bucket, windowOf(now, seconds).start, NEVER],
  });
}

/** Is the bucket used up? Counts nothing. @returns seconds until the next use; undefined where one is allowed now */
export async function readWait(
  client: Reader,
  now: Date,
  bucket: string,
  limit: number,
  seconds: number,
): Promise<number | undefined> {
  const { start, weight } = windowOf(now, seconds);
  const wait = waitFor(await readUse(client, bucket, start, seconds), limit, seconds, weight);
  return wait > 0 ? Math.max(1, Math.ceil(wait)) : undefined;
}

async function readUse(client: Reader, bucket: string, start: number, seconds: number): Promise<Use> {
  const { rows } = await client.query<{ now: number; before: number }>({
    name: 'accounts-spent',
    text: `SELECT coalesce(sum(used) FILTER (WHERE window_start = to_timestamp($2::float8)), 0)::int AS now,
        coalesce(sum(used) FILTER (WHERE window_start < to_timestamp($2::float8)), 0)::int AS before
      FROM accounts.allowance
      WHERE bucket = $1 AND window_start IN (to_timestamp($2::float8), to_timestamp($2::float8 - $3::float8))`,
    values: [bucket, start, seconds],
  });
  return rows[0]!;
}

/** @throws Problem accounts/too-many with `retry-after` */
export async function spend(
  { database, clock }: Pick<Kernel, 'database' | 'clock'>,
  bucket: string,
  limit: number,
  seconds: number,
): Promise<void> {
  const wait = await takeAllowance(database.pool, clock.now(), bucket, limit, seconds);
  if (wait !== undefined) throw problems['too-many']({ extra: { retryAfter: wait } });
}

export async function forgetAllowances(database: Database, now: Date): Promise<void> {
  await database.pool.query("DELETE FROM accounts.allowance WHERE window_start < $1::timestamptz - interval '2 days'", [
    now,
  ]);
}
