import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import {
  ANSWERS,
  type Compared,
  codeOf,
  FIRST_CLOSE,
  type Format,
  LAST_CLOSE,
  type Role,
  VERDICTS,
  type Verdict,
} from '../model.ts';
import { literal, readRows } from './duck.ts';
import { type Snapshot, USUAL_LENGTH } from './snapshot.ts';
import type { Slice } from './source.ts';

/** A count of rows that were answered alike. */
export interface Count {
  readonly verdict: Verdict;
  readonly pass: number;
  /** null: nothing was said of it. */
  readonly number: string | null;
  readonly name: string | null;
  readonly birthDate: string | null;
  readonly sex: string | null;
  readonly cmnd: string | null;
  readonly rows: number;
}

export interface AnswerOptions {
  readonly snapshot: Snapshot;
  readonly fields: readonly Compared[];
  readonly roles: ReadonlySet<Role>;
}

const code = codeOf;

/** Letters for which "without case" and "without diacritics" mean in SQL what they mean to `#libs/names`. */
export const PLAIN = '[A-Za-zÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]+';
const isPlain = (name: string) => `regexp_full_match(${name}, '${PLAIN}( ${PLAIN})*')`;
export const keyInSql = (name: string) => `replace(strip_accents(lower(${name})), 'đ', 'd')`;
const heldKey = keyInSql('s.name');
const isDay = (date: string) => `${date} LIKE '____-__-__'`;

/**
 * The code of each compared field where the number names one person. What most rows are is decided here; whatever is not plain is
 * decided by `compare.ts`, at twenty times the cost.
 */
const claims: Record<Compared, string> = {
  // Each long expression stands once: what stands twice would be computed for every row first.
  name: `CASE WHEN f.name = s.name THEN ${code('yes')}
    WHEN (lower(f.name) = lower(s.name) OR lower(f.name) = ${heldKey}) AND strlen(lower(f.name)) = strlen(f.name) AND ${isPlain('s.name')}
      THEN CASE WHEN lower(f.name) = lower(s.name) THEN ${code('yes')} ELSE ${code('close:diacritics')} END
    ELSE compare_name(coalesce(f.name, ''), s.name) END`,
  birthDate: `CASE WHEN f.birth = s.birth THEN ${code('yes')}
    WHEN ${isDay('f.birth')} AND ${isDay('s.birth')} AND f.birth >= '0001-01-01' AND TRY_CAST(f.birth AS DATE) IS NOT NULL THEN
      CASE WHEN f.birth[1:4] = s.birth[1:4] AND f.birth[6:7] = s.birth[9:10] AND f.birth[9:10] = s.birth[6:7] THEN ${code('close:day-month-swapped')}
        WHEN hamming(f.birth, s.birth) = 1 THEN ${code('close:one-digit')} ELSE ${code('no')} END
    ELSE compare_date(coalesce(f.birth, ''), s.birth) END`,
  sex: `CASE WHEN f.sex = s.sex THEN ${code('yes')} WHEN f.sex IN ('male', 'female', 'undetermined') THEN ${code('no')}
    WHEN coalesce(f.sex, '') = '' THEN ${code('empty')} ELSE ${code('invalid')} END`,
  cmnd: `compare_cmnd(coalesce(f.cmnd, ''), s.cmnd)`,
};

/** Whether a claim can be read at all, where there is nobody to compare it with. */
const readable: Record<Compared, string> = {
  name: `CASE WHEN trim(coalesce(f.name, '')) = '' THEN ${code('empty')} WHEN length(f.name) > 300 THEN ${code('invalid')} ELSE 0 END`,
  birthDate: `CASE WHEN ${isDay('f.birth')} AND f.birth >= '0001-01-01' AND TRY_CAST(f.birth AS DATE) IS NOT NULL THEN 0 ELSE
    CASE compare_date(coalesce(f.birth, ''), coalesce(f.birth, '')) WHEN ${code('yes')} THEN 0 WHEN ${code('empty')} THEN ${code('empty')} ELSE ${code('invalid')} END END`,
  sex: `CASE WHEN f.sex IN ('male', 'female', 'undetermined') THEN 0 WHEN coalesce(f.sex, '') = '' THEN ${code('empty')} ELSE ${code('invalid')} END`,
  cmnd: `CASE WHEN trim(coalesce(f.cmnd, '')) = '' THEN ${code('empty')} ELSE 0 END`,
};

const column: Record<Compared, string> = { name: 'name', birthDate: 'birth', sex: 'sex', cmnd: 'cmnd' };
const all: readonly Compared[] = ['name', 'birthDate', 'sex', 'cmnd'];

/**
 * Answers the rows of the table `slice` into the table `answer`: codes a field, verdict, and whose record was looked at. Set-based:
 * the slice is one side of a hash join with the snapshot, which tells nearly all rows apart by equality alone. Only the `hard` ones
 * are judged by longer expressions, in a statement of their own: the engine computes what is repeated in a statement for every row.
 */
export async function answerSlice(connection: DuckDBConnection, options: AnswerOptions, slice: Slice): Promise<void> {
  const { fields, snapshot, roles } = options;
  const file = (name: string) => literal(join(snapshot.folder, `${name}.parquet`));
  const holders = await findHolderFiles(connection);
  const equal = fields.map((field) => (field === 'cmnd' ? 'false' : `f.${column[field]} = s.${column[field]}`));
  const easy = `coalesce(s.state = 0 AND ${equal.join(' AND ')}, false)`;
  const columns = all.map((field) =>
    fields.includes(field)
      ? `(CASE WHEN easy THEN ${code('yes')} ELSE 0 END)::UTINYINT AS ${column[field]}, CASE WHEN NOT easy THEN ${column[field]} END AS held_${column[field]}`
      : `0::UTINYINT AS ${column[field]}`,
  );
  await connection.run('DROP TABLE IF EXISTS answer');
  await connection.run(`CREATE TABLE answer AS SELECT row, reference, 0::UTINYINT AS bad, 1::UTINYINT AS pass, NOT easy AS hard, state,
      ${code('yes')}::UTINYINT AS number, (CASE WHEN dead THEN ${verdictCode('dead')} ELSE ${verdictCode('correct')} END)::UTINYINT AS verdict,
      ${columns.join(', ')}, coalesce(dead, false) AS dead, hi, lo
    FROM (SELECT f.rowid AS row, ${roles.has('reference') ? 'f.reference' : 'NULL::VARCHAR AS reference'}, ${easy} AS easy,
        s.state, s.dead, s.hi, s.lo, ${fields.map((field) => `s.${column[field]}`).join(', ')}
      FROM slice f LEFT JOIN read_parquet([${holders.map(file).join(', ')}]) s ON s.value = f.number)`);
  await judgeHard(connection, fields);
  await connection.run('CREATE OR REPLACE TABLE second (row BIGINT, hi UBIGINT, lo UBIGINT)');
  await markBad(connection, slice);
  if (fields.includes('name') && fields.includes('birthDate')) await secondPass(connection, fields, file('uniques'));
  await connection.run(`UPDATE answer SET verdict = ${verdictSql(fields)} WHERE hard`);
}

async function judgeHard(connection: DuckDBConnection, fields: readonly Compared[]): Promise<void> {
  const held = fields.map((field) => `held_${column[field]} AS ${column[field]}`);
  const codes = fields.map(
    (field) =>
      `(CASE WHEN s.state = 0 THEN ${claims[field]} ELSE ${readable[field]} END)::UTINYINT AS ${column[field]}`,
  );
  await connection.run(`CREATE OR REPLACE TABLE judged AS SELECT s.row,
      (CASE s.state WHEN 0 THEN ${code('yes')} WHEN 1 THEN ${code('cancelled')} WHEN 2 THEN ${code('ambiguous')}
        ELSE CASE WHEN coalesce(f.number, '') = '' THEN ${code('empty')} WHEN NOT regexp_full_match(f.number, '[A-Z0-9]{6,14}') THEN ${code('invalid')} ELSE ${code('unknown')} END
        END)::UTINYINT AS number, ${codes.join(', ')}
    FROM (SELECT row, state, ${held.join(', ')} FROM answer WHERE hard) s JOIN slice f ON f.rowid = s.row`);
  const set = ['number', ...fields.map((field) => column[field])].map((name) => `${name} = judged.${name}`);
  await connection.run(`UPDATE answer SET ${set.join(', ')} FROM judged WHERE answer.row = judged.row`);
}

/** Blanks around numbers are taken off where there are any; and which files hold numbers such as the slice's. */
async function findHolderFiles(connection: DuckDBConnection): Promise<string[]> {
  const [found] = await readRows<{ blanks: boolean; unusual: boolean }>(
    connection,
    `SELECT coalesce(bool_or(number LIKE ' %' OR number LIKE '% ' OR number LIKE '%\t%'), false) AS blanks,
       coalesce(bool_or(strlen(number) <> ${USUAL_LENGTH}), false) AS unusual FROM slice`,
  );
  if (found!.blanks) await connection.run("UPDATE slice SET number = regexp_replace(number, '^\\s+|\\s+$', '', 'g')");
  return found!.unusual ? ['usual', 'unusual'] : ['usual'];
}

async function markBad(connection: DuckDBConnection, { bad }: Slice): Promise<void> {
  if (bad.length === 0) return;
  await connection.run('CREATE OR REPLACE TABLE bad_row (row BIGINT, why UTINYINT)');
  const appender = await connection.createAppender('bad_row');
  for (const [row, why] of bad) {
    appender.appendBigInt(BigInt(row));
    appender.appendUTinyInt(why);
    appender.endRow();
  }
  appender.closeSync();
  await connection.run('UPDATE answer SET bad = why FROM bad_row WHERE answer.row = bad_row.row');
}

/** Rows whose number names nobody: is there exactly one person in the country of this name and full birth date? */
async function secondPass(connection: DuckDBConnection, fields: readonly Compared[], uniques: string): Promise<void> {
  const sought = `number IN (${code('unknown')}, ${code('empty')}) AND bad = 0 AND ${all.map((field) => `${column[field]} = 0`).join(' AND ')}`;
  const [some] = await readRows<{ sought: boolean }>(
    connection,
    `SELECT count(*) > 0 AS sought FROM (SELECT 1 FROM answer WHERE ${sought} LIMIT 1)`,
  );
  if (!some!.sought) return;
  const codes = all.map((field) => `${fields.includes(field) ? claims[field] : '0'} AS ${column[field]}`);
  await connection.run(`CREATE OR REPLACE TABLE second AS
    SELECT f.row, s.dead, s.hi, s.lo, ${codes.join(', ')}
    FROM (SELECT row, f.*, hash(name_key(f.name), f.birth) AS who FROM answer a JOIN slice f ON f.rowid = a.row WHERE a.${sought.replaceAll(' AND ', ' AND a.')} AND length(f.birth) = 10) f
    JOIN read_parquet(${uniques}) s ON s.who = f.who`);
  // Two names of one hash are told apart by having been compared.
  await connection.run(`DELETE FROM second WHERE name = ${code('no')} OR birth <> ${code('yes')}`);
  const set = ['dead', ...all.map((field) => column[field])].map((name) => `${name} = second.${name}`);
  await connection.run(
    `UPDATE answer SET pass = 2, number = ${code('other')}, ${set.join(', ')} FROM second WHERE answer.row = second.row`,
  );
}

const verdictCode = (verdict: Verdict) => String(VERDICTS.indexOf(verdict));

/** The verdict's place in `VERDICTS`; what most rows are comes first. */
function verdictSql(fields: readonly Compared[]): string {
  const columns = fields.map((field) => column[field]);
  const any = (test: (name: string) => string) => `(${columns.map(test).join(' OR ')})`;
  const name = fields.includes('name');
  return `(CASE
    WHEN number = ${code('yes')} AND bad = 0 AND NOT dead AND ${columns.map((one) => `${one} = ${code('yes')}`).join(' AND ')} THEN ${verdictCode('correct')}
    WHEN bad <> 0 OR number = ${code('invalid')} OR ${any((one) => `${one} IN (${faults})`)} THEN ${verdictCode('unreadable')}
    WHEN number NOT IN (${code('yes')}, ${code('other')}) THEN ${verdictCode('unknown')}
    ${name ? `WHEN name = ${code('no')} AND birth IN (0, ${code('no')}) THEN ${verdictCode('owner-differs')}` : ''}
    WHEN ${any((one) => `${one} = ${code('no')}`)} THEN ${verdictCode('not-correct')}
    WHEN dead THEN ${verdictCode('dead')}
    WHEN ${any((one) => `${one} = ${code('not-held')}`)} THEN ${verdictCode('not-held')}
    WHEN number = ${code('other')} OR ${any((one) => `${one} BETWEEN ${FIRST_CLOSE} AND ${LAST_CLOSE}`)} THEN ${verdictCode('close')}
    ELSE ${verdictCode('correct')} END)::UTINYINT`;
}

const faults = `${code('empty')}, ${code('invalid')}`;
/** Such a row is no question: nothing is said of its number, and nobody was looked at. */
export const UNREADABLE = verdictCode('unreadable');
export const verdictText = `CASE verdict ${VERDICTS.map((one, at) => `WHEN ${at} THEN ${literal(one)}`).join(' ')} END`;

const said = (name: string) =>
  `CASE ${name} WHEN 0 THEN NULL WHEN ${code('yes')} THEN 'yes' WHEN ${code('no')} THEN 'no' ELSE [${ANSWERS.map(literal).join(', ')}][${name} + 1] END`;
const saidIfReadable = (name: string) =>
  `CASE WHEN ${name} = ${code('yes')} AND verdict <> ${UNREADABLE} THEN 'yes' WHEN verdict = ${UNREADABLE} AND ${name} NOT IN (${faults}) THEN NULL ELSE ${said(name)} END`;

/** All that is said of a row as one number: of millions of rows some hundreds are different. */
const alike = `(verdict + 16 * pass + 64 * number::BIGINT + 4096 * name::BIGINT + 262144 * birth::BIGINT + 16777216 * sex::BIGINT
  + 1073741824 * cmnd::BIGINT + 68719476736 * bad::BIGINT)`;

/**
 * Puts into words what was answered, once for rows that were answered alike (table `alike`), and counts them.
 * @returns the counts
 */
export async function describeSlice(connection: DuckDBConnection, fields: readonly Compared[]): Promise<Count[]> {
  const words = all.map((field) => `${saidIfReadable(column[field])} AS "${field}"`);
  await connection.run(`CREATE OR REPLACE TABLE alike AS SELECT alike, ${verdictText} AS verdict, pass, ${said('bad')} AS reason,
      ${saidIfReadable('number')} AS number, ${words.join(', ')}, rows
    FROM (SELECT ${alike} AS alike, any_value(verdict) AS verdict, any_value(pass) AS pass, any_value(bad) AS bad, any_value(number) AS number,
        ${all.map((field) => `any_value(${column[field]}) AS ${column[field]}`).join(', ')}, count(*) AS rows FROM answer GROUP BY 1)`);
  const tail = ['verdict', 'reason', 'number', ...fields.map((field) => `"${field}"`)];
  await connection.run('ALTER TABLE alike ADD COLUMN tail VARCHAR');
  await connection.run(`UPDATE alike SET tail = ${tail.map((name) => `',' || coalesce(${name}, '')`).join(' || ')}`);
  const rows = await readRows<Omit<Count, 'rows'> & { rows: bigint }>(
    connection,
    'SELECT verdict, pass, number, name, "birthDate", sex, cmnd, rows FROM alike ORDER BY alike',
  );
  return rows.map((row) => ({ ...row, rows: Number(row.rows) }));
}

/** The slice's part of the result, in the order of the file. */
export function resultSql({ firstRow }: Slice, fields: readonly Compared[], format: Format): string {
  const row = `a.row + ${firstRow + 1}`;
  // At the end: what a join makes of an order before it is its own affair, and shows beyond 2,048 rows on several cores.
  const from = `FROM (SELECT row, reference, ${alike} AS alike FROM answer) a JOIN alike w ON w.alike = a.alike ORDER BY a.row`;
  // A line of text is made at once; the engine's own writer would ask of each value whether it needs quotes.
  if (format === 'csv') return `SELECT (${row})::VARCHAR || ',' || ${quotedReference} || w.tail ${from}`;
  return `SELECT ${row} AS row, a.reference, w.verdict, w.reason, w.number, ${fields.map((field) => `w."${field}"`).join(', ')} ${from}`;
}

/** RFC 4180. */
const quotedReference = `CASE WHEN a.reference IS NULL THEN ''
  WHEN contains(a.reference, ',') OR contains(a.reference, '"') OR contains(a.reference, chr(10)) OR contains(a.reference, chr(13))
    THEN '"' || replace(a.reference, '"', '""') || '"' ELSE a.reference END`;

/** Halves of the keys of everybody looked at; a number that names several is a look at each of them. */
export async function lookedAtSql(connection: DuckDBConnection, snapshot: Snapshot): Promise<string> {
  const sql = `SELECT hi, lo FROM answer WHERE hi IS NOT NULL AND verdict <> ${UNREADABLE} UNION ALL SELECT hi, lo FROM second`;
  const ambiguous = `number = ${code('ambiguous')} AND verdict <> ${UNREADABLE}`;
  const [some] = await readRows<{ some: boolean }>(
    connection,
    `SELECT count(*) > 0 AS some FROM answer WHERE ${ambiguous}`,
  );
  if (!some!.some) return sql;
  const others = literal(join(snapshot.folder, 'others.parquet'));
  return `${sql} UNION ALL SELECT o.hi, o.lo FROM (SELECT row FROM answer WHERE ${ambiguous}) t
    JOIN slice f ON f.rowid = t.row JOIN read_parquet(${others}) o ON o.value = f.number`;
}
