import { appendBlockSql, type BlockInsert, type Client, openStreamSql } from '#kernel';
import type { Way } from '#libs/country';
import type { Stage } from './model.ts';

/** Rows of everything that decides who may ask. */
export interface DirectoryRows {
  epoch: number;
  systems: {
    system: string;
    organisation: string;
    name: string;
    state: 'active' | 'suspended';
    stage: Stage;
    scopes: string[];
  }[];
  keys: {
    kid: string;
    system: string;
    algorithm: string;
    jwk: Record<string, string>;
    revoked_at: Date | null;
    expires_at: Date;
  }[];
  agreements: {
    agreement: string; version: number; organisation: string; state: 'active' | 'suspended'; modes: Way[]; purposes: string[]; legal_bases: string[];
    fields: string[]; valid_from: string; valid_to: string; quota_per_day: number; hours: string; candidates: number;
  }[]; // biome-ignore format: one row
}

export async function readEpoch(client: Pick<Client, 'query'>): Promise<number> {
  const { rows } = await client.query<{ value: number }>({
    name: 'exchange-epoch',
    text: 'SELECT value FROM exchange.epoch',
  });
  return rows[0]!.value;
}

/** The epoch is read first: a change between the reads makes the rows newer than their epoch, never older. */
export async function readDirectory(client: Pick<Client, 'query'>): Promise<DirectoryRows> {
  const epoch = await readEpoch(client);
  const systems = await client.query<DirectoryRows['systems'][number]>(
    'SELECT system, organisation, name, state, stage, scopes FROM exchange.system',
  );
  const keys = await client.query<DirectoryRows['keys'][number]>(
    'SELECT kid, system, algorithm, jwk, revoked_at, expires_at FROM exchange.key',
  );
  const agreements = await client.query<DirectoryRows['agreements'][number]>(
    `SELECT DISTINCT ON (agreement) agreement, version, organisation, state, modes, purposes, legal_bases, fields, valid_from, valid_to, quota_per_day, hours, candidates
     FROM exchange.agreement ORDER BY agreement, version DESC`,
  );
  return { epoch, systems: systems.rows, keys: keys.rows, agreements: agreements.rows };
}

/**
 * Remembers nonces and reads the epoch in one statement.
 * @returns the digests that nobody had used before; a nonce that came twice at once is among them once.
 */
export async function claimNonces(
  client: Pick<Client, 'query'>,
  minutes: readonly number[],
  digests: readonly string[],
): Promise<{ epoch: number; fresh: ReadonlySet<string> }> {
  const { rows } = await client.query<{ epoch: number; fresh: string[] | null }>({
    name: 'exchange-claim-nonces',
    text: `WITH fresh AS (INSERT INTO exchange.nonce (minute, digest) SELECT * FROM unnest($1::int[], $2::uuid[]) ON CONFLICT DO NOTHING RETURNING digest)
           SELECT (SELECT value FROM exchange.epoch) AS epoch, (SELECT array_agg(digest) FROM fresh) AS fresh`,
    values: [minutes, digests],
  });
  return { epoch: rows[0]!.epoch, fresh: new Set(rows[0]!.fresh) };
}

export async function forgetNonces(client: Pick<Client, 'query'>, beforeMinute: number): Promise<void> {
  await client.query('DELETE FROM exchange.nonce WHERE minute < $1', [beforeMinute]);
}

/** One count of what was asked; see the table exchange.usage. */
export interface Use {
  organisation: string;
  agreement: string;
  system: string;
  type: string;
  purpose: string;
  outcome: string;
}

const writeSql = `WITH block AS (${appendBlockSql}),
  exchanged AS (INSERT INTO exchange.exchanged (stream, seq, day, packed) VALUES ($1, $2, current_date, $17))
  INSERT INTO exchange.usage AS u (organisation, day, agreement, system, type, purpose, outcome, slot, count)
  SELECT n.organisation, $8::date, n.agreement, n.system, n.type, n.purpose, n.outcome, $9::int, n.count
  FROM unnest($10::text[], $11::text[], $12::uuid[], $13::text[], $14::text[], $15::text[], $16::bigint[]) AS n (organisation, agreement, system, type, purpose, outcome, count)
  ON CONFLICT (organisation, day, agreement, system, type, purpose, outcome, slot) DO UPDATE SET count = u.count + EXCLUDED.count`;

/**
 * Makes a flush durable: its journal block, the signatures of both sides and its counts in one statement.
 * @param exchanged packed, one record a line of the block (exchanged.ts)
 */
export async function writeBlock(
  client: Client,
  block: BlockInsert,
  day: string,
  slot: number,
  uses: readonly Use[],
  exchanged: Buffer,
): Promise<void> {
  if (block.opensStream)
    await client.query({ name: 'exchange-open-stream', text: openStreamSql, values: [block.stream, Date.now()] });
  const counts = countUses(uses);
  await client.query({
    name: 'exchange-write',
    text: writeSql,
    values: [...block.values, day, slot, ...counts, exchanged],
  });
}

/** Columns of distinct uses with their counts, in one order for all writers: two statements never lock rows crosswise. */
function countUses(uses: readonly Use[]): unknown[][] {
  const counted = new Map<string, { use: Use; count: number }>();
  for (const use of uses) {
    const key = `${use.organisation}\n${use.agreement}\n${use.system}\n${use.type}\n${use.purpose}\n${use.outcome}`;
    const known = counted.get(key);
    if (known) known.count += 1;
    else counted.set(key, { use, count: 1 });
  }
  const rows = counted.size < 2 ? [...counted] : [...counted].sort(([a], [b]) => (a < b ? -1 : 1));
  const column = (name: keyof Use) => rows.map(([, { use }]) => use[name]);
  return [
    column('organisation'),
    column('agreement'),
    column('system'),
    column('type'),
    column('purpose'),
    column('outcome'),
    rows.map(([, { count }]) => count),
  ];
}

/** The slot of those who count many at once. */
const MANY = -1;

/** Adds to one count outside of a flush. */
export async function addUses(client: Pick<Client, 'query'>, use: Use, count: number, day: string): Promise<void> {
  const { organisation, agreement, system, type, purpose, outcome } = use;
  await client.query({
    name: 'exchange-add-uses',
    text: `INSERT INTO exchange.usage AS u (organisation, day, agreement, system, type, purpose, outcome, slot, count)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
           ON CONFLICT (organisation, day, agreement, system, type, purpose, outcome, slot) DO UPDATE SET count = u.count + EXCLUDED.count`,
    values: [organisation, day, agreement, system, type, purpose, outcome, MANY, count],
  });
}

/** Looks answered under agreements on a day. */
export async function readUsed(
  client: Pick<Client, 'query'>,
  organisations: readonly string[],
  day: string,
  agreements: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await client.query<{ agreement: string; used: string }>({
    name: 'exchange-used',
    text: 'SELECT agreement, sum(count) AS used FROM exchange.usage WHERE organisation = ANY($1::text[]) AND day = $2 AND agreement = ANY($3::text[]) GROUP BY agreement',
    values: [organisations, day, agreements],
  });
  return new Map(rows.map((row) => [row.agreement, Number(row.used)]));
}

/** The secret of a purpose; made by whoever asks first. */
export async function readSecret(client: Pick<Client, 'query'>, purpose: string, made: Buffer): Promise<Buffer> {
  await client.query('INSERT INTO exchange.secret (purpose, value) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    purpose,
    made,
  ]);
  const { rows } = await client.query<{ value: Buffer }>('SELECT value FROM exchange.secret WHERE purpose = $1', [
    purpose,
  ]);
  return rows[0]!.value;
}
