import { type Client, copyRows, copyTable, type Kernel, newId } from '#kernel';
import type { Country } from '#libs/country';
import { BLOCKS, selectFacts, TWINS } from '#rooms/people';
import { describeCounted } from './measures.ts';
import { literal } from './sql.ts';
import { countAsked, countSampled } from './wholes.ts';

/** Blocks of the table at a time: the progress goes by them, and what one part holds fits into memory. */
const PART_BLOCKS = 8192;
const MOST_PARTS = 100;
/** Connections that read at the same time: more would leave the desks nothing of a small machine. */
const HANDS = 2;

export interface Counting {
  kernel: Pick<Kernel, 'database' | 'clock'>;
  country: Country;
}

export interface CountResult {
  run: string;
  day: string;
  persons: number;
  milliseconds: number;
}

/**
 * Counts the register: one state of it, part by part, each record read once. The day's figures, and the pairs that may be one
 * person, are there when all is counted, and were the older ones until then.
 */
export async function countRegister({ kernel, country }: Counting): Promise<CountResult> {
  const began = performance.now();
  const run = newId();
  const day = kernel.clock.today();
  const { pool } = kernel.database;
  await pool.query(`INSERT INTO quality.run (run, day, state, begun_at) VALUES ($1, $2, 'running', $3)`, [
    run,
    day,
    new Date(),
  ]);
  const hands: Awaited<ReturnType<typeof kernel.database.connect>>[] = [];
  try {
    while (hands.length < HANDS) hands.push(await kernel.database.connect({ name: 'dancu-quality' }));
    const client = hands[0]!;
    const sums = await readRegister(hands, country, day, {
      parts: (total) => pool.query('UPDATE quality.run SET total = $2 WHERE run = $1', [run, total]),
      counted: () => pool.query('UPDATE quality.run SET done = done + 1 WHERE run = $1', [run]),
    });
    // Only now, and not in the state that was read: what an officer said of a pair meanwhile holds.
    await client.query('BEGIN');
    await client.query(settingsOf(country));
    // Two counts of a day follow each other here; who reads figures is not held up.
    await client.query('LOCK TABLE quality.figure IN SHARE ROW EXCLUSIVE MODE');
    await addUp(client, sums, country, day);
    await keepTwins(client);
    await countSampled(client, country, day);
    await keepFigures(client, day);
    await countAsked(client, country, day);
    const persons = await readPersons(client, day);
    await client.query('COMMIT');
    await pool.query(`UPDATE quality.run SET state = 'done', ended_at = $2, persons = $3 WHERE run = $1`, [
      run,
      new Date(),
      persons,
    ]);
    return { run, day, persons, milliseconds: Math.round(performance.now() - began) };
  } catch (error) {
    await pool.query(`UPDATE quality.run SET state = 'failed', ended_at = $2 WHERE run = $1`, [run, new Date()]);
    throw error;
  } finally {
    for (const hand of hands) await hand.end();
  }
}

/** Days are the country's; a whole country takes longer than a question may. */
export function settingsOf({ facts }: Country): string {
  return `SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL jit = off;
    SET LOCAL work_mem = '96MB'; SET LOCAL timezone = ${literal(facts.timeZone)}`;
}

/** What each group of records adds up to, by `province\tcommune\tfirst act`. */
type Sums = Map<string, number[]>;

interface Progress {
  parts(total: number): Promise<unknown>;
  counted(): Promise<unknown>;
}

/** Reads one state of the register over all connections at once, each taking the next part when it is done with one. */
async function readRegister(hands: readonly Client[], country: Country, day: string, told: Progress): Promise<Sums> {
  const [first, ...others] = hands as [Client, ...Client[]];
  await first.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  await first.query(settingsOf(country));
  const { rows } = await first.query<{ state: string }>('SELECT pg_export_snapshot() AS state');
  for (const hand of others) {
    await hand.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await hand.query(`SET TRANSACTION SNAPSHOT ${literal(rows[0]!.state)}`);
    await hand.query(settingsOf(country));
  }
  for (const hand of hands)
    await hand.query('CREATE TEMPORARY TABLE twin (person uuid, rule text COLLATE "C", other uuid)');
  await findTwins(first);
  for (const hand of others) await copyTable(first, hand, 'pg_temp.twin');
  for (const hand of hands) await hand.query(`ANALYZE pg_temp.twin; ${LOOKED_UP}`);
  const parts = await cutRegister(first);
  await told.parts(parts.length);
  const counting = countSql(country, day);
  const waiting = parts.values();
  const sums: Sums = new Map();
  const work = async (hand: Client) => {
    for (const part of waiting) {
      const counted = await hand.query<{ place: string; counts: number[] }>(counting, part);
      for (const { place, counts } of counted.rows) add(sums, place, counts);
      await told.counted();
    }
    await hand.query('COMMIT');
  };
  await Promise.all(hands.map(work));
  return sums;
}

function add(sums: Sums, place: string, counts: readonly number[]): void {
  const sum = sums.get(place);
  if (!sum) return void sums.set(place, [...counts]);
  for (const [at, count] of counts.entries()) sum[at]! += count;
}

/** Every record is looked up here: the planner must know how few there are. Groups are few: sorting whole records by them would write each to the disk. */
const LOOKED_UP = 'SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_sort = off';

async function findTwins(client: Client): Promise<void> {
  for (const [kind, select] of Object.entries(TWINS))
    await client.query(
      `INSERT INTO twin (person, rule, other) SELECT t.person, 'duplicate-${kind}', t.other FROM (${select}) t WHERE ${notApart('t')}`,
    );
}

/** A pair that was told apart is none. */
const notApart = (pair: string) =>
  `NOT EXISTS (SELECT FROM quality.apart a WHERE a.one = least(${pair}.person, ${pair}.other) AND a.other = greatest(${pair}.person, ${pair}.other))`;

async function keepTwins(client: Client): Promise<void> {
  await client.query('DELETE FROM quality.suspect');
  await client.query(
    `INSERT INTO quality.suspect (person, rule, other) SELECT t.person, t.rule, t.other FROM twin t WHERE ${notApart('t')}`,
  );
}

/** @returns ranges of the table, `(block,0)` to `(block,0)`; the last one has no end */
async function cutRegister(client: Client): Promise<[string, string][]> {
  const { rows } = await client.query<{ blocks: number }>(BLOCKS);
  const blocks = rows[0]!.blocks;
  const size = Math.max(PART_BLOCKS, Math.ceil(blocks / MOST_PARTS));
  const count = Math.max(1, Math.ceil(blocks / size));
  return Array.from({ length: count }, (_, at) => [
    `(${at * size},0)`,
    at + 1 === count ? '(4294967294,0)' : `(${(at + 1) * size},0)`,
  ]);
}

/** One reading of a part answers every question, in one array: how many are as each indicator wants, and how many each group has. */
function countSql(country: Country, day: string): string {
  const { counted, groups } = describeCounted(country, day, 'pg_temp.twin');
  const filters = [...counted.map(({ of, good }) => `(${of}) AND (${good})`), ...groups];
  return `SELECT concat_ws(E'\\t', f.province, f.commune, f.opened) AS place,
      json_build_array(${filters.map((one) => `count(*) FILTER (WHERE ${one})`).join(',\n')}) AS counts
    FROM (${selectFacts('blocks')} OFFSET 0) f GROUP BY f.province, f.commune, f.opened`;
}

async function addUp(client: Client, sums: Sums, country: Country, day: string): Promise<void> {
  const { counted, groups } = describeCounted(country, day);
  const { sources } = country.sources;
  const kinds = sources.flatMap(({ id, acts = [] }) => acts.map((kind) => ({ id, kind })));
  await client.query(`
    CREATE TEMPORARY TABLE part (province text, commune text, opened text, counts bigint[]) ON COMMIT DROP;
    CREATE TEMPORARY TABLE total (province text, commune text, source text, indicator text, numerator bigint, denominator bigint) ON COMMIT DROP`);
  await copyRows(
    client,
    'part (province, commune, opened, counts)',
    [...sums].map(([place, counts]) => {
      const [province = '', commune = '', opened = ''] = place.split('\t');
      return [province, commune, opened, `{${counts.join(',')}}`];
    }),
  );
  await client.query(
    `INSERT INTO total
     SELECT p.province, p.commune, coalesce(k.source, 'other'), i.indicator, sum(p.counts[i.place]), sum(p.counts[i.of])
     FROM part p
     CROSS JOIN unnest($1::text[], $4::int[]) WITH ORDINALITY AS i (indicator, of, place)
     LEFT JOIN unnest($2::text[], $3::text[]) AS k (kind, source) ON k.kind = p.opened
     GROUP BY 1, 2, 3, 4`,
    [
      counted.map(({ id }) => id),
      kinds.map(({ kind }) => kind),
      kinds.map(({ id }) => id),
      counted.map(({ of }) => counted.length + 1 + groups.indexOf(of)),
    ],
  );
}

/** Communes add up to provinces and these to the country; by source only where it is read. */
async function keepFigures(client: Client, day: string): Promise<void> {
  await client.query('DELETE FROM quality.figure WHERE day = $1', [day]);
  await client.query(
    `INSERT INTO quality.figure (day, unit, parent, source, indicator, numerator, denominator)
     SELECT $1::date,
       CASE WHEN GROUPING(province) = 1 THEN '' WHEN GROUPING(commune) = 1 THEN province
            WHEN commune = '' THEN province || '-none' ELSE commune END,
       CASE WHEN GROUPING(province) = 1 THEN NULL WHEN GROUPING(commune) = 1 THEN '' ELSE province END,
       CASE WHEN GROUPING(source) = 1 THEN '' ELSE source END,
       indicator, sum(numerator), sum(denominator)
     FROM (SELECT coalesce(nullif(province, ''), 'none') AS province, commune, source, indicator, numerator, denominator FROM total) t
     GROUP BY GROUPING SETS ((province, commune, indicator), (province, indicator), (indicator), (province, source, indicator), (source, indicator))
     HAVING sum(denominator) > 0 AND (GROUPING(source) = 1 OR source <> '')`,
    [day],
  );
}

async function readPersons(client: Client, day: string): Promise<number> {
  const { rows } = await client.query<{ persons: number }>(
    `SELECT coalesce(sum(denominator), 0)::bigint AS persons FROM quality.figure WHERE day = $1 AND unit = '' AND source = '' AND indicator = 'persons'`,
    [day],
  );
  return rows[0]!.persons;
}
