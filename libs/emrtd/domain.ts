import { createECDH, type ECDH, randomBytes } from 'node:crypto';
import { type WeierstrassPoint, type WeierstrassPointCons, weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from '@noble/curves/misc.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { fromInteger, toInteger } from './bytes.ts';
import {
  bits,
  integer,
  octets,
  oid,
  readBits,
  readInteger,
  readOctets,
  readOid,
  readSmall,
  sequence,
  TAG,
} from './der.ts';
import { EmrtdError } from './errors.ts';
import { TlvCursor } from './tlv.ts';

export type Point = WeierstrassPoint<bigint>;

/** A curve of the standardised domain parameters (Doc 9303-11, 9.5.1). All have cofactor 1. */
export interface Domain {
  id: number;
  /** OpenSSL's name. */
  name: string;
  oid: string;
  Point: WeierstrassPointCons<bigint>;
}

/** What noble does not bring: p, a, b, n, and the generator. */
const curve = (p: string, a: string, b: string, n: string, x: string, y: string) => {
  const [P, A, B, N, X, Y] = [p, a, b, n, x, y].map((text) => BigInt(`0x${text}`)) as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  return weierstrass({ p: P, a: A, b: B, n: N, h: 1n, Gx: X, Gy: Y });
};

const DOMAINS: readonly Domain[] = [
  {
    id: 8,
    name: 'prime192v1',
    oid: '1.2.840.10045.3.1.1',
    Point: curve(
      'fffffffffffffffffffffffffffffffeffffffffffffffff',
      'fffffffffffffffffffffffffffffffefffffffffffffffc',
      '64210519e59c80e70fa7e9ab72243049feb8deecc146b9b1',
      'ffffffffffffffffffffffff99def836146bc9b1b4d22831',
      '188da80eb03090f67cbf20eb43a18800f4ff0afd82ff1012',
      '07192b95ffc8da78631011ed6b24cdd573f977a11e794811',
    ),
  },
  {
    id: 9,
    name: 'brainpoolP192r1',
    oid: '1.3.36.3.3.2.8.1.1.3',
    Point: curve(
      'c302f41d932a36cda7a3463093d18db78fce476de1a86297',
      '6a91174076b1e0e19c39c031fe8685c1cae040e5c69a28ef',
      '469a28ef7c28cca3dc721d044f4496bcca7ef4146fbf25c9',
      'c302f41d932a36cda7a3462f9e9e916b5be8f1029ac4acc1',
      'c0a0647eaab6a48753b033c56cb0f0900a2f5c4853375fd6',
      '14b690866abd5bb88b5f4828c1490002e6773fa2fa299b8f',
    ),
  },
  {
    id: 10,
    name: 'secp224r1',
    oid: '1.3.132.0.33',
    Point: curve(
      'ffffffffffffffffffffffffffffffff000000000000000000000001',
      'fffffffffffffffffffffffffffffffefffffffffffffffffffffffe',
      'b4050a850c04b3abf54132565044b0b7d7bfd8ba270b39432355ffb4',
      'ffffffffffffffffffffffffffff16a2e0b8f03e13dd29455c5c2a3d',
      'b70e0cbd6bb4bf7f321390b94a03c1d356c21122343280d6115c1d21',
      'bd376388b5f723fb4c22dfe6cd4375a05a07476444d5819985007e34',
    ),
  },
  {
    id: 11,
    name: 'brainpoolP224r1',
    oid: '1.3.36.3.3.2.8.1.1.5',
    Point: curve(
      'd7c134aa264366862a18302575d1d787b09f075797da89f57ec8c0ff',
      '68a5e62ca9ce6c1c299803a6c1530b514e182ad8b0042a59cad29f43',
      '2580f63ccfe44138870713b1a92369e33e2135d266dbb372386c400b',
      'd7c134aa264366862a18302575d0fb98d116bc4b6ddebca3a5a7939f',
      '0d9029ad2c7e5cf4340823b2a87dc68c9e4ce3174c1e6efdee12c07d',
      '58aa56f772c0726f24c6b89e4ecdac24354b9e99caa3f6d3761402cd',
    ),
  },
  { id: 12, name: 'prime256v1', oid: '1.2.840.10045.3.1.7', Point: p256.Point },
  { id: 13, name: 'brainpoolP256r1', oid: '1.3.36.3.3.2.8.1.1.7', Point: brainpoolP256r1.Point },
  {
    id: 14,
    name: 'brainpoolP320r1',
    oid: '1.3.36.3.3.2.8.1.1.9',
    Point: curve(
      'd35e472036bc4fb7e13c785ed201e065f98fcfa6f6f40def4f92b9ec7893ec28fcd412b1f1b32e27',
      '3ee30b568fbab0f883ccebd46d3f3bb8a2a73513f5eb79da66190eb085ffa9f492f375a97d860eb4',
      '520883949dfdbc42d3ad198640688a6fe13f41349554b49acc31dccd884539816f5eb4ac8fb1f1a6',
      'd35e472036bc4fb7e13c785ed201e065f98fcfa5b68f12a32d482ec7ee8658e98691555b44c59311',
      '43bd7e9afb53d8b85289bcc48ee5bfe6f20137d10a087eb6e7871e2a10a599c710af8d0d39e20611',
      '14fdd05545ec1cc8ab4093247f77275e0743ffed117182eaa9c77877aaac6ac7d35245d1692e8ee1',
    ),
  },
  { id: 15, name: 'secp384r1', oid: '1.3.132.0.34', Point: p384.Point },
  { id: 16, name: 'brainpoolP384r1', oid: '1.3.36.3.3.2.8.1.1.11', Point: brainpoolP384r1.Point },
  { id: 17, name: 'brainpoolP512r1', oid: '1.3.36.3.3.2.8.1.1.13', Point: brainpoolP512r1.Point },
  { id: 18, name: 'secp521r1', oid: '1.3.132.0.35', Point: p521.Point },
];

/** The ids of the standardised domain parameters that are supported; 0 to 2, Diffie-Hellman over integers, are not. */
export const DOMAIN_IDS: readonly number[] = DOMAINS.map(({ id }) => id);

/** @throws {EmrtdError} algorithm-unsupported */
export function domainOf(id: number): Domain {
  const domain = DOMAINS.find((one) => one.id === id);
  if (!domain) throw new EmrtdError('algorithm-unsupported', `domain parameters ${id}`);
  return domain;
}

/** A number from 1 to the order, less 1. `random` is for worked examples; it is the system's otherwise. */
export function drawScalar(domain: Domain, random: (length: number) => Uint8Array = randomBytes): bigint {
  const order = domain.Point.Fn.ORDER;
  // Eight bytes more than needed make the bias of the remainder too small to matter (FIPS 186-5, A.2.1).
  return (toInteger(random(domain.Point.Fn.BYTES + 8)) % (order - 1n)) + 1n;
}

export const encodePoint = (point: Point): Uint8Array => point.toBytes(false);

/** An uncompressed point that lies on the curve and is not infinity. @throws {EmrtdError} point-invalid */
export function decodePoint(domain: Domain, bytes: Uint8Array): Point {
  try {
    if (bytes[0] !== 4) throw new TypeError('not uncompressed');
    const point = domain.Point.fromBytes(bytes);
    point.assertValidity();
    return point;
  } catch {
    // An invalid point is how a static key is drawn out of a careless chip or reader.
    throw new EmrtdError('point-invalid', 'the public key is no point of the curve');
  }
}

/** OpenSSL multiplies by the generator, and agrees, an order of magnitude faster. */
function openKey({ name, Point }: Domain, secret: bigint): ECDH {
  const key = createECDH(name);
  key.setPrivateKey(fromInteger(secret, Point.Fn.BYTES));
  return key;
}

/** The public key of a secret number, uncompressed. */
export const publicOf = (domain: Domain, secret: bigint): Uint8Array =>
  new Uint8Array(openKey(domain, secret).getPublicKey());

/** Key agreement: the x coordinate of the shared point. */
export function agreeOn(domain: Domain, secret: bigint, other: Point): Uint8Array {
  return new Uint8Array(openKey(domain, secret).computeSecret(encodePoint(other)));
}

/** A chip's or terminal's key on a standardised curve. */
export interface DomainKey {
  domain: Domain;
  secret: bigint;
  publicPoint: Point;
}

/** A fresh key, or that of a secret number. @throws {EmrtdError} algorithm-unsupported */
export function makeDomainKey(id: number, secret = drawScalar(domainOf(id))): DomainKey {
  const domain = domainOf(id);
  return { domain, secret, publicPoint: domain.Point.fromBytes(publicOf(domain, secret)) };
}

const EC_KEY = '1.2.840.10045.2.1';
const PRIME_FIELD = '1.2.840.10045.1.1';
/** A key whose curve is said by its number (BSI TR-03110-3, A.2.1.1). */
const STANDARDISED = '0.4.0.127.0.7.1.2';

/** The SubjectPublicKeyInfo with explicit parameters, which every reader knows whatever it calls the curve. */
export function writeSpki(domain: Domain, point: Point): Uint8Array {
  const { Fp, Fn, BASE } = domain.Point;
  const { a, b } = domain.Point.CURVE();
  const parameters = sequence(
    integer(1),
    sequence(oid(PRIME_FIELD), integer(Fp.ORDER)),
    sequence(octets(fromInteger(a, Fp.BYTES)), octets(fromInteger(b, Fp.BYTES))),
    octets(encodePoint(BASE)),
    integer(Fn.ORDER),
    integer(1),
  );
  return sequence(sequence(oid(EC_KEY), parameters), bits(encodePoint(point)));
}

/**
 * The curve and the point of a SubjectPublicKeyInfo: named, by its standardised number, or explicit. Explicit parameters count only if all of them are those
 * of a known curve: a forged generator would make any public key "fit" (CVE-2020-0601).
 *
 * @throws {EmrtdError} algorithm-unsupported, point-invalid, tlv-*
 */
export function readSpki(spki: Uint8Array): { domain: Domain; point: Point } {
  const outer = new TlvCursor(spki).enter(TAG.sequence);
  const algorithm = outer.enter(TAG.sequence);
  const kind = readOid(algorithm.next(TAG.oid));
  if (kind !== EC_KEY && kind !== STANDARDISED)
    throw new EmrtdError('algorithm-unsupported', 'a key that is not on an elliptic curve');
  const domain = kind === STANDARDISED ? domainOf(readSmall(algorithm.next())) : readParameters(algorithm);
  if (!domain) throw new EmrtdError('algorithm-unsupported', 'a curve that is not standardised');
  return { domain, point: decodePoint(domain, readBits(outer.next())) };
}

/** The known curve that has every one of these parameters. */
export function findDomain(given: Record<'p' | 'a' | 'b' | 'n', bigint>, generator: Uint8Array): Domain | undefined {
  return DOMAINS.find(({ Point }) => {
    const known = Point.CURVE();
    const isSame = known.p === given.p && known.a === given.a && known.b === given.b && known.n === given.n;
    return isSame && Buffer.compare(encodePoint(Point.BASE), generator) === 0;
  });
}

function readParameters(algorithm: TlvCursor): Domain | undefined {
  if (algorithm.peek === TAG.oid) {
    const name = readOid(algorithm.next());
    return DOMAINS.find((one) => one.oid === name);
  }
  const explicit = algorithm.enter(TAG.sequence);
  explicit.next(TAG.integer);
  const field = explicit.enter(TAG.sequence);
  field.next(TAG.oid);
  const p = readInteger(field.next());
  const coefficients = explicit.enter(TAG.sequence);
  const [a, b] = [toInteger(readOctets(coefficients.next())), toInteger(readOctets(coefficients.next()))];
  const generator = readOctets(explicit.next());
  return findDomain({ p, a, b, n: readInteger(explicit.next()) }, generator);
}
