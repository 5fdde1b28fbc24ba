import type { AdapterPayload, Client } from 'oidc-provider';
import type { KeyStore } from '#kernel';
import { createTokenVerifier } from './accessTokens.ts';

/** An agency's system as a client of its own name: it asks for itself, and signs nobody in. */
export interface SystemClient {
  readonly system: string;
  /** Public keys that it may prove itself with now. */
  readonly keys: readonly object[];
}

/** Systems that tokens are made for; whoever knows them says so at each use. */
export type FindSystem = (id: string) => Promise<SystemClient | undefined>;

/** What a system's access token says, its signature checked and its time not. */
export interface SystemToken {
  readonly system: string;
  /** Thumbprint of the key that each use is to be proved with (RFC 9449). */
  readonly key: string;
  /** Seconds since 1970. */
  readonly exp: number;
}

/** Seconds. Nothing is looked up for a token while it lives; what its key and its system may is looked up at each use. */
const SYSTEM_SECONDS = 300;

export const systemAudience = (origin: string) => `${origin}/exchange`;

/** @returns undefined for a client that is no system */
export function describeSystemResource(origin: string, client: Pick<Client, 'grantTypeAllowed'>) {
  if (!client.grantTypeAllowed('client_credentials')) return undefined;
  // What it may ask is its agreements' to say, question by question: a scope would say it a second time.
  return { scope: '', audience: systemAudience(origin), accessTokenTTL: SYSTEM_SECONDS };
}

export function describeSystem({ system, keys }: SystemClient): AdapterPayload {
  return {
    client_id: system,
    redirect_uris: [],
    response_types: [],
    grant_types: ['client_credentials'],
    token_endpoint_auth_method: 'private_key_jwt',
    jwks: { keys },
    dpop_bound_access_tokens: true,
    subject_type: 'public',
  };
}

export type ReadSystemToken = (token: string) => SystemToken | undefined;

/** @returns what reads tokens; undefined for what is no system's token of ours */
export function createSystemTokenReader(keys: Pick<KeyStore, 'all'>, origin: string): ReadSystemToken {
  const verifyToken = createTokenVerifier(keys);
  return function readSystemToken(token) {
    const { iss, aud, exp, client_id, cnf } = verifyToken(token) ?? {};
    const key = (cnf as { jkt?: unknown } | undefined)?.jkt;
    if (iss !== `${origin}/oidc` || aud !== systemAudience(origin)) return undefined;
    if (typeof exp !== 'number' || typeof client_id !== 'string' || typeof key !== 'string') return undefined;
    return { system: client_id, key, exp };
  };
}
