export { GalleryError, type GalleryErrorCode } from './errors.ts';
export { Gallery, type GalleryOptions, type Hit, type SearchOptions } from './gallery.ts';
export { type AnyId, IdTable } from './idTable.ts';
export type { Best, Pass, Scanner, ShardStart } from './memory.ts';
export { makeRow, strideOf } from './rows.ts';
export { createScan } from './scan.ts';
