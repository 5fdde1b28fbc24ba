import type { Database } from '#kernel';

type Pool = Pick<Database['pool'], 'query'>;

/** Rows that a pass takes at most from each table: none of them holds others up. */
const MOST = 20_000;

/** Takes away what has run out. Codes stay until then even when used: their second use must be known. */
export async function forgetExpired(pool: Pool): Promise<void> {
  for (const table of ['artifact', 'replay', 'sign_in', 'permission']) {
    await pool.query(
      `DELETE FROM provider.${table} WHERE ctid IN (
        SELECT ctid FROM provider.${table} WHERE expires_at < now() - interval '5 minutes' LIMIT ${MOST})`,
    );
  }
}
