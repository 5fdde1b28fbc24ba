import { type Costs, linkProbability, reviewBetween, weightAt } from '../decide.ts';
import { estimateParameters, type Pattern } from '../estimate.ts';
import type { Model, Parameters } from '../model.ts';
import { fitModel } from '../propose.ts';
import { budgetOf, type CountedRule, enlargeBudget } from '../rules.ts';
import { expectCopies } from '../together.ts';
import { chooseInTables, makePairs } from './blocks.ts';
import { keepReachable } from './bounds.ts';
import { makeClusters } from './clusters.ts';
import { levelColumn, levelNameSql, levelsSql, weightsSql } from './compare.ts';
import {
  countAllPairs,
  type Database,
  dropTables,
  isOneList,
  makeTables,
  type Run,
  readNumber,
  readTogether,
} from './tables.ts';
import { number, quote } from './text.ts';

export interface TableOptions {
  /** A table, or anything that stands behind FROM: `read_parquet('a.parquet')`. */
  readonly left: string;
  /** Left out: duplicates within `left` are looked for. */
  readonly right?: string;
  /** A column of both sources that names a row; else rows are named by their number from 0. */
  readonly key?: string;
  readonly costs: Costs;
  /** Each record has at most one partner on the other side. Of two lists, default true. */
  readonly oneToOne?: boolean;
  /** Parameters are known: nothing is estimated. */
  readonly parameters?: 'estimate' | 'given';
  /** Pairs to look at, in all. Default 8 for each row. */
  readonly budget?: number;
  /** What the names of all tables begin with. Default `linkage_`. */
  readonly prefix?: string;
  /** Told at the beginning of each step. */
  readonly onStep?: (step: LinkStep) => void;
}

export type LinkStep = 'clean' | 'rules' | 'pairs' | 'estimate' | 'score' | 'assign' | 'cluster';

export interface TableLinkage {
  readonly model: Model;
  readonly rules: readonly CountedRule[];
  readonly threshold: number;
  /** Pairs that were looked at, and that are links. */
  readonly pairs: number;
  readonly links: number;
  /** `left_key`, `right_key`, `weight`, `probability`, `decision` (link or review), and the level of each field by its name. */
  readonly linksTable: string;
  /** Where duplicates were looked for: `key`, `cluster` (the key of the group's first row). */
  readonly clustersTable?: string;
}

const MOST_FOR_ESTIMATE = 400_000;
const SAMPLE_OF_OTHERS = 300_000;

/**
 * Links two tables, or finds the duplicates in one, with SQL for DuckDB that the caller's `database` runs; the rows stay
 * there. The steps and the weights are those of `linkRows` and `deduplicateRows`.
 * @throws {LinkageError} `linkage-no-rows`, `linkage-costs`, `linkage-unknown-field`; what the database throws
 */
export async function linkTables(model: Model, database: Database, options: TableOptions): Promise<TableLinkage> {
  const { costs, prefix = 'linkage_', onStep = () => {} } = options;
  const review = reviewBetween(costs);
  onStep('clean');
  const run = await makeTables(await fitToSources(model, database, options), database, {
    left: options.left,
    right: options.right,
    key: options.key,
    prefix,
  });
  const { rules, pairs, looked, parameters } = await lookUp(run, options);
  const estimated: Model = parameters ? { ...run.model, parameters: await withTogether(run, parameters) } : run.model;
  const prior = estimated.parameters?.prior ?? 0;
  const threshold = weightAt(linkProbability(costs), prior);
  const lowest = review ? Math.min(threshold, weightAt(review.from, prior)) : threshold;
  onStep('score');
  const near = await keepReachable(run, estimated, pairs, lowest);
  const levels = levelsSql(estimated, near, run.weighed, run.right);
  await database.execute(
    // A filter on the weight here would be pushed down, and have every level computed twice.
    `CREATE OR REPLACE TABLE ${prefix}weighed AS ${weightsSql(estimated, levels)}`,
  );
  await database.execute(
    `CREATE OR REPLACE TABLE ${prefix}scored AS SELECT * FROM ${prefix}weighed WHERE weight >= ${number(lowest)}`,
  );
  let linked = `${prefix}scored`;
  if (!isOneList(run) && options.oneToOne !== false) {
    onStep('assign');
    linked = await assignInTables(run, linked);
  }
  let clustersTable: string | undefined;
  if (isOneList(run)) {
    onStep('cluster');
    clustersTable = await makeClusters(run, estimated, threshold, options.key !== undefined);
  }
  const linksTable = await writeLinks(run, linked, { prior, threshold, keyed: options.key !== undefined });
  await dropTables(
    database,
    [
      'keys_left',
      'keys_right',
      'pairs',
      'near',
      'weighed',
      'scored',
      'assigned',
      'frequencies',
      'clean_left',
      'clean_right',
    ].map((name) => prefix + name),
  );
  const links = await readNumber(database, `SELECT count(*) FROM ${linksTable} WHERE decision = 'link'`);
  return {
    model: estimated,
    rules,
    threshold,
    pairs: looked,
    links,
    linksTable,
    ...(clustersTable ? { clustersTable } : {}),
  };
}

/** Rules, the pairs that they let through, and what these say; again with more pairs where those did not suffice. */
async function lookUp(run: Run, { budget: given, parameters, oneToOne, onStep = () => {} }: TableOptions) {
  const rows = isOneList(run) ? run.rows.left : run.rows.left + run.rows.right;
  for (let budget = given ?? budgetOf(rows); ; ) {
    onStep('rules');
    const rules = await chooseInTables(run, budget);
    onStep('pairs');
    const pairs = await makePairs(
      run,
      rules.map(({ rule }) => rule),
    );
    const looked = await readNumber(run.database, `SELECT count(*) FROM ${pairs}`);
    if (parameters === 'given') return { rules, pairs, looked };
    onStep('estimate');
    const found = await estimate(run, pairs, looked);
    // One partner each: the budget holds many times these.
    const isPaired = !isOneList(run) && oneToOne !== false;
    const isFixed = given !== undefined || run.model.rules !== undefined || isPaired;
    const allPairs = countAllPairs(run);
    const more = isFixed ? undefined : enlargeBudget({ budget, pairs: looked, allPairs, ...found }, rows);
    if (more === undefined) return { rules, pairs, looked, parameters: found.parameters };
    budget = more;
  }
}

async function withTogether(run: Run, parameters: Parameters): Promise<Parameters> {
  if (!run.model.together) return parameters;
  return { ...parameters, together: await readTogether(run, expectCopies(parameters.prior, run.rows.right)) };
}

async function fitToSources(model: Model, database: Database, { left, right }: TableOptions): Promise<Model> {
  let fitted = model;
  for (const source of right === undefined ? [left] : [left, right]) {
    const columns = await database.query(`DESCRIBE SELECT * FROM ${source}`);
    fitted = fitModel(
      fitted,
      columns.map((column) => String(column.column_name)),
    );
  }
  return fitted;
}

/** Parameters from a sample of the pairs that the rules let through, and of the others, each with its weight. */
async function estimate(run: Run, pairs: string, looked: number) {
  const { model, database, prefix, rows } = run;
  const every = Math.max(1, Math.ceil(looked / MOST_FOR_ESTIMATE));
  const sampled = every === 1 ? pairs : `(SELECT l, r FROM ${pairs} WHERE hash(l, r) % ${every} = 0)`;
  const allPairs = countAllPairs(run);
  const patterns = await readPatterns(run, sampled, looked);
  if (allPairs > looked) {
    const drawn = `SELECT CAST(hash(i, 1) % ${rows.left} AS INTEGER) AS l, CAST(hash(i, 2) % ${rows.right} AS INTEGER) AS r FROM range(${SAMPLE_OF_OTHERS}) AS t(i)`;
    const ordered = isOneList(run)
      ? `SELECT DISTINCT least(l, r) AS l, greatest(l, r) AS r FROM (${drawn}) WHERE l <> r`
      : `SELECT DISTINCT l, r FROM (${drawn})`;
    await database.execute(`CREATE OR REPLACE TABLE ${prefix}drawn AS ${ordered}`);
    await database.execute(
      `CREATE OR REPLACE TABLE ${prefix}known AS SELECT d.l, d.r FROM ${pairs} JOIN ${prefix}drawn AS d USING (l, r)`,
    );
    const others = `(SELECT l, r FROM ${prefix}drawn ANTI JOIN ${prefix}known USING (l, r))`;
    for (const pattern of await readPatterns(run, others, allPairs - looked))
      patterns.push({ ...pattern, drawn: true });
    await dropTables(database, [`${prefix}drawn`, `${prefix}known`]);
  }
  return estimateParameters(model, patterns, { allPairs, rows: Math.min(rows.left, rows.right) });
}

/** How the pairs agree, counted so that together they stand for `whole` pairs. */
async function readPatterns(
  { model, database, weighed, right }: Run,
  pairs: string,
  whole: number,
): Promise<Pattern[]> {
  const columns = model.comparisons.map(({ field }) => levelColumn(field));
  const rows = await database.query(
    `SELECT ${columns.join(', ')}, count(*) AS pairs FROM (${levelsSql(model, pairs, weighed, right)}) GROUP BY ALL`,
  );
  const seen = rows.reduce((sum, row) => sum + Number(row.pairs), 0);
  return rows.map((row) => ({
    levels: model.comparisons.map(({ field }) => Number(row[`level ${field}`])),
    pairs: (Number(row.pairs) * whole) / seen,
  }));
}

/** One partner each: again and again the pairs of which both sides have no better one; the same as strongest first. */
async function assignInTables({ database, prefix }: Run, scored: string): Promise<string> {
  const table = `${prefix}assigned`;
  const open = `${prefix}open`;
  await database.execute(`CREATE OR REPLACE TABLE ${open} AS SELECT l, r, weight FROM ${scored}`);
  await database.execute(`CREATE OR REPLACE TABLE ${prefix}taken (l INTEGER, r INTEGER)`);
  while ((await readNumber(database, `SELECT count(*) FROM ${open}`)) > 0) {
    await database.execute(`CREATE OR REPLACE TABLE ${prefix}best AS SELECT l, r FROM (
      SELECT l, r, row_number() OVER (PARTITION BY l ORDER BY weight DESC, r) AS of_left,
        row_number() OVER (PARTITION BY r ORDER BY weight DESC, l) AS of_right FROM ${open}) WHERE of_left = 1 AND of_right = 1`);
    await database.execute(`INSERT INTO ${prefix}taken SELECT l, r FROM ${prefix}best`);
    await database.execute(`CREATE OR REPLACE TABLE ${open} AS SELECT o.l, o.r, o.weight FROM ${open} AS o
      ANTI JOIN ${prefix}best AS bl ON bl.l = o.l ANTI JOIN ${prefix}best AS br ON br.r = o.r`);
  }
  await database.execute(
    `CREATE OR REPLACE TABLE ${table} AS SELECT s.* FROM ${scored} AS s JOIN ${prefix}taken USING (l, r)`,
  );
  await dropTables(database, [open, `${prefix}taken`, `${prefix}best`]);
  return table;
}

async function writeLinks(
  { model, database, prefix, left, right }: Run,
  linked: string,
  { prior, threshold, keyed }: { prior: number; threshold: number; keyed: boolean },
): Promise<string> {
  const table = `${prefix}links`;
  const key = (side: 'l' | 'r') => (keyed ? `${side === 'l' ? 'a' : 'b'}.key` : `s.${side}`);
  const names = model.comparisons.map((comparison) => `${levelNameSql(comparison)} AS ${quote(comparison.field)}`);
  const probability = `1 / (1 + pow(2, -(s.weight + ${number(Math.log2(prior / (1 - prior)))})))`;
  const decision = `CASE WHEN s.weight >= ${number(threshold)} THEN 'link' ELSE 'review' END`;
  await database.execute(`CREATE OR REPLACE TABLE ${table} AS
    SELECT ${key('l')} AS left_key, ${key('r')} AS right_key, s.weight, ${probability} AS probability, ${decision} AS decision, ${names.join(', ')}
    FROM ${linked} AS s JOIN ${left} AS a ON a.row = s.l JOIN ${right} AS b ON b.row = s.r ORDER BY s.weight DESC, s.l, s.r`);
  return table;
}
