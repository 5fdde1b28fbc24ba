import type { Client } from '#kernel';
import type { Realm, Service, ServiceGiven, ServiceState } from './model.ts';

type Queries = Pick<Client, 'query'>;

/** A service with what only its own console and the inspector see. */
export interface ServiceRow extends Service {
  readonly secret: Buffer | undefined;
  readonly proposed: number | undefined;
  readonly submittedBy: string | undefined;
  readonly submittedAt: Date | undefined;
  readonly refusal: string | undefined;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly changedAt: Date;
}

interface Row {
  client: string; organisation: string; realm: Realm; state: ServiceState; name: Record<string, string>;
  metadata: ServiceGiven['metadata']; purpose: string; legal_basis: string; fields: ServiceGiven['fields'];
  assurance: ServiceGiven['assurance']; profile: ServiceGiven['profile']; acts_for: ServiceGiven['actsFor']; version: number;
  secret: Buffer | null; proposed: number | null; submitted_by: string | null; submitted_at: Date | null;
  refusal: string | null; made_by: string; made_at: Date; changed_at: Date;
} // biome-ignore format: one row

const columns =
  'client, organisation, realm, state, name, metadata, purpose, legal_basis, fields, assurance, profile, acts_for, version, secret, proposed, submitted_by, submitted_at, refusal, made_by, made_at, changed_at';

function toService(row: Row): ServiceRow {
  const { client, organisation, realm, state, name, metadata, purpose, fields, assurance, profile, version } = row;
  return {
    ...{ client, organisation, realm, state, name, metadata, purpose, fields, assurance, profile, version },
    legalBasis: row.legal_basis,
    actsFor: row.acts_for,
    secret: row.secret ?? undefined,
    proposed: row.proposed ?? undefined,
    submittedBy: row.submitted_by ?? undefined,
    submittedAt: row.submitted_at ?? undefined,
    refusal: row.refusal ?? undefined,
    madeBy: row.made_by,
    madeAt: row.made_at,
    changedAt: row.changed_at,
  };
}

export async function readService(client: Queries, id: string): Promise<ServiceRow | undefined> {
  const { rows } = await client.query<Row>({
    name: 'clients-service',
    text: `SELECT ${columns} FROM clients.service WHERE client = $1`,
    values: [id],
  });
  return rows[0] && toService(rows[0]);
}

/** The same, and nobody else changes it until this transaction ends. */
export async function lockService(client: Queries, id: string): Promise<ServiceRow | undefined> {
  const { rows } = await client.query<Row>(`SELECT ${columns} FROM clients.service WHERE client = $1 FOR UPDATE`, [id]);
  return rows[0] && toService(rows[0]);
}

export async function readServicesOf(client: Queries, organisation: string): Promise<ServiceRow[]> {
  const { rows } = await client.query<Row>(
    `SELECT ${columns} FROM clients.service WHERE organisation = $1 ORDER BY state = 'closed', made_at DESC`,
    [organisation],
  );
  return rows.map(toService);
}

/** What waits for an inspector, longest first, and what is in production. */
export async function readServicesToInspect(client: Queries): Promise<ServiceRow[]> {
  const { rows } = await client.query<Row>(
    `SELECT ${columns} FROM clients.service WHERE submitted_by IS NOT NULL OR realm = 'production'
     ORDER BY submitted_at NULLS LAST, changed_at DESC LIMIT 200`,
  );
  return rows.map(toService);
}

export interface Author {
  readonly by: string;
  readonly at: Date;
}

/** @returns false where the id is taken */
export async function insertService(
  client: Queries,
  made: { client: string; organisation: string; state: ServiceState; secret: Buffer | undefined },
  given: ServiceGiven,
  { by, at }: Author,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO clients.service (client, organisation, realm, state, name, metadata, purpose, legal_basis, fields, assurance, profile, acts_for, version, secret, made_by, made_at, changed_at)
     VALUES ($1, $2, 'simulation', $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12, $13, $14, $14) ON CONFLICT DO NOTHING`,
    [made.client, made.organisation, made.state, ...listColumns(given), made.secret ?? null, by, at],
  );
  if (rowCount !== 1) return false;
  await insertVersion(client, made.client, 1, given, { by, at });
  return true;
}

export async function insertVersion(
  client: Queries,
  id: string,
  version: number,
  given: ServiceGiven,
  { by, at }: Author,
): Promise<void> {
  await client.query(
    'INSERT INTO clients.service_version (client, version, service, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5)',
    [id, version, JSON.stringify(given), by, at],
  );
}

/** Puts a version in force. */
export async function writeService(
  client: Queries,
  id: string,
  version: number,
  given: ServiceGiven,
  at: Date,
): Promise<void> {
  await client.query(
    `UPDATE clients.service SET name = $4, metadata = $5, purpose = $6, legal_basis = $7, fields = $8, assurance = $9,
       profile = $10, acts_for = $11, version = $2, changed_at = $3 WHERE client = $1`,
    [id, version, at, ...listColumns(given)],
  );
}

function listColumns(given: ServiceGiven): unknown[] {
  const { name, metadata, purpose, legalBasis, fields, assurance, profile, actsFor } = given;
  const json = JSON.stringify;
  return [json(name), json(metadata), purpose, legalBasis, json(fields), assurance, profile, actsFor];
}

export interface ServiceStanding {
  readonly realm: Realm;
  readonly state: ServiceState;
  readonly proposed: number | undefined;
  readonly submitted: Author | undefined;
  readonly refusal: string | undefined;
}

/** Writes where a service stands on its way. */
export async function writeStanding(client: Queries, id: string, standing: ServiceStanding, at: Date): Promise<void> {
  const { realm, state, proposed, submitted, refusal } = standing;
  await client.query(
    `UPDATE clients.service SET realm = $2, state = $3, proposed = $4, submitted_by = $5, submitted_at = $6, refusal = $7,
       changed_at = $8, secret = CASE WHEN $2 = 'simulation' THEN secret END WHERE client = $1`,
    [id, realm, state, proposed ?? null, submitted?.by ?? null, submitted?.at ?? null, refusal ?? null, at],
  );
}

export async function writeSecret(client: Queries, id: string, secret: Buffer | undefined): Promise<void> {
  await client.query('UPDATE clients.service SET secret = $2 WHERE client = $1', [id, secret ?? null]);
}

export interface VersionRow {
  version: number;
  service: ServiceGiven;
  changed_by: string;
  changed_at: Date;
}

export async function readVersions(client: Queries, id: string): Promise<VersionRow[]> {
  const { rows } = await client.query<VersionRow>(
    'SELECT version, service, changed_by, changed_at FROM clients.service_version WHERE client = $1 ORDER BY version DESC LIMIT 100',
    [id],
  );
  return rows;
}

export async function readVersion(client: Queries, id: string, version: number): Promise<VersionRow | undefined> {
  const { rows } = await client.query<VersionRow>(
    'SELECT version, service, changed_by, changed_at FROM clients.service_version WHERE client = $1 AND version = $2',
    [id, version],
  );
  return rows[0];
}

export async function readNewestVersion(client: Queries, id: string): Promise<number> {
  const { rows } = await client.query<{ newest: number }>(
    'SELECT max(version)::int AS newest FROM clients.service_version WHERE client = $1',
    [id],
  );
  return rows[0]!.newest;
}
