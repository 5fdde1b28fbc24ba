import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { GalleryError } from './errors.ts';
import { type Best, type Layout, layOut, type Pass, type ShardStart } from './memory.ts';
import { isDead, killRow, writeRow } from './rows.ts';

const PAGE = 65_536;
const MOST_PAGES = 65_536;
/** Memory is taken in steps of this, or an eighth of what there is. */
const STEP = 256;

const module = new WebAssembly.Module(readFileSync(new URL('./scan.wasm', import.meta.url)));

interface Waiting {
  resolve(bests: Best[]): void;
  reject(error: Error): void;
}

/** Rows in one memory and the thread that compares them. Rows are added and die here; the thread only reads. */
export class Shard {
  readonly #layout: Layout;
  #memory: WebAssembly.Memory;
  #bytes: Uint8Array;
  #worker: Worker | undefined;
  #waiting: Waiting | undefined;
  #closed = false;
  rows = 0;
  dead = 0;

  constructor(dimension: number) {
    this.#layout = layOut(dimension);
    this.#memory = this.#take(0);
    this.#bytes = new Uint8Array(this.#memory.buffer);
  }

  get bytes(): number {
    return this.rows * this.#layout.stride;
  }

  /** A row as it stands in the memory. */
  row(at: number): Uint8Array {
    const { rows, stride } = this.#layout;
    return this.#bytes.subarray(rows + at * stride, rows + (at + 1) * stride);
  }

  /** @returns where the row stands @throws GalleryError embedding-wrong, shard-full */
  add(id: string, embedding: ArrayLike<number>): number {
    this.#grow();
    writeRow(this.row(this.rows), id, embedding, this.#layout.dimension);
    return this.rows++;
  }

  /** Takes a row as it was kept. @throws GalleryError shard-full */
  append(row: Uint8Array): number {
    this.#grow();
    this.row(this.rows).set(row);
    if (isDead(row, this.#layout.dimension)) this.dead++;
    return this.rows++;
  }

  kill(at: number): void {
    killRow(this.row(at), this.#layout.dimension);
    this.dead++;
  }

  /** One pass at a time. @throws GalleryError scan-failed, closed */
  scan(pass: Omit<Pass, 'rows'>): Promise<Best[]> {
    if (this.#closed) return Promise.reject(new GalleryError('closed', 'the gallery is closed'));
    this.#worker ??= this.#start();
    this.#worker.ref();
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#worker!.postMessage({ ...pass, rows: this.rows } satisfies Pass);
    });
  }

  /**
   * Takes over the rows of another shard and its memory, between two passes.
   * @returns when its own thread has ended
   */
  async become(other: Shard): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#memory = other.#memory;
    this.#bytes = other.#bytes;
    this.rows = other.rows;
    this.dead = other.dead;
    await worker?.terminate();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const start: ShardStart = { module, memory: this.#memory, layout: this.#layout };
    const worker = new Worker(new URL('./scan.worker.ts', import.meta.url), { workerData: start });
    const settle = (use: (waiting: Waiting) => void) => {
      const waiting = this.#waiting;
      this.#waiting = undefined;
      worker.unref();
      if (waiting) use(waiting);
    };
    const fail = () => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      settle(({ reject }) => reject(new GalleryError('scan-failed', 'the thread that compares ended')));
    };
    worker.on('message', (bests: Best[]) => settle(({ resolve }) => resolve(bests)));
    worker.on('error', fail);
    worker.on('exit', fail);
    return worker;
  }

  #take(pages: number): WebAssembly.Memory {
    const first = this.#layout.rows / PAGE + pages;
    return new WebAssembly.Memory({ initial: first, maximum: MOST_PAGES, shared: true });
  }

  #grow(): void {
    const { rows, stride } = this.#layout;
    const wanted = Math.ceil((rows + (this.rows + 1) * stride) / PAGE);
    const pages = this.#memory.buffer.byteLength / PAGE;
    if (wanted <= pages) return;
    if (wanted > MOST_PAGES) throw new GalleryError('shard-full', 'a shard holds 4 GiB and no more');
    this.#memory.grow(Math.min(MOST_PAGES - pages, Math.max(STEP, pages >> 3)));
    this.#bytes = new Uint8Array(this.#memory.buffer);
  }
}
