/** What a printed code holds; RFC 8949 without floats, indefinite lengths and simple values. */
export type Item = number | string | Uint8Array<ArrayBuffer> | Item[] | Map<Item, Item> | Tagged;
export interface Tagged {
  tag: number;
  value: Item;
}

/** Enough for a signed token in a token; no more is followed. */
const DEPTH = 8;

/** @throws RangeError for whatever is no such item, and where something follows it */
export function decodeCbor(bytes: Uint8Array<ArrayBuffer>): Item {
  const reader = { bytes, at: 0 };
  const item = readItem(reader, DEPTH);
  if (reader.at !== bytes.length) throw new RangeError('something follows');
  return item;
}

interface Reader {
  bytes: Uint8Array<ArrayBuffer>;
  at: number;
}

function take(reader: Reader, length: number): Uint8Array<ArrayBuffer> {
  const end = reader.at + length;
  if (end > reader.bytes.length) throw new RangeError('cut off');
  const part = reader.bytes.slice(reader.at, end);
  reader.at = end;
  return part;
}

function readLength(reader: Reader, short: number): number {
  if (short < 24) return short;
  if (short > 26) throw new RangeError('a length that no code has');
  return take(reader, 2 ** (short - 24)).reduce((sum, byte) => sum * 256 + byte, 0);
}

function readItem(reader: Reader, depth: number): Item {
  if (depth === 0) throw new RangeError('too deep');
  const [first] = take(reader, 1) as unknown as [number];
  const size = readLength(reader, first & 31);
  switch (first >> 5) {
    case 0:
      return size;
    case 1:
      return -1 - size;
    case 2:
      return take(reader, size);
    case 3:
      return new TextDecoder('utf-8', { fatal: true }).decode(take(reader, size));
    case 4:
      return readMany(reader, size, depth);
    case 5: {
      const cells = readMany(reader, size * 2, depth);
      return new Map(Array.from({ length: size }, (_, at) => [cells[at * 2]!, cells[at * 2 + 1]!]));
    }
    case 6:
      return { tag: size, value: readItem(reader, depth - 1) };
    default:
      throw new RangeError('a simple value');
  }
}

function readMany(reader: Reader, count: number, depth: number): Item[] {
  // Each takes a byte at least: a length alone makes no memory.
  if (count > reader.bytes.length - reader.at) throw new RangeError('cut off');
  return Array.from({ length: count }, () => readItem(reader, depth - 1));
}

/** A byte string, as it stands in front of its bytes. */
export function writeBytes(bytes: Uint8Array): number[] {
  const { length } = bytes;
  const head = length < 24 ? [0x40 + length] : length < 256 ? [0x58, length] : [0x59, length >> 8, length & 255];
  return [...head, ...bytes];
}
