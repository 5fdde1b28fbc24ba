import { verify } from 'node:crypto';
import { decodeBase64 } from './base64.ts';
import { TranslogError } from './errors.ts';
import { checkKeyName, type SignatureType, type VerifierKey } from './verifier-key.ts';

/** A signature line: `— name base64(id ‖ signature)`. */
export interface NoteSignature {
  readonly name: string;
  readonly id: number;
  readonly signature: Buffer;
}

/** A signed note, not yet verified. */
export interface Note {
  /** The signed text, its final newline included. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A trusted key that did sign; for a witness, when (seconds since 1970). */
export interface VerifiedSignature {
  readonly key: VerifierKey;
  readonly time: number | null;
}

// The specification asks for at least 16 and for a limit; both limits are those of the Go implementation.
const MAX_SIGNATURES = 100;
const MAX_BYTES = 1_000_000;
const ED25519_BYTES = 64;
const TIME_BYTES = 8;

/**
 * Reads a signed note. C2SP signed-note, "Format". Nothing is verified: see `verifyNote`.
 * @throws TranslogError `note_malformed`
 */
export function parseNote(input: string | Uint8Array): Note {
  const note = decodeText(input);
  const blank = note.lastIndexOf('\n\n');
  if (blank === -1) throw malformed('no blank line before the signatures');
  const lines = note.slice(blank + 2).split('\n');
  if (lines.pop() !== '' || lines.length === 0) throw malformed('no signature lines, or no newline at the end');
  if (lines.length > MAX_SIGNATURES) throw malformed(`more than ${MAX_SIGNATURES} signatures`);
  return { text: note.slice(0, blank + 1), signatures: lines.map(parseSignatureLine) };
}

/**
 * Writes a signed note.
 * @throws TranslogError `note_malformed`, `key_name`
 */
export function formatNote({ text, signatures }: Note): string {
  checkText(text);
  if (!text.endsWith('\n')) throw malformed('the text must end with a newline');
  if (signatures.length === 0) throw malformed('a note has at least one signature');
  return `${text}\n${signatures.map(formatSignatureLine).join('')}`;
}

/**
 * The trusted keys that signed the note. Signatures of unknown keys are ignored, as the standard demands; a false one
 * under a trusted key's name and ID refuses the whole note. A key that signed several times counts once,
 * with its last signature.
 * @throws TranslogError `signature_invalid`
 */
export function verifyNote(note: Note, keys: readonly VerifierKey[]): VerifiedSignature[] {
  const verified = new Map<VerifierKey, VerifiedSignature>();
  for (const { name, id, signature } of note.signatures) {
    // Keys of equal name and ID cannot be told apart, so each of them must be tried.
    const known = keys.filter((key) => key.name === name && key.id === id);
    const signer = known.find((key) => verifies(key, note.text, signature));
    if (signer !== undefined) {
      verified.set(signer, { key: signer, time: signedTime(signer.type, signature) });
    } else if (known.length > 0) {
      throw new TranslogError('signature_invalid', `the signature of ${name} does not verify`);
    }
  }
  return [...verified.values()];
}

/** The bytes a witness signs: C2SP tlog-cosignature, "Ed25519 signed message". */
export function cosignedMessage(text: string, time: number): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
}

function verifies(key: VerifierKey, text: string, signature: Buffer): boolean {
  if (key.type === 'ed25519') {
    return signature.length === ED25519_BYTES && verify(null, Buffer.from(text), key.keyObject, signature);
  }
  const time = signedTime(key.type, signature);
  if (time === null) return false;
  return verify(null, cosignedMessage(text, time), key.keyObject, signature.subarray(TIME_BYTES));
}

function signedTime(type: SignatureType, signature: Buffer): number | null {
  if (type !== 'cosignature' || signature.length !== TIME_BYTES + ED25519_BYTES) return null;
  const time = Number(signature.readBigUInt64BE(0));
  return Number.isSafeInteger(time) ? time : null;
}

function parseSignatureLine(line: string): NoteSignature {
  const [, name, encoded] = /^— ([^ ]+) ([^ ]+)$/u.exec(line) ?? [];
  const bytes = encoded === undefined ? undefined : decodeBase64(encoded);
  if (name === undefined || bytes === undefined || bytes.length <= 4) throw malformed('not a signature line');
  try {
    checkKeyName(name);
  } catch {
    throw malformed('a signature line has a key name that is not allowed');
  }
  return { name, id: bytes.readUInt32BE(0), signature: bytes.subarray(4) };
}

function formatSignatureLine({ name, id, signature }: NoteSignature): string {
  checkKeyName(name);
  const idBytes = Buffer.alloc(4);
  idBytes.writeUInt32BE(id);
  return `— ${name} ${Buffer.concat([idBytes, signature]).toString('base64')}\n`;
}

function decodeText(input: string | Uint8Array): string {
  if (input.length > MAX_BYTES) throw malformed(`more than ${MAX_BYTES} bytes`);
  let text: string;
  try {
    text = typeof input === 'string' ? input : new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(input);
  } catch {
    throw malformed('not UTF-8');
  }
  checkText(text);
  return text;
}

function checkText(text: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (!text.isWellFormed() || /[\u0000-\u0009\u000b-\u001f]/.test(text)) {
    throw malformed('not Unicode, or a control character other than newline');
  }
}

function malformed(why: string): TranslogError {
  return new TranslogError('note_malformed', `not a signed note: ${why}`);
}
