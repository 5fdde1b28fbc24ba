import { formatMrzName, type MrzName } from '#libs/names';
import { EmrtdError } from './errors.ts';
import { type MrzAccess, makeCheckDigit } from './mrzCheck.ts';

/** Cards (3 lines of 30), larger identity documents (2 of 36), passports (2 of 44). */
export type MrzFormat = 'TD1' | 'TD2' | 'TD3';

/** A zone as its fields; trailing fillers are taken off. Dates are YYMMDD, unknown parts of a birth date `<<`. */
export interface Mrz extends MrzAccess {
  format: MrzFormat;
  documentCode: string;
  issuer: string;
  sex: 'M' | 'F' | '<';
  nationality: string;
  /** After the document number (TD1) or in the second line. */
  optional: string;
  /** The second optional field, that only TD1 has. */
  optional2: string;
  name: MrzName;
}

/** Where a field stands: line, first column, width. */
type Place = [line: number, column: number, width: number];

interface Layout {
  lines: number;
  width: number;
  code: Place;
  issuer: Place;
  number: Place;
  birth: Place;
  sex: Place;
  expiry: Place;
  nationality: Place;
  optional: Place;
  optional2?: Place;
  name: Place;
  /** What the composite check digit runs over; it is the last character of the last line but the name's. */
  composite: Place[];
  /** TD3 only: the check digit of the optional field. */
  optionalCheck?: Place;
  compositeCheck: Place;
}

const LAYOUTS: Readonly<Record<MrzFormat, Layout>> = {
  TD1: {
    lines: 3,
    width: 30,
    code: [0, 0, 2],
    issuer: [0, 2, 3],
    number: [0, 5, 9],
    optional: [0, 15, 15],
    birth: [1, 0, 6],
    sex: [1, 7, 1],
    expiry: [1, 8, 6],
    nationality: [1, 15, 3],
    optional2: [1, 18, 11],
    name: [2, 0, 30],
    composite: [
      [0, 5, 25],
      [1, 0, 7],
      [1, 8, 7],
      [1, 18, 11],
    ],
    compositeCheck: [1, 29, 1],
  },
  TD2: {
    lines: 2,
    width: 36,
    code: [0, 0, 2],
    issuer: [0, 2, 3],
    name: [0, 5, 31],
    number: [1, 0, 9],
    nationality: [1, 10, 3],
    birth: [1, 13, 6],
    sex: [1, 20, 1],
    expiry: [1, 21, 6],
    optional: [1, 28, 7],
    composite: [
      [1, 0, 10],
      [1, 13, 7],
      [1, 21, 14],
    ],
    compositeCheck: [1, 35, 1],
  },
  TD3: {
    lines: 2,
    width: 44,
    code: [0, 0, 2],
    issuer: [0, 2, 3],
    name: [0, 5, 39],
    number: [1, 0, 9],
    nationality: [1, 10, 3],
    birth: [1, 13, 6],
    sex: [1, 20, 1],
    expiry: [1, 21, 6],
    optional: [1, 28, 14],
    optionalCheck: [1, 42, 1],
    composite: [
      [1, 0, 10],
      [1, 13, 7],
      [1, 21, 22],
    ],
    compositeCheck: [1, 43, 1],
  },
};

const trim = (text: string) => text.replace(/<+$/, '');
const after = ([line, column, width]: Place): Place => [line, column + width, 1];

function check(ok: boolean, code: 'mrz-field' | 'mrz-shape' | 'mrz-check-digit', message: string): void {
  if (!ok) throw new EmrtdError(code, message);
}

/** The number field and what of the optional field a long number takes (Doc 9303-5, note j). */
function splitNumber(number: string, optional: string): { field: string; digit: string; optional: string } {
  if (number.length <= 9) {
    const field = number.padEnd(9, '<');
    return { field, digit: makeCheckDigit(field), optional };
  }
  return {
    field: number.slice(0, 9),
    digit: '<',
    optional: `${number.slice(9)}${makeCheckDigit(number)}<${optional}`,
  };
}

/**
 * The lines of a machine readable zone, check digits made.
 *
 * @throws {EmrtdError} mrz-field where a field does not fit or holds what the zone cannot
 */
export function makeMrz(mrz: Omit<Mrz, 'optional' | 'optional2'> & Partial<Mrz>): string[] {
  const layout = LAYOUTS[mrz.format];
  const rows = Array.from({ length: layout.lines }, () => Array<string>(layout.width).fill('<'));
  const put = ([line, column, width]: Place, text: string, field: string) => {
    check(
      text.length <= width && /^[A-Z0-9<]*$/.test(text),
      'mrz-field',
      `${field} does not fit: ${width} of A-Z 0-9 <`,
    );
    for (const [index, character] of [...text].entries()) rows[line]![column + index] = character;
  };
  check(/^[A-Z0-9][A-Z0-9<]*$/.test(mrz.documentNumber), 'mrz-field', 'documentNumber is empty or begins with <');
  check(mrz.format !== 'TD3' || mrz.documentNumber.length <= 9, 'mrz-field', 'documentNumber does not fit: 9 in TD3');
  check(/^([0-9]{2}|<<){3}$/.test(mrz.birthDate), 'mrz-field', 'birthDate is not YYMMDD');
  check(/^[0-9]{6}$/.test(mrz.expiryDate), 'mrz-field', 'expiryDate is not YYMMDD');
  const number = splitNumber(mrz.documentNumber, mrz.optional ?? '');
  const dated: [Place, string, string][] = [
    [layout.birth, mrz.birthDate, 'birthDate'],
    [layout.expiry, mrz.expiryDate, 'expiryDate'],
  ];
  put(layout.code, mrz.documentCode, 'documentCode');
  put(layout.issuer, mrz.issuer, 'issuer');
  put(layout.number, number.field, 'documentNumber');
  put(after(layout.number), number.digit, 'documentNumber');
  put(layout.optional, number.optional, 'optional');
  put(layout.sex, mrz.sex, 'sex');
  put(layout.nationality, mrz.nationality, 'nationality');
  for (const [place, text, field] of dated) {
    put(place, text, field);
    put(after(place), makeCheckDigit(text), field);
  }
  if (layout.optional2) put(layout.optional2, mrz.optional2 ?? '', 'optional2');
  else check(!mrz.optional2, 'mrz-field', 'only TD1 has optional2');
  put(layout.name, formatMrzName(mrz.name, layout.name[2]), 'name');
  if (layout.optionalCheck && number.optional !== '')
    put(layout.optionalCheck, makeCheckDigit(number.optional.padEnd(layout.optional[2], '<')), 'optional');
  const lines = rows.map((row) => row.join(''));
  put(layout.compositeCheck, makeCheckDigit(layout.composite.map((place) => cut(lines, place)).join('')), 'composite');
  return rows.map((row) => row.join(''));
}

const cut = (lines: readonly string[], [line, column, width]: Place) => lines[line]!.slice(column, column + width);

/**
 * Reads a zone: lines apart or in one string without line ends, as DG1 has it.
 *
 * @throws {EmrtdError} mrz-shape, mrz-check-digit, mrz-field
 */
export function readMrz(input: string | readonly string[]): Mrz {
  const text = (typeof input === 'string' ? input : input.join('')).replaceAll(/\s/g, '');
  const format = ({ 90: 'TD1', 72: 'TD2', 88: 'TD3' } as const)[text.length];
  if (!format) throw new EmrtdError('mrz-shape', `${text.length} characters are no zone: 72, 88 or 90`);
  check(/^[A-Z0-9<]+$/.test(text), 'mrz-shape', 'the zone holds other characters than A-Z 0-9 <');
  const layout = LAYOUTS[format];
  const lines = Array.from({ length: layout.lines }, (_, line) =>
    text.slice(line * layout.width).slice(0, layout.width),
  );
  const dated = (place: Place, field: string) => {
    const value = cut(lines, place);
    check(makeCheckDigit(value) === cut(lines, after(place)), 'mrz-check-digit', `${field}: the check digit is wrong`);
    return value;
  };
  const composite = makeCheckDigit(layout.composite.map((place) => cut(lines, place)).join(''));
  check(composite === cut(lines, layout.compositeCheck), 'mrz-check-digit', 'the composite check digit is wrong');
  const { documentNumber, optional } = readNumber(lines, layout);
  if (layout.optionalCheck) {
    const digit = cut(lines, layout.optionalCheck);
    const right = digit === '<' ? optional === '' : digit === makeCheckDigit(cut(lines, layout.optional));
    check(right, 'mrz-check-digit', 'optional: the check digit is wrong');
  }
  const sex = cut(lines, layout.sex);
  check(sex === 'M' || sex === 'F' || sex === '<', 'mrz-field', 'sex is M, F or <');
  const [primary = '', ...secondary] = trim(cut(lines, layout.name)).split('<<');
  return {
    format,
    documentCode: trim(cut(lines, layout.code)),
    issuer: trim(cut(lines, layout.issuer)),
    documentNumber,
    birthDate: dated(layout.birth, 'birthDate'),
    sex: sex as Mrz['sex'],
    expiryDate: dated(layout.expiry, 'expiryDate'),
    nationality: trim(cut(lines, layout.nationality)),
    optional,
    optional2: layout.optional2 ? trim(cut(lines, layout.optional2)) : '',
    name: { primary, secondary: secondary.join('<') },
  };
}

function readNumber(lines: readonly string[], layout: Layout): { documentNumber: string; optional: string } {
  const field = cut(lines, layout.number);
  const optional = trim(cut(lines, layout.optional));
  const digit = cut(lines, after(layout.number));
  if (digit !== '<') {
    check(makeCheckDigit(field) === digit, 'mrz-check-digit', 'documentNumber: the check digit is wrong');
    return { documentNumber: trim(field), optional };
  }
  const end = `${optional}<`.indexOf('<');
  const rest = optional.slice(0, end);
  const whole = field + rest.slice(0, -1);
  check(
    layout.width !== 44 && rest.length > 1 && makeCheckDigit(whole) === rest.at(-1),
    'mrz-check-digit',
    'documentNumber: the check digit is wrong',
  );
  return { documentNumber: whole, optional: optional.slice(end + 1) };
}
