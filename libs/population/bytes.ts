const hexadecimal = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
/** Days between 1970-01-01 and 2000-01-01, from which PostgreSQL counts. */
const postgresDays = 10_957;
const encoder = new TextEncoder();

/**
 * A buffer that grows and is written byte by byte: JSON text and PostgreSQL's binary COPY rows. Written by hand because
 * the records are most of the work: strings would be built, flattened and encoded once more. The memory is shared between
 * threads: handing it over instead makes each receiver's garbage collector run for it.
 */
export class ByteWriter {
  bytes: Uint8Array<SharedArrayBuffer>;
  #view: DataView;
  at = 0;

  constructor(capacity: number) {
    this.bytes = new Uint8Array(new SharedArrayBuffer(capacity));
    this.#view = new DataView(this.bytes.buffer);
  }

  /** Makes room for `count` more bytes; the writing functions below do not look. */
  reserve(count: number): void {
    if (this.at + count <= this.bytes.length) return;
    const grown = new Uint8Array(new SharedArrayBuffer(Math.max(this.bytes.length * 2, this.at + count)));
    grown.set(this.bytes.subarray(0, this.at));
    this.bytes = grown;
    this.#view = new DataView(grown.buffer);
  }

  /**
   * What was written; the writer goes on in another buffer.
   * @param spare memory of an earlier taking that nobody reads any more
   */
  take(spare?: SharedArrayBuffer): Uint8Array<SharedArrayBuffer> {
    const taken = this.bytes.subarray(0, this.at);
    this.bytes = new Uint8Array(spare ?? new SharedArrayBuffer(this.bytes.length));
    this.#view = new DataView(this.bytes.buffer);
    this.at = 0;
    return taken;
  }

  byte(value: number): void {
    this.bytes[this.at++] = value;
  }

  int16(value: number): void {
    this.#view.setInt16(this.at, value);
    this.at += 2;
  }

  int32(value: number): void {
    this.#view.setInt32(this.at, value);
    this.at += 4;
  }

  /** Text of ASCII only. */
  ascii(text: string): void {
    const bytes = this.bytes;
    let at = this.at;
    for (let index = 0; index < text.length; index++) bytes[at++] = text.charCodeAt(index);
    this.at = at;
  }

  raw(source: Uint8Array): void {
    const bytes = this.bytes;
    const length = source.length;
    let at = this.at;
    for (let index = 0; index < length; index++) bytes[at++] = source[index]!;
    this.at = at;
  }

  /** A span of another writer's bytes. */
  copy(source: ByteWriter, from: number, to: number): void {
    this.bytes.set(source.bytes.subarray(from, to), this.at);
    this.at += to - from;
  }

  /** A whole number, as many digits as it has. */
  number(value: number): void {
    let digits = 1;
    for (let limit = 10; limit <= value; limit *= 10) digits++;
    this.digits(value, digits);
  }

  /** A whole number filled with zeros on the left to `count` digits. */
  digits(value: number, count: number): void {
    let rest = value;
    for (let position = this.at + count - 1; position >= this.at; position--) {
      const next = Math.floor(rest / 10);
      this.bytes[position] = 0x30 + rest - next * 10;
      rest = next;
    }
    this.at += count;
  }

  /** Four big-endian words as 16 bytes. */
  uuid(ids: Uint32Array, index: number): void {
    const view = this.#view;
    const word = index * 4;
    for (let part = 0; part < 4; part++) view.setUint32(this.at + part * 4, ids[word + part]!);
    this.at += 16;
  }

  /** Four words as the 36 characters of a UUID. */
  uuidText(ids: Uint32Array, index: number): void {
    const bytes = this.bytes;
    let at = this.at;
    for (let half = 0; half < 8; half++) {
      const word = ids[index * 4 + (half >>> 1)]! >>> ((half & 1) === 0 ? 16 : 0);
      if (half > 1 && half < 6) bytes[at++] = 0x2d;
      bytes[at++] = hexadecimal[(word >>> 12) & 15]!;
      bytes[at++] = hexadecimal[(word >>> 8) & 15]!;
      bytes[at++] = hexadecimal[(word >>> 4) & 15]!;
      bytes[at++] = hexadecimal[word & 15]!;
    }
    this.at = at;
  }

  /** Opens a COPY field of a length not known yet. @returns what `endField` wants. */
  beginField(): number {
    this.at += 4;
    return this.at;
  }

  endField(start: number): void {
    this.#view.setInt32(start - 4, this.at - start);
  }

  nullField(): void {
    this.int32(-1);
  }

  uuidField(ids: Uint32Array, index: number): void {
    this.int32(16);
    this.uuid(ids, index);
  }

  rawField(source: Uint8Array): void {
    this.int32(source.length);
    this.raw(source);
  }

  asciiField(text: string): void {
    this.int32(text.length);
    this.ascii(text);
  }

  charField(code: number): void {
    this.int32(1);
    this.byte(code);
  }

  int32Field(value: number): void {
    this.int32(4);
    this.int32(value);
  }

  /** @param day since 1970-01-01 */
  dateField(day: number): void {
    this.int32(4);
    this.int32(day - postgresDays);
  }

  /** @param day since 1970-01-01 @param second of that day, UTC */
  timeField(day: number, second: number): void {
    const microseconds = ((day - postgresDays) * 86_400 + second) * 1_000_000;
    const high = Math.floor(microseconds / 0x1_0000_0000);
    this.int32(8);
    this.int32(high);
    this.int32((microseconds - high * 0x1_0000_0000) | 0);
  }
}

/** Bytes that go into JSON and into a database as they are. @throws RangeError for text that JSON would escape */
export function encode(text: string): Uint8Array {
  if (JSON.stringify(text).length !== text.length + 2) throw new RangeError(`text that needs escaping: ${text}`);
  return encoder.encode(text);
}
