import { randomUUID } from 'node:crypto';
import * as oidc from 'openid-client';
import { type Change, makeKey, prove, type Stage } from '../../../test/conformance/stage.ts';
import { steward } from './stand.samples.ts';

/** A system that asks with tokens (private_key_jwt, DPoP), by a client of another maker. */
export interface TokenSystem {
  id: string;
  kid: string;
  pair: oidc.CryptoKeyPair;
  config: oidc.Configuration;
}

/** Registers a system with a new key; the rest it learns from the published metadata. */
export async function connectForTokens(
  { house: { exchange, kernel, provider } }: Stage,
  organisation: string,
  stage: 'production' | 'simulation' = 'production',
): Promise<TokenSystem> {
  const pair = await makeKey();
  const publicJwk = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const made = await exchange.createSystem(steward(kernel, organisation), {
    ...{ organisation, name: `${organisation} core`, stage },
    publicJwk: publicJwk as Record<string, string>,
  });
  const config = await oidc.discovery(
    new URL(provider.issuer),
    made.id,
    undefined,
    oidc.PrivateKeyJwt({ key: pair.privateKey, kid: made.kid }),
    { execute: [oidc.allowInsecureRequests] },
  );
  return { ...made, pair, config };
}

/** A token, bound to the system's key unless told. */
export async function obtain(
  { config, pair }: TokenSystem,
  bound = pair,
): Promise<oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers> {
  return oidc.clientCredentialsGrant(config, {}, { DPoP: oidc.getDPoPHandle(config, bound) });
}

export const reasons = {
  'content-type': 'application/json',
  'accept-language': 'en',
  'dancu-purpose': 'bank-customer-check',
  'dancu-legal-basis': 'anti-money-laundering-law-9',
};
export const pathOf = (pin: string) => `/v1/verify/${pin}?transactionId=${randomUUID()}`;
export const contentOf = (name: string) => JSON.stringify({ biographicData: { name } });

export interface TokenQuestion {
  /** Of the proof. */
  change?: Change;
  proof?: string;
  headers?: Record<string, string>;
  pin?: string;
  name?: string;
}

/** Asks whether somebody bears a name; the first account's holder unless told. */
export async function askWithToken(
  { accounts, origin }: Stage,
  { pair }: Pick<TokenSystem, 'pair'>,
  token: string,
  { change = {}, proof, headers = {}, pin, name }: TokenQuestion = {},
) {
  const person = accounts[0]!;
  const url = origin + pathOf(pin ?? person.pin);
  const dpop = proof ?? (await prove(pair, ['POST', url.split('?')[0]!], { token, ...change }));
  const sent = contentOf(name ?? person.name);
  const answer = await fetch(url, {
    method: 'POST',
    headers: { ...reasons, authorization: `DPoP ${token}`, dpop, ...headers },
    body: sent,
  });
  const text = await answer.text();
  const body = JSON.parse(text) as Record<string, unknown>;
  return {
    status: answer.status,
    headers: answer.headers,
    body,
    code: body.code ?? answer.headers.get('dancu-problem'),
    /** As they travelled. */
    sent,
    text,
    dpop,
  };
}
