import { integer, printable, readSmall, sequence, TAG, utf8String } from './der.ts';
import { EmrtdError } from './errors.ts';
import { readTlv, readTlvs, type Tlv, writeTlv } from './tlv.ts';

/** The items of DG13 on the Vietnamese card, by number. No official description is public: unknown numbers are kept. */
const ITEMS = {
  1: 'personalNumber',
  2: 'name',
  3: 'birthDate',
  4: 'sex',
  5: 'nationality',
  6: 'ethnicity',
  7: 'religion',
  8: 'placeOfOrigin',
  9: 'residence',
  10: 'marks',
  11: 'issueDate',
  12: 'expiryDate',
  13: 'parents',
  14: 'spouse',
  15: 'formerNumber',
  16: 'cardId',
} as const;

export type Dg13Field = (typeof ITEMS)[keyof typeof ITEMS];

/** Every item may hold several texts: `parents` is father, then mother. Dates are dd/mm/yyyy, as the card has them. */
export interface Dg13 {
  fields: Partial<Record<Dg13Field, string[]>>;
  /** Items of numbers that are not known, in their order. */
  others: { number: number; texts: string[] }[];
}

const PRINTABLE = new Set([1, 3, 11]);
const PARENTS = 13;
/** Wrappers around the items that are walked through. */
const DEPTH = 4;

/** DG13 as on the card: `SEQUENCE {number, text}`, PrintableString for number and dates, UTF8String elsewhere. */
export function makeDg13(fields: Dg13['fields']): Uint8Array {
  const items = Object.entries(ITEMS).flatMap(([key, field]) => {
    const number = Number(key);
    const texts = fields[field];
    if (!texts) return [];
    const write = PRINTABLE.has(number) ? printable : utf8String;
    const values = texts.map((text) => (number === PARENTS ? sequence(write(text)) : write(text)));
    return [sequence(integer(number), ...values)];
  });
  return writeTlv(0x6d, sequence(...items));
}

function readTexts(values: readonly Tlv[], depth: number): string[] {
  if (depth === 0) throw new EmrtdError('tlv-depth', 'DG13: an item is nested too deeply');
  return values.flatMap((value) => {
    if (value.constructed) return readTexts(readTlvs(value.value), depth - 1);
    return value.tag === TAG.null ? [] : [Buffer.from(value.value).toString('utf8')];
  });
}

/** Items wherever they stand: a sequence that begins with a number is one. */
function collect(container: Tlv, depth: number): { number: number; texts: string[] }[] {
  if (depth === 0) throw new EmrtdError('tlv-depth', 'DG13 is nested too deeply');
  return readTlvs(container.value).flatMap((child) => {
    if (!child.constructed) return [];
    const [first, ...values] = child.tag === TAG.sequence ? readTlvs(child.value) : [];
    if (first?.tag === TAG.integer) return [{ number: readSmall(first), texts: readTexts(values, DEPTH) }];
    return collect(child, depth - 1);
  });
}

/** @throws {EmrtdError} tlv-*, file-malformed */
export function readDg13(file: Uint8Array): Dg13 {
  const whole = readTlv(file);
  if (whole.tag !== 0x6d) throw new EmrtdError('file-malformed', 'DG13 does not have its tag');
  const found: Dg13 = { fields: {}, others: [] };
  for (const { number, texts } of collect(whole, DEPTH)) {
    const field = ITEMS[number as keyof typeof ITEMS];
    if (field) found.fields[field] = texts;
    else found.others.push({ number, texts });
  }
  return found;
}
