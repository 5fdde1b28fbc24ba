import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cleanRow,
  cleanSql,
  deduplicateRows,
  fitModel,
  levelsSql,
  linkRows,
  linkTables,
  type Model,
  proposeModel,
  type Row,
  scorePair,
  vietnamesePerson,
  weightsSql,
} from './index.ts';
import { makeLabelled, makeVietnamese, makeWesterner, openWith } from './samples.ts';

const costs = { falseLink: 1, missedLink: 1 };
const odd: Row[] = [
  {
    name: "  O'Neill-Smith,  Áo ",
    birthDate: '1/2/1980',
    sex: 'NỮ',
    fatherName: 'Đặng Straße æœ',
    phone: '+84 912 345 678',
  },
  {
    name: 'Nguyễn V. Hòa',
    birthDate: '1980',
    sex: 'nam',
    fatherName: 'Nguyễn Văn',
    phone: '0912345678',
    pin: '0-12.3',
  },
  { name: 'NGUYEN VAN HOA', birthDate: '1980-00-00', sex: 'M', motherName: 'A', phone: '84912345679', pin: '012' },
  { name: 'Hòa Nguyễn Văn', birthDate: '19800201', birthPlace: 'Tp. Hồ Chí Minh', residence: 'Số 5, phố Huế' },
  { name: '', birthDate: 'không rõ', birthPlace: 'TP HồChíMinh', residence: '5 Hue' },
  { name: 'Hoà', birthDate: '02/1980', sex: '?' },
];

async function compareBothWays(whole: Model, rows: readonly Row[]): Promise<void> {
  const model = fitModel(whole, [...new Set(rows.flatMap((row) => Object.keys(row)))]);
  const database = await openWith({ rows });
  await database.execute(`CREATE TABLE plain AS ${cleanSql(model, 'rows')}`);
  const cleaned = await database.query('SELECT * FROM plain ORDER BY row');
  for (const [at, row] of rows.entries()) {
    const { row: number, ...values } = cleaned[at]!;
    assert.equal(number, at);
    const present = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
    assert.deepEqual(present, { ...cleanRow(model, row) });
  }
  const { frequencies, ...parameters } = model.parameters!;
  assert.ok(frequencies === undefined || Object.keys(frequencies).length > 0);
  const known = { ...model, parameters: { ...parameters, ...(frequencies ? { frequencies } : {}) } };
  const columns = model.comparisons
    .filter(({ byFrequency }) => byFrequency)
    .map(({ field }) => {
      const cases = Array.from(frequencies?.[field] ?? [], ([value, share]) => `WHEN '${value}' THEN ${share}::DOUBLE`);
      return `CASE "${field}" ${cases.length > 0 ? cases.join(' ') : "WHEN '' THEN 0"} END AS "${field}__frequency"`;
    });
  const together = (model.together ?? []).map(
    ([a, b]) => `count(*) OVER (PARTITION BY "${a}", "${b}") AS "${a} ${b}__together"`,
  );
  await database.execute(`CREATE TABLE clean AS SELECT ${['*', ...columns, ...together].join(', ')} FROM plain`);
  const pairs = '(SELECT a.row AS l, b.row AS r FROM clean a, clean b WHERE a.row < b.row)';
  const weights = await database.query(weightsSql(known, levelsSql(known, pairs, 'clean', 'clean')));
  assert.equal(weights.length, (rows.length * (rows.length - 1)) / 2);
  for (const { l, r, weight } of weights) {
    const inMemory = scorePair(known, rows[Number(l)]!, rows[Number(r)]!);
    assert.ok(
      Math.abs(inMemory.weight - Number(weight)) < 1e-9,
      `${weight} ${JSON.stringify([inMemory, rows[Number(l)], rows[Number(r)]])}`,
    );
  }
}

test('SQL cleans and weighs as the computation in memory does: Western columns, with frequencies', async () => {
  const rows = makeLabelled(3, 90, makeWesterner).map(({ row }) => row);
  const { model } = proposeModel(Object.keys(rows[0]!));
  await compareBothWays(deduplicateRows(model, rows, { costs }).model, rows);
});

test('SQL cleans and weighs as the computation in memory does: Vietnamese columns and odd values', async () => {
  const rows = [...makeLabelled(4, 70, makeVietnamese).map(({ row }) => row), ...odd];
  const { model } = deduplicateRows(vietnamesePerson, rows, { costs });
  await compareBothWays(model, rows);
});

test('tables are linked one to one as rows are', async () => {
  const labelled = makeLabelled(5, 250, makeWesterner);
  const left = labelled.filter((_, at) => at % 2 === 0).map(({ row }, at) => ({ ...row, id: `a${at}` }));
  const right = labelled.filter((_, at) => at % 2 === 1).map(({ row }, at) => ({ ...row, id: `b${at}` }));
  const { model } = proposeModel(Object.keys(labelled[0]!.row));
  const inMemory = linkRows(model, left, right, { costs });
  const database = await openWith({ lefts: left, rights: right });
  const known = { ...model, parameters: inMemory.model.parameters! };
  const linked = await linkTables(known, database, {
    left: 'lefts',
    right: 'rights',
    key: 'id',
    costs,
    parameters: 'given',
  });
  const rows = await database.query(`SELECT left_key, right_key, weight FROM ${linked.linksTable}`);
  const byKey = (a: string, b: string) => (a < b ? -1 : 1);
  assert.deepEqual(
    rows.map((row) => `${row.left_key} ${row.right_key} ${Number(row.weight).toFixed(6)}`).sort(byKey),
    inMemory.links.map((link) => `a${link.left} b${link.right} ${link.weight.toFixed(6)}`).sort(byKey),
  );
  assert.ok(inMemory.links.length > 60);
});

test('a table is cleared of duplicates as rows are, and only the tables of the result stay', async () => {
  const rows = makeLabelled(6, 150, makeVietnamese).map(({ row }) => row);
  const inMemory = deduplicateRows(vietnamesePerson, rows, { costs });
  const database = await openWith({ persons: rows });
  const found = await linkTables(inMemory.model, database, { left: 'persons', costs, parameters: 'given' });
  const clusters = await database.query(`SELECT * FROM ${found.clustersTable} ORDER BY key`);
  assert.deepEqual(
    clusters.map(({ cluster }) => Number(cluster)),
    Array.from(inMemory.clusters),
  );
  const tables = await database.query('SELECT table_name FROM duckdb_tables() ORDER BY 1');
  assert.deepEqual(
    tables.map((row) => row.table_name),
    ['linkage_clusters', 'linkage_links', 'persons'],
  );
});

test('what SQL estimates from a table finds the duplicates too', async () => {
  const labelled = makeLabelled(8, 900, makeWesterner);
  const { model } = proposeModel(Object.keys(labelled[0]!.row));
  const database = await openWith({ persons: labelled.map(({ row }) => row) });
  // A budget far below all pairs, so that rules are chosen.
  const found = await linkTables(model, database, { left: 'persons', costs, budget: 60_000 });
  const rows = await database.query(`SELECT cluster FROM ${found.clustersTable} ORDER BY key`);
  const groups = Map.groupBy(rows.keys(), (at) => rows[at]!.cluster);
  const mixed = [...groups.values()].filter((group) => new Set(group.map((at) => labelled[at]!.entity)).size > 1);
  assert.ok(mixed.length <= 2, `${mixed.length} groups of more than one person`);
  assert.ok(groups.size <= 906, `${groups.size} groups of 900 persons`);
});
