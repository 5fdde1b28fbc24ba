import type { Service } from './data.ts';

/** Lines that work as they stand, for a shell and for Node. */
export function curlLine({ issuer }: Pick<Service, 'issuer'>): string {
  return `curl ${issuer}/.well-known/openid-configuration`;
}

export function clientLines({ issuer, client, inForce }: Pick<Service, 'issuer' | 'client' | 'inForce'>): string {
  const method = inForce.metadata.token_endpoint_auth_method;
  const local = new URL(issuer).protocol === 'http:';
  const proof =
    method === 'client_secret_basic'
      ? 'oidc.ClientSecretBasic(process.env.CLIENT_SECRET)'
      : method === 'none'
        ? 'oidc.None()'
        : method === 'private_key_jwt'
          ? 'oidc.PrivateKeyJwt({ key, kid: jwk.kid })'
          : 'oidc.TlsClientAuth()';
  const key =
    method === 'private_key_jwt'
      ? [
          "import { readFileSync } from 'node:fs';",
          `const jwk = JSON.parse(readFileSync('${client}.key.json', 'utf8'));`,
          "const key = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);",
        ]
      : [];
  return [
    "import * as oidc from 'openid-client';",
    ...key,
    'const config = await oidc.discovery(',
    `  new URL('${issuer}'),`,
    `  '${client}',`,
    "  { id_token_signed_response_alg: 'ES256' },",
    `  ${proof},`,
    ...(local ? ['  { execute: [oidc.allowInsecureRequests] },'] : []),
    ');',
    `const redirect_uri = '${inForce.metadata.redirect_uris[0] ?? ''}';`,
  ].join('\n');
}
