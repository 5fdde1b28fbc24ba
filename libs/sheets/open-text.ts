import { detectEncoding, type Encoding } from '#libs/legacytext';
import { SheetError } from './error.ts';
import { findHeader, rowsOfHead } from './header.ts';
import { parseObject } from './json.ts';
import { type Cutting, isWide, readRecords, type TextRecord } from './records.ts';
import { readDelimitedRow, readJsonRow } from './rows.ts';
import { findSeparator } from './separator.ts';
import type { Place, RandomAccess, RawRow, RowBlock, Sheet, SheetOptions } from './sheet.ts';
import { readFully } from './source.ts';
import { decodeRecord } from './text.ts';

const HEAD = 1 << 18;
const MOST_KEYS = 1000;
const SEPARATOR_LINE = /^sep=(.)[\r\n]*$/i;

/** Opens a text file: lines of JSON where its first letter is `{`, delimited values otherwise. */
export async function openText(source: RandomAccess, options: SheetOptions): Promise<Sheet> {
  const bytes = await readFully(source, 0, HEAD);
  const found = detectEncoding(bytes);
  const encoding = options.encoding ?? found.encoding;
  const confidence = options.encoding ? 1 : found.confidence;
  if (!isWide(encoding) && looksBinary(bytes)) throw new SheetError('not-rows');
  const head = headOf(bytes, source.size, encoding);
  const from: Place = { row: 1, offset: found.mark };
  const first = await readFirst(head, encoding, from);
  const begins = first?.text.trimStart()[0];
  if (begins === '[' && /^\s*\[\s*(\{|$)/.test(first!.text)) throw new SheetError('json-not-lines');
  if (begins === '<') throw new SheetError('web-page');
  return begins === '{' && options.separator === undefined
    ? openLines(source, head, from, { encoding, confidence })
    : openDelimited(source, head, from, { encoding, confidence }, options, first);
}

interface Written {
  readonly encoding: Encoding;
  readonly confidence: number;
}

interface First {
  readonly text: string;
  readonly next: Place;
}

async function openLines(source: RandomAccess, head: RandomAccess, begin: Place, written: Written): Promise<Sheet> {
  const keys = new Set<string>();
  for await (const { records } of readRecords(head, written, begin)) {
    for (const record of records.slice(0, 100))
      for (const key of Object.keys(parseObject(decodeRecord(record.bytes, written.encoding).text) ?? {}))
        keys.add(key);
    break;
  }
  if (keys.size === 0) throw new SheetError('header-missing');
  if (keys.size > MOST_KEYS) throw new SheetError('columns-too-many');
  const columns = [...keys];
  const read = (record: TextRecord) => readJsonRow(record, written.encoding, columns);
  return {
    form: { kind: 'lines', ...written },
    columns,
    headerRow: 0,
    preamble: [],
    size: source.size,
    begin,
    blocks: (from = begin) => readBlocks(source, written, from, read),
  };
}

async function openDelimited(
  source: RandomAccess,
  head: RandomAccess,
  from: Place,
  written: Written,
  options: SheetOptions,
  first: First | undefined,
): Promise<Sheet> {
  const { encoding } = written;
  // Excel's own way to name the separator, in a line before all others.
  const named = SEPARATOR_LINE.exec(first?.text ?? '')?.[1];
  const { separator, rows, next } = await findSeparator(
    head,
    encoding,
    named ? first!.next : from,
    options.separator ?? named,
    rowsOfHead(options.headerRow),
  );
  const { columns, headerRow, preamble, data } = findHeader(rows, options.headerRow);
  const begin = rows[data] ?? next;
  const read = (record: TextRecord) => readDelimitedRow(record, encoding, separator, columns.length);
  return {
    form: { kind: 'delimited', ...written, separator },
    columns,
    headerRow,
    preamble,
    size: source.size,
    begin: { row: begin.row, offset: begin.offset },
    blocks: (place = begin) => readBlocks(source, { encoding, separator }, place, read),
  };
}

async function* readBlocks(
  source: RandomAccess,
  cutting: Cutting,
  from: Place,
  read: (record: TextRecord) => RawRow | undefined,
): AsyncGenerator<RowBlock, void, undefined> {
  for await (const { records, next } of readRecords(source, cutting, from)) {
    const rows = records.map(read).filter((row) => row !== undefined);
    yield { rows, next, done: next.offset };
  }
}

async function readFirst(head: RandomAccess, encoding: Encoding, from: Place): Promise<First | undefined> {
  for await (const { records } of readRecords(head, { encoding }, from)) {
    const second = records[1] ?? { row: records[0]!.row + 1, offset: head.size };
    return {
      text: decodeRecord(records[0]!.bytes, encoding).text,
      next: { row: second.row, offset: second.offset },
    };
  }
  return undefined;
}

/** The head as a file of its own, cut behind its last whole line where the file goes on. */
function headOf(bytes: Uint8Array, size: number, encoding: Encoding): RandomAccess {
  const newline = isWide(encoding) ? -1 : bytes.lastIndexOf(0x0a);
  const length = bytes.length === size || newline < 0 ? bytes.length : newline + 1;
  return { size: length, read: async (at, count) => bytes.slice(at, Math.min(at + count, length)) };
}

/** Control codes that no text has; some NUL bytes are faults of single rows. */
function looksBinary(bytes: Uint8Array): boolean {
  let odd = 0;
  for (const byte of bytes)
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x1f) odd += 1;
  return odd > bytes.length * 0.1;
}
