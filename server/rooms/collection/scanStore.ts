import { createScanShelf } from '#kernel';
import { problems } from './problems.ts';

/** What an officer has of a person’s papers, or of the book that a row in doubt comes from. In a folder a run. */
export const rowScans = createScanShelf<{ run: string; row: number }>({
  table: 'collection.scan',
  folder: 'run',
  problems,
  most: 3,
});
