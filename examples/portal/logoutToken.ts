import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const SKEW = 60;
const OLDEST = 300;

export interface Logout {
  readonly sub: string | undefined;
  readonly sid: string | undefined;
}

export interface LogoutChecks {
  readonly issuer: string;
  readonly client: string;
  readonly jwksUri: string;
}

interface Claims {
  iss?: unknown;
  aud?: unknown;
  iat?: unknown;
  exp?: unknown;
  jti?: unknown;
  sub?: unknown;
  sid?: unknown;
  nonce?: unknown;
  events?: Record<string, unknown>;
}

/**
 * Verifies logout tokens as OpenID Connect Back-Channel Logout 1.0, 2.6 says; each counts once.
 * @throws Error with what is wrong
 */
export function createLogoutVerifier({ issuer, client, jwksUri }: LogoutChecks) {
  const used = new Map<string, number>();
  return async function verifyLogout(token: string): Promise<Logout> {
    const [head = '', body = '', signature = ''] = token.split('.');
    const header = parsePart(head) as { alg?: unknown; kid?: unknown; typ?: unknown };
    if (header.alg !== 'ES256' || typeof header.kid !== 'string') throw new Error('not an ES256 signature with a kid');
    // A token of another kind must not pass as this one (RFC 8725, 3.11).
    if (String(header.typ).toLowerCase() !== 'logout+jwt') throw new Error('typ is not logout+jwt');
    const key = createPublicKey({ key: await findKey(jwksUri, header.kid), format: 'jwk' });
    const signed = verify('sha256', Buffer.from(`${head}.${body}`), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url')); // biome-ignore format: one call
    if (!signed) throw new Error('the signature does not fit');
    const claims = parsePart(body) as Claims;
    const now = Date.now() / 1000;
    if (claims.iss !== issuer) throw new Error('another issuer');
    if (![claims.aud].flat().includes(client)) throw new Error('for another audience');
    if (typeof claims.iat !== 'number' || claims.iat > now + SKEW || claims.iat < now - OLDEST)
      throw new Error('not of now');
    if (claims.exp !== undefined && !(typeof claims.exp === 'number' && claims.exp > now - SKEW))
      throw new Error('expired');
    if (claims.nonce !== undefined) throw new Error('a nonce: this is an ID token');
    const event = claims.events?.[EVENT];
    if (typeof event !== 'object' || event === null) throw new Error('not a logout event');
    const { sub, sid, jti } = claims;
    if (typeof jti !== 'string') throw new Error('no jti');
    for (const [old, until] of used) if (until < now) used.delete(old);
    if (used.has(jti)) throw new Error('used before');
    if (typeof sub !== 'string' && typeof sid !== 'string') throw new Error('neither sub nor sid');
    used.set(jti, now + OLDEST + SKEW);
    return { sub: typeof sub === 'string' ? sub : undefined, sid: typeof sid === 'string' ? sid : undefined };
  };
}

async function findKey(jwksUri: string, kid: string): Promise<JsonWebKey> {
  const answer = await fetch(jwksUri, { signal: AbortSignal.timeout(5000), redirect: 'error' });
  const { keys } = (await answer.json()) as { keys: (JsonWebKey & { kid?: string })[] };
  const key = keys.find((one) => one.kid === kid);
  if (!key) throw new Error('signed with a key that the login does not publish');
  return key;
}

function parsePart(part: string): unknown {
  return JSON.parse(Buffer.from(part, 'base64url').toString());
}
