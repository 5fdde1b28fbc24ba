import type { Client } from '#kernel';
import type { Stage } from '#rooms/exchange';
import type { Asker } from './acts.ts';
import type { BatchState, Columns, Compared, Failure, Format } from './model.ts';

export interface BatchRow {
  batch: string;
  organisation: string;
  stage: Stage;
  actor: string;
  agreement: string;
  purpose: string;
  legal_basis: string;
  case_number: string | null;
  fields: Compared[];
  format: Format;
  columns: Columns;
  findings: number | null;
  bytes: number;
  upload: string;
  state: BatchState;
  failure: Failure | null;
  failure_detail: string | null;
  sha256: string | null;
  salt: Buffer;
  hidden_until: string | null;
  snapshot: string | null;
  snapshot_at: Date | null;
  rows_read: number;
  bytes_read: number;
  attempts: number;
  summary: Record<string, unknown> | null;
  manifest: string | null;
  started_line: string | null;
  made_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
  expires_at: Date;
  files: boolean;
}

type Queries = Pick<Client, 'query'>;
export type NewBatch = Pick<
  BatchRow,
  | 'batch'
  | 'organisation'
  | 'stage'
  | 'actor'
  | 'agreement'
  | 'purpose'
  | 'legal_basis'
  | 'case_number'
  | 'fields'
  | 'format'
  | 'columns'
  | 'findings'
  | 'bytes'
  | 'upload'
  | 'salt'
  | 'hidden_until'
> & { made_at: string; expires_at: Date };

export async function insertBatch(client: Queries, one: NewBatch): Promise<void> {
  await client.query(
    `INSERT INTO batches.batch (batch, organisation, actor, agreement, purpose, legal_basis, case_number, fields, format, columns, findings, bytes, upload, salt, hidden_until, made_at, expires_at, stage, state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 'draft')`,
    [
      one.batch,
      one.organisation,
      one.actor,
      one.agreement,
      one.purpose,
      one.legal_basis,
      one.case_number,
      one.fields,
      one.format,
      JSON.stringify(one.columns),
      one.findings,
      one.bytes,
      one.upload,
      one.salt,
      one.hidden_until,
      one.made_at,
      one.expires_at,
      one.stage,
    ],
  );
}

/** A batch of this organisation; another's does not exist for the caller. */
export async function readBatch(
  client: Queries,
  { organisation, simulated }: Asker,
  batch: string,
  lock = false,
): Promise<BatchRow | undefined> {
  const { rows } = await client.query<BatchRow>(
    `SELECT * FROM batches.batch WHERE batch = $1 AND organisation = $2 AND (NOT $3 OR stage = 'simulation')${lock ? ' FOR UPDATE' : ''}`,
    [batch, organisation, simulated],
  );
  return rows[0];
}

export async function listBatches(
  client: Queries,
  { organisation, simulated }: Asker,
  before: string | undefined,
  limit: number,
) {
  const { rows } = await client.query<BatchRow>(
    "SELECT * FROM batches.batch WHERE organisation = $1 AND ($2::uuid IS NULL OR batch < $2) AND (NOT $4 OR stage = 'simulation') ORDER BY batch DESC LIMIT $3",
    [organisation, before ?? null, limit, simulated],
  );
  return rows;
}

export async function countOpen(client: Queries, organisation: string): Promise<number> {
  const { rows } = await client.query<{ open: number }>(
    "SELECT count(*) AS open FROM batches.batch WHERE organisation = $1 AND state IN ('draft', 'waiting', 'running')",
    [organisation],
  );
  return rows[0]!.open;
}

export async function markStarted(
  client: Queries,
  batch: string,
  given: {
    sha256: string;
    columns: Columns;
    at: string;
    actor: string;
    /** The line and the body of the start: its evidence. */
    line: string;
    body: string;
  },
): Promise<void> {
  const { sha256, columns, at, actor, line, body } = given;
  await client.query(
    `UPDATE batches.batch SET state = 'waiting', sha256 = $2, columns = $3, started_at = $4, actor = $5, started_line = $6, started_body = $7,
       failure = NULL, failure_detail = NULL, ended_at = NULL, attempts = 0
     WHERE batch = $1`,
    [batch, sha256, JSON.stringify(columns), at, actor, line, body],
  );
}

export async function markCancelled(client: Queries, batch: string, at: string): Promise<void> {
  await client.query(
    "UPDATE batches.batch SET state = 'cancelled', ended_at = $2, lease_by = NULL, lease_until = NULL WHERE batch = $1",
    [batch, at],
  );
}

export async function pinSnapshot(
  client: Queries,
  batch: string,
  lease: string,
  snapshot: { id: string; takenAt: string },
): Promise<void> {
  await client.query('UPDATE batches.batch SET snapshot = $3, snapshot_at = $4 WHERE batch = $1 AND lease_by = $2', [
    batch,
    lease,
    snapshot.id,
    snapshot.takenAt,
  ]);
}

/** @returns false when it is no longer held */
export async function markDone(
  client: Queries,
  batch: string,
  lease: string,
  given: { summary: object; manifest: string; rows: number; at: string; expiresAt: Date },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE batches.batch SET state = 'done', summary = $3, manifest = $4, rows_read = $5, ended_at = $6, expires_at = $7, lease_by = NULL, lease_until = NULL
     WHERE batch = $1 AND lease_by = $2 AND state = 'running'`,
    [batch, lease, JSON.stringify(given.summary), given.manifest, given.rows, given.at, given.expiresAt],
  );
  return rowCount === 1;
}

export async function markFailed(
  client: Queries,
  batch: string,
  lease: string,
  given: { failure: Failure; detail: string; at: string },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE batches.batch SET state = 'failed', failure = $3, failure_detail = $4, ended_at = $5, lease_by = NULL, lease_until = NULL
     WHERE batch = $1 AND lease_by = $2 AND state = 'running'`,
    [batch, lease, given.failure, given.detail, given.at],
  );
  return rowCount === 1;
}

/** @returns whether these rows were not counted yet */
export async function countOnce(client: Queries, batch: string, chunk: number): Promise<boolean> {
  const { rowCount } = await client.query(
    'INSERT INTO batches.counted (batch, chunk) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [batch, chunk],
  );
  return rowCount === 1;
}

export interface ChunkRow {
  chunk: number;
  kind: string;
  rows: number;
  looks: number;
  counts: unknown;
  reference: string;
  /** Of a finding: the first day on which what was found may be locked. */
  lock_from: string | null;
  objections: number;
  upheld: number;
}

export async function readChunks(client: Queries, batch: string): Promise<ChunkRow[]> {
  const { rows } = await client.query<ChunkRow>(
    'SELECT chunk, kind, rows, looks, counts, reference, lock_from, objections, upheld FROM batches.chunk WHERE batch = $1 ORDER BY chunk',
    [batch],
  );
  return rows;
}

export async function readRegisterAct(client: Queries): Promise<number> {
  const { rows } = await client.query<{ act: number }>('SELECT act FROM batches.register WHERE one = 1');
  return rows[0]!.act;
}

/** Batches whose files have had their time. */
export async function listExpired(client: Queries, now: Date): Promise<Pick<BatchRow, 'batch' | 'upload' | 'state'>[]> {
  const { rows } = await client.query<Pick<BatchRow, 'batch' | 'upload' | 'state'>>(
    "SELECT batch, upload, state FROM batches.batch WHERE files AND expires_at < $1 AND state NOT IN ('waiting', 'running') LIMIT 100",
    [now],
  );
  return rows;
}

export async function markExpired(client: Queries, batch: string): Promise<void> {
  await client.query(
    "UPDATE batches.batch SET files = false, state = CASE state WHEN 'draft' THEN 'cancelled' ELSE state END WHERE batch = $1",
    [batch],
  );
}

export async function listPinned(client: Queries): Promise<Set<string>> {
  const { rows } = await client.query<{ snapshot: string }>(
    "SELECT DISTINCT snapshot FROM batches.batch WHERE snapshot IS NOT NULL AND state IN ('waiting', 'running', 'failed') AND files",
  );
  return new Set(rows.map((row) => row.snapshot));
}
