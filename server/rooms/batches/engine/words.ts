import type { DuckDBConnection } from '@duckdb/node-api';
import { ANSWERS, COMPARED, type Compared, codeOf, type Verdict } from '../model.ts';
import { UNREADABLE, verdictText } from './answer.ts';
import { column, columns, faults } from './claims.ts';
import { literal, readRows } from './duck.ts';
import type { Job } from './job.ts';
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

/** What the result says of rows that were answered alike, and why they could not be read. */
export interface Wording extends Count {
  readonly reason: string | null;
}

const said = (name: string) =>
  `CASE ${name} WHEN 0 THEN NULL WHEN ${codeOf('yes')} THEN 'yes' WHEN ${codeOf('no')} THEN 'no' ELSE [${ANSWERS.map(literal).join(', ')}][${name} + 1] END`;
const saidIfReadable = (name: string) =>
  `CASE WHEN verdict = ${UNREADABLE} AND ${name} NOT IN (${faults}) THEN NULL ELSE ${said(name)} END`;

/** All that is said of a row as one number: of millions of rows some hundreds are different. */
const alike = `(verdict + 16 * pass + 64 * number::BIGINT + 4096 * name::BIGINT + 262144 * birth::BIGINT + 16777216 * sex::BIGINT
  + 1073741824 * cmnd::BIGINT + 68719476736 * bad::BIGINT)`;

/**
 * Puts into words what was answered, once for rows that were answered alike, and counts them. In `slice`, `said` is then the place
 * of a row's words, counted from 1; 0 where all is the same as held.
 */
export async function describeSlice(
  connection: DuckDBConnection,
  fields: readonly Compared[],
  slice: Slice,
): Promise<Wording[]> {
  const words = COMPARED.map((field) => `${saidIfReadable(column[field])} AS "${field}"`);
  const codes = ['verdict', 'pass', 'bad', 'number', ...columns];
  const ordinary = codes.map((name) => `${ordinaryCode(name, fields)}::UTINYINT AS ${name}`);
  await connection.run(`CREATE TABLE alike AS SELECT row_number() OVER (ORDER BY alike) AS place, alike, ${verdictText} AS verdict, pass,
      ${said('bad')} AS reason, ${saidIfReadable('number')} AS number, ${words.join(', ')}, rows
    FROM (SELECT ${alike} AS alike, ${codes.map((name) => `any_value(${name}) AS ${name}`).join(', ')}, sum(rows)::BIGINT AS rows
      FROM (SELECT ${codes.join(', ')}, 1 AS rows FROM odd UNION ALL SELECT ${ordinary.join(', ')}, ${slice.rows} - (SELECT count(*) FROM odd) AS rows)
      GROUP BY 1 HAVING sum(rows) > 0)`);
  await connection.run(
    `UPDATE slice SET said = place FROM (SELECT row, ${alike} AS alike FROM odd) o JOIN alike USING (alike) WHERE slice.rowid = o.row`,
  );
  const rows = await readRows<Omit<Wording, 'rows'> & { rows: bigint }>(
    connection,
    'SELECT verdict, pass, reason, number, name, "birthDate", sex, cmnd, rows FROM alike ORDER BY place',
  );
  return rows.map((row) => ({ ...row, rows: Number(row.rows) }));
}

/** Of a row that is the same as held: first pass, correct, and yes to all that was compared. */
function ordinaryCode(name: string, fields: readonly Compared[]): number {
  if (name === 'pass') return 1;
  return name === 'number' || fields.some((field) => column[field] === name) ? codeOf('yes') : 0;
}

/**
 * The slice's part of the result. The slice is read from its beginning to its end and nothing is joined to it: rows leave in the order of the file.
 */
export function resultSql(
  slice: Slice,
  { fields, format, consented }: Pick<Job, 'fields' | 'format' | 'consented'>,
  wordings: readonly Wording[],
): string {
  const row = `rowid + ${slice.firstRow + 1}`;
  const names = ['verdict', 'reason', 'number', ...fields] as const;
  const ordinary = {
    verdict: 'correct',
    reason: null,
    number: 'yes',
    ...Object.fromEntries(fields.map((field) => [field, 'yes'])),
  } as unknown as Wording;
  // A line of text is made at once; the engine's own writer would ask of each value whether it needs quotes.
  if (format === 'csv') {
    const tail = (words: Wording) => names.map((name) => `,${words[name] ?? ''}`).join('');
    return `SELECT concat(${row}, ',', ${slice.bare ? 'reference' : quotedReference}, ${pick(tail)}${consented ? `, ',', consent` : ''}) FROM slice`;
  }
  return `SELECT ${row} AS row, reference, ${names.map((name) => `${pick((words) => words[name])} AS "${name}"`).join(', ')}${consented ? ', consent' : ''} FROM slice`;

  function pick(word: (words: Wording) => string | null): string {
    const text = (words: Wording) => {
      const one = word(words);
      return one === null ? 'NULL' : literal(one);
    };
    return `CASE said WHEN 0 THEN ${text(ordinary)} ELSE ([${wordings.map(text).join(', ')}]::VARCHAR[])[said] END`;
  }
}

/** RFC 4180. */
const quotedReference = `CASE WHEN contains(reference, ',') OR contains(reference, '"') OR contains(reference, chr(10)) OR contains(reference, chr(13))
    THEN '"' || replace(reference, '"', '""') || '"' ELSE reference END`;
