export type FaceErrorCode =
  /** Nothing in the picture is taken for a face. */
  | 'no-face'
  /** More than one face that could be meant. */
  | 'several-faces'
  /** Neither PNG nor JPEG, or broken. */
  | 'image-malformed'
  /** More bytes or pixels than a portrait has. Said before memory is taken. */
  | 'image-too-large'
  /** No weights are there. */
  | 'engine-not-configured'
  /** A description or a file of the weights is not what it is said to be. */
  | 'weights-wrong'
  /** The weights have no network for it. */
  | 'not-offered';

export class FaceError extends Error {
  readonly code: FaceErrorCode;

  constructor(code: FaceErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'FaceError';
    this.code = code;
  }
}
