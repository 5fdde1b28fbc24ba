import { constants, createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { nothing, oid, readOid, readSmall, sequence, TAG } from './der.ts';
import { EmrtdError } from './errors.ts';
import { readTlv, TlvCursor } from './tlv.ts';

export type DigestName = 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

const DIGESTS: Readonly<Record<string, DigestName>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

const RSA_PSS = '1.2.840.113549.1.1.10';
/** ECDSA and RSA of PKCS #1 v1.5, with their digests. SHA-1 is refused: its collisions forge certificates. */
const SIGNATURES: Readonly<Record<string, { kind: 'ec' | 'rsa'; digest: DigestName }>> = {
  '1.2.840.10045.4.3.1': { kind: 'ec', digest: 'sha224' },
  '1.2.840.10045.4.3.2': { kind: 'ec', digest: 'sha256' },
  '1.2.840.10045.4.3.3': { kind: 'ec', digest: 'sha384' },
  '1.2.840.10045.4.3.4': { kind: 'ec', digest: 'sha512' },
  '1.2.840.113549.1.1.14': { kind: 'rsa', digest: 'sha224' },
  '1.2.840.113549.1.1.11': { kind: 'rsa', digest: 'sha256' },
  '1.2.840.113549.1.1.12': { kind: 'rsa', digest: 'sha384' },
  '1.2.840.113549.1.1.13': { kind: 'rsa', digest: 'sha512' },
};

export const hash = (digest: DigestName, bytes: Uint8Array): Uint8Array =>
  new Uint8Array(createHash(digest).update(bytes).digest());

/** The AlgorithmIdentifier of a digest. */
export function writeDigest(digest: DigestName): Uint8Array {
  return sequence(oid(Object.keys(DIGESTS).find((key) => DIGESTS[key] === digest)!));
}

/** @throws {EmrtdError} algorithm-unsupported, tlv-* */
export function readDigest(identifier: Uint8Array): DigestName {
  const found = DIGESTS[readOid(new TlvCursor(identifier).enter(TAG.sequence).next(TAG.oid))];
  if (!found) throw new EmrtdError('algorithm-unsupported', 'a digest algorithm that is not known');
  return found;
}

/** Signs with a key of this process or of a hardware module; `identifier` is the DER of its AlgorithmIdentifier. */
export interface Signer {
  identifier: Uint8Array;
  digest: DigestName;
  /** ECDSA as DER, RSA as the bare number. */
  sign(data: Uint8Array): Uint8Array;
}

const bitsOf = (key: KeyObject) => {
  const curve = key.asymmetricKeyDetails?.namedCurve ?? '';
  return Number(/(\d{3})/.exec(curve)?.[1] ?? 256);
};

/** ECDSA with the digest that fits the curve, or RSA with SHA-256. @throws {EmrtdError} algorithm-unsupported */
export function createSigner(privateKey: KeyObject): Signer {
  const kind = privateKey.asymmetricKeyType;
  if (kind !== 'ec' && kind !== 'rsa')
    throw new EmrtdError('algorithm-unsupported', 'chip certificates are signed with ECDSA or RSA');
  const size =
    kind === 'rsa' || privateKey.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? 256 : bitsOf(privateKey);
  const digest = size <= 256 ? 'sha256' : size <= 384 ? 'sha384' : 'sha512';
  const name = Object.keys(SIGNATURES).find(
    (key) => SIGNATURES[key]?.kind === kind && SIGNATURES[key].digest === digest,
  )!;
  return {
    identifier: kind === 'ec' ? sequence(oid(name)) : sequence(oid(name), nothing()),
    digest,
    sign: (data) => new Uint8Array(sign(digest, data, privateKey)),
  };
}

/** @throws {EmrtdError} certificate-malformed */
export function importPublicKey(spki: Uint8Array): KeyObject {
  try {
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch {
    throw new EmrtdError('certificate-malformed', 'the public key cannot be read');
  }
}

/** RSASSA-PSS-params: digest (SHA-1 unless said) and salt length (20 unless said). */
function readPss(cursor: TlvCursor): { digest: DigestName; saltLength: number } {
  const parameters = cursor.isDone ? undefined : cursor.enter(TAG.sequence);
  const digest = parameters?.optional(0xa0);
  parameters?.optional(0xa1);
  const salt = parameters?.optional(0xa2);
  return { digest: digest ? readDigest(digest.value) : 'sha1', saltLength: salt ? readSmall(readTlv(salt.value)) : 20 };
}

/**
 * Whether a signature is right. `digest` is the signer info's own, for signers that name only "ecPublicKey" or "rsaEncryption".
 *
 * @throws {EmrtdError} algorithm-unsupported, tlv-*
 */
export function isSignatureRight(
  identifier: Uint8Array,
  key: KeyObject,
  data: Uint8Array,
  signature: Uint8Array,
  fallback?: DigestName,
): boolean {
  const cursor = new TlvCursor(identifier).enter(TAG.sequence);
  const name = readOid(cursor.next(TAG.oid));
  if (name === RSA_PSS && key.asymmetricKeyType?.startsWith('rsa')) {
    const { digest, saltLength } = readPss(cursor);
    if (digest === 'sha1') throw new EmrtdError('algorithm-unsupported', 'signatures over SHA-1 are refused');
    return verify(digest, data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }, signature);
  }
  const bare = name === '1.2.840.113549.1.1.1' || name === '1.2.840.10045.2.1';
  const digest = SIGNATURES[name]?.digest ?? (bare ? fallback : undefined);
  if (!digest || digest === 'sha1') throw new EmrtdError('algorithm-unsupported', `signature algorithm ${name}`);
  if (SIGNATURES[name] && SIGNATURES[name].kind !== key.asymmetricKeyType) return false;
  return verify(digest, data, key, signature);
}
