import { COMPARED, type Compared, codeOf } from '../model.ts';
import { isOtherDate } from './dates.ts';
import { judgeSql } from './duck.ts';

/**
 * What is said of each compared field of a row, as SQL. In the table: `asked_…` what the row claims, `held_…` what the register has.
 */
const code = codeOf;

/** Stands for what `compare.ts` has yet to say. */
const UNDECIDED = 255;

/** What is claimed is no claim. */
export const faults = `${code('empty')}, ${code('invalid')}`;

/** Columns of each field, after what they are named in files and snapshots. */
export const column: Record<Compared, string> = { name: 'name', birthDate: 'birth', sex: 'sex', cmnd: 'cmnd' };
export const columns: readonly string[] = COMPARED.map((field) => column[field]);

/** Letters for which "without case" and "without diacritics" mean in SQL what they mean to `#libs/names`. */
const PLAIN = '[A-Za-zÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]+';
const isPlain = (name: string) => `regexp_full_match(${name}, '${PLAIN}( ${PLAIN})*')`;
const isDay = (date: string) => `${date} LIKE '____-__-__'`;
const isAskedDay = `${isDay('asked_birth')} AND asked_birth >= '0001-01-01' AND TRY_CAST(asked_birth AS DATE) IS NOT NULL`;
const inLower = 'lower(asked_name)';

/** Equality that is a yes whatever else could be said. */
export function isSame(field: Compared, asked: string, held: string): string {
  // Several numbers stand in one text, and a blank may stand in what is asked.
  return field === 'cmnd' ? `${asked} = ${held} AND regexp_full_match(${asked}, '[A-Z0-9]+')` : `${asked} = ${held}`;
}

/**
 * The code of each field where the number names one person. What most rows are is decided here; whatever is not plain by
 * `compare.ts`, which costs several times as much.
 */
export const claims: Record<Compared, string> = {
  // Each long expression stands once: what stands twice is computed for every row first. Taking off diacritics costs most: only
  // names that are written without any are compared so.
  name: `CASE WHEN asked_name = held_name THEN ${code('yes')}
    WHEN ${inLower} = lower(held_name) OR (strlen(asked_name) = length(asked_name) AND ${inLower} = replace(strip_accents(lower(held_name)), 'đ', 'd')) THEN
      CASE WHEN strlen(${inLower}) <> strlen(asked_name) OR NOT ${isPlain('held_name')} THEN ${UNDECIDED}
        WHEN ${inLower} = lower(held_name) THEN ${code('yes')} ELSE ${code('close:diacritics')} END
    ELSE ${UNDECIDED} END`,
  birthDate: `CASE WHEN asked_birth = held_birth THEN ${code('yes')}
    WHEN ${isAskedDay} AND ${isDay('held_birth')} THEN
      CASE WHEN asked_birth[1:4] = held_birth[1:4] AND asked_birth[6:7] = held_birth[9:10] AND asked_birth[9:10] = held_birth[6:7] THEN ${code('close:day-month-swapped')}
        WHEN hamming(asked_birth, held_birth) = 1 THEN ${code('close:one-digit')} ELSE ${code('no')} END
    ELSE ${UNDECIDED} END`,
  sex: `CASE WHEN asked_sex = held_sex THEN ${code('yes')} WHEN asked_sex IN ('male', 'female', 'undetermined') THEN ${code('no')}
    WHEN coalesce(asked_sex, '') = '' THEN ${code('empty')} ELSE ${code('invalid')} END`,
  cmnd: `CASE WHEN ${isSame('cmnd', 'asked_cmnd', 'held_cmnd')} THEN ${code('yes')} ELSE ${UNDECIDED} END`,
};

/** Whether a claim can be read at all, where there is nobody to compare it with. */
export const readable: Record<Compared, string> = {
  name: `CASE WHEN trim(coalesce(asked_name, '')) = '' THEN ${code('empty')} WHEN length(asked_name) > 300 THEN ${code('invalid')} ELSE 0 END`,
  birthDate: `CASE WHEN ${isAskedDay} THEN 0 ELSE ${UNDECIDED} END`,
  sex: `CASE WHEN asked_sex IN ('male', 'female', 'undetermined') THEN 0 WHEN coalesce(asked_sex, '') = '' THEN ${code('empty')} ELSE ${code('invalid')} END`,
  cmnd: `CASE WHEN trim(coalesce(asked_cmnd, '')) = '' THEN ${code('empty')} ELSE 0 END`,
};

const judgeOf = { name: 'compare_names', birthDate: 'compare_dates', cmnd: 'compare_cmnds' } as const;

/**
 * Statements that put what `compare.ts` says in the place of what SQL left open.
 * @param table with `row`, `number`, and of each field its code and what was asked and is held
 */
export function decideSql(table: string, fields: readonly Compared[]): string[] {
  return fields.flatMap((field) => {
    if (field === 'sex') return [];
    const name = column[field];
    const asked = `coalesce(asked_${name}, '')`;
    // A date with nobody to compare it with is compared with itself: all that matters is whether it is one.
    const readable = `CASE WHEN said IN (${faults}) THEN said ELSE 0 END`;
    const nobody = `number NOT IN (${code('yes')}, ${code('other')})`;
    const judged = judgeSql(judgeOf[field], {
      from: `${table} WHERE ${name} = ${UNDECIDED}`,
      claimed: asked,
      held: `CASE WHEN ${nobody} THEN ${asked} ELSE held_${name} END`,
      type: 'UTINYINT',
    });
    return `UPDATE ${table} SET ${name} = CASE WHEN ${nobody} THEN ${readable} ELSE said END FROM (${judged}) j WHERE j.row = ${table}.row`;
  });
}

/** Dates written in yet another way are read before they are judged, since they are looked for too. */
export const readOtherDates = `UPDATE odd SET asked_birth = said, birth = ${UNDECIDED} FROM (${judgeSql('read_dates', {
  from: `odd WHERE ${isOtherDate('asked_birth')}`,
  claimed: 'asked_birth',
  type: 'VARCHAR',
})}) j WHERE j.row = odd.row`;
