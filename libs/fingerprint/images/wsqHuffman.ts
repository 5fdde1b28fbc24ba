import type { ByteReader } from '../bytes.ts';
import { FingerprintError } from '../errors.ts';

/** Canonical Huffman codes of 1 to 16 bits, as JPEG has them. */
export interface Huffman {
  /** For each length: the first code, the code after the last, and where its symbols begin. */
  readonly first: Int32Array;
  readonly end: Int32Array;
  readonly start: Int32Array;
  readonly symbols: Uint8Array;
}

const LONGEST = 16;

/** Reads 16 counts and the symbols. */
export function createHuffman(reader: ByteReader): Huffman {
  const counts = reader.take(LONGEST);
  const first = new Int32Array(LONGEST + 1);
  const end = new Int32Array(LONGEST + 1);
  const start = new Int32Array(LONGEST + 1);
  let code = 0;
  let symbols = 0;
  for (let length = 1; length <= LONGEST; length++) {
    const count = counts[length - 1]!;
    first[length] = code;
    start[length] = symbols;
    code += count;
    end[length] = code;
    symbols += count;
    if (code > 1 << length)
      throw new FingerprintError('image-broken', `WSQ: more codes of ${length} bits than there are`);
    code *= 2;
  }
  if (symbols > 256) throw new FingerprintError('image-broken', `WSQ: ${symbols} Huffman symbols`);
  return { first, end, start, symbols: reader.take(symbols) };
}

export interface Sink {
  /** How many coefficients the image still wants. */
  readonly room: number;
  zeros(count: number): void;
  value(index: number): void;
}

/** Symbols that are no coefficient: a longer number or run follows in so many bits. */
const LONG = { positive8: 101, negative8: 102, positive16: 103, negative16: 104, zeros8: 105, zeros16: 106 } as const;
const LAST_RUN = 100;
const ZERO_VALUE = 180;

/** Decodes one block up to the next marker, and says where that is. Never gives more coefficients than there is room for. */
export function decodeBlock(bytes: Uint8Array, from: number, huffman: Huffman, sink: Sink): number {
  const bits = createBits(bytes, from);
  let left = sink.room;
  const claim = (count: number): void => {
    left -= count;
    if (left < 0) throw new FingerprintError('image-broken', 'WSQ: more coefficients than pixels');
  };
  const run = (count: number): void => {
    claim(count);
    sink.zeros(count);
  };
  const single = (value: number): void => {
    claim(1);
    sink.value(value);
  };
  while (left > 0) {
    const symbol = readSymbol(bits, huffman);
    if (symbol === undefined) break;
    if (symbol >= 1 && symbol <= LAST_RUN) run(symbol);
    else if (symbol > LONG.zeros16 && symbol < 255) single(symbol - ZERO_VALUE);
    else if (symbol === LONG.positive8) single(bits.read(8));
    else if (symbol === LONG.negative8) single(-bits.read(8));
    else if (symbol === LONG.positive16) single(bits.read(16));
    else if (symbol === LONG.negative16) single(-bits.read(16));
    else if (symbol === LONG.zeros8) run(bits.read(8));
    else if (symbol === LONG.zeros16) run(bits.read(16));
    else throw new FingerprintError('image-broken', `WSQ: no symbol ${symbol}`);
  }
  return bits.marker();
}

/** `undefined` where the block ends: it is filled up with ones, which are no code's whole. */
function readSymbol(bits: Bits, { first, end, start, symbols }: Huffman): number | undefined {
  let code = 0;
  for (let length = 1; length <= LONGEST; length++) {
    const bit = bits.next();
    if (bit === undefined) return undefined;
    code = 2 * code + bit;
    if (code < end[length]! && code >= first[length]!) return symbols[start[length]! + code - first[length]!];
  }
  throw new FingerprintError('image-broken', 'WSQ: bits that are no code');
}

interface Bits {
  /** `undefined` at a marker or the end. */
  next(): number | undefined;
  read(count: number): number;
  /** Where the marker after this block is. */
  marker(): number;
}

function createBits(bytes: Uint8Array, from: number): Bits {
  let at = from;
  let byte = 0;
  let left = 0;
  const next = (): number | undefined => {
    if (left === 0) {
      if (at >= bytes.length) return undefined;
      byte = bytes[at]!;
      if (byte === 0xff) {
        // A zero is stuffed behind each 255 of the data; anything else there is a marker.
        if (bytes[at + 1] !== 0) return undefined;
        at++;
      }
      at++;
      left = 8;
    }
    left--;
    return (byte >> left) & 1;
  };
  return {
    next,
    read(count) {
      let value = 0;
      for (let index = 0; index < count; index++) {
        const bit = next();
        if (bit === undefined) throw new FingerprintError('image-broken', 'WSQ: ends within a number');
        value = 2 * value + bit;
      }
      return value;
    },
    marker() {
      while (at < bytes.length && !(bytes[at] === 0xff && bytes[at + 1] !== 0)) at++;
      return at;
    },
  };
}
