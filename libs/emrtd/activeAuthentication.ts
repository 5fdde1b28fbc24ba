import { constants, type KeyObject, privateEncrypt, publicDecrypt, randomBytes, sign, verify } from 'node:crypto';
import { type DigestName, hash, importPublicKey } from './algorithm.ts';
import { concat, isSame } from './bytes.ts';
import { EmrtdError } from './errors.ts';
import type { SecurityInfo } from './securityInfos.ts';

/** ECDSA in plain format (BSI TR-03111, 5.2.1.1): r, then s. */
const PLAIN = '0.4.0.127.0.7.1.1.4.1';
const DIGESTS: readonly DigestName[] = ['sha1', 'sha224', 'sha256', 'sha384', 'sha512'];

const LENGTHS: Readonly<Record<DigestName, number>> = { sha1: 20, sha224: 28, sha256: 32, sha384: 48, sha512: 64 };

export const plainSignature = (digest: DigestName) => `${PLAIN}.${DIGESTS.indexOf(digest) + 1}`;

/** Some issuers name ECDSA as certificates do (ANSI X9.62) and answer in plain format all the same. */
function digestOf(signature: string): DigestName | undefined {
  const [family, last] = [signature.slice(0, signature.lastIndexOf('.')), Number(signature.split('.').at(-1))];
  if (family === PLAIN) return DIGESTS[last - 1];
  return family === '1.2.840.10045.4.3' ? DIGESTS[last] : undefined;
}

/** The card's answer to a challenge: ECDSA, or RSA with partial message recovery. */
export function answerChallenge(key: KeyObject, challenge: Uint8Array, digest: DigestName = 'sha256'): Uint8Array {
  if (key.asymmetricKeyType === 'rsa') return answerWithRecovery(key, challenge);
  return new Uint8Array(sign(digest, challenge, { key, dsaEncoding: 'ieee-p1363' }));
}

/** ISO/IEC 9796-2 scheme 1 with SHA-256: as much of the card's own nonce as there is room for. */
function answerWithRecovery(key: KeyObject, challenge: Uint8Array): Uint8Array {
  const trailer = Uint8Array.of(0x34, 0xcc);
  const size = key.asymmetricKeyDetails!.modulusLength! / 8;
  const nonce = new Uint8Array(randomBytes(size - 1 - LENGTHS.sha256 - trailer.length));
  const message = concat(Uint8Array.of(0x6a), nonce, hash('sha256', concat(nonce, challenge)), trailer);
  return new Uint8Array(privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, message));
}

/** The trailer of ISO/IEC 9796-2 scheme 1, and the digest that it names. */
function readTrailer(message: Uint8Array): { digest: DigestName; length: number } | undefined {
  if (message.at(-1) === 0xbc) return { digest: 'sha1', length: 1 };
  if (message.at(-1) !== 0xcc) return undefined;
  const digest = ({ 51: 'sha1', 52: 'sha256', 53: 'sha512', 54: 'sha384', 56: 'sha224' } as const)[message.at(-2)!];
  return digest && { digest, length: 2 };
}

/** RSA with partial message recovery: the signature holds the card's own nonce and the digest over it and the challenge. */
function isRecoveryRight(key: KeyObject, challenge: Uint8Array, signature: Uint8Array): boolean {
  // A shorter one would be padded in silence: I2OSP fixes the length, so that one number is one answer.
  if (signature.length !== Math.ceil(key.asymmetricKeyDetails!.modulusLength! / 8)) return false;
  let message: Uint8Array;
  try {
    message = new Uint8Array(publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, signature));
  } catch {
    return false;
  }
  const trailer = readTrailer(message);
  if (!trailer || message[0] !== 0x6a) return false;
  const end = message.length - trailer.length;
  const start = end - LENGTHS[trailer.digest];
  if (start < 1) return false;
  return isSame(hash(trailer.digest, concat(message.subarray(1, start), challenge)), message.subarray(start, end));
}

/**
 * Active authentication (Doc 9303-11, 6.1): whether the holder of DG15's private key answered this challenge. The digest of
 * ECDSA is said by DG14.
 *
 * @throws {EmrtdError} algorithm-unsupported, certificate-malformed
 */
export function isAnswerRight(
  spki: Uint8Array,
  infos: readonly SecurityInfo[],
  challenge: Uint8Array,
  answer: Uint8Array,
): boolean {
  const key = importPublicKey(spki);
  if (key.asymmetricKeyType === 'rsa') return isRecoveryRight(key, challenge, answer);
  if (key.asymmetricKeyType !== 'ec') throw new EmrtdError('algorithm-unsupported', 'DG15 holds neither RSA nor ECDSA');
  const info = infos.find((one) => one.kind === 'active-authentication');
  const digest = info ? digestOf(info.signature) : 'sha256';
  if (!digest) throw new EmrtdError('algorithm-unsupported', `active authentication with ${info?.signature}`);
  return verify(digest, challenge, { key, dsaEncoding: 'ieee-p1363' }, answer);
}
