import type { Context, Transaction } from '#kernel';
import type { BookRow } from './bookStore.ts';
import { readFinals } from './entryStore.ts';
import { digestOf, kindOf, note, type Parts, requireBook } from './holding.ts';
import { problems } from './problems.ts';

/**
 * The agreed entries of a book as JSON lines, UTF-8, in the order of its pages: where each stands, the page's digest, the fields by
 * the names of the country's kinds of books, and `unreadable`: fields that two officers could not read. A field that is in neither is
 * blank in the book. The same entries always give the same bytes.
 */
export async function renderEntries(client: Pick<Transaction['client'], 'query'>, row: BookRow): Promise<string> {
  const finals = await readFinals(client, row.book);
  return finals
    .map(({ entry, number, position, digest, final }) => {
      const place = { book: row.book, bookKind: row.kind, bookNumber: row.number, bookPlace: row.place };
      const where = { ...place, commune: row.commune, entry, page: number, position, image: digest };
      return `${JSON.stringify({ ...where, ...final.values, unreadable: final.unreadable })}\n`;
    })
    .join('');
}

/** The file of a book that was handed over. @throws Problem books/book-unknown, not-handed-over, kernel/out-of-area */
export async function readHanded(
  transaction: Transaction,
  context: Context,
  parts: Parts,
  id: string,
): Promise<{ text: string; digest: string; name: string }> {
  const row = await requireBook(transaction.client, context, id);
  if (!row.handed_at) throw problems['not-handed-over']();
  const text = await renderEntries(transaction.client, row);
  const digest = digestOf(text);
  const kind = kindOf(parts, row);
  const fields = kind.fields.map((field) => field.id);
  note(transaction, context, kind, { kind: 'look', type: 'book-entries', fields, data: { book: row.book, digest } });
  return { text, digest, name: `${row.kind}-${row.commune}-${row.year_from}-${row.book}.jsonl` };
}
