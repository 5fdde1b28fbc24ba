import { createHash, type JsonWebKey, webcrypto } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ES256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;

export interface PortalKey {
  readonly kid: string;
  readonly privateKey: webcrypto.CryptoKey;
  readonly publicJwk: JsonWebKey & { kid: string; alg: 'ES256'; use: 'sig' };
}

/** The portal's own key: made at its first start, kept where only this user reads it. The login needs nothing else of it. */
export async function openKey(home: string): Promise<PortalKey> {
  const path = join(home, 'key.json');
  if (!existsSync(path)) {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    const pair = await webcrypto.subtle.generateKey(ES256, true, ['sign', 'verify']);
    const made = await webcrypto.subtle.exportKey('jwk', pair.privateKey);
    writeFileSync(path, JSON.stringify(made), { mode: 0o600 });
  }
  const { kty, crv, x, y, d } = JSON.parse(readFileSync(path, 'utf8')) as JsonWebKey;
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
  const jwk = { kty, crv, x, y } as JsonWebKey;
  const privateKey = await webcrypto.subtle.importKey('jwk', { ...jwk, d } as webcrypto.JsonWebKey, ES256, false, [
    'sign',
  ]);
  return { kid, privateKey, publicJwk: { ...jwk, kid, alg: 'ES256', use: 'sig' } };
}
