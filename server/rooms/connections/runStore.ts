import { type Client, newId } from '#kernel';
import type { Observed, Told } from './steps.ts';

type Queries = Pick<Client, 'query'>;

export interface RunRow {
  readonly run: string;
  readonly system: string;
  readonly organisation: string;
  readonly begunBy: string;
  readonly begunAt: Date;
  readonly endsAt: Date;
  readonly passedAt: Date | null;
  readonly failedAt: Date | null;
}

const selected = `run, system, organisation, begun_by AS "begunBy", begun_at AS "begunAt", ends_at AS "endsAt", passed_at AS "passedAt", failed_at AS "failedAt"`;

export async function insertRun(client: Queries, run: Omit<RunRow, 'passedAt' | 'failedAt'>): Promise<void> {
  await client.query(
    'INSERT INTO connections.run (run, system, organisation, begun_by, begun_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [run.run, run.system, run.organisation, run.begunBy, run.begunAt, run.endsAt],
  );
}

export async function readRun(client: Queries, run: string, hold = false): Promise<RunRow | undefined> {
  const { rows } = await client.query<RunRow>(
    `SELECT ${selected} FROM connections.run WHERE run = $1${hold ? ' FOR UPDATE' : ''}`,
    [run],
  );
  return rows[0];
}

/** Of a system, newest first. */
export async function readRuns(client: Queries, system: string, limit = 20): Promise<RunRow[]> {
  const { rows } = await client.query<RunRow>(
    `SELECT ${selected} FROM connections.run WHERE system = $1 ORDER BY begun_at DESC LIMIT ${limit}`,
    [system],
  );
  return rows;
}

/** Of each of these systems the newest that passed. */
export async function readPassedRuns(client: Queries, systems: readonly string[]): Promise<Map<string, RunRow>> {
  const { rows } = await client.query<RunRow>(
    `SELECT DISTINCT ON (system) ${selected} FROM connections.run WHERE system = ANY($1::uuid[]) AND passed_at IS NOT NULL
     ORDER BY system, begun_at DESC`,
    [systems],
  );
  return new Map(rows.map((row) => [row.system, row]));
}

export async function endRun(client: Queries, run: string, how: 'passed' | 'failed', at: Date): Promise<void> {
  const column = how === 'passed' ? 'passed_at' : 'failed_at';
  await client.query(`UPDATE connections.run SET ${column} = $2 WHERE run = $1`, [run, at]);
}

export async function insertObserved(client: Queries, run: string, { step, at, ...seen }: Observed): Promise<void> {
  await client.query(
    'INSERT INTO connections.observed (run, observation, step, at, seen) VALUES ($1, $2, $3, $4, $5)',
    [run, newId(), step, new Date(at), JSON.stringify(seen)],
  );
}

export async function readObserved(client: Queries, run: string): Promise<Observed[]> {
  const { rows } = await client.query<{ step: string; at: Date; seen: Omit<Observed, 'step' | 'at'> }>(
    'SELECT step, at, seen FROM connections.observed WHERE run = $1 ORDER BY at, observation',
    [run],
  );
  return rows.map(({ step, at, seen }) => ({ step, at: at.getTime(), ...seen }));
}

export async function countObserved(
  client: Queries,
  run: string,
  step: string,
  transaction: string,
): Promise<{ all: number; own: number }> {
  const { rows } = await client.query<{ all: number; own: number }>(
    `SELECT count(*)::int AS "all", count(*) FILTER (WHERE step = $2 AND seen->>'transaction' = $3)::int AS own
     FROM connections.observed WHERE run = $1`,
    [run, step, transaction],
  );
  return rows[0]!;
}

/** The first word counts. @returns whether it was the first */
export async function insertTold(
  client: Queries,
  run: string,
  told: Told & { note: string | undefined; at: Date },
): Promise<boolean> {
  const { rowCount } = await client.query(
    'INSERT INTO connections.told (run, step, believed, note, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
    [run, told.step, told.believed, told.note ?? null, told.at],
  );
  return rowCount === 1;
}

export async function readTold(client: Queries, run: string): Promise<Told[]> {
  const { rows } = await client.query<Told>('SELECT step, believed FROM connections.told WHERE run = $1', [run]);
  return rows;
}
