import { createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto';
import type { KeyStore } from '#kernel';

/** What an access token for our own API says, as far as it is read. */
export interface TokenClaims {
  readonly client: string;
  readonly sub: string;
  readonly scopes: readonly string[];
  /** Seconds since 1970. */
  readonly exp: number;
  /** The grant behind it, and sealed the sign-in: what ends one ends the token with its next use. */
  readonly grant: string;
  readonly signIn: string | undefined;
  /** Thumbprint of the key (DPoP) or certificate (mTLS) that its holder must have. */
  readonly key: string | undefined;
  readonly certificate: string | undefined;
}

export interface Expected {
  readonly issuer: string;
  readonly audience: string;
  /** Seconds since 1970. */
  readonly now: number;
}

/** Seconds by which clocks may differ. */
const TOLERANCE = 5;
/** Characters; ours are about a thousand. */
const LONGEST = 4096;

/** Verifies signed access tokens (RFC 9068, 4) by our own published keys. @returns the claims; undefined for what is none of ours */
export function createTokenVerifier(keys: Pick<KeyStore, 'all'>): (token: string) => Members | undefined {
  const known = new Map<string, KeyObject>();
  function findKey(kid: unknown): KeyObject | undefined {
    // A key that was taken out verifies nothing any more, held here or not.
    const key = keys.all('token').find((one) => one.kid === kid && one.algorithm === 'ES256');
    if (!key) return undefined;
    const held = known.get(key.kid) ?? createPublicKey({ key: key.publicJwk as JsonWebKey, format: 'jwk' });
    known.set(key.kid, held);
    return held;
  }
  return function verifyToken(token) {
    const jwt = token.length <= LONGEST ? decodeJwt(token) : undefined;
    const typ = String(jwt?.header.typ ?? '').toLowerCase();
    if (jwt?.header.alg !== 'ES256' || jwt.header.crit !== undefined) return undefined;
    // An ID token is signed by the same key and is for somebody else's eyes (RFC 8725, 3.11).
    if (typ !== 'at+jwt' && typ !== 'application/at+jwt') return undefined;
    const key = findKey(jwt.header.kid);
    if (!key || !verify('sha256', jwt.signed, { key, dsaEncoding: 'ieee-p1363' }, jwt.signature)) return undefined;
    return jwt.claims;
  };
}

/** Reads tokens for our own API. @returns undefined for what is none */
export function createTokenReader(keys: Pick<KeyStore, 'all'>) {
  const verifyToken = createTokenVerifier(keys);
  return function readToken(token: string, expected: Expected): TokenClaims | undefined {
    const claims = verifyToken(token);
    return claims && readClaims(claims, expected);
  };
}

function readClaims(claims: Members, { issuer, audience, now }: Expected): TokenClaims | undefined {
  const { iss, aud, exp, iat, client_id, sub, scope, grant_id, sign_in, cnf } = claims;
  const texts = [client_id, sub, grant_id].every((text) => typeof text === 'string' && text !== '');
  if (iss !== issuer || aud !== audience || !texts) return undefined;
  if (typeof exp !== 'number' || typeof iat !== 'number' || exp <= now || iat > now + TOLERANCE) return undefined;
  const bound = isMembers(cnf) ? cnf : {};
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return {
    ...{ client: String(client_id), sub: String(sub), exp, grant: String(grant_id), signIn: text(sign_in) },
    scopes: text(scope)?.split(' ') ?? [],
    key: text(bound.jkt),
    certificate: text(bound['x5t#S256']),
  };
}

export type Members = Readonly<Record<string, unknown>>;
const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The parts of a compact JWS; nothing of it is verified. @returns undefined for what has another form */
export function decodeJwt(
  text: string,
): { header: Members; claims: Members; signed: Buffer; signature: Buffer } | undefined {
  const [, header = '', claims = '', signature = ''] = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(text) ?? [];
  try {
    const [head, body] = [header, claims].map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
    if (!isMembers(head) || !isMembers(body)) return undefined;
    const signed = Buffer.from(`${header}.${claims}`);
    return { header: head, claims: body, signed, signature: Buffer.from(signature, 'base64url') };
  } catch {
    return undefined;
  }
}
