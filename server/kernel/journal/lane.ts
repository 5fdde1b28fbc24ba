import { createHash, randomFillSync } from 'node:crypto';
import type { ClientBase } from 'pg';
import { newId } from '../ids.ts';

const SALT = 16;
/** A stream is written for at most this long; afterwards the sealer may take it as ended. */
export const STREAM_LIFE_MS = 60 * 60 * 1000;

/**
 * One writer's stream of journal blocks. A lane belongs to one connection: its transactions follow each other, so blocks
 * commit in the order of their numbers, and a reader that has seen block n will never miss one before it.
 */
export interface Lane {
  /** Where the next block goes. */
  place(now: number): BlockPlace;
  /** Call after the commit: only then does the next block follow this one. */
  committed(block: BlockInsert): void;
}

export interface BlockPlace {
  readonly stream: string;
  readonly seq: number;
  readonly opensStream: boolean;
  /** Hash of the block before. */
  readonly previous: Buffer;
  /** Milliseconds since 1970. */
  readonly madeAt: number;
}

/** A block to be appended inside the transaction that it belongs to. */
export interface BlockInsert extends BlockPlace {
  readonly hash: Buffer;
  /** For `appendBlockSql`. */
  readonly values: unknown[];
}

/** `stream:seq:index`, the name of a line from the moment it is written; its number in the log comes with sealing. */
export function lineReference(block: Pick<BlockPlace, 'stream' | 'seq'>, index: number): string {
  return `${block.stream}:${block.seq}:${index}`;
}

export const openStreamSql =
  'INSERT INTO kernel.journal_stream (stream, opened_at) VALUES ($1, to_timestamp($2::float8 / 1000))';
export const appendBlockSql =
  'INSERT INTO kernel.journal_block (stream, seq, lines, count, salts, previous, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)';

export function createLane(): Lane {
  let stream = '';
  let openedAt = 0;
  let seq = 0;
  let previous: Buffer = Buffer.alloc(32);
  return {
    place(now) {
      // A clock that was set back would keep a stream open past its life.
      const opensStream = stream === '' || now - openedAt > STREAM_LIFE_MS || now < openedAt;
      if (opensStream) return { stream: newId(), seq: 0, opensStream, previous: Buffer.alloc(32), madeAt: now };
      return { stream, seq, opensStream, previous, madeAt: now };
    },
    committed(block) {
      if (block.opensStream) {
        stream = block.stream;
        openedAt = block.madeAt;
      }
      seq = block.seq + 1;
      previous = block.hash;
    },
  };
}

/** Puts lines into their place. An answer can name its line before the line, which holds the answer's digest, is written. */
export function fillBlock(place: BlockPlace, lines: readonly string[]): BlockInsert {
  const text = lines.join('\n');
  const salts = randomFillSync(Buffer.allocUnsafe(SALT * lines.length));
  const hash = blockHash(place.stream, place.seq, place.previous, salts, text);
  return { ...place, hash, values: [place.stream, place.seq, text, lines.length, salts, place.previous, hash] };
}

/** SHA-256 over everything that a block holds and the hash of the block before it. */
export function blockHash(stream: string, seq: number, previous: Uint8Array, salts: Uint8Array, text: string): Buffer {
  return createHash('sha256')
    .update(`dancu-block-v1\n${stream}\n${seq}\n`)
    .update(previous)
    .update(salts)
    .update(text)
    .digest();
}

const lanes = new WeakMap<ClientBase, Lane>();

/** The lane of a connection. A broken connection takes its lane with it: the next one opens a stream of its own. */
export function laneOf(client: ClientBase): Lane {
  let lane = lanes.get(client);
  if (!lane) {
    lane = createLane();
    lanes.set(client, lane);
  }
  return lane;
}
