const NEWLINE = 0x0a;
const RETURN = 0x0d;
const QUOTE = 0x22;

/** Where a record ends. */
export interface Found {
  /** Where the record's bytes end; -1 where the end is not there yet. */
  end: number;
  /** Where the next record begins. */
  next: number;
  fields: number;
  /** A quote inside an unquoted value, or text behind a closing quote. */
  malformed: boolean;
}

const unfinished: Found = { end: -1, next: -1, fields: 0, malformed: false };

/** The end of the line, whatever stands in it. @param last nothing follows the buffer */
export function findLineEnd(buffer: Buffer, from: number, last: boolean): Found {
  for (let at = from; at < buffer.length; at++) {
    const byte = buffer[at];
    if (byte === NEWLINE || byte === RETURN) return endAt(buffer, at, last, 1, false);
  }
  return last ? { end: buffer.length, next: buffer.length, fields: 1, malformed: false } : unfinished;
}

/** A `\r` that is the last byte so far may be half of `\r\n`. */
function endAt(buffer: Buffer, at: number, last: boolean, fields: number, malformed: boolean): Found {
  if (buffer[at] !== RETURN) return { end: at, next: at + 1, fields, malformed };
  if (at + 1 === buffer.length && !last) return unfinished;
  return { end: at, next: buffer[at + 1] === NEWLINE ? at + 2 : at + 1, fields, malformed };
}

/** The end of a record of delimited values, following its quotes. @param separator its byte @param last nothing follows the buffer */
export function findRecordEnd(buffer: Buffer, from: number, separator: number, last: boolean): Found {
  let fields = 1;
  let malformed = false;
  let opening = true;
  for (let at = from; at < buffer.length; at++) {
    const byte = buffer[at];
    if (byte === QUOTE && opening) {
      const close = findClose(buffer, at + 1, last);
      if (close < 0) return unfinished;
      at = close;
      opening = false;
      const after = buffer[close + 1];
      if (after !== undefined && after !== separator && after !== NEWLINE && after !== RETURN) malformed = true;
    } else if (byte === separator) {
      fields += 1;
      opening = true;
    } else if (byte === NEWLINE || byte === RETURN) {
      return endAt(buffer, at, last, fields, malformed);
    } else {
      if (byte === QUOTE) malformed = true;
      opening = false;
    }
  }
  return last ? { end: buffer.length, next: buffer.length, fields, malformed } : unfinished;
}

/** The quote that closes a value; a doubled one stands for itself. */
function findClose(buffer: Buffer, from: number, last: boolean): number {
  for (let at = buffer.indexOf(QUOTE, from); at >= 0; at = buffer.indexOf(QUOTE, at + 2)) {
    if (buffer[at + 1] !== QUOTE) return at + 1 < buffer.length || last ? at : -1;
  }
  return -1;
}
