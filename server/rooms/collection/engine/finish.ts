import { describeEntry, type Transaction } from '#kernel';
import type { RunState } from '../model.ts';
import { markState, type RunRow, readRun } from '../store.ts';
import { requireLease } from './commit.ts';
import { contextOf, type Job } from './job.ts';
import type { EngineParts } from './run.ts';

/** All rows are read: the run is done, or waits for officers. @throws LeaseLost */
export async function finishRun({ database, clock }: EngineParts, job: Job, row: RunRow): Promise<void> {
  await database.transact(async (transaction) => {
    const { client } = transaction;
    await requireLease(client, job.run, job.lease, 'running');
    const now = (await readRun(client, job.run))!;
    const state = await stateOfRead(transaction, job.run);
    await markState(client, job.run, state, new Date().toISOString());
    const { rows_read: rows, accepted_new: fresh, accepted_known: known, proposed, refused, duplicates } = now;
    const counts = { rows, new: fresh, known, proposed, refused, duplicates };
    tell(transaction, clock, row, row, 'done', { run: job.run, ...counts });
  });
}

/** What a run whose rows are all read is, by what officers have still to decide. */
export async function stateOfRead({ client }: Transaction, run: string): Promise<RunState> {
  const { rows } = await client.query<{ waits: boolean }>(
    "SELECT EXISTS (SELECT FROM collection.proposal WHERE run = $1 AND state <> 'decided') AS waits",
    [run],
  );
  return rows[0]!.waits ? 'waiting' : 'done';
}

/** Undone, with what waited for officers; or, where acts of others stand on it, as it was before. @throws LeaseLost */
export async function finishUndo(
  { database, clock }: EngineParts,
  job: Job,
  row: RunRow,
  blocked: RunRow['blocked'],
): Promise<void> {
  const by = row.undone_by!;
  await database.transact(async (transaction) => {
    const { client } = transaction;
    await requireLease(client, job.run, job.lease, 'undoing');
    const { undone_to: undoneTo } = (await readRun(client, job.run))!;
    const refused = blocked !== null && blocked.length > 0 && undoneTo === 0;
    const at = new Date().toISOString();
    await client.query('UPDATE collection.run SET blocked = $2 WHERE run = $1', [
      job.run,
      JSON.stringify(blocked ?? []),
    ]);
    if (!refused) await closeProposals(client, job.run, at, by.actor);
    await markState(client, job.run, refused ? by.state : 'undone', at);
    tell(transaction, clock, row, by, refused ? 'undo-refused' : 'undone', {
      run: job.run,
      ...(refused ? { stands: blocked.length } : {}),
    });
  });
}

async function closeProposals(client: Transaction['client'], run: string, at: string, by: string): Promise<void> {
  await client.query(
    "UPDATE collection.proposal SET state = 'decided', decided_at = $2, decided_by = $3 WHERE run = $1 AND state <> 'decided'",
    [run, at, by],
  );
  const { rowCount } = await client.query(
    `UPDATE collection.row SET verdict = 'taken-back', history = (history::jsonb || $2::jsonb)::json WHERE run = $1 AND verdict = 'proposed'`,
    [run, JSON.stringify([{ at, verdict: 'taken-back', by }])],
  );
  await client.query('UPDATE collection.run SET proposed = 0, taken_back = taken_back + $2 WHERE run = $1', [
    run,
    rowCount,
  ]);
}

function tell(
  transaction: Transaction,
  clock: EngineParts['clock'],
  row: RunRow,
  by: Parameters<typeof contextOf>[2],
  type: string,
  data: Record<string, unknown>,
): void {
  transaction.append(
    describeEntry(contextOf(clock, row, by), { kind: 'note', room: 'collection', type, subjects: [], data }),
  );
}
