import { createPublicKey, hash, type KeyObject } from 'node:crypto';
import { decodeBase64 } from './base64.ts';
import { TranslogError } from './errors.ts';

/** Signature types of C2SP signed-note that this library verifies. */
export const SIGNATURE_TYPES = { ed25519: 0x01, cosignature: 0x04 } as const;

export type SignatureType = keyof typeof SIGNATURE_TYPES;

/** A trusted key: a log's (`ed25519`) or a witness's (`cosignature`). */
export interface VerifierKey {
  readonly name: string;
  readonly type: SignatureType;
  /** Raw Ed25519 public key, 32 bytes. */
  readonly publicKey: Buffer;
  /** Key ID, a uint32. */
  readonly id: number;
  readonly keyObject: KeyObject;
}

const KEY_BYTES = 32;

/**
 * Makes a trusted key from its parts.
 * @param publicKey raw Ed25519 public key, 32 bytes
 * @throws TranslogError `key_name`, `verifier_key`
 */
export function createVerifierKey(name: string, type: SignatureType, publicKey: Uint8Array): VerifierKey {
  checkKeyName(name);
  if (publicKey.length !== KEY_BYTES) throw new TranslogError('verifier_key', 'an Ed25519 public key has 32 bytes');
  const bytes = Buffer.from(publicKey);
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') };
  const keyObject = createPublicKey({ key: jwk, format: 'jwk' });
  return { name, type, publicKey: bytes, id: keyId(name, type, bytes), keyObject };
}

/**
 * Reads a verifier key string, `name+hash+base64(type ‖ key)`. C2SP signed-note, "Verifier keys".
 * @throws TranslogError `verifier_key`, `verifier_key_type`, `key_name`
 */
export function parseVerifierKey(text: string): VerifierKey {
  // The key's base64 may itself hold a plus sign: only the first two separate.
  const [, name, id, encoded] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
  const bytes = encoded === undefined ? undefined : decodeBase64(encoded);
  if (name === undefined || id === undefined || bytes === undefined || bytes.length === 0) {
    throw new TranslogError('verifier_key', 'not a verifier key: name+hash+base64 is expected');
  }
  const type = typeOf(bytes[0]);
  if (type === undefined) {
    throw new TranslogError('verifier_key_type', `signature type 0x${bytes.toString('hex', 0, 1)} is not supported`);
  }
  const key = createVerifierKey(name, type, bytes.subarray(1));
  if (key.id !== Number.parseInt(id, 16)) throw new TranslogError('verifier_key', 'the key ID is of another key');
  return key;
}

/** The key as a verifier key string, to be handed to whoever is to verify. */
export function formatVerifierKey(key: { name: string; type: SignatureType; publicKey: Uint8Array }): string {
  const id = keyId(key.name, key.type, key.publicKey).toString(16).padStart(8, '0');
  const encoded = Buffer.concat([Buffer.of(SIGNATURE_TYPES[key.type]), key.publicKey]).toString('base64');
  return `${key.name}+${id}+${encoded}`;
}

/** Key ID: the first four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ key). C2SP signed-note, "Signatures". */
export function keyId(name: string, type: SignatureType, publicKey: Uint8Array): number {
  const bytes = Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(SIGNATURE_TYPES[type]), publicKey]);
  return hash('sha256', bytes, 'buffer').readUInt32BE(0);
}

/** @throws TranslogError `key_name` */
export function checkKeyName(name: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (name === '' || !name.isWellFormed() || /[\p{White_Space}+\u0000-\u001f]/u.test(name)) {
    throw new TranslogError('key_name', 'a key name has no space, plus sign or control character');
  }
}

function typeOf(byte: number | undefined): SignatureType | undefined {
  if (byte === SIGNATURE_TYPES.ed25519) return 'ed25519';
  return byte === SIGNATURE_TYPES.cosignature ? 'cosignature' : undefined;
}
