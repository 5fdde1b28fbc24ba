import { hash } from './algorithm.ts';
import { ascii, concat, isSame, xor } from './bytes.ts';
import { decrypt, deriveKey, encrypt, isMacRight, KEY_FOR, makeMac } from './cipher.ts';
import { EmrtdError } from './errors.ts';
import { formatAccessKey, type MrzAccess, makeCheckDigit } from './mrzCheck.ts';
import type { SessionKeys } from './secureMessaging.ts';

/** The document basic access keys, from the zone (Doc 9303-11, 4.3.2). */
export interface AccessKeys {
  encryption: Uint8Array;
  mac: Uint8Array;
}

export function makeAccessKeys(access: MrzAccess): AccessKeys {
  const seed = hash('sha1', ascii(formatAccessKey(access))).subarray(0, 16);
  return {
    encryption: deriveKey('3DES', seed, KEY_FOR.encryption),
    mac: deriveKey('3DES', seed, KEY_FOR.mac),
  };
}

/** How a card is named to a terminal after basic access control: its number with the check digit (Doc 9303-11, 9.4.6). */
export function nameCard({ documentNumber }: MrzAccess): Uint8Array {
  const field = documentNumber.padEnd(9, '<');
  return ascii(field + makeCheckDigit(field));
}

/** One side's share: 8 random bytes, and 16 of which the session's keys are made. */
export interface BacShare {
  nonce: Uint8Array;
  key: Uint8Array;
}

/** The message of one side: its own nonce first, then the other's, encrypted and authenticated. 40 bytes. */
export function makeBacMessage(keys: AccessKeys, own: BacShare, other: Uint8Array): Uint8Array {
  const secret = encrypt('3DES', keys.encryption, concat(own.nonce, other, own.key));
  return concat(secret, makeMac('3DES', keys.mac, secret));
}

/**
 * The other side's share, if it knows the keys and answers this very exchange.
 *
 * @throws {EmrtdError} password-wrong
 */
export function openBacMessage(keys: AccessKeys, message: Uint8Array, own: Uint8Array, other?: Uint8Array): BacShare {
  const refuse = () => new EmrtdError('password-wrong', 'the number and dates are not this card’s');
  if (message.length !== 40) throw refuse();
  const secret = message.subarray(0, 32);
  if (!isMacRight('3DES', keys.mac, secret, message.subarray(32))) throw refuse();
  const plain = decrypt('3DES', keys.encryption, secret);
  if (!isSame(plain.subarray(8, 16), own)) throw refuse();
  if (other && !isSame(plain.subarray(0, 8), other)) throw refuse();
  return { nonce: plain.slice(0, 8), key: plain.slice(16) };
}

/** The session that both shares make. */
export function makeBacSession(terminal: BacShare, card: BacShare): SessionKeys {
  const seed = xor(terminal.key, card.key);
  return {
    cipher: '3DES',
    encryption: deriveKey('3DES', seed, KEY_FOR.encryption),
    mac: deriveKey('3DES', seed, KEY_FOR.mac),
    counter: concat(card.nonce.subarray(4), terminal.nonce.subarray(4)),
  };
}
