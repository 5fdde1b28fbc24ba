import { blockOf, type CipherName, cipherOf, deriveKey, KEY_FOR, protocolOf } from './cipher.ts';
import { agreeOn, type DomainKey, decodePoint, type Point } from './domain.ts';
import type { SessionKeys } from './secureMessaging.ts';

const ECDH = '0.4.0.127.0.7.2.2.3.2';

/** The key on an elliptic curve that DG14 holds. */
export const CHIP_KEY_PROTOCOL = '0.4.0.127.0.7.2.2.1.2';

/** Chip authentication over elliptic curves with a cipher. */
export const chipProtocol = (cipher: CipherName) => protocolOf(ECDH, cipher);

export const chipCipher = (protocol: string): CipherName | undefined => cipherOf(ECDH, protocol);

function makeSession(cipher: CipherName, secret: Uint8Array): SessionKeys {
  return {
    cipher,
    encryption: deriveKey(cipher, secret, KEY_FOR.encryption),
    mac: deriveKey(cipher, secret, KEY_FOR.mac),
    counter: new Uint8Array(blockOf(cipher)),
  };
}

/** The card's side: its static key and the terminal's key of this session. @throws {EmrtdError} point-invalid */
export const agreeAsChip = (cipher: CipherName, key: DomainKey, terminal: Uint8Array): SessionKeys =>
  makeSession(cipher, agreeOn(key.domain, key.secret, decodePoint(key.domain, terminal)));

/** The terminal's side. That the card can go on in this session proves that it has the key of DG14. */
export const agreeAsTerminal = (cipher: CipherName, key: DomainKey, chip: Point): SessionKeys =>
  makeSession(cipher, agreeOn(key.domain, key.secret, chip));
