import type { Client } from '#kernel';

type Queries = Pick<Client, 'query'>;

export interface Contact {
  name: string;
  email: string;
  phone: string;
  /** In which they are written to; absent: the country's first. */
  language?: string;
}

/** How a system stands before the inspectors. */
export interface ConnectionRow {
  readonly system: string;
  readonly organisation: string;
  readonly host: string | undefined;
  readonly contact: Contact | undefined;
  readonly contactReachedBy: string | undefined;
  readonly contactReachedAt: Date | undefined;
  readonly submittedBy: string | undefined;
  readonly submittedAt: Date | undefined;
  /** By item: why the inspector gave it back. */
  readonly remarks: Readonly<Record<string, string>>;
  readonly returnedAt: Date | undefined;
  readonly signedBy: string | undefined;
  readonly signedAt: Date | undefined;
  readonly signedDigest: string | undefined;
  /** `YYYY-MM-DD`. */
  readonly reviewDue: string | undefined;
}

const columns = {
  host: 'host',
  contact: 'contact',
  contactReachedBy: 'contact_reached_by',
  contactReachedAt: 'contact_reached_at',
  submittedBy: 'submitted_by',
  submittedAt: 'submitted_at',
  remarks: 'remarks',
  returnedAt: 'returned_at',
  signedBy: 'signed_by',
  signedAt: 'signed_at',
  signedDigest: 'signed_digest',
  reviewDue: 'review_due',
} as const;
export type ConnectionChange = { -readonly [Part in keyof typeof columns]?: ConnectionRow[Part] };

const selected = `system, organisation, ${Object.entries(columns)
  .map(([part, column]) => `${column} AS "${part}"`)
  .join(', ')}`;

function toConnection(row: Record<string, unknown>): ConnectionRow {
  return Object.fromEntries(
    Object.entries(row).map(([part, value]) => [part, value ?? undefined]),
  ) as unknown as ConnectionRow;
}

/** Nobody else changes it until the transaction ends; made where the system has none yet. */
export async function holdConnection(client: Queries, system: string, organisation: string): Promise<ConnectionRow> {
  await client.query(
    'INSERT INTO connections.connection (system, organisation) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [system, organisation],
  );
  const { rows } = await client.query<Record<string, unknown>>(
    `SELECT ${selected} FROM connections.connection WHERE system = $1 FOR UPDATE`,
    [system],
  );
  return toConnection(rows[0]!);
}

export async function readConnections(
  client: Queries,
  systems: readonly string[],
): Promise<Map<string, ConnectionRow>> {
  const { rows } = await client.query<Record<string, unknown>>(
    `SELECT ${selected} FROM connections.connection WHERE system = ANY($1::uuid[])`,
    [systems],
  );
  return new Map(rows.map((row) => [String(row.system), toConnection(row)]));
}

export async function updateConnection(client: Queries, system: string, change: ConnectionChange): Promise<void> {
  const parts = Object.entries(change) as [keyof typeof columns, unknown][];
  const sets = parts.map(([part], index) => `${columns[part]} = $${index + 2}`);
  await client.query(`UPDATE connections.connection SET ${sets.join(', ')} WHERE system = $1`, [
    system,
    ...parts.map(([part, value]) =>
      (part === 'contact' || part === 'remarks') && value !== undefined ? JSON.stringify(value) : (value ?? null),
    ),
  ]);
}

export interface AnswerRow {
  readonly system: string;
  readonly item: string;
  readonly answer: string;
  readonly months: number | null;
  readonly answeredBy: string;
  readonly answeredAt: Date;
}

export async function readAnswers(client: Queries, systems: readonly string[]): Promise<AnswerRow[]> {
  const { rows } = await client.query<AnswerRow>(
    'SELECT system, item, answer, months, answered_by AS "answeredBy", answered_at AS "answeredAt" FROM connections.answer WHERE system = ANY($1::uuid[])',
    [systems],
  );
  return rows;
}

export async function writeAnswer(client: Queries, given: AnswerRow): Promise<void> {
  await client.query(
    `INSERT INTO connections.answer (system, item, answer, months, answered_by, answered_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (system, item) DO UPDATE SET answer = EXCLUDED.answer, months = EXCLUDED.months, answered_by = EXCLUDED.answered_by, answered_at = EXCLUDED.answered_at`,
    [given.system, given.item, given.answer, given.months, given.answeredBy, given.answeredAt],
  );
}

export interface EvidenceRow {
  readonly evidence: string;
  readonly system: string;
  readonly item: string;
  readonly name: string;
  readonly media: string;
  readonly size: number;
  readonly digest: string;
  readonly addedBy: string;
  readonly addedAt: Date;
}

const evidence = `evidence, system, item, name, media, size, digest, added_by AS "addedBy", added_at AS "addedAt"`;

/** Files that were not taken away again. */
export async function readEvidence(client: Queries, systems: readonly string[]): Promise<EvidenceRow[]> {
  const { rows } = await client.query<EvidenceRow>(
    `SELECT ${evidence} FROM connections.evidence WHERE system = ANY($1::uuid[]) AND removed_at IS NULL ORDER BY added_at, evidence`,
    [systems],
  );
  return rows;
}

export async function readSealedEvidence(
  client: Queries,
  system: string,
  id: string,
): Promise<(EvidenceRow & { sealed: Buffer }) | undefined> {
  const { rows } = await client.query<EvidenceRow & { sealed: Buffer }>(
    `SELECT ${evidence}, sealed FROM connections.evidence WHERE system = $1 AND evidence = $2 AND removed_at IS NULL`,
    [system, id],
  );
  return rows[0];
}

export async function insertEvidence(client: Queries, given: EvidenceRow & { sealed: Buffer }): Promise<void> {
  await client.query(
    `INSERT INTO connections.evidence (evidence, system, item, name, media, size, digest, sealed, added_by, added_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      given.evidence,
      given.system,
      given.item,
      given.name,
      given.media,
      given.size,
      given.digest,
      given.sealed,
      given.addedBy,
      given.addedAt,
    ],
  );
}

/** The line stays, the bytes go. @returns whether it was there */
export async function removeEvidence(
  client: Queries,
  system: string,
  id: string,
  { by, at }: { by: string; at: Date },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE connections.evidence SET removed_by = $3, removed_at = $4, sealed = '' WHERE system = $1 AND evidence = $2 AND removed_at IS NULL`,
    [system, id, by, at],
  );
  return rowCount === 1;
}
