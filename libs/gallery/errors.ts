export type GalleryErrorCode =
  /** The dimension is not a multiple of 16 up to 4,096. */
  | 'dimension-wrong'
  /** Another length than the gallery's dimension, no direction, or a number that is none. */
  | 'embedding-wrong'
  | 'id-wrong'
  | 'id-known'
  /** Bytes that are no rows of a gallery of this dimension. */
  | 'rows-wrong'
  /** The machine gives no more memory. */
  | 'memory-full'
  /** The thread that compares ended; what it holds is not lost, and the next search finds it. */
  | 'scan-failed'
  | 'closed';

export class GalleryError extends Error {
  readonly code: GalleryErrorCode;
  constructor(code: GalleryErrorCode, message: string) {
    super(message);
    this.name = 'GalleryError';
    this.code = code;
  }
}
