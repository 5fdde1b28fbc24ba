import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import { readCountry } from '#rooms/offices';
import { writeDataset } from './dataset.ts';

const root = mkdtempSync(join(tmpdir(), 'dancu-dataset-'));
after(() => rmSync(root, { recursive: true }));

const options = { country: readCountry('vn'), persons: 900, seed: 2, today: '2026-09-01' };
const folder = (name: string) => join(root, name);

test('the same persons come out as CSV, as JSON lines and as Parquet', async () => {
  const made = [];
  for (const format of ['csv', 'jsonl', 'parquet'] as const)
    made.push(await writeDataset({ ...options, folder: folder('all'), format }));
  assert.ok(made.every((one) => one.persons === 900 && one.bytes > 10_000));
  assert.deepEqual(readdirSync(folder('all')).sort(), [
    'README.txt',
    'persons.csv',
    'persons.jsonl',
    'persons.parquet',
  ]);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRows();
  const columns = 'person, pin, name, birth_date, residence_text';
  const csv = await rows(
    `SELECT ${columns} FROM read_csv('${folder('all')}/persons.csv', all_varchar = true, header = true)`,
  );
  assert.equal(csv.length, 900);
  assert.deepEqual(await rows(`SELECT ${columns} FROM '${folder('all')}/persons.parquet'`), csv);
  const lines = readFileSync(join(folder('all'), 'persons.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const told = lines.map(({ person, record }) => [
    person,
    record.identifiers.find((one: { kind: string }) => one.kind === 'pin')?.value ?? null,
    record.name,
    record.birthDate,
    record.permanentResidence?.text ?? null,
  ]);
  assert.deepEqual(told, csv);
  connection.closeSync();
  instance.closeSync();
});

test('a data set says that it is synthetic and under which licence, and comes out the same again', async () => {
  await writeDataset({ ...options, folder: folder('one'), format: 'csv' });
  await writeDataset({ ...options, folder: folder('two'), format: 'csv' });
  const read = (name: string, file: string) => readFileSync(join(folder(name), file), 'utf8');
  assert.match(read('one', 'README.txt'), /^SYNTHETIC DATA[\s\S]*Licence: Apache-2\.0/);
  assert.equal(read('one', 'persons.csv'), read('two', 'persons.csv'));
});

test('a data set that cannot be written is refused, not half promised', async () => {
  await writeDataset({ ...options, persons: 10, folder: folder('taken'), format: 'csv' });
  await assert.rejects(writeDataset({ ...options, folder: join(folder('taken'), 'persons.csv'), format: 'csv' }));
});
