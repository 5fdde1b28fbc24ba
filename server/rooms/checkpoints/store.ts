import type { Transaction } from '#kernel';
import type { ListingKind } from '#libs/country';
import type { Verdict } from './model.ts';

export type Queries = Pick<Transaction['client'], 'query'>;

export interface DeskRow {
  desk: string;
  organisation: string;
  kind: string;
  place: string;
  closed_at: Date | null;
}

export async function insertDesk(client: Queries, row: Omit<DeskRow, 'closed_at'>, at: string): Promise<void> {
  await client.query(
    'INSERT INTO checkpoints.desk (desk, organisation, kind, place, opened_at) VALUES ($1, $2, $3, $4, $5)',
    [row.desk, row.organisation, row.kind, row.place, at],
  );
}

export async function findDesk(client: Queries, desk: string): Promise<DeskRow | undefined> {
  const { rows } = await client.query<DeskRow>('SELECT * FROM checkpoints.desk WHERE desk = $1', [desk]);
  return rows[0];
}

/** Open ones of an organisation, the oldest first. */
export async function listDesks(client: Queries, organisation: string): Promise<DeskRow[]> {
  const { rows } = await client.query<DeskRow>(
    'SELECT * FROM checkpoints.desk WHERE organisation = $1 AND closed_at IS NULL ORDER BY desk',
    [organisation],
  );
  return rows;
}

export async function closeDesk(client: Queries, desk: string, at: string): Promise<boolean> {
  const { rowCount } = await client.query(
    'UPDATE checkpoints.desk SET closed_at = $2 WHERE desk = $1 AND closed_at IS NULL',
    [desk, at],
  );
  return rowCount === 1;
}

export interface DecisionRow {
  desk: string;
  decision: string;
  official: string;
  at: Date;
  day: string;
  presented: string;
  verdict: Verdict;
  reasons: string[];
  milliseconds: number;
  offline: string | null;
  answer: Buffer | null;
}

export async function insertDecision(client: Queries, row: DecisionRow): Promise<void> {
  await client.query(
    `INSERT INTO checkpoints.decision (desk, decision, official, at, day, presented, verdict, reasons, milliseconds, offline, answer)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[row.desk, row.decision, row.official, row.at, row.day, row.presented, row.verdict, row.reasons],
      ...[row.milliseconds, row.offline, row.answer],
    ],
  );
}

/** Of an offline check that came before; who sends the same at once waits for the first. */
export async function holdOffline(client: Queries, desk: string, offline: string): Promise<Buffer | undefined> {
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended('checkpoints ' || $1, 0))", [offline]);
  const { rows } = await client.query<{ answer: Buffer }>(
    'SELECT answer FROM checkpoints.decision WHERE desk = $1 AND offline = $2',
    [desk, offline],
  );
  return rows[0]?.answer;
}

export async function countDecisions(client: Queries, desk: string, day: string) {
  const { rows } = await client.query<Pick<DecisionRow, 'verdict' | 'presented' | 'reasons' | 'milliseconds'>>(
    'SELECT verdict, presented, reasons, milliseconds FROM checkpoints.decision WHERE desk = $1 AND day = $2',
    [desk, day],
  );
  return rows;
}

/** What a check was begun with: a reading of the paired reader, a holder who was asked (sealed), or neither. */
export interface ChallengeRow {
  challenge: string;
  reading: string | null;
  asked: Buffer | null;
}

export async function insertChallenge(
  client: Queries,
  row: ChallengeRow & { desk: string; official: string; expiresAt: string },
): Promise<void> {
  await client.query(
    'INSERT INTO checkpoints.challenge (challenge, desk, official, reading, asked, expires_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [row.challenge, row.desk, row.official, row.reading, row.asked, row.expiresAt],
  );
}

/** One that was not used yet. */
export async function findChallenge(
  client: Queries,
  { challenge, desk, official }: { challenge: string; desk: string; official: string },
): Promise<ChallengeRow | undefined> {
  const { rows } = await client.query<ChallengeRow>(
    'SELECT challenge, reading, asked FROM checkpoints.challenge WHERE challenge = $1 AND desk = $2 AND official = $3 AND used_at IS NULL AND bytes IS NULL',
    [challenge, desk, official],
  );
  return rows[0];
}

/** Uses a challenge, once: of two at the same time the second waits and then finds it used. */
export async function consumeChallenge(
  client: Queries,
  { challenge, desk, official, at }: { challenge: string; desk: string; official: string; at: string },
): Promise<ChallengeRow | 'unknown' | 'used' | 'expired'> {
  const { rows } = await client.query<ChallengeRow & { expires_at: Date; used_at: Date | null }>(
    'SELECT challenge, reading, asked, expires_at, used_at FROM checkpoints.challenge WHERE challenge = $1 AND desk = $2 AND official = $3 AND bytes IS NULL FOR UPDATE',
    [challenge, desk, official],
  );
  return takeRow(client, challenge, at, rows[0]);
}

async function takeRow<Row extends { expires_at: Date; used_at: Date | null }>(
  client: Queries,
  challenge: string,
  at: string,
  row: Row | undefined,
): Promise<Row | 'unknown' | 'used' | 'expired'> {
  if (!row) return 'unknown';
  if (row.used_at) return 'used';
  if (row.expires_at.getTime() < Date.parse(at)) return 'expired';
  await client.query('UPDATE checkpoints.challenge SET used_at = $2 WHERE challenge = $1', [challenge, at]);
  return row;
}

interface Prepared {
  desk: string;
  official: string;
  challenges: readonly { challenge: string; bytes: Buffer }[];
  madeAt: Date;
  expiresAt: Date;
}

/** Of one officer at one desk, for the time without a line. */
export async function insertPrepared(client: Queries, prepared: Prepared): Promise<void> {
  const { desk, official, challenges, madeAt, expiresAt } = prepared;
  await client.query(
    `INSERT INTO checkpoints.challenge (challenge, bytes, desk, official, made_at, expires_at)
     SELECT challenge, bytes, $3, $4, $5, $6 FROM unnest($1::uuid[], $2::bytea[]) AS one (challenge, bytes)`,
    [challenges.map((one) => one.challenge), challenges.map((one) => one.bytes), desk, official, madeAt, expiresAt],
  );
}

/** Uses a prepared one, once, as `consumeChallenge`. */
export async function consumePrepared(
  client: Queries,
  { challenge, desk, official, at }: { challenge: string; desk: string; official: string; at: string },
): Promise<{ bytes: Buffer; madeAt: Date } | 'unknown' | 'used' | 'expired'> {
  const { rows } = await client.query<{ bytes: Buffer; made_at: Date; expires_at: Date; used_at: Date | null }>(
    'SELECT bytes, made_at, expires_at, used_at FROM checkpoints.challenge WHERE challenge = $1 AND desk = $2 AND official = $3 AND bytes IS NOT NULL FOR UPDATE',
    [challenge, desk, official],
  );
  const used = await takeRow(client, challenge, at, rows[0]);
  return typeof used === 'string' ? used : { bytes: used.bytes, madeAt: used.made_at };
}

export interface ListingRow {
  listing: string;
  kind: ListingKind;
  ground: string;
  person: string | null;
  document_number: string | null;
  decision: string;
  issuer: string;
  decided_on: string;
  ends_on: string;
  organisation: string;
  proposed_by: string;
  approved_by: string | null;
  ended_at: Date | null;
}

/** In force on a day, of a person or a document, on these lists. */
export async function findListings(
  client: Queries,
  of: { person?: string | undefined; documentNumber?: string | undefined },
  kinds: readonly ListingKind[],
  day: string,
): Promise<ListingRow[]> {
  const { rows } = await client.query<ListingRow>(
    `SELECT * FROM checkpoints.listing WHERE (person = $1 OR document_number = $2) AND kind = ANY($3::text[])
       AND approved_by IS NOT NULL AND ended_at IS NULL AND decided_on <= $4 AND ends_on > $4 ORDER BY listing`,
    [of.person ?? null, of.documentNumber ?? null, kinds, day],
  );
  return rows;
}
