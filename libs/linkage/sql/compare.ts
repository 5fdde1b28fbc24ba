import { formName } from '../clean.ts';
import { ALIKE } from '../compare.ts';
import type { Comparison, Model, Test } from '../model.ts';
import { type Weigher, weighersOf } from '../score.ts';
import { ownRows, type Together, type TogetherShares } from '../together.ts';
import { choose, literal, number, quote } from './text.ts';

export const left = (name: string) => quote(`l ${name}`);
export const right = (name: string) => quote(`r ${name}`);
const similarity = (name: string) => quote(`similarity ${name}`);
/** The level of a comparison in the queries below. */
export const levelColumn = (field: string) => quote(`level ${field}`);

const hasAllWords = (a: string, b: string) => `list_has_all(string_split(${b}, ' '), string_split(${a}, ' '))`;
const winkler = (a: string, b: string) => `jaro_winkler_similarity(${a}, ${b})`;

/** DuckDB tries the parts of an AND in any order; a CASE it takes as it stands. */
const onlyIf = (cheap: string, costly: string) => `CASE WHEN ${cheap} THEN ${costly} ELSE false END`;

/** One direction only, by length: the last word is looked for before lists are made of the words. */
const isPartOf = (a: string, b: string) =>
  onlyIf(`strlen(${a}) <= strlen(${b}) AND contains(${b}, split_part(${a}, ' ', -1))`, hasAllWords(a, b));

/**
 * The edit distance costs more than all other tests together. One edit or exchange leaves the first or the second half of
 * the shorter value as it was, which rules out nearly all pairs.
 */
function oneEditSql(a: string, b: string, letters: number): string {
  const half = `(least(length(${a}), length(${b})) - 1) // 2`;
  const halves = `(left(${a}, ${half}) = left(${b}, ${half}) OR right(${a}, ${half}) = right(${b}, ${half}))`;
  const lengths = `abs(strlen(${a}) - strlen(${b})) <= 1 AND greatest(strlen(${a}), strlen(${b})) >= ${letters}`;
  return onlyIf(lengths, onlyIf(halves, `damerau_levenshtein(${a}, ${b}) <= 1`));
}

function testSql(field: string, test: Test): string {
  const form = formName(field, 'form' in test ? test.form : 'plain');
  const [a, b] = [left(form), right(form)];
  const isPlain = form === field;
  switch (test.is) {
    case 'same':
      return `${a} = ${b}`;
    case 'oneEdit':
      return oneEditSql(a, b, test.letters ?? 4);
    case 'similar':
      return `${isPlain ? similarity(field) : winkler(a, b)} >= ${number(test.atLeast - 1e-9)}`;
    case 'initials': {
      const [c, d] = [left(formName(field, 'short')), right(formName(field, 'short'))];
      return `(${c} = ${d} AND (${c} = ${a} OR ${d} = ${b}))`;
    }
    case 'missingMiddle': {
      const ends = formName(field, 'ends');
      return `(${left(ends)} = ${right(ends)} AND (${hasAllWords(a, b)} OR ${hasAllWords(b, a)}))`;
    }
    case 'someWords':
      return `(${a} = ${b} OR ((contains(${a}, ' ') OR contains(${b}, ' ')) AND (${isPartOf(a, b)} OR ${isPartOf(b, a)})))`;
    case 'beginning':
      return `(least(length(${a}), length(${b})) >= ${test.letters ?? 3} AND (starts_with(${a}, ${b}) OR starts_with(${b}, ${a})))`;
    case 'exchanged': {
      const [c, d] = [left(test.with), right(test.with)];
      const alike = (one: string, other: string) => `${winkler(one, other)} >= ${number(ALIKE)}`;
      return `(${a} <> ${b} AND ((${a} = ${d} AND ${alike(c, b)}) OR (${c} = ${b} AND ${alike(a, d)})))`;
    }
    case 'dayMonthSwapped':
      return `(strlen(${a}) = 10 AND strlen(${b}) = 10 AND left(${a}, 4) = left(${b}, 4) AND substr(${a}, 6, 2) = substr(${b}, 9) AND substr(${a}, 9) = substr(${b}, 6, 2))`;
    case 'lessPrecise':
      return `(strlen(${a}) <> strlen(${b}) AND (starts_with(${a}, ${b}) OR starts_with(${b}, ${a})))`;
    case 'sameDayMonth':
      return `(strlen(${a}) = 10 AND strlen(${b}) = 10 AND substr(${a}, 6) = substr(${b}, 6))`;
    case 'sameYear':
      return `left(${a}, 4) = left(${b}, 4)`;
    case 'sameYearAndPart':
      return `(strlen(${a}) = 10 AND strlen(${b}) = 10 AND left(${a}, 4) = left(${b}, 4) AND (substr(${a}, 6, 2) = substr(${b}, 6, 2) OR substr(${a}, 9) = substr(${b}, 9)))`;
    case 'withinYears':
      return `abs(CAST(left(${a}, 4) AS INTEGER) - CAST(left(${b}, 4) AS INTEGER)) <= ${test.years}`;
    case 'within':
      return `abs(CAST(${a} AS DOUBLE) - CAST(${b} AS DOUBLE)) <= ${test.difference}`;
  }
}

export function levelSql({ field, levels, silentWhen = [] }: Comparison): string {
  const absent = [
    `${left(field)} IS NULL`,
    `${right(field)} IS NULL`,
    ...silentWhen.map((test) => testSql(field, test)),
  ];
  const cases = levels.map(
    ({ when }, at) =>
      [when.map((test) => testSql(field, test)).join(' OR ') || 'false', String(levels.length - at)] as const,
  );
  return `CAST(${choose([[absent.join(' OR '), '-1'], ...cases], '0')} AS TINYINT) AS ${levelColumn(field)}`;
}

const usesSimilarity = ({ levels }: Comparison) =>
  levels.some(({ when }) =>
    when.some((test) => test.is === 'similar' && (test.form === undefined || test.form === 'plain')),
  );

/** The forms of a field that the comparisons read. */
export function formsRead(model: Pick<Model, 'comparisons'>): string[] {
  const names = model.comparisons.flatMap(({ field, levels, silentWhen = [] }) => [
    field,
    ...[...levels.flatMap(({ when }) => when), ...silentWhen].flatMap((test) => {
      if (test.is === 'exchanged') return [test.with];
      if (test.is === 'initials') return [formName(field, 'short')];
      if (test.is === 'missingMiddle') return [formName(field, 'ends')];
      return 'form' in test ? [formName(field, test.form)] : [];
    }),
  ]);
  return [...new Set(names)];
}

/** Whether a comparison's weight depends on how frequent the value is. */
export const isByFrequency = ({ byFrequency }: Comparison) => byFrequency === true;

/** The column of a cleaned table that holds how frequent a field's value is. */
export const frequencyColumn = (field: string) => `${field}__frequency`;

/** The column of a cleaned table that holds how many rows have its values of two fields. */
export const togetherColumn = (of: Together) => `${of.join(' ')}__together`;

/** Codes, dates and the like: their levels cost little beside those of names and places. */
export const isCheap = (comparison: Comparison) =>
  !usesSimilarity(comparison) &&
  comparison.levels.every(({ when }) => when.every(({ is }) => is !== 'someWords' && is !== 'missingMiddle'));

export function bitsOfLevel(field: string, bits: number, floor: number | undefined, usual: number): string {
  if (floor === undefined) return number(bits);
  const frequency = `greatest(${quote(frequencyColumn(field))}, 1e-7)`;
  return `greatest(${number(floor)}, ${number(bits)} + log2(${number(usual)} / ${frequency}))`;
}

export function bitsSql({ comparison, bits, floors, usual }: Weigher): string {
  const { field } = comparison;
  const cases = bits.map(
    (weight, level) => [`${levelColumn(field)} = ${level}`, bitsOfLevel(field, weight, floors[level], usual)] as const,
  );
  return choose(cases, '0');
}

/**
 * A query over pairs: the level of each comparison, as the levellers in memory give them.
 * @param pairs a query or table of `l` and `r`, row numbers of the cleaned tables `lefts` and `rights`
 */
export function levelsSql(model: Model, pairs: string, lefts: string, rights: string): string {
  const { comparisons } = model;
  const columns = formsRead(model).flatMap((name) => [
    `l.${quote(name)} AS ${left(name)}`,
    `r.${quote(name)} AS ${right(name)}`,
  ]);
  const frequencies = [
    ...comparisons.filter(isByFrequency).map(({ field }) => quote(frequencyColumn(field))),
    ...(model.together ?? []).map((of) => quote(togetherColumn(of))),
  ];
  const similarities = comparisons.filter(usesSimilarity).map(({ field }) => {
    const [a, b] = [left(field), right(field)];
    return `CASE WHEN ${a} = ${b} THEN 1 ELSE ${winkler(a, b)} END AS ${similarity(field)}`;
  });
  const joined = `SELECT ${['pairs.l', 'pairs.r', ...columns, ...frequencies.map((name) => `l.${name} AS ${name}`)].join(', ')}
      FROM ${pairs} AS pairs JOIN ${lefts} AS l ON l.row = pairs.l JOIN ${rights} AS r ON r.row = pairs.r`;
  const kept = ['l', 'r', ...frequencies, ...comparisons.map(levelSql)];
  return `SELECT ${kept.join(', ')}
FROM (SELECT ${['*', ...similarities].join(', ')}
  FROM (${joined}))`;
}

/** A query over the result of `levelsSql`: l, r, the levels and the weight in bits, as `scorePair` gives it. */
export function weightsSql(model: Model, levels: string): string {
  const kept = ['l', 'r', ...model.comparisons.map(({ field }) => levelColumn(field))];
  const weighers = weighersOf(model);
  const { relatives } = model.parameters!;
  const shared = weighers.filter(({ comparison }) => comparison.shared).map(bitsSql);
  const discount =
    relatives === undefined || shared.length === 0
      ? ''
      : ` - log2(${number(1 - relatives)} + ${number(relatives)} * pow(2, ${shared.join(' + ')}))`;
  const together = (model.parameters!.together ?? []).map((shares) => togetherSql(weighers, shares)).join('');
  return `SELECT ${kept.join(', ')}, ${weighers.map(bitsSql).join(' + ')}${together}${discount} AS weight FROM (${levels})`;
}

/** As `discountTogether`: of levels whose weight depends on the value. */
function togetherSql(weighers: readonly Weigher[], shares: TogetherShares): string {
  const byValue = shares.of.map((field) => {
    const { floors } = weighers.find(({ comparison }) => comparison.field === field)!;
    const levels = floors.flatMap((floor, level) => (floor === undefined ? [] : [level]));
    return `${levelColumn(field)} IN (${levels.join(', ') || 'NULL'})`;
  });
  const [one, other] = shares.of.map((field) => `greatest(${quote(frequencyColumn(field))}, 1e-300)`);
  const others = `(${quote(togetherColumn(shares.of))} - ${number(ownRows(shares))}) / ${number(Math.max(1, shares.rows))}`;
  const seen = `greatest(${others}, 1e-300)`;
  return ` - CASE WHEN ${byValue.join(' AND ')} THEN greatest(0, log2(${seen} / (${one} * ${other}))) ELSE 0 END`;
}

/** The name of a level in words. */
export function levelNameSql(comparison: Comparison): string {
  const column = levelColumn(comparison.field);
  const names = comparison.levels.map(
    ({ level }, at) => [`${column} = ${comparison.levels.length - at}`, literal(level)] as const,
  );
  return choose([...names, [`${column} = 0`, literal('different')]], literal('absent'));
}
