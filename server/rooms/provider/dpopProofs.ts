import { createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto';
import { thumbprint } from '#kernel';
import { decodeJwt, type Members } from './accessTokens.ts';

export const PROOF_ALGORITHMS = 'ES256 EdDSA Ed25519';

/** Seconds that a proof may be old, and by which its maker's clock may be ahead. */
const AGE = 60;
const AHEAD = 15;

/** The one request that a proof is for. */
export interface ProvenRequest {
  readonly method: string;
  /** Without query and fragment. */
  readonly url: string;
  /** SHA-256 of the access token, base64url. */
  readonly tokenHash: string;
  /** Seconds since 1970. */
  readonly now: number;
}

/**
 * Checks a DPoP proof (RFC 9449, 4.3) for this request and token. Whether it was used before is the caller's to ask.
 * @returns thumbprint of its key, its `jti`, and until when that must be remembered; undefined for one that does not hold
 */
export function readProof(
  proof: string,
  asked: ProvenRequest,
): { key: string; jti: string; until: number } | undefined {
  const jwt = proof.length <= 4096 ? decodeJwt(proof) : undefined;
  if (jwt?.header.typ !== 'dpop+jwt' || jwt.header.crit !== undefined) return undefined;
  const key = readKey(jwt.header.jwk, jwt.header.alg);
  if (!key || !isSigned(key, jwt.signed, jwt.signature)) return undefined;
  const read = readProofClaims(jwt.claims, asked);
  return read && { key: thumbprint(key.export({ format: 'jwk' })), jti: read.jti, until: read.issuedAt + AGE + AHEAD };
}

/** What a proof says of itself, for this request and token and young enough; its key and signature are the caller's to check. */
export function readProofClaims(
  { htm, htu, iat, jti, ath }: Members,
  { method, url, tokenHash, now }: ProvenRequest,
): { jti: string; issuedAt: number } | undefined {
  if (htm !== method || typeof htu !== 'string' || !isSameAddress(htu, url)) return undefined;
  if (typeof iat !== 'number' || iat < now - AGE || iat > now + AHEAD) return undefined;
  if (typeof jti !== 'string' || jti === '' || jti.length > 200) return undefined;
  return ath === tokenHash ? { jti, issuedAt: iat } : undefined;
}

function readKey(jwk: unknown, alg: unknown): KeyObject | undefined {
  if (typeof jwk !== 'object' || jwk === null || 'd' in jwk) return undefined;
  try {
    const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
    const ed25519 = key.asymmetricKeyType === 'ed25519';
    const p256 = key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
    return (alg === 'ES256' && p256) || ((alg === 'EdDSA' || alg === 'Ed25519') && ed25519) ? key : undefined;
  } catch {
    return undefined;
  }
}

function isSigned(key: KeyObject, signed: Buffer, signature: Buffer): boolean {
  if (key.asymmetricKeyType === 'ed25519') return verify(null, signed, key, signature);
  return verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, signature);
}

/** RFC 9449, 4.3: compared after normalisation, without query and fragment. */
function isSameAddress(htu: string, url: string): boolean {
  if (htu === url) return true;
  const named = URL.parse(htu);
  if (!named) return false;
  named.search = '';
  named.hash = '';
  return named.href === new URL(url).href;
}
