export {
  type Checkpoint,
  type CheckpointTrust,
  formatCheckpoint,
  parseCheckpoint,
  signCheckpoint,
  type VerifiedCheckpoint,
  verifyCheckpoint,
} from './checkpoint.ts';
export { commitLine, SALT_BYTES } from './commit.ts';
export { TranslogError, type TranslogErrorCode } from './errors.ts';
export { emptyRoot, HASH_BYTES, hashLeaves, leafHash, nodeHash } from './hash.ts';
export { formatNote, type Note, type NoteSignature, parseNote, type VerifiedSignature, verifyNote } from './note.ts';
export {
  type ConsistencyClaim,
  consistencyProof,
  type InclusionClaim,
  inclusionProof,
  verifyConsistency,
  verifyInclusion,
} from './proofs.ts';
export { cosignNote, type Signer, signNote } from './sign.ts';
export type { ReadTile } from './subtree.ts';
export {
  decodeEntryBundle,
  encodeEntryBundle,
  parseTilePath,
  TILE_WIDTH,
  type TileName,
  tilePath,
  tileWidth,
} from './tiles.ts';
export {
  type Appended,
  appendLeaves,
  emptyTree,
  resumeTree,
  rootFromTiles,
  rootHash,
  type Tile,
  type TreeState,
} from './tree.ts';
export {
  createVerifierKey,
  formatVerifierKey,
  keyId,
  parseVerifierKey,
  SIGNATURE_TYPES,
  type SignatureType,
  type VerifierKey,
} from './verifier-key.ts';
export { type FaultCode, type LogToVerify, type LogVerdict, verifyLog } from './verify.ts';
