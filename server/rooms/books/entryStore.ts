import type { Client } from '#kernel';
import type { Within } from './bookStore.ts';
import type { Written } from './compare.ts';

type Queries = Pick<Client, 'query'>;

export type EntryState = 'open' | 'keyed' | 'review' | 'agreed' | 'absent';

export interface EntryRow {
  entry: string;
  book: string;
  page: string;
  position: number;
  state: EntryState;
  round: number;
  leased_by: string | null;
  leased_until: Date | null;
  final: Written | null;
}

export type Part = 'keyed' | 'reviewed';

/** What an officer takes an entry for. */
export interface Claiming {
  officer: string;
  work: 'key' | 'review';
  within: Within | undefined;
  book: string | undefined;
  now: Date;
  until: Date;
}

const STATES = { key: "e.state IN ('open', 'keyed')", review: "e.state = 'review'" } as const;
/** Who keyed an entry does not review it, and who has seen both keyings does not key it. */
const PARTS = { key: '', review: "AND p.part = 'keyed'" } as const;

/**
 * Takes the next entry, or the one that the officer has in hand. Two who ask at once get two entries: what another is just
 * taking is passed over.
 * @returns undefined where there is nothing to do for this officer
 */
export async function claimEntry(client: Queries, claiming: Claiming): Promise<string | undefined> {
  const { officer, work, within, book, now, until } = claiming;
  // One officer who asks twice at once gets one entry.
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended('books:' || $1, 0))", [officer]);
  const values: unknown[] = [officer, now, until];
  const where: string[] = [STATES[work]];
  const bind = (column: string, value: unknown) => where.push(`e.${column} = $${values.push(value)}`);
  if (within) bind(within.column, within.code);
  if (book !== undefined) bind('book', book);
  const take = async (condition: string, order: string, lock: string) => {
    const { rows } = await client.query<{ entry: string }>(
      `UPDATE books.entry SET leased_by = $1, leased_until = $3 WHERE entry = (
         SELECT e.entry FROM books.entry e WHERE ${where.join(' AND ')} AND ${condition} ${order} LIMIT 1 ${lock}
       ) RETURNING entry`,
      values,
    );
    return rows[0]?.entry;
  };
  return (
    // The officer's own entry is waited for: their other requests may be holding it.
    (await take('e.leased_by = $1 AND e.leased_until > $2', '', 'FOR UPDATE')) ??
    (await take(
      `(e.leased_until IS NULL OR e.leased_until <= $2)
       AND NOT EXISTS (SELECT 1 FROM books.part p WHERE p.entry = e.entry AND p.officer = $1 ${PARTS[work]})`,
      'ORDER BY e.entry',
      'FOR UPDATE SKIP LOCKED',
    ))
  );
}

/** @returns false where the officer has the other part in the entry, or has keyed it */
export async function takePart(client: Queries, entry: string, officer: string, part: Part): Promise<boolean> {
  const { rowCount } = await client.query(
    'INSERT INTO books.part (entry, officer, part) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [entry, officer, part],
  );
  if (rowCount === 1) return true;
  if (part === 'keyed') return false;
  const { rows } = await client.query<{ part: Part }>('SELECT part FROM books.part WHERE entry = $1 AND officer = $2', [
    entry,
    officer,
  ]);
  return rows[0]?.part === 'reviewed';
}

export async function readEntry(client: Queries, entry: string, hold = false): Promise<EntryRow | undefined> {
  const { rows } = await client.query<EntryRow>(
    `SELECT entry, book, page, position, state, round, leased_by, leased_until, final FROM books.entry WHERE entry = $1${hold ? ' FOR UPDATE' : ''}`,
    [entry],
  );
  return rows[0];
}

export async function insertEntries(
  client: Queries,
  entries: readonly string[],
  place: { book: string; page: string; province: string; commune: string },
  first = 1,
): Promise<void> {
  await client.query(
    `INSERT INTO books.entry (entry, book, page, position, province, commune, state)
     SELECT entry, $2, $3, place + $6 - 1, $4, $5, 'open' FROM unnest($1::uuid[]) WITH ORDINALITY AS given (entry, place)`,
    [entries, place.book, place.page, place.province, place.commune, first],
  );
}

export interface Settling {
  state: EntryState;
  round: number;
  final?: Written;
  fields?: number;
  wrong?: number;
  at?: Date;
}

/** Moves an entry on and lets it go. */
export async function settleEntry(client: Queries, entry: string, settling: Settling): Promise<void> {
  const { state, round, final, fields = 0, wrong = 0, at } = settling;
  await client.query(
    `UPDATE books.entry SET state = $2, round = $3, leased_by = NULL, leased_until = NULL, final = $4, fields = $5, wrong = $6, decided_at = $7
     WHERE entry = $1`,
    [entry, state, round, final ? JSON.stringify(final) : null, fields, wrong, at ?? null],
  );
}

interface Keying {
  turn: number;
  officer: string;
  written: Written;
}

/** The keyings of an entry's round, in their turns. */
export async function readKeyings(client: Queries, entry: string, round: number): Promise<Keying[]> {
  const { rows } = await client.query<Keying>(
    'SELECT turn, officer, written FROM books.keying WHERE entry = $1 AND round = $2 ORDER BY turn',
    [entry, round],
  );
  return rows;
}

export async function insertKeying(
  client: Queries,
  { entry, round }: Pick<EntryRow, 'entry' | 'round'>,
  { turn, officer, written }: Keying,
  at: Date,
): Promise<void> {
  await client.query(
    'INSERT INTO books.keying (entry, round, turn, officer, written, keyed_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [entry, round, turn, officer, JSON.stringify(written), at],
  );
}

export interface FinalRow {
  entry: string;
  position: number;
  final: Written;
  number: number;
  digest: string;
}

/** What was agreed in a book, in the order of its pages. */
export async function readFinals(client: Queries, book: string): Promise<FinalRow[]> {
  const { rows } = await client.query<FinalRow>(
    `SELECT e.entry, e.position, e.final, p.number, p.digest FROM books.entry e JOIN books.page p ON p.book = e.book AND p.page = e.page
     WHERE e.book = $1 AND e.state = 'agreed' ORDER BY p.number, e.position`,
    [book],
  );
  return rows;
}
