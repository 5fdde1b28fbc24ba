import type { Client } from '#kernel';
import type { Country } from '#libs/country';

type Queries = Pick<Client, 'query'>;

/** A figure: so many of so many. */
export interface FigureRow {
  day: string;
  unit: string;
  source: string;
  indicator: string;
  numerator: number;
  denominator: number;
}

/** Brings the table of units in line with the country's lists. */
export async function keepUnits(client: Queries, country: Country): Promise<void> {
  const units = [...country.units.byCode.values()].flat();
  const rows = [
    units.map(({ code }) => code),
    units.map(({ validFrom }) => validFrom ?? ''),
    units.map(({ validTo }) => validTo ?? '~'),
  ];
  await client.query(
    `WITH given AS (SELECT code, valid_from, max(valid_to) AS valid_to FROM unnest($1::text[], $2::text[], $3::text[]) AS u (code, valid_from, valid_to) GROUP BY 1, 2),
       gone AS (DELETE FROM quality.unit u WHERE NOT EXISTS (SELECT FROM given g WHERE g.code = u.code AND g.valid_from = u.valid_from AND g.valid_to = u.valid_to))
     INSERT INTO quality.unit SELECT * FROM given ON CONFLICT DO NOTHING`,
    rows,
  );
}

/** Figures of one unit, all sources together, of the last days that were counted; the oldest day first. */
export async function readFigures(client: Queries, unit: string, days: number): Promise<FigureRow[]> {
  const { rows } = await client.query<FigureRow>(
    `SELECT day, unit, source, indicator, numerator, denominator FROM quality.figure
     WHERE unit = $1 AND source = '' AND day >= coalesce((SELECT min(day) FROM (
       SELECT DISTINCT day FROM quality.figure WHERE unit = $1 AND source = '' AND indicator = 'persons' ORDER BY day DESC LIMIT $2) AS last), '-infinity')
     ORDER BY day`,
    [unit, days],
  );
  return rows;
}

/** The newest figures of the parts of a unit. @param indicators those that are asked about */
export async function readParts(
  client: Queries,
  parent: string,
  day: string,
  indicators: readonly string[],
): Promise<FigureRow[]> {
  const { rows } = await client.query<FigureRow>(
    `SELECT day, unit, source, indicator, numerator, denominator FROM quality.figure
     WHERE parent = $1 AND source = '' AND day = $2 AND indicator = ANY ($3::text[]) ORDER BY unit`,
    [parent, day, indicators],
  );
  return rows;
}

/** A unit's figures by who first told of the records. */
export async function readSources(
  client: Queries,
  unit: string,
  day: string,
  indicators: readonly string[],
): Promise<FigureRow[]> {
  const { rows } = await client.query<FigureRow>(
    `SELECT day, unit, source, indicator, numerator, denominator FROM quality.figure
     WHERE unit = $1 AND source <> '' AND day = $2 AND indicator = ANY ($3::text[]) ORDER BY source`,
    [unit, day, indicators],
  );
  return rows;
}

export interface RunRow {
  run: string;
  day: string;
  state: 'running' | 'done' | 'failed' | 'stopped';
  begun_at: Date;
  ended_at: Date | null;
  done: number;
  total: number;
  persons: number | null;
}

export async function readLastRun(client: Queries): Promise<RunRow | undefined> {
  const { rows } = await client.query<RunRow>('SELECT * FROM quality.run ORDER BY run DESC LIMIT 1');
  return rows[0];
}

/** What a process that was killed left behind: its count was rolled back with it. */
export async function endRuns(client: Queries): Promise<void> {
  await client.query("UPDATE quality.run SET state = 'stopped', ended_at = now() WHERE state = 'running'");
}

/** Communes' figures of days long gone: the first of a month stays. */
export async function thinFigures(client: Queries, firstKept: string): Promise<void> {
  await client.query(`DELETE FROM quality.figure WHERE day < $1 AND parent <> '' AND extract(day FROM day) <> 1`, [
    firstKept,
  ]);
  await client.query('DELETE FROM quality.use WHERE day < $1::date - 365', [firstKept]);
}

export interface SuspectRow {
  person: string;
  rule: string;
  other: string;
}

export async function readSuspects(client: Queries, persons: readonly string[]): Promise<SuspectRow[]> {
  const { rows } = await client.query<SuspectRow>(
    'SELECT person, rule, other FROM quality.suspect WHERE person = ANY ($1::uuid[]) ORDER BY person, rule, other',
    [persons],
  );
  return rows;
}
