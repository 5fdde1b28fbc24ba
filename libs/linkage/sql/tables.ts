import { LinkageError, type Model } from '../model.ts';
import { columnsOf, listDoubtful, TIMES_USUAL } from '../standIns.ts';
import type { Together, TogetherShares } from '../together.ts';
import { cleanSql } from './clean.ts';
import { frequencyColumn, isByFrequency, togetherColumn } from './compare.ts';
import { literal, quote } from './text.ts';

/** DuckDB as the caller opens it; the library writes SQL and reads rows, nothing else. */
export interface Database {
  execute(sql: string): Promise<unknown>;
  query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** The tables of one run, all under one prefix, dropped at its end but for those of the result. */
export interface Run {
  readonly model: Model;
  readonly database: Database;
  readonly prefix: string;
  /** Names of the cleaned tables; the same one where duplicates are looked for. */
  readonly left: string;
  readonly right: string;
  /** The left table with frequencies, for queries that weigh. */
  readonly weighed: string;
  readonly rows: { readonly left: number; readonly right: number };
}

export const isOneList = ({ left, right }: Pick<Run, 'left' | 'right'>) => left === right;

export async function readNumber(database: Database, sql: string): Promise<number> {
  const [row = {}] = await database.query(sql);
  return Number(Object.values(row)[0] ?? 0);
}

export function countAllPairs(run: Run): number {
  return isOneList(run) ? (run.rows.left * (run.rows.left - 1)) / 2 : run.rows.left * run.rows.right;
}

/** Cleans the sources into tables, with the frequency of each value beside those that are compared by it. */
export async function makeTables(
  model: Model,
  database: Database,
  sources: {
    readonly left: string;
    readonly right?: string | undefined;
    readonly key?: string | undefined;
    readonly prefix: string;
  },
): Promise<Run> {
  const { prefix, key } = sources;
  const sides = sources.right === undefined ? ['left'] : ['left', 'right'];
  for (const side of sides) {
    // Numbering rows in a query is done by one thread, and all that stands above it too; a table numbers its rows itself.
    const columns = new Set([...model.fields.flatMap((field) => field.columns), ...(key === undefined ? [] : [key])]);
    const kept = Array.from(columns, quote).join(', ');
    await database.execute(`CREATE OR REPLACE TABLE ${prefix}raw AS SELECT ${kept} FROM ${sources[side as 'left']!}`);
    const sql = cleanSql(model, `${prefix}raw`, key, 'rowid');
    await database.execute(`CREATE OR REPLACE TABLE ${prefix}clean_${side} AS ${sql}`);
    await database.execute(`DROP TABLE ${prefix}raw`);
  }
  const cleaned = sides.map((side) => `${prefix}clean_${side}`);
  await blankStandIns(model, database, cleaned);
  const frequent = model.comparisons.filter(isByFrequency).map(({ field }) => field);
  for (const field of frequent) {
    await database.execute(`CREATE OR REPLACE TABLE ${prefix}${field}_frequency AS
      SELECT value, count(*) / sum(count(*)) OVER () AS frequency FROM (${valuesOf(field, cleaned)}) GROUP BY value`);
  }
  // Only the left side's frequency is asked: where the adjustment applies both sides hold the same value.
  const joins = frequent.map(
    (field, at) => `LEFT JOIN ${prefix}${field}_frequency AS f${at} ON f${at}.value = c.${quote(field)}`,
  );
  const columns = frequent.map((field, at) => `, f${at}.frequency AS ${quote(frequencyColumn(field))}`);
  for (const [at, of] of (model.together ?? []).entries()) {
    const [field, other] = [quote(of[0]), quote(of[1])];
    const name = `${prefix}together_${at}`;
    await database.execute(
      `CREATE OR REPLACE TABLE ${name} AS SELECT ${field} AS value, ${other} AS beside, count(*) AS rows FROM (${bothOf(of, cleaned)}) GROUP BY ALL`,
    );
    joins.push(`LEFT JOIN ${name} AS t${at} ON t${at}.value = c.${field} AND t${at}.beside = c.${other}`);
    columns.push(`, t${at}.rows AS ${quote(togetherColumn(of))}`);
  }
  await database.execute(
    `CREATE OR REPLACE TABLE ${prefix}frequencies AS SELECT c.row${columns.join('')} FROM ${prefix}clean_left AS c ${joins.join(' ')}`,
  );
  await dropTables(database, [
    ...frequent.map((field) => `${prefix}${field}_frequency`),
    ...(model.together ?? []).map((_, at) => `${prefix}together_${at}`),
  ]);
  const weighed = `(SELECT c.*, f.* EXCLUDE (row) FROM ${prefix}clean_left AS c JOIN ${prefix}frequencies AS f ON f.row = c.row)`;
  const left = `${prefix}clean_left`;
  const right = sources.right === undefined ? left : `${prefix}clean_right`;
  const rows = {
    left: await readNumber(database, `SELECT count(*) FROM ${left}`),
    right: await readNumber(database, `SELECT count(*) FROM ${right}`),
  };
  if (rows.left === 0 || rows.right === 0) throw new LinkageError('linkage-no-rows', 'there are no rows to link');
  return { model, database, prefix, left, right, weighed: frequent.length > 0 ? weighed : left, rows };
}

const valuesOf = (field: string, tables: readonly string[]) =>
  tables
    .map((table) => `SELECT ${quote(field)} AS value FROM ${table} WHERE ${quote(field)} IS NOT NULL`)
    .join(' UNION ALL ');

const bothOf = ([field, other]: Together, tables: readonly string[]) =>
  tables
    .map(
      (table) =>
        `SELECT ${quote(field)}, ${quote(other)} FROM ${table} WHERE ${quote(field)} IS NOT NULL AND ${quote(other)} IS NOT NULL`,
    )
    .join(' UNION ALL ');

/** In how many rows each two values stand. */
export async function readTogether({ model, database, left, right }: Run, copies: number): Promise<TogetherShares[]> {
  const tables = left === right ? [left] : [left, right];
  const counted: TogetherShares[] = [];
  for (const of of model.together ?? [])
    counted.push({ of, copies, rows: await readNumber(database, `SELECT count(*) FROM (${bothOf(of, tables)})`) });
  return counted;
}

/** As `dropStandIns` in memory. */
async function blankStandIns(model: Model, database: Database, tables: readonly string[]): Promise<void> {
  for (const field of listDoubtful(model)) {
    const counted = `SELECT value, count(*) AS rows FROM (${valuesOf(field.name, tables)}) GROUP BY value`;
    const found = await database.query(`WITH counted AS MATERIALIZED (${counted})
      SELECT value FROM counted WHERE rows > ${TIMES_USUAL} * (SELECT avg(rows) FROM counted)`);
    if (found.length === 0) continue;
    const absent = columnsOf(field).map((column) => `${quote(column)} = NULL`);
    const values = found.map(({ value }) => literal(String(value)));
    for (const table of tables)
      await database.execute(
        `UPDATE ${table} SET ${absent.join(', ')} WHERE ${quote(field.name)} IN (${values.join(', ')})`,
      );
  }
}

export async function dropTables(database: Database, names: readonly string[]): Promise<void> {
  for (const name of names) await database.execute(`DROP TABLE IF EXISTS ${name}`);
}
