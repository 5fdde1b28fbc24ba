import type { DuckDBConnection } from '@duckdb/node-api';
import type { Shape } from '#libs/delimited';
import { type Columns, codeOf, type Format, ROLES, type Role } from '../model.ts';
import { findBegin, findColumns, keysOf, readHead, readHeader, SourceError, type Vocabulary } from './columns.ts';
import { type BadRows, type Cut, cutCarefully, cutPlainly } from './cut.ts';
import { literal, readRows } from './duck.ts';

export interface SourceOptions {
  readonly file: string;
  readonly format: Format;
  /** Role -> column, where the header's own words do not tell. */
  readonly columns: Columns;
  /** Roles that the file must have a column for. */
  readonly required: readonly Role[];
  /** Words by which a header names a role, and values that mean a sex, in the country's languages. */
  readonly vocabulary: Vocabulary;
  /** Rows a slice, about. */
  readonly rows: number;
  /** For files of a moment. */
  readonly folder: string;
}

/** Rows of the file in the table `slice`: `number, name, birth, sex, cmnd, reference`, each where its role has a column. */
export interface Slice {
  readonly firstRow: number;
  readonly rows: number;
  /** Where the next slice begins: bytes, or rows of a Parquet file. */
  readonly offsetAfter: number;
  /** Rows that cannot be read, from the slice's first on, with the code of why. */
  readonly bad: BadRows;
}

export interface Source {
  readonly roles: ReadonlySet<Role>;
  /** Loads the slice that begins there. @returns undefined at the end of the file */
  load(start: { row: number; offset: number }): Promise<Slice | undefined>;
}

const LONGEST_LINE = 65_536;

/** Opens a file of rows. @throws SourceError */
export async function openSource(connection: DuckDBConnection, options: SourceOptions): Promise<Source> {
  const { file, format } = options;
  if (format === 'parquet') {
    const described = await readRows<{ column_name: string }>(
      connection,
      `DESCRIBE SELECT * FROM read_parquet(${literal(file)})`,
    ).catch(() => {
      throw new SourceError('file-malformed');
    });
    const found = findColumns(
      described.map((one) => one.column_name),
      options,
    );
    return { roles: new Set(found.keys()), load: (start) => loadParquet(connection, options, found, start) };
  }
  const head = readHead(file);
  if (format === 'jsonl') {
    const found = findColumns(keysOf(head), options);
    return { roles: new Set(found.keys()), load: (start) => loadLines(connection, options, found, start) };
  }
  const dialect = readHeader(head);
  const found = findColumns(dialect.columns, options);
  return {
    roles: new Set(found.keys()),
    load: (start) => loadDelimited(connection, options, dialect, found, start),
  };
}

/** A slice cut off as it stands, or, where something in it is not plain, record by record. */
async function loadCut(
  options: SourceOptions,
  shape: Shape,
  start: { row: number; offset: number },
  load: (cut: Cut) => Promise<number>,
): Promise<Slice | undefined> {
  const plain = cutPlainly(options, shape, start);
  if (plain) {
    const rows = await load(plain).catch((error) => {
      // The reader found a row of another length, or a line of 64 KiB: which one it is, the careful way says.
      if (error instanceof SourceError) throw error;
      return undefined;
    });
    if (rows !== undefined) return { firstRow: start.row, rows, offsetAfter: plain.offsetAfter, bad: [] };
  }
  const cut = cutCarefully(options, shape, start);
  if (!cut) return undefined;
  // Rows keep their numbers by being counted: a reader that saw more or fewer would answer about others.
  const rows = await load(cut).catch(() => {
    throw new SourceError('file-malformed');
  });
  if (rows !== cut.rows) throw new SourceError('file-malformed');
  return { firstRow: start.row, rows, offsetAfter: cut.offsetAfter, bad: cut.bad };
}

async function loadDelimited(
  connection: DuckDBConnection,
  options: SourceOptions,
  dialect: { separator: string; columns: readonly string[]; begin: number },
  found: ReadonlyMap<Role, string>,
  start: { row: number; offset: number },
): Promise<Slice | undefined> {
  const shape: Shape = { kind: 'delimited', separator: dialect.separator, columns: dialect.columns.length };
  const names = dialect.columns.map((_, index) => `'c${index}': 'VARCHAR'`).join(', ');
  const columnOf = (role: Role) => `c${dialect.columns.indexOf(found.get(role)!)}`;
  return loadCut(options, shape, { row: start.row, offset: Math.max(start.offset, dialect.begin) }, ({ file }) => {
    const read = `read_csv(${literal(file)}, header = false, auto_detect = false, delim = ${literal(dialect.separator)}, quote = '"', escape = '"', nullstr = '', max_line_size = ${LONGEST_LINE}, columns = {${names}})`;
    return fill(connection, options, found, columnOf, read);
  });
}

async function loadLines(
  connection: DuckDBConnection,
  options: SourceOptions,
  found: ReadonlyMap<Role, string>,
  start: { row: number; offset: number },
): Promise<Slice | undefined> {
  const columnOf = (role: Role) => `json_extract_string(line, ${literal(`$.${JSON.stringify(found.get(role))}`)})`;
  const begin = start.offset === 0 ? findBegin(options.file) : start.offset;
  const slice = await loadCut(options, { kind: 'lines' }, { row: start.row, offset: begin }, ({ file }) => {
    // No line holds a unit separator: the splitter took those out.
    const read = `(SELECT CASE WHEN json_valid(line) THEN CASE WHEN json_type(line) = 'OBJECT' THEN line END END AS line
      FROM read_csv(${literal(file)}, header = false, auto_detect = false, delim = '\x1f', quote = '', escape = '', max_line_size = ${LONGEST_LINE}, columns = {'line': 'VARCHAR'}))`;
    return fill(connection, options, found, columnOf, read, 'line IS NULL AS broken');
  });
  if (!slice) return undefined;
  const broken = await readRows<{ row: bigint }>(connection, 'SELECT rowid AS row FROM slice WHERE broken');
  const known = new Set(slice.bad.map(([row]) => row));
  const more = broken
    .map(({ row }) => Number(row))
    .filter((row) => !known.has(row))
    .map((row) => [row, codeOf('json')] as const);
  return { ...slice, bad: [...slice.bad, ...more] };
}

async function loadParquet(
  connection: DuckDBConnection,
  options: SourceOptions,
  found: ReadonlyMap<Role, string>,
  start: { row: number; offset: number },
): Promise<Slice | undefined> {
  const end = start.row + options.rows;
  const read = `read_parquet(${literal(options.file)}, file_row_number = true)`;
  const columnOf = (role: Role) => `"${found.get(role)!.replaceAll('"', '""')}"::VARCHAR`;
  const range = `WHERE file_row_number >= ${start.row} AND file_row_number < ${end}`;
  const rows = await fill(connection, options, found, columnOf, `${read} ${range}`).catch(() => {
    throw new SourceError('file-malformed');
  });
  return rows === 0 ? undefined : { firstRow: start.row, rows, offsetAfter: start.row + rows, bad: [] };
}

/** Makes the table `slice`. @returns its rows */
async function fill(
  connection: DuckDBConnection,
  { vocabulary }: SourceOptions,
  found: ReadonlyMap<Role, string>,
  columnOf: (role: Role) => string,
  read: string,
  more?: string,
): Promise<number> {
  const written: Record<Role, (column: string) => string> = {
    number: (column) => `${column} AS number`,
    name: (column) => `${column} AS name`,
    birthDate: (column) => `${column} AS birth`,
    sex: (column) => `${readSex(column, vocabulary)} AS sex`,
    cmnd: (column) => `${column} AS cmnd`,
    reference: (column) => `${column} AS reference`,
  };
  const columns = ROLES.filter((role) => found.has(role)).map((role) => written[role](columnOf(role)));
  await connection.run('DROP TABLE IF EXISTS slice');
  await connection.run(`CREATE TABLE slice AS SELECT ${[...columns, ...(more ? [more] : [])].join(', ')} FROM ${read}`);
  const [counted] = await readRows<{ rows: bigint; others: boolean }>(
    connection,
    `SELECT count(*) AS rows, ${found.has('birthDate') ? `coalesce(bool_or(birth NOT LIKE '____-__-__'), false)` : 'false'} AS others FROM slice`,
  );
  // Whole files are written in one way; what is written as the register writes it is not touched.
  if (counted!.others)
    await connection.run(`UPDATE slice SET birth = ${readBirth('birth')} WHERE birth NOT LIKE '____-__-__'`);
  return Number(counted!.rows);
}

/** The usual ways of writing a date, as the register writes it; what is none of them stays, and is judged later. */
function readBirth(column: string): string {
  return `CASE WHEN ${column} LIKE '__/__/____' THEN ${column}[7:10] || '-' || ${column}[4:5] || '-' || ${column}[1:2] ELSE read_date(${column}) END`;
}

function readSex(column: string, { sexes }: Vocabulary): string {
  const cases = Object.entries(sexes).map(([word, sex]) => `WHEN ${literal(word)} THEN ${literal(sex)}`);
  return `CASE lower(trim(${column})) ${cases.join(' ')} ELSE lower(trim(${column})) END`;
}
