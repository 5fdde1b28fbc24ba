import { blockHash } from './lane.ts';

export interface ChainedBlock {
  stream: string;
  seq: number;
  lines: string;
  salts: Buffer;
  previous: Buffer;
  hash: Buffer;
}

/** Follows every stream from its first block on. */
export interface Chain {
  /** Whether this block is what it says it is and comes right after the one seen before it in its stream. */
  follows(block: ChainedBlock): boolean;
}

const nothing = Buffer.alloc(32);

export function createChain(): Chain {
  const ends = new Map<string, { seq: number; hash: Buffer }>();
  return {
    follows({ stream, seq, lines, salts, previous, hash }) {
      const before = ends.get(stream) ?? { seq: -1, hash: nothing };
      const own = blockHash(stream, seq, previous, salts, lines);
      ends.set(stream, { seq, hash: own });
      return seq === before.seq + 1 && previous.equals(before.hash) && own.equals(hash);
    },
  };
}
