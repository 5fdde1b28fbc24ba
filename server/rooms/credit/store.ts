import type { Client } from '#kernel';
import { MOST_COUNTED, type Product } from './model.ts';
import type { Kind } from './pseudonyms.ts';

type Queries = Pick<Client, 'query'>;

export interface ApplicationRow {
  person: string;
  application: string;
  organisation: string;
  content: Buffer;
  product: Product;
  state: 'open' | 'closed' | 'blocked';
  line: string;
  opened_at: Date;
  closed_at: Date | null;
}

/** A value's pseudonym. */
export interface Blinded {
  readonly kind: Kind;
  readonly value: Buffer;
}

/** The installation's secret, sealed; made by whoever asks first. */
export async function readSecret(client: Queries, made: Buffer): Promise<Buffer> {
  await client.query('INSERT INTO credit.secret (one, sealed) VALUES (1, $1) ON CONFLICT DO NOTHING', [made]);
  const { rows } = await client.query<{ sealed: Buffer }>('SELECT sealed FROM credit.secret WHERE one = 1');
  return rows[0]!.sealed;
}

/**
 * Holds names until the transaction's end, so that of two checks of the same person or value the second sees what the first
 * wrote. Taken all at once and in one order for all: two never wait for each other crosswise.
 */
export async function holdNames(client: Queries, names: readonly Buffer[]): Promise<void> {
  const numbers = [...new Set(names.map((name) => name.readBigInt64BE(0)))].sort((a, b) => (a < b ? -1 : 1));
  await client.query({
    name: 'credit-hold',
    text: 'SELECT pg_advisory_xact_lock(name) FROM unnest($1::bigint[]) AS name',
    values: [numbers.map(String)],
  });
}

export async function findApplication(
  client: Queries,
  organisation: string,
  reference: Buffer,
): Promise<ApplicationRow | undefined> {
  const { rows } = await client.query<ApplicationRow>({
    name: 'credit-find',
    text: 'SELECT * FROM credit.application WHERE organisation = $1 AND reference = $2',
    values: [organisation, reference],
  });
  return rows[0];
}

export async function insertApplication(
  client: Queries,
  row: Omit<ApplicationRow, 'closed_at'> & { reference: Buffer },
): Promise<void> {
  await client.query({
    name: 'credit-insert',
    text: `INSERT INTO credit.application (person, application, organisation, reference, content, product, state, line, opened_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [
      row.person,
      row.application,
      row.organisation,
      row.reference,
      row.content,
      row.product,
      row.state,
      row.line,
      row.opened_at,
    ],
  });
}

/** What was closed stays so, also for a check that read it before. */
export async function setState(
  client: Queries,
  { person, application }: Pick<ApplicationRow, 'person' | 'application'>,
  state: ApplicationRow['state'],
  closedAt: Date | null,
): Promise<void> {
  await client.query(
    "UPDATE credit.application SET state = $3, closed_at = $4 WHERE person = $1 AND application = $2 AND state <> 'closed'",
    [person, application, state, closedAt],
  );
}

export async function insertValues(
  client: Queries,
  { person, application }: Pick<ApplicationRow, 'person' | 'application'>,
  values: readonly Blinded[],
  at: Date,
): Promise<void> {
  await client.query({
    name: 'credit-values',
    text: `INSERT INTO credit.value (value, kind, person, application, seen_at)
           SELECT value, kind, $3, $4, $5 FROM unnest($1::bytea[], $2::text[]) AS given (value, kind) ON CONFLICT DO NOTHING`,
    values: [values.map((one) => one.value), values.map((one) => one.kind), person, application, at],
  });
}

/** Other identities that applied with each value since a day, counted no further than is told. In the order given. */
export async function countOthers(
  client: Queries,
  person: string,
  values: readonly Blinded[],
  since: string,
): Promise<number[]> {
  const { rows } = await client.query<{ others: number }>({
    name: 'credit-others',
    text: `SELECT (SELECT count(*)::int FROM (SELECT DISTINCT v.person FROM credit.value v
                     WHERE v.value = given.value AND v.kind = given.kind AND v.person <> $3 AND v.seen_at >= $4::date LIMIT $5) AS found) AS others
           FROM unnest($1::bytea[], $2::text[]) WITH ORDINALITY AS given (value, kind, place) ORDER BY place`,
    values: [values.map((one) => one.value), values.map((one) => one.kind), person, since, MOST_COUNTED],
  });
  return rows.map((row) => row.others);
}

/** Applications of the same identity at other organisations since a day, those that the person's block kept out not among them. */
export async function countElsewhere(
  client: Queries,
  person: string,
  organisation: string,
  since: string,
): Promise<number> {
  const { rows } = await client.query<{ count: number }>({
    name: 'credit-elsewhere',
    text: `SELECT count(*)::int AS count FROM (SELECT 1 FROM credit.application
           WHERE person = $1 AND organisation <> $2 AND opened_at >= $3::date AND state <> 'blocked' LIMIT $4) AS found`,
    values: [person, organisation, since, MOST_COUNTED],
  });
  return rows[0]!.count;
}

/** Counts a check of a person. @returns the day's, this one among them */
export async function countCheck(
  client: Queries,
  person: string,
  organisation: string,
  day: string,
): Promise<{ own: number; all: number }> {
  const { rows } = await client.query<{ own: number }>({
    name: 'credit-count',
    text: `INSERT INTO credit.daily AS d (person, day, organisation, checks) VALUES ($1, $2, $3, 1)
           ON CONFLICT (person, day, organisation) DO UPDATE SET checks = d.checks + 1 RETURNING checks AS own`,
    values: [person, day, organisation],
  });
  const all = await client.query<{ all: number }>({
    name: 'credit-counted',
    text: 'SELECT sum(checks)::int AS all FROM credit.daily WHERE person = $1 AND day = $2',
    values: [person, day],
  });
  return { own: rows[0]!.own, all: all.rows[0]!.all };
}

export async function listApplications(client: Queries, person: string): Promise<ApplicationRow[]> {
  const { rows } = await client.query<ApplicationRow>({
    name: 'credit-own',
    text: 'SELECT * FROM credit.application WHERE person = $1 ORDER BY application DESC LIMIT 200',
    values: [person],
  });
  return rows;
}

/** @returns undefined where the organisation has no such application */
export async function readOwn(
  client: Queries,
  organisation: string,
  application: string,
): Promise<ApplicationRow | undefined> {
  const { rows } = await client.query<ApplicationRow>(
    'SELECT * FROM credit.application WHERE organisation = $1 AND application = $2 FOR UPDATE',
    [organisation, application],
  );
  return rows[0];
}

/** The first day of what is still kept under a duration (ISO 8601). */
export async function firstKept(client: Queries, today: string, duration: string): Promise<string> {
  const { rows } = await client.query<{ day: string }>({
    name: 'credit-kept',
    text: 'SELECT ($1::date - $2::interval)::date AS day',
    values: [today, duration],
  });
  return rows[0]!.day;
}

/** Removes what is older than may be kept. Yesterday's counts bound nothing any more. */
export async function forgetBefore(client: Queries, firstDay: string, today: string): Promise<void> {
  await client.query('DELETE FROM credit.value WHERE seen_at < $1::date', [firstDay]);
  await client.query('DELETE FROM credit.application WHERE opened_at < $1::date', [firstDay]);
  await client.query('DELETE FROM credit.block WHERE lifted_at < $1::date', [firstDay]);
  await client.query('DELETE FROM credit.daily WHERE day < $1', [today]);
}

export async function readBlock(client: Queries, person: string): Promise<Date | undefined> {
  const { rows } = await client.query<{ set_at: Date }>({
    name: 'credit-block',
    text: 'SELECT set_at FROM credit.block WHERE person = $1 AND lifted_at IS NULL',
    values: [person],
  });
  return rows[0]?.set_at;
}

/** @returns false where one is in force already */
export async function insertBlock(client: Queries, person: string, block: string, at: Date): Promise<boolean> {
  const { rowCount } = await client.query(
    'INSERT INTO credit.block (person, block, set_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [person, block, at],
  );
  return rowCount === 1;
}

/** @returns false where there was none */
export async function liftBlock(client: Queries, person: string, at: Date): Promise<boolean> {
  const { rowCount } = await client.query(
    'UPDATE credit.block SET lifted_at = $2 WHERE person = $1 AND lifted_at IS NULL',
    [person, at],
  );
  return rowCount === 1;
}
