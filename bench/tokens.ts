import { createHash, createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { BenchSystem } from './system.ts';

/** A system's access token and the proofs of each request with it. */
export interface TokenHolder {
  /** Headers of one request: token, and a proof of its own (RFC 9449). */
  headersFor(method: string, url: string): { authorization: string; dpop: string };
}

/** Gets a token as an agency's engineer would: client_credentials, private_key_jwt, bound to the system's key. */
export async function obtainToken(origin: string, { system, kid, privateKey }: BenchSystem): Promise<TokenHolder> {
  const endpoint = `${origin}/oidc/token`;
  const now = Math.floor(Date.now() / 1000);
  const assertion = signJwt(
    privateKey,
    { alg: 'ES256', kid, typ: 'client-authentication+jwt' },
    { iss: system, sub: system, aud: `${origin}/oidc`, jti: random(), iat: now, exp: now + 60 },
  );
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: { dpop: prove(privateKey, 'POST', endpoint) },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: system,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }),
  });
  const given = (await answer.json()) as { access_token?: string };
  if (!given.access_token) throw new Error(`no token: ${JSON.stringify(given)}`);
  const token = given.access_token;
  const ath = createHash('sha256').update(token).digest('base64url');
  return {
    headersFor: (method, url) => ({
      authorization: `DPoP ${token}`,
      dpop: prove(privateKey, method, url.split('?', 1)[0]!, ath),
    }),
  };
}

function prove(key: KeyObject, htm: string, htu: string, ath?: string): string {
  const { kty, crv, x, y } = createPublicKey(key).export({ format: 'jwk' });
  const claims = { htm, htu, jti: random(), iat: Math.floor(Date.now() / 1000), ...(ath ? { ath } : {}) };
  return signJwt(key, { typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } }, claims);
}

function signJwt(key: KeyObject, header: object, claims: object): string {
  const [head, body] = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const signature = sign('sha256', Buffer.from(`${head}.${body}`), { key, dsaEncoding: 'ieee-p1363' });
  return `${head}.${body}.${signature.toString('base64url')}`;
}

const random = () => randomBytes(16).toString('base64url');
