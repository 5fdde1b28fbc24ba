import { isUtf8 } from 'node:buffer';
import { type Found, findLineEnd, findRecordEnd } from './record.ts';

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const QUOTE = 0x22;
const UNIT_SEPARATOR = 0x1f;
/** A longer record is none: somebody forgot to close a quote, or sends another kind of file. */
const LONGEST_RECORD = 65_536;

/** What the records of a file look like. */
export type Shape =
  | { readonly kind: 'delimited'; readonly separator: string; readonly columns: number }
  /** A JSON text a line; what stands in it is the reader's business. */
  | { readonly kind: 'lines' };

/**
 * - `columns`: more or fewer than the header has
 * - `quotes`: a quote inside an unquoted value, text after a closing quote, or a quote that is never closed
 * - `encoding`: not UTF-8 · `character`: a NUL or unit separator · `too-long`: over 64 KiB
 */
export type BadRow = 'columns' | 'quotes' | 'encoding' | 'character' | 'too-long';

/** Takes what the splitter finds, in the order of the file. */
export interface RowSink {
  /** Whole records, each ended by `\n`; `count` of them. The bytes are the splitter's again after the call. */
  rows(bytes: Buffer, count: number): void;
  /** A record that cannot be read; its placeholder is among the rows. @param row counted from 0 */
  bad(row: number, why: BadRow): void;
}

export interface Splitter {
  /** Rows given to the sink so far, bad ones with them. */
  readonly row: number;
  /** Bytes of the input that these rows took: where a splitter that goes on later begins. */
  readonly offset: number;
  /** In the middle of a record that is too long: another splitter cannot go on here. */
  readonly midway: boolean;
  push(bytes: Buffer): void;
  end(): void;
}

/**
 * Cuts a file into records and keeps those that are not well-formed from the reader behind it: each is replaced by an empty
 * one, so that rows keep their numbers and nothing after them is lost. Blank lines are no records. Ends of lines may be
 * `\n`, `\r\n` or `\r`, also mixed; they leave as `\n`. Memory does not grow with the file.
 */
export function createSplitter(shape: Shape, sink: RowSink, start = { row: 0, offset: 0 }): Splitter {
  const separator = shape.kind === 'delimited' ? shape.separator.charCodeAt(0) : -1;
  const separators = shape.kind === 'delimited' ? shape.columns - 1 : 0;
  // A single column's placeholder may not be a blank line, which readers pass over.
  const empty = Buffer.from(
    shape.kind === 'lines' ? 'null\n' : separators === 0 ? '""\n' : `${shape.separator.repeat(separators)}\n`,
  );
  const quotes = shape.kind === 'delimited';
  let { row, offset } = start;
  let rest: Buffer = Buffer.alloc(0);
  /** The record at the beginning of `rest` is too long: its bytes are skipped up to the end of its line. */
  let skipping = false;

  function push(bytes: Buffer): void {
    const buffer = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    const used = consume(buffer, false);
    rest = Buffer.from(buffer.subarray(used));
    offset += used;
  }
  function end(): void {
    offset += consume(rest, true);
    rest = Buffer.alloc(0);
  }

  /** @returns how many bytes were turned into rows */
  function consume(buffer: Buffer, last: boolean): number {
    let at = 0;
    if (!skipping) {
      const whole = buffer.lastIndexOf(NEWLINE) + 1;
      if (whole > 0 && isPlain(buffer.subarray(0, whole))) at = whole;
    }
    while (at < buffer.length) {
      const next = takeRecord(buffer, at, last);
      if (next < 0) break;
      at = next;
    }
    return at;
  }

  /** Whole blocks without quotes or faults go on as they are: nearly all of nearly every file. */
  function isPlain(block: Buffer): boolean {
    if (block.includes(RETURN) || block.includes(0) || block.includes(UNIT_SEPARATOR)) return false;
    if ((quotes && block.includes(QUOTE)) || !isUtf8(block)) return false;
    const count = quotes ? countRecords(block, separator, separators) : countLines(block);
    if (count < 0) return false;
    sink.rows(block, count);
    row += count;
    return true;
  }

  /** @returns where the next record begins; -1 where this one is not whole yet */
  function takeRecord(buffer: Buffer, from: number, last: boolean): number {
    if (skipping) return skipLine(buffer, from, last);
    const found = quotes ? findRecordEnd(buffer, from, separator, last) : findLineEnd(buffer, from, last);
    if (found.end < 0) {
      if (!last && buffer.length - from <= LONGEST_RECORD) return -1;
      // An open quote would swallow what follows: its own line is the bad record, and the next begins after it.
      const line = findLineEnd(buffer, from, last);
      if (line.end >= 0 && line.end - from <= LONGEST_RECORD) {
        refuse('quotes');
        return line.next;
      }
      refuse('too-long');
      skipping = true;
      return skipLine(buffer, from, last);
    }
    const record = buffer.subarray(from, found.end);
    if (record.length > 0) {
      const why = judge(record, found);
      if (why) refuse(why);
      else {
        sink.rows(Buffer.concat([record, lineEnd]), 1);
        row += 1;
      }
    }
    return found.next;
  }

  function skipLine(buffer: Buffer, from: number, last: boolean): number {
    const { end: stop, next } = findLineEnd(buffer, from, last);
    if (stop < 0) return buffer.length;
    skipping = false;
    return next;
  }

  function judge(record: Buffer, { fields, malformed }: Found): BadRow | undefined {
    if (record.length > LONGEST_RECORD) return 'too-long';
    if (!isUtf8(record)) return 'encoding';
    if (record.includes(0) || record.includes(UNIT_SEPARATOR)) return 'character';
    if (malformed) return 'quotes';
    return quotes && fields - 1 !== separators ? 'columns' : undefined;
  }

  function refuse(why: BadRow): void {
    sink.bad(row, why);
    sink.rows(empty, 1);
    row += 1;
  }

  return {
    get row() {
      return row;
    },
    get offset() {
      return offset;
    },
    get midway() {
      return skipping;
    },
    push,
    end,
  };
}

const lineEnd = Buffer.from('\n');

/** @returns the number of lines; -1 where one has another number of separators, is blank or too long */
function countRecords(block: Buffer, separator: number, separators: number): number {
  let count = 0;
  let found = 0;
  let begin = 0;
  for (let at = 0; at < block.length; at++) {
    const byte = block[at];
    if (byte === separator) found += 1;
    else if (byte === NEWLINE) {
      if (found !== separators || at === begin || at - begin > LONGEST_RECORD) return -1;
      found = 0;
      begin = at + 1;
      count += 1;
    }
  }
  return count;
}

function countLines(block: Buffer): number {
  let count = 0;
  for (let begin = 0; begin < block.length; count++) {
    const end = block.indexOf(NEWLINE, begin);
    if (end === begin || end - begin > LONGEST_RECORD) return -1;
    begin = end + 1;
  }
  return count;
}
