import { type Context, LARGEST_SCAN, newId, readScan, requireArea, type Transaction } from '#kernel';
import { tidyName } from '#libs/names';
import { countBooks, insertBook, insertPage, markHanded } from './bookStore.ts';
import { insertEntries } from './entryStore.ts';
import { renderEntries } from './handing.ts';
import { digestOf, kindOf, note, type Parts, requireBook } from './holding.ts';
import { stateOf } from './model.ts';
import { problems } from './problems.ts';

export interface NewBook {
  kind: string;
  number: string;
  place: string;
  commune: string;
  yearFrom: number;
  yearTo: number;
}

/** Takes a book up. @throws Problem books/kind-unknown, unit-unknown, years-impossible, book-known, kernel/out-of-area */
export async function makeBook(
  transaction: Transaction,
  context: Context,
  parts: Parts,
  given: NewBook,
): Promise<{ book: string }> {
  const { clock, caller } = context;
  const kind = parts.kinds.get(given.kind);
  if (!kind) throw problems['kind-unknown']({ pointer: '/kind' });
  const { province, commune } = parts.offices.areaOf({ unit: given.commune, on: clock.today() });
  if (commune !== given.commune) throw problems['unit-unknown']({ pointer: '/commune' });
  requireArea(caller, [province, commune]);
  if (given.yearTo < given.yearFrom || given.yearTo > Number(clock.today().slice(0, 4)))
    throw problems['years-impossible']({ pointer: '/yearTo' });
  const book = newId<'book'>();
  const made = await insertBook(transaction.client, {
    ...{ book, kind: kind.kind, number: tidyName(given.number), place: tidyName(given.place) },
    ...{
      year_from: given.yearFrom,
      year_to: given.yearTo,
      province,
      commune,
      made_by: caller.id,
      made_at: clock.now(),
    },
  });
  if (!made) throw problems['book-known']({ pointer: '/number' });
  note(transaction, context, kind, { kind: 'act', type: 'book-made', data: { book } });
  return { book };
}

/**
 * Adds the image of a page and the entries that are on it.
 * @param given `content` base64
 * @throws Problem books/book-unknown, handed-over, page-size, page-kind, page-known, kernel/out-of-area
 */
export async function addPage(
  transaction: Transaction,
  context: Context,
  parts: Parts,
  id: string,
  given: { number: number; entries: number; content: string },
): Promise<{ page: string; digest: string }> {
  const row = await requireBook(transaction.client, context, id, true);
  if (row.handed_at) throw problems['handed-over']();
  const scan = readScan(given.content);
  if (scan === 'size') throw problems['page-size']({ pointer: '/content', values: { megabytes: LARGEST_SCAN >> 20 } });
  if (scan === 'kind') throw problems['page-kind']({ pointer: '/content' });
  const { bytes, media } = scan;
  const place = { book: row.book, page: newId<'page'>() };
  const digest = digestOf(bytes);
  const added = await insertPage(transaction.client, {
    ...{ ...place, number: given.number, media, size: bytes.length, digest },
    ...{ added_by: context.caller.id, added_at: context.clock.now() },
  });
  if (!added) throw problems['page-known']({ pointer: '/number' });
  const entries = Array.from({ length: given.entries }, () => newId());
  const { province, commune } = row;
  await insertEntries(transaction.client, entries, { ...place, province, commune });
  const data = { ...place, number: given.number, entries: given.entries, digest };
  note(transaction, context, kindOf(parts, row), { kind: 'act', type: 'book-page-added', data });
  // Last: a page that could not be written down leaves no file; one whose commit fails leaves one that nothing names.
  await parts.files.write({ folder: place.book, file: place.page }, bytes);
  return { page: place.page, digest };
}

/**
 * Hands a book over to the collection, once. From then on nothing is added, and its file is there.
 * @throws Problem books/book-unknown, handed-over, book-unfinished, kernel/out-of-area
 */
export async function handOver(
  transaction: Transaction,
  context: Context,
  parts: Parts,
  id: string,
): Promise<{ digest: string; entries: number }> {
  const { client } = transaction;
  const row = await requireBook(client, context, id, true);
  if (row.handed_at) throw problems['handed-over']();
  const counts = (await countBooks(client, [row.book]))(row.book);
  if (stateOf(counts, false) !== 'finished') throw problems['book-unfinished']();
  const digest = digestOf(await renderEntries(client, row));
  await markHanded(client, row.book, { by: context.caller.id, at: context.clock.now(), digest });
  const data = { book: row.book, entries: counts.agreed, digest };
  note(transaction, context, kindOf(parts, row), { kind: 'act', type: 'book-handed-over', data });
  return { digest, entries: counts.agreed };
}
