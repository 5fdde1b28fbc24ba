/** Every stable error code of this library. */
export type TranslogErrorCode =
  /** A hash is not 32 bytes, or a list of hashes is not a whole number of them. */
  | 'hash_length'
  /** A tree size or an entry index is negative, fractional, beyond 2^53 - 1, or outside the tree. */
  | 'out_of_range'
  /** The path is not the canonical path of a tile or an entry bundle. */
  | 'tile_path'
  /** The store holds no tile that the tree of this size must have. */
  | 'tile_missing'
  /** The stored tile is shorter than the tree of this size needs, longer than 256 hashes, or not whole hashes. */
  | 'tile_malformed'
  /** The entry bundle is truncated, too long, or an entry exceeds 65,535 bytes. */
  | 'bundle_malformed'
  /** The text is not a signed note. */
  | 'note_malformed'
  /** A key name is empty or holds a space, a plus sign or a control character. */
  | 'key_name'
  /** The verifier key string is malformed, or its key ID does not belong to its name and key. */
  | 'verifier_key'
  /** The verifier key is of a signature type other than Ed25519 (0x01) and cosignature/v1 (0x04). */
  | 'verifier_key_type'
  /** A signature made by a signer does not verify with the public key it claims. */
  | 'signer_mismatch'
  /** A signature carries the name and ID of a trusted key and does not verify. */
  | 'signature_invalid'
  /** No trusted log key signed. */
  | 'signature_missing'
  /** Fewer distinct trusted witnesses cosigned than required. */
  | 'cosignatures_missing'
  /** The note text is not a checkpoint. */
  | 'checkpoint_malformed'
  /** The checkpoint is signed by a trusted key, but for another log. */
  | 'origin_differs'
  /** The salt of a commitment is not 16 bytes. */
  | 'salt_length';

/** The only error this library throws by itself; `code` is stable, the message is for people. */
export class TranslogError extends Error {
  override readonly name = 'TranslogError';
  readonly code: TranslogErrorCode;

  constructor(code: TranslogErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
