import { concat, hex } from './bytes.ts';
import { EmrtdError } from './errors.ts';

/** One data object: its tag with all its bytes as one number (0x7F61), its content, and what it was read from. */
export interface Tlv {
  tag: number;
  constructed: boolean;
  value: Uint8Array;
  raw: Uint8Array;
}

/** `ber`, as cards answer, allows lengths that are longer than needed; `der` is what is signed and allows none. */
export type TlvRules = 'ber' | 'der';

const CONSTRUCTED = 0x20;

/** @throws {EmrtdError} tlv-truncated, tlv-tag */
export function readTag(bytes: Uint8Array, start: number): { tag: number; next: number } {
  const first = bytes[start];
  if (first === undefined) throw new EmrtdError('tlv-truncated', 'the tag is missing');
  if ((first & 0x1f) !== 0x1f) return { tag: first, next: start + 1 };
  let tag = first;
  for (let next = start + 1; next <= start + 3; next++) {
    const byte = bytes[next];
    if (byte === undefined) throw new EmrtdError('tlv-truncated', 'the tag ends before its last byte');
    if (next === start + 1 && byte === 0x80) throw new EmrtdError('tlv-tag', 'the tag number begins with zero');
    tag = tag * 256 + byte;
    if (byte < 0x80) return { tag, next: next + 1 };
  }
  throw new EmrtdError('tlv-tag', 'the tag has more than four bytes');
}

/** @throws {EmrtdError} tlv-truncated, tlv-indefinite, tlv-length, tlv-not-minimal */
function readLength(bytes: Uint8Array, start: number, rules: TlvRules): { length: number; next: number } {
  const first = bytes[start];
  if (first === undefined) throw new EmrtdError('tlv-truncated', 'the length is missing');
  if (first < 0x80) return { length: first, next: start + 1 };
  if (first === 0x80) throw new EmrtdError('tlv-indefinite', 'indefinite lengths are refused');
  const count = first & 0x7f;
  if (count > 4) throw new EmrtdError('tlv-length', `a length of ${count} bytes`);
  let length = 0;
  for (let index = 1; index <= count; index++) {
    const byte = bytes[start + index];
    if (byte === undefined) throw new EmrtdError('tlv-truncated', 'the length ends before its last byte');
    length = length * 256 + byte;
  }
  if (rules === 'der' && (length < 0x80 || length < 256 ** (count - 1)))
    throw new EmrtdError('tlv-not-minimal', 'the length has more bytes than it needs');
  return { length, next: start + 1 + count };
}

/**
 * The data object that begins at `start`; what follows it is not looked at. Nothing is copied: `value` and `raw` are views.
 *
 * @throws {EmrtdError} tlv-*
 */
export function readTlvAt(bytes: Uint8Array, start = 0, rules: TlvRules = 'ber'): Tlv {
  const { tag, next } = readTag(bytes, start);
  const { length, next: begin } = readLength(bytes, next, rules);
  const end = begin + length;
  if (end > bytes.length)
    throw new EmrtdError('tlv-truncated', `${length} bytes announced, ${bytes.length - begin} are there`);
  const leading = bytes[start]!;
  return {
    tag,
    constructed: (leading & CONSTRUCTED) !== 0,
    value: bytes.subarray(begin, end),
    raw: bytes.subarray(start, end),
  };
}

/** Exactly one data object. @throws {EmrtdError} tlv-*, tlv-trailing */
export function readTlv(bytes: Uint8Array, rules: TlvRules = 'ber'): Tlv {
  const found = readTlvAt(bytes, 0, rules);
  if (found.raw.length !== bytes.length)
    throw new EmrtdError('tlv-trailing', `${bytes.length - found.raw.length} bytes after the data object`);
  return found;
}

/** One after another to the end. @throws {EmrtdError} tlv-* */
export function readTlvs(bytes: Uint8Array, rules: TlvRules = 'ber'): Tlv[] {
  const found: Tlv[] = [];
  for (let start = 0; start < bytes.length; start += found.at(-1)!.raw.length)
    found.push(readTlvAt(bytes, start, rules));
  return found;
}

/** How many bytes the object has that begins here, from its first bytes alone: what a reader asks of a file. */
export function measureTlv(head: Uint8Array): number {
  const { next } = readTag(head, 0);
  const { length, next: begin } = readLength(head, next, 'ber');
  return begin + length;
}

export interface TlvNode extends Tlv {
  children: TlvNode[];
}

/**
 * The whole tree, for showing; readers of files walk their known structure instead.
 *
 * @throws {EmrtdError} tlv-*, tlv-depth
 */
export function readTlvTree(bytes: Uint8Array, depth = 32): TlvNode[] {
  if (depth === 0) throw new EmrtdError('tlv-depth', 'data objects are nested too deeply');
  return readTlvs(bytes).map((tlv) => ({ ...tlv, children: tlv.constructed ? readTlvTree(tlv.value, depth - 1) : [] }));
}

function writeTag(tag: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = tag; rest > 0 || bytes.length === 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Uint8Array.from(bytes);
}

function writeLength(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Uint8Array.of(0x80 | bytes.length, ...bytes);
}

/** A data object in DER: the shortest length. */
export function writeTlv(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return concat(writeTag(tag), writeLength(length), ...parts);
}

/** Reads a sequence of known objects in their order. */
export class TlvCursor {
  readonly #rules: TlvRules;
  #rest: Uint8Array;

  constructor(bytes: Uint8Array, rules: TlvRules = 'ber') {
    this.#rest = bytes;
    this.#rules = rules;
  }

  get isDone(): boolean {
    return this.#rest.length === 0;
  }

  /** The tag of what comes next; undefined at the end. */
  get peek(): number | undefined {
    return this.isDone ? undefined : readTag(this.#rest, 0).tag;
  }

  /** @throws {EmrtdError} tlv-*; tlv-tag where it is another object than the `tag` expected */
  next(tag?: number): Tlv {
    const found = readTlvAt(this.#rest, 0, this.#rules);
    if (tag !== undefined && found.tag !== tag)
      throw new EmrtdError('tlv-tag', `expected ${tag.toString(16)}, found ${hex(writeTag(found.tag))}`);
    this.#rest = this.#rest.subarray(found.raw.length);
    return found;
  }

  optional(tag: number): Tlv | undefined {
    return this.peek === tag ? this.next(tag) : undefined;
  }

  /** A cursor inside the next object. */
  enter(tag: number): TlvCursor {
    return new TlvCursor(this.next(tag).value, this.#rules);
  }

  /** @throws {EmrtdError} tlv-trailing */
  end(): void {
    if (!this.isDone) throw new EmrtdError('tlv-trailing', `${this.#rest.length} bytes too many`);
  }
}
