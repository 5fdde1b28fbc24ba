import { mkdirSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSeal } from './dataKeys.ts';
import { isId } from './ids.ts';

/** Both are ids: what a request says never becomes a path. */
export interface SealedPlace {
  folder: string;
  file: string;
}

/** Files beside the database, each sealed under the installation's data keys for its own place and readable by the server's user alone. */
export interface SealedFiles {
  /** A file is written once. @throws Error where one is there */
  write(place: SealedPlace, bytes: Uint8Array): Promise<void>;
  /** @returns undefined for what is gone, was changed, or is another place’s file */
  read(place: SealedPlace): Promise<Buffer | undefined>;
  /** What is gone already is no error. */
  remove(place: SealedPlace): Promise<void>;
}

/**
 * @param home the directory, made where it is missing
 * @param matter what its files are (`book-page`): one that is copied to another matter's directory does not open there
 */
export function openSealedFiles(home: string, matter: string, keys: Pick<DataSeal, 'seal' | 'open'>): SealedFiles {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const pathOf = ({ folder, file }: SealedPlace) => {
    if (!isId(folder) || !isId(file)) throw new Error('a sealed file lies under ids');
    return join(home, folder, file);
  };
  const aboutOf = ({ folder, file }: SealedPlace) => `${matter}:${folder}:${file}`;
  return {
    async write(place, bytes) {
      const path = pathOf(place);
      await mkdir(join(home, place.folder), { recursive: true, mode: 0o700 });
      await writeFile(path, keys.seal(aboutOf(place), bytes), { mode: 0o600, flag: 'wx', flush: true });
    },
    async read(place) {
      const sealed = await readFile(pathOf(place)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      return sealed && keys.open(aboutOf(place), sealed);
    },
    remove: async (place) => rm(pathOf(place), { force: true }),
  };
}
