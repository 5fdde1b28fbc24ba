import { cluster, type Edge, guardOf } from '../cluster.ts';
import type { Model } from '../model.ts';
import { levelsSql, weightsSql } from './compare.ts';
import { dropTables, type Run } from './tables.ts';
import { number } from './text.ts';

/** In a larger group only the pairs that the rules let through are weighed; others count as strangers. */
const LARGEST_WEIGHED = 60;
const STRANGERS = -20;
const ROWS_A_STATEMENT = 20_000;

/** Groups of the rows that links join, guarded against chaining as `cluster` does, as a table of `key` and `cluster`. */
export async function makeClusters(run: Run, model: Model, threshold: number, keyed: boolean): Promise<string> {
  const { database, prefix, rows, left } = run;
  const read = await database.query(`SELECT l, r, weight FROM ${prefix}scored WHERE weight >= ${number(threshold)}`);
  const edges: Edge[] = read.map(({ l, r, weight }) => ({ left: Number(l), right: Number(r), weight: Number(weight) }));
  const weights = await weighWithin(run, model, edges, cluster(rows.left, edges, { threshold }));
  const weightOf = (a: number, b: number) => weights.get(Math.min(a, b) * rows.left + Math.max(a, b)) ?? STRANGERS;
  const groups = cluster(rows.left, edges, { threshold, guard: guardOf(threshold), weightOf });
  const joined: [number, number][] = [];
  for (const [row, first] of groups.entries()) if (row !== first) joined.push([row, first]);
  await writePairs(run, `${prefix}joined`, joined);
  const table = `${prefix}clusters`;
  const key = (alias: string) => (keyed ? `${alias}.key` : `${alias}.row`);
  await database.execute(`CREATE OR REPLACE TABLE ${table} AS SELECT ${key('a')} AS key, ${key('b')} AS cluster
    FROM ${left} AS a LEFT JOIN ${prefix}joined AS j ON j.l = a.row JOIN ${left} AS b ON b.row = coalesce(j.r, a.row) ORDER BY a.row`);
  await dropTables(database, [`${prefix}joined`, `${prefix}within`]);
  return table;
}

async function weighWithin(
  run: Run,
  model: Model,
  edges: readonly Edge[],
  groups: Uint32Array,
): Promise<Map<number, number>> {
  const { rows, database, prefix, left, weighed } = run;
  const weights = new Map(edges.map((edge) => [edge.left * rows.left + edge.right, edge.weight]));
  const members = new Map<number, number[]>();
  for (const [row, first] of groups.entries()) {
    const group = members.get(first);
    if (group) group.push(row);
    else members.set(first, [row]);
  }
  const asked: [number, number][] = [];
  for (const group of members.values()) {
    if (group.length < 3 || group.length > LARGEST_WEIGHED) continue;
    for (const [at, one] of group.entries()) {
      for (const other of group.slice(at + 1)) if (!weights.has(one * rows.left + other)) asked.push([one, other]);
    }
  }
  if (asked.length === 0) return weights;
  await writePairs(run, `${prefix}within`, asked);
  const sql = weightsSql(model, levelsSql(model, `${prefix}within`, weighed, left));
  for (const { l, r, weight } of await database.query(`SELECT l, r, weight FROM (${sql})`))
    weights.set(Number(l) * rows.left + Number(r), Number(weight));
  return weights;
}

async function writePairs(
  { database }: Run,
  table: string,
  pairs: readonly (readonly [number, number])[],
): Promise<void> {
  await database.execute(`CREATE OR REPLACE TABLE ${table} (l INTEGER, r INTEGER)`);
  for (let at = 0; at < pairs.length; at += ROWS_A_STATEMENT) {
    const values = pairs.slice(at, at + ROWS_A_STATEMENT).map(([l, r]) => `(${l},${r})`);
    await database.execute(`INSERT INTO ${table} VALUES ${values.join(',')}`);
  }
}
