import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BLOCK_STEP, MOST_BLOCK_RECORDS } from './blocks.ts';
import type { FaceModel, Seal } from './header.ts';
import { type KeptRecord, readRecords } from './records.ts';
import { nameOf, type Place, putInPlace, Segment, syncNames } from './segment.ts';
import { Writer } from './writer.ts';

/** Where a record stands, as two numbers that a table holds: file and record, and place of the block. */
export type Location = readonly [first: number, second: number];

/** Bytes that are no blocks any more: what stood there is lost, removals too. */
export interface Damage {
  readonly segment: number;
  readonly from: number;
  readonly bytes: number;
}

export interface KeepOptions {
  readonly home: string;
  readonly keys: Seal;
  readonly model: FaceModel;
  /** A segment that is longer ends, and another begins. */
  readonly segmentBytes: number;
}

/** Told of every record where it stands, in the order in which they were made; it buries what the record replaces. */
export type Apply = (record: KeptRecord, location: Location, bury: (location: Location) => void) => void;

/** What the engine knows, on disk: segments of records, of which the later ones count. */
export class Keep {
  readonly options: KeepOptions;
  readonly #apply: Apply;
  damages: Damage[] = [];
  /** Numbers of files whose header is damaged. */
  unreadable: number[] = [];
  /** Bytes that were cut off at opening: the write that a crash tore. */
  torn = 0;
  /** By number in the memory, which is another one after a compaction. */
  readonly #segments: (Segment | undefined)[] = [];
  readonly #writer: Writer;

  private constructor(options: KeepOptions, apply: Apply) {
    this.options = options;
    this.#apply = apply;
    this.#writer = new Writer(
      options,
      (segment) => this.#segments.push(segment),
      (record, segment, place) => this.#apply(record, this.locate(segment, place), this.#bury),
    );
  }

  /** @throws EngineError key-unknown, model-other */
  static async open(
    options: KeepOptions,
    apply: Apply,
    onProgress: (bytes: number, of: number) => void,
  ): Promise<Keep> {
    const keep = new Keep(options, apply);
    try {
      await keep.#openAll(onProgress);
    } catch (error) {
      await keep.close();
      throw error;
    }
    return keep;
  }

  get bytes(): number {
    return this.segments().reduce((sum, { length }) => sum + length, 0);
  }

  get dead(): number {
    return this.segments().reduce((sum, { dead }) => sum + dead, 0);
  }

  /** In the order in which they count. */
  segments(): Segment[] {
    return this.#segments.filter((one) => one !== undefined).sort((one, other) => one.number - other.number);
  }

  /** Nothing is on its way to the disk. */
  get isIdle(): boolean {
    return this.#writer.isIdle;
  }

  /** The record is durable and applied when it resolves; records are in the order of the calls. */
  write(record: KeptRecord): Promise<void> {
    return this.#writer.write(record);
  }

  /** @returns undefined where its block is damaged, or it has moved meanwhile */
  async read([first, second]: Location): Promise<KeptRecord | undefined> {
    const segment = this.#segments[Math.floor(first / MOST_BLOCK_RECORDS)];
    const content = await segment?.read(second * BLOCK_STEP);
    if (!content) return undefined;
    let index = first % MOST_BLOCK_RECORDS;
    for (const { record } of readRecords(content)) if (index-- === 0) return record;
    return undefined;
  }

  /** The block there does not open. */
  reportBlock([first, second]: Location): void {
    const segment = this.#segments[Math.floor(first / MOST_BLOCK_RECORDS)];
    if (segment) this.report(segment, second * BLOCK_STEP, BLOCK_STEP);
  }

  /** What stands there counts no more. */
  readonly #bury = ([first]: Location): void => {
    const segment = this.#segments[Math.floor(first / MOST_BLOCK_RECORDS)];
    if (segment) segment.dead++;
  };

  isIn(segment: Segment, [first]: Location): boolean {
    return this.#segments[Math.floor(first / MOST_BLOCK_RECORDS)] === segment;
  }

  locate(segment: Segment, { block, index }: Place): Location {
    return [this.#segments.indexOf(segment) * MOST_BLOCK_RECORDS + index, block / BLOCK_STEP];
  }

  /** A segment that grows and holds what is dead or damaged ends here; the next record begins another. */
  async endActive(): Promise<void> {
    const { active } = this.#writer;
    if (active && (active.dead > 0 || active.isDamaged)) await this.#writer.end();
  }

  /** Files that are complete, in their order. */
  closed(): Segment[] {
    return this.segments().filter((segment) => segment !== this.#writer.active);
  }

  async close(): Promise<void> {
    await this.#writer.settle();
    await Promise.all(this.segments().map((segment) => segment.close()));
    this.#segments.length = 0;
  }

  async #openAll(onProgress: (bytes: number, of: number) => void): Promise<void> {
    const { home, keys, model } = this.options;
    await mkdir(home, { recursive: true, mode: 0o700 });
    const names = await readdir(home);
    // A compaction that a crash ended: what it would have replaced is there.
    for (const name of names.filter((one) => one.endsWith('.segment.new'))) await rm(join(home, name));
    const numbers = names
      .filter((one) => /^\d{8,}\.segment$/.test(one))
      .map((one) => Number.parseInt(one, 10))
      .sort((one, other) => one - other);
    for (const number of numbers) {
      this.#writer.newest = number;
      const segment = await Segment.open(join(home, nameOf(number)), number, keys, model);
      if (segment) this.#segments.push(segment);
      else {
        this.unreadable.push(number);
        this.damages.push({ segment: number, from: 0, bytes: (await stat(join(home, nameOf(number)))).size });
      }
    }
    let read = 0;
    for (const segment of this.segments()) {
      const isLast = segment.number === this.#writer.newest;
      await this.#replay(segment, isLast, (bytes) => onProgress(read + bytes, this.bytes));
      read += segment.length;
      if (isLast && !segment.hasEnd) this.#writer.goOn(segment);
    }
  }

  async #replay(segment: Segment, isLast: boolean, onProgress: (bytes: number) => void): Promise<void> {
    for await (const found of segment.blocks()) {
      if ('lost' in found) {
        const { lost, to } = found;
        // Behind an end nothing is ever written: whatever a disk leaves there is nobody's.
        if ((isLast || segment.hasEnd) && to === segment.length) {
          this.torn += to - lost;
          await segment.cut(lost);
        } else this.report(segment, lost, to - lost);
        continue;
      }
      let index = 0;
      const [base, block] = this.locate(segment, { block: found.at, index });
      for (const { record } of readRecords(found.content)) {
        if (record.kind === 'end') segment.hasEnd = true;
        if (record.kind === 'enrolled') segment.enrolled++;
        this.#apply(record, [base + index, block], this.#bury);
        index++;
      }
      onProgress(found.at);
    }
    if (!isLast && !segment.hasEnd) this.report(segment, segment.length, 0);
  }

  report(segment: Segment, from: number, bytes: number): void {
    segment.isDamaged = true;
    const isKnown = this.damages.some((one) => one.segment === segment.number && one.from === from);
    if (!isKnown) this.damages.push({ segment: segment.number, from, bytes });
  }

  /** A file that shall take the place of a segment. */
  beginInPlaceOf({ number }: Segment): Promise<Segment> {
    const { home, keys, model } = this.options;
    return Segment.create(`${join(home, nameOf(number))}.new`, number, keys, model);
  }

  /** Gives it the name, so that after a crash it is one or the other. Both can be read until the old one is dropped. */
  async putInPlace(fresh: Segment): Promise<void> {
    const path = join(this.options.home, nameOf(fresh.number));
    await putInPlace(`${path}.new`, path);
    this.#segments.push(fresh);
  }

  /** What was damaged is gone: the segments were written anew without it. */
  async forgetDamages(): Promise<void> {
    for (const number of this.unreadable) await rm(join(this.options.home, nameOf(number)));
    this.unreadable = [];
    this.damages = [];
  }

  async giveUp(fresh: Segment): Promise<void> {
    await fresh.close();
    await rm(`${join(this.options.home, nameOf(fresh.number))}.new`, { force: true });
  }

  /** Of a segment that has no name any more, and whose key is destroyed. */
  async drop(segment: Segment): Promise<void> {
    this.#segments[this.#segments.indexOf(segment)] = undefined;
    await segment.retire();
  }

  /** Takes its name away too. */
  async erase(segment: Segment): Promise<void> {
    await rm(join(this.options.home, nameOf(segment.number)));
    await syncNames(this.options.home);
    await this.drop(segment);
  }
}
