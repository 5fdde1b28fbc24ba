import { decodeBase64 } from './base64.ts';
import { TranslogError } from './errors.ts';
import { HASH_BYTES } from './hash.ts';
import { parseNote, type VerifiedSignature, verifyNote } from './note.ts';
import { type Signer, signNote } from './sign.ts';
import { parseVerifierKey, type VerifierKey } from './verifier-key.ts';

/** A log's statement of its size and root. C2SP tlog-checkpoint. */
export interface Checkpoint {
  /** The log's identity: a URL without scheme, `log.example.org/journal`. */
  readonly origin: string;
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
  /** Opaque lines after the root; best none, as no monitor can audit them. */
  readonly extensions?: readonly string[];
}

export interface CheckpointTrust {
  /** The log's verifier keys (more than one while a key is being replaced); one of them must have signed. */
  readonly keys: readonly (string | VerifierKey)[];
  /** Expected origin. Without it, the origin must be the name of a trusted key that signed. */
  readonly origin?: string;
  /** Verifier keys of trusted witnesses. */
  readonly witnesses?: readonly (string | VerifierKey)[];
  /** Distinct witnesses that must have cosigned; 0 when not given. */
  readonly quorum?: number;
}

export interface VerifiedCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly signatures: readonly VerifiedSignature[];
  readonly cosignatures: readonly VerifiedSignature[];
}

/**
 * The checkpoint as note text.
 * @throws TranslogError `checkpoint_malformed`
 */
export function formatCheckpoint({ origin, size, root, extensions = [] }: Checkpoint): string {
  if (root.length !== HASH_BYTES) throw malformed('the root is not a SHA-256 hash');
  if (!Number.isSafeInteger(size) || size < 0) throw malformed('the size is not a count');
  const lines = [origin, ...extensions];
  if (lines.some((line) => !isLine(line))) throw malformed('a line is empty or holds a control character');
  return `${[origin, size, Buffer.from(root).toString('base64'), ...extensions].join('\n')}\n`;
}

/**
 * Reads note text as a checkpoint.
 * @throws TranslogError `checkpoint_malformed`
 */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n');
  if (lines.pop() !== '') throw malformed('no newline at the end');
  const [origin, size, encoded, ...extensions] = lines;
  if (origin === undefined || size === undefined || encoded === undefined) throw malformed('fewer than three lines');
  if (!isLine(origin) || !extensions.every(isLine)) throw malformed('an empty line');
  if (!/^(?:0|[1-9][0-9]{0,15})$/.test(size) || !Number.isSafeInteger(Number(size))) {
    throw malformed('the size is not a decimal number without leading zeros');
  }
  const root = decodeBase64(encoded);
  if (root?.length !== HASH_BYTES) throw malformed('the root is not the base64 of a SHA-256 hash');
  return { origin, size: Number(size), root, extensions };
}

/**
 * Signs a checkpoint. The log must never sign two that are inconsistent: sign only what was appended to what was signed.
 * @returns the signed note
 * @throws TranslogError `checkpoint_malformed`, `key_name`, `verifier_key`, `signer_mismatch`
 */
export async function signCheckpoint(checkpoint: Checkpoint, signers: readonly Signer[]): Promise<string> {
  return signNote(formatCheckpoint(checkpoint), signers);
}

/**
 * Reads a signed checkpoint and verifies who signed it.
 * @throws TranslogError `note_malformed`, `checkpoint_malformed`, `signature_invalid`, `signature_missing`,
 *   `origin_differs`, `cosignatures_missing`, and those of `parseVerifierKey`
 */
export function verifyCheckpoint(input: string | Uint8Array, trust: CheckpointTrust): VerifiedCheckpoint {
  const keys = ofType('ed25519', trust.keys);
  const witnesses = ofType('cosignature', trust.witnesses ?? []);
  const note = parseNote(input);
  const signatures = verifyNote(note, keys);
  if (signatures.length === 0) throw new TranslogError('signature_missing', 'no trusted log key signed the checkpoint');
  const checkpoint = parseCheckpoint(note.text);
  const origins = trust.origin === undefined ? signatures.map(({ key }) => key.name) : [trust.origin];
  if (!origins.includes(checkpoint.origin)) {
    throw new TranslogError('origin_differs', `the checkpoint is of the log ${checkpoint.origin}`);
  }
  const cosignatures = countOnce(verifyNote(note, witnesses), signatures);
  const quorum = trust.quorum ?? 0;
  if (cosignatures.length < quorum) {
    throw new TranslogError('cosignatures_missing', `${cosignatures.length} of ${quorum} witnesses cosigned`);
  }
  return { checkpoint, signatures, cosignatures };
}

// A witness under two names, or the log as its own witness, is no second pair of eyes.
function countOnce(cosignatures: VerifiedSignature[], signatures: VerifiedSignature[]): VerifiedSignature[] {
  const seen = new Set(signatures.map(({ key }) => key.publicKey.toString('hex')));
  return cosignatures.filter(({ key }) => {
    const identity = key.publicKey.toString('hex');
    return seen.has(identity) ? false : seen.add(identity);
  });
}

function ofType(type: VerifierKey['type'], keys: readonly (string | VerifierKey)[]): VerifierKey[] {
  return keys.map((one) => {
    const key = typeof one === 'string' ? parseVerifierKey(one) : one;
    if (key.type !== type) throw new TranslogError('verifier_key_type', `${key.name} is not a key of type ${type}`);
    return key;
  });
}

function isLine(line: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  return line !== '' && line.isWellFormed() && !/[\u0000-\u001f]/.test(line);
}

function malformed(why: string): TranslogError {
  return new TranslogError('checkpoint_malformed', `not a checkpoint: ${why}`);
}
