import { formName, formsOf } from '../clean.ts';
import type { Field, Form, Model } from '../model.ts';
import { choose, literal, quote } from './text.ts';

/** Letters that `strip_accents` leaves alone, as `nameKey` folds them. */
const SINGLE = ['đðɖøłħŧŋıə', 'dddolhtnie'] as const;
const DOUBLE = { ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' };

/** Kinds whose values are words. */
const isWords = ({ kind }: Field) => kind === 'name' || kind === 'text' || kind === 'category';
/** Latin letters, every Vietnamese one among them, are composed as they stand: normalising costs more than asking. */
const COMPOSED = '[\\x{1}-\\x{2ff}\\x{1e00}-\\x{1eff}]*';
const PLAIN = '[a-z0-9]+(?: [a-z0-9]+)*';

const lowerText = (value: string) =>
  `lower(CASE WHEN regexp_full_match(${value}, '${COMPOSED}') THEN ${value} ELSE nfc_normalize(${value}) END)`;
/** Without diacritics: for nearly all values all that is to be done. */
const stripText = (low: string) => `strip_accents(replace(${low}, 'đ', 'd'))`;

function foldText(low: string, bare: string): string {
  const replaced = Object.entries(DOUBLE).reduce((sql, [letter, by]) => `replace(${sql}, '${letter}', '${by}')`, low);
  const doubled = choose([[`regexp_matches(${low}, '[${Object.keys(DOUBLE).join('')}]')`, replaced]], low);
  const plain = `strip_accents(translate(${doubled}, '${SINGLE[0]}', '${SINGLE[1]}'))`;
  const words = `trim(regexp_replace(regexp_replace(${plain}, '[''·ʻʼ‘’´′\`]', '', 'g'), '[^\\p{L}\\p{M}\\p{N}]+', ' ', 'g'))`;
  return choose([[`regexp_full_match(${bare}, '${PLAIN}')`, bare]], words);
}

function foldDate(value: string, order: 'dmy' | 'mdy'): string {
  const part = (pattern: string, group: number) => `lpad(regexp_extract(${value}, '${pattern}', ${group}), 2, '0')`;
  const yearFirst = '^(\\d{4})[-/. ](\\d{1,2})[-/. ](\\d{1,2})(?:[T ].*)?$';
  const yearLast = '^(\\d{1,2})[-/. ](\\d{1,2})[-/. ](\\d{4})$';
  const yearMonth = '^(\\d{4})[-/.](\\d{1,2})$';
  const monthYear = '^(\\d{1,2})[-/.](\\d{4})$';
  const [day, month] = order === 'dmy' ? [1, 2] : [2, 1];
  const is = (pattern: string) => `regexp_matches(${value}, '${pattern}')`;
  const date = choose(
    [
      [`${is('^\\d{4}-\\d\\d-\\d\\d$')}`, value],
      [is(yearFirst), `left(${value}, 4) || '-' || ${part(yearFirst, 2)} || '-' || ${part(yearFirst, 3)}`],
      [is('^(?:1[5-9]|20)\\d{6}$'), `left(${value}, 4) || '-' || substr(${value}, 5, 2) || '-' || substr(${value}, 7)`],
      [is('^\\d{8}$'), `substr(${value}, 5) || '-' || substr(${value}, 3, 2) || '-' || left(${value}, 2)`],
      [is(yearLast), `right(${value}, 4) || '-' || ${part(yearLast, month)} || '-' || ${part(yearLast, day)}`],
      [is('^\\d{4}$'), value],
      [is(yearMonth), `left(${value}, 4) || '-' || ${part(yearMonth, 2)}`],
      [is(monthYear), `right(${value}, 4) || '-' || ${part(monthYear, 1)}`],
    ],
    'NULL',
  );
  return withoutZeros(date);
}

/** A month or a day of 00 is one that is not known. */
const withoutZeros = (date: string) => `regexp_replace(regexp_replace(${date}, '(?:-00)+$', ''), '-00-\\d\\d$', '')`;

function joinDateParts(parts: readonly string[]): string {
  const [year = "''", month, day] = parts;
  const is = (part: string, pattern: string) => `regexp_matches(${part}, '${pattern}')`;
  const padded = (part: string) => `'-' || lpad(${part}, 2, '0')`;
  const withDay = day ? choose([[is(day, '^\\d{1,2}$'), padded(day)]], "''") : "''";
  const rest = month ? choose([[is(month, '^\\d{1,2}$'), `${padded(month)} || ${withDay}`]], "''") : "''";
  return withoutZeros(choose([[is(year, '^\\d{4}$'), `${year} || ${rest}`]], 'NULL'));
}

function foldPlain(field: Field, value: string): string {
  switch (field.kind) {
    case 'date':
      return foldDate(value, field.order ?? 'dmy');
    case 'code':
      return `regexp_replace(lower(${value}), '[^a-z0-9]', '', 'g')`;
    case 'phone':
      return `regexp_replace(regexp_replace(regexp_replace(${value}, '[^0-9]', '', 'g'), '^84(\\d{9})', '\\1'), '^(?:0084|0+)', '')`;
    case 'email':
      return `regexp_replace(lower(${value}), '\\s+', '', 'g')`;
    case 'number':
      return choose([[`regexp_matches(${value}, '^-?\\d{1,9}(?:\\.\\d+)?$')`, value]], 'NULL');
    default:
      return value;
  }
}

/** @param low the text in lower case, of which nothing but letters were changed where `isBare` holds */
function makeForm(form: Form, plain: string, low: string, isBare: string): string {
  const last = `split_part(${plain}, ' ', -1)`;
  switch (form) {
    case 'marked':
      return choose([[isBare, low]], `trim(regexp_replace(${low}, '\\s+', ' ', 'g'))`);
    case 'sorted':
      return choose(
        [[`contains(${plain}, ' ')`, `array_to_string(list_sort(string_split(${plain}, ' ')), ' ')`]],
        plain,
      );
    case 'short': {
      const head = `left(${plain}, length(${plain}) - length(${last}) - 1)`;
      const short = `regexp_replace(${head}, ' ([^ ])[^ ]*', ' \\1', 'g') || ' ' || ${last}`;
      return choose([[`contains(${plain}, ' ')`, short]], `left(${plain}, 1)`);
    }
    case 'ends':
      return choose([[`contains(${plain}, ' ')`, `split_part(${plain}, ' ', 1) || ' ' || ${last}`]], plain);
    case 'joined':
      return `replace(${plain}, ' ', '')`;
    case 'local':
      return `split_part(${plain}, '@', 1)`;
    default:
      return plain;
  }
}

/**
 * A query that gives the cleaned values of a table or other source of rows: a column for each field and form, as `cleanRow`
 * makes them, `row` from 0 (by `rowNumber`) and, where asked, the source's own key. Letters of scripts other than Latin that write vowels as
 * marks lose these here, not in memory.
 */
export function cleanSql(
  model: Pick<Model, 'fields'>,
  source: string,
  key?: string,
  rowNumber = 'row_number() OVER () - 1',
): string {
  const texts = model.fields.flatMap((field) => {
    const parts = field.columns.map((column) => `trim(CAST(${quote(column)} AS VARCHAR))`);
    if (field.kind === 'date' && parts.length > 1) return [`${joinDateParts(parts)} AS ${quote(`text ${field.name}`)}`];
    const filled = parts.map((part) => `nullif(${part}, '')`);
    return [
      `${filled.length > 1 ? `concat_ws(' ', ${filled.join(', ')})` : filled[0]} AS ${quote(`text ${field.name}`)}`,
    ];
  });
  const isFolded = (field: Field) => field.kind === 'date' && field.columns.length > 1;
  const worded = model.fields.filter(isWords);
  const lows = worded.map(({ name }) => `${lowerText(quote(`text ${name}`))} AS ${quote(`low ${name}`)}`);
  const bares = worded.map(({ name }) => `${stripText(quote(`low ${name}`))} AS ${quote(`bare ${name}`)}`);
  const folds = model.fields.map((field) => {
    const { name } = field;
    const text = quote(`text ${name}`);
    const words = () => foldText(quote(`low ${name}`), quote(`bare ${name}`));
    const folded = isFolded(field) ? text : isWords(field) ? words() : foldPlain(field, text);
    return `${folded} AS ${quote(`fold ${name}`)}`;
  });
  const plains = model.fields.map((field) => {
    const fold = quote(`fold ${field.name}`);
    const values = Object.entries(field.values ?? {}).map(
      ([from, to]) => [`${fold} = ${literal(from)}`, literal(to)] as const,
    );
    return `${choose([[`${fold} = ''`, 'NULL'], ...values], fold)} AS ${quote(field.name)}`;
  });
  const forms = model.fields.flatMap((field) =>
    formsOf[field.kind].map((form) => {
      const [low, isBare] = [quote(`low ${field.name}`), quote(`is bare ${field.name}`)];
      const made = makeForm(form, quote(field.name), low, isBare);
      return `CASE WHEN ${quote(field.name)} IS NOT NULL THEN ${made} END AS ${quote(formName(field.name, form))}`;
    }),
  );
  const own = key === undefined ? [] : [`${quote(key)} AS key`];
  const kept = ['row', ...(key === undefined ? [] : ['key'])];
  const isBare = worded.map(
    ({ name }) => `${quote(`fold ${name}`)} = ${quote(`bare ${name}`)} AS ${quote(`is bare ${name}`)}`,
  );
  const lowNames = worded.map(({ name }) => quote(`low ${name}`));
  const select = (columns: readonly string[], from: string) => `SELECT ${columns.join(', ')} FROM (${from})`;
  const text = `SELECT ${[`CAST(${rowNumber} AS INTEGER) AS row`, ...own, ...texts].join(', ')} FROM ${source}`;
  const bare = select(['*', ...bares], select(['*', ...lows], text));
  const fold = select([...kept, ...folds, ...lowNames, ...worded.map(({ name }) => quote(`bare ${name}`))], bare);
  const plain = select([...kept, ...plains, ...lowNames, ...isBare], fold);
  return select([...kept, ...model.fields.map(({ name }) => quote(name)), ...forms], plain);
}
