import type { Database } from '#kernel';
import { openSheet, type RowBlock } from '#libs/sheets';
import type { Offices } from '#rooms/offices';
import { countPersons } from '#rooms/people';
import { openFile } from '../files.ts';
import { createComparer } from '../linking.ts';
import type { RunRow } from '../store.ts';
import { keepPiece, requireLease } from './commit.ts';
import { contextOf, type Job } from './job.ts';
import { settlePiece } from './piece.ts';
import { createReader, type ReadRow } from './rows.ts';

export interface EngineParts {
  readonly database: Database;
  readonly offices: Offices;
  readonly clock: Parameters<typeof contextOf>[0];
}

interface Piece {
  readonly rows: readonly ReadRow[];
  readonly next: RowBlock['next'];
  readonly bytes: number;
}

/**
 * Works through the file from where it stopped. While the database settles one piece the next is read.
 * @throws LeaseLost, SheetError
 */
export async function runFile({ database, offices, clock }: EngineParts, job: Job, row: RunRow): Promise<void> {
  const today = clock.today();
  const persons = await database.transact(countPersons);
  const comparer = createComparer(offices, 1 / Math.max(persons, 1000));
  const mapping = row.mapping!;
  const reader = createReader(offices, comparer, mapping, today);
  const file = await openFile(job.file);
  try {
    const sheet = await openSheet(file, row.reading);
    const pieces = readPieces(sheet.blocks(row.place ?? sheet.begin), reader.read, job.pieceRows);
    let coming = pieces.next();
    for (;;) {
      const { value: piece, done } = await coming;
      if (done) return;
      coming = pieces.next();
      // Its failure is told when it is waited for.
      coming.catch(() => {});
      const context = contextOf(clock, row, row);
      const parts = {
        offices,
        comparer,
        context,
        run: row,
        listsNationality: mapping.fields.nationality !== undefined,
      };
      await database.transact(async (transaction) => {
        await requireLease(transaction.client, job.run, job.lease, 'running');
        await takeTurn(transaction.client);
        const outcomes = await settlePiece(transaction, parts, piece.rows);
        await keepPiece(transaction, offices, row, outcomes, { next: piece.next, bytes: piece.bytes }, today);
      });
    }
  } finally {
    await file.close();
  }
}

/** Two files with the same new person must not both find nobody: pieces of all runs are settled one after the other. */
export async function takeTurn(client: { query(text: string): Promise<unknown> }): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended('collection', 0))");
}

async function* readPieces(
  blocks: AsyncIterable<RowBlock>,
  read: (raw: RowBlock['rows'][number]) => ReadRow,
  pieceRows: number,
): AsyncGenerator<Piece, undefined, undefined> {
  let rows: ReadRow[] = [];
  let last: RowBlock | undefined;
  for await (const block of blocks) {
    for (const raw of block.rows) rows.push(read(raw));
    last = block;
    if (rows.length < pieceRows) continue;
    yield { rows, next: block.next, bytes: block.done };
    rows = [];
  }
  if (last && rows.length > 0) yield { rows, next: last.next, bytes: last.done };
  return undefined;
}
