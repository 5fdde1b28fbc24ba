import type { Client, Context, Transaction } from '#kernel';
import { type BookRow, countBooks, listBooks, listPages, readPage } from './bookStore.ts';
import { differingFields } from './compare.ts';
import { readKeyings } from './entryStore.ts';
import { kindOf, note, type Parts, requireBook, requireTaken, withinOf } from './holding.ts';
import { errorRateOf, stateOf } from './model.ts';
import { problems } from './problems.ts';

type Queries = Pick<Client, 'query'>;

const KEYING = ['open', 'keyed'] as const;
const REVIEWING = ['review'] as const;
const statesOf = (work: 'key' | 'review') => (work === 'key' ? KEYING : REVIEWING);

export function listKinds({ kinds }: Pick<Parts, 'kinds'>, language: string) {
  return [...kinds.values()].map(({ kind, name }) => ({ kind, name: name[language]! }));
}

async function presentBooks(client: Queries, parts: Parts, language: string, rows: readonly BookRow[]) {
  const countsOf = await countBooks(
    client,
    rows.map(({ book }) => book),
  );
  return rows.map((row) => {
    const counts = countsOf(row.book);
    const { open, keyed, review, agreed, absent, pages } = counts;
    const rate = errorRateOf(counts);
    return {
      ...{ book: row.book, kind: row.kind, kindName: kindOf(parts, row).name[language]!, number: row.number },
      ...{ place: row.place, yearFrom: row.year_from, yearTo: row.year_to, commune: row.commune },
      communeName: parts.offices.areaName(row.commune, language),
      provinceName: parts.offices.areaName(row.province, language),
      madeAt: row.made_at.toISOString(),
      state: stateOf(counts, row.handed_at !== null),
      progress: { pages, entries: open + keyed + review + agreed + absent, open, keyed, review, agreed, absent },
      ...(rate === undefined ? {} : { errorRate: rate }),
      ...(row.handed_at ? { handedAt: row.handed_at.toISOString(), digest: row.handed_digest! } : {}),
    };
  });
}

/** The books in the caller's area with how far each is. Figures of books, not of persons: who keyed what is not counted. */
export async function viewBooks(client: Queries, context: Context, parts: Parts) {
  const { language } = context;
  const books = await listBooks(client, withinOf(parts.offices, context));
  return { kinds: listKinds(parts, language), books: await presentBooks(client, parts, language, books) };
}

/** @throws Problem books/book-unknown, kernel/out-of-area */
export async function viewBook(client: Client, context: Context, parts: Parts, id: string) {
  const row = await requireBook(client, context, id);
  const [book] = await presentBooks(client, parts, context.language, [row]);
  const pages = await listPages(client, row.book);
  return {
    ...book!,
    pages: pages.map(({ page, number, media, size, digest, entries, finished, added_at }) => ({
      ...{ page, number, media, size, digest, entries, finished, addedAt: added_at.toISOString() },
    })),
  };
}

/**
 * An entry that the caller took, with what to read. Keyings go to a reviewer alone; the officer who keys is told nothing of
 * another's, not even whether there is one.
 * @throws Problem books/entry-unknown, entry-not-yours, kernel/out-of-area
 */
export async function viewTaken(
  transaction: Transaction,
  context: Context,
  parts: Parts,
  work: 'key' | 'review',
  id: string,
) {
  const { client } = transaction;
  const { row, book } = await requireTaken(transaction, context, id, statesOf(work));
  const kind = kindOf(parts, book);
  const page = (await readPage(client, row.book, row.page))!;
  const keyings =
    work === 'review' ? (await readKeyings(client, row.entry, row.round)).map(({ written }) => written) : [];
  const [first, second] = keyings;
  if (first && second) {
    const fields = kind.fields.map((field) => field.id);
    note(transaction, context, kind, {
      ...{ kind: 'look', type: 'book-keyings', fields, data: { book: row.book, entry: row.entry } },
    });
  }
  const { number, place, year_from: yearFrom, year_to: yearTo } = book;
  return {
    ...{ entry: row.entry, position: row.position, until: row.leased_until!.toISOString() },
    book: { book: row.book, kindName: kind.name[context.language]!, number, place, yearFrom, yearTo },
    page: { number: page.number, media: page.media },
    fields: kind.fields.map(({ id: field, kind: of, required = false, name }) => ({
      ...{ id: field, kind: of, required, label: name[context.language]! },
    })),
    ...(first && second ? { keyings: [first, second], differing: differingFields(kind.fields, first, second) } : {}),
  };
}

/**
 * The image of the page of an entry that the caller took. Each is a look.
 * @throws Problem books/entry-unknown, entry-not-yours, page-damaged, kernel/out-of-area
 */
export async function viewImage(
  transaction: Transaction,
  context: Context,
  parts: Parts,
  work: 'key' | 'review',
  id: string,
) {
  const { row, book } = await requireTaken(transaction, context, id, statesOf(work));
  const page = (await readPage(transaction.client, row.book, row.page))!;
  const bytes = await parts.files.read({ folder: row.book, file: row.page });
  if (!bytes) throw problems['page-damaged']();
  const data = { book: row.book, entry: row.entry, page: row.page, digest: page.digest };
  note(transaction, context, kindOf(parts, book), { kind: 'look', type: 'book-page', data });
  return { bytes, media: page.media };
}
