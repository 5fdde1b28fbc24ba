import { createHash } from 'node:crypto';
import type { Client } from '#kernel';

type Queryable = Pick<Client, 'query'>;

/** The name under which an identifier counts once. The parts cannot be shifted into each other. */
export function replayId(...parts: readonly string[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}

/**
 * Takes an identifier (assertion, DPoP proof, request object) for this one use. To look first and write then lets
 * several pass at once.
 * @param until seconds since 1970; the identifier may be forgotten afterwards
 * @returns false where it was taken before
 */
export async function claimOnce(database: Queryable, id: Buffer, until: number): Promise<boolean> {
  const { rowCount } = await database.query({
    name: 'provider-claim',
    text: 'INSERT INTO provider.replay (id, expires_at) VALUES ($1, to_timestamp($2::float8)) ON CONFLICT DO NOTHING',
    values: [id, until],
  });
  return rowCount === 1;
}
