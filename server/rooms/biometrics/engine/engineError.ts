/** Why an engine does not open. */
export type EngineErrorCode =
  /** Another process, or another engine of this one, has it open. */
  | 'home-in-use'
  /** The segments are sealed under data keys that the key store does not have. */
  | 'key-unknown'
  /** The segments hold embeddings of another face model: everybody must be enrolled again, into another home. */
  | 'model-other'
  /** A dimension that is no multiple of 16 up to 4,096. */
  | 'model-wrong'
  /** Curves that do not rise, or thresholds out of order. */
  | 'fusion-wrong';

export class EngineError extends Error {
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string) {
    super(message);
    this.name = 'EngineError';
    this.code = code;
  }
}
