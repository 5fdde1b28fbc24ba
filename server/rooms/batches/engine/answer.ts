import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { COMPARED, type Compared, codeOf, FIRST_CLOSE, LAST_CLOSE, VERDICTS, type Verdict } from '../model.ts';
import { claims, column, columns, decideSql, faults, isSame, readable, readOtherDates } from './claims.ts';
import { usualDate } from './dates.ts';
import { judgeSql, literal, readRows } from './duck.ts';
import type { Snapshot } from './snapshot.ts';
import type { Slice } from './source.ts';

export interface AnswerOptions {
  readonly snapshot: Snapshot;
  readonly fields: readonly Compared[];
}

const code = codeOf;
export const verdictCode = (verdict: Verdict): number => VERDICTS.indexOf(verdict);

/**
 * Answers the rows of the table `slice`. Set-based: the slice is one side of a hash join with the snapshot, which tells nearly all
 * rows apart by equality alone. What is left behind:
 * - `joined`: every row, whose key; the `same` as is held, of a living person: correct, nothing else to say; of the others what is held
 * - `odd`: the other rows: codes a field, verdict, whose key
 * - `second`: odd rows whose person was found by name and birth date
 */
export async function answerSlice(connection: DuckDBConnection, options: AnswerOptions, slice: Slice): Promise<void> {
  const { fields, snapshot } = options;
  const file = (name: string) => literal(join(snapshot.folder, `${name}.parquet`));
  await joinHolders(connection, fields, (slice.unusual ? ['usual', 'unusual'] : ['usual']).map(file));
  await judgeOdd(connection, fields);
  await markBad(connection, slice);
  const looked = fields.includes('name') && fields.includes('birthDate');
  if (!looked || !(await secondPass(connection, fields, file('uniques'))))
    await connection.run('CREATE TABLE second (row BIGINT, hi UBIGINT, lo UBIGINT)');
  await connection.run(`UPDATE odd SET verdict = ${verdictSql(fields)}`);
}

async function joinHolders(
  connection: DuckDBConnection,
  fields: readonly Compared[],
  files: readonly string[],
): Promise<void> {
  const compared = fields.map((field) => column[field]);
  const both = compared.map((name) => `f.${name} AS asked_${name}, s.${name} AS held_${name}`);
  const same = fields.map((field) => isSame(field, `asked_${column[field]}`, `held_${column[field]}`));
  // Rows are told by their numbers from here on: who writes them need not wait for those before.
  await connection.run(`SET preserve_insertion_order = false; CREATE TABLE joined AS
    SELECT row, hi, lo, same, state, dead, ${compared.map((name) => `CASE WHEN NOT same THEN held_${name} END AS held_${name}`).join(', ')}
    FROM (SELECT *, coalesce(state = 0 AND NOT dead AND ${same.join(' AND ')}, false) AS same
      FROM (SELECT f.rowid AS row, s.hi, s.lo, s.state, s.dead, ${both.join(', ')}
        FROM slice f LEFT JOIN read_parquet([${files.join(', ')}]) s ON s.value = f.number));
    SET preserve_insertion_order = true`);
}

async function judgeOdd(connection: DuckDBConnection, fields: readonly Compared[]): Promise<void> {
  const dated = fields.includes('birthDate');
  const asked = ['number', ...fields.map((field) => column[field])].map(
    (name) => `${name === 'birth' ? usualDate(`slice.${name}`) : `slice.${name}`} AS asked_${name}`,
  );
  const codes = fields.map(
    (field) => `(CASE WHEN state = 0 THEN ${claims[field]} ELSE ${readable[field]} END)::UTINYINT AS ${column[field]}`,
  );
  const none = COMPARED.filter((field) => !fields.includes(field)).map((field) => `0::UTINYINT AS ${column[field]}`);
  await connection.run(`CREATE TABLE odd AS
    SELECT * EXCLUDE (same, state) REPLACE (coalesce(dead, false) AS dead), 0::UTINYINT AS verdict, 0::UTINYINT AS bad, 1::UTINYINT AS pass,
      (CASE state WHEN 0 THEN ${code('yes')} WHEN 1 THEN ${code('cancelled')} WHEN 2 THEN ${code('ambiguous')}
        ELSE CASE WHEN coalesce(asked_number, '') = '' THEN ${code('empty')} WHEN NOT regexp_full_match(asked_number, '[A-Z0-9]{6,14}') THEN ${code('invalid')} ELSE ${code('unknown')} END
        END)::UTINYINT AS number, ${[...codes, ...none].join(', ')}
    FROM (SELECT joined.*, ${asked.join(', ')} FROM joined JOIN slice ON slice.rowid = joined.row WHERE NOT same)`);
  if (dated) await connection.run(readOtherDates);
  for (const sql of decideSql('odd', fields)) await connection.run(sql);
}

async function markBad(connection: DuckDBConnection, { bad }: Slice): Promise<void> {
  if (bad.length === 0) return;
  await connection.run('CREATE TABLE bad_row (row BIGINT, why UTINYINT)');
  const appender = await connection.createAppender('bad_row');
  for (const [row, why] of bad) {
    appender.appendBigInt(BigInt(row));
    appender.appendUTinyInt(why);
    appender.endRow();
  }
  appender.closeSync();
  await connection.run('UPDATE odd SET bad = why FROM bad_row WHERE odd.row = bad_row.row');
}

/** Rows whose number names nobody: is there exactly one person in the country of this name and full birth date? @returns whether there were such rows */
async function secondPass(
  connection: DuckDBConnection,
  fields: readonly Compared[],
  uniques: string,
): Promise<boolean> {
  const sought = `odd WHERE number IN (${code('unknown')}, ${code('empty')}) AND bad = 0 AND ${columns.map((name) => `${name} = 0`).join(' AND ')} AND length(asked_birth) = 10`;
  const [some] = await readRows<{ sought: boolean }>(
    connection,
    `SELECT count(*) > 0 AS sought FROM (SELECT 1 FROM ${sought} LIMIT 1)`,
  );
  if (!some!.sought) return false;
  const keys = judgeSql('name_keys', { from: sought, claimed: 'asked_name', type: 'VARCHAR' });
  const compared = fields.map((field) => column[field]);
  await connection.run(`CREATE TABLE met AS
    SELECT f.*, s.dead, s.hi, s.lo, ${compared.map((name) => `s.${name} AS held_${name}`).join(', ')}
    FROM (SELECT odd.row, ${compared.map((name) => `asked_${name}`).join(', ')}, hash(said, asked_birth) AS who FROM (${keys}) k JOIN odd USING (row)) f
    JOIN read_parquet(${uniques}) s ON s.who = f.who`);
  const codes = fields.map((field) => `(${claims[field]})::UTINYINT AS ${column[field]}`);
  await connection.run(
    `CREATE TABLE second AS SELECT *, ${code('other')}::UTINYINT AS number, ${codes.join(', ')} FROM met`,
  );
  for (const sql of decideSql('second', fields)) await connection.run(sql);
  // Two names of one hash are told apart by having been compared.
  await connection.run(`DELETE FROM second WHERE name = ${code('no')} OR birth <> ${code('yes')}`);
  const set = ['number', 'dead', ...compared].map((name) => `${name} = second.${name}`);
  await connection.run(`UPDATE odd SET pass = 2, ${set.join(', ')} FROM second WHERE odd.row = second.row`);
  return true;
}

/** The verdict's place in `VERDICTS`. */
function verdictSql(fields: readonly Compared[]): string {
  const compared = fields.map((field) => column[field]);
  const any = (test: (name: string) => string) => `(${compared.map(test).join(' OR ')})`;
  const name = fields.includes('name');
  return `(CASE
    WHEN bad <> 0 OR number = ${code('invalid')} OR ${any((one) => `${one} IN (${faults})`)} THEN ${verdictCode('unreadable')}
    WHEN number NOT IN (${code('yes')}, ${code('other')}) THEN ${verdictCode('unknown')}
    ${name ? `WHEN name = ${code('no')} AND birth IN (0, ${code('no')}) THEN ${verdictCode('owner-differs')}` : ''}
    WHEN ${any((one) => `${one} = ${code('no')}`)} THEN ${verdictCode('not-correct')}
    WHEN dead THEN ${verdictCode('dead')}
    WHEN ${any((one) => `${one} = ${code('not-held')}`)} THEN ${verdictCode('not-held')}
    WHEN number = ${code('other')} OR ${any((one) => `${one} BETWEEN ${FIRST_CLOSE} AND ${LAST_CLOSE}`)} THEN ${verdictCode('close')}
    ELSE ${verdictCode('correct')} END)::UTINYINT`;
}

/** Such a row is no question: nothing is said of its number, and nobody was looked at. */
export const UNREADABLE = verdictCode('unreadable');
export const verdictText = `CASE verdict ${VERDICTS.map((one, at) => `WHEN ${at} THEN ${literal(one)}`).join(' ')} END`;

/** Halves of the keys of everybody looked at; a number that names several is a look at each of them. */
export async function lookedAtSql(connection: DuckDBConnection, snapshot: Snapshot): Promise<string> {
  const sql = `SELECT hi, lo FROM joined WHERE same UNION ALL SELECT hi, lo FROM odd WHERE hi IS NOT NULL AND verdict <> ${UNREADABLE}
    UNION ALL SELECT hi, lo FROM second`;
  const ambiguous = `odd WHERE number = ${code('ambiguous')} AND verdict <> ${UNREADABLE}`;
  const [some] = await readRows<{ some: boolean }>(connection, `SELECT count(*) > 0 AS some FROM ${ambiguous}`);
  if (!some!.some) return sql;
  const others = literal(join(snapshot.folder, 'others.parquet'));
  return `${sql} UNION ALL SELECT o.hi, o.lo FROM (SELECT asked_number FROM ${ambiguous}) t JOIN read_parquet(${others}) o ON o.value = t.asked_number`;
}

/** Lets go of all that was made of a slice before the next is made: two would not fit beside each other. */
export async function dropSlice(connection: DuckDBConnection): Promise<void> {
  await connection.run(
    ['slice', 'joined', 'odd', 'bad_row', 'met', 'second', 'alike']
      .map((table) => `DROP TABLE IF EXISTS ${table};`)
      .join(' '),
  );
}
