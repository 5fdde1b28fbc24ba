import type { Client, Entry } from '#kernel';
import { blind, holdsEntry, placeOf, provePage } from '#libs/blindset';
import { keyOfPerson } from './engine/keys.ts';

type Queries = Pick<Client, 'query'>;

/** A line of a batch that concerns a person. */
export interface BulkLook {
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  readonly organisation: string;
}

export interface BulkQuery {
  /** `YYYY-MM-DD`: lines that hide until later are left out. */
  readonly today: string;
  readonly before?: number | undefined;
}

interface Candidate {
  batch: string;
  chunk: number;
  kind: string;
  bits: number;
  salt: Buffer;
  number: number;
  organisation: string;
  at: Date;
}

/**
 * The sealed lines of batches that looked at a person, newest first: one a batch, and one a finding. The index names nobody; the
 * person's key, blinded as in each batch, says which page to look into.
 */
export async function findBulkLooks(client: Queries, person: string, query: BulkQuery): Promise<BulkLook[]> {
  const { rows } = await client.query<Candidate>({
    name: 'batches-candidates',
    text: `SELECT c.batch, c.chunk, c.kind, c.bits, b.salt, c.number, b.organisation, b.started_at AS at
           FROM batches.chunk c JOIN batches.batch b ON b.batch = c.batch
           WHERE c.number < $1 AND c.looks > 0 AND b.stage = 'production' AND (b.hidden_until IS NULL OR b.hidden_until <= $2::date) ORDER BY c.number DESC`,
    values: [query.before ?? Number.MAX_SAFE_INTEGER, query.today],
  });
  const key = keyOfPerson(person);
  const tokens = new Map<string, Buffer>();
  const places = rows.map(({ batch, bits, salt }) => {
    const token = tokens.get(batch) ?? blind(salt, key);
    tokens.set(batch, token);
    return placeOf(token, bits);
  });
  const { rows: hits } = await client.query<{ batch: string; chunk: number; entries: Buffer }>({
    name: 'batches-pages',
    text: `SELECT p.batch, p.chunk, p.entries FROM unnest($1::uuid[], $2::int[], $3::int[], $4::bytea[]) AS n (batch, chunk, page, entry)
           JOIN batches.page p ON p.batch = n.batch AND p.chunk = n.chunk AND p.page = n.page WHERE position(n.entry IN p.entries) > 0`,
    values: [
      rows.map((row) => row.batch),
      rows.map((row) => row.chunk),
      places.map((place) => place.page),
      places.map((place) => place.entry),
    ],
  });
  const found = new Map(hits.map((hit) => [`${hit.batch} ${hit.chunk}`, hit.entries]));
  const told = new Set<string>();
  const looks: BulkLook[] = [];
  // The first piece of a batch that holds the person stands for all of it, so that paging tells it once.
  for (const [index, row] of [...rows.entries()].reverse()) {
    const page = found.get(`${row.batch} ${row.chunk}`);
    const matter = `${row.batch} ${row.kind}`;
    if (!page || told.has(matter) || !holdsEntry(page, places[index]!.entry)) continue;
    told.add(matter);
    looks.push({ number: row.number, at: row.at.toISOString(), organisation: row.organisation });
  }
  return looks.reverse();
}

/** What proves, beside the line itself, that a line of a batch is about a person: one page of blinded keys and its path. */
export interface BulkProof {
  readonly page: number;
  readonly entries: Buffer;
  readonly path: readonly Buffer[];
}

/** @returns undefined when the line is no batch's, or is not about this person */
export async function proveBulkLook(
  client: Queries,
  line: Pick<Entry, 'room' | 'data'>,
  person: string,
): Promise<BulkProof | undefined> {
  const { batch, piece, bits, salt } = line.room === 'batches' ? (line.data ?? {}) : {};
  if (typeof batch !== 'string' || typeof piece !== 'number' || typeof bits !== 'number' || typeof salt !== 'string')
    return undefined;
  const place = placeOf(blind(Buffer.from(salt, 'hex'), keyOfPerson(person)), bits);
  const { rows } = await client.query<{ entries: Buffer; leaves: Buffer }>(
    'SELECT p.entries, c.leaves FROM batches.page p JOIN batches.chunk c ON c.batch = p.batch AND c.chunk = p.chunk WHERE p.batch = $1 AND p.chunk = $2 AND p.page = $3',
    [batch, piece, place.page],
  );
  const found = rows[0];
  if (!found || !holdsEntry(found.entries, place.entry)) return undefined;
  return { page: place.page, entries: found.entries, path: await provePage(found.leaves, place.page) };
}
