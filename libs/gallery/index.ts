export { GalleryError, type GalleryErrorCode } from './errors.ts';
export { Gallery, type GalleryOptions, type Hit, type SearchOptions } from './gallery.ts';
