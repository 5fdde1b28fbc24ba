import type { Client } from '#kernel';

type Queries = Pick<Client, 'query'>;

/** Whoever compares is still to hear of a reference. @param search and who else this may be is to be looked for */
export async function leaveUnsettled(client: Queries, reference: string, search: boolean): Promise<void> {
  await client.query(
    `INSERT INTO biometrics.unsettled AS known (reference, search) VALUES ($1, $2)
     ON CONFLICT (reference) DO UPDATE SET search = known.search OR excluded.search, attempts = 0, failure = NULL, next_at = now()`,
    [reference, search],
  );
}

/** Whoever compares knows nobody: it is to hear of everybody, and nobody is searched anew. */
export async function leaveAllUnsettled(client: Queries): Promise<void> {
  await client.query(
    `INSERT INTO biometrics.unsettled (reference, search) SELECT reference, false FROM biometrics.subject
     ON CONFLICT (reference) DO NOTHING`,
  );
}

/** Held until the transaction ends: of two who settle a reference the second finds nothing to do, or what came meanwhile. */
export async function holdUnsettled(client: Queries, reference: string): Promise<{ search: boolean } | undefined> {
  const { rows } = await client.query<{ search: boolean }>(
    'SELECT search FROM biometrics.unsettled WHERE reference = $1 FOR UPDATE',
    [reference],
  );
  return rows[0];
}

export async function settled(client: Queries, reference: string): Promise<void> {
  await client.query('DELETE FROM biometrics.unsettled WHERE reference = $1', [reference]);
}

/** Whether all that is held of a person was told to who compares, and others were looked for. */
export async function isSettled(client: Queries, person: string): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT FROM biometrics.unsettled u JOIN biometrics.subject s ON s.reference = u.reference WHERE s.person = $1 LIMIT 1`,
    [person],
  );
  return rows.length === 0;
}

/** Later, and the more often it failed the later: from a minute to a day. @param failure a code, never a value */
export async function putOff(client: Queries, reference: string, failure: string): Promise<void> {
  await client.query(
    `UPDATE biometrics.unsettled SET attempts = attempts + 1, failure = $2,
       next_at = now() + least(interval '1 minute' * 2 ^ least(attempts, 11), interval '1 day') WHERE reference = $1`,
    [reference, failure],
  );
}

export async function listDue(client: Queries, most: number): Promise<string[]> {
  const { rows } = await client.query<{ reference: string }>(
    'SELECT reference FROM biometrics.unsettled WHERE next_at <= now() ORDER BY next_at LIMIT $1',
    [most],
  );
  return rows.map(({ reference }) => reference);
}
