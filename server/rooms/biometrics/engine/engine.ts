import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { isId } from '#kernel';
import { Gallery, GalleryError, IdTable } from '#libs/gallery';
import { type CompactOptions, compactKeep, type Whereabouts } from './compaction.ts';
import { EngineError } from './engineError.ts';
import { FingerCrew } from './fingerCrew.ts';
import { checkFusion, type Fusion } from './fusion.ts';
import type { FaceModel, Seal } from './header.ts';
import { claimHome } from './home.ts';
import { createSearcher } from './identify.ts';
import { type Apply, type Damage, Keep } from './keep.ts';
import { type Matcher, MatcherError, type Reference } from './matcher.ts';
import { referenceBytes, referenceText } from './records.ts';
import { type Embed, readProbe, rowOf, toMatcherError } from './samples.ts';
import { startScanThread } from './scanThread.ts';

export interface EngineOptions {
  /** A directory of its own, made where it is missing; one process has it open at a time. */
  readonly home: string;
  /** The installation's key store: each segment's key is sealed under its data keys. */
  readonly keys: Seal;
  /** The one face model whose embeddings are kept here. */
  readonly model: FaceModel;
  readonly fusion: Fusion;
  /** For probes that have a portrait and no embedding. */
  readonly embed?: Embed | undefined;
  /** That compare faces, and as many again for fingers; as the machine has processors unless told. 0: few faces, in the caller's own. */
  readonly threads?: number;
  /** A segment that is longer ends. 256 MiB unless told: what one removal makes the next compaction write anew. */
  readonly segmentBytes?: number;
  /** In milliseconds, at most: so long lies on the disk what was removed or replaced. A day unless told. */
  readonly eraseWithin?: number;
  /** How far opening has come. */
  readonly onProgress?: (bytes: number, of: number) => void;
}

export interface EngineFigures {
  readonly enrolled: number;
  /** Found by their fingers alone. */
  readonly faceless: number;
  /** Rows of faces and the tables of references. */
  readonly memoryBytes: number;
  readonly diskBytes: number;
  /** Replaced or removed, and on the disk until the next compaction. */
  readonly dead: number;
  readonly enrolments: number;
  readonly removals: number;
  readonly searches: number;
  readonly verifications: number;
  /** Cut off at opening: a write that a crash tore and nobody was told of as done. */
  readonly tornBytes: number;
  /** Empty on a healthy disk. Where it is not, compare `references` with the room's store. */
  readonly damages: readonly Damage[];
}

export interface Engine extends Matcher {
  has(reference: Reference): boolean;
  /** All that are enrolled, in no order: to compare with the room's store. */
  references(): Generator<Reference>;
  /**
   * Erases from disk and memory whatever was removed or replaced before; everything goes on meanwhile. Asked while one runs, it runs
   * once more after it. @throws MatcherError unavailable
   */
  compact(options?: CompactOptions): Promise<void>;
  figures(): EngineFigures;
}

const SEGMENT_BYTES = 256 * 1024 * 1024;
const DAY = 86_400_000;

/** @throws EngineError home-in-use, key-unknown, model-other, model-wrong, fusion-wrong */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { home, keys, model, fusion, embed, threads = availableParallelism(), onProgress = () => {} } = options;
  checkFusion(fusion);
  const gallery = openGallery(model, threads);
  await mkdir(home, { recursive: true, mode: 0o700 });
  const release = await claimHome(home);
  const table = new IdTable();
  const faceless = new Set<string>();
  const counts = { enrolments: 0, removals: 0, searches: 0, verifications: 0 };
  let isClosed = false;
  let compacting: Promise<void> = Promise.resolve();

  /** Brings the memory to where the disk is, when it is read as when it is written. */
  const apply: Apply = (record, location, bury) => {
    if (record.kind === 'end') return;
    const { reference } = record;
    const before = table.get(reference);
    if (before) bury(before);
    gallery.remove(reference);
    if (faceless.size > 0) faceless.delete(referenceText(reference));
    if (record.kind === 'removed') table.delete(reference);
    else {
      table.set(reference, ...location);
      if (record.row) gallery.load(record.row);
      else faceless.add(referenceText(reference));
    }
  };

  const { segmentBytes = SEGMENT_BYTES, eraseWithin = DAY } = options;
  const keep = await Keep.open({ home, keys, model, segmentBytes }, apply, onProgress).catch(async (error) => {
    await release();
    throw error;
  });
  await gallery.compact();
  const crew = new FingerCrew(Math.max(1, threads));
  const searcher = createSearcher({ gallery, table, faceless, keep, crew, fusion });

  const whereabouts: Whereabouts = {
    get: (reference) => table.get(reference),
    set: (reference, first, second) => table.set(reference, first, second),
    ids: () => table.ids(),
    forget(reference) {
      table.delete(reference);
      gallery.remove(reference);
      faceless.delete(reference);
    },
  };

  async function guard<Done>(work: () => Promise<Done>): Promise<Done> {
    if (isClosed) throw new MatcherError('closed', 'the engine is closed');
    try {
      return await work();
    } catch (error) {
      throw toMatcherError(error);
    }
  }
  function compact(compaction?: CompactOptions): Promise<void> {
    const next = compacting.then(async () => {
      if (isClosed) return;
      await compactKeep(keep, whereabouts, compaction);
      await gallery.compact();
    });
    compacting = next.catch(() => {});
    return next;
  }
  // What was removed may not stay because nobody asked for it to go. After a failure it is tried at the next turn, and `dead` shows it.
  const erasing = setInterval(() => void (keep.dead > 0 && compact().catch(() => {})), eraseWithin / 2).unref();

  return {
    enrol: (reference, probe) =>
      guard(async () => {
        const bytes = bytesOf(reference);
        const { face, fingers } = await readProbe(probe, embed);
        const row = face && rowOf(reference, face, model.dimension);
        await keep.write({ kind: 'enrolled', reference: bytes, row, fingers });
        counts.enrolments++;
      }),
    remove: (reference) =>
      guard(async () => {
        const bytes = bytesOf(reference);
        // Unknown, and no enrolment on its way to the disk.
        if (!table.has(reference) && keep.isIdle) return;
        await keep.write({ kind: 'removed', reference: bytes });
        counts.removals++;
      }),
    identify: (probe, search) =>
      guard(async () => {
        counts.searches++;
        return searcher.identify(await readProbe(probe, embed), search);
      }),
    verify: (reference, probe) =>
      guard(async () => {
        bytesOf(reference);
        counts.verifications++;
        return searcher.verify(reference, await readProbe(probe, embed));
      }),
    count: () => guard(async () => table.size),
    has: (reference) => table.has(reference),
    references: () => table.ids() as Generator<Reference>,
    compact: (compaction) => guard(() => compact(compaction)),
    figures: () => ({
      ...counts,
      enrolled: table.size,
      faceless: faceless.size,
      memoryBytes: gallery.bytes + gallery.tableBytes + table.bytes,
      diskBytes: keep.bytes,
      dead: keep.dead,
      tornBytes: keep.torn,
      damages: [...keep.damages],
    }),
    async close() {
      if (isClosed) return;
      isClosed = true;
      clearInterval(erasing);
      await compacting;
      await keep.close();
      await Promise.all([gallery.close(), crew.stop()]);
      await release();
    },
  };
}

function openGallery({ dimension }: FaceModel, shards: number): Gallery {
  try {
    return shards > 0 ? new Gallery({ dimension, shards, startScanner: startScanThread }) : new Gallery({ dimension });
  } catch (error) {
    throw error instanceof GalleryError ? new EngineError('model-wrong', error.message) : error;
  }
}

/** @throws MatcherError reference-wrong */
function bytesOf(reference: Reference): Buffer {
  if (!isId(reference)) throw new MatcherError('reference-wrong', 'a reference is a UUID in small letters');
  return referenceBytes(reference);
}
