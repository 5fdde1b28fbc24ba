import type { Client } from '#kernel';
import { findStanding, type Kept, takeBack } from '#rooms/people';
import { MOST_BLOCKED } from '../model.ts';
import type { RunRow } from '../store.ts';
import { requireLease } from './commit.ts';
import { contextOf, evidenceOf, type Job } from './job.ts';
import type { EngineParts } from './run.ts';

interface Acted extends Kept {
  readonly row: number;
  readonly allotted: string | undefined;
}

/**
 * Takes a run back as one: first whether later acts of others stand on any of it, and then nothing is done; otherwise every act of the
 * run is retracted, piece by piece, from where it stopped.
 * @returns what stands; empty: it is undone
 * @throws LeaseLost
 */
export async function undoRun(
  { database, offices, clock }: EngineParts,
  job: Job,
  row: RunRow,
): Promise<RunRow['blocked']> {
  if (row.undone_to === 0) {
    const blocked = await findBlocked(database.pool as unknown as Client, job);
    if (blocked.length > 0) return blocked;
  }
  const late: NonNullable<RunRow['blocked']> = [];
  const by = row.undone_by!;
  for (let after = row.undone_to; ; ) {
    const acted = await readActed(database.pool as unknown as Client, job.run, after, job.pieceRows);
    if (acted.length === 0) return late;
    after = acted.at(-1)!.row;
    await database.transact(async (transaction) => {
      const { client } = transaction;
      await requireLease(client, job.run, job.lease, 'undoing');
      const evidence = evidenceOf(job.run, 0, row.file);
      const results = await takeBack(transaction, contextOf(clock, row, by), offices, row.legal_basis, evidence, acted);
      const stands = acted.filter(({ person }) => results.get(person) === 'stands');
      late.push(...stands.map(({ row: number, person }) => ({ row: number, person, why: 'act' })));
      const done = acted.filter(({ person }) => results.get(person) !== 'stands').map(({ row: number }) => number);
      await markTakenBack(client, job.run, done, by.actor);
      await client.query('UPDATE collection.run SET undone_to = $2, attempts = 0 WHERE run = $1', [job.run, after]);
    });
  }
}

async function findBlocked(client: Client, job: Job): Promise<NonNullable<RunRow['blocked']>> {
  const blocked: NonNullable<RunRow['blocked']> = [];
  for (let after = 0; blocked.length < MOST_BLOCKED; ) {
    const acted = await readActed(client, job.run, after, job.pieceRows);
    if (acted.length === 0) break;
    after = acted.at(-1)!.row;
    const standing = await findStanding(client, acted);
    for (const { row, person } of acted) {
      const why = standing.get(person);
      if (why) blocked.push({ row, person, why });
    }
  }
  return blocked.slice(0, MOST_BLOCKED);
}

async function readActed(client: Client, run: string, after: number, limit: number): Promise<Acted[]> {
  const { rows } = await client.query<{ row: number; person: string; acts: string[] | null; allotted: string | null }>(
    // All that the run did to a person goes at once: two of its rows may have become one person's by an officer's verdict.
    `SELECT r.row, r.person, r.allotted,
       (SELECT array_agg(act) FROM collection.row o, unnest(o.acts) AS act WHERE o.run = r.run AND o.person = r.person) AS acts
     FROM collection.row r
     WHERE r.run = $1 AND r.row > $2 AND r.verdict IN ('accepted-new', 'accepted-known') AND r.person IS NOT NULL ORDER BY r.row LIMIT $3`,
    [run, after, limit],
  );
  const first = new Map(rows.map(({ person, row }) => [person, row]).reverse() as [string, number][]);
  return rows.map(({ allotted, ...one }) => ({
    ...one,
    acts: first.get(one.person) === one.row ? (one.acts ?? []) : [],
    allotted: allotted ?? undefined,
  }));
}

async function markTakenBack(client: Client, run: string, rows: readonly number[], by: string): Promise<void> {
  await client.query(
    `UPDATE collection.row SET verdict = 'taken-back', history = (history::jsonb || $3::jsonb)::json WHERE run = $1 AND row = ANY($2::bigint[])`,
    [run, rows, JSON.stringify([{ at: new Date().toISOString(), verdict: 'taken-back', by }])],
  );
}
