import { nameKey } from '#libs/names';
import type { Field, Form, Model, Row } from './model.ts';

/** Cleaned values of a row by field and form; what is absent is not compared. */
export type Clean = Readonly<Record<string, string>>;

/** Under which name a form of a field is kept, in memory and as a column of the SQL tables. */
export function formName(field: string, form: Form = 'plain'): string {
  return form === 'plain' ? field : `${field}__${form}`;
}

/** The forms that a kind of field has beside `plain`. */
export const formsOf: Readonly<Record<Field['kind'], readonly Form[]>> = {
  name: ['marked', 'sorted', 'short', 'ends', 'joined'],
  text: ['sorted', 'joined'],
  date: [],
  code: [],
  phone: [],
  email: ['local'],
  category: [],
  number: [],
};

const NOT_WORD = /[^\p{L}\p{M}\p{N}]+/gu;
const BLANKS = /\s+/g;

/** Such keys need no further look. */
const PLAIN = /^[a-z0-9]+(?: [a-z0-9]+)*$/;

/** The value as it is compared: lower case, no diacritics, single blanks between words of letters and digits. */
export function foldText(text: string): string {
  const key = nameKey(text);
  return PLAIN.test(key) ? key : key.replace(NOT_WORD, ' ').trim();
}

function markedForm(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(BLANKS, ' ').trim();
}

function shortForm(plain: string): string {
  const words = plain.split(' ');
  if (words.length === 1) return plain.slice(0, 1);
  return words.map((word, at) => (at === 0 || at === words.length - 1 ? word : word.slice(0, 1))).join(' ');
}

function endsForm(plain: string): string {
  const first = plain.indexOf(' ');
  return first < 0 ? plain : `${plain.slice(0, first)} ${plain.slice(plain.lastIndexOf(' ') + 1)}`;
}

const pad = (digits: string, length = 2) => digits.padStart(length, '0');
const YEAR_FIRST = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[T ].*)?$/;
const YEAR_LAST = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/;
const YEAR_MONTH = /^(\d{4})[-/.](\d{1,2})$/;
const MONTH_YEAR = /^(\d{1,2})[-/.](\d{4})$/;
const EIGHT = /^(?:1[5-9]|20)\d{6}$/;

/**
 * A date as `YYYY-MM-DD`, `YYYY-MM` or `YYYY` from the usual forms. A date that no calendar has (a typing error) is kept as
 * written: it is still evidence. What is not a date is absent.
 */
export function foldDate(text: string, order: 'dmy' | 'mdy' = 'dmy'): string {
  let found = YEAR_FIRST.exec(text);
  let date = '';
  if (found) date = `${found[1]}-${pad(found[2]!)}-${pad(found[3]!)}`;
  else if (EIGHT.test(text)) date = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  else if (/^\d{8}$/.test(text)) date = `${text.slice(4)}-${text.slice(2, 4)}-${text.slice(0, 2)}`;
  else {
    found = YEAR_LAST.exec(text);
    if (found) {
      const [day, month] = order === 'dmy' ? [found[1]!, found[2]!] : [found[2]!, found[1]!];
      date = `${found[3]}-${pad(month)}-${pad(day)}`;
    } else if (/^\d{4}$/.test(text)) date = text;
    else {
      found = YEAR_MONTH.exec(text);
      if (found) date = `${found[1]}-${pad(found[2]!)}`;
      found = MONTH_YEAR.exec(text);
      if (found) date = `${found[2]}-${pad(found[1]!)}`;
    }
  }
  return date.replace(/(?:-00)+$/, '').replace(/-00-\d\d$/, '');
}

/** Digits of a telephone number without the prefix of Viet Nam or leading zeros. */
function foldPhone(text: string): string {
  return text
    .replace(/[^0-9]/g, '')
    .replace(/^84(\d{9})/, '$1')
    .replace(/^(?:0084|0+)/, '');
}

function foldPlain(field: Field, text: string): string {
  switch (field.kind) {
    case 'date':
      return foldDate(text, field.order);
    case 'code':
      return text.toLowerCase().replace(/[^a-z0-9]/g, '');
    case 'phone':
      return foldPhone(text);
    case 'email':
      return text.toLowerCase().replace(BLANKS, '');
    case 'number':
      return /^-?\d{1,9}(?:\.\d+)?$/.test(text) ? text : '';
    default:
      return foldText(text);
  }
}

function readColumns(field: Field, row: Row): string {
  if (field.columns.length === 1) return readValue(row[field.columns[0]!]);
  const parts = field.columns.map((column) => readValue(row[column]));
  if (field.kind !== 'date') return parts.filter((part) => part !== '').join(' ');
  if (!/^\d{4}$/.test(parts[0]!)) return '';
  let date = parts[0]!;
  for (const part of parts.slice(1)) {
    if (!/^\d{1,2}$/.test(part)) break;
    date += `-${pad(part)}`;
  }
  return date;
}

const readValue = (value: Row[string]) => (value === null || value === undefined ? '' : String(value).trim());

function keep(clean: Record<string, string>, field: Field, form: Form, value: string): void {
  if (value !== '') clean[formName(field.name, form)] = value;
}

function readPlain(field: Field, text: string): string {
  if (text === '') return '';
  const folded = foldPlain(field, text);
  return field.values?.[folded] ?? folded;
}

/** The cleaned values of one row, as the model's comparisons read them. */
export function cleanRow(model: Pick<Model, 'fields'>, row: Row): Clean {
  const clean: Record<string, string> = {};
  for (const field of model.fields) {
    const text = readColumns(field, row);
    const plain = readPlain(field, text);
    keep(clean, field, 'plain', plain);
    if (plain !== '') for (const form of formsOf[field.kind]) keep(clean, field, form, makeForm(form, plain, text));
  }
  return clean;
}

const TEXTS = Symbol('texts');
const FORMS = Symbol('forms');

/**
 * The same for many rows that are compared a few times only: forms are made when they are first read, for most pairs differ, or agree,
 * before the last of them is asked for.
 */
export function createCleaner({ fields }: Pick<Model, 'fields'>): (row: Row) => Clean {
  class Cleaned {
    readonly [TEXTS]: string[] = [];
    readonly [FORMS]: string[] = [];
    [plain: string]: string | undefined;
  }
  let forms = 0;
  for (const [at, field] of fields.entries())
    for (const form of formsOf[field.kind]) {
      const index = forms++;
      Object.defineProperty(Cleaned.prototype, formName(field.name, form), {
        get(this: Cleaned) {
          const plain = this[field.name];
          if (plain === undefined) return undefined;
          this[FORMS][index] ??= makeForm(form, plain, this[TEXTS][at]!);
          return this[FORMS][index] || undefined;
        },
      });
    }
  return (row) => {
    const clean = new Cleaned();
    for (const field of fields) {
      const text = readColumns(field, row);
      clean[TEXTS].push(text);
      const plain = readPlain(field, text);
      if (plain !== '') clean[field.name] = plain;
    }
    return clean as unknown as Clean;
  };
}

function makeForm(form: Form, plain: string, text: string): string {
  switch (form) {
    case 'marked':
      return markedForm(text);
    case 'sorted':
      return plain.split(' ').sort().join(' ');
    case 'short':
      return shortForm(plain);
    case 'ends':
      return endsForm(plain);
    case 'joined':
      return plain.replaceAll(' ', '');
    case 'local': {
      const at = plain.indexOf('@');
      return at < 0 ? plain : plain.slice(0, at);
    }
    default:
      return plain;
  }
}
