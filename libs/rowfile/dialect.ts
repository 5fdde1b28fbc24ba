const SEPARATORS = [',', ';', '\t', '|'];
const MOST_COLUMNS = 200;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const QUOTE = 0x22;

/** How a delimited file is written. */
export interface Dialect {
  readonly separator: string;
  /** Names of the columns, as the first record gives them. */
  readonly columns: readonly string[];
  /** Offset of the first record after the header, in bytes. */
  readonly begin: number;
}

export type HeadErrorCode = 'encoding' | 'header-missing' | 'header-malformed' | 'columns-too-many' | 'file-malformed';

/** The file cannot be a file of rows. */
export class HeadError extends Error {
  readonly code: HeadErrorCode;
  constructor(code: HeadErrorCode, message: string = code) {
    super(message);
    this.name = 'HeadError';
    this.code = code;
  }
}

/**
 * Reads the header of a file of comma-, semicolon-, tab- or bar-separated values in UTF-8 (RFC 4180, with or without a byte
 * order mark).
 * @param head the first bytes of the file, whole or at least 64 KiB
 * @throws HeadError
 */
export function readDialect(head: Uint8Array): Dialect {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) throw new HeadError('encoding');
  let from = lengthOfMark(head);
  while (head[from] === NEWLINE || head[from] === RETURN) from += 1;
  const end = findHeaderEnd(head, from);
  const line = head.subarray(from, end);
  if (line.length === 0) throw new HeadError('header-missing');
  const text = decodeStrictly(line);
  const separator = SEPARATORS.map((one) => ({ one, count: countOutside(text, one) })).sort(
    (a, b) => b.count - a.count,
  )[0]!;
  const columns = splitRecord(text, separator.one).map((column) => column.trim());
  if (columns.length > MOST_COLUMNS) throw new HeadError('columns-too-many');
  let begin = end;
  if (head[begin] === RETURN) begin += 1;
  if (head[begin] === NEWLINE) begin += 1;
  return { separator: separator.one, columns, begin };
}

/** Bytes of the byte order mark, if there is one. */
export function lengthOfMark(head: Uint8Array): number {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
}

/**
 * The first records behind the header, as far as the head holds them whole.
 * @param whole the head is the file to its end
 */
export function readRecords(head: Uint8Array, dialect: Dialect, most: number, whole: boolean): string[][] {
  return takeRecords(head.subarray(dialect.begin), dialect, whole, most).records;
}

/**
 * The records of a part of the file that begins with one, as far as the part holds them whole.
 * @param whole the part goes to the file's end
 * @returns with how many bytes they are: the next part begins behind them
 */
export function takeRecords(
  part: Uint8Array,
  { separator }: Pick<Dialect, 'separator'>,
  whole: boolean,
  most = Number.POSITIVE_INFINITY,
): { records: string[][]; bytes: number } {
  const records: string[][] = [];
  let from = 0;
  while (from < part.length && records.length < most) {
    const { end } = findRecordEnd(part, from);
    if (end === part.length && !whole) break;
    const record = new TextDecoder().decode(part.subarray(from, end));
    if (record !== '') records.push(splitRecord(record, separator));
    from = end + 1;
  }
  return { records, bytes: Math.min(from, part.length) };
}

function decodeStrictly(line: Uint8Array): string {
  if (line.includes(0)) throw new HeadError('encoding');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(line);
  } catch {
    throw new HeadError('encoding');
  }
}

/** Where a record's bytes end; a quoted line end belongs to its value. @throws HeadError for a quote that stays open */
function findHeaderEnd(bytes: Uint8Array, from: number): number {
  const { end, open } = findRecordEnd(bytes, from);
  if (open) throw new HeadError('header-malformed');
  return end;
}

function findRecordEnd(bytes: Uint8Array, from: number): { end: number; open: boolean } {
  let quoted = false;
  for (let at = from; at < bytes.length; at++) {
    if (bytes[at] === QUOTE) quoted = !quoted;
    else if (!quoted && (bytes[at] === NEWLINE || bytes[at] === RETURN)) return { end: at, open: false };
  }
  return { end: bytes.length, open: quoted };
}

function countOutside(text: string, separator: string): number {
  let quoted = false;
  let count = 0;
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    else if (letter === separator && !quoted) count += 1;
  }
  return count;
}

function splitRecord(text: string, separator: string): string[] {
  const values: string[] = [];
  let value = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    if (letter === '"' && quoted && text[at + 1] === '"') {
      value += '"';
      at += 1;
    } else if (letter === '"') quoted = !quoted;
    else if (letter === separator && !quoted) {
      values.push(value);
      value = '';
    } else value += letter;
  }
  return [...values, value];
}
