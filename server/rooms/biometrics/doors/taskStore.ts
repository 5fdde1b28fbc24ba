import { type Kernel, newId } from '#kernel';
import type { Queries } from './encounterStore.ts';

export type TaskState = 'PENDING' | 'RESPONSE_SCHEDULED' | 'RESPONSE_ERROR' | 'RESPONSE_RETRY' | 'COMPLETED';

/** A row of biometrics.abis_task. */
export interface TaskRow {
  readonly task: string;
  readonly owner: string;
  readonly operation: string;
  readonly priority: number;
  readonly transaction_id: string;
  readonly callback: string;
  readonly state: TaskState;
  readonly sealed: Buffer | null;
  readonly attempts: number;
}

type Keys = Kernel['keys'];
const aboutOf = (task: string) => `abis-task:${task}`;

/** @param content what is asked, or what is to be told */
export function sealContent(keys: Keys, task: string, content: object): Buffer {
  return keys.seal(aboutOf(task), Buffer.from(JSON.stringify(content)));
}

/** @returns undefined where it was delivered, or does not open */
export function openContent<Content>(
  keys: Keys,
  { task, sealed }: Pick<TaskRow, 'task' | 'sealed'>,
): Content | undefined {
  const plain = sealed && keys.open(aboutOf(task), sealed);
  return plain ? (JSON.parse(plain.toString('utf8')) as Content) : undefined;
}

export async function insertTask(
  client: Queries,
  keys: Keys,
  given: Pick<TaskRow, 'owner' | 'operation' | 'priority' | 'transaction_id' | 'callback'>,
  content: object,
): Promise<string> {
  const task = newId();
  await client.query(
    `INSERT INTO biometrics.abis_task
       (task, owner, operation, priority, transaction_id, callback, state, sealed, due_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'PENDING', $7, now(), clock_timestamp())`,
    [
      ...[task, given.owner, given.operation, given.priority, given.transaction_id, given.callback],
      sealContent(keys, task, content),
    ],
  );
  return task;
}

export async function readTask(client: Queries, owner: string, task: string): Promise<TaskRow | undefined> {
  const { rows } = await client.query<TaskRow>('SELECT * FROM biometrics.abis_task WHERE task = $1 AND owner = $2', [
    task,
    owner,
  ]);
  return rows[0];
}

/**
 * Takes the task whose turn it is: of those to be done the one of highest priority, the oldest first; of those to be told the one
 * that has waited longest. Who does not come back in `seconds` has lost it.
 */
export async function claimTask(
  client: Queries,
  { states, lease, seconds }: { states: readonly TaskState[]; lease: string; seconds: number },
): Promise<TaskRow | undefined> {
  const { rows } = await client.query<TaskRow>(
    `UPDATE biometrics.abis_task SET lease_by = $2, due_at = now() + make_interval(secs => $3), attempts = attempts + 1
     WHERE task = (
       SELECT task FROM biometrics.abis_task WHERE state = ANY($1::text[]) AND due_at <= now()
       ORDER BY priority DESC, created_at, task LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING *`,
    [states, lease, seconds],
  );
  return rows[0];
}

/** Ends the doing: from now on it is told. @returns false where another has taken the task since */
export async function markDone(client: Queries, task: string, lease: string, result: Buffer): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE biometrics.abis_task SET state = 'RESPONSE_SCHEDULED', sealed = $3, attempts = 0, due_at = now(), lease_by = NULL
     WHERE task = $1 AND lease_by = $2 AND state = 'PENDING'`,
    [task, lease, result],
  );
  return rowCount === 1;
}

/** Told: what was told is not kept. */
export async function markTold(client: Queries, task: string, lease: string): Promise<void> {
  await client.query(
    `UPDATE biometrics.abis_task SET state = 'COMPLETED', sealed = NULL, lease_by = NULL, ended_at = now()
     WHERE task = $1 AND lease_by = $2`,
    [task, lease],
  );
}

/** Not told: another time in `seconds`; undefined: no more by itself. */
export async function markUntold(client: Queries, task: string, lease: string, seconds?: number): Promise<void> {
  await client.query(
    `UPDATE biometrics.abis_task
     SET state = CASE WHEN $3::float8 IS NULL THEN 'RESPONSE_ERROR' ELSE state END, ended_at = CASE WHEN $3::float8 IS NULL THEN now() END,
       due_at = now() + make_interval(secs => coalesce($3::float8, 0)), lease_by = NULL
     WHERE task = $1 AND lease_by = $2`,
    [task, lease, seconds ?? null],
  );
}

/** @returns false for a task that is still to be done, or was told */
export async function retellTask(client: Queries, owner: string, task: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE biometrics.abis_task SET state = 'RESPONSE_RETRY', attempts = 0, due_at = now(), ended_at = NULL
     WHERE task = $1 AND owner = $2 AND state IN ('RESPONSE_SCHEDULED', 'RESPONSE_ERROR', 'RESPONSE_RETRY')`,
    [task, owner],
  );
  return rowCount === 1;
}

/** Results that could not be told are kept for so long. */
const KEPT_DAYS = 7;

export async function forgetTasks(client: Queries): Promise<void> {
  await client.query('DELETE FROM biometrics.abis_task WHERE ended_at < now() - make_interval(days => $1)', [
    KEPT_DAYS,
  ]);
}
