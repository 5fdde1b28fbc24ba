import { TranslogError } from './errors.ts';
import { emptyRoot, HASH_BYTES, nodeHash } from './hash.ts';
import { type EntryRange, hashRanges, type ReadTile } from './subtree.ts';

/**
 * Proof that an entry is in the tree of `size` entries. RFC 9162 section 2.1.3.1.
 * @param index the entry, from 0
 * @returns hashes from the leaf's sibling up to below the root
 * @throws TranslogError `out_of_range`, `tile_missing`, `tile_malformed`
 */
export async function inclusionProof(index: number, size: number, readTile: ReadTile): Promise<Buffer[]> {
  if (!isCount(index) || !isCount(size) || index >= size) {
    throw new TranslogError('out_of_range', `entry ${index} is not in a tree of ${size}`);
  }
  const siblings: EntryRange[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + splitPoint(end - start);
    if (index < middle) {
      siblings.push({ start: middle, end });
      end = middle;
    } else {
      siblings.push({ start, end: middle });
      start = middle;
    }
  }
  return hashRanges(siblings.reverse(), size, readTile);
}

/**
 * Proof that the tree of `newSize` entries begins with all entries of the tree of `oldSize`. RFC 9162 section 2.1.4.1.
 * Empty when the old tree is empty or the sizes are equal.
 * @throws TranslogError `out_of_range`, `tile_missing`, `tile_malformed`
 */
export async function consistencyProof(oldSize: number, newSize: number, readTile: ReadTile): Promise<Buffer[]> {
  if (!isCount(oldSize) || !isCount(newSize) || oldSize > newSize) {
    throw new TranslogError('out_of_range', `a tree of ${newSize} cannot continue one of ${oldSize}`);
  }
  if (oldSize === 0 || oldSize === newSize) return [];
  const parts: EntryRange[] = [];
  let start = 0;
  let end = newSize;
  while (end !== oldSize) {
    const middle = start + splitPoint(end - start);
    if (oldSize <= middle) {
      parts.push({ start: middle, end });
      end = middle;
    } else {
      parts.push({ start, end: middle });
      start = middle;
    }
  }
  // The verifier holds the old root itself, so that one is left out.
  if (start > 0) parts.push({ start, end });
  return hashRanges(parts.reverse(), newSize, readTile);
}

export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  /** `leafHash` of the entry. */
  readonly leafHash: Uint8Array;
  readonly proof: readonly Uint8Array[];
  /** Root of the tree of `size`, from a verified checkpoint. */
  readonly root: Uint8Array;
}

/** Whether the proof shows the entry in the tree. RFC 9162 section 2.1.3.2. Malformed claims are false, never thrown. */
export function verifyInclusion({ index, size, leafHash, proof, root }: InclusionClaim): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  if (![leafHash, root, ...proof].every(isHash)) return false;
  let node = index;
  let last = size - 1;
  let hash = leafHash;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      [node, last] = skipLevelsWithoutSibling(node, last);
    } else {
      hash = nodeHash(hash, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equal(hash, root);
}

export interface ConsistencyClaim {
  readonly oldSize: number;
  readonly oldRoot: Uint8Array;
  readonly newSize: number;
  readonly newRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** Whether the proof shows that the new tree continues the old. RFC 9162 section 2.1.4.2. Never throws. */
export function verifyConsistency({ oldSize, oldRoot, newSize, newRoot, proof }: ConsistencyClaim): boolean {
  if (!isCount(oldSize) || !isCount(newSize) || oldSize > newSize) return false;
  if (![oldRoot, newRoot, ...proof].every(isHash)) return false;
  if (oldSize === newSize) return proof.length === 0 && equal(oldRoot, newRoot);
  if (oldSize === 0) return proof.length === 0 && equal(oldRoot, emptyRoot());
  const path = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof;
  const [seed, ...rest] = path;
  if (proof.length === 0 || seed === undefined) return false;
  let node = oldSize - 1;
  let last = newSize - 1;
  while (node % 2 === 1) {
    node = (node - 1) / 2;
    last = Math.floor(last / 2);
  }
  let oldHash = seed;
  let newHash = seed;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      oldHash = nodeHash(sibling, oldHash);
      newHash = nodeHash(sibling, newHash);
      [node, last] = skipLevelsWithoutSibling(node, last);
    } else {
      newHash = nodeHash(newHash, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equal(oldHash, oldRoot) && equal(newHash, newRoot);
}

/** On the right edge a node may have no sibling for some levels: it rises unhashed. */
function skipLevelsWithoutSibling(node: number, last: number): [number, number] {
  let [n, l] = [node, last];
  while (n % 2 === 0 && n !== 0) {
    n /= 2;
    l = Math.floor(l / 2);
  }
  return [n, l];
}

/** The largest power of two below `count`: where RFC 6962 parts a tree. */
function splitPoint(count: number): number {
  let k = 1;
  while (k * 2 < count) k *= 2;
  return k;
}

function isPowerOfTwo(count: number): boolean {
  return splitPoint(count + 1) === count;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function isHash(value: Uint8Array): boolean {
  return value instanceof Uint8Array && value.length === HASH_BYTES;
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
