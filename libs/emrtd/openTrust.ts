import { readCertificate } from './certificate.ts';
import { readRevocationList } from './crl.ts';
import { EmrtdError } from './errors.ts';
import { TrustList } from './trust.ts';

/** Certificates and lists as DER. */
export interface Anchors {
  readonly authorities: readonly Uint8Array[];
  /** A newer authority, signed by the one before. */
  readonly links: readonly Uint8Array[];
  readonly revocations: readonly Uint8Array[];
}

/** What proves a chip, ready to be asked. A link or list that does not fit is left out: it vouches for nothing. */
export function openTrust(anchors: Anchors): TrustList {
  const trust = new TrustList();
  const tryAdd = (add: () => unknown) => {
    try {
      add();
    } catch (error) {
      if (!(error instanceof EmrtdError)) throw error;
    }
  };
  for (const der of anchors.authorities) tryAdd(() => trust.add(readCertificate(der)));
  for (const der of anchors.links) tryAdd(() => trust.addLink(readCertificate(der)));
  for (const der of anchors.revocations) tryAdd(() => trust.addRevocations(readRevocationList(der)));
  return trust;
}
