import { TranslogError } from './errors.ts';
import { cosignedMessage, formatNote, type NoteSignature, parseNote, verifyNote } from './note.ts';
import { createVerifierKey, type SignatureType } from './verifier-key.ts';

/** One who can sign with Ed25519; the private key stays behind the callback (file, HSM, remote). */
export interface Signer {
  readonly name: string;
  /** Raw Ed25519 public key, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** Ed25519 signature of exactly these bytes, 64 bytes. */
  readonly sign: (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>;
}

/**
 * Signs a text with each signer.
 * @param text ends with a newline
 * @throws TranslogError `note_malformed`, `key_name`, `verifier_key`, `signer_mismatch`
 */
export async function signNote(text: string, signers: readonly Signer[]): Promise<string> {
  const signatures = await Promise.all(
    signers.map(async (signer) => {
      const signature = Buffer.from(await signer.sign(Buffer.from(text)));
      return checkedSignature(text, signer, 'ed25519', signature);
    }),
  );
  return formatNote({ text, signatures });
}

/**
 * Adds a witness's cosignature/v1 to a signed checkpoint. The witness must have verified log signature and consistency.
 * @param time seconds since 1970
 * @throws TranslogError `note_malformed`, `out_of_range`, `key_name`, `verifier_key`, `signer_mismatch`
 */
export async function cosignNote(note: string, witness: Signer, time: number): Promise<string> {
  if (!Number.isSafeInteger(time) || time < 0) {
    throw new TranslogError('out_of_range', 'the time of a cosignature is in whole seconds since 1970');
  }
  const { text, signatures } = parseNote(note);
  const stamp = Buffer.alloc(8);
  stamp.writeBigUInt64BE(BigInt(time));
  const signature = Buffer.concat([stamp, await witness.sign(cosignedMessage(text, time))]);
  return formatNote({ text, signatures: [...signatures, checkedSignature(text, witness, 'cosignature', signature)] });
}

// A key store that answers with another key would seal a log nobody can verify; noticing later is too late.
function checkedSignature(text: string, signer: Signer, type: SignatureType, signature: Buffer): NoteSignature {
  const key = createVerifierKey(signer.name, type, signer.publicKey);
  const made = { name: signer.name, id: key.id, signature };
  try {
    verifyNote({ text, signatures: [made] }, [key]);
  } catch {
    throw new TranslogError('signer_mismatch', `the signer ${signer.name} did not sign with its public key`);
  }
  return made;
}
