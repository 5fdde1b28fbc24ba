import { TranslogError } from './errors.ts';
import { foldPerfect, HASH_BYTES, nodeHash } from './hash.ts';
import { TILE_WIDTH, tileWidth } from './tiles.ts';

/**
 * Reads a stored tile of hashes. `width` is what the tree needs; a fuller version of the same tile may be returned.
 * `undefined` says that the store has no such tile.
 */
export type ReadTile = (
  level: number,
  index: number,
  width: number,
) => Uint8Array | undefined | Promise<Uint8Array | undefined>;

/** Entries from `start` up to, not including, `end`. */
export interface EntryRange {
  readonly start: number;
  readonly end: number;
}

/**
 * One tile's hashes, cut to the width that a tree of `size` entries has of it.
 * @throws TranslogError `tile_missing`, `tile_malformed`
 */
export async function fetchTile(size: number, level: number, index: number, readTile: ReadTile): Promise<Buffer> {
  const width = tileWidth(size, level, index);
  const tile = await readTile(level, index, width);
  if (tile === undefined) {
    throw new TranslogError('tile_missing', `tile ${index} of level ${level}, width ${width}, is missing`);
  }
  const most = TILE_WIDTH * HASH_BYTES;
  if (tile.length < width * HASH_BYTES || tile.length > most || tile.length % HASH_BYTES !== 0) {
    throw new TranslogError('tile_malformed', `tile ${index} of level ${level} has ${tile.length} bytes`);
  }
  return Buffer.from(tile.buffer, tile.byteOffset, width * HASH_BYTES);
}

/**
 * Merkle tree hashes MTH(D[start:end]) of ranges that are subtrees, as they occur in proofs. Tiles are read once, together.
 * @throws TranslogError `tile_missing`, `tile_malformed`
 */
export async function hashRanges(ranges: readonly EntryRange[], size: number, readTile: ReadTile): Promise<Buffer[]> {
  const split = ranges.map(splitRange);
  const tiles = new Map<string, Promise<Buffer>>();
  for (const { level, tile } of split.flat()) {
    const name = `${level}/${tile}`;
    if (!tiles.has(name)) tiles.set(name, fetchTile(size, level, tile, readTile));
  }
  const names = [...tiles.keys()];
  const read = await Promise.all(tiles.values());
  const bytes = new Map(names.map((name, at) => [name, read[at]!]));
  return split.map((parts) =>
    parts
      .map(({ level, tile, first, count }) => foldPerfect(bytes.get(`${level}/${tile}`)!, first, count))
      .reduceRight((right, left) => nodeHash(left, right)),
  );
}

/** A perfect subtree as `count` hashes from `first` on in one tile. */
interface PerfectPart {
  level: number;
  tile: number;
  first: number;
  count: number;
}

function splitRange({ start, end }: EntryRange): PerfectPart[] {
  const parts: PerfectPart[] = [];
  for (let from = start; from < end; ) {
    let leaves = 1;
    while (from % (leaves * 2) === 0 && from + leaves * 2 <= end) leaves *= 2;
    let level = 0;
    while (leaves >= TILE_WIDTH ** (level + 1)) level += 1;
    const hash = from / TILE_WIDTH ** level;
    parts.push({
      level,
      tile: Math.floor(hash / TILE_WIDTH),
      first: hash % TILE_WIDTH,
      count: leaves / TILE_WIDTH ** level,
    });
    from += leaves;
  }
  return parts;
}
