import { type Country, parsePin } from '#libs/country';
import type { Mapping } from './mapping.ts';
import type { DateOrder } from './read-date.ts';
import { type WordIndex, wordKey } from './words.ts';

type Fields = Mapping['fields'];
type Rows = readonly (readonly string[])[];

const DATE = /^([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ][0-9]{2,4}/;

/** Day or month first: whichever number is more often above twelve is the day; the day where nothing tells. */
export function countOrder(fields: Fields, rows: Rows): DateOrder {
  const columns = (['birthDate', 'deathDate', 'fatherBirthDate', 'motherBirthDate'] as const).flatMap(
    (target) => fields[target]?.columns ?? [],
  );
  let first = 0;
  let second = 0;
  for (const row of rows) {
    for (const column of columns) {
      const match = DATE.exec(row[column] ?? '');
      if (match && +match[1]! > 12) first++;
      if (match && +match[2]! > 12) second++;
    }
  }
  return second > first ? 'month-first' : 'day-first';
}

/** What digits in the column of sex stand for: told by the personal numbers beside them, else by custom. */
export function learnSexCodes(
  country: Country,
  words: WordIndex,
  fields: Fields,
  rows: Rows,
): Record<string, 'male' | 'female'> {
  const column = fields.sex?.columns[0];
  if (column === undefined) return {};
  const numbers = fields.pin?.columns[0];
  const votes = new Map<string, number>();
  for (const row of rows) {
    const key = wordKey(row[column] ?? '');
    if (key === '' || key.length > 8 || words.sex.has(key) || words.nothing.has(key)) continue;
    const pin = numbers === undefined ? undefined : parsePin(country.pin, row[numbers] ?? '');
    votes.set(key, (votes.get(key) ?? 0) + (pin?.ok ? (pin.sex === 'male' ? 1 : -1) : 0));
  }
  const codes: Record<string, 'male' | 'female'> = {};
  for (const [key, vote] of votes) {
    if (!/^[0-9a-z]$/.test(key)) continue;
    // 1 and 0, or 1 and 2: men are 1 in both customs.
    const custom = key === '1' ? 'male' : key === '0' || key === '2' ? 'female' : undefined;
    const sex = Math.abs(vote) >= 3 ? (vote > 0 ? 'male' : 'female') : custom;
    if (sex) codes[key] = sex;
  }
  return codes;
}
