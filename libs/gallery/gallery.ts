import { setImmediate as rest } from 'node:timers/promises';
import { GalleryError } from './errors.ts';
import { type AnyId, IdTable } from './idTable.ts';
import { type Best, MOST_BEST, MOST_QUERIES, type Scanner, type ShardStart } from './memory.ts';
import { checkDimension, formatId, idOf, isDead, isRow, makeQuery, rateRow, strideOf } from './rows.ts';
import { createScan } from './scan.ts';
import { Shard } from './shard.ts';

export interface GalleryOptions {
  /** Parts of an embedding, a multiple of 16. */
  dimension: number;
  /** Parts of the gallery that are compared at the same time, each in a memory of its own; one if not said, and one more whenever all hold 4 GiB. */
  shards?: number;
  /** Who compares a shard: a thread of its own. Without it the caller's thread does, and stands still meanwhile. */
  startScanner?: (start: ShardStart) => Scanner;
}

export interface Hit {
  id: string;
  /** Cosine of the two embeddings, -1 to 1. */
  score: number;
}

export interface SearchOptions {
  /** How many at most, 1 to 1,000. */
  best: number;
  /** Only hits that score more. */
  floor?: number;
}

interface Search extends Required<SearchOptions> {
  parts: Int16Array;
  inverse: number;
  resolve(hits: Hit[]): void;
  reject(error: unknown): void;
}

/** Rows are moved this many at a time; searches and additions come in between. */
const MOVED_TOGETHER = 2048;

function scanHere(start: ShardStart): Scanner {
  const scan = createScan(start);
  return { scan: async (pass) => scan(pass), stop: async () => {} };
}

/**
 * Embeddings by id, searched exactly: every search looks at every row. Searches that wait for a pass go together into the next.
 * Nothing is kept beyond the process: `readRow`, `makeRow` and `load` are for whoever keeps it.
 */
export class Gallery {
  readonly dimension: number;
  readonly #shards: Shard[];
  readonly #startScanner: (start: ShardStart) => Scanner;
  /** Of each id its shard, and its row there. */
  readonly #places = new IdTable();
  readonly #waiting: Search[] = [];
  readonly #errands: (() => void)[] = [];
  #running: Promise<void> | undefined;
  #compacting = false;

  /** @throws GalleryError dimension-wrong */
  constructor({ dimension, shards = 1, startScanner = scanHere }: GalleryOptions) {
    checkDimension(dimension);
    this.dimension = dimension;
    this.#startScanner = startScanner;
    this.#shards = Array.from({ length: Math.max(1, shards) }, () => new Shard(dimension, startScanner));
  }

  get size(): number {
    return this.#places.size;
  }

  /** Bytes of all rows, the dead ones too. */
  get bytes(): number {
    return this.#shards.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Bytes of the table that finds a row by its id. */
  get tableBytes(): number {
    return this.#places.bytes;
  }

  get dead(): number {
    return this.#shards.reduce((sum, { dead }) => sum + dead, 0);
  }

  /** @throws GalleryError id-wrong */
  has(id: AnyId): boolean {
    return this.#places.has(id);
  }

  /** The next pass finds it. @throws GalleryError id-wrong, id-known, embedding-wrong, memory-full */
  add(id: string, embedding: ArrayLike<number>): void {
    if (this.#places.has(id)) throw new GalleryError('id-known', 'this id has an embedding already');
    const at = this.#roomiest();
    this.#places.set(id, at, this.#shards[at]!.add(id, embedding));
  }

  /** No search that begins now finds it. @returns false where the id is unknown @throws GalleryError id-wrong */
  remove(id: AnyId): boolean {
    const place = this.#places.get(id);
    if (!place) return false;
    this.#shards[place[0]]!.kill(place[1]);
    return this.#places.delete(id);
  }

  /** The cosine of one. @returns undefined where the id is unknown @throws GalleryError id-wrong, embedding-wrong */
  compare(id: AnyId, embedding: ArrayLike<number>): number | undefined {
    const query = makeQuery(embedding, this.dimension);
    const row = this.#row(id);
    return row && rateRow(row, query);
  }

  /** The best first; of two that score the same, the lower id. @throws GalleryError embedding-wrong, scan-failed, closed */
  async search(embedding: ArrayLike<number>, { best, floor = -2 }: SearchOptions): Promise<Hit[]> {
    if (!Number.isInteger(best) || best < 1 || best > MOST_BEST) throw new RangeError(`best is 1 to ${MOST_BEST}`);
    const query = makeQuery(embedding, this.dimension);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...query, best, floor, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** The row of an id, as `load` takes it. */
  readRow(id: AnyId): Uint8Array | undefined {
    const row = this.#row(id);
    return row && Uint8Array.from(row);
  }

  /** Takes rows as they were read. @throws GalleryError rows-wrong, id-known, memory-full; rows before the wrong one are taken */
  load(rows: Uint8Array): void {
    const stride = strideOf(this.dimension);
    if (rows.length % stride !== 0) throw new GalleryError('rows-wrong', 'the last row is cut off');
    for (let at = 0; at < rows.length; at += stride) {
      const row = rows.subarray(at, at + stride);
      if (!isRow(row, this.dimension)) throw new GalleryError('rows-wrong', `row ${at / stride} is none`);
      if (isDead(row, this.dimension)) continue;
      const id = idOf(row, this.dimension);
      if (this.#places.has(id)) throw new GalleryError('id-known', `${formatId(id, 0)} stands there twice`);
      const shard = this.#roomiest();
      this.#places.set(id, shard, this.#shards[shard]!.append(row));
    }
  }

  /**
   * Puts the last rows into the places of the dead, whose bytes are gone then; searches, additions and removals go on meanwhile. The
   * memory stays and is filled again.
   */
  async compact(): Promise<void> {
    if (this.#compacting) return;
    this.#compacting = true;
    try {
      for (const [at, shard] of this.#shards.entries())
        while (shard.dead > 0) {
          await this.#between(() => this.#fillHoles(shard, at));
          // The pass that waits goes first.
          await rest();
        }
    } finally {
      this.#compacting = false;
    }
  }

  async close(): Promise<void> {
    await this.#running;
    await Promise.all(this.#shards.map((shard) => shard.close()));
  }

  #row(id: AnyId): Uint8Array | undefined {
    const place = this.#places.get(id);
    return place && this.#shards[place[0]]!.row(place[1]);
  }

  /** The shard with the fewest rows. */
  #roomiest(): number {
    let least = 0;
    for (let at = 1; at < this.#shards.length; at++) if (this.#shards[at]!.rows < this.#shards[least]!.rows) least = at;
    if (!this.#shards[least]!.isFull) return least;
    return this.#shards.push(new Shard(this.dimension, this.#startScanner)) - 1;
  }

  #fillHoles(shard: Shard, number: number): void {
    shard.fillHoles(MOVED_TOGETHER, (row, at) => this.#places.set(idOf(row, this.dimension), number, at));
  }

  /** Passes and errands, one after the other, until nothing waits. */
  async #run(): Promise<void> {
    // Whoever asks in the same turn goes along.
    await rest();
    for (;;) {
      const errand = this.#errands.shift();
      if (errand) errand();
      else if (this.#waiting.length > 0) await this.#pass(this.#waiting.splice(0, MOST_QUERIES));
      else break;
    }
    this.#running = undefined;
  }

  async #pass(searches: readonly Search[]): Promise<void> {
    try {
      const all = await this.#compare(searches);
      for (const [at, search] of searches.entries()) {
        const bests = all.map((shard) => shard[at]!);
        search.resolve(this.#merge(bests, search));
      }
    } catch (error) {
      for (const { reject } of searches) reject(error);
    }
  }

  /** Does something that no pass may meet; the next one waits for it. */
  #between(work: () => void): Promise<void> {
    return new Promise((resolve) => {
      this.#errands.push(() => {
        work();
        resolve();
      });
      this.#running ??= this.#run();
    });
  }

  #compare(searches: readonly Search[]): Promise<Best[][]> {
    const parts = new Int16Array(searches.length * this.dimension);
    for (const [at, search] of searches.entries()) parts.set(search.parts, at * this.dimension);
    const pass = {
      parts,
      inverses: Float32Array.from(searches, ({ inverse }) => inverse),
      floors: Float32Array.from(searches, ({ floor }) => floor),
      best: Math.max(...searches.map(({ best }) => best)),
    };
    return Promise.all(this.#shards.map((shard) => shard.scan(pass)));
  }

  #merge(bests: readonly Best[], { best }: Search): Hit[] {
    const hits: Hit[] = [];
    for (const { scores, ids } of bests)
      for (const [at, score] of scores.entries()) {
        const id = formatId(ids, 16 * at);
        // Removed while the pass went on.
        if (this.#places.has(id)) hits.push({ id, score });
      }
    hits.sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
    return hits.slice(0, best);
  }
}
