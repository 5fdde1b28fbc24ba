import { hash } from './algorithm.ts';
import { ascii, fromInteger, isSame, toInteger } from './bytes.ts';
import {
  blockOf,
  type CipherName,
  cipherOf,
  decrypt,
  deriveKey,
  encrypt,
  KEY_FOR,
  makeMac,
  pad,
  protocolOf,
  unpad,
} from './cipher.ts';
import { oid } from './der.ts';
import {
  agreeOn,
  type Domain,
  type DomainKey,
  decodePoint,
  drawScalar,
  encodePoint,
  type Point,
  publicOf,
} from './domain.ts';
import { EmrtdError } from './errors.ts';
import { formatAccessKey, type MrzAccess } from './mrzCheck.ts';
import type { SessionKeys } from './secureMessaging.ts';
import { writeTlv } from './tlv.ts';

/** What the holder shows: the zone, or the card access number printed on the front. */
export type Password = { kind: 'mrz'; access: MrzAccess } | { kind: 'can'; can: string };

/** The password's reference in MSE:Set AT. */
export const PASSWORD_REFERENCE = { mrz: 1, can: 2 } as const;

/** How the nonce makes a generator; chip mapping is the generic one, and proves the chip on the way. */
export type PaceMapping = 'generic' | 'chip';

const FAMILIES: Readonly<Record<PaceMapping, string>> = {
  generic: '0.4.0.127.0.7.2.2.4.2',
  chip: '0.4.0.127.0.7.2.2.4.6',
};

/** PACE over elliptic curves with a cipher. */
export const paceProtocol = (cipher: CipherName, mapping: PaceMapping = 'generic') =>
  protocolOf(FAMILIES[mapping], cipher);

/** Chip mapping is defined with AES alone. */
export const isChipMapping = (protocol: string): boolean =>
  cipherOf(FAMILIES.chip, protocol) !== undefined && cipherOf(FAMILIES.chip, protocol) !== '3DES';

/** The cipher of a PACE protocol; undefined for integrated mapping and for integers, which are not spoken here. */
export const paceCipher = (protocol: string): CipherName | undefined =>
  cipherOf(isChipMapping(protocol) ? FAMILIES.chip : FAMILIES.generic, protocol);

/** K-pi, with which the card encrypts its nonce. */
export function makePasswordKey(cipher: CipherName, password: Password): Uint8Array {
  const secret = password.kind === 'can' ? ascii(password.can) : hash('sha1', ascii(formatAccessKey(password.access)));
  return deriveKey(cipher, secret, KEY_FOR.password);
}

export const encryptNonce = (cipher: CipherName, key: Uint8Array, nonce: Uint8Array) => encrypt(cipher, key, nonce);
export const decryptNonce = (cipher: CipherName, key: Uint8Array, secret: Uint8Array) => decrypt(cipher, key, secret);

/**
 * One side of PACE with generic or chip mapping (Doc 9303-11, 4.4). The two sides do the same: map the generator with the
 * nonce, agree on it, prove it to each other; with chip mapping the chip also proves its static key. `draw` is for worked examples.
 */
export class PaceExchange {
  readonly #protocol: string;
  readonly #cipher: CipherName;
  readonly #domain: Domain;
  readonly #mappingSecret: bigint;
  readonly #agreementSecret: bigint;
  #otherMapping: Point | undefined;
  #generator: Point | undefined;
  #other: Uint8Array | undefined;
  #keys: { encryption: Uint8Array; mac: Uint8Array } | undefined;

  /** @throws {EmrtdError} algorithm-unsupported */
  constructor(protocol: string, domain: Domain, draw: (domain: Domain) => bigint = drawScalar) {
    const cipher = paceCipher(protocol);
    if (!cipher) throw new EmrtdError('algorithm-unsupported', `PACE protocol ${protocol}`);
    this.#protocol = protocol;
    this.#cipher = cipher;
    this.#domain = domain;
    this.#mappingSecret = draw(domain);
    this.#agreementSecret = draw(domain);
  }

  get cipher(): CipherName {
    return this.#cipher;
  }

  /** Whether the last answer must hold the chip's proof too. */
  get provesChip(): boolean {
    return isChipMapping(this.#protocol);
  }

  /** The public key of the mapping, on the curve's own generator. */
  get mappingKey(): Uint8Array {
    return publicOf(this.#domain, this.#mappingSecret);
  }

  /** G' = s·G + H. @throws {EmrtdError} point-invalid */
  map(nonce: Uint8Array, otherMappingKey: Uint8Array): void {
    const { BASE, Fn } = this.#domain.Point;
    if (isSame(otherMappingKey, this.mappingKey))
      throw new EmrtdError('point-invalid', 'our own mapping key came back');
    this.#otherMapping = decodePoint(this.#domain, otherMappingKey);
    const shared = this.#otherMapping.multiply(this.#mappingSecret);
    const scalar = toInteger(nonce) % Fn.ORDER;
    const mapped = scalar === 0n ? shared : BASE.multiply(scalar).add(shared);
    if (mapped.is0()) throw new EmrtdError('point-invalid', 'the mapped generator is infinity');
    this.#generator = mapped;
  }

  #mapped(): Point {
    if (!this.#generator) throw new EmrtdError('authentication-failed', 'PACE out of its order');
    return this.#generator;
  }

  /** The mapped generator, as a point: for worked examples. */
  get generator(): Uint8Array {
    return encodePoint(this.#mapped());
  }

  /** The public key of the agreement, on the mapped generator. */
  get agreementKey(): Uint8Array {
    return encodePoint(this.#mapped().multiply(this.#agreementSecret));
  }

  /** @throws {EmrtdError} point-invalid */
  agree(otherAgreementKey: Uint8Array): void {
    // A reflected key would make both tokens the same.
    if (isSame(otherAgreementKey, this.agreementKey)) throw new EmrtdError('point-invalid', 'our own key came back');
    const secret = agreeOn(this.#domain, this.#agreementSecret, decodePoint(this.#domain, otherAgreementKey));
    this.#other = otherAgreementKey;
    this.#keys = {
      encryption: deriveKey(this.#cipher, secret, KEY_FOR.encryption),
      mac: deriveKey(this.#cipher, secret, KEY_FOR.mac),
    };
  }

  #token(point: Uint8Array): Uint8Array {
    if (!this.#keys) throw new EmrtdError('authentication-failed', 'PACE out of its order');
    return makeMac(this.#cipher, this.#keys.mac, writeTlv(0x7f49, oid(this.#protocol), writeTlv(0x86, point)));
  }

  /** Our token: the MAC over the other side's key. */
  get token(): Uint8Array {
    return this.#token(this.#other ?? new Uint8Array());
  }

  /** Whether the other side has the same keys, that is, the same password. */
  isTokenRight(token: Uint8Array): boolean {
    return isSame(token, this.#token(this.agreementKey));
  }

  /** @throws {EmrtdError} authentication-failed before the agreement */
  get session(): SessionKeys {
    if (!this.#keys) throw new EmrtdError('authentication-failed', 'PACE out of its order');
    return { cipher: this.#cipher, ...this.#keys, counter: new Uint8Array(blockOf(this.#cipher)) };
  }

  /** The vector of chip mapping: minus one, encrypted (Doc 9303-11, 4.4.3.5.1). */
  #mappingVector(encryption: Uint8Array): Uint8Array {
    return encrypt(this.#cipher, encryption, new Uint8Array(16).fill(0xff));
  }

  /** Chip mapping, the chip's side: the number that leads from its static key to its mapping key, for the terminal alone. */
  proveStaticKey(key: DomainKey): Uint8Array {
    const { encryption } = this.session;
    const { Fn } = this.#domain.Point;
    const proof = fromInteger(Fn.mul(Fn.inv(key.secret), this.#mappingSecret), Fn.BYTES);
    return encrypt(this.#cipher, encryption, pad(proof, 16), this.#mappingVector(encryption));
  }

  /**
   * Chip mapping, the terminal's side: which static key the chip proves, by a check of each that it may be.
   *
   * @throws {EmrtdError} secure-message-malformed, authentication-failed
   */
  openProof(secret: Uint8Array): (domain: Domain, key: Point) => boolean {
    const { encryption } = this.session;
    const plain = decrypt(this.#cipher, encryption, secret, this.#mappingVector(encryption));
    const proof = toInteger(unpad(plain));
    const mapping = this.#otherMapping;
    if (proof === 0n || proof >= this.#domain.Point.Fn.ORDER)
      throw new EmrtdError('authentication-failed', 'the chip’s proof is no number of the curve');
    return (domain, key) =>
      domain.id === this.#domain.id && mapping !== undefined && key.multiply(proof).equals(mapping);
  }
}

/** The x coordinate of an uncompressed point: how a card names itself after PACE (Doc 9303-11, 9.4.6). */
export const compressKey = (point: Uint8Array): Uint8Array => point.slice(1, 1 + (point.length - 1) / 2);
