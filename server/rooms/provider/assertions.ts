import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import type { Database } from '#kernel';
import { agreementOf } from './clients.ts';
import { claimOnce, replayId } from './replay.ts';

type Claims = Readonly<Record<string, unknown>>;

/** Seconds that a client may have its assertion live: long enough for a slow clock, too short to be kept for later. */
const LIFE = 300;
/** Seconds by which clocks may differ. */
const TOLERANCE = 15;

/**
 * A client's assertion is of now: the library takes one that was signed for next year, and would have to remember its
 * `jti` as long (RFC 7523, 3). Under FAPI 2.0 it is for this server alone (5.3.2.1, 13).
 * @throws InvalidClientAuth
 */
export function checkClientAssertion(ctx: KoaContextWithOIDC, claims: Claims): void {
  const now = Date.now() / 1000;
  const { exp, iat, nbf, aud } = claims;
  const begins = [iat, nbf].filter((time) => time !== undefined);
  if (typeof exp !== 'number' || exp > now + LIFE + TOLERANCE) refuse('exp is too far ahead');
  if (begins.some((time) => typeof time !== 'number' || time > now + TOLERANCE)) refuse('iat or nbf lies ahead');
  if (typeof iat === 'number' && iat < now - LIFE - TOLERANCE) refuse('iat is too long ago');
  if (ctx.oidc.isFapi('2.0') && aud !== ctx.oidc.issuer) refuse('aud must be the issuer, alone');
}

function refuse(detail: string): never {
  throw new errors.InvalidClientAuth(detail);
}

/**
 * A signed request (RFC 9101) is of now, and where it is sent directly it counts once.
 * @throws InvalidRequestObject
 */
export function createRequestObjectCheck(database: Pick<Database, 'keyed'>) {
  return async function checkRequestObject(ctx: KoaContextWithOIDC, claims: Claims): Promise<void> {
    const { route } = ctx.oidc;
    const silent = route === 'backchannel_authentication';
    const fapi = agreementOf(ctx.oidc.client)?.profile === 'fapi2';
    const needed = [...(silent ? ['iat', 'jti'] : []), ...(silent || fapi ? ['exp', 'nbf'] : ['exp'])];
    const missing = needed.find((name) => claims[name] === undefined);
    if (missing) throw new errors.InvalidRequestObject(`Request Object is missing the '${missing}' claim`);
    const now = Date.now() / 1000;
    const [exp, begin] = [Number(claims.exp), Number(claims.nbf ?? claims.iat ?? now)];
    if (!(exp - begin > 0 && exp - begin <= 3600) || exp > now + 3600 + TOLERANCE)
      throw new errors.InvalidRequestObject('Request Object lives too long');
    if (typeof claims.jti !== 'string' || (route !== 'pushed_authorization_request' && !silent)) return;
    const id = replayId('request-object', String(ctx.oidc.client?.clientId), claims.jti);
    if (!(await claimOnce(database.keyed, id, exp + TOLERANCE)))
      throw new errors.InvalidRequestObject('Request Object was used before');
  };
}
