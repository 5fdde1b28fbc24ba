import type { FileHandle } from 'node:fs/promises';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  BLOCK_BYTES,
  BLOCK_HEAD,
  BLOCK_STEP,
  blockLength,
  MOST_BLOCK_RECORDS,
  openBlock,
  readHead,
  type SegmentKey,
  sealBlock,
} from './blocks.ts';
import { type FaceModel, HEADER_BYTES, makeHeader, readHeader, type Seal } from './header.ts';

/** Where in its segment a record stands: the place of its block, and which record of the block it is. */
export interface Place {
  readonly block: number;
  readonly index: number;
}

export type Found = { readonly at: number; readonly content: Buffer } | { readonly lost: number; readonly to: number };

const WINDOW = 4 * 1024 * 1024;

export const nameOf = (number: number) => `${String(number).padStart(8, '0')}.segment`;

/** A file of blocks that only grows, and that one rename puts in the place of another. */
export class Segment {
  readonly number: number;
  readonly #handle: FileHandle;
  readonly #key: SegmentKey;
  #users = 0;
  #retired = false;
  #isClosed = false;
  /** Something stands behind the end that was not confirmed. */
  #isFrayed = false;
  /** Where the next block begins. */
  length: number;
  /** Samples of persons, and how many of them were replaced or removed since. */
  enrolled = 0;
  dead = 0;
  hasEnd = false;
  isDamaged = false;

  private constructor(number: number, handle: FileHandle, key: SegmentKey, length: number) {
    this.number = number;
    this.#handle = handle;
    this.#key = key;
    this.length = length;
  }

  /** A new file, durable but for its name. */
  static async create(path: string, number: number, keys: Seal, model: FaceModel): Promise<Segment> {
    const { header, key } = makeHeader(keys, number, model);
    const handle = await open(path, 'w+', 0o600);
    const segment = new Segment(number, handle, key, 0);
    try {
      await segment.#write(header, 0);
      await handle.sync();
    } catch (error) {
      await handle.close();
      throw error;
    }
    segment.length = HEADER_BYTES;
    return segment;
  }

  /** @returns undefined where its header is damaged @throws EngineError key-unknown, model-other */
  static async open(path: string, number: number, keys: Seal, model: FaceModel): Promise<Segment | undefined> {
    const handle = await open(path, 'r+');
    try {
      const header = Buffer.alloc(HEADER_BYTES);
      const { bytesRead } = await handle.read(header, 0, HEADER_BYTES, 0);
      const key = readHeader(keys, number, model, header.subarray(0, bytesRead));
      if (key) return new Segment(number, handle, key, (await handle.stat()).size);
    } catch (error) {
      await handle.close();
      throw error;
    }
    await handle.close();
    return undefined;
  }

  get isEmpty(): boolean {
    return this.length === HEADER_BYTES;
  }

  /** Every block in order, and what lies between them that is none. */
  async *blocks(): AsyncGenerator<Found> {
    const window = Buffer.allocUnsafe(WINDOW);
    let [start, end] = [0, 0];
    const slide = async (at: number) => {
      const { bytesRead } = await this.#handle.read(window, 0, WINDOW, at);
      [start, end] = [at, at + bytesRead];
    };
    const covers = (at: number, bytes: number) => at >= start && Math.min(at + bytes, this.length) <= end;
    const view = (at: number, bytes: number) => window.subarray(at - start, Math.min(at + bytes, this.length) - start);
    let lost: number | undefined;
    for (let at = HEADER_BYTES; at < this.length; ) {
      if (!covers(at, BLOCK_HEAD)) await slide(at);
      const length = readHead(view(at, BLOCK_HEAD));
      if (length !== undefined && !covers(at, BLOCK_HEAD + length)) await slide(at);
      const content = length === undefined ? undefined : openBlock(this.#key, at, view(at, BLOCK_HEAD + length));
      if (content === undefined) {
        lost ??= at;
        at += BLOCK_STEP;
        continue;
      }
      if (lost !== undefined) yield { lost, to: at };
      lost = undefined;
      yield { at, content };
      at += blockLength(content.length);
    }
    if (lost !== undefined) yield { lost, to: this.length };
  }

  /** Writes records behind the last ones; `sync` makes them durable. After an error the segment ends where it did. */
  async append(records: readonly Buffer[]): Promise<Place[]> {
    if (this.#isFrayed) await this.cut(this.length);
    const blocks: Buffer[] = [];
    const places: Place[] = [];
    let at = this.length;
    for (const content of pack(records)) {
      for (const index of content.keys()) places.push({ block: at, index });
      const block = sealBlock(this.#key, at, Buffer.concat(content));
      blocks.push(block);
      at += block.length;
    }
    this.#isFrayed = true;
    await this.#write(Buffer.concat(blocks), this.length);
    this.#isFrayed = false;
    this.length = at;
    return places;
  }

  /** What was appended before is durable then. */
  async sync(): Promise<void> {
    await this.#handle.datasync();
  }

  /** Takes away what stands behind a place. */
  async cut(length: number): Promise<void> {
    this.length = length;
    this.#isFrayed = true;
    await this.#handle.truncate(length);
    await this.#handle.sync();
    this.#isFrayed = false;
  }

  /** A block's content. @returns undefined where it is damaged, or the file was replaced */
  async read(at: number): Promise<Buffer | undefined> {
    if (this.#retired) return undefined;
    return this.#use(async () => {
      const guess = Buffer.allocUnsafe(blockLength(BLOCK_BYTES));
      const { bytesRead } = await this.#handle.read(guess, 0, guess.length, at);
      const length = readHead(guess.subarray(0, bytesRead));
      if (length === undefined) return undefined;
      if (BLOCK_HEAD + length <= bytesRead) return openBlock(this.#key, at, guess.subarray(0, bytesRead));
      const whole = Buffer.allocUnsafe(BLOCK_HEAD + length);
      const { bytesRead: all } = await this.#handle.read(whole, 0, whole.length, at);
      return openBlock(this.#key, at, whole.subarray(0, all));
    });
  }

  /** Of a file that has no name any more: its key goes first, so that what the disk still holds of it opens to nobody. */
  async retire(): Promise<void> {
    this.#retired = true;
    await this.#use(async () => {
      await this.#write(Buffer.alloc(HEADER_BYTES), 0);
      await this.#handle.datasync();
    });
  }

  async close(): Promise<void> {
    this.#retired = true;
    await this.#use(async () => {});
  }

  /** The last who uses a file that is retired closes it. */
  async #use<Done>(work: () => Promise<Done>): Promise<Done> {
    this.#users++;
    try {
      return await work();
    } finally {
      this.#users--;
      if (this.#retired && this.#users === 0 && !this.#isClosed) {
        this.#isClosed = true;
        await this.#handle.close();
      }
    }
  }

  async #write(bytes: Buffer, at: number): Promise<void> {
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await this.#handle.write(bytes, done, bytes.length - done, at + done);
      done += bytesWritten;
    }
  }
}

/** As many records a block as make up its size. */
function* pack(records: readonly Buffer[]): Generator<Buffer[]> {
  let block: Buffer[] = [];
  let bytes = 0;
  for (const record of records) {
    if (block.length === MOST_BLOCK_RECORDS || (block.length > 0 && bytes + record.length > BLOCK_BYTES)) {
      yield block;
      [block, bytes] = [[], 0];
    }
    block.push(record);
    bytes += record.length;
  }
  if (block.length > 0) yield block;
}

/** Gives a finished file its name, in the place of the one that had it; after a crash it is one or the other. */
export async function putInPlace(from: string, to: string): Promise<void> {
  await rename(from, to);
  await syncNames(dirname(to));
}

/** Makes the names of a directory durable. */
export async function syncNames(directory: string): Promise<void> {
  const handle = await open(directory);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
