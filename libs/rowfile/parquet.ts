import { HeadError } from './dialect.ts';

const MAGIC = 'PAR1';
/** Bytes at the end of the file that say how long the footer before them is. */
export const PARQUET_TAIL = 8;
/** A longer footer is none that a file of rows has. */
const MOST_FOOTER = 16 << 20;

/** What a Parquet file's footer says. */
export interface ParquetHead {
  /** Columns of the first level. */
  readonly columns: readonly string[];
  readonly rows: number;
}

/** Length of the footer, which stands before the last eight bytes. @throws HeadError file-malformed */
export function readParquetTail(tail: Uint8Array): number {
  if (tail.length !== PARQUET_TAIL || new TextDecoder().decode(tail.subarray(4)) !== MAGIC)
    throw new HeadError('file-malformed');
  const length = new DataView(tail.buffer, tail.byteOffset).getUint32(0, true);
  if (length > MOST_FOOTER) throw new HeadError('file-malformed');
  return length;
}

/**
 * Names of the columns and number of rows out of the footer: `FileMetaData` of parquet-format in Thrift's compact protocol, of
 * which only `schema` and `num_rows` are read.
 * @throws HeadError file-malformed
 */
export function readParquetFooter(footer: Uint8Array): ParquetHead {
  try {
    const reader = createReader(footer);
    let elements: SchemaElement[] = [];
    let rows = 0;
    reader.struct((field, type) => {
      if (field === 2 && type === LIST) elements = reader.list(() => readElement(reader));
      else if (field === 3) rows = reader.integer();
      else reader.skip(type);
    });
    return { columns: namesOfFirstLevel(elements), rows };
  } catch {
    throw new HeadError('file-malformed');
  }
}

interface SchemaElement {
  name: string;
  children: number;
}

function readElement(reader: Reader): SchemaElement {
  const element = { name: '', children: 0 };
  reader.struct((field, type) => {
    if (field === 4) element.name = reader.text();
    else if (field === 5) element.children = reader.integer();
    else reader.skip(type);
  });
  return element;
}

/** The schema is a tree in the order of its reading; its root is the first. */
function namesOfFirstLevel([root, ...elements]: readonly SchemaElement[]): string[] {
  const names: string[] = [];
  let at = 0;
  for (let child = 0; child < root!.children; child++) {
    names.push(elements[at]!.name);
    let open = 1;
    while (open > 0) open += elements[at++]!.children - 1;
  }
  return names;
}

const [TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, SET, MAP, STRUCT] = Array.from(
  { length: 12 },
  (_, index) => index + 1,
);

type Reader = ReturnType<typeof createReader>;

/** Thrift's compact protocol, as far as a footer needs it. Past the end it throws. */
function createReader(bytes: Uint8Array) {
  let at = 0;
  const byte = () => {
    if (at >= bytes.length) throw new RangeError('the footer is cut');
    return bytes[at++]!;
  };
  /** Numbers over 2^53 would not be exact; no file has so many rows. */
  const varint = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const next = byte();
      value += (next & 0x7f) * factor;
      if (next < 0x80) return value;
    }
  };
  const integer = () => {
    const value = varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  };
  const text = () => {
    const length = varint();
    if (at + length > bytes.length) throw new RangeError('the footer is cut');
    at += length;
    return new TextDecoder().decode(bytes.subarray(at - length, at));
  };
  const sizeAndType = () => {
    const head = byte();
    return { size: head >> 4 === 15 ? varint() : head >> 4, type: head & 0x0f };
  };
  function struct(each: (field: number, type: number) => void): void {
    for (let field = 0; ; ) {
      const head = byte();
      if (head === 0) return;
      field = head >> 4 === 0 ? integer() : field + (head >> 4);
      each(field, head & 0x0f);
    }
  }
  function list<Item>(each: (type: number) => Item): Item[] {
    const { size, type } = sizeAndType();
    const items: Item[] = [];
    for (let index = 0; index < size; index++) items.push(each(type));
    return items;
  }
  function skip(type: number, inList = false): void {
    if (type === TRUE || type === FALSE) {
      if (inList) byte();
    } else if (type === BYTE) byte();
    else if (type === I16 || type === I32 || type === I64) varint();
    else if (type === DOUBLE) for (let index = 0; index < 8; index++) byte();
    else if (type === BINARY) text();
    else if (type === LIST || type === SET) list((item) => skip(item, true));
    else if (type === STRUCT) struct((_, field) => skip(field));
    else if (type === MAP) skipMap();
    else throw new RangeError('no such type');
  }
  function skipMap(): void {
    const size = varint();
    if (size === 0) return;
    const types = byte();
    for (let index = 0; index < size; index++) {
      skip(types >> 4, true);
      skip(types & 0x0f, true);
    }
  }
  return { integer, text, struct, list, skip };
}
