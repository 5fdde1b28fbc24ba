import { formName, formsOf } from '../clean.ts';
import type { Field, Form, Model } from '../model.ts';
import { choose, literal, quote } from './text.ts';

/** Letters that `strip_accents` leaves alone, as `nameKey` folds them. */
const SINGLE = ['đðɖøłħŧŋıə', 'dddolhtnie'] as const;
const DOUBLE = { ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' };

function foldText(value: string): string {
  const lower = `lower(nfc_normalize(${value}))`;
  const replaced = Object.entries(DOUBLE).reduce((sql, [letter, by]) => `replace(${sql}, '${letter}', '${by}')`, lower);
  const doubled = choose([[`regexp_matches(${value}, '(?i)[${Object.keys(DOUBLE).join('')}]')`, replaced]], lower);
  const plain = `strip_accents(translate(${doubled}, '${SINGLE[0]}', '${SINGLE[1]}'))`;
  return `trim(regexp_replace(regexp_replace(${plain}, '[''·ʻʼ‘’´′\`]', '', 'g'), '[^\\p{L}\\p{M}\\p{N}]+', ' ', 'g'))`;
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
      return foldText(value);
  }
}

function makeForm(form: Form, plain: string, text: string): string {
  switch (form) {
    case 'marked':
      return `trim(regexp_replace(lower(nfc_normalize(${text})), '\\s+', ' ', 'g'))`;
    case 'sorted':
      return choose(
        [[`contains(${plain}, ' ')`, `array_to_string(list_sort(string_split(${plain}, ' ')), ' ')`]],
        plain,
      );
    case 'short': {
      const head = `regexp_extract(${plain}, '^(.*) [^ ]*$', 1)`;
      const short = `regexp_replace(${head}, ' ([^ ])[^ ]*', ' \\1', 'g') || ' ' || regexp_extract(${plain}, '[^ ]*$')`;
      return choose([[`contains(${plain}, ' ')`, short]], `left(${plain}, 1)`);
    }
    case 'ends':
      return `regexp_replace(${plain}, ' .* ', ' ')`;
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
  const folds = model.fields.map((field) => {
    const text = quote(`text ${field.name}`);
    const folded = field.kind === 'date' && field.columns.length > 1 ? text : foldPlain(field, text);
    return `${folded} AS ${quote(`fold ${field.name}`)}`;
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
      const made = makeForm(form, quote(field.name), quote(`text ${field.name}`));
      return `CASE WHEN ${quote(field.name)} IS NOT NULL THEN ${made} END AS ${quote(formName(field.name, form))}`;
    }),
  );
  const own = key === undefined ? [] : [`${quote(key)} AS key`];
  const kept = ['row', ...(key === undefined ? [] : ['key'])];
  const names = model.fields.map(({ name }) => quote(name));
  const textNames = model.fields.map(({ name }) => quote(`text ${name}`));
  return `SELECT ${[...kept, ...names, ...forms].join(', ')}
FROM (SELECT ${[...kept, ...plains, ...textNames].join(', ')}
  FROM (SELECT ${[...kept, ...folds, ...textNames].join(', ')}
    FROM (SELECT ${[`CAST(${rowNumber} AS INTEGER) AS row`, ...own, ...texts].join(', ')} FROM ${source})))`;
}
