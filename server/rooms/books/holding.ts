import { createHash } from 'node:crypto';
import { type Context, describeEntry, isId, requireArea, type SealedFiles, type Transaction } from '#kernel';
import type { Offices } from '#rooms/offices';
import { type BookRow, readBook, type Within } from './bookStore.ts';
import { ValueFault } from './compare.ts';
import { type EntryRow, type EntryState, readEntry } from './entryStore.ts';
import type { BookKind } from './kinds.ts';
import { problems } from './problems.ts';

export interface Parts {
  readonly offices: Offices;
  readonly kinds: ReadonlyMap<string, BookKind>;
  /** Images of pages, in a folder a book. */
  readonly files: SealedFiles;
}

/** Where a caller works; undefined: in the whole country. */
export function withinOf({ country }: Pick<Offices, 'country'>, { caller }: Context): Within | undefined {
  if (caller.area === '') return undefined;
  // Whoever has no area works nowhere: no unit has this code.
  const code = caller.area ?? '-';
  return { column: country.units.byCode.get(code)?.[0]?.level === 'province' ? 'province' : 'commune', code };
}

/** @throws Problem books/book-unknown, kernel/out-of-area */
export async function requireBook(
  client: Transaction['client'],
  context: Context,
  id: string,
  hold = false,
): Promise<BookRow> {
  const row = isId(id) ? await readBook(client, id, hold) : undefined;
  if (!row) throw problems['book-unknown']();
  requireArea(context.caller, [row.province, row.commune]);
  return row;
}

/**
 * An entry that the caller took, in one of the states, held until the transaction's end. The time of a lease alone takes nothing
 * away: as long as nobody else took the entry, it is still the caller's.
 * @throws Problem books/entry-unknown, books/entry-not-yours, kernel/out-of-area
 */
export async function requireTaken(
  { client }: Pick<Transaction, 'client'>,
  context: Context,
  id: string,
  states: readonly EntryState[],
): Promise<{ row: EntryRow; book: BookRow }> {
  const row = isId(id) ? await readEntry(client, id, true) : undefined;
  if (!row) throw problems['entry-unknown']();
  const book = await requireBook(client, context, row.book);
  if (row.leased_by !== context.caller.id || !states.includes(row.state)) throw problems['entry-not-yours']();
  return { row, book };
}

/** @throws Error where the country no longer has the kind of a book that it holds */
export function kindOf({ kinds }: Pick<Parts, 'kinds'>, { kind }: Pick<BookRow, 'kind'>): BookKind {
  const found = kinds.get(kind);
  if (!found) throw new Error(`the country has no kind of book ${kind}`);
  return found;
}

const FAULTS = { missing: 'value-missing', malformed: 'value-malformed', 'unknown-field': 'field-unknown' } as const;

/** Runs what reads values; a value that does not fit is a problem that points at its field. */
export function readOrRefuse<Read>(read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ValueFault)) throw error;
    throw problems[FAULTS[error.reason]]({ pointer: `/values/${error.field}` });
  }
}

/** Whom an entry is about is not known before it is read: lines of this room name book and entry, never a person. */
export function note(
  transaction: Pick<Transaction, 'append'>,
  context: Context,
  { purpose, legalBasis }: Pick<BookKind, 'purpose' | 'legalBasis'>,
  line: { kind: 'act' | 'look'; type: string; fields?: string[]; data: Record<string, unknown> },
): void {
  transaction.append(describeEntry(context, { room: 'books', subjects: [], purpose, legalBasis, ...line }));
}

/** SHA-256, base64url. */
export const digestOf = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('base64url');
