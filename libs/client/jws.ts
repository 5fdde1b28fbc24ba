import { createPublicKey, verify } from 'node:crypto';
import type { JsonWebKeySet } from './server-keys.ts';

/**
 * Payload of a compact JWS (RFC 7515) of the platform's.
 * @param typ what it must be: one thing that the platform signs is never taken for another
 * @throws Error when it is something else, or the platform's keys did not sign it
 */
export function openJws(jws: string, typ: string, keys: JsonWebKeySet): Record<string, unknown> {
  const [head = '', payload = '', signature = ''] = jws.trim().split('.');
  const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<string, unknown>;
  if (header.typ !== typ) throw new Error(`this is no ${typ}`);
  const jwk = keys.keys.find((one) => one.kid === header.kid);
  if (!jwk) throw new Error(`the platform has no key ${String(header.kid)}`);
  const key = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' as const };
  // The key says how it signs; what the header says could be somebody else's wish.
  const digest = jwk.crv === 'P-256' ? 'sha256' : null;
  if (!verify(digest, Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url')))
    throw new Error('the signature does not hold');
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
}
