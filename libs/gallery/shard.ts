import { Buffer } from 'node:buffer';
import { GalleryError } from './errors.ts';
import { type Best, type Layout, layOut, type Pass, type Scanner, type ShardStart } from './memory.ts';
import { isDead, killRow, writeRow } from './rows.ts';
import { SCAN } from './scan.wasm.ts';

const PAGE = 65_536;
const MOST_PAGES = 65_536;
/** Memory is taken in steps of this, or an eighth of what there is. */
const STEP = 256;

const module = new WebAssembly.Module(Buffer.from(SCAN, 'base64'));

/** Rows in one memory and who compares them. Rows are added and die here; the scanner only reads. */
export class Shard {
  readonly #layout: Layout;
  #memory: WebAssembly.Memory;
  #bytes: Uint8Array;
  readonly #start: (start: ShardStart) => Scanner;
  #scanner: Scanner | undefined;
  #closed = false;
  rows = 0;
  dead = 0;

  constructor(dimension: number, start: (start: ShardStart) => Scanner) {
    this.#start = start;
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
  async scan(pass: Omit<Pass, 'rows'>): Promise<Best[]> {
    if (this.#closed) throw new GalleryError('closed', 'the gallery is closed');
    this.#scanner ??= this.#start({ module, memory: this.#memory, layout: this.#layout });
    try {
      return await this.#scanner.scan({ ...pass, rows: this.rows });
    } catch (error) {
      // The rows are not its own: the next pass begins with another one.
      const failed = this.#scanner;
      this.#scanner = undefined;
      await failed?.stop().catch(() => {});
      throw new GalleryError('scan-failed', `the comparison ended: ${(error as Error).message}`);
    }
  }

  /** Takes over the rows of another shard and its memory, between two passes. */
  async become(other: Shard): Promise<void> {
    const scanner = this.#scanner;
    this.#scanner = undefined;
    this.#memory = other.#memory;
    this.#bytes = other.#bytes;
    this.rows = other.rows;
    this.dead = other.dead;
    await scanner?.stop();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#scanner?.stop();
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
