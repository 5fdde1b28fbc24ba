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
  readonly #memory: WebAssembly.Memory;
  #bytes: Uint8Array;
  readonly #start: (start: ShardStart) => Scanner;
  #scanner: Scanner | undefined;
  #closed = false;
  rows = 0;
  /** Rows that died. */
  readonly #holes: number[] = [];

  constructor(dimension: number, start: (start: ShardStart) => Scanner) {
    this.#start = start;
    this.#layout = layOut(dimension);
    this.#memory = this.#take(0);
    this.#bytes = new Uint8Array(this.#memory.buffer);
  }

  get bytes(): number {
    return this.rows * this.#layout.stride;
  }

  get dead(): number {
    return this.#holes.length;
  }

  /** Holds 4 GiB. */
  get isFull(): boolean {
    return this.#pagesFor(this.rows + 1) > MOST_PAGES;
  }

  /** A row as it stands in the memory. */
  row(at: number): Uint8Array {
    const { rows, stride } = this.#layout;
    return this.#bytes.subarray(rows + at * stride, rows + (at + 1) * stride);
  }

  /** @returns where the row stands @throws GalleryError embedding-wrong, memory-full */
  add(id: string, embedding: ArrayLike<number>): number {
    this.#grow();
    writeRow(this.row(this.rows), id, embedding, this.#layout.dimension);
    return this.rows++;
  }

  /** Takes a row as it was kept. @throws GalleryError memory-full */
  append(row: Uint8Array): number {
    this.#grow();
    this.row(this.rows).set(row);
    return this.rows++;
  }

  kill(at: number): void {
    killRow(this.row(at), this.#layout.dimension);
    this.#holes.push(at);
  }

  /** Moves the last rows into some places of the dead. Between two passes only: a row that is compared stays where it is. */
  fillHoles(most: number, moved: (row: Uint8Array, at: number) => void): void {
    for (let filled = 0; filled < most; filled++) {
      const hole = this.#holes.pop();
      if (hole === undefined) return;
      while (this.rows > 0 && isDead(this.row(this.rows - 1), this.#layout.dimension)) this.row(--this.rows).fill(0);
      // It was among the last.
      if (hole >= this.rows) continue;
      const last = this.row(this.rows - 1);
      this.row(hole).set(last);
      last.fill(0);
      this.rows--;
      moved(this.row(hole), hole);
    }
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

  async close(): Promise<void> {
    this.#closed = true;
    await this.#scanner?.stop();
  }

  #take(pages: number): WebAssembly.Memory {
    const first = this.#layout.rows / PAGE + pages;
    return new WebAssembly.Memory({ initial: first, maximum: MOST_PAGES, shared: true });
  }

  #pagesFor(rows: number): number {
    return Math.ceil((this.#layout.rows + rows * this.#layout.stride) / PAGE);
  }

  #grow(): void {
    const wanted = this.#pagesFor(this.rows + 1);
    const pages = this.#memory.buffer.byteLength / PAGE;
    if (wanted <= pages) return;
    try {
      this.#memory.grow(Math.min(MOST_PAGES - pages, Math.max(STEP, pages >> 3)));
    } catch (error) {
      throw new GalleryError('memory-full', `no memory for another row: ${(error as Error).message}`);
    }
    this.#bytes = new Uint8Array(this.#memory.buffer);
  }
}
