import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import type * as oauth from 'oauth4webapi';
import * as oidc from 'openid-client';
import { begin, type Stage, type TestBrowser, type TestService } from '../../server/rooms/provider/stage.samples.ts';

export {
  begin,
  freePort,
  obtainCode,
  openStage,
  redeem,
  registerService,
  type Stage,
  signedIn,
  TestBrowser,
  type TestService,
} from '../../server/rooms/provider/stage.samples.ts';

/**
 * What the tests of this folder share: names of tests begin with the module of the OpenID Foundation's conformance suite
 * whose rule they check. Good requests are made by openid-client and oauth4webapi, bad ones by hand.
 */
export type Form = Readonly<Record<string, string | undefined>>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown> & { error?: string; error_description?: string };
}

export const metadataOf = ({ config }: TestService) => config.serverMetadata() as oauth.AuthorizationServer;

/** POSTs a form as it is given; members that are undefined are left out. */
export async function post(url: string, form: Form, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const given = Object.entries(form).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const body = new URLSearchParams(given);
  const answer = await fetch(url, { method: 'POST', body, headers, redirect: 'manual' });
  const text = await answer.text();
  const json = answer.headers.get('content-type')?.includes('json');
  return {
    status: answer.status,
    headers: answer.headers,
    body: json ? (JSON.parse(text) as Answer['body']) : { text },
  };
}

/** Header and claims of a JWT to change; undefined takes a member away. */
export interface Change {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly key?: oidc.CryptoKey;
}

const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Signs whatever it is given: by the algorithm that the key has, whatever the header says. */
export async function signJwt(key: oidc.CryptoKey, header: object, claims: object): Promise<string> {
  const input = `${encode(header)}.${encode(claims)}`;
  if ((header as { alg?: string }).alg === 'none') return `${input}.`;
  const { name } = key.algorithm;
  const algorithm = name === 'ECDSA' ? { name, hash: 'SHA-256' } : { name };
  const signature = Buffer.from(await crypto.subtle.sign(algorithm, key, Buffer.from(input)));
  return `${input}.${signature.toString('base64url')}`;
}

export function readJwt(jwt: string): { header: Record<string, unknown>; claims: Record<string, unknown> } {
  const [header, claims] = jwt.split('.', 2).map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
  return { header, claims };
}

export const now = () => Math.floor(Date.now() / 1000);
const random = () => randomBytes(16).toString('base64url');

/** A new key with which nobody is registered. */
export async function makeKey(kind: 'ES256' | 'RS256' = 'ES256'): Promise<oidc.CryptoKeyPair> {
  const rsa = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 2048,
    publicExponent: Buffer.from([1, 0, 1]),
  };
  const algorithm = kind === 'RS256' ? rsa : { name: 'ECDSA', namedCurve: 'P-256' };
  return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as Promise<oidc.CryptoKeyPair>;
}

/** private_key_jwt for the provider as FAPI 2.0 wants it, with changes. */
export async function authenticate(service: TestService, change: Change = {}): Promise<Form> {
  const { client, key } = service;
  const issuer = metadataOf(service).issuer;
  const assertion = await signJwt(
    change.key ?? key.privateKey,
    { alg: 'ES256', kid: key.kid, ...change.header },
    { iss: client, sub: client, aud: issuer, jti: random(), iat: now(), exp: now() + 60, ...change.claims },
  );
  return {
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  };
}

/** POSTs a form with the service's authentication. */
export async function postAs(
  service: TestService,
  url: string,
  form: Form,
  { headers, ...change }: Change & { headers?: Readonly<Record<string, string>> } = {},
): Promise<Answer> {
  return post(url, { ...(await authenticate(service, change)), ...form }, headers);
}

/** A DPoP proof for one request (RFC 9449), with changes. */
export async function prove(
  pair: oidc.CryptoKeyPair,
  [htm, htu]: readonly [method: string, url: string],
  { token, header, claims, key }: Change & { token?: string } = {},
): Promise<string> {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const ath = token && createHash('sha256').update(token).digest('base64url');
  return signJwt(
    key ?? pair.privateKey,
    { alg: 'ES256', typ: 'dpop+jwt', jwk: { kty, crv, x, y }, ...header },
    { htm, htu, jti: random(), iat: now(), ...(ath ? { ath } : {}), ...claims },
  );
}

/** A request's parameters in a signed JWT (RFC 9101), with changes. */
export async function wrap(service: TestService, parameters: Form, change: Change = {}): Promise<string> {
  const { client, key } = service;
  const aud = metadataOf(service).issuer;
  return signJwt(
    change.key ?? key.privateKey,
    { alg: 'ES256', kid: key.kid, typ: 'oauth-authz-req+jwt', ...change.header },
    {
      ...{ iss: client, aud, client_id: client, response_type: 'code', jti: random() },
      ...{ iat: now(), nbf: now(), exp: now() + 120, ...parameters, ...change.claims },
    },
  );
}

/** An authorization request's address with exactly these parameters; undefined takes one away. */
export function addressOf(service: TestService, parameters: Form): string {
  const url = new URL(metadataOf(service).authorization_endpoint!);
  const all = { client_id: service.client, response_type: 'code', ...parameters };
  for (const [name, value] of Object.entries(all)) if (value !== undefined) url.searchParams.set(name, value);
  return url.pathname + url.search;
}

export interface Back {
  readonly url: URL;
  readonly body: string;
  readonly status: number;
  /** `error` of the answer, whether told to the service or shown to the person. */
  readonly error: string | undefined;
}

/** Goes there and agrees where that is asked. */
export async function visit(browser: TestBrowser, path: string, fields: readonly string[] = []): Promise<Back> {
  let page = await browser.go(path);
  if (page.body.includes('name="step" value="consent"')) page = await browser.consent(page, fields);
  const url = new URL(page.url);
  const shown = /<dt>error<\/dt><dd><code>([^<]+)</.exec(page.body)?.[1];
  const told = url.searchParams.get('error') ?? new URLSearchParams(url.hash.slice(1)).get('error');
  return { url, body: page.body, status: page.status, error: told ?? shown };
}

/** Pushes a request with DPoP by the library and comes back with what redeems the code. */
export async function pushAndReturn(
  service: TestService,
  browser: TestBrowser,
  parameters: Record<string, string> = {},
  pair?: oidc.CryptoKeyPair,
) {
  const dpop = pair ?? (await oidc.randomDPoPKeyPair('ES256'));
  const { given, verifier, state } = await begin(service, parameters);
  const DPoP = oidc.getDPoPHandle(service.config, dpop);
  const url = await oidc.buildAuthorizationUrlWithPAR(service.config, given, { DPoP });
  const back = await visit(browser, url.pathname + url.search);
  return { ...back, verifier, state, pair: dpop, DPoP, given };
}

/** The form by which a code is redeemed. */
export const codeForm = (service: TestService, { url, verifier }: { url: URL; verifier: string }): Form => ({
  grant_type: 'authorization_code',
  code: url.searchParams.get('code') ?? undefined,
  code_verifier: verifier,
  redirect_uri: service.redirectUri,
});

/** Makes what the provider stores under a model older: a test does not wait. */
export async function age({ house }: Stage, model: string, seconds: number): Promise<void> {
  await house.kernel.database.pool.query(
    `UPDATE provider.artifact SET expires_at = expires_at - $2 * interval '1 second',
      payload = payload || jsonb_build_object('exp', (payload->>'exp')::bigint - $2, 'iat', (payload->>'iat')::bigint - $2)
      WHERE model = $1`,
    [model, seconds],
  );
}

/** Signs in on the page as one of the demonstration's people, by forms alone, and agrees. @returns where that led */
export async function enterAs(browser: TestBrowser, page: { url: string }, persona: string): Promise<URL> {
  let next = await browser.go(`${new URL(page.url).pathname}/persona`, { form: { persona } });
  if (next.body.includes('name="step" value="consent"')) next = await browser.consent(next, []);
  return new URL(next.url);
}

/** A certificate that only its owner has signed, for a day. @param name its one DNS name @returns PEM */
export function makeCertificate(name: string): { key: string; certificate: string } {
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1'];
  const named = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
  const made = execFileSync('openssl', ['req', '-x509', ...kind, ...named, '-keyout', '-'], {
    stdio: 'pipe',
  }).toString();
  const [key, certificate] = made.match(/-----BEGIN ([A-Z ]+)-----.+?-----END \1-----\n/gs)!;
  return { key: key!, certificate: certificate! };
}
