import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Country, claimsOf, isOfRoom, parseCountry } from '#libs/country';
import {
  createGenerator,
  decodeRows,
  describePopulation,
  type PopulationOptions,
  type Row,
  type TableName,
  tableNames,
} from './index.ts';

export const today = '2026-09-01';

/** Viet Nam as the project ships it. */
export function readVietnam(): Country {
  const folder = join(import.meta.dirname, '../../country/vn');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(folder, path).replaceAll(sep, '/'), path] as const)
    .filter(([name]) => !isOfRoom(name) && claimsOf(name).length > 0);
  return parseCountry(new Map(files.map(([name, path]) => [name, readFileSync(path, 'utf8')])));
}

/** All bytes of each table, chunk after chunk. */
export function generateBytes(options: PopulationOptions): Record<TableName, Buffer> {
  const plan = describePopulation(options);
  const generator = createGenerator(plan);
  const chunks = Array.from({ length: plan.chunks }, (_, index) => generator.generate(index).tables);
  const join = (table: TableName) => [table, Buffer.concat(chunks.map((chunk) => chunk[table]))] as const;
  return Object.fromEntries(tableNames.map(join)) as Record<TableName, Buffer>;
}

/** All rows of all tables, decoded. */
export function generateRows(options: PopulationOptions): Record<TableName, Row[]> {
  const plan = describePopulation(options);
  const generator = createGenerator(plan);
  const rows = Object.fromEntries(tableNames.map((table) => [table, [] as Row[]])) as Record<TableName, Row[]>;
  for (let index = 0; index < plan.chunks; index++) {
    const { tables } = generator.generate(index);
    for (const table of tableNames) rows[table].push(...decodeRows(table, tables[table]));
  }
  return rows;
}
