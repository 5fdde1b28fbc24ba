import { Readable } from 'node:stream';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { SheetError } from './error.ts';
import type { RandomAccess } from './sheet.ts';
import { readRange } from './source.ts';

/** A workbook has some dozens of parts. */
const MOST_ENTRIES = 20_000;
/** The largest sheet Excel can hold, of short cells. */
const MOST_BYTES = 16 * 2 ** 30;
/** Rows of one and the same word reach a hundred; DEFLATE itself ends at 1,032. */
const MOST_RATIO = 400;
const RATIO_FROM = 64 << 20;

/** The parts of a ZIP archive by name. */
export interface Archive {
  has(name: string): boolean;
  /** Bytes of a part, unpacked. */
  size(name: string): number;
  /** Reads a part. @throws SheetError zip-damaged, zip-bomb */
  open(name: string): Promise<Readable>;
}

/** Reads the directory of an archive. Sizes are held against limits before anything is unpacked; more than stated never is. */
export async function openArchive(source: RandomAccess): Promise<Archive> {
  const entries = new Map<string, Entry>();
  let zip: ZipFile;
  try {
    zip = await fromRandomAccessReaderPromise(new SourceReader(source), source.size, {
      autoClose: false,
      lazyEntries: true,
    });
    if (zip.entryCount > MOST_ENTRIES) throw new SheetError('zip-bomb');
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName.toLowerCase();
      if (!entries.has(name)) entries.set(name, entry);
    }
  } catch (error) {
    throw asSheetError(error);
  }
  const find = (name: string) => entries.get(name.toLowerCase());
  return {
    has: (name) => find(name) !== undefined,
    size: (name) => find(name)?.uncompressedSize ?? 0,
    async open(name) {
      const entry = find(name);
      if (!entry) throw new SheetError('zip-damaged');
      checkSize(entry);
      try {
        return await zip.openReadStreamPromise(entry);
      } catch (error) {
        throw asSheetError(error);
      }
    },
  };
}

function checkSize({ uncompressedSize, compressedSize, generalPurposeBitFlag }: Entry): void {
  if ((generalPurposeBitFlag & 1) === 1) throw new SheetError('encrypted');
  const isDense = uncompressedSize > RATIO_FROM && uncompressedSize > compressedSize * MOST_RATIO;
  if (uncompressedSize > MOST_BYTES || isDense) throw new SheetError('zip-bomb');
}

/** What yauzl and zlib throw, as what the sender can do about it. */
export function asSheetError(error: unknown): SheetError {
  if (error instanceof SheetError) return error;
  const isBomb = error instanceof Error && error.message.startsWith('too many bytes');
  return new SheetError(isBomb ? 'zip-bomb' : 'zip-damaged', { cause: error });
}

class SourceReader extends RandomAccessReader {
  readonly #source: RandomAccess;
  constructor(source: RandomAccess) {
    super();
    this.#source = source;
  }
  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(readRange(this.#source, start, end), { objectMode: false });
  }
}
