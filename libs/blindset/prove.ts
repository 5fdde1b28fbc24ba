import { appendLeaves, emptyTree, inclusionProof, leafHash, verifyInclusion } from '#libs/translog';
import { blind, holdsEntry, placeOf } from './blind.ts';

/** The Merkle path of a page, from the leaf hashes of all pages. */
export async function provePage(leaves: Buffer, page: number): Promise<Buffer[]> {
  const { tiles, state } = appendLeaves(emptyTree(), leaves);
  return inclusionProof(page, state.size, async (level, index) => {
    return tiles.find((one) => one.level === level && one.index === index)?.bytes;
  });
}

export interface MembershipClaim {
  readonly salt: Uint8Array;
  /** The key that the claim is about, 16 bytes. */
  readonly key: Uint8Array;
  readonly bits: number;
  /** The page that would hold it, and its path. */
  readonly page: Uint8Array;
  readonly path: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/** `false-page`: the page is not the one that the root stands for at this key's place. */
export type Membership = 'in' | 'not-in' | 'false-page';

/** Whether a key is in a set, from one page: neither answer says anything of other keys. */
export function verifyMembership({ salt, key, bits, page, path, root }: MembershipClaim): Membership {
  const place = placeOf(blind(salt, key), bits);
  const claim = { index: place.page, size: 2 ** bits, leafHash: leafHash(page), proof: [...path], root };
  if (!verifyInclusion(claim)) return 'false-page';
  return holdsEntry(page, place.entry) ? 'in' : 'not-in';
}
