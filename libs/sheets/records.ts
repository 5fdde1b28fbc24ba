import { findLineEnd, findRecordEnd } from '#libs/delimited';
import type { Encoding } from '#libs/legacytext';
import type { Place, RandomAccess } from './sheet.ts';
import { readRange } from './source.ts';

/** A longer record is none: somebody forgot to close a quote, or sends another kind of file. */
export const LONGEST_RECORD = 1 << 20;
/** Kept of a record that is too long, so that its sender recognises it. */
const KEPT_OF_LONG = 4096;
const MOST_ROWS = 1000;

/** A record's bytes as they stand (UTF-16 as UTF-8), blank ones left out. */
export interface TextRecord extends Place {
  readonly bytes: Buffer;
  /** Its quotes were not well set, on one line. */
  readonly malformed: boolean;
  readonly fault?: 'quotes' | 'too-long';
}

export interface RecordBlock {
  readonly records: readonly TextRecord[];
  readonly next: Place;
}

/** How records are cut: by lines where there is no separator. */
export interface Cutting {
  readonly encoding: Encoding;
  readonly separator?: string | undefined;
}

/** Cuts a text file into records, from a place at which a record begins. Memory does not grow with file or record. */
export async function* readRecords(
  source: RandomAccess,
  { encoding, separator }: Cutting,
  from: Place,
): AsyncGenerator<RecordBlock, void, undefined> {
  const chunks = readChunks(source, encoding, from.offset);
  const measure = isWide(encoding) ? measureWide : (bytes: Buffer) => bytes.length;
  const code = separator?.charCodeAt(0);
  let { row, offset } = from;
  let records: TextRecord[] = [];
  let buffer: Buffer = Buffer.alloc(0);
  let skipping = false;

  function add(bytes: Buffer, length: Buffer, malformed: boolean, fault?: 'quotes' | 'too-long'): void {
    if (bytes.length > 0) records.push({ row, offset, bytes, malformed, ...(fault && { fault }) });
    row += 1;
    offset += measure(length);
  }

  /** @returns where the next record begins; -1 where this one is not whole yet */
  function take(at: number, last: boolean): number {
    const found = code === undefined ? findLineEnd(buffer, at, last) : findRecordEnd(buffer, at, code, last);
    const tooLong = (found.end < 0 ? buffer.length : found.end) - at > LONGEST_RECORD;
    if (found.end < 0 && !last && !tooLong) return -1;
    const isBroken = found.end >= 0 && found.malformed && hasLineEnd(buffer, at, found.end);
    if (found.end >= 0 && !tooLong && !isBroken) {
      add(buffer.subarray(at, found.end), buffer.subarray(at, found.next), found.malformed);
      return found.next;
    }
    // An open quote would swallow what follows: its own line is the bad record, and the next begins after it.
    const line = findLineEnd(buffer, at, last);
    if (line.end >= 0 && line.end - at <= LONGEST_RECORD) {
      add(buffer.subarray(at, line.end), buffer.subarray(at, line.next), true, 'quotes');
      return line.next;
    }
    add(Buffer.from(buffer.subarray(at, at + KEPT_OF_LONG)), Buffer.alloc(0), false, 'too-long');
    skipping = true;
    return at;
  }

  function skip(at: number, last: boolean): number {
    const line = findLineEnd(buffer, at, last);
    // A `\r` that ends the buffer may be half of an end of line.
    const next = line.end >= 0 ? line.next : buffer.at(-1) === 0x0d ? buffer.length - 1 : buffer.length;
    skipping = line.end < 0;
    offset += measure(buffer.subarray(at, next));
    return next;
  }

  for (let last = false; !last; ) {
    const chunk = await chunks.next();
    last = chunk.done === true;
    if (!last) buffer = buffer.length === 0 ? chunk.value! : Buffer.concat([buffer, chunk.value!]);
    let at = 0;
    while (at < buffer.length) {
      const next = skipping ? skip(at, last) : take(at, last);
      if (next < 0) break;
      at = next;
      if (skipping && at === buffer.length) break;
      if (records.length >= MOST_ROWS && !skipping) {
        yield { records, next: { row, offset } };
        records = [];
      }
    }
    buffer = buffer.subarray(at);
  }
  if (records.length > 0) yield { records, next: { row, offset: Math.min(offset, source.size) } };
}

/** The file's bytes in pieces; UTF-16 comes as UTF-8, so that quotes and ends of lines are single bytes everywhere. */
async function* readChunks(source: RandomAccess, encoding: Encoding, from: number): AsyncGenerator<Buffer> {
  const decoder = isWide(encoding) ? new TextDecoder(encoding, { ignoreBOM: true }) : undefined;
  for await (const bytes of readRange(source, from, source.size))
    yield decoder
      ? Buffer.from(decoder.decode(bytes, { stream: true }))
      : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const rest = decoder?.decode();
  if (rest) yield Buffer.from(rest);
}

export const isWide = (encoding: Encoding) => encoding === 'utf-16le' || encoding === 'utf-16be';
const measureWide = (bytes: Buffer) => bytes.toString().length * 2;

function hasLineEnd(buffer: Buffer, from: number, to: number): boolean {
  const record = buffer.subarray(from, to);
  return record.includes(0x0a) || record.includes(0x0d);
}
