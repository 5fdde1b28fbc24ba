import type { Database } from '#kernel';
import type { Offices } from '#rooms/offices';
import { countPersons } from '#rooms/people';
import { createComparer } from '../linking.ts';
import type { RunRow } from '../store.ts';
import { type Candidates, lookUpCandidates, renewCandidates } from './candidates.ts';
import { keepPiece, requireLease } from './commit.ts';
import { type Effects, effectsOf } from './effects.ts';
import { contextOf, type Job } from './job.ts';
import { type Outcome, settleRows } from './piece.ts';
import { readApart } from './readApart.ts';
import { type Piece, readPieces } from './reading.ts';
import type { ReadRow } from './rows.ts';
import { takeTurn } from './turn.ts';

export interface EngineParts {
  readonly database: Database;
  readonly offices: Offices;
  readonly clock: Parameters<typeof contextOf>[0];
}

interface LookedUp extends Piece {
  /** Those that were not refused by themselves. */
  readonly open: readonly ReadRow[];
  readonly candidates: Candidates;
}

/**
 * Works through the file from where it stopped. While one piece is settled the candidates of the next are looked up on another
 * connection, and those behind it are read, of a large file in a thread of its own.
 * @throws LeaseLost, SheetError
 */
export async function runFile({ database, offices, clock }: EngineParts, job: Job, row: RunRow): Promise<void> {
  const today = clock.today();
  const persons = await database.transact(countPersons);
  const comparer = createComparer(offices, 1 / Math.max(persons, 1000));
  const mapping = row.mapping!;
  const parts = { offices, comparer, run: row, listsNationality: mapping.fields.nationality !== undefined };
  const { file, pieceRows } = job;
  const reading = { file, form: row.reading, mapping, from: row.place ?? undefined, today, pieceRows };
  const read =
    row.bytes < job.apartBytes
      ? readAhead(readPieces(offices, reading))
      : readApart({ reading, country: job.country, clockOffset: job.clockOffset });

  async function* lookUp(pieces: AsyncIterable<Piece>): AsyncGenerator<LookedUp> {
    for await (const piece of pieces) {
      const open = piece.rows.filter(({ refused }) => refused === undefined);
      const candidates = await database.transact((transaction) => lookUpCandidates(transaction, comparer, open));
      yield { ...piece, open, candidates };
    }
  }

  let own: Effects[] = [];
  for await (const { rows, kept, open, candidates, next, bytes } of readAhead(lookUp(read))) {
    const context = contextOf(clock, row, row);
    const effects = await database.transact(async (transaction) => {
      await requireLease(transaction.client, job.run, job.lease, 'running');
      const turn = await takeTurn(transaction.client);
      await renewCandidates(transaction, comparer, open, candidates, turn, own);
      const settled = await settleRows(transaction, { ...parts, context }, open, candidates);
      const outcomes = inOrder(rows, settled);
      await keepPiece(transaction, offices, row, { outcomes, kept, next, bytes }, today);
      return effectsOf(turn, settled);
    });
    // What follows was looked up before this piece was settled, and after the one before it.
    own = [effects];
  }
}

/** Every row of the piece, with those that were refused by themselves at their place. */
function inOrder(rows: readonly ReadRow[], settled: readonly Outcome[]): Outcome[] {
  const outcomes = settled.values();
  return rows.map((row) =>
    row.refused === undefined ? (outcomes.next().value as Outcome) : { row, verdict: 'refused', reason: row.refused },
  );
}

/** Begins with the next while the last is worked on. */
async function* readAhead<Item>(source: AsyncGenerator<Item>): AsyncGenerator<Item> {
  let coming = source.next();
  try {
    for (;;) {
      const { value, done } = await coming;
      if (done) return;
      coming = source.next();
      // Its failure is told when it is waited for.
      coming.catch(() => {});
      yield value;
    }
  } finally {
    await coming.catch(() => {});
    await source.return(undefined);
  }
}
