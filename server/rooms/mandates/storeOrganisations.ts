import type { Client } from '#kernel';
import type { Organisation, OrganisationState } from './record.ts';

type Reader = Pick<Client, 'query'>;

interface Row {
  organisation: string;
  tax_code: string;
  name: string;
  province: string;
  representative: string;
  state: OrganisationState;
  certificate: Organisation['certificate'];
  reason: string | null;
  opened_at: Date;
}

const columns = 'organisation, tax_code, name, province, representative, state, certificate, reason, opened_at';

function toOrganisation(row: Row): Organisation {
  return {
    organisation: row.organisation,
    taxCode: row.tax_code,
    name: row.name,
    province: row.province,
    representative: row.representative,
    state: row.state,
    certificate: row.certificate,
    reason: row.reason ?? undefined,
    openedAt: row.opened_at.toISOString(),
  };
}

/** @param lock `share` keeps its state until the transaction ends, `update` its row for oneself */
export async function readOrganisation(
  client: Reader,
  organisation: string,
  lock?: 'share' | 'update',
): Promise<Organisation | undefined> {
  const { rows } = await client.query<Row>(
    `SELECT ${columns} FROM mandates.organisation WHERE organisation = $1${lock ? ` FOR ${lock.toUpperCase()}` : ''}`,
    [organisation],
  );
  return rows[0] && toOrganisation(rows[0]);
}

export async function readOrganisations(
  client: Reader,
  organisations: readonly string[],
): Promise<Map<string, Organisation>> {
  if (organisations.length === 0) return new Map();
  const { rows } = await client.query<Row>(
    `SELECT ${columns} FROM mandates.organisation WHERE organisation = ANY($1::uuid[])`,
    [organisations],
  );
  return new Map(rows.map((row) => [row.organisation, toOrganisation(row)]));
}

/** Those in a state whose seat is in an area, the oldest first. @param province '' the whole country */
export async function readQueue(client: Reader, state: OrganisationState, province: string): Promise<Organisation[]> {
  const { rows } = await client.query<Row>(
    `SELECT ${columns} FROM mandates.organisation WHERE state = $1 AND ($2 = '' OR province = $2) ORDER BY opened_at LIMIT 100`,
    [state, province],
  );
  return rows.map(toOrganisation);
}

/** The account that has the code. */
export async function findTaxCode(client: Reader, taxCode: string): Promise<string | undefined> {
  const { rows } = await client.query<{ organisation: string }>(
    'SELECT organisation FROM mandates.tax_code WHERE tax_code = $1',
    [taxCode],
  );
  return rows[0]?.organisation;
}

/** @returns false where another account has the code: of many at once one comes through */
export async function claimTaxCode(client: Reader, taxCode: string, organisation: string): Promise<boolean> {
  const claimed = await client.query(
    'INSERT INTO mandates.tax_code (tax_code, organisation) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [taxCode, organisation],
  );
  return claimed.rowCount === 1;
}

export async function insertOrganisation(
  client: Reader,
  given: Omit<Organisation, 'reason' | 'openedAt'> & { by: string; now: Date },
): Promise<void> {
  await client.query(
    `INSERT INTO mandates.organisation (organisation, tax_code, name, province, representative, state, certificate, opened_by, opened_at, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`,
    [
      given.organisation,
      given.taxCode,
      given.name,
      given.province,
      given.representative,
      given.state,
      JSON.stringify(given.certificate),
      given.by,
      given.now,
    ],
  );
}

/** @returns false where the same person has asked for the same code and waits */
export async function insertAsked(
  client: Reader,
  { representative, taxCode, organisation }: Pick<Organisation, 'representative' | 'taxCode' | 'organisation'>,
): Promise<boolean> {
  const inserted = await client.query(
    'INSERT INTO mandates.asked (representative, tax_code, organisation) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [representative, taxCode, organisation],
  );
  return inserted.rowCount === 1;
}

export async function deleteAsked(
  client: Reader,
  { representative, taxCode }: Pick<Organisation, 'representative' | 'taxCode'>,
): Promise<void> {
  await client.query('DELETE FROM mandates.asked WHERE representative = $1 AND tax_code = $2', [
    representative,
    taxCode,
  ]);
}

/** @returns false where its state does not lead there any more */
export async function writeState(
  client: Reader,
  organisation: string,
  change: { from: readonly OrganisationState[]; to: OrganisationState; reason: string | undefined; now: Date },
): Promise<boolean> {
  const written = await client.query(
    'UPDATE mandates.organisation SET state = $3, reason = $4, changed_at = $5 WHERE organisation = $1 AND state = ANY($2)',
    [organisation, change.from, change.to, change.reason ?? null, change.now],
  );
  return written.rowCount === 1;
}

export async function writeRepresentative(
  client: Reader,
  organisation: string,
  given: { representative: string; certificate: Organisation['certificate']; now: Date },
): Promise<void> {
  await client.query(
    'UPDATE mandates.organisation SET representative = $2, certificate = $3, changed_at = $4 WHERE organisation = $1',
    [organisation, given.representative, JSON.stringify(given.certificate), given.now],
  );
}
