import { type KeyObject, randomBytes } from 'node:crypto';
import type { Signer } from './algorithm.ts';
import { ascii } from './bytes.ts';
import { type Certificate, EXTENSION, makeKeyId, readCertificate } from './certificate.ts';
import { bits, boolean, explicit, integer, octets, oid, printable, sequence, setOf, time, utf8String } from './der.ts';
import { writeTlv } from './tlv.ts';

/** Country as ISO 3166-1 alpha-2. */
export interface CertificateName {
  country: string;
  organisation?: string;
  commonName: string;
}

/** For what a certificate is made (Doc 9303-12, 7.1). */
export type CertificateKind =
  /** A country's own authority, signed by itself. */
  | 'csca'
  /** A new authority's key signed with the old one: for whoever trusts the old one. */
  | 'link'
  | 'document-signer'
  | 'master-list-signer';

export interface CertificateRequest {
  kind: CertificateKind;
  subject: CertificateName;
  publicKey: KeyObject;
  /** Undefined for a CSCA: it issues itself. */
  issuer?: Certificate;
  /** The issuer's key. */
  signer: Signer;
  notBefore: Date;
  notAfter: Date;
  /** Until when the private key may sign; the certificate lives on for the cards that it signed. */
  keyUntil?: Date;
  /** The first letters of the zones that a document signer signs: `I`, `ID`, `P`. */
  documentTypes?: readonly string[];
  /** Where revocations are published. */
  crlUrl?: string;
  /** A positive number of at most 20 bytes; random unless given. */
  serial?: Uint8Array;
}

const MASTER_LIST_SIGNER = '2.23.136.1.1.3';

const attribute = (type: string, value: Uint8Array) => setOf(sequence(oid(type), value));

export function writeName(name: CertificateName): Uint8Array {
  return sequence(
    attribute('2.5.4.6', printable(name.country)),
    ...(name.organisation ? [attribute('2.5.4.10', utf8String(name.organisation))] : []),
    attribute('2.5.4.3', utf8String(name.commonName)),
  );
}

const extension = (id: string, value: Uint8Array, critical = false) =>
  sequence(oid(id), ...(critical ? [boolean(true)] : []), octets(value));

const generalized = (tag: number, date: Date) =>
  writeTlv(tag, ascii(date.toISOString().replaceAll(/[-:T]|\.\d+/g, '')));

/** Key usage bits from the left: digitalSignature 0, keyCertSign 5, cRLSign 6. */
const AUTHORITY_USES = bits(Uint8Array.of(0b0000_0110), 1);
const SIGNING_USE = bits(Uint8Array.of(0b1000_0000), 7);

function writeExtensions(request: CertificateRequest, spki: Uint8Array): Uint8Array {
  const { kind, issuer, crlUrl } = request;
  const isAuthority = kind === 'csca' || kind === 'link';
  const ownId = makeKeyId(spki);
  const issuerId = issuer ? (issuer.subjectKeyId ?? makeKeyId(issuer.spki)) : ownId;
  // A directory name with the country as locality: Doc 9303-12 asks for it in both alternative names.
  const alternative = sequence(writeTlv(0xa4, sequence(attribute('2.5.4.7', printable(request.subject.country)))));
  const all = [
    extension(EXTENSION.authorityKeyId, sequence(writeTlv(0x80, issuerId))),
    extension(EXTENSION.subjectKeyId, octets(ownId)),
    extension(EXTENSION.keyUsage, isAuthority ? AUTHORITY_USES : SIGNING_USE, true),
    extension(EXTENSION.subjectAltName, alternative),
    extension(EXTENSION.issuerAltName, alternative),
  ];
  if (request.keyUntil)
    all.push(
      extension(
        EXTENSION.privateKeyUsagePeriod,
        sequence(generalized(0x80, request.notBefore), generalized(0x81, request.keyUntil)),
      ),
    );
  if (isAuthority) all.push(extension(EXTENSION.basicConstraints, sequence(boolean(true), integer(0)), true));
  if (kind === 'document-signer')
    all.push(
      extension(
        EXTENSION.documentTypes,
        sequence(integer(0), setOf(...(request.documentTypes ?? ['I']).map((type) => printable(type)))),
      ),
    );
  if (kind === 'master-list-signer')
    all.push(extension(EXTENSION.extendedKeyUsage, sequence(oid(MASTER_LIST_SIGNER)), true));
  if (crlUrl) {
    const point = writeTlv(0xa0, writeTlv(0xa0, writeTlv(0x86, ascii(crlUrl))));
    all.push(extension(EXTENSION.crlDistributionPoints, sequence(sequence(point))));
  }
  return explicit(3, sequence(...all));
}

/** A random serial number: positive, 16 bytes. */
function makeSerial(): Uint8Array {
  const serial = new Uint8Array(randomBytes(16));
  serial[0] = (serial[0]! & 0x3f) | 0x40;
  return serial;
}

/** A certificate in the profile of Doc 9303-12, section 7.1. */
export function makeCertificate(request: CertificateRequest): Certificate {
  const spki = new Uint8Array(request.publicKey.export({ type: 'spki', format: 'der' }));
  const subject = writeName(request.subject);
  const tbs = sequence(
    explicit(0, integer(2)),
    integer(request.serial ?? makeSerial()),
    request.signer.identifier,
    request.issuer?.subject ?? subject,
    sequence(time(request.notBefore), time(request.notAfter)),
    subject,
    spki,
    writeExtensions(request, spki),
  );
  return readCertificate(sequence(tbs, request.signer.identifier, bits(request.signer.sign(tbs))));
}
