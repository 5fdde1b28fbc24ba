import { errors, type KoaContextWithOIDC, type ResourceServer } from 'oidc-provider';

/** Scopes that a service may be given at this server's own API: who is signed in, and nothing of the register. */
const OWN_SCOPES = 'session.read';

/**
 * Resource servers that tokens are made for, as signed JWTs (RFC 9068) which they check by themselves. They live five
 * minutes, for nobody is asked again whether they still hold.
 * @throws InvalidTarget for any other
 */
export function createResourceServers(origin: string) {
  const own: ResourceServer = {
    scope: OWN_SCOPES,
    audience: `${origin}/api`,
    accessTokenFormat: 'jwt',
    accessTokenTTL: 300,
    jwt: { sign: { alg: 'ES256' } },
  };
  return function getResourceServerInfo(_ctx: KoaContextWithOIDC, indicator: string): ResourceServer {
    if (indicator === own.audience) return own;
    throw new errors.InvalidTarget();
  };
}
