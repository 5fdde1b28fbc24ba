import { TranslogError } from './errors.ts';

/** Hashes in a full tile, entries in a full bundle. */
export const TILE_WIDTH = 256;

/** A tile of hashes, or a bundle of entries; `width` 256 is a full one. */
export type TileName =
  | { readonly kind: 'hashes'; readonly level: number; readonly index: number; readonly width: number }
  | { readonly kind: 'entries'; readonly index: number; readonly width: number };

// Five groups beside the last reach 10^18, beyond every safe index; more are refused before any arithmetic.
const PATH = /^tile\/(entries|0|[1-9][0-9]?)\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;
const MAX_LEVEL = 63;
const MAX_ENTRY_BYTES = 0xffff;

/**
 * Path of a tile below the log's prefix: `tile/<L>/<N>[.p/<W>]`, or `tile/entries/<N>[.p/<W>]`.
 * C2SP tlog-tiles, "Merkle Tree" and "Log entries".
 * @throws TranslogError `out_of_range`
 */
export function tilePath(tile: TileName): string {
  const { index, width } = tile;
  const level = tile.kind === 'entries' ? 0 : tile.level;
  if (!isCount(level, 0, MAX_LEVEL) || !isCount(index, 0, Number.MAX_SAFE_INTEGER) || !isCount(width, 1, TILE_WIDTH)) {
    throw new TranslogError('out_of_range', 'a tile has a level of 0-63, an index from 0, and a width of 1-256');
  }
  const suffix = width === TILE_WIDTH ? '' : `.p/${width}`;
  return `tile/${tile.kind === 'entries' ? 'entries' : level}/${groupIndex(index)}${suffix}`;
}

/**
 * The tile a requested path names. Exactly one path names a tile: leading zeros, needless groups, a width of 0 or
 * from 256 on, and indexes beyond 2^53 - 1 are refused, so a path can serve as a cache or file name.
 * @param path without the log's prefix and without a leading slash
 * @throws TranslogError `tile_path`
 */
export function parseTilePath(path: string): TileName {
  const [, row, groups, partial] = PATH.exec(path) ?? [];
  if (row === undefined || groups === undefined) throw new TranslogError('tile_path', 'not the path of a tile');
  const index = Number(groups.replaceAll(/[x/]/g, ''));
  const width = partial === undefined ? TILE_WIDTH : Number(partial);
  const level = row === 'entries' ? 0 : Number(row);
  if (level > MAX_LEVEL || !Number.isSafeInteger(index) || (partial !== undefined && width >= TILE_WIDTH)) {
    throw new TranslogError('tile_path', 'level, index or width of the tile is out of range');
  }
  if (groupIndex(index) !== groups) throw new TranslogError('tile_path', 'the index of the tile has leading zeros');
  return row === 'entries' ? { kind: 'entries', index, width } : { kind: 'hashes', level, index, width };
}

/** Hashes that a tile holds in a tree of `size` entries: 0 (no such tile) to 256. */
export function tileWidth(size: number, level: number, index: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH;
  return Math.min(TILE_WIDTH, Math.max(0, hashes));
}

/**
 * Entries as a bundle: each a big-endian uint16 length and its bytes.
 * @param entries 1 to 256 entries of at most 65,535 bytes
 * @throws TranslogError `bundle_malformed`
 */
export function encodeEntryBundle(entries: readonly Uint8Array[]): Buffer {
  if (!isCount(entries.length, 1, TILE_WIDTH))
    throw new TranslogError('bundle_malformed', 'a bundle has 1-256 entries');
  const bundle = Buffer.allocUnsafeSlow(entries.reduce((bytes, entry) => bytes + 2 + entry.length, 0));
  let at = 0;
  for (const entry of entries) {
    if (entry.length > MAX_ENTRY_BYTES) {
      throw new TranslogError('bundle_malformed', `an entry has at most ${MAX_ENTRY_BYTES} bytes`);
    }
    at = bundle.writeUInt16BE(entry.length, at);
    bundle.set(entry, at);
    at += entry.length;
  }
  return bundle;
}

/**
 * Entries of a bundle, as views on its bytes.
 * @param width entries that the bundle must have
 * @throws TranslogError `bundle_malformed`
 */
export function decodeEntryBundle(bundle: Uint8Array, width: number): Buffer[] {
  const bytes = Buffer.from(bundle.buffer, bundle.byteOffset, bundle.length);
  const entries: Buffer[] = [];
  let at = 0;
  while (entries.length < width) {
    const start = at + 2;
    const end = start <= bytes.length ? start + bytes.readUInt16BE(at) : Number.POSITIVE_INFINITY;
    if (end > bytes.length) throw new TranslogError('bundle_malformed', `the bundle ends in entry ${entries.length}`);
    entries.push(bytes.subarray(start, end));
    at = end;
  }
  if (at !== bytes.length) throw new TranslogError('bundle_malformed', `the bundle has more than ${width} entries`);
  return entries;
}

function groupIndex(index: number): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  return padded.replaceAll(/[0-9]{3}(?=[0-9])/g, 'x$&/');
}

function isCount(value: number, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= most;
}
