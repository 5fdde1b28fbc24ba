import { isSignatureRight, type Signer } from './algorithm.ts';
import { hex } from './bytes.ts';
import { type Certificate, EXTENSION, isSameName, makeKeyId, readSigned } from './certificate.ts';
import { bits, explicit, integer, octets, oid, readTime, sequence, TAG, time } from './der.ts';
import { TlvCursor, writeTlv } from './tlv.ts';

/** A list of revoked certificates, by the hexadecimal of their serial numbers. */
export interface RevocationList {
  der: Uint8Array;
  tbs: Uint8Array;
  issuer: Uint8Array;
  thisUpdate: Date;
  nextUpdate: Date | undefined;
  revoked: ReadonlyMap<string, Date>;
  signatureAlgorithm: Uint8Array;
  signature: Uint8Array;
}

export interface RevocationRequest {
  issuer: Certificate;
  signer: Signer;
  number: number;
  thisUpdate: Date;
  nextUpdate: Date;
  revoked: readonly { serial: Uint8Array; at: Date }[];
}

/** A certificate revocation list in the profile of Doc 9303-12, section 7.1.4. */
export function makeRevocationList(request: RevocationRequest): RevocationList {
  const entries = request.revoked.map(({ serial, at }) => sequence(integer(serial), time(at)));
  const extension = (id: string, value: Uint8Array) => sequence(oid(id), octets(value));
  const tbs = sequence(
    integer(1),
    request.signer.identifier,
    request.issuer.subject,
    time(request.thisUpdate),
    time(request.nextUpdate),
    // The list is absent where it would be empty (RFC 5280, 5.1.2.6).
    ...(entries.length > 0 ? [sequence(...entries)] : []),
    explicit(
      0,
      sequence(
        extension(
          EXTENSION.authorityKeyId,
          sequence(writeTlv(0x80, request.issuer.subjectKeyId ?? makeKeyId(request.issuer.spki))),
        ),
        extension(EXTENSION.crlNumber, integer(request.number)),
      ),
    ),
  );
  return readRevocationList(sequence(tbs, request.signer.identifier, bits(request.signer.sign(tbs))));
}

/** DER or PEM; nothing is verified. @throws {EmrtdError} tlv-* */
export function readRevocationList(input: Uint8Array): RevocationList {
  const { der, tbs, signatureAlgorithm, signature } = readSigned(input);
  const cursor = new TlvCursor(tbs.value, 'der');
  cursor.optional(TAG.integer);
  cursor.next(TAG.sequence);
  const issuer = cursor.next(TAG.sequence).raw;
  const thisUpdate = readTime(cursor.next());
  const dated = cursor.peek === TAG.utcTime || cursor.peek === TAG.generalizedTime;
  const nextUpdate = dated ? readTime(cursor.next()) : undefined;
  const revoked = new Map<string, Date>();
  const list = cursor.optional(TAG.sequence);
  for (const entries = new TlvCursor(list?.value ?? new Uint8Array(), 'der'); !entries.isDone; ) {
    const entry = entries.enter(TAG.sequence);
    revoked.set(hex(entry.next(TAG.integer).value), readTime(entry.next()));
  }
  return { der, tbs: tbs.raw, issuer, thisUpdate, nextUpdate, revoked, signatureAlgorithm, signature };
}

/** Whether an authority signed the list, under its own name. */
export const isRevocationListOf = (list: RevocationList, issuer: Certificate): boolean =>
  isSameName(list.issuer, issuer.subject) &&
  isSignatureRight(list.signatureAlgorithm, issuer.publicKey, list.tbs, list.signature);
