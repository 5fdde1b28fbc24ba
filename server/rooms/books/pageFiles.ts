import { mkdirSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyStore } from '#kernel';

/** Of one page, in bytes: a sheet of A3 scanned in colour at 300 dpi as JPEG has some six megabytes. */
export const LARGEST_PAGE = 12 * 1024 * 1024;

const BEGINNINGS = {
  'image/jpeg': 'ffd8ff',
  'image/png': '89504e470d0a1a0a',
  'application/pdf': '255044462d',
} as const;
export const PAGE_MEDIA = Object.keys(BEGINNINGS) as (keyof typeof BEGINNINGS)[];

/** What a file is by its bytes, whatever it is called. */
export function recognisePage(bytes: Buffer): keyof typeof BEGINNINGS | undefined {
  return PAGE_MEDIA.find((media) => bytes.subarray(0, 8).toString('hex').startsWith(BEGINNINGS[media]));
}

interface Place {
  book: string;
  page: string;
}

/** Images of pages, each a file of its own, sealed under the installation's data keys and readable by the server's user alone. */
export interface PageFiles {
  write(place: Place, bytes: Buffer): Promise<void>;
  /** @returns undefined for what is gone, was changed, or is another page’s file */
  read(place: Place): Promise<Buffer | undefined>;
  remove(place: Place): Promise<void>;
}

/** @param home the directory of the books, made where it is missing */
export function openPageFiles(home: string, keys: Pick<KeyStore, 'seal' | 'open'>): PageFiles {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const fileOf = ({ book, page }: Place) => join(home, book, page);
  const matterOf = ({ book, page }: Place) => `book-page:${book}:${page}`;
  return {
    async write(place, bytes) {
      await mkdir(join(home, place.book), { recursive: true, mode: 0o700 });
      await writeFile(fileOf(place), keys.seal(matterOf(place), bytes), { mode: 0o600, flag: 'wx', flush: true });
    },
    async read(place) {
      const sealed = await readFile(fileOf(place)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      return sealed && keys.open(matterOf(place), sealed);
    },
    remove: (place) => rm(fileOf(place), { force: true }),
  };
}
