import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deduplicateRows, linkRows, proposeModel, type Row } from '#libs/linkage';
import { benchPopulation } from './linkagePopulation.ts';
import { describeMachine, option, printRow } from './measure.ts';

/**
 * Record linkage against labelled data. The threshold follows from the costs below, which were fixed before anything was
 * measured; models come from the columns' names, parameters from the rows; nothing of the truth is used but to judge.
 * node bench/linkage.ts --data DIR         FEBRL 1 to 4 and fake_1000, in memory
 * node bench/linkage.ts --population FILE  a data set of `dancu population --format parquet`, spoilt, in DuckDB; --memory 2GB
 */
const costs = { falseLink: 1, missedLink: 1 };
process.stdout.write(`${describeMachine()}; a false link costs as much as a missed one\n`);

const data = option('data', '');
if (data) {
  for (const set of ['febrl_dataset1', 'febrl_dataset2', 'febrl_dataset3']) clearOfDuplicates(set, entityOf);
  linkTwo('febrl_dataset4a', 'febrl_dataset4b');
  clearOfDuplicates('fake_1000', (row) => String(row.cluster));
}
const population = option('population', '');
if (population) await benchPopulation(population, costs, option('memory', '1600MB'));

function readCsv(name: string): Row[] {
  const file = join(data, `${name}.csv`);
  if (!existsSync(file)) throw new Error(`${file} is not there`);
  const [head = [], ...rows] = readFileSync(file, 'utf8')
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.split(',').map((value) => value.trim()));
  return rows.map((row) => Object.fromEntries(head.map((column, at) => [column, row[at] ?? ''])));
}

/** FEBRL: `rec-12-org` and `rec-12-dup-0` are one person. */
function entityOf(row: Row): string {
  return String(row.rec_id).split('-')[1]!;
}

/** What a linkage may see: nothing that tells the truth. */
function propose(rows: readonly Row[]) {
  const columns = Object.keys(rows[0]!).filter((column) => !['rec_id', 'cluster', 'unique_id'].includes(column));
  return proposeModel(columns, rows.slice(0, 1000)).model;
}

function report(name: string, found: number, right: number, truth: number, rows: number, begun: number): void {
  const figures = { precision: right / found, recall: right / truth, F1: (2 * right) / (found + truth) };
  const shown = Object.entries(figures).map(([key, value]) => [key, value.toFixed(5)] as const);
  printRow(name, {
    ...Object.fromEntries(shown),
    false: found - right,
    missed: truth - right,
    'rows/s': (rows * 1000) / (performance.now() - begun),
  });
}

function clearOfDuplicates(set: string, entity: (row: Row) => string): void {
  const rows = readCsv(set);
  const begun = performance.now();
  const { clusters } = deduplicateRows(propose(rows), rows, { costs });
  const groups = Map.groupBy(rows.keys(), (row) => clusters[row]!);
  const entities = rows.map(entity);
  const pairsOf = (sizes: Iterable<number>) =>
    Array.from(sizes).reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  const sizesOf = (groups: Map<unknown, readonly unknown[]>) => Array.from(groups.values(), (group) => group.length);
  const right = Array.from(groups.values(), (group) => pairsOf(sizesOf(Map.groupBy(group, (row) => entities[row]))));
  const truth = pairsOf(sizesOf(Map.groupBy(entities, (one) => one)));
  const good = right.reduce((sum, one) => sum + one, 0);
  report(`${set}, duplicates`, pairsOf(sizesOf(groups)), good, truth, rows.length, begun);
}

function linkTwo(one: string, other: string): void {
  const [left, right] = [readCsv(one), readCsv(other)];
  const begun = performance.now();
  const { links } = linkRows(propose(left), left, right, { costs });
  const known = new Set(left.map(entityOf));
  const truth = right.filter((row) => known.has(entityOf(row))).length;
  const good = links.filter((link) => entityOf(left[link.left]!) === entityOf(right[link.right]!)).length;
  report(`${one} and ${other.slice(-2)}, one to one`, links.length, good, truth, left.length + right.length, begun);
}
