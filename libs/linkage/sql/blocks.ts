import { describeRule, listKeys } from '../keys.ts';
import type { BlockingKey, BlockingRule } from '../model.ts';
import { type CountedRule, chooseRules } from '../rules.ts';
import { keySql } from './rules.ts';
import { countAllPairs, dropTables, isOneList, type Run, readNumber } from './tables.ts';
import { quote } from './text.ts';

/** Rules are measured on about so many rows of a side: what they let through of all rows grows with both sides. */
const MEASURED_ROWS = 50_000;

/** The keys of the rows that rules are measured on, and how many pairs of all rows one pair of theirs stands for. */
interface Measured {
  readonly left: string;
  readonly right: string;
  readonly times: number;
}

/** Each key once, as a number: rules are made of the same few keys again and again. */
function keyColumn({ field, part, against }: BlockingKey, side: 'left' | 'right'): string {
  return quote(describeRule([{ field: side === 'right' && against ? against : field, part }]));
}

async function measureKeys(run: Run): Promise<Measured> {
  const { model, database, prefix, left, right, rows } = run;
  const keys = [...listKeys(model), ...(model.rules ?? []).flat()];
  // A key of exchanged columns is the other column's own one, which is listed too.
  const columns = new Map(keys.map((key) => [keyColumn(key, 'left'), keySql(model, [key], 'left')]));
  const made = Array.from(columns, ([name, sql]) => `${sql} AS ${name}`).join(', ');
  const measure = async (table: string, rows: number, name: string) => {
    const every = Math.max(1, Math.round(rows / MEASURED_ROWS));
    await database.execute(
      `CREATE OR REPLACE TABLE ${name} AS SELECT ${made} FROM ${table} WHERE hash(row) % ${every} = 0`,
    );
    return { name, times: rows / (await readNumber(database, `SELECT count(*) FROM ${name}`)) };
  };
  const one = await measure(left, rows.left, `${prefix}measured_left`);
  const other = left === right ? one : await measure(right, rows.right, `${prefix}measured_right`);
  return { left: one.name, right: other.name, times: one.times * other.times };
}

async function countRule(run: Run, { left, right, times }: Measured, rule: BlockingRule): Promise<number> {
  const counts = (table: string, side: 'left' | 'right') => {
    const keys = rule.map((key) => keyColumn(key, side));
    const filled = keys.map((key) => `${key} IS NOT NULL`).join(' AND ') || 'true';
    return `(SELECT key, count(*) AS rows FROM (SELECT hash(0, ${keys.join(', ') || '0'}) AS key FROM ${table} WHERE ${filled}) GROUP BY key)`;
  };
  const isWithin = isOneList(run) && !rule.some(({ against }) => against);
  const sum = isWithin
    ? `SELECT sum(rows * (rows - 1) / 2) FROM ${counts(left, 'left')}`
    : `SELECT sum(CAST(l.rows AS DOUBLE) * r.rows) FROM ${counts(left, 'left')} AS l JOIN ${counts(right, 'right')} AS r USING (key)`;
  return (await readNumber(run.database, sum)) * times;
}

/** The model's own rules, or rules chosen within the budget; how many pairs they let through is told by a sample of large tables. */
export async function chooseInTables(run: Run, budget: number): Promise<CountedRule[]> {
  const measured = await measureKeys(run);
  const count = async (rules: readonly BlockingRule[]) => {
    const counted: number[] = [];
    for (const rule of rules) counted.push(await countRule(run, measured, rule));
    return counted;
  };
  const own = run.model.rules;
  let chosen: CountedRule[];
  if (own) {
    const counted = await count(own);
    chosen = own.map((rule, at) => ({ rule, pairs: counted[at]! }));
  } else {
    const choosing = chooseRules(run.model, countAllPairs(run), budget);
    let step = choosing.next();
    while (!step.done) step = choosing.next(await count(step.value));
    chosen = step.value;
  }
  await dropTables(run.database, [`${run.prefix}measured_left`, `${run.prefix}measured_right`]);
  return chosen;
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
