import { type BlockingRule, LinkageError, type Model } from '../model.ts';
import { type CountedRule, chooseRules, PAIRS_A_ROW, PAIRS_AT_ANY_RATE } from '../rules.ts';
import { cleanSql } from './clean.ts';
import { frequencyColumn, isByFrequency } from './compare.ts';
import { keySql } from './rules.ts';
import { quote } from './text.ts';

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
  const frequent = model.comparisons.filter(isByFrequency).map(({ field }) => field);
  for (const field of frequent) {
    const values = sides
      .map((side) => `SELECT ${quote(field)} AS value FROM ${prefix}clean_${side}`)
      .join(' UNION ALL ');
    await database.execute(`CREATE OR REPLACE TABLE ${prefix}${field}_frequency AS
      SELECT value, count(*) / sum(count(*)) OVER () AS frequency FROM (${values}) WHERE value IS NOT NULL GROUP BY value`);
  }
  // Only the left side's frequency is asked: where the adjustment applies both sides hold the same value.
  const joins = frequent.map(
    (field, at) => `LEFT JOIN ${prefix}${field}_frequency AS f${at} ON f${at}.value = c.${quote(field)}`,
  );
  const columns = frequent.map((field, at) => `, f${at}.frequency AS ${quote(frequencyColumn(field))}`).join('');
  await database.execute(
    `CREATE OR REPLACE TABLE ${prefix}frequencies AS SELECT c.row${columns} FROM ${prefix}clean_left AS c ${joins.join(' ')}`,
  );
  await dropTables(
    database,
    frequent.map((field) => `${prefix}${field}_frequency`),
  );
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

export async function dropTables(database: Database, names: readonly string[]): Promise<void> {
  for (const name of names) await database.execute(`DROP TABLE IF EXISTS ${name}`);
}

async function countRule(run: Run, rule: BlockingRule): Promise<number> {
  const { model, database, left, right } = run;
  const counts = (table: string, side: 'left' | 'right') =>
    `(SELECT key, count(*) AS rows FROM (SELECT ${keySql(model, rule, side)} AS key FROM ${table}) WHERE key IS NOT NULL GROUP BY key)`;
  if (isOneList(run) && !rule.some(({ against }) => against))
    return readNumber(database, `SELECT sum(rows * (rows - 1) / 2) FROM ${counts(left, 'left')}`);
  const joined = `${counts(left, 'left')} AS l JOIN ${counts(right, 'right')} AS r USING (key)`;
  return readNumber(database, `SELECT sum(CAST(l.rows AS DOUBLE) * r.rows) FROM ${joined}`);
}

/** The model's own rules, or rules chosen within the budget. */
export async function chooseInTables(run: Run, budget?: number): Promise<CountedRule[]> {
  const count = async (rules: readonly BlockingRule[]) => {
    const counted: number[] = [];
    for (const rule of rules) counted.push(await countRule(run, rule));
    return counted;
  };
  const { rules } = run.model;
  if (rules) {
    const counted = await count(rules);
    return rules.map((rule, at) => ({ rule, pairs: counted[at]! }));
  }
  const rows = isOneList(run) ? run.rows.left : run.rows.left + run.rows.right;
  const choosing = chooseRules(
    run.model,
    countAllPairs(run),
    budget ?? Math.max(PAIRS_AT_ANY_RATE, rows * PAIRS_A_ROW),
  );
  let step = choosing.next();
  while (!step.done) step = choosing.next(await count(step.value));
  return step.value;
}

/** The pairs that the rules let through, each once, as a table of `l` and `r`. */
export async function makePairs(run: Run, rules: readonly BlockingRule[]): Promise<string> {
  const { model, database, prefix, left, right } = run;
  const keys = (table: string) => {
    const lefts = rules.map((rule, at) => `${keySql(model, rule, 'left')} AS k${at}`);
    // The right side's key of a rule that crosses columns is another one; of all others the same.
    const rights = rules.map((rule, at) => `${keySql(model, rule, 'right')} AS x${at}`);
    return `SELECT ${['row', ...lefts, ...rights].join(', ')} FROM ${table}`;
  };
  await database.execute(`CREATE OR REPLACE TABLE ${prefix}keys_left AS ${keys(left)}`);
  if (!isOneList(run)) await database.execute(`CREATE OR REPLACE TABLE ${prefix}keys_right AS ${keys(right)}`);
  const rights = isOneList(run) ? `${prefix}keys_left` : `${prefix}keys_right`;
  const table = `${prefix}pairs`;
  await database.execute(`CREATE OR REPLACE TABLE ${table} (l INTEGER, r INTEGER)`);
  const earlier: string[] = [];
  const crosses = (rule: BlockingRule) => isOneList(run) && rule.some(({ against }) => against);
  for (const [at, rule] of rules.entries()) {
    // In one list a rule that crosses columns has to be asked both ways round, as each pair stands there once.
    for (const condition of crosses(rule) ? [`l.k${at} = r.x${at}`, `r.k${at} = l.x${at}`] : [`l.k${at} = r.x${at}`]) {
      const others = earlier.map((had) => ` AND (${had}) IS NOT TRUE`).join('');
      const once = isOneList(run) ? ' AND l.row < r.row' : '';
      await database.execute(
        `INSERT INTO ${table} SELECT l.row, r.row FROM ${prefix}keys_left AS l JOIN ${rights} AS r ON ${condition}${once}${others}`,
      );
      earlier.push(condition);
    }
  }
  return table;
}
