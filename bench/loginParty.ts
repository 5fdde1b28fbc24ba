import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { Answer, Browser } from './loginBrowser.ts';

/** A service as the provider knows it, and what it signs with. */
export interface Party {
  issuer: string;
  client: string;
  redirectUri: string;
  scope: string;
  key: { kid: string; private: KeyObject; jwk: object };
  /** Tokens bound to a key of the service (RFC 9449). */
  dpop: { private: KeyObject; jwk: object };
}

export interface Tokens {
  access_token: string;
  refresh_token?: string;
}

/** Takes the browser over the provider's own pages. @returns where they send it */
export type Pages = (browser: Browser, address: string) => Promise<string>;

/** Called at the end of a way that did not end where it should. */
export class Astray extends Error {
  constructor(call: string, { status, location, body }: Answer) {
    super(`${call}: ${status} ${location ?? ''} ${body.replace(/<[^>]*>|\s+/g, ' ').slice(0, 300)}`);
  }
}

export function newKey(): Party['key'] {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = randomBytes(6).toString('hex');
  return {
    kid,
    private: pair.privateKey,
    jwk: { ...pair.publicKey.export({ format: 'jwk' }), kid, alg: 'ES256', use: 'sig' },
  };
}

export function newDpopKey(): Party['dpop'] {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { kty, crv, x, y } = pair.publicKey.export({ format: 'jwk' });
  return { private: pair.privateKey, jwk: { kty, crv, x, y } };
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function signJwt(key: KeyObject, header: object, payload: object): string {
  const text = `${encode({ alg: 'ES256', ...header })}.${encode(payload)}`;
  return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

const seconds = () => Math.floor(Date.now() / 1000);
const unique = () => randomBytes(16).toString('base64url');

/** The client proves who it is with a key (RFC 7523). */
function assertion({ issuer, client, key }: Party): Record<string, string> {
  const iat = seconds();
  return {
    client_id: client,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: signJwt(
      key.private,
      { kid: key.kid, typ: 'JWT' },
      { iss: client, sub: client, aud: issuer, jti: unique(), iat, exp: iat + 60 },
    ),
  };
}

function proof({ dpop }: Party, htm: string, htu: string, token?: string): string {
  const ath = token && createHash('sha256').update(token).digest('base64url');
  return signJwt(
    dpop.private,
    { typ: 'dpop+jwt', jwk: dpop.jwk },
    { jti: unique(), htm, htu, iat: seconds(), ...(ath ? { ath } : {}) },
  );
}

/** A whole login as FAPI 2.0 has it: pushed request, the person on the provider's pages, code, tokens, who it is. */
export async function logIn(
  party: Party,
  browser: Browser,
  pages: Pages,
  more: Record<string, string> = {},
): Promise<Tokens> {
  const { issuer, client, redirectUri } = party;
  const verifier = randomBytes(32).toString('base64url');
  const pushed = await browser.call('pushed request', 'POST', `${issuer}/request`, {
    form: {
      ...assertion(party),
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: party.scope,
      state: unique(),
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...more,
    },
  });
  if (pushed.status !== 201) throw new Astray('pushed request', pushed);
  const { request_uri } = JSON.parse(pushed.body) as { request_uri: string };
  let answer = await browser.call(
    'authorization',
    'GET',
    `${issuer}/auth?${new URLSearchParams({ client_id: client, request_uri })}`,
  );
  for (let turns = 0; answer.location && !answer.location.startsWith(redirectUri); turns += 1) {
    if (turns > 4) throw new Astray('round and round', answer);
    answer = await browser.call('back to the provider', 'GET', await pages(browser, answer.location));
  }
  const code = answer.location && URL.parse(answer.location)?.searchParams.get('code');
  if (!code) throw new Astray('back to the service', answer);
  const tokens = await redeem(party, browser, 'token', {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  });
  const known = await browser.call('userinfo', 'GET', `${issuer}/me`, {
    headers: {
      authorization: `DPoP ${tokens.access_token}`,
      dpop: proof(party, 'GET', `${issuer}/me`, tokens.access_token),
    },
  });
  if (known.status !== 200 || !(JSON.parse(known.body) as { name?: string }).name) throw new Astray('userinfo', known);
  return tokens;
}

/** @param name under which the call's time is kept */
export async function redeem(
  party: Party,
  browser: Browser,
  name: string,
  form: Record<string, string>,
): Promise<Tokens> {
  const address = `${party.issuer}/token`;
  const answer = await browser.call(name, 'POST', address, {
    form: { ...assertion(party), ...form },
    headers: { dpop: proof(party, 'POST', address) },
  });
  if (answer.status !== 200) throw new Astray(name, answer);
  return JSON.parse(answer.body) as Tokens;
}
