import type { Signer } from './algorithm.ts';
import type { Certificate } from './certificate.ts';
import { EmrtdError } from './errors.ts';
import { makeCardAccess, readSecurityInfos, type SecurityInfo } from './securityInfos.ts';
import { makeSignedData, readSignedData } from './signedData.ts';

const SECURITY_OBJECT = '0.4.0.127.0.7.3.2.1';

/** EF.CardSecurity as read: what EF.CardAccess says without a signature, and the chip's static key. */
export interface CardSecurity {
  infos: SecurityInfo[];
  /** Inside; its signature over the infos is right, its trust is not yet looked at. */
  signer: Certificate;
}

/** EF.CardSecurity (Doc 9303-11, 9.2.11), by the document signer. */
export function makeCardSecurity(
  infos: readonly SecurityInfo[],
  by: { certificate: Certificate; signer: Signer; signingTime?: Date },
): Uint8Array {
  return makeSignedData({ contentType: SECURITY_OBJECT, content: makeCardAccess(infos), ...by });
}

/** @throws {EmrtdError} sod-malformed, sod-signature-wrong, certificate-malformed, algorithm-unsupported, tlv-* */
export function readCardSecurity(file: Uint8Array): CardSecurity {
  const { contentType, content, signer } = readSignedData(file);
  if (contentType !== SECURITY_OBJECT) throw new EmrtdError('sod-malformed', `signed content of type ${contentType}`);
  return { infos: readSecurityInfos(content), signer };
}
