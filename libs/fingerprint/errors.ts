/** Every stable error code of this library. */
export type FingerprintErrorCode =
  | 'image-format'
  | 'image-broken'
  | 'image-unsupported'
  | 'image-size'
  | 'template-format'
  | 'template-broken'
  | 'template-size';

/** What was handed in is not what it says it is; the message says where. Never thrown for a poor finger: that is a low quality. */
export class FingerprintError extends Error {
  readonly code: FingerprintErrorCode;

  constructor(code: FingerprintErrorCode, message: string) {
    super(message);
    this.name = 'FingerprintError';
    this.code = code;
  }
}
