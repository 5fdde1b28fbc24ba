import type { Client, Database, Kernel } from '#kernel';
import { problems } from './problems.ts';

/**
 * Counts a use against a bucket, in windows of `seconds`.
 * @returns seconds until the next window where `limit` is used up; undefined where the use was allowed
 */
export async function takeAllowance(
  client: Pick<Client, 'query'>,
  now: Date,
  bucket: string,
  limit: number,
  seconds: number,
): Promise<number | undefined> {
  const start = Math.floor(now.getTime() / 1000 / seconds) * seconds;
  // One statement: of parallel uses, no more than the limit find a row below it.
  const { rowCount } = await client.query({
    name: 'accounts-spend',
    text: `INSERT INTO accounts.allowance AS known (bucket, window_start, used) VALUES ($1, to_timestamp($2), 1)
      ON CONFLICT (bucket, window_start) DO UPDATE SET used = known.used + 1 WHERE known.used < $3`,
    values: [bucket, start, limit],
  });
  return rowCount === 1 ? undefined : Math.max(1, Math.ceil(start + seconds - now.getTime() / 1000));
}

/** Gives a use back that turned out to be none. */
export async function returnAllowance(
  client: Pick<Client, 'query'>,
  now: Date,
  bucket: string,
  seconds: number,
): Promise<void> {
  const start = Math.floor(now.getTime() / 1000 / seconds) * seconds;
  await client.query({
    name: 'accounts-return',
    text: 'UPDATE accounts.allowance SET used = used - 1 WHERE bucket = $1 AND window_start = to_timestamp($2) AND used > 0',
    values: [bucket, start],
  });
}

/** Is the bucket used up? Counts nothing. */
export async function isUsedUp(
  client: Pick<Client, 'query'>,
  now: Date,
  bucket: string,
  limit: number,
  seconds: number,
): Promise<boolean> {
  const start = Math.floor(now.getTime() / 1000 / seconds) * seconds;
  const { rows } = await client.query<{ used: number }>({
    name: 'accounts-spent',
    text: 'SELECT used FROM accounts.allowance WHERE bucket = $1 AND window_start = to_timestamp($2)',
    values: [bucket, start],
  });
  return (rows[0]?.used ?? 0) >= limit;
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
