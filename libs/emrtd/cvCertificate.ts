import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { ascii, fromAscii, fromInteger, toInteger } from './bytes.ts';
import { integer, oid, readOid } from './der.ts';
import { type Domain, decodePoint, encodePoint, findDomain, readSpki, writeSpki } from './domain.ts';
import { EmrtdError } from './errors.ts';
import { readTlv, TlvCursor, writeTlv } from './tlv.ts';

/** Who a card-verifiable certificate is for: a country's authority, those who run terminals, a terminal. */
export type CvRole = 'authority' | 'domestic-verifier' | 'foreign-verifier' | 'terminal';
/** What a terminal may read beyond the groups that every reader may. */
export type CvRight = 'DG3' | 'DG4';

/** A card-verifiable certificate of an inspection system (BSI TR-03110-3, C.1; profile 0). */
export interface CvCertificate {
  /** The body with its tag: what is signed. */
  body: Uint8Array;
  signature: Uint8Array;
  authorityReference: string;
  holderReference: string;
  protocol: string;
  /** The uncompressed point. */
  point: Uint8Array;
  /** Undefined where the certificate inherits its issuer's curve. */
  domain: Domain | undefined;
  role: CvRole;
  rights: CvRight[];
  effective: Date;
  expires: Date;
}

const INSPECTION_SYSTEM = '0.4.0.127.0.7.3.1.2.1';
const TERMINAL_ECDSA = '0.4.0.127.0.7.2.2.2.2';
const DIGESTS = ['sha1', 'sha224', 'sha256', 'sha384', 'sha512'] as const;
const ROLES: readonly CvRole[] = ['terminal', 'foreign-verifier', 'domestic-verifier', 'authority'];

const refuse = (message: string) => new EmrtdError('cv-certificate-malformed', message);

/** The digest of a terminal authentication protocol. @throws {EmrtdError} algorithm-unsupported */
export function cvDigest(protocol: string): string {
  const digest = DIGESTS[Number(protocol.split('.').at(-1)) - 1];
  if (!protocol.startsWith(`${TERMINAL_ECDSA}.`) || !digest || digest === 'sha1')
    throw new EmrtdError('algorithm-unsupported', `terminal authentication with ${protocol}`);
  return digest;
}

/** Six digits, a byte each: YYMMDD. */
const writeDate = (date: Date) =>
  Uint8Array.from(date.toISOString().slice(2, 10).replaceAll('-', ''), (digit) => Number(digit));

function readDate(bytes: Uint8Array): Date {
  const [y1, y2, m1, m2, d1, d2] = bytes as unknown as number[];
  if (bytes.length !== 6 || bytes.some((digit) => digit > 9)) throw refuse('a date that is not six digits');
  const date = new Date(Date.UTC(2000 + y1! * 10 + y2!, m1! * 10 + m2! - 1, d1! * 10 + d2!));
  if (Buffer.compare(writeDate(date), bytes) !== 0) throw refuse('a day that does not exist');
  return date;
}

function writeKey(protocol: string, key: KeyObject, whole: boolean): Uint8Array {
  const { domain, point } = readSpki(new Uint8Array(key.export({ type: 'spki', format: 'der' })));
  const { Fp, Fn, BASE } = domain.Point;
  const { a, b } = domain.Point.CURVE();
  const field = (tag: number, value: bigint, length: number) => writeTlv(tag, fromInteger(value, length));
  const parameters = [
    field(0x81, Fp.ORDER, Fp.BYTES),
    field(0x82, a, Fp.BYTES),
    field(0x83, b, Fp.BYTES),
    writeTlv(0x84, encodePoint(BASE)),
    field(0x85, Fn.ORDER, Fn.BYTES),
  ];
  return writeTlv(
    0x7f49,
    oid(protocol),
    ...(whole ? parameters : []),
    writeTlv(0x86, encodePoint(point)),
    ...(whole ? [integer(1, 0x87)] : []),
  );
}

/** `reference`s are country code, mnemonic and a sequence number: `VNCVCA00001`. The issuer's key signs with SHA-256. */
export function makeCvCertificate(request: {
  role: CvRole;
  authorityReference: string;
  holderReference: string;
  publicKey: KeyObject;
  issuerKey: KeyObject;
  rights: readonly CvRight[];
  effective: Date;
  expires: Date;
}): Uint8Array {
  const protocol = `${TERMINAL_ECDSA}.3`;
  const rights = (request.rights.includes('DG3') ? 1 : 0) | (request.rights.includes('DG4') ? 2 : 0);
  const template = Uint8Array.of((ROLES.indexOf(request.role) << 6) | rights);
  const body = writeTlv(
    0x7f4e,
    writeTlv(0x5f29, Uint8Array.of(0)),
    writeTlv(0x42, ascii(request.authorityReference)),
    writeKey(protocol, request.publicKey, request.role === 'authority'),
    writeTlv(0x5f20, ascii(request.holderReference)),
    writeTlv(0x7f4c, oid(INSPECTION_SYSTEM), writeTlv(0x53, template)),
    writeTlv(0x5f25, writeDate(request.effective)),
    writeTlv(0x5f24, writeDate(request.expires)),
  );
  const signature = sign('sha256', body, { key: request.issuerKey, dsaEncoding: 'ieee-p1363' });
  return writeTlv(0x7f21, body, writeTlv(0x5f37, signature));
}

/** Body and signature as a card gets them, or under 7F21. @throws {EmrtdError} cv-certificate-malformed, tlv-*, point-invalid */
export function readCvCertificate(bytes: Uint8Array): CvCertificate {
  const start = new TlvCursor(bytes);
  const outer = start.peek === 0x7f21 ? start.enter(0x7f21) : start;
  const body = outer.next(0x7f4e);
  const signature = outer.next(0x5f37).value;
  outer.end();
  const cursor = new TlvCursor(body.value);
  if (cursor.next(0x5f29).value[0] !== 0) throw refuse('an unknown profile');
  const authorityReference = fromAscii(cursor.next(0x42).value);
  const key = cursor.enter(0x7f49);
  const protocol = readOid(key.next());
  const domain = readDomain(key);
  const point = key.next(0x86).value;
  const holderReference = fromAscii(cursor.next(0x5f20).value);
  const authorization = cursor.enter(0x7f4c);
  if (readOid(authorization.next()) !== INSPECTION_SYSTEM) throw refuse('no inspection system’s certificate');
  const template = authorization.next(0x53).value;
  if (template.length !== 1) throw refuse('rights that are not one byte');
  const effective = readDate(cursor.next(0x5f25).value);
  const expires = readDate(cursor.next(0x5f24).value);
  const rights: CvRight[] = [];
  if (template[0]! & 1) rights.push('DG3');
  if (template[0]! & 2) rights.push('DG4');
  const role = ROLES[template[0]! >> 6]!;
  return {
    body: body.raw,
    signature,
    authorityReference,
    holderReference,
    protocol,
    point,
    domain,
    role,
    rights,
    effective,
    expires,
  };
}

function readDomain(key: TlvCursor): Domain | undefined {
  if (key.peek !== 0x81) return undefined;
  const read = (tag: number) => toInteger(key.next(tag).value);
  const [p, a, b] = [read(0x81), read(0x82), read(0x83)];
  const generator = key.next(0x84).value;
  const found = findDomain({ p, a, b, n: read(0x85) }, generator);
  if (!found) throw new EmrtdError('algorithm-unsupported', 'a curve that is not standardised');
  return found;
}

/** The key of a certificate on a curve, its own or its issuer's. @throws {EmrtdError} point-invalid */
export function cvPublicKey(certificate: CvCertificate, domain: Domain): KeyObject {
  const spki = writeSpki(domain, decodePoint(domain, certificate.point));
  return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
}

/** Whether the key of a certificate's holder signed `data`: r and s, plain. @throws {EmrtdError} algorithm-unsupported */
export const isCvSignatureRight = (
  protocol: string,
  key: KeyObject,
  data: Uint8Array,
  signature: Uint8Array,
): boolean => verify(cvDigest(protocol), data, { key, dsaEncoding: 'ieee-p1363' }, signature);

/** How the issuer is named for the next certificate of a chain, from EF.CVCA. @throws {EmrtdError} tlv-* */
export function readTrustPoint(file: Uint8Array): string {
  return fromAscii(readTlv(file.subarray(0, 2 + (file[1] ?? 0))).value);
}

/** EF.CVCA: the reference of the authority that the card trusts, filled to 36 bytes. */
export function makeTrustPoint(reference: string): Uint8Array {
  const file = new Uint8Array(36);
  file.set(writeTlv(0x42, ascii(reference)));
  return file;
}
