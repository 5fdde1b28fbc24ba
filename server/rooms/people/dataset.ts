import { createWriteStream } from 'node:fs';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Country } from '#libs/country';
import { decodeRows, describePopulation, type PopulationPlan, type Row } from '#libs/population';
import { generateChunks } from './generate.ts';
import type { PersonRecord } from './record.ts';

export interface DatasetOptions {
  country: Country;
  persons: number;
  seed: number;
  /** `YYYY-MM-DD` */
  today: string;
  /** Is made where it is missing; files of the same names are replaced. */
  folder: string;
  format: 'csv' | 'jsonl' | 'parquet';
  onProgress?: (progress: { persons: number; total: number; rate: number }) => void;
}

export interface Dataset {
  persons: number;
  file: string;
  bytes: number;
}

/** Columns of the flat form, each with how it is read from a person's row and record. */
const flat: readonly (readonly [name: string, read: (row: Row, record: PersonRecord) => string | undefined])[] = [
  ['person', (row) => row.person as string],
  ['pin', (_, record) => record.identifiers.find((one) => one.kind === 'pin')?.value],
  ['cmnd', (_, record) => record.identifiers.find((one) => one.kind === 'cmnd')?.value],
  ['name', (_, record) => record.name],
  ['birth_date', (_, record) => record.birthDate],
  ['sex', (_, record) => record.sex],
  ['life', (row) => ({ a: 'alive', d: 'dead', m: 'missing' })[row.life as string]],
  ['nationality', (_, record) => record.nationality[0]],
  ['ethnicity', (_, record) => record.ethnicity],
  ['marital_status', (_, record) => record.maritalStatus],
  ['birth_unit', (_, record) => record.birthPlace?.unit],
  ['birth_unit_on', (_, record) => record.birthPlace?.on],
  ['residence_unit', (_, record) => record.permanentResidence?.unit],
  ['residence_unit_on', (_, record) => record.permanentResidence?.on],
  ['residence_text', (_, record) => record.permanentResidence?.text],
  ['province', (row) => row.province as string],
  ['commune', (row) => row.commune as string],
  ['household', (_, record) => record.household?.id],
  ['relation_to_head', (_, record) => record.household?.relationToHead],
  ['father', (_, record) => record.father?.person],
  ['father_name', (_, record) => record.father?.name],
  ['mother', (_, record) => record.mother?.person],
  ['mother_name', (_, record) => record.mother?.name],
  ['spouse', (_, record) => record.spouse?.person],
  ['phone', (_, record) => record.phone],
  ['email', (_, record) => record.email],
  ['death_date', (_, record) => record.death?.date],
];

/**
 * Writes a synthetic population as one file, with a notice that says what it is. Streams: memory does not grow with
 * the number of persons. The same options give the same rows.
 */
export async function writeDataset(options: DatasetOptions): Promise<Dataset> {
  const plan = describePopulation(options);
  await mkdir(options.folder, { recursive: true });
  await writeFile(join(options.folder, 'README.txt'), describeDataset(options));
  const file = join(options.folder, `persons.${options.format}`);
  if (options.format === 'parquet') await writeParquet(plan, file, options);
  else await writeLines(plan, file, options.format, options);
  return { persons: plan.persons, file, bytes: (await stat(file)).size };
}

async function writeLines(
  plan: PopulationPlan,
  file: string,
  format: 'csv' | 'jsonl',
  options: DatasetOptions,
): Promise<void> {
  const began = performance.now();
  const stream = createWriteStream(file);
  const done = finished(stream);
  // The stream's failure is told by `done`; until it is awaited it must not count as unhandled.
  done.catch(() => {});
  const line = format === 'csv' ? csvLine : jsonLine;
  let persons = 0;
  if (format === 'csv') stream.write(`${flat.map(([name]) => name).join(',')}\n`);
  for await (const chunk of generateChunks(plan)) {
    let lines = '';
    for (const row of decodeRows('person', chunk.tables.person)) lines += line(row);
    persons += chunk.persons;
    if (stream.errored) break;
    if (!stream.write(lines))
      await Promise.race([new Promise<void>((resolve) => stream.once('drain', () => resolve())), done]);
    const rate = Math.round((persons * 1000) / (performance.now() - began));
    options.onProgress?.({ persons, total: plan.persons, rate });
  }
  stream.end();
  await done;
}

function csvLine(row: Row): string {
  const record = JSON.parse(row.record as string) as PersonRecord;
  return `${flat.map(([, read]) => quoteCsv(read(row, record) ?? '')).join(',')}\n`;
}

/** RFC 4180. */
function quoteCsv(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One person a line: the id, where the register finds the person, and the record as stored. */
function jsonLine(row: Row): string {
  const { person, life, province, commune } = row;
  return `${JSON.stringify({ person, life, province, commune }).slice(0, -1)},"record":${row.record as string}}\n`;
}

/** Through a CSV file beside it: DuckDB reads and writes in pieces. */
async function writeParquet(plan: PopulationPlan, file: string, options: DatasetOptions): Promise<void> {
  const lines = `${file}.csv`;
  try {
    await writeLines(plan, lines, 'csv', options);
    const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GB' });
    const connection = await instance.connect();
    const literal = (path: string) => `'${path.replaceAll("'", "''")}'`;
    const types = flat.map(([name]) => `'${name}': 'VARCHAR'`).join(', ');
    await connection.run(
      `COPY (SELECT * FROM read_csv(${literal(lines)}, header = true, delim = ',', quote = '"', nullstr = '', columns = {${types}}))
       TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd)`,
    );
    connection.closeSync();
    instance.closeSync();
  } finally {
    await rm(lines, { force: true });
  }
}

function describeDataset({ country, persons, seed, today, format }: DatasetOptions): string {
  return `SYNTHETIC DATA. Nobody in persons.${format} exists: every person, number, address and family was drawn by a
program from published shares of the population of ${country.facts.name.en}. Any likeness to a person is chance.

Persons ${persons}, seed ${seed}, as seen on ${today}; the same values make the same file.
Telephone numbers and mail addresses are in ranges that belong to nobody.
Codes of units mean something only together with the day beside them (birth_unit_on, residence_unit_on).

Licence: Apache-2.0, as the program that made it. Sources of the shares and names: country/${country.facts.id}/README.md.
`;
}
