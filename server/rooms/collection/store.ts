import type { Client } from '#kernel';
import type { Mapping } from '#libs/intake';
import type { Place, SheetForm, SheetOptions } from '#libs/sheets';
import type { RunState } from './model.ts';

type Queries = Pick<Client, 'query'>;

export interface RunRow {
  run: string;
  sender: string;
  province: string;
  commune: string;
  actor: string;
  actor_name: string;
  area: string | null;
  organisation: string | null;
  language: string;
  channel: 'browser' | 'folder' | 'command';
  file: string;
  bytes: number;
  upload: string;
  note: string | null;
  legal_basis: string;
  state: RunState;
  failure: string | null;
  reading: SheetOptions;
  form: (SheetForm & { headerRow: number }) | null;
  columns: string[] | null;
  sample: string[][] | null;
  mapping: Mapping | null;
  mapped_by: 'suggestion' | 'saved' | 'said' | null;
  place: Place | null;
  piece: number;
  bytes_read: number;
  rows_read: number;
  rows_before: number;
  accepted_new: number;
  accepted_known: number;
  proposed: number;
  refused: number;
  duplicates: number;
  taken_back: number;
  undone_to: number;
  /** Who takes it back, from which state, and the log's size when that was asked for. */
  undone_by: {
    actor: string;
    area: string | null;
    organisation: string | null;
    state: RunState;
    heard?: number;
  } | null;
  blocked: { row: number; person: string; why: string }[] | null;
  attempts: number;
  made_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
  expires_at: Date;
  files: boolean;
}

export type NewRun = Pick<
  RunRow,
  | 'run'
  | 'sender'
  | 'province'
  | 'commune'
  | 'actor'
  | 'actor_name'
  | 'area'
  | 'organisation'
  | 'language'
  | 'channel'
  | 'file'
  | 'bytes'
  | 'upload'
  | 'note'
  | 'legal_basis'
  | 'expires_at'
> & { made_at: string };

export async function insertRun(client: Queries, one: NewRun): Promise<void> {
  await client.query(
    `INSERT INTO collection.run (run, sender, province, commune, actor, actor_name, area, organisation, language, channel, file, bytes, upload, note, legal_basis, made_at, expires_at, state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 'uploaded')`,
    [
      one.run,
      one.sender,
      one.province,
      one.commune,
      one.actor,
      one.actor_name,
      one.area,
      one.organisation,
      one.language,
      one.channel,
      one.file,
      one.bytes,
      one.upload,
      one.note,
      one.legal_basis,
      one.made_at,
      one.expires_at,
    ],
  );
}

export async function readRun(client: Queries, run: string, lock = false): Promise<RunRow | undefined> {
  const { rows } = await client.query<RunRow>(
    `SELECT * FROM collection.run WHERE run = $1${lock ? ' FOR UPDATE' : ''}`,
    [run],
  );
  return rows[0];
}

/** Whose runs: a sender's own, and with `area` those of every office in it. */
export interface Sight {
  readonly sender: string;
  /** '' the country; undefined: none beside the own. */
  readonly area: string | undefined;
}

export async function listRuns(
  client: Queries,
  sight: Sight,
  asked: { state?: string | undefined; sender?: string | undefined; before?: string | undefined; limit: number },
): Promise<RunRow[]> {
  const { rows } = await client.query<RunRow>(
    `SELECT * FROM collection.run
     WHERE (sender = $1 OR $2 = '' OR province = $2 OR commune = $2)
       AND ($3::text IS NULL OR state = $3) AND ($4::text IS NULL OR sender = $4) AND ($5::uuid IS NULL OR run < $5)
     ORDER BY run DESC LIMIT $6`,
    [sight.sender, sight.area ?? '-', asked.state ?? null, asked.sender ?? null, asked.before ?? null, asked.limit],
  );
  return rows;
}

export async function countOpen(client: Queries, sender: string): Promise<number> {
  const { rows } = await client.query<{ open: number }>(
    "SELECT count(*) AS open FROM collection.run WHERE sender = $1 AND state IN ('uploaded', 'mapped', 'queued', 'running')",
    [sender],
  );
  return rows[0]!.open;
}

export async function markRead(
  client: Queries,
  run: string,
  given: Pick<RunRow, 'reading' | 'form' | 'columns' | 'sample' | 'mapping' | 'mapped_by'>,
): Promise<void> {
  await client.query(
    `UPDATE collection.run SET state = 'mapped', failure = NULL, reading = $2, form = $3, columns = $4, sample = $5, mapping = $6, mapped_by = $7 WHERE run = $1`,
    [
      run,
      ...[given.reading, given.form, given.columns, given.sample, given.mapping].map((one) => JSON.stringify(one)),
      given.mapped_by,
    ],
  );
}

/** What has begun keeps its mapping and its place. */
export async function markQueued(
  client: Queries,
  run: string,
  given: { mapping: Mapping; mapped_by: string; at: string },
): Promise<void> {
  await client.query(
    `UPDATE collection.run SET state = 'queued', failure = NULL, attempts = 0, ended_at = NULL, rows_before = rows_read, started_at = $4,
       mapping = CASE rows_read WHEN 0 THEN $2::json ELSE mapping END, mapped_by = CASE rows_read WHEN 0 THEN $3 ELSE mapped_by END
     WHERE run = $1`,
    [run, JSON.stringify(given.mapping), given.mapped_by, given.at],
  );
}

export async function markState(client: Queries, run: string, state: RunState, at: string | null): Promise<void> {
  await client.query(
    'UPDATE collection.run SET state = $2, ended_at = $3, lease_by = NULL, lease_until = NULL WHERE run = $1',
    [run, state, at],
  );
}

export async function markUndoing(
  client: Queries,
  run: string,
  by: NonNullable<RunRow['undone_by']>,
  at: string,
): Promise<void> {
  await client.query(
    "UPDATE collection.run SET state = 'undoing', undone_by = $2, blocked = NULL, attempts = 0, started_at = $3, ended_at = NULL, lease_by = NULL, lease_until = NULL WHERE run = $1",
    [run, JSON.stringify(by), at],
  );
}

export async function markFailed(
  client: Queries,
  run: string,
  failure: string,
  at: string,
  lease: string,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE collection.run SET state = 'failed', failure = $2, ended_at = $3, lease_by = NULL, lease_until = NULL
     WHERE run = $1 AND lease_by = $4`,
    [run, failure, at, lease],
  );
  return rowCount === 1;
}

/** Runs whose file has had its time; what became of the rows stays. */
export async function listExpired(client: Queries, now: Date): Promise<Pick<RunRow, 'run' | 'upload'>[]> {
  const { rows } = await client.query<Pick<RunRow, 'run' | 'upload'>>(
    "SELECT run, upload FROM collection.run WHERE files AND expires_at < $1 AND state NOT IN ('queued', 'running') LIMIT 100",
    [now],
  );
  return rows;
}

export async function markExpired(client: Queries, run: string): Promise<void> {
  await client.query(
    "UPDATE collection.run SET files = false, state = CASE WHEN state IN ('uploaded', 'mapped') THEN 'cancelled' ELSE state END WHERE run = $1",
    [run],
  );
}
