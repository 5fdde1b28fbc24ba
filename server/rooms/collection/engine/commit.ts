import { type Client, copyRows, copyText, type Transaction } from '#kernel';
import type { Place } from '#libs/sheets';
import type { Offices } from '#rooms/offices';
import { REVIEW_DAYS, weightOf } from '../model.ts';
import { countReasons } from '../reasons.ts';
import { LeaseLost } from './job.ts';
import { joinLines, KEPT_COLUMNS } from './kept.ts';
import type { Outcome } from './piece.ts';

/** Holds the run's row until the piece is committed: who cancels it waits, and a second engine finds it taken. @throws LeaseLost */
export async function requireLease(
  client: Client,
  run: string,
  lease: string,
  state: 'running' | 'undoing',
): Promise<void> {
  const { rowCount } = await client.query({
    name: 'collection-lease',
    text: 'SELECT FROM collection.run WHERE run = $1 AND lease_by = $2 AND state = $3 FOR UPDATE',
    values: [run, lease, state],
  });
  if (rowCount === 0) throw new LeaseLost();
}

/** A piece with what became of every row of it. */
export interface Settled {
  readonly outcomes: readonly Outcome[];
  /** What is kept of the rows as they were read. */
  readonly kept: Uint8Array;
  readonly next: Place;
  readonly bytes: number;
}

/** Keeps every row with what became of it, puts the doubtful before a person, and moves the run's place behind the piece. */
export async function keepPiece(
  { client }: Transaction,
  offices: Offices,
  run: { run: string; province: string; commune: string },
  { outcomes, kept, next, bytes }: Settled,
  today: string,
): Promise<void> {
  const at = new Date().toISOString();
  const lines = outcomes.map(({ row: { row, kept: place }, ...outcome }) => ({
    place,
    behind: [
      run.run,
      row,
      outcome.verdict,
      outcome.reason ?? null,
      outcome.person ?? null,
      outcome.acts ? `{${outcome.acts.join(',')}}` : null,
      outcome.allotted ?? null,
      outcome.sameAs ?? null,
      `[{"at":"${at}","verdict":"${outcome.verdict}"}]`,
    ],
  }));
  await copyText(
    client,
    `collection.row (${KEPT_COLUMNS}, run, row, verdict, reason, person, acts, allotted, same_as, history)`,
    joinLines(kept, lines),
  );
  await countReasons(
    client,
    run.run,
    outcomes.map(({ row: { told }, reason }) => ({ told, reason })),
  );
  const proposed = outcomes.filter(({ verdict }) => verdict === 'proposed');
  const dueOn = new Date(Date.parse(`${today}T00:00:00Z`) + REVIEW_DAYS * 86_400_000).toISOString().slice(0, 10);
  await copyRows(
    client,
    'collection.proposal (run, row, state, why, name, birth_date, province, commune, candidates, probability, weight, due_on)',
    proposed.map(({ row, why, candidates = [] }) => {
      const area = offices.areaOf(row.draft.permanentResidence);
      // Where the row does not say it, the office that sent it has it.
      const { province, commune } = area.province === '' ? run : area;
      const { name = '', birthDate = null } = row.draft;
      const weight = weightOf(why!, candidates.length);
      const [best] = candidates;
      const told = [run.run, row.row, 'open', why!, name, birthDate, province, commune, JSON.stringify(candidates)];
      return [...told, best?.probability ?? null, weight, dueOn];
    }),
  );
  const count = (verdict: Outcome['verdict']) => outcomes.filter((one) => one.verdict === verdict).length;
  await client.query({
    name: 'collection-progress',
    text: `UPDATE collection.run SET place = $2, piece = piece + 1, bytes_read = $3, rows_read = rows_read + $4, accepted_new = accepted_new + $5,
             accepted_known = accepted_known + $6, proposed = proposed + $7, refused = refused + $8, duplicates = duplicates + $9, attempts = 0
           WHERE run = $1`,
    values: [
      run.run,
      JSON.stringify(next),
      bytes,
      outcomes.length,
      count('accepted-new'),
      count('accepted-known'),
      proposed.length,
      count('refused'),
      count('duplicate-in-file'),
    ],
  });
}
