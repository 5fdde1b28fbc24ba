import { setImmediate as rest } from 'node:timers/promises';
import { GalleryError } from './errors.ts';
import { type Best, MOST_BEST, MOST_QUERIES, type Scanner, type ShardStart } from './memory.ts';
import { checkDimension, checkId, formatId, isDead, isRow, makeQuery, readId, strideOf } from './rows.ts';
import { createScan } from './scan.ts';
import { Shard } from './shard.ts';

export interface GalleryOptions {
  /** Parts of an embedding, a multiple of 16. */
  dimension: number;
  /** Parts of the gallery that are compared at the same time, each in a memory of its own of at most 4 GiB; one if not said. */
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

/** Rows are copied this many at a time; searches and additions come in between. */
const COMPACTED_TOGETHER = 4096;

function scanHere(start: ShardStart): Scanner {
  const scan = createScan(start);
  return { scan: async (pass) => scan(pass), stop: async () => {} };
}

/**
 * Embeddings by id, searched exactly: every search looks at every row. Searches that wait for a pass go together into the next.
 * Nothing is kept beyond the process: `readRows` and `load` are for whoever keeps it.
 */
export class Gallery {
  readonly dimension: number;
  readonly #shards: Shard[];
  readonly #startScanner: (start: ShardStart) => Scanner;
  readonly #places = new Map<string, { shard: Shard; at: number }>();
  readonly #waiting: Search[] = [];
  readonly #errands: (() => Promise<void>)[] = [];
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

  get dead(): number {
    return this.#shards.reduce((sum, { dead }) => sum + dead, 0);
  }

  has(id: string): boolean {
    return this.#places.has(id);
  }

  /** The next pass finds it. @throws GalleryError id-wrong, id-known, embedding-wrong, shard-full */
  add(id: string, embedding: ArrayLike<number>): void {
    checkId(id);
    if (this.#places.has(id)) throw new GalleryError('id-known', 'this id has an embedding already');
    const shard = this.#smallest();
    this.#places.set(id, { shard, at: shard.add(id, embedding) });
  }

  /** No search that begins now finds it. @returns false where the id is unknown */
  remove(id: string): boolean {
    const place = this.#places.get(id);
    if (!place) return false;
    place.shard.kill(place.at);
    this.#places.delete(id);
    return true;
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
  readRow(id: string): Uint8Array | undefined {
    const place = this.#places.get(id);
    return place && Uint8Array.from(place.shard.row(place.at));
  }

  /** Takes rows as they were read. @throws GalleryError rows-wrong, id-known, shard-full; rows before the wrong one are taken */
  load(rows: Uint8Array): void {
    const stride = strideOf(this.dimension);
    if (rows.length % stride !== 0) throw new GalleryError('rows-wrong', 'the last row is cut off');
    for (let at = 0; at < rows.length; at += stride) {
      const row = rows.subarray(at, at + stride);
      if (!isRow(row, this.dimension)) throw new GalleryError('rows-wrong', `row ${at / stride} is none`);
      if (isDead(row, this.dimension)) continue;
      const id = readId(row, this.dimension);
      if (this.#places.has(id)) throw new GalleryError('id-known', `${id} stands there twice`);
      const shard = this.#smallest();
      this.#places.set(id, { shard, at: shard.append(row) });
    }
  }

  /** Frees what dead rows hold; searches, additions and removals go on meanwhile. */
  async compact(): Promise<void> {
    if (this.#compacting) return;
    this.#compacting = true;
    try {
      for (const shard of this.#shards) if (shard.dead > 0) await this.#compactShard(shard);
    } finally {
      this.#compacting = false;
    }
  }

  async close(): Promise<void> {
    await this.#running;
    await Promise.all(this.#shards.map((shard) => shard.close()));
  }

  #smallest(): Shard {
    return this.#shards.reduce((least, shard) => (shard.rows < least.rows ? shard : least));
  }

  /** Passes and errands, one after the other, until nothing waits. */
  async #run(): Promise<void> {
    // Whoever asks in the same turn goes along.
    await rest();
    for (;;) {
      const errand = this.#errands.shift();
      if (errand) await errand();
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
  #between(work: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#errands.push(() => work().then(resolve, reject));
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

  async #compactShard(shard: Shard): Promise<void> {
    const fresh = new Shard(this.dimension, this.#startScanner);
    const places: number[] = [];
    const copy = (from: number, to: number) => {
      for (let at = from; at < to; at++) {
        const row = shard.row(at);
        places.push(isDead(row, this.dimension) ? -1 : fresh.append(row));
      }
    };
    for (let at = 0; at < shard.rows; at += COMPACTED_TOGETHER) {
      copy(at, Math.min(shard.rows, at + COMPACTED_TOGETHER));
      await rest();
    }
    await this.#between(async () => {
      copy(places.length, shard.rows);
      for (const [at, place] of places.entries()) {
        if (place < 0) continue;
        const row = shard.row(at);
        if (isDead(row, this.dimension)) fresh.kill(place);
        else this.#places.get(readId(row, this.dimension))!.at = place;
      }
      await shard.become(fresh);
    });
  }
}
