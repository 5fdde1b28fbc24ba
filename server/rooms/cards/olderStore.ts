import type { Context } from '#kernel';
import type { Queries } from './door.ts';
import type { CardState } from './model.ts';
import { HELD } from './model.ts';
import type { OlderRow, Refusal } from './olderModel.ts';

export interface OlderRunRow {
  run: string;
  system: string;
  source: string;
  trial: boolean;
  expected: number;
  state: 'open' | 'closed';
  seen: number;
  taken: number;
  known: number;
  refused: number;
  started_at: Date;
  piece_at: Date | null;
  officer_name: string | null;
}

export async function insertRun(
  client: Queries,
  given: Pick<OlderRunRow, 'run' | 'system' | 'source' | 'trial' | 'expected'>,
  { receivedAt, caller }: Context,
): Promise<void> {
  await client.query(
    `INSERT INTO cards.older_run (run, system, source, trial, expected, started_at, officer, officer_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[given.run, given.system, given.source, given.trial, given.expected],
      ...[receivedAt, caller.id, caller.name ?? null],
    ],
  );
}

/** @param lock pieces of one run follow each other */
export async function findRun(client: Queries, run: string, lock = false): Promise<OlderRunRow | undefined> {
  const { rows } = await client.query<OlderRunRow>(
    `SELECT * FROM cards.older_run WHERE run = $1${lock ? ' FOR UPDATE' : ''}`,
    [run],
  );
  return rows[0];
}

/** The newest first. */
export async function listRuns(client: Queries, limit: number): Promise<OlderRunRow[]> {
  const { rows } = await client.query<OlderRunRow>('SELECT * FROM cards.older_run ORDER BY run DESC LIMIT $1', [limit]);
  return rows;
}

interface Moved {
  state?: 'closed';
  seen?: number;
  taken?: number;
  known?: number;
  refused?: number;
  at?: string;
}

export async function moveRun(client: Queries, run: string, moved: Moved): Promise<void> {
  const { state = null, seen = 0, taken = 0, known = 0, refused = 0, at = null } = moved;
  await client.query(
    `UPDATE cards.older_run SET state = coalesce($2, state), seen = seen + $3, taken = taken + $4, known = known + $5, refused = refused + $6,
       piece_at = coalesce($7, piece_at) WHERE run = $1`,
    [run, state, seen, taken, known, refused, at],
  );
}

export interface OlderRefusalRow {
  row: number;
  why: Refusal;
  cells: OlderRow;
}

export async function insertRefusals(client: Queries, run: string, rows: readonly OlderRefusalRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `INSERT INTO cards.older_refusal (run, row, why, number, cells)
     SELECT $1, row, why, cells->>'number', cells FROM unnest($2::bigint[], $3::text[], $4::jsonb[]) AS given (row, why, cells)`,
    [run, rows.map(({ row }) => row), rows.map(({ why }) => why), rows.map(({ cells }) => JSON.stringify(cells))],
  );
}

/** In the order in which they came, behind a row. */
export async function listRefusals(client: Queries, run: string, after: number, limit: number) {
  const { rows } = await client.query<OlderRefusalRow>(
    'SELECT row, why, cells FROM cards.older_refusal WHERE run = $1 AND row > $2 ORDER BY row LIMIT $3',
    [run, after, limit],
  );
  return rows;
}

export async function countRefusals(client: Queries, runs: readonly string[]) {
  const { rows } = await client.query<{ run: string; why: Refusal; count: number }>(
    'SELECT run, why, count(*)::int AS count FROM cards.older_refusal WHERE run = ANY($1::uuid[]) GROUP BY run, why ORDER BY count DESC, why',
    [runs],
  );
  return Map.groupBy(rows, ({ run }) => run);
}

/** Whose card has a number, and who holds a card of a kind since when. */
export async function readKnown(
  client: Queries,
  kind: string,
  persons: readonly string[],
  documentNumbers: readonly string[],
) {
  const documents = await client.query<{ document_number: string; person: string }>(
    'SELECT n.document_number, c.person FROM cards.number n JOIN cards.card c ON c.card = n.card WHERE n.document_number = ANY($1::text[])',
    [documentNumbers],
  );
  const held = await client.query<{ person: string; issued_on: string | null }>(
    'SELECT person, issued_on FROM cards.card WHERE person = ANY($1::uuid[]) AND kind = $2 AND state = ANY($3::text[])',
    [persons, kind, HELD],
  );
  return {
    documents: new Map(documents.rows.map((row) => [row.document_number, row.person])),
    held: new Map(held.rows.map((row) => [row.person, { issuedOn: row.issued_on }])),
  };
}

export interface TakenCard {
  readonly card: string;
  readonly step: string;
  readonly person: string;
  readonly kind: string;
  readonly template: string;
  readonly office: string;
  readonly areas: readonly string[];
  readonly state: CardState;
  readonly documentNumber: string;
  readonly issuedOn: string;
  readonly expiresOn: string | null;
  /** Why it is refused everywhere. */
  readonly hot: string | null;
}

/** @returns false where somebody else wrote one of these cards meanwhile: the transaction is to be given up */
export async function insertTaken(
  client: Queries,
  taken: readonly TakenCard[],
  run: string,
  { receivedAt, caller }: Context,
): Promise<boolean> {
  if (taken.length === 0) return true;
  const rows = JSON.stringify(taken);
  const cards = await client.query(
    `INSERT INTO cards.card (card, person, kind, reason, template, state, office, areas, requested_at, document_number, issued_on, expires_on)
     SELECT card, person, kind, 'older', template, state, office, areas, $2, "documentNumber", "issuedOn", "expiresOn"
     FROM jsonb_to_recordset($1) AS t (card uuid, person uuid, kind text, template text, state text, office text, areas text[],
       "documentNumber" text, "issuedOn" date, "expiresOn" date)
     ON CONFLICT DO NOTHING`,
    [rows, receivedAt],
  );
  const numbers = await client.query(
    `INSERT INTO cards.number (document_number, card, made_at)
     SELECT "documentNumber", card, $2 FROM jsonb_to_recordset($1) AS t (card uuid, "documentNumber" text) ON CONFLICT DO NOTHING`,
    [rows, receivedAt],
  );
  if (cards.rowCount !== taken.length || numbers.rowCount !== taken.length) return false;
  await client.query(
    `INSERT INTO cards.step (card, step, state, at, office, officer, officer_name, data)
     SELECT card, step, state, $2, coalesce($3, office), $4, $5, jsonb_build_object('older', $6::text)
     FROM jsonb_to_recordset($1) AS t (card uuid, step uuid, state text, office text)`,
    [rows, receivedAt, caller.area ?? null, caller.id, caller.name ?? null, run],
  );
  await insertHot(client, taken, receivedAt);
  return true;
}

/** Their versions follow each other, and who reads the list sees all of them or none. */
async function insertHot(client: Queries, taken: readonly TakenCard[], at: string): Promise<void> {
  const hot = taken.filter((one) => one.hot !== null);
  if (hot.length === 0) return;
  const { rows } = await client.query<{ version: string }>(
    'UPDATE cards.hot_version SET version = version + $1 RETURNING version::text',
    [hot.length],
  );
  await client.query(
    `INSERT INTO cards.hot_entry (version, document_number, reason, listed, at)
     SELECT $1::bigint + at_index, number, reason, true, $4 FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS given (number, reason, at_index)`,
    [
      (BigInt(rows[0]!.version) - BigInt(hot.length)).toString(),
      hot.map(({ documentNumber }) => documentNumber),
      hot.map((one) => one.hot),
      at,
    ],
  );
}
