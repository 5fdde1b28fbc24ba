import { join } from 'node:path';
import { type Kernel, type MigrationSet, openSealedFiles, type Room } from '#kernel';
import type { Offices } from '#rooms/offices';
import type { Parts } from './holding.ts';
import { readBookKinds } from './kinds.ts';
import { bookRoutes } from './routes.ts';

export const booksMigrations: MigrationSet = { room: 'books', folder: new URL('./migrations/', import.meta.url) };

/** Civil-status books on paper: images of pages, each entry keyed by two officers, what they differ in decided by a third. */
export function openBooks(kernel: Kernel, offices: Offices): Room {
  const { config, keys } = kernel;
  const folder = new URL(`../../../country/${config.country}/books/`, import.meta.url);
  const parts: Parts = {
    offices,
    kinds: readBookKinds(folder, offices.country.facts.languages),
    files: openSealedFiles(join(config.home, 'books'), 'book-page', keys),
  };
  return { name: 'books', routes: bookRoutes(kernel, parts) };
}
