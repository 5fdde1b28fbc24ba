import { createCipheriv, createDecipheriv } from 'node:crypto';
import { hash } from './algorithm.ts';
import { concat, isSame, xor } from './bytes.ts';
import { EmrtdError } from './errors.ts';

/** The ciphers of BAC, PACE and secure messaging (Doc 9303-11, 9.7 and 9.8). */
export type CipherName = '3DES' | 'AES-128' | 'AES-192' | 'AES-256';

interface Shape {
  keyLength: number;
  block: number;
  /** The derivation's digest: SHA-1 as long as it is long enough for the key. */
  digest: 'sha1' | 'sha256';
}

const SHAPES: Readonly<Record<CipherName, Shape>> = {
  '3DES': { keyLength: 16, block: 8, digest: 'sha1' },
  'AES-128': { keyLength: 16, block: 16, digest: 'sha1' },
  'AES-192': { keyLength: 24, block: 16, digest: 'sha256' },
  'AES-256': { keyLength: 32, block: 16, digest: 'sha256' },
};

/** The last arc of a protocol of PACE or chip authentication says its cipher. */
const CIPHERS: readonly CipherName[] = ['3DES', 'AES-128', 'AES-192', 'AES-256'];

export const protocolOf = (family: string, cipher: CipherName): string => `${family}.${CIPHERS.indexOf(cipher) + 1}`;

export const cipherOf = (family: string, protocol: string): CipherName | undefined =>
  CIPHERS.find((cipher) => protocolOf(family, cipher) === protocol);

export const blockOf = (cipher: CipherName): number => SHAPES[cipher].block;

/** What a key is derived for (Doc 9303-11, 9.7.1). */
export const KEY_FOR = { encryption: 1, mac: 2, password: 3 } as const;

const hasOddParity = (byte: number) => byte.toString(2).replaceAll('0', '').length % 2 === 1;

/** The key derivation function: the digest over the secret and a counter. DES keys get their parity bits. */
export function deriveKey(cipher: CipherName, secret: Uint8Array, purpose: 1 | 2 | 3): Uint8Array {
  const { keyLength, digest } = SHAPES[cipher];
  const key = hash(digest, concat(secret, Uint8Array.of(0, 0, 0, purpose))).slice(0, keyLength);
  return cipher === '3DES' ? key.map((byte) => (hasOddParity(byte) ? byte : byte ^ 1)) : key;
}

/** ISO/IEC 9797-1 padding method 2: 80, then zeros to a whole block. */
export function pad(data: Uint8Array, block: number): Uint8Array {
  const padded = new Uint8Array(data.length + block - (data.length % block));
  padded.set(data);
  padded[data.length] = 0x80;
  return padded;
}

/** Only ever called on what a MAC has already proven. @throws {EmrtdError} secure-message-malformed */
export function unpad(data: Uint8Array): Uint8Array {
  let end = data.length - 1;
  while (end >= 0 && data[end] === 0) end--;
  if (data[end] !== 0x80) throw new EmrtdError('secure-message-malformed', 'the padding is wrong');
  return data.subarray(0, end);
}

function opensslKey(cipher: CipherName, key: Uint8Array): [string, Uint8Array] {
  // Two-key triple DES: K1, K2, K1. OpenSSL 3 has the three-key name only.
  if (cipher === '3DES') return ['des-ede3-cbc', concat(key, key.subarray(0, 8))];
  return [`aes-${key.length * 8}-cbc`, key];
}

function runCbc(encrypts: boolean, cipher: CipherName, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const [name, whole] = opensslKey(cipher, key);
  const engine = encrypts ? createCipheriv(name, whole, iv) : createDecipheriv(name, whole, iv);
  engine.setAutoPadding(false);
  return concat(engine.update(data), engine.final());
}

const zeros = (cipher: CipherName): Uint8Array => new Uint8Array(SHAPES[cipher].block);

/** CBC over whole blocks. */
export const encrypt = (cipher: CipherName, key: Uint8Array, data: Uint8Array, iv = zeros(cipher)): Uint8Array =>
  runCbc(true, cipher, key, iv, data);

/** @throws {EmrtdError} secure-message-malformed for what is not whole blocks */
export function decrypt(cipher: CipherName, key: Uint8Array, data: Uint8Array, iv = zeros(cipher)): Uint8Array {
  if (data.length === 0 || data.length % SHAPES[cipher].block !== 0)
    throw new EmrtdError('secure-message-malformed', 'the ciphertext is not whole blocks');
  return runCbc(false, cipher, key, iv, data);
}

/** ISO/IEC 9797-1 MAC algorithm 3 with DES: single DES in CBC, the last block in triple DES. `data` is padded. */
function makeRetailMac(key: Uint8Array, data: Uint8Array): Uint8Array {
  const left = key.subarray(0, 8);
  // OpenSSL 3 refuses single DES: triple DES with one key thrice is the same.
  const single = encrypt('3DES', concat(left, left), data.subarray(0, -8));
  const state = data.length > 8 ? single.subarray(-8) : new Uint8Array(8);
  return encrypt('3DES', key, data.subarray(-8), state);
}

/** Doubles in GF(2^128) (NIST SP 800-38B, 6.1). */
function double(block: Uint8Array): Uint8Array {
  const doubled = block.map((byte, index) => (byte << 1) | ((block[index + 1] ?? 0) >> 7));
  if (block[0]! >= 0x80) doubled[15]! ^= 0x87;
  return doubled;
}

/** AES-CMAC (NIST SP 800-38B), the first eight bytes. */
function makeCmac(cipher: CipherName, key: Uint8Array, data: Uint8Array): Uint8Array {
  const first = double(encrypt(cipher, key, new Uint8Array(16)));
  const whole = data.length > 0 && data.length % 16 === 0;
  const blocks = whole ? Uint8Array.from(data) : pad(data, 16);
  blocks.set(xor(blocks.subarray(-16), whole ? first : double(first)), blocks.length - 16);
  return encrypt(cipher, key, blocks).subarray(-16, -8);
}

/** The MAC of a message, eight bytes. `padded` says that the message has the padding of secure messaging already. */
export function makeMac(cipher: CipherName, key: Uint8Array, data: Uint8Array, padded = false): Uint8Array {
  if (cipher !== '3DES') return makeCmac(cipher, key, data);
  return makeRetailMac(key, padded ? data : pad(data, 8));
}

/** In constant time. */
export const isMacRight = (cipher: CipherName, key: Uint8Array, data: Uint8Array, mac: Uint8Array, padded = false) =>
  isSame(makeMac(cipher, key, data, padded), mac);
