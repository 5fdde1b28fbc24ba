import { join } from 'node:path';
import { setImmediate as rest } from 'node:timers/promises';
import type { KeepOptions } from './keep.ts';
import { type KeptRecord, writeRecord } from './records.ts';
import { nameOf, type Place, putInPlace, Segment } from './segment.ts';

interface Waiting {
  readonly record: KeptRecord;
  readonly bytes: Buffer;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Of one write and one sync; what comes meanwhile goes together into the next. */
const COMMIT_BYTES = 1024 * 1024;
const END = writeRecord({ kind: 'end' });

/** Writes records behind each other into the segment that grows: those that wait go together. */
export class Writer {
  readonly #options: KeepOptions;
  readonly #adopt: (segment: Segment) => void;
  readonly #committed: (record: KeptRecord, segment: Segment, place: Place) => void;
  readonly #waiting: Waiting[] = [];
  #committing: Promise<void> | undefined;
  #endWanted = false;
  /** The segment that grows. */
  active: Segment | undefined;
  /** Number of the last segment. */
  newest = 0;

  /**
   * @param adopt is given each new segment
   * @param committed is told of each record that is durable, in their order, before whoever wrote it is
   */
  constructor(
    options: KeepOptions,
    adopt: (segment: Segment) => void,
    committed: (record: KeptRecord, segment: Segment, place: Place) => void,
  ) {
    this.#options = options;
    this.#adopt = adopt;
    this.#committed = committed;
  }

  get isIdle(): boolean {
    return this.#committing === undefined;
  }

  write(record: KeptRecord): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ record, bytes: writeRecord(record), resolve, reject });
      this.#committing ??= this.#commit();
    });
  }

  /** Writes on behind what an earlier process wrote; behind a damage nothing more. */
  goOn(segment: Segment): void {
    this.active = segment;
    this.#endWanted = segment.isDamaged;
  }

  /** The next record begins another segment. */
  async end(): Promise<void> {
    const { active } = this;
    this.#endWanted = true;
    this.#committing ??= this.#commit();
    await this.#committing;
    if (active && !active.hasEnd) throw new Error('the segment that grows could not be ended');
  }

  /** Until all that waits is written. */
  async settle(): Promise<void> {
    await this.#committing;
  }

  async #commit(): Promise<void> {
    // Whoever writes in the same turn goes along.
    await rest();
    while (this.#waiting.length > 0 || this.#endWanted) {
      const batch = this.#takeBatch();
      try {
        if (this.#endWanted || (this.active?.length ?? 0) >= this.#options.segmentBytes) await this.#end();
        if (batch.length > 0) await this.#append(batch);
      } catch (error) {
        for (const { reject } of batch) reject(error);
        this.#endWanted = false;
      }
    }
    this.#committing = undefined;
  }

  #takeBatch(): Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const one of this.#waiting) {
      bytes += one.bytes.length;
      if (count > 0 && bytes > COMMIT_BYTES) break;
      count++;
    }
    return this.#waiting.splice(0, count);
  }

  async #append(batch: readonly Waiting[]): Promise<void> {
    this.active ??= await this.#begin();
    const { active } = this;
    const places = await appendDurably(
      active,
      batch.map(({ bytes }) => bytes),
    );
    for (const [at, { record, resolve, reject }] of batch.entries())
      try {
        if (record.kind === 'enrolled') active.enrolled++;
        this.#committed(record, active, places[at]!);
        resolve();
      } catch (error) {
        // It is on the disk, and found after the next opening: there is no memory for it now.
        reject(error);
      }
  }

  async #end(): Promise<void> {
    if (this.active) {
      await appendDurably(this.active, [END]);
      this.active.hasEnd = true;
      this.active = undefined;
    }
    this.#endWanted = false;
  }

  async #begin(): Promise<Segment> {
    const { home, keys, model } = this.#options;
    const path = join(home, nameOf(this.newest + 1));
    const segment = await Segment.create(`${path}.new`, this.newest + 1, keys, model);
    await putInPlace(`${path}.new`, path);
    this.newest++;
    this.#adopt(segment);
    return segment;
  }
}

async function appendDurably(segment: Segment, records: readonly Buffer[]): Promise<Place[]> {
  const { length } = segment;
  try {
    const places = await segment.append(records);
    await segment.sync();
    return places;
  } catch (error) {
    // What of it came to the disk must not come back behind what is confirmed later.
    await segment.cut(length).catch(() => {});
    throw error;
  }
}
