import type { DuckDBConnection } from '@duckdb/node-api';
import type { Shape } from '#libs/delimited';
import { type Columns, codeOf, type Format, ROLES, type Role } from '../model.ts';
import { findBegin, findColumns, keysOf, readHead, readHeader, SourceError, type Vocabulary } from './columns.ts';
import { type BadRows, type Cut, cutCarefully, cutPlainly } from './cut.ts';
import { isOtherDate, usualDate } from './dates.ts';
import { literal, readRows } from './duck.ts';
import { USUAL_LENGTH } from './putTogether.ts';

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

/** What a look at all rows of a slice tells. */
interface Filled {
  readonly rows: number;
  /** Some number is not of the country's usual length. */
  readonly unusual: boolean;
}

/**
 * Rows of the file in the table `slice`, in the order of the file: `number, name, birth, sex, cmnd`, each where its role has a
 * column, `reference`, and `said`, which the answer fills.
 */
export interface Slice extends Filled {
  readonly firstRow: number;
  /** No reference needs quotes in CSV. */
  readonly bare: boolean;
  /** Where the next slice begins: bytes, or rows of a Parquet file. */
  readonly offsetAfter: number;
  /** Rows that cannot be read, from the slice's first on, with the code of why. */
  readonly bad: BadRows;
}

export interface Source {
  /** Loads the slice that begins there. @returns undefined at the end of the file */
  load(start: Start): Promise<Slice | undefined>;
  /** Cuts off the slice that begins there, while something else is waited for. */
  prepare(start: Start): void;
}

interface Start {
  readonly row: number;
  readonly offset: number;
}

const LONGEST_LINE = 65_536;
/** Rows that show how a file writes its dates. */
const SAMPLE = 2_048;

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
    return { load: (start) => loadParquet(connection, options, found, start), prepare: () => {} };
  }
  const head = readHead(file);
  if (format === 'jsonl') {
    const found = findColumns(keysOf(head), options);
    const knife = createKnife(options, { kind: 'lines' });
    return { load: (start) => loadLines(connection, options, knife, found, start), prepare: knife.prepare };
  }
  const dialect = readHeader(head);
  const found = findColumns(dialect.columns, options);
  const { separator, columns } = dialect;
  const knife = createKnife(options, { kind: 'delimited', separator, columns: columns.length });
  return { load: (start) => loadDelimited(connection, options, knife, dialect, found, start), prepare: knife.prepare };
}

/** Cuts slices off a text file. */
interface Knife {
  readonly shape: Shape;
  /** Cuts plainly, ahead of the `take` of the same place. */
  prepare(start: Start): void;
  takePlainly(start: Start): Cut | undefined;
}

function createKnife(options: SourceOptions, shape: Shape): Knife {
  let ahead: { offset: number; cut: Cut | undefined } | undefined;
  return {
    shape,
    prepare(start) {
      ahead = { offset: start.offset, cut: cutPlainly(options, shape, start) };
    },
    takePlainly(start) {
      const cut = ahead?.offset === start.offset ? ahead.cut : cutPlainly(options, shape, start);
      ahead = undefined;
      return cut;
    },
  };
}

/** A slice cut off as it stands, or, where something in it is not plain, record by record. */
async function loadCut(
  options: SourceOptions,
  knife: Knife,
  start: Start,
  load: (cut: Cut) => Promise<Filled>,
): Promise<Slice | undefined> {
  const { shape } = knife;
  const plain = knife.takePlainly(start);
  if (plain) {
    const filled = await load(plain).catch((error) => {
      // The reader found a row of another length, or a line of 64 KiB: which one it is, the careful way says.
      if (error instanceof SourceError) throw error;
      return undefined;
    });
    // Without quotes nothing that separates values or rows stands in a value.
    const bare = shape.kind === 'delimited' && shape.separator === ',';
    if (filled) return { ...filled, firstRow: start.row, offsetAfter: plain.offsetAfter, bad: [], bare };
  }
  const cut = cutCarefully(options, shape, start);
  if (!cut) return undefined;
  // Rows keep their numbers by being counted: a reader that saw more or fewer would answer about others.
  const filled = await load(cut).catch(() => {
    throw new SourceError('file-malformed');
  });
  if (filled.rows !== cut.rows) throw new SourceError('file-malformed');
  return { ...filled, firstRow: start.row, offsetAfter: cut.offsetAfter, bad: cut.bad, bare: false };
}

async function loadDelimited(
  connection: DuckDBConnection,
  options: SourceOptions,
  knife: Knife,
  dialect: { separator: string; columns: readonly string[]; begin: number },
  found: ReadonlyMap<Role, string>,
  start: Start,
): Promise<Slice | undefined> {
  const names = dialect.columns.map((_, index) => `'c${index}': 'VARCHAR'`).join(', ');
  const columnOf = (role: Role) => `c${dialect.columns.indexOf(found.get(role)!)}`;
  return loadCut(options, knife, { row: start.row, offset: Math.max(start.offset, dialect.begin) }, ({ file }) => {
    const read = `read_csv(${literal(file)}, header = false, auto_detect = false, delim = ${literal(dialect.separator)}, quote = '"', escape = '"', nullstr = '', max_line_size = ${LONGEST_LINE}, columns = {${names}})`;
    return fill(connection, options, found, columnOf, read);
  });
}

async function loadLines(
  connection: DuckDBConnection,
  options: SourceOptions,
  knife: Knife,
  found: ReadonlyMap<Role, string>,
  start: Start,
): Promise<Slice | undefined> {
  const columnOf = (role: Role) => `json_extract_string(line, ${literal(`$.${JSON.stringify(found.get(role))}`)})`;
  const begin = start.offset === 0 ? findBegin(options.file) : start.offset;
  const slice = await loadCut(options, knife, { row: start.row, offset: begin }, ({ file }) => {
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
  start: Start,
): Promise<Slice | undefined> {
  const end = start.row + options.rows;
  const read = `read_parquet(${literal(options.file)}, file_row_number = true)`;
  const columnOf = (role: Role) => `"${found.get(role)!.replaceAll('"', '""')}"::VARCHAR`;
  const range = `WHERE file_row_number >= ${start.row} AND file_row_number < ${end}`;
  const filled = await fill(connection, options, found, columnOf, `${read} ${range}`).catch(() => {
    throw new SourceError('file-malformed');
  });
  const { rows } = filled;
  return rows === 0
    ? undefined
    : { ...filled, firstRow: start.row, offsetAfter: start.row + rows, bad: [], bare: false };
}

/** Makes the table `slice`. */
async function fill(
  connection: DuckDBConnection,
  { vocabulary }: SourceOptions,
  found: ReadonlyMap<Role, string>,
  columnOf: (role: Role) => string,
  read: string,
  more?: string,
): Promise<Filled> {
  const written: Record<Role, (column: string) => string> = {
    number: (column) => `${column} AS number`,
    name: (column) => `${column} AS name`,
    birthDate: (column) => `${column} AS birth`,
    sex: (column) => `${readSex(column, vocabulary)} AS sex`,
    cmnd: (column) => `${column} AS cmnd`,
    reference: (column) => `${column} AS reference`,
  };
  const columns = ROLES.filter((role) => found.has(role)).map((role) => written[role](columnOf(role)));
  if (!found.has('reference')) columns.push('NULL::VARCHAR AS reference');
  columns.push('0::UINTEGER AS said');
  await connection.run(
    `CREATE OR REPLACE TABLE slice AS SELECT ${[...columns, ...(more ? [more] : [])].join(', ')} FROM ${read}`,
  );
  const any = (test: string) => `coalesce(bool_or(${test}), false)`;
  const [seen] = await readRows<{ rows: bigint; dates: boolean; blanks: boolean; unusual: boolean }>(
    connection,
    `SELECT count(*) AS rows, ${found.has('birthDate') ? `(SELECT ${any(isOtherDate('birth'))} FROM (FROM slice LIMIT ${SAMPLE}))` : 'false'} AS dates,
      ${any("number LIKE ' %' OR number LIKE '% ' OR number LIKE '%\t%'")} AS blanks, ${any(`strlen(number) <> ${USUAL_LENGTH}`)} AS unusual FROM slice`,
  );
  // Whole files are written in one way; a date that is not is read with what else is odd about its row.
  if (seen!.dates) await connection.run(`UPDATE slice SET birth = ${usualDate('birth')} WHERE ${isOtherDate('birth')}`);
  if (seen!.blanks) await connection.run("UPDATE slice SET number = regexp_replace(number, '^\\s+|\\s+$', '', 'g')");
  // A number's length is another without its blanks.
  return { rows: Number(seen!.rows), unusual: seen!.unusual || seen!.blanks };
}

function readSex(column: string, { sexes }: Vocabulary): string {
  const cases = Object.entries(sexes).map(([word, sex]) => `WHEN ${literal(word)} THEN ${literal(sex)}`);
  return `CASE lower(trim(${column})) ${cases.join(' ')} ELSE lower(trim(${column})) END`;
}
