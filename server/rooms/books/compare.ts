import { cleanName, DateError, displayName, NameError, parseDate, tidyName } from '#libs/names';
import type { BookField } from './kinds.ts';

/** What an officer read: a field that is in neither is blank in the book. `absent`: there is no such entry on the page. */
export interface Written {
  readonly values: Readonly<Record<string, string>>;
  readonly unreadable: readonly string[];
  readonly absent: boolean;
}

/** A value that the field does not take. */
export class ValueFault extends Error {
  readonly field: string;
  readonly reason: 'missing' | 'malformed' | 'unknown-field';
  constructor(field: string, reason: ValueFault['reason']) {
    super(`${field}: ${reason}`);
    this.field = field;
    this.reason = reason;
  }
}

const DATE = /^(?:(?:(\d{1,2})[ ./-])?(\d{1,2})[ ./-])?(\d{4})$/;
const MOST = 300;

/**
 * What was typed, as it is kept. Dates are taken as books write them (`5/9/1987`, `9/1987`, `1987`) and as we do.
 * @returns '' for nothing but blanks
 * @throws ValueFault malformed
 */
export function readValue({ id, kind }: Pick<BookField, 'id' | 'kind'>, typed: string): string {
  // One unit past the limit is enough to know: the cost of tidying stays bounded.
  const text = tidyName(typed.slice(0, MOST + 1));
  if (text === '') return '';
  if (typed.length > MOST) throw new ValueFault(id, 'malformed');
  try {
    if (kind === 'name') return displayName(cleanName(text));
    if (kind === 'date') return parseDate(readDay(text)) && readDay(text);
  } catch (error) {
    if (error instanceof NameError || error instanceof DateError) throw new ValueFault(id, 'malformed');
    throw error;
  }
  if (kind === 'sex' && text !== 'male' && text !== 'female') throw new ValueFault(id, 'malformed');
  return text;
}

/** Day, month and year in the order of ISO 8601; what is not written so stays what it is. */
function readDay(text: string): string {
  const [, day, month, year] = DATE.exec(text) ?? [];
  if (!year) return text;
  return [year, month?.padStart(2, '0'), day?.padStart(2, '0')].filter((part) => part !== undefined).join('-');
}

/**
 * A whole keying as it is kept; of an entry that is absent, nothing.
 * @throws ValueFault for the first field that does not fit, or is required and neither written nor said to be unreadable
 */
export function readWritten(fields: readonly BookField[], given: Partial<Written>): Written {
  if (given.absent) return { values: {}, unreadable: [], absent: true };
  const { values = {}, unreadable = [] } = given;
  const known = new Set(fields.map(({ id }) => id));
  const stranger = [...Object.keys(values), ...unreadable].find((id) => !known.has(id));
  if (stranger !== undefined) throw new ValueFault(stranger, 'unknown-field');
  const kept: Record<string, string> = {};
  const unread: string[] = [];
  for (const field of fields) {
    if (unreadable.includes(field.id)) {
      unread.push(field.id);
      continue;
    }
    const value = readValue(field, values[field.id] ?? '');
    if (value !== '') kept[field.id] = value;
    else if (field.required) throw new ValueFault(field.id, 'missing');
  }
  return { values: kept, unreadable: unread, absent: false };
}

/**
 * What makes two writings one: case does not count, nor how many blanks, nor blanks beside punctuation; diacritics do, and so does
 * a blank between letters (An Na is not Anna). Unreadable is a value, blank another.
 */
function keyOf({ values, unreadable, absent }: Written, id: string): string {
  if (absent) return 'absent';
  if (unreadable.includes(id)) return 'unreadable';
  return `=${(values[id] ?? '').toLowerCase().replaceAll(/ ?([,.;:/-]) ?/g, '$1')}`;
}

/** Fields in which two keyings differ, in the fields' order; all of them where only one found the entry. */
export function differingFields(fields: readonly BookField[], one: Written, other: Written): string[] {
  return fields.map(({ id }) => id).filter((id) => keyOf(one, id) !== keyOf(other, id));
}

/** A keying with what a reviewer decided of the disputed fields. */
export function mergeWritten(
  fields: readonly BookField[],
  keyed: Written,
  decided: Written,
  disputed: readonly string[],
): Written {
  const from = (id: string) => (disputed.includes(id) ? decided : keyed);
  const ids = fields.map(({ id }) => id);
  return {
    values: Object.fromEntries(
      ids.flatMap((id) => {
        const value = from(id).values[id];
        return value === undefined ? [] : [[id, value]];
      }),
    ),
    unreadable: ids.filter((id) => from(id).unreadable.includes(id)),
    absent: false,
  };
}
