import type { Signer } from './algorithm.ts';
import { type Certificate, readCertificate } from './certificate.ts';
import { integer, readSmall, sequence, setOf, TAG } from './der.ts';
import { EmrtdError } from './errors.ts';
import { makeSignedData, readSignedData } from './signedData.ts';
import { readTlvs, TlvCursor } from './tlv.ts';

const MASTER_LIST = '2.23.136.1.1.2';

/** A country's list of authorities that it trusts (Doc 9303-12, 8): CSCA certificates, signed. */
export interface MasterList {
  authorities: Certificate[];
  /** The master list signer; whether its own authority is trusted is the caller's question. */
  signer: Certificate;
  certificates: Certificate[];
}

export function makeMasterList(
  authorities: readonly Certificate[],
  by: { certificate: Certificate; authority: Certificate; signer: Signer; signingTime?: Date },
): Uint8Array {
  return makeSignedData({
    contentType: MASTER_LIST,
    content: sequence(integer(0), setOf(...authorities.map((authority) => authority.der))),
    certificate: by.certificate,
    // Without the authority inside nobody could verify the list who has only a fingerprint of it.
    others: [by.authority],
    signer: by.signer,
    ...(by.signingTime ? { signingTime: by.signingTime } : {}),
  });
}

/**
 * Reads a master list and verifies its signature; a certificate in it that cannot be read is left out, as lists of the real
 * world hold some with curves or encodings that nobody supports.
 *
 * @throws {EmrtdError} sod-malformed, sod-signature-wrong, certificate-malformed, tlv-*
 */
export function readMasterList(bytes: Uint8Array): MasterList {
  const { contentType, content, signer, certificates } = readSignedData(bytes);
  if (contentType !== MASTER_LIST) throw new EmrtdError('sod-malformed', `no master list but ${contentType}`);
  const cursor = new TlvCursor(content).enter(TAG.sequence);
  readSmall(cursor.next());
  const authorities = readTlvs(cursor.next(TAG.set).value).flatMap((item) => {
    try {
      return [readCertificate(item.raw)];
    } catch (error) {
      if (error instanceof EmrtdError) return [];
      throw error;
    }
  });
  return { authorities, signer, certificates };
}
