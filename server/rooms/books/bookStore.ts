import type { Client } from '#kernel';

type Queries = Pick<Client, 'query'>;

export interface BookRow {
  book: string;
  kind: string;
  number: string;
  place: string;
  year_from: number;
  year_to: number;
  province: string;
  commune: string;
  made_by: string;
  made_at: Date;
  handed_by: string | null;
  handed_at: Date | null;
  handed_digest: string | null;
}

export interface PageRow {
  book: string;
  page: string;
  number: number;
  media: string;
  size: number;
  digest: string;
  added_by: string;
  added_at: Date;
}

/** How far a book is. */
export interface Counts {
  pages: number;
  open: number;
  keyed: number;
  review: number;
  agreed: number;
  absent: number;
  /** Fields keyed in what is decided, and how many of them were not what was decided. */
  fields: number;
  wrong: number;
}

/** Part of the country in which somebody works: the column that says so and its value. */
export interface Within {
  column: 'province' | 'commune';
  code: string;
}

/** @returns false where the same book was taken up before */
export async function insertBook(
  client: Queries,
  row: Omit<BookRow, 'handed_by' | 'handed_at' | 'handed_digest'>,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO books.book (book, kind, number, place, year_from, year_to, province, commune, made_by, made_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`,
    [
      row.book,
      row.kind,
      row.number,
      row.place,
      row.year_from,
      row.year_to,
      row.province,
      row.commune,
      row.made_by,
      row.made_at,
    ],
  );
  return rowCount === 1;
}

/** @param hold until the transaction's end: nothing is added to the book, and nobody hands it over, meanwhile */
export async function readBook(client: Queries, book: string, hold = false): Promise<BookRow | undefined> {
  const { rows } = await client.query<BookRow>(`SELECT * FROM books.book WHERE book = $1${hold ? ' FOR UPDATE' : ''}`, [
    book,
  ]);
  return rows[0];
}

/** Those still in work first, then the newest. */
export async function listBooks(client: Queries, within: Within | undefined): Promise<BookRow[]> {
  const { rows } = await client.query<BookRow>(
    `SELECT * FROM books.book ${within ? `WHERE ${within.column} = $1` : ''}
     ORDER BY handed_at IS NOT NULL, made_at DESC LIMIT 200`,
    within ? [within.code] : [],
  );
  return rows;
}

export async function markHanded(
  client: Queries,
  book: string,
  { by, at, digest }: { by: string; at: Date; digest: string },
): Promise<void> {
  await client.query('UPDATE books.book SET handed_by = $2, handed_at = $3, handed_digest = $4 WHERE book = $1', [
    ...[book, by, at, digest],
  ]);
}

/** @returns false where the book has a page of this number, or with this very image */
export async function insertPage(client: Queries, row: PageRow): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO books.page (book, page, number, media, size, digest, added_by, added_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
    [row.book, row.page, row.number, row.media, row.size, row.digest, row.added_by, row.added_at],
  );
  return rowCount === 1;
}

export async function readPage(client: Queries, book: string, page: string): Promise<PageRow | undefined> {
  const { rows } = await client.query<PageRow>('SELECT * FROM books.page WHERE book = $1 AND page = $2', [book, page]);
  return rows[0];
}

export interface PageProgress extends PageRow {
  entries: number;
  finished: number;
}

export async function listPages(client: Queries, book: string): Promise<PageProgress[]> {
  const { rows } = await client.query<PageProgress>(
    `SELECT p.*, count(e.entry)::int AS entries, count(e.entry) FILTER (WHERE e.state IN ('agreed', 'absent'))::int AS finished
     FROM books.page p LEFT JOIN books.entry e ON e.book = p.book AND e.page = p.page
     WHERE p.book = $1 GROUP BY p.book, p.page ORDER BY p.number`,
    [book],
  );
  return rows;
}

const NONE: Counts = { pages: 0, open: 0, keyed: 0, review: 0, agreed: 0, absent: 0, fields: 0, wrong: 0 };

export async function countBooks(client: Queries, books: readonly string[]): Promise<(book: string) => Counts> {
  const { rows } = await client.query<Counts & { book: string }>(
    `SELECT book, count(DISTINCT page)::int AS pages,
       count(*) FILTER (WHERE state = 'open')::int AS open, count(*) FILTER (WHERE state = 'keyed')::int AS keyed,
       count(*) FILTER (WHERE state = 'review')::int AS review, count(*) FILTER (WHERE state = 'agreed')::int AS agreed,
       count(*) FILTER (WHERE state = 'absent')::int AS absent, sum(fields)::int AS fields, sum(wrong)::int AS wrong
     FROM books.entry WHERE book = ANY($1::uuid[]) GROUP BY book`,
    [books],
  );
  const counts = new Map(rows.map(({ book, ...count }) => [book, count]));
  return (book) => counts.get(book) ?? NONE;
}
