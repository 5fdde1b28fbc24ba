import { ascii, fromAscii, hex, utf8 } from './bytes.ts';
import { EmrtdError } from './errors.ts';
import { readTlvs, type Tlv, TlvCursor, writeTlv } from './tlv.ts';

/**
 * What a data object of DG11 or DG12 holds. `lines` are parted by `<` in one object, `each` is an object for every value inside
 * A0, `digits` is a date or moment, `bytes` an image.
 */
export interface DetailItem {
  tag: number;
  holds: 'text' | 'lines' | 'each' | 'digits' | 'bytes';
}

export type DetailItems = Readonly<Record<string, DetailItem>>;

interface Held {
  text: string;
  digits: string;
  lines: string[];
  each: string[];
  bytes: Uint8Array;
}

export type Details<Items extends DetailItems> = { -readonly [Field in keyof Items]?: Held[Items[Field]['holds']] };

const TAG_LIST = 0x5c;
const REPEATED = 0xa0;
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

function writeItem({ tag, holds }: DetailItem, value: string | string[] | Uint8Array): Uint8Array {
  if (holds === 'each') {
    const values = value as string[];
    return writeTlv(
      REPEATED,
      writeTlv(0x02, Uint8Array.of(values.length)),
      ...values.map((one) => writeTlv(tag, utf8(one))),
    );
  }
  if (holds === 'bytes') return writeTlv(tag, value as Uint8Array);
  if (holds === 'lines') return writeTlv(tag, utf8((value as string[]).join('<')));
  return writeTlv(tag, holds === 'digits' ? ascii(value as string) : utf8(value as string));
}

/** A list of the tags, then an object for each (Doc 9303-10, 4.7.11 and 4.7.12). */
export function makeDetails<Items extends DetailItems>(
  group: number,
  items: Items,
  details: Details<Items>,
): Uint8Array {
  const given = Object.entries(items).flatMap(([field, item]) => {
    const value = details[field] as string | string[] | Uint8Array | undefined;
    return value === undefined || value.length === 0 ? [] : [{ item, value }];
  });
  const list = given.flatMap(({ item }) => [item.tag >> 8, item.tag & 0xff]);
  return writeTlv(
    group,
    writeTlv(TAG_LIST, Uint8Array.from(list)),
    ...given.map(({ item, value }) => writeItem(item, value)),
  );
}

/** Digits in ASCII, or two in a byte as early issuers wrote them. */
const readDigits = (bytes: Uint8Array) => (bytes.length === 4 || bytes.length === 7 ? hex(bytes) : fromAscii(bytes));

function readItem({ holds }: DetailItem, found: readonly Tlv[]): string | string[] | Uint8Array {
  const { value } = found[0]!;
  if (holds === 'each') return found.map((one) => text(one.value));
  if (holds === 'bytes') return value;
  if (holds === 'lines') return text(value).split('<').filter(Boolean);
  return holds === 'digits' ? readDigits(value) : text(value);
}

/** Objects of tags that are not known are passed over. @throws {EmrtdError} tlv-*, file-malformed */
export function readDetails<Items extends DetailItems>(file: Uint8Array, group: number, items: Items): Details<Items> {
  const cursor = new TlvCursor(file).enter(group);
  cursor.next(TAG_LIST);
  const objects: Tlv[] = [];
  while (!cursor.isDone) {
    const object = cursor.next();
    objects.push(...(object.tag === REPEATED ? readTlvs(object.value) : [object]));
  }
  const details: Record<string, string | string[] | Uint8Array> = {};
  for (const [field, item] of Object.entries(items)) {
    const found = objects.filter(({ tag }) => tag === item.tag);
    if (found.length > 1 && item.holds !== 'each')
      throw new EmrtdError('file-malformed', `the object ${item.tag.toString(16)} is there twice`);
    if (found.length > 0) details[field] = readItem(item, found);
  }
  return details as Details<Items>;
}
