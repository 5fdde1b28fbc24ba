import { appendLeaves, emptyTree, HASH_BYTES, leafHash } from '#libs/translog';
import { KEY_BYTES, pageOf } from './blind.ts';

export const ENTRY_BYTES = 8;
/** Of a page, on average: 4 KiB to read for one answer, and few enough leaves to keep. */
const ENTRIES_A_PAGE = 512;
const MOST_BITS = 24;

/** A set of blinded keys in pages, each a leaf of a Merkle tree (RFC 6962). */
export interface BlindSet {
  /** There are 2^bits pages; the first bits of a token name its page, which thereby proves absence too. */
  readonly bits: number;
  /** Entries of 8 bytes, in ascending order; a key given twice stands twice. */
  readonly pages: readonly Buffer[];
  /** Leaf hashes of the pages, concatenated. */
  readonly leaves: Buffer;
  readonly root: Buffer;
}

/**
 * Puts tokens into pages. Eight bytes a token are kept: with the bits that its page stands for they tell a person from all
 * others of a country with less than one mistake in 10^9 sets of ten million.
 * @param tokens of `blind`, 16 bytes each
 */
export function buildSet(tokens: Buffer): BlindSet {
  const count = tokens.length / KEY_BYTES;
  const bits = Math.min(MOST_BITS, Math.max(0, Math.ceil(Math.log2(count / ENTRIES_A_PAGE || 1))));
  const entries = new BigUint64Array(count);
  const ends = sortIntoPages(tokens, bits, entries);
  const pages = cutPages(entries, ends);
  const leaves = Buffer.alloc(pages.length * HASH_BYTES);
  for (const [index, page] of pages.entries()) leafHash(page).copy(leaves, index * HASH_BYTES);
  return { bits, pages, leaves, root: appendLeaves(emptyTree(), leaves).root };
}

/** Counting sort by page: two passes, no comparison. @returns where each page ends */
function sortIntoPages(tokens: Buffer, bits: number, entries: BigUint64Array): Uint32Array {
  const count = entries.length;
  const view = new DataView(tokens.buffer, tokens.byteOffset, tokens.length);
  const next = new Uint32Array(2 ** bits + 1);
  for (let at = 0; at < count; at++) next[pageOf(view.getUint32(at * KEY_BYTES), bits) + 1]! += 1;
  for (let page = 1; page < next.length; page++) next[page]! += next[page - 1]!;
  // Halves, since a BigInt for each of ten million entries would be allocated.
  const halves = new Uint32Array(entries.buffer);
  for (let at = 0; at < count; at++) {
    const page = pageOf(view.getUint32(at * KEY_BYTES), bits);
    const to = next[page]!;
    next[page] = to + 1;
    halves[to * 2 + 1] = view.getUint32(at * KEY_BYTES + 4);
    halves[to * 2] = view.getUint32(at * KEY_BYTES + 8);
  }
  return next.subarray(0, 2 ** bits);
}

function cutPages(entries: BigUint64Array, ends: Uint32Array): Buffer[] {
  const pages: Buffer[] = [];
  let begin = 0;
  for (const end of ends) {
    const page = entries.subarray(begin, end).sort();
    pages.push(Buffer.from(page.buffer, page.byteOffset, page.byteLength).swap64());
    begin = end;
  }
  return pages;
}
