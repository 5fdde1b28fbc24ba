import { hash } from 'node:crypto';
import { TranslogError } from './errors.ts';
import { emptyRoot, foldPerfect, HASH_BYTES } from './hash.ts';
import { fetchTile, hashRanges, type ReadTile } from './subtree.ts';
import { TILE_WIDTH, tileWidth } from './tiles.ts';

/** A tree's size and right edge: all that appending needs. Immutable; keep the old one until the tiles are stored. */
export interface TreeState {
  /** Entries in the tree. */
  readonly size: number;
  /** Hashes of the perfect subtrees the tree consists of, smallest first, concatenated. */
  readonly peaks: Buffer;
  /** The unfinished tile of each level, from level 0; empty where the level ends with a full tile. */
  readonly edge: readonly Buffer[];
}

/** A tile as it is to be stored: whole, though only its last hashes may be new. */
export interface Tile {
  readonly level: number;
  readonly index: number;
  /** Hashes in `bytes`: 256 is a full tile, fewer a partial one. */
  readonly width: number;
  readonly bytes: Buffer;
}

export interface Appended {
  readonly state: TreeState;
  /** Every tile this batch completed or lengthened, level by level, in order of index. */
  readonly tiles: readonly Tile[];
  readonly root: Buffer;
}

// One slot per height, each the preimage of the node above it: 0x01 ‖ left ‖ right. A finished subtree is written where
// its parent will be hashed from, so a leaf costs one node hash on average and no allocation. All use is synchronous.
const HEIGHTS = 54;
const SLOT = 1 + 2 * HASH_BYTES;
const LEFT = 1;
const RIGHT = 1 + HASH_BYTES;
const slots = Buffer.alloc(HEIGHTS * SLOT);
const preimages = Array.from({ length: HEIGHTS }, (_, height) => {
  slots[height * SLOT] = 0x01;
  return slots.subarray(height * SLOT, (height + 1) * SLOT);
});

/** The tree without entries. */
export function emptyTree(): TreeState {
  return { size: 0, peaks: Buffer.alloc(0), edge: [] };
}

/**
 * The state of a stored tree, from the last tile of each level. Compare `rootHash` of it with the signed checkpoint
 * before appending: tiles are only as trustworthy as their store.
 * @throws TranslogError `out_of_range`, `tile_missing`, `tile_malformed`
 */
export async function resumeTree(size: number, readTile: ReadTile): Promise<TreeState> {
  checkSize(size);
  const edge = await Promise.all(
    Array.from({ length: countLevels(size) }, async (_, level) => {
      const last = Math.floor(size / TILE_WIDTH ** (level + 1));
      return tileWidth(size, level, last) === 0 ? Buffer.alloc(0) : fetchTile(size, level, last, readTile);
    }),
  );
  return { size, peaks: Buffer.concat(edge.flatMap(listPeaks)), edge: edge.map((tile) => Buffer.from(tile)) };
}

/**
 * Appends leaves. Pure: nothing is stored, and `state` stays valid, so a failed transaction is simply not taken over.
 * @param leafHashes RFC 6962 leaf hashes (`leafHash`), as a list or concatenated (`hashLeaves`)
 * @throws TranslogError `hash_length`, `out_of_range`
 */
export function appendLeaves(state: TreeState, leafHashes: Uint8Array | readonly Uint8Array[]): Appended {
  const leaves = joinHashes(leafHashes);
  const size = state.size + leaves.length / HASH_BYTES;
  checkSize(size);
  loadPeaks(state);
  const rows = foldLeaves(state.size, size, leaves);
  const tiles = rows.flatMap((row, level) => cutTiles(state, level, row));
  const edge = rows.map((row, level) => {
    const last = row.length === 0 ? undefined : tiles.findLast((tile) => tile.level === level);
    if (last === undefined) return state.edge[level] ?? Buffer.alloc(0);
    return last.width === TILE_WIDTH ? Buffer.alloc(0) : last.bytes;
  });
  return { state: { size, peaks: savePeaks(size), edge }, tiles, root: foldPeaks(size) };
}

/** Root of the tree: MTH of all its entries. RFC 6962 section 2.1. */
export function rootHash(state: TreeState): Buffer {
  loadPeaks(state);
  return foldPeaks(state.size);
}

/**
 * Root that the log had, or has, at `size`, from its tiles.
 * @throws TranslogError `out_of_range`, `tile_missing`, `tile_malformed`
 */
export async function rootFromTiles(size: number, readTile: ReadTile): Promise<Buffer> {
  checkSize(size);
  if (size === 0) return emptyRoot();
  const [root] = await hashRanges([{ start: 0, end: size }], size, readTile);
  return root!;
}

/** @returns for each tile level, the hashes this batch adds to it, concatenated */
function foldLeaves(from: number, to: number, leaves: Buffer): Buffer[] {
  const starts: number[] = [];
  const rows: Buffer[] = [];
  for (let level = 0; level < countLevels(to); level++) {
    const start = Math.floor(from / TILE_WIDTH ** level);
    starts.push(start);
    const added = Math.floor(to / TILE_WIDTH ** level) - start;
    rows.push(level === 0 ? leaves : Buffer.allocUnsafe(added * HASH_BYTES));
  }
  for (let at = 0; at < leaves.length; at += HASH_BYTES) {
    let node = from + at / HASH_BYTES;
    let height = 0;
    leaves.copy(slots, node % 2 === 0 ? LEFT : RIGHT, at, at + HASH_BYTES);
    while (node % 2 === 1) {
      const digest = hash('sha256', preimages[height]!, 'binary');
      node = (node - 1) / 2;
      height += 1;
      slots.write(digest, height * SLOT + (node % 2 === 0 ? LEFT : RIGHT), HASH_BYTES, 'binary');
      if (height % 8 === 0) {
        const level = height / 8;
        rows[level]!.write(digest, (node - starts[level]!) * HASH_BYTES, HASH_BYTES, 'binary');
      }
    }
  }
  return rows;
}

function cutTiles(state: TreeState, level: number, row: Buffer): Tile[] {
  const tiles: Tile[] = [];
  let before = state.edge[level] ?? Buffer.alloc(0);
  let index = Math.floor(state.size / TILE_WIDTH ** (level + 1));
  for (let at = 0; at < row.length; ) {
    const fresh = Math.min(row.length - at, TILE_WIDTH * HASH_BYTES - before.length);
    const bytes = Buffer.allocUnsafeSlow(before.length + fresh);
    before.copy(bytes);
    row.copy(bytes, before.length, at, at + fresh);
    tiles.push({ level, index, width: bytes.length / HASH_BYTES, bytes });
    before = before.subarray(0, 0);
    index += 1;
    at += fresh;
  }
  return tiles;
}

function loadPeaks({ size, peaks }: TreeState): void {
  let at = 0;
  for (const height of peakHeights(size)) {
    peaks.copy(slots, height * SLOT + LEFT, at, at + HASH_BYTES);
    at += HASH_BYTES;
  }
}

function savePeaks(size: number): Buffer {
  const heights = peakHeights(size);
  const peaks = Buffer.allocUnsafeSlow(heights.length * HASH_BYTES);
  heights.forEach((height, at) => {
    slots.copy(peaks, at * HASH_BYTES, height * SLOT + LEFT, height * SLOT + RIGHT);
  });
  return peaks;
}

function foldPeaks(size: number): Buffer {
  const [lowest, ...higher] = peakHeights(size);
  if (lowest === undefined) return emptyRoot();
  let root = slots.toString('binary', lowest * SLOT + LEFT, lowest * SLOT + RIGHT);
  for (const height of higher) {
    slots.write(root, height * SLOT + RIGHT, HASH_BYTES, 'binary');
    root = hash('sha256', preimages[height]!, 'binary');
  }
  return Buffer.from(root, 'binary');
}

/** Heights of the perfect subtrees in a tree of `size` entries, lowest first: the bits set in the size. */
function peakHeights(size: number): number[] {
  const heights: number[] = [];
  for (let rest = size, height = 0; rest > 0; rest = Math.floor(rest / 2), height++) {
    if (rest % 2 === 1) heights.push(height);
  }
  return heights;
}

/** Roots of the perfect subtrees of a partial tile, smallest (rightmost) first. */
function listPeaks(tile: Buffer): Buffer[] {
  const roots: Buffer[] = [];
  let width = tile.length / HASH_BYTES;
  for (let count = 1; width > 0; count *= 2) {
    if (width % (count * 2) === 0) continue;
    width -= count;
    roots.push(foldPerfect(tile, width, count));
  }
  return roots;
}

function countLevels(size: number): number {
  let levels = 0;
  while (size >= TILE_WIDTH ** levels) levels += 1;
  return levels;
}

function joinHashes(hashes: Uint8Array | readonly Uint8Array[]): Buffer {
  const joined = hashes instanceof Uint8Array ? hashes : Buffer.concat(hashes);
  const single = hashes instanceof Uint8Array || hashes.every((one) => one.length === HASH_BYTES);
  if (!single || joined.length % HASH_BYTES !== 0) {
    throw new TranslogError('hash_length', `a leaf hash has ${HASH_BYTES} bytes`);
  }
  return Buffer.from(joined.buffer, joined.byteOffset, joined.length);
}

function checkSize(size: number): void {
  if (!Number.isSafeInteger(size) || size < 0) {
    throw new TranslogError('out_of_range', 'a tree has from 0 to 2^53 - 1 entries');
  }
}
