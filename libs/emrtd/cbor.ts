import { concat, fromInteger, isSame, toInteger, utf8 } from './bytes.ts';
import { EmrtdError } from './errors.ts';

/** The part of CBOR (RFC 8949) that signed codes use. Maps have integer or text keys. */
export type Cbor = number | bigint | string | boolean | null | Uint8Array | Cbor[] | CborMap | CborTag;
export type CborMap = Map<number | string, Cbor>;
export interface CborTag {
  tag: number;
  value: Cbor;
}

const MAJOR = { unsigned: 0, negative: 1, bytes: 2, text: 3, array: 4, map: 5, tag: 6, simple: 7 } as const;

function writeHead(major: number, value: bigint | number): Uint8Array {
  const number = BigInt(value);
  if (number < 24n) return Uint8Array.of((major << 5) | Number(number));
  const size = number < 0x100n ? 0 : number < 0x10000n ? 1 : number < 0x100000000n ? 2 : 3;
  return concat(Uint8Array.of((major << 5) | (24 + size)), fromInteger(number, 2 ** size));
}

/** Deterministic: the shortest heads, maps sorted by their encoded keys (RFC 8949, 4.2.1). */
export function encodeCbor(value: Cbor): Uint8Array {
  if (value === null) return Uint8Array.of(0xf6);
  if (typeof value === 'boolean') return Uint8Array.of(value ? 0xf5 : 0xf4);
  if (typeof value === 'number' || typeof value === 'bigint') {
    const number = BigInt(value);
    return number >= 0n ? writeHead(MAJOR.unsigned, number) : writeHead(MAJOR.negative, -1n - number);
  }
  if (typeof value === 'string') return concat(writeHead(MAJOR.text, utf8(value).length), utf8(value));
  if (value instanceof Uint8Array) return concat(writeHead(MAJOR.bytes, value.length), value);
  if (Array.isArray(value)) return concat(writeHead(MAJOR.array, value.length), ...value.map(encodeCbor));
  if (!(value instanceof Map)) return concat(writeHead(MAJOR.tag, value.tag), encodeCbor(value.value));
  const pairs = [...value].map(([key, item]) => [encodeCbor(key), encodeCbor(item)] as const);
  pairs.sort(([left], [right]) => Buffer.compare(left, right));
  return concat(writeHead(MAJOR.map, pairs.length), ...pairs.flat());
}

const refuse = (message: string) => new EmrtdError('code-malformed', `CBOR: ${message}`);

class Decoder {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isDone(): boolean {
    return this.#at === this.#bytes.length;
  }

  #take(length: number): Uint8Array {
    if (length > this.#bytes.length - this.#at) throw refuse('it ends too early');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  #head(): { major: number; info: number; value: bigint } {
    const first = this.#take(1)[0]!;
    const info = first & 0x1f;
    if (info < 24) return { major: first >> 5, info, value: BigInt(info) };
    if (info > 27) throw refuse('indefinite lengths are refused');
    return { major: first >> 5, info, value: toInteger(this.#take(2 ** (info - 24))) };
  }

  #count(value: bigint): number {
    // Every item has a byte at least: what announces more than is left lies.
    if (value > BigInt(this.#bytes.length - this.#at)) throw refuse('more is announced than is there');
    return Number(value);
  }

  read(depth: number): Cbor {
    if (depth === 0) throw refuse('nested too deeply');
    const { major, info, value } = this.#head();
    switch (major) {
      case MAJOR.unsigned:
        return value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
      case MAJOR.negative:
        return value < Number.MAX_SAFE_INTEGER ? -1 - Number(value) : -1n - value;
      case MAJOR.bytes:
        return this.#take(this.#count(value));
      case MAJOR.text:
        return this.#text(this.#count(value));
      case MAJOR.array:
        return Array.from({ length: this.#count(value) }, () => this.read(depth - 1));
      case MAJOR.map:
        return this.#map(this.#count(value), depth);
      case MAJOR.tag:
        return { tag: Number(value), value: this.read(depth - 1) };
      default:
        if (info === 20 || info === 21) return info === 21;
        if (info === 22) return null;
        throw refuse('a simple value or float that codes do not use');
    }
  }

  #text(length: number): string {
    const bytes = this.#take(length);
    const text = Buffer.from(bytes).toString('utf8');
    if (!isSame(utf8(text), bytes)) throw refuse('a text that is not UTF-8');
    return text;
  }

  #map(count: number, depth: number): CborMap {
    const map: CborMap = new Map();
    for (let index = 0; index < count; index++) {
      const key = this.read(depth - 1);
      if (typeof key !== 'number' && typeof key !== 'string') throw refuse('a key that is neither number nor text');
      // One key twice is how a verifier and a reader are made to see different values.
      if (map.has(key)) throw refuse('a key is there twice');
      map.set(key, this.read(depth - 1));
    }
    return map;
  }
}

/** Exactly one item. @throws {EmrtdError} code-malformed */
export function decodeCbor(bytes: Uint8Array): Cbor {
  const decoder = new Decoder(bytes);
  const value = decoder.read(16);
  if (!decoder.isDone) throw refuse('bytes after the item');
  return value;
}
