import { isAnswerRight } from './activeAuthentication.ts';
import type { CardFiles } from './files.ts';
import { readDg15, readSecurityInfos } from './securityInfos.ts';

/**
 * Whether the holder of DG15's private key answered a challenge that was sent to it from elsewhere. It counts only where passive
 * authentication proves DG15.
 *
 * @throws {EmrtdError} algorithm-unsupported, certificate-malformed, tlv-*
 */
export function verifyActive(files: CardFiles, challenge: Uint8Array, answer: Uint8Array): boolean {
  if (!files.DG15) return false;
  return isAnswerRight(readDg15(files.DG15), files.DG14 ? readSecurityInfos(files.DG14) : [], challenge, answer);
}
