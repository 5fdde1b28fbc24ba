import type { Client } from '#kernel';
import { findStanding, type Kept, takeBack } from '#rooms/people';
import { awaitHeard, findHolders } from '../holders.ts';
import { MOST_BLOCKED } from '../model.ts';
import type { RunRow } from '../store.ts';
import { requireLease } from './commit.ts';
import { contextOf, evidenceOf, type Job } from './job.ts';
import type { EngineParts } from './run.ts';
import { takeTurn } from './turn.ts';

type Blocked = NonNullable<RunRow['blocked']>;

/** All that a run did to one person. */
interface Acted extends Kept {
  readonly rows: readonly number[];
  /** Whether the run opened the record. */
  readonly opened: boolean;
  readonly allotted: string | undefined;
}

/**
 * Takes a run back as one: first whether anything of others stands on any of it, and then nothing is done; otherwise every act of the
 * run is retracted, piece by piece, from where it stopped.
 * @returns what stands; empty: it is undone
 * @throws LeaseLost
 */
export async function undoRun({ database, offices, clock }: EngineParts, job: Job, row: RunRow): Promise<Blocked> {
  const by = row.undone_by!;
  if (row.undone_to === 0) {
    await awaitHeard(database.pool, by.heard ?? 0);
    const blocked = await findBlocked(database.pool as unknown as Client, job);
    if (blocked.length > 0) return blocked;
  }
  // What came to stand between the look and the taking back, also before a kill.
  const late: Blocked = row.undone_to === 0 ? [] : (row.blocked ?? []);
  for (let after = row.undone_to; ; ) {
    const { acted, last } = await readActed(database.pool as unknown as Client, job.run, after, job.pieceRows);
    if (acted.length === 0) return late;
    after = last;
    await database.transact(async (transaction) => {
      const { client } = transaction;
      await requireLease(client, job.run, job.lease, 'undoing');
      // Whoever has looked these persons up for another file looks again.
      await takeTurn(client);
      const holders = await findHolders(client, openedOf(acted));
      const free = acted.filter(({ person }) => !holders.has(person));
      const evidence = evidenceOf(job.run, 0, row.file);
      const results = await takeBack(transaction, contextOf(clock, row, by), offices, row.legal_basis, evidence, free);
      const stands = ({ person }: Acted) => holders.has(person) || results.get(person) === 'stands';
      late.push(
        ...acted.filter(stands).flatMap((one) => describeBlocked(one, holders.has(one.person) ? ACCOUNT : 'act')),
      );
      const done = acted.filter((one) => !stands(one)).flatMap(({ rows }) => rows);
      await markTakenBack(client, job.run, done, by.actor);
      await client.query('UPDATE collection.run SET undone_to = $2, blocked = $3, attempts = 0 WHERE run = $1', [
        job.run,
        after,
        JSON.stringify(late.slice(0, MOST_BLOCKED)),
      ]);
    });
  }
}

/** Why a person is not taken back, beside the kind of the act of others. */
const ACCOUNT = 'account';

const openedOf = (acted: readonly Acted[]) => acted.flatMap(({ opened, person }) => (opened ? [person] : []));

const describeBlocked = ({ rows, person }: Acted, why: string): Blocked => rows.map((row) => ({ row, person, why }));

async function findBlocked(client: Client, job: Job): Promise<Blocked> {
  const blocked: Blocked = [];
  for (let after = 0; blocked.length < MOST_BLOCKED; ) {
    const { acted, last } = await readActed(client, job.run, after, job.pieceRows);
    if (acted.length === 0) break;
    after = last;
    const standing = await findStanding(client, acted);
    const holders = await findHolders(client, openedOf(acted));
    for (const one of acted) {
      const why = holders.has(one.person) ? ACCOUNT : standing.get(one.person);
      if (why) blocked.push(...describeBlocked(one, why));
    }
  }
  return blocked.slice(0, MOST_BLOCKED);
}

async function readActed(
  client: Client,
  run: string,
  after: number,
  limit: number,
): Promise<{ acted: Acted[]; last: number }> {
  const { rows } = await client.query<Omit<Acted, 'allotted'> & { allotted: string | null; last: number }>(
    // All that the run did to a person goes at once: two of its rows may have become one person's by an officer's verdict.
    `SELECT r.person, array_agg(r.row) AS rows, max(r.row) AS last, bool_or(o.opened) AS opened, max(o.allotted) AS allotted, min(o.acts) AS acts
     FROM (SELECT * FROM collection.row WHERE run = $1 AND row > $2 AND verdict IN ('accepted-new', 'accepted-known') AND person IS NOT NULL ORDER BY row LIMIT $3) r
     CROSS JOIN LATERAL (
       SELECT coalesce(array_agg(act) FILTER (WHERE act IS NOT NULL), '{}') AS acts, bool_or(o.verdict = 'accepted-new') AS opened, max(o.allotted) AS allotted
       FROM collection.row o LEFT JOIN LATERAL unnest(o.acts) AS act ON true WHERE o.run = r.run AND o.person = r.person) o
     GROUP BY r.person ORDER BY max(r.row)`,
    [run, after, limit],
  );
  const acted = rows.map(({ allotted, ...one }) => ({ ...one, allotted: allotted ?? undefined }));
  return { acted, last: rows.at(-1)?.last ?? after };
}

/** Marks the rows and moves the run's counts along. */
async function markTakenBack(client: Client, run: string, rows: readonly number[], by: string): Promise<void> {
  await client.query(
    `WITH held AS (SELECT verdict FROM collection.row WHERE run = $1 AND row = ANY($2::bigint[])),
       taken AS (
         UPDATE collection.row SET verdict = 'taken-back', history = (history::jsonb || $3::jsonb)::json WHERE run = $1 AND row = ANY($2::bigint[])),
       counted AS (
         SELECT count(*) AS rows, count(*) FILTER (WHERE verdict = 'accepted-new') AS fresh, count(*) FILTER (WHERE verdict = 'accepted-known') AS known FROM held)
     UPDATE collection.run SET accepted_new = accepted_new - fresh, accepted_known = accepted_known - known, taken_back = taken_back + counted.rows
     FROM counted WHERE run = $1`,
    [run, rows, JSON.stringify([{ at: new Date().toISOString(), verdict: 'taken-back', by }])],
  );
}
