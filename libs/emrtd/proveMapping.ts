import { readCardSecurity } from './cardSecurity.ts';
import { readSpki } from './domain.ts';
import { EmrtdError } from './errors.ts';
import type { Opened } from './openChip.ts';
import type { SecurityInfo } from './securityInfos.ts';
import type { TrustList } from './trust.ts';

/** Keys on curves that this library does not have cannot be the one of the mapping. */
function isProven(info: SecurityInfo, provesKey: NonNullable<Opened['provesKey']>): boolean {
  if (info.kind !== 'chip-key') return false;
  try {
    const { domain, point } = readSpki(info.spki);
    return provesKey(domain, point);
  } catch (error) {
    if (error instanceof EmrtdError && error.code === 'algorithm-unsupported') return false;
    throw error;
  }
}

/**
 * The second half of PACE with chip mapping (Doc 9303-11, 4.4.3.5.2): the key that the chip proved to have is in EF.CardSecurity,
 * and a document signer of the trust list stands behind that.
 *
 * @throws {EmrtdError} authentication-failed for a copied chip, file-missing, sod-*, certificate-malformed, tlv-*
 */
export function proveMapping(
  { provesKey }: Opened,
  cardSecurity: Uint8Array | undefined,
  { trust, at }: { trust: TrustList; at: Date },
): 'proven' | 'failed' | 'not-offered' {
  if (!provesKey) return 'not-offered';
  if (!cardSecurity) throw new EmrtdError('file-missing', 'the chip has no EF.CardSecurity');
  const { infos, signer } = readCardSecurity(cardSecurity);
  if (!infos.some((info) => isProven(info, provesKey)))
    throw new EmrtdError('authentication-failed', 'the chip does not have the key of EF.CardSecurity: it is a copy');
  const isSigner = !signer.isAuthority && signer.extendedUses.length === 0;
  return isSigner && trust.judge(signer, at).problems.length === 0 ? 'proven' : 'failed';
}
