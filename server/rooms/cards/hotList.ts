import type { HotEntry, Queries, Standing } from './door.ts';
import type { CardState } from './model.ts';

/** Writes an entry or its lifting. One after the other: who has read up to a version has read all below it. */
export async function enterHot(client: Queries, entry: HotEntry): Promise<void> {
  // The row is held until the transaction ends: the next version waits for this one.
  const { rows } = await client.query<{ version: string }>(
    'UPDATE cards.hot_version SET version = version + 1 RETURNING version::text',
  );
  await client.query(
    'INSERT INTO cards.hot_entry (version, document_number, reason, listed, at) VALUES ($1, $2, $3, $4, $5)',
    [rows[0]!.version, entry.documentNumber, entry.reason, entry.listed, entry.at],
  );
}

export async function readHotList(client: Queries, after: bigint, limit: number) {
  const { rows } = await client.query<{
    version: number;
    document_number: string;
    reason: string;
    listed: boolean;
    at: Date;
  }>('SELECT * FROM cards.hot_entry WHERE version > $1 ORDER BY version LIMIT $2', [after.toString(), limit]);
  return {
    version: rows.length > 0 ? BigInt(rows.at(-1)!.version) : after,
    entries: rows.map(({ document_number, reason, listed, at }) => ({
      ...{ documentNumber: document_number, reason, listed, at: at.toISOString() },
    })),
  };
}

/** How a number stands; undefined: none of ours ever had it. */
export async function readStanding(client: Queries, documentNumber: string): Promise<Standing | undefined> {
  const { rows } = await client.query<{
    card: string;
    person: string;
    state: CardState;
    expires_on: string | null;
    own: boolean;
    reason: string | null;
    since: Date | null;
  }>({
    name: 'cards-standing',
    text: `SELECT c.card, c.person, c.state, c.expires_on, coalesce(c.document_number = n.document_number, false) AS own, h.reason, h.at AS since
       FROM cards.number n JOIN cards.card c ON c.card = n.card
       LEFT JOIN LATERAL (SELECT reason, at, listed FROM cards.hot_entry WHERE document_number = n.document_number ORDER BY version DESC LIMIT 1) h ON h.listed
       WHERE n.document_number = $1`,
    values: [documentNumber],
  });
  const [row] = rows;
  if (!row) return undefined;
  return {
    ...{ card: row.card, person: row.person },
    // Another plastic of the same card took this one's place while it was made.
    state: row.own ? row.state : 'replaced',
    ...(row.expires_on ? { expiresOn: row.expires_on } : {}),
    ...(row.reason && row.since ? { hot: { reason: row.reason, since: row.since.toISOString() } } : {}),
  };
}
