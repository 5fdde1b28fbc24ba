import { isUtf8 } from 'node:buffer';

const SEPARATORS = [',', ';', '\t', '|'];
const MOST_COLUMNS = 200;

/** How a delimited file is written. */
export interface Dialect {
  readonly separator: string;
  /** Names of the columns, as the first record gives them. */
  readonly columns: readonly string[];
  /** Offset of the first record after the header, in bytes. */
  readonly begin: number;
}

export type DialectErrorCode = 'encoding' | 'header-missing' | 'header-malformed' | 'columns-too-many';

export class DialectError extends Error {
  readonly code: DialectErrorCode;
  constructor(code: DialectErrorCode) {
    super(code);
    this.name = 'DialectError';
    this.code = code;
  }
}

/**
 * Reads the header of a file of comma-, semicolon-, tab- or bar-separated values in UTF-8 (RFC 4180, with or without a byte
 * order mark).
 * @param head the first bytes of the file, whole or at least 64 KiB
 * @throws DialectError
 */
export function readDialect(head: Uint8Array): Dialect {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    throw new DialectError('encoding');
  let from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (bytes[from] === 0x0a || bytes[from] === 0x0d) from += 1;
  const end = findRecordEnd(bytes, from);
  const line = bytes.subarray(from, end);
  if (line.length === 0) throw new DialectError('header-missing');
  if (!isUtf8(line) || line.includes(0)) throw new DialectError('encoding');
  const text = line.toString('utf8');
  const separator = SEPARATORS.map((one) => ({ one, count: countOutside(text, one) })).sort(
    (a, b) => b.count - a.count,
  )[0]!;
  const columns = splitHeader(text, separator.one);
  if (columns.length > MOST_COLUMNS) throw new DialectError('columns-too-many');
  let begin = end;
  if (bytes[begin] === 0x0d) begin += 1;
  if (bytes[begin] === 0x0a) begin += 1;
  return { separator: separator.one, columns, begin };
}

function findRecordEnd(bytes: Buffer, from: number): number {
  let quoted = false;
  for (let at = from; at < bytes.length; at++) {
    if (bytes[at] === 0x22) quoted = !quoted;
    else if (!quoted && (bytes[at] === 0x0a || bytes[at] === 0x0d)) return at;
  }
  if (quoted) throw new DialectError('header-malformed');
  return bytes.length;
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

function splitHeader(text: string, separator: string): string[] {
  const columns: string[] = [];
  let column = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    if (letter === '"' && quoted && text[at + 1] === '"') {
      column += '"';
      at += 1;
    } else if (letter === '"') quoted = !quoted;
    else if (letter === separator && !quoted) {
      columns.push(column.trim());
      column = '';
    } else column += letter;
  }
  return [...columns, column.trim()];
}
