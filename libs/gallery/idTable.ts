import { GalleryError } from './errors.ts';

/** Tables apart, so that none is large when it grows: nobody waits for millions that move. */
const TABLES = 256;
const FIRST_SLOTS = 8;
const KEY = 4;
const VALUE = 2;

/** An id as text, or its 16 bytes. */
export type AnyId = string | Uint8Array;

interface Table {
  /** Four words a slot. */
  keys: Uint32Array;
  /** Two words a slot, the first of them one more than it means: 0 is a free slot. */
  values: Uint32Array;
  count: number;
}

/** The key that is looked for: filled by `read`, used at once. */
const key = new Uint32Array(KEY);

/**
 * UUIDs with two numbers each, in typed arrays: 24 bytes a slot of which about half are taken, and nothing that the garbage
 * collector must walk through. A `Map` ends at 16.7 million.
 */
export class IdTable {
  readonly #tables: (Table | undefined)[] = new Array(TABLES).fill(undefined);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get bytes(): number {
    return this.#tables.reduce((sum, table) => sum + (table ? table.keys.byteLength + table.values.byteLength : 0), 0);
  }

  /** @throws GalleryError id-wrong */
  has(id: AnyId): boolean {
    return this.get(id) !== undefined;
  }

  /** @throws GalleryError id-wrong */
  get(id: AnyId): readonly [first: number, second: number] | undefined {
    const hash = read(id);
    const table = this.#tables[hash >>> 24];
    const slot = table ? find(table, hash) : -1;
    return slot < 0 ? undefined : [table!.values[VALUE * slot]! - 1, table!.values[VALUE * slot + 1]!];
  }

  /** @param first up to 2^32 - 2 @param second up to 2^32 - 1 @throws GalleryError id-wrong */
  set(id: AnyId, first: number, second: number): void {
    const hash = read(id);
    let table = this.#tables[hash >>> 24];
    if (!table) table = this.#tables[hash >>> 24] = take(FIRST_SLOTS);
    let slot = find(table, hash);
    if (slot < 0) {
      if ((table.count + 1) * 4 > slotsOf(table) * 3) {
        const wanted = key.slice();
        table = this.#tables[hash >>> 24] = grow(table);
        key.set(wanted);
      }
      slot = claim(table, hash);
      this.#size++;
    }
    table.values[VALUE * slot] = first + 1;
    table.values[VALUE * slot + 1] = second;
  }

  /** @returns false where it was not there @throws GalleryError id-wrong */
  delete(id: AnyId): boolean {
    const hash = read(id);
    const table = this.#tables[hash >>> 24];
    const slot = table ? find(table, hash) : -1;
    if (slot < 0) return false;
    free(table!, slot);
    this.#size--;
    return true;
  }

  /** In no order. What comes or goes meanwhile may be there or not. */
  *ids(): Generator<string> {
    for (const table of this.#tables) {
      if (!table) continue;
      // Deletions move entries within the table: what is there now is what is told.
      const keys = table.keys.slice();
      const values = table.values.slice();
      for (let slot = 0; slot < keys.length / KEY; slot++) if (values[VALUE * slot] !== 0) yield format(keys, slot);
    }
  }
}

const slotsOf = ({ values }: Table) => values.length / VALUE;

function take(slots: number): Table {
  return { keys: new Uint32Array(KEY * slots), values: new Uint32Array(VALUE * slots), count: 0 };
}

/** Fills `key`. @returns its hash @throws GalleryError id-wrong */
function read(id: AnyId): number {
  if (typeof id === 'string') parse(id);
  else for (let word = 0; word < KEY; word++) key[word] = wordAt(id, 4 * word);
  return hashOf(key, 0);
}

const wordAt = (bytes: Uint8Array, at: number) =>
  ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;

/** Places of a UUID's 32 digits. */
const DIGITS = [...'00000000-0000-0000-0000-000000000000'].flatMap((sign, at) => (sign === '-' ? [] : [at]));
const LENGTH = 36;

function parse(id: string): void {
  let wrong = id.length !== LENGTH ? 1 : 0;
  for (const at of [8, 13, 18, 23]) if (id.charCodeAt(at) !== 45) wrong = 1;
  for (let word = 0; word < KEY; word++) {
    let value = 0;
    for (let digit = 8 * word; digit < 8 * word + 8; digit++) {
      const code = id.charCodeAt(DIGITS[digit]!);
      const isNumeral = code >= 48 && code <= 57;
      if (!isNumeral && !(code >= 97 && code <= 102)) wrong = 1;
      value = (value << 4) | (isNumeral ? code - 48 : code - 87);
    }
    key[word] = value;
  }
  if (wrong !== 0) throw new GalleryError('id-wrong', 'an id is a UUID in small letters');
}

function format(keys: Uint32Array, slot: number): string {
  let text = '';
  for (let word = 0; word < KEY; word++) text += keys[KEY * slot + word]!.toString(16).padStart(8, '0');
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
}

/** Ids that count up spread as random ones do (the finaliser of MurmurHash3). */
function hashOf(keys: Uint32Array, slot: number): number {
  let hash = 0;
  for (let word = 0; word < KEY; word++) {
    hash = Math.imul(hash ^ keys[KEY * slot + word]!, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return hash >>> 0;
}

function holds({ keys }: Table, slot: number): boolean {
  const at = KEY * slot;
  return keys[at] === key[0] && keys[at + 1] === key[1] && keys[at + 2] === key[2] && keys[at + 3] === key[3];
}

/** The slot of `key`, or -1. */
function find(table: Table, hash: number): number {
  const mask = slotsOf(table) - 1;
  for (let slot = hash & mask; table.values[VALUE * slot] !== 0; slot = (slot + 1) & mask)
    if (holds(table, slot)) return slot;
  return -1;
}

/** A free slot, given to `key`. */
function claim(table: Table, hash: number): number {
  const mask = slotsOf(table) - 1;
  let slot = hash & mask;
  while (table.values[VALUE * slot] !== 0) slot = (slot + 1) & mask;
  table.keys.set(key, KEY * slot);
  table.count++;
  return slot;
}

function grow(table: Table): Table {
  const larger = take(2 * slotsOf(table));
  for (let slot = 0; slot < slotsOf(table); slot++) if (table.values[VALUE * slot] !== 0) move(table, slot, larger);
  return larger;
}

function move(table: Table, slot: number, to: Table): void {
  key.set(table.keys.subarray(KEY * slot, KEY * slot + KEY));
  const place = claim(to, hashOf(key, 0));
  to.values.set(table.values.subarray(VALUE * slot, VALUE * slot + VALUE), VALUE * place);
}

/** Frees a slot and moves up whatever was pushed on by it, so that no search ends before it. */
function free(table: Table, slot: number): void {
  const { keys, values } = table;
  const mask = slotsOf(table) - 1;
  let hole = slot;
  for (let at = (hole + 1) & mask; values[VALUE * at] !== 0; at = (at + 1) & mask) {
    const home = hashOf(keys, at) & mask;
    if (((at - home) & mask) < ((at - hole) & mask)) continue;
    keys.copyWithin(KEY * hole, KEY * at, KEY * at + KEY);
    values.copyWithin(VALUE * hole, VALUE * at, VALUE * at + VALUE);
    hole = at;
  }
  values[VALUE * hole] = 0;
  table.count--;
}
