import { type DigestName, hash, isSignatureRight, readDigest, type Signer, writeDigest } from './algorithm.ts';
import { isSame } from './bytes.ts';
import { type Certificate, isSameName, readCertificate } from './certificate.ts';
import {
  explicit,
  integer,
  octets,
  oid,
  readOctets,
  readOid,
  readSmall,
  retag,
  sequence,
  setOf,
  TAG,
  time,
} from './der.ts';
import { EmrtdError } from './errors.ts';
import { readTlv, readTlvs, type Tlv, TlvCursor, writeTlv } from './tlv.ts';

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_TIME = '1.2.840.113549.1.9.5';

/** What one signer signed, with the certificates that came along. */
export interface SignedData {
  contentType: string;
  content: Uint8Array;
  certificates: Certificate[];
  /** The certificate that the signer info names; the signature is by its key. */
  signer: Certificate;
}

const attribute = (type: string, value: Uint8Array) => sequence(oid(type), setOf(value));

/** CMS SignedData (RFC 5652) with signed attributes, the signer named by issuer and serial number. */
export function makeSignedData(request: {
  contentType: string;
  content: Uint8Array;
  certificate: Certificate;
  /** Certificates to send along beside the signer's. */
  others?: readonly Certificate[];
  signer: Signer;
  signingTime?: Date;
}): Uint8Array {
  const { contentType, content, certificate, signer } = request;
  const attributes = setOf(
    attribute(CONTENT_TYPE, oid(contentType)),
    attribute(MESSAGE_DIGEST, octets(hash(signer.digest, content))),
    ...(request.signingTime ? [attribute(SIGNING_TIME, time(request.signingTime))] : []),
  );
  const info = sequence(
    integer(1),
    sequence(certificate.issuer, integer(certificate.serial)),
    writeDigest(signer.digest),
    retag(0xa0, attributes),
    signer.identifier,
    octets(signer.sign(attributes)),
  );
  return sequence(
    oid(SIGNED_DATA),
    explicit(
      0,
      sequence(
        integer(3),
        setOf(writeDigest(signer.digest)),
        sequence(oid(contentType), explicit(0, octets(content))),
        retag(0xa0, setOf(certificate.der, ...(request.others ?? []).map((other) => other.der))),
        setOf(info),
      ),
    ),
  );
}

interface SignerInfo {
  find(certificate: Certificate): boolean;
  digest: DigestName;
  attributes: Tlv;
  algorithm: Uint8Array;
  signature: Uint8Array;
}

function readSignerInfo(cursor: TlvCursor): SignerInfo {
  readSmall(cursor.next());
  const id = cursor.next();
  const digest = readDigest(cursor.next(TAG.sequence).raw);
  const attributes = cursor.next(0xa0);
  const algorithm = cursor.next(TAG.sequence).raw;
  const signature = readOctets(cursor.next());
  const [issuer, serial] = id.tag === TAG.sequence ? readTlvs(id.value) : [];
  const find = (certificate: Certificate) =>
    id.tag === 0x80
      ? certificate.subjectKeyId !== undefined && isSame(certificate.subjectKeyId, id.value)
      : isSameName(certificate.issuer, issuer?.raw ?? id.raw) && isSame(certificate.serial, serial?.value ?? id.raw);
  return { find, digest, attributes, algorithm, signature };
}

function readAttributes(attributes: Tlv): Map<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  for (const list = new TlvCursor(attributes.value); !list.isDone; ) {
    const one = list.enter(TAG.sequence);
    const type = readOid(one.next(TAG.oid));
    // One attribute twice is how a verifier and a reader are made to see different digests.
    if (found.has(type)) throw new EmrtdError('sod-malformed', `the signed attribute ${type} is there twice`);
    found.set(type, one.next(TAG.set).value);
  }
  return found;
}

/**
 * Reads signed data and verifies its one signature with the certificate inside; whether that certificate is trusted is the
 * caller's question.
 *
 * @throws {EmrtdError} sod-malformed, sod-signature-wrong, certificate-malformed, algorithm-unsupported, tlv-*
 */
export function readSignedData(bytes: Uint8Array): SignedData {
  const outer = new TlvCursor(bytes).enter(TAG.sequence);
  if (readOid(outer.next(TAG.oid)) !== SIGNED_DATA) throw new EmrtdError('sod-malformed', 'no CMS SignedData');
  const cursor = outer.enter(0xa0).enter(TAG.sequence);
  readSmall(cursor.next());
  cursor.next(TAG.set);
  const encapsulated = cursor.enter(TAG.sequence);
  const contentType = readOid(encapsulated.next(TAG.oid));
  const content = readOctets(encapsulated.enter(0xa0).next());
  const list = cursor.optional(0xa0);
  cursor.optional(0xa1);
  const infos = readTlvs(cursor.next(TAG.set).value);
  if (infos.length !== 1) throw new EmrtdError('sod-malformed', `one signer is expected, ${infos.length} are there`);
  const info = readSignerInfo(new TlvCursor(infos[0]!.value));
  const certificates = readTlvs(list?.value ?? new Uint8Array())
    .filter((item) => item.tag === TAG.sequence)
    .map((item) => readCertificate(item.raw));
  // Malaysia writes its issuer otherwise in the signer info than in the certificate; the only one there is meant all the same.
  const signer = certificates.find(info.find) ?? (certificates.length === 1 ? certificates[0] : undefined);
  if (!signer) throw new EmrtdError('sod-malformed', 'the signer’s certificate is not inside');
  const attributes = readAttributes(info.attributes);
  const digest = attributes.get(MESSAGE_DIGEST);
  const type = attributes.get(CONTENT_TYPE);
  const wrong = (message: string) => new EmrtdError('sod-signature-wrong', message);
  if (!type || readOid(readTlv(type)) !== contentType) throw wrong('the signed content type is another');
  if (!digest || !isSame(readOctets(readTlv(digest)), hash(info.digest, content)))
    throw wrong('the content was altered');
  // Signed as a SET, carried under a context tag (RFC 5652, 5.4).
  const signed = writeTlv(TAG.set, info.attributes.value);
  if (!isSignatureRight(info.algorithm, signer.publicKey, signed, info.signature, info.digest))
    throw wrong('the signature is not by the signer’s key');
  return { contentType, content, certificates, signer };
}
