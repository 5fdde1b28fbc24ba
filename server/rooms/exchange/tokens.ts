import { createHash, type JsonWebKey } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { thumbprint } from '#kernel';
import { decodeJwt, PROOF_ALGORITHMS, type ReadSystemToken, readProofClaims, type SystemToken } from '#rooms/provider';
import { nameNonce, type Signed } from './authenticate.ts';
import type { SignatureChecks } from './checking.ts';
import type { AgencyKey, Directory } from './directory.ts';
import { problems } from './problems.ts';

export interface TokenParts {
  readonly origin: string;
  readonly readToken: ReadSystemToken;
  readonly checks: SignatureChecks;
}

/** Whether a question comes with a token instead of a signature. */
export function carriesToken({ headers }: FastifyRequest): boolean {
  return headers['signature-input'] === undefined && /^DPoP /i.test(headers.authorization ?? '');
}

interface Held extends SystemToken {
  /** As each proof names the token (RFC 9449, 4.2). */
  readonly hash: string;
}

/** A few thousand systems have some tokens each; nobody can fill this with what we did not make. */
const MOST = 20_000;

/**
 * Finds out which system asks with a token (RFC 9068) and a proof of its key (RFC 9449). The key must be one that is registered
 * for the system: what ends the key ends its tokens, with the next question.
 * @throws Problem exchange/token-invalid, proof-invalid, key-revoked, key-expired
 */
export function createTokenAuthentication({ origin, readToken, checks }: TokenParts) {
  const tokens = new Map<string, Held>();
  /** Thumbprints by the header of a proof, which is the same from one to the next. */
  const thumbprints = new Map<string, string>();

  function readHeld(token: string): Held | undefined {
    const known = tokens.get(token);
    if (known) return known;
    const read = readToken(token);
    if (!read) return undefined;
    const held = { ...read, hash: createHash('sha256').update(token).digest('base64url') };
    keep(tokens, token, held);
    return held;
  }
  function readThumbprint(header: string, claims: Readonly<Record<string, unknown>>): string | undefined {
    const known = thumbprints.get(header);
    if (known !== undefined) return known;
    const { typ, alg, jwk, crit } = claims;
    if (typ !== 'dpop+jwt' || crit !== undefined || typeof jwk !== 'object' || jwk === null) return undefined;
    const { kty, crv } = jwk as JsonWebKey;
    const fits = (alg === 'ES256' && crv === 'P-256') || ((alg === 'EdDSA' || alg === 'Ed25519') && crv === 'Ed25519');
    return fits && (kty === 'EC' || kty === 'OKP') && !('d' in jwk) ? thumbprint(jwk as JsonWebKey) : undefined;
  }

  return async function authenticateToken(
    request: FastifyRequest,
    directory: Directory,
    again: () => Promise<Directory>,
  ): Promise<Signed> {
    request.presented = { scheme: 'DPoP', algs: PROOF_ALGORITHMS };
    const now = Date.now() / 1000;
    const held = readHeld(/^DPoP +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '');
    if (!held || held.exp <= now) throw problems['token-invalid']();
    const { proof, claims, header, signature } = readProof(request);
    const wrong = () => {
      request.presented!.error = 'invalid_dpop_proof';
      return problems['proof-invalid']();
    };
    const url = origin + request.raw.url!.split('?', 1)[0];
    const asked = { method: request.method, url, tokenHash: held.hash, now };
    const read = claims && readProofClaims(claims.claims, asked);
    const kid = claims && readThumbprint(header, claims.header);
    if (!read || kid !== held.key) throw wrong();
    const key: AgencyKey | undefined = directory.keys.get(kid) ?? (await again()).keys.get(kid);
    if (key?.system.id !== held.system) throw problems['token-invalid']();
    if (key.revoked) throw problems['key-revoked']({ values: { key: kid } });
    if (key.expiresAt <= Date.now()) throw problems['key-expired']({ values: { key: kid } });
    if (!(await checks.check(key, proof.slice(0, proof.lastIndexOf('.')), signature))) throw wrong();
    keep(thumbprints, header, kid);
    return {
      key,
      proof,
      digest: createHash('sha256').update(proof).digest('base64url'),
      minute: Math.floor(read.issuedAt / 60),
      nonce: nameNonce('dpop', kid, read.jti),
    };
  };
}

function readProof({ headers }: FastifyRequest) {
  const proof = typeof headers.dpop === 'string' && headers.dpop.length <= 4096 ? headers.dpop : '';
  const claims = decodeJwt(proof);
  const header = proof.slice(0, proof.indexOf('.'));
  return { proof, claims, header, signature: claims?.signature ?? Buffer.alloc(0) };
}

function keep<Value>(held: Map<string, Value>, name: string, value: Value): void {
  if (held.size >= MOST) held.clear();
  held.set(name, value);
}
