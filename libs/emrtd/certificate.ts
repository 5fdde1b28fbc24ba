import type { KeyObject } from 'node:crypto';
import { hash, importPublicKey, isSignatureRight } from './algorithm.ts';
import { fromPem, readBits, readOctets, readOid, readSmall, readTime, TAG } from './der.ts';
import { EmrtdError } from './errors.ts';
import { readTlv, readTlvs, TlvCursor } from './tlv.ts';

/** What this library reads of an X.509 certificate; names are kept as their DER, to be compared as bytes. */
export interface Certificate {
  der: Uint8Array;
  /** The part that is signed. */
  tbs: Uint8Array;
  serial: Uint8Array;
  issuer: Uint8Array;
  subject: Uint8Array;
  /** ISO 3166-1 alpha-2 in upper case, of the issuer. */
  country: string;
  commonName: string;
  notBefore: Date;
  notAfter: Date;
  spki: Uint8Array;
  publicKey: KeyObject;
  isAuthority: boolean;
  subjectKeyId: Uint8Array | undefined;
  authorityKeyId: Uint8Array | undefined;
  extendedUses: string[];
  signatureAlgorithm: Uint8Array;
  signature: Uint8Array;
}

export const EXTENSION = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  privateKeyUsagePeriod: '2.5.29.16',
  subjectAltName: '2.5.29.17',
  issuerAltName: '2.5.29.18',
  basicConstraints: '2.5.29.19',
  crlNumber: '2.5.29.20',
  crlDistributionPoints: '2.5.29.31',
  authorityKeyId: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  documentTypes: '2.23.136.1.1.6.2',
} as const;
const UNDERSTOOD: ReadonlySet<string> = new Set(Object.values(EXTENSION));

const COUNTRY = '2.5.4.6';
const COMMON_NAME = '2.5.4.3';

function readName(name: Uint8Array, attribute: string): string {
  for (const set of readTlvs(readTlv(name).value))
    for (const pair of readTlvs(set.value)) {
      const [type, value] = readTlvs(pair.value);
      if (type && value && readOid(type) === attribute) return Buffer.from(value.value).toString('utf8');
    }
  return '';
}

interface Extensions {
  isAuthority: boolean;
  subjectKeyId?: Uint8Array;
  authorityKeyId?: Uint8Array;
  extendedUses: string[];
}

function readExtensions(list: TlvCursor): Extensions {
  const found: Extensions = { isAuthority: false, extendedUses: [] };
  while (!list.isDone) {
    const extension = list.enter(TAG.sequence);
    const id = readOid(extension.next(TAG.oid));
    const critical = extension.optional(TAG.boolean);
    const value = readTlv(readOctets(extension.next()), 'der');
    if (critical && !UNDERSTOOD.has(id))
      throw new EmrtdError('certificate-malformed', `the critical extension ${id} is not understood`);
    if (id === EXTENSION.basicConstraints) {
      const flag = new TlvCursor(value.value, 'der').optional(TAG.boolean);
      found.isAuthority = flag?.value[0] === 0xff;
    } else if (id === EXTENSION.subjectKeyId) found.subjectKeyId = readOctets(value);
    else if (id === EXTENSION.authorityKeyId) {
      const key = new TlvCursor(value.value, 'der').optional(0x80);
      if (key) found.authorityKeyId = key.value;
    } else if (id === EXTENSION.extendedKeyUsage) found.extendedUses = readTlvs(value.value, 'der').map(readOid);
  }
  return found;
}

/** What certificates and revocation lists have around them, DER or PEM. @throws {EmrtdError} tlv-* */
export function readSigned(input: Uint8Array) {
  const der = fromPem(input);
  const outer = new TlvCursor(readTlv(der, 'der').value, 'der');
  const tbs = outer.next(TAG.sequence);
  const signatureAlgorithm = outer.next(TAG.sequence).raw;
  const signature = readBits(outer.next());
  outer.end();
  return { der, tbs, signatureAlgorithm, signature };
}

/**
 * Reads a certificate, DER or PEM. Nothing is verified.
 *
 * @throws {EmrtdError} certificate-malformed, tlv-*
 */
export function readCertificate(input: Uint8Array): Certificate {
  const { der, tbs, signatureAlgorithm, signature } = readSigned(input);
  const cursor = new TlvCursor(tbs.value, 'der');
  const version = cursor.optional(0xa0);
  if (!version || readSmall(readTlv(version.value)) !== 2)
    throw new EmrtdError('certificate-malformed', 'only certificates of version 3 are read');
  const serial = cursor.next(TAG.integer).value;
  if (Buffer.compare(cursor.next(TAG.sequence).raw, signatureAlgorithm) !== 0)
    throw new EmrtdError('certificate-malformed', 'the two signature algorithms differ');
  const issuer = cursor.next(TAG.sequence).raw;
  const validity = cursor.enter(TAG.sequence);
  const [notBefore, notAfter] = [readTime(validity.next()), readTime(validity.next())];
  const subject = cursor.next(TAG.sequence).raw;
  const spki = cursor.next(TAG.sequence).raw;
  cursor.optional(0x81);
  cursor.optional(0x82);
  const list = cursor.optional(0xa3);
  const extensions = readExtensions(new TlvCursor(list ? readTlv(list.value, 'der').value : new Uint8Array(), 'der'));
  return {
    der,
    tbs: tbs.raw,
    serial,
    issuer,
    subject,
    country: readName(issuer, COUNTRY).toUpperCase(),
    commonName: readName(subject, COMMON_NAME),
    notBefore,
    notAfter,
    spki,
    publicKey: importPublicKey(spki),
    isAuthority: extensions.isAuthority,
    subjectKeyId: extensions.subjectKeyId,
    authorityKeyId: extensions.authorityKeyId,
    extendedUses: extensions.extendedUses,
    signatureAlgorithm,
    signature,
  };
}

/** Whether `issuer`'s key made the signature of `certificate`; names and validity are not looked at. */
export const isSignedBy = (certificate: Certificate, issuer: Certificate): boolean =>
  isSignatureRight(certificate.signatureAlgorithm, issuer.publicKey, certificate.tbs, certificate.signature);

/** The key identifier of RFC 5280, 4.2.1.2 (1). */
export function makeKeyId(spki: Uint8Array): Uint8Array {
  const cursor = new TlvCursor(spki).enter(TAG.sequence);
  cursor.next(TAG.sequence);
  return hash('sha1', readBits(cursor.next()));
}

export const isSameName = (left: Uint8Array, right: Uint8Array): boolean => Buffer.compare(left, right) === 0;
