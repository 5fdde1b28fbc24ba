import type { Client } from '#kernel';
import type { ApiGiven } from './apiModel.ts';
import type { Realm, ServiceState } from './model.ts';

type Queries = Pick<Client, 'query'>;

/** An API with where it stands. */
export interface Api {
  readonly api: string;
  readonly organisation: string;
  readonly realm: Realm;
  readonly state: ServiceState;
  readonly indicator: string;
  readonly given: ApiGiven;
  readonly version: number;
  readonly proposed: ApiGiven | null;
  readonly authors: readonly string[];
  readonly submittedBy: string | null;
  readonly submittedAt: Date | null;
  readonly refusal: string | null;
  readonly changedAt: Date;
}

const columns = `api, organisation, realm, state, indicator, given, version, proposed, authors, submitted_by AS "submittedBy",
  submitted_at AS "submittedAt", refusal, changed_at AS "changedAt"`;

export async function readApi(client: Queries, api: string, lock = false): Promise<Api | undefined> {
  const { rows } = await client.query<Api>(
    `SELECT ${columns} FROM clients.api WHERE api = $1${lock ? ' FOR UPDATE' : ''}`,
    [api],
  );
  return rows[0];
}

export async function readApiNamed(client: Queries, indicator: string): Promise<Api | undefined> {
  const { rows } = await client.query<Api>({
    name: 'clients-api-named',
    text: `SELECT ${columns} FROM clients.api WHERE indicator = $1`,
    values: [indicator],
  });
  return rows[0];
}

export async function readApisOf(client: Queries, organisation: string): Promise<Api[]> {
  const { rows } = await client.query<Api>(
    `SELECT ${columns} FROM clients.api WHERE organisation = $1 ORDER BY state = 'closed', made_at DESC`,
    [organisation],
  );
  return rows;
}

/** What serves others, what waits longest first; for an inspector also what is stopped. */
export async function readOpenApis(client: Queries, inspects: boolean): Promise<Api[]> {
  const states = ['simulation', 'checking', 'production', ...(inspects ? ['suspended'] : [])];
  const { rows } = await client.query<Api>(
    `SELECT ${columns} FROM clients.api WHERE state = ANY ($1) ORDER BY submitted_at NULLS LAST, organisation LIMIT 500`,
    [states],
  );
  return rows;
}

/** How many services wait for an answer of these APIs' owner. */
export async function countAsking(client: Queries, apis: readonly Pick<Api, 'api'>[]): Promise<Map<string, number>> {
  if (apis.length === 0) return new Map();
  const { rows } = await client.query<{ api: string; count: number }>(
    `SELECT held.api, count(*)::int AS count FROM clients.api_access held JOIN clients.api USING (api, realm)
     WHERE held.api = ANY ($1) AND held.asked IS NOT NULL GROUP BY held.api`,
    [apis.map(({ api }) => api)],
  );
  return new Map(rows.map(({ api, count }) => [api, count]));
}

/** @returns false where the indicator or the id is somebody's */
export async function insertApi(
  client: Queries,
  { api, organisation, state, given }: Pick<Api, 'api' | 'organisation' | 'state' | 'given'>,
  author: string,
  at: Date,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO clients.api (api, organisation, realm, state, indicator, given, version, authors, made_at, changed_at)
     VALUES ($1, $2, 'simulation', $3, $4, $5, 1, ARRAY[$6], $7, $7) ON CONFLICT DO NOTHING`,
    [api, organisation, state, given.indicator, JSON.stringify(given), author, at],
  );
  return rowCount === 1;
}

export async function writeApi(client: Queries, row: Api, at: Date): Promise<void> {
  await client.query(
    `UPDATE clients.api SET realm = $2, state = $3, given = $4, version = $5, proposed = $6, authors = $7, submitted_by = $8,
       submitted_at = $9, refusal = $10, changed_at = $11 WHERE api = $1`,
    [
      ...[row.api, row.realm, row.state, JSON.stringify(row.given), row.version],
      row.proposed ? JSON.stringify(row.proposed) : null,
      ...[row.authors, row.submittedBy, row.submittedAt, row.refusal, at],
    ],
  );
}

/** What a service may ask people for at an API, and what it would like to. */
export interface Access {
  readonly client: string;
  readonly api: string;
  readonly realm: Realm;
  readonly scopes: readonly string[];
  readonly asked: readonly string[] | null;
  readonly why: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly decidedAt: Date | null;
  readonly note: string | null;
}

const accessColumns = `client, api, realm, scopes, asked, why, asked_by AS "askedBy", asked_at AS "askedAt",
  decided_at AS "decidedAt", note`;

/** Nobody else decides on it until this transaction ends. */
export async function lockAccess(
  client: Queries,
  { client: service, api, realm }: Pick<Access, 'client' | 'api' | 'realm'>,
): Promise<Access | undefined> {
  const { rows } = await client.query<Access>(
    `SELECT ${accessColumns} FROM clients.api_access WHERE client = $1 AND api = $2 AND realm = $3 FOR UPDATE`,
    [service, api, realm],
  );
  return rows[0];
}

export async function readAccessOf(client: Queries, key: { api: string } | { client: string }): Promise<Access[]> {
  const [column, value] = 'api' in key ? ['api', key.api] : ['client', key.client];
  const { rows } = await client.query<Access>(
    `SELECT ${accessColumns} FROM clients.api_access WHERE ${column} = $1 ORDER BY asked IS NULL, asked_at DESC LIMIT 500`,
    [value],
  );
  return rows;
}

/** Scopes that stand for a service at an API now. */
export async function readScopes(client: Queries, service: string, api: string, realm: Realm): Promise<string[]> {
  const { rows } = await client.query<{ scopes: string[] }>({
    name: 'clients-api-scopes',
    text: 'SELECT scopes FROM clients.api_access WHERE client = $1 AND api = $2 AND realm = $3',
    values: [service, api, realm],
  });
  return rows[0]?.scopes ?? [];
}

export async function askAccess(
  client: Queries,
  asking: Pick<Access, 'client' | 'api' | 'realm' | 'why' | 'askedBy' | 'askedAt'> & { asked: readonly string[] },
): Promise<void> {
  await client.query(
    `INSERT INTO clients.api_access (client, api, realm, scopes, asked, why, asked_by, asked_at)
     VALUES ($1, $2, $3, '{}', $4, $5, $6, $7) ON CONFLICT (client, api, realm)
     DO UPDATE SET asked = excluded.asked, why = excluded.why, asked_by = excluded.asked_by, asked_at = excluded.asked_at`,
    [asking.client, asking.api, asking.realm, asking.asked, asking.why, asking.askedBy, asking.askedAt],
  );
}

export async function decideAccess(
  client: Queries,
  { client: service, api, realm }: Pick<Access, 'client' | 'api' | 'realm'>,
  decided: Pick<Access, 'scopes' | 'asked'> & { by: string; at: Date; note: string | undefined },
): Promise<void> {
  await client.query(
    `UPDATE clients.api_access SET scopes = $4, asked = $5, decided_by = $6, decided_at = $7, note = $8
     WHERE client = $1 AND api = $2 AND realm = $3`,
    [service, api, realm, decided.scopes, decided.asked, decided.by, decided.at, decided.note ?? null],
  );
}
