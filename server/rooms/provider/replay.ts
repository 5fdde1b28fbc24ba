import { createHash } from 'node:crypto';
import { type Database, gather } from '#kernel';

type Pool = Pick<Database['pool'], 'query'>;

interface Claim {
  readonly id: Buffer;
  readonly until: number;
}

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
export function claimOnce(pool: Pool, id: Buffer, until: number): Promise<boolean> {
  const claim = claims.get(pool) ?? gatherClaims(pool);
  claims.set(pool, claim);
  return claim({ id, until });
}

const claims = new WeakMap<Pool, (claim: Claim) => Promise<boolean>>();

/** Of two that claim the same at once the second goes into another statement, and finds it taken. */
function gatherClaims(pool: Pool): (claim: Claim) => Promise<boolean> {
  const keyOf = ({ id }: Claim) => id.toString('latin1');
  return gather<Claim, boolean>(
    async (asked) => {
      const { rows } = await pool.query<{ id: Buffer }>({
        name: 'provider-claim',
        text: `INSERT INTO provider.replay (id, expires_at) SELECT id, to_timestamp(until)
          FROM unnest($1::bytea[], $2::float8[]) AS given (id, until) ON CONFLICT DO NOTHING RETURNING id`,
        values: [asked.map(({ id }) => id), asked.map(({ until }) => until)],
      });
      const taken = new Set(rows.map(({ id }) => id.toString('latin1')));
      return asked.map((claim) => taken.has(keyOf(claim)));
    },
    { keyOf },
  );
}
