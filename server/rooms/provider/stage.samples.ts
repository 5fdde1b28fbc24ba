import { generateKeyPairSync, randomBytes, type webcrypto } from 'node:crypto';
import { createServer } from 'node:net';
import * as oidc from 'openid-client';
import { newId } from '#kernel';
import type { Factor } from '#rooms/accounts';
import { openTestHouse, type TestHouse, type TestOptions } from '#test';
import type { ServiceGiven } from '../clients/model.ts';
import { SSO_COOKIE } from './living.ts';

/** A listening house, and services that talk to it with a library of the outside world. */
export interface Stage {
  readonly house: TestHouse;
  readonly origin: string;
  /** Persons of the register who have an account at level 2. */
  readonly accounts: readonly { account: string; person: string; pin: string; name: string }[];
  close(): Promise<void>;
}

export async function openStage(options: TestOptions = {}): Promise<Stage> {
  const port = options.port ?? (await freePort());
  const house = await openTestHouse({ persons: 300, ...options, port });
  await house.app.listen({ port, host: '127.0.0.1' });
  return {
    house,
    origin: house.kernel.config.origin,
    accounts: await openAccountsOf(house),
    close: () => house.close(),
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function openAccountsOf({ kernel, accounts }: TestHouse) {
  const { rows } = await kernel.database.pool.query<{ person: string; pin: string; name: string }>(
    `SELECT p.person, i.value AS pin, p.record->>'name' AS name FROM people.person p
     JOIN people.identifier i ON i.person = p.person AND i.kind = 'pin' AND i.status = 'active'
     WHERE p.life = 'a' AND p.birth_to < '2000-01-01' ORDER BY p.person LIMIT 6`,
  );
  const made = [];
  for (const { person, pin, name } of rows) {
    const known = await accounts.findAccountOf(person);
    const { account } =
      known ??
      (await kernel.database.transact((transaction) =>
        accounts.createAccount(transaction, contextOf(kernel, 'test'), {
          ...{ kind: 'citizen', actor: person, person, name, language: 'en', level: 2, state: 'active' },
        }),
      ));
    made.push({ account, person, pin, name });
  }
  return made;
}

const contextOf = (kernel: TestHouse['kernel'], id: string, organisation?: string) => ({
  caller: { kind: 'official' as const, id, organisation, scopes: new Set<string>() },
  purpose: undefined,
  legalBasis: undefined,
  caseNumber: undefined,
  language: 'en',
  requestId: newId(),
  clock: kernel.clock,
  receivedAt: new Date().toISOString(),
  idempotency: undefined,
});

/** A registered service with its keys. */
export interface TestService {
  readonly client: string;
  readonly redirectUri: string;
  readonly key: { kid: string; privateKey: webcrypto.CryptoKey };
  readonly config: oidc.Configuration;
}

export async function registerService(
  { house, origin }: Stage,
  change: Partial<Omit<ServiceGiven, 'metadata'>> & {
    organisation?: string;
    metadata?: Partial<ServiceGiven['metadata']>;
  } = {},
): Promise<TestService> {
  const { organisation = 'ministry-of-health', metadata, ...rest } = change;
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = randomBytes(4).toString('hex');
  const redirectUri = 'http://localhost:4999/cb';
  const given: ServiceGiven = {
    name: { vi: 'Dịch vụ thử', en: 'Test service', fr: 'Service d’essai' },
    purpose: 'public-service-login',
    legalBasis: 'eid-decree',
    fields: [
      { field: 'name', required: true },
      { field: 'birthDate', required: false },
      { field: 'pin', required: false },
    ],
    assurance: 'low',
    profile: 'plain',
    actsFor: [],
    ...rest,
    metadata: {
      redirect_uris: [redirectUri],
      post_logout_redirect_uris: ['http://localhost:4999/bye'],
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'private_key_jwt',
      ...(metadata?.token_endpoint_auth_method === 'none'
        ? {}
        : { jwks: { keys: [{ ...pair.publicKey.export({ format: 'jwk' }), kid, alg: 'ES256', use: 'sig' }] } }),
      ...metadata,
    },
  };
  const { client } = await house.clients.register(contextOf(house.kernel, 'engineer', organisation), given);
  const pkcs8 = pair.privateKey.export({ format: 'der', type: 'pkcs8' });
  const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, { name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
  ]);
  const key = { kid, privateKey };
  const auth =
    given.metadata.token_endpoint_auth_method === 'none' ? oidc.None() : oidc.PrivateKeyJwt({ key: privateKey, kid });
  const config = await oidc.discovery(
    new URL(`${origin}/oidc`),
    client,
    { id_token_signed_response_alg: 'ES256' },
    auth,
    {
      execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks],
    },
  );
  return { client, redirectUri, key, config };
}

/** A browser's cookies and its way from redirect to redirect; it stops before it leaves the house. */
export class TestBrowser {
  readonly #origin: string;
  readonly jar = new Map<string, { value: string; path: string }>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  async fetch(path: string, init: { form?: Record<string, string>; headers?: Record<string, string> } = {}) {
    const url = new URL(path, this.#origin);
    const cookies = [...this.jar]
      .filter(([, { path: at }]) => url.pathname === at || url.pathname.startsWith(at.endsWith('/') ? at : `${at}/`))
      .map(([name, { value }]) => `${name.split(' ')[0]}=${value}`);
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { accept: 'text/html', 'accept-language': 'en', cookie: cookies.join('; '), ...init.headers },
      ...(init.form ? { method: 'POST', body: new URLSearchParams(init.form) } : {}),
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(/; */);
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/';
    const expires = attributes.find((one) => /^expires=/i.test(one))?.slice(8);
    const gone = value === '' || (expires !== undefined && Date.parse(expires) < Date.now());
    if (gone) this.jar.delete(`${name} ${path}`);
    else this.jar.set(`${name} ${path}`, { value, path });
  }

  /** Follows redirects inside the house. @returns the page, or the address outside that the browser was sent to */
  async go(
    path: string,
    init: Parameters<TestBrowser['fetch']>[1] = {},
  ): Promise<{ url: string; status: number; body: string }> {
    let response = await this.fetch(path, init);
    let url = new URL(path, this.#origin);
    for (let steps = 0; steps < 12; steps += 1) {
      const location = response.headers.get('location');
      if (!location) break;
      url = new URL(location, url);
      if (url.origin !== this.#origin) return { url: url.href, status: response.status, body: '' };
      response = await this.fetch(url.pathname + url.search);
    }
    return { url: url.href, status: response.status, body: await response.text() };
  }

  /** Sends the form of a consent page. */
  async consent(
    page: { url: string; body: string },
    fields: readonly string[],
    options: { decision?: string; remember?: boolean } = {},
  ) {
    const { pathname } = new URL(page.url);
    const token = /name="token" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    return this.go(pathname, {
      form: {
        ...{ token, step: 'consent', decision: options.decision ?? 'yes' },
        ...(options.remember === false ? {} : { remember: 'yes' }),
        ...Object.fromEntries(fields.map((field) => [`field:${field}`, 'yes'])),
      },
    });
  }

  get origin(): string {
    return this.#origin;
  }
}

/** A browser whose person is signed in with these proofs. */
export async function signedIn(
  { house, origin }: Stage,
  account: string,
  factors: readonly Omit<Factor, 'at'>[] = [{ method: 'persona' }],
  browser = new TestBrowser(origin),
): Promise<TestBrowser> {
  const { attempts } = house.accounts;
  const [attempt, secret] = [newId(), randomBytes(32).toString('base64url')];
  const network = { device: 'Test', network: '127.0.0' };
  await attempts.open({ attempt, browser: secret, wanted: 'low', origin: network });
  for (const factor of factors)
    await attempts.vouch(attempt, secret, account, { ...factor, at: house.kernel.clock.now().toISOString() });
  const { token } = await attempts.finish(attempt, secret, network);
  browser.jar.set(`${SSO_COOKIE} /`, { value: token, path: '/' });
  return browser;
}

/** An authorization request as the library makes it. */
export async function begin(service: TestService, parameters: Record<string, string> = {}) {
  const verifier = oidc.randomPKCECodeVerifier();
  const state = oidc.randomState();
  const given = {
    redirect_uri: service.redirectUri,
    scope: 'openid profile',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    ...parameters,
  };
  const url = oidc.buildAuthorizationUrl(service.config, given);
  return { path: url.pathname + url.search, verifier, state, given };
}

/** The whole way: asked, agreed, back with a code. */
export async function obtainCode(
  stage: Stage,
  service: TestService,
  browser: TestBrowser,
  parameters: Record<string, string> = {},
  fields: readonly string[] = ['birthDate', 'pin'],
) {
  const { path, verifier, state } = await begin(service, parameters);
  let page = await browser.go(path);
  if (new URL(page.url).origin === stage.origin) page = await browser.consent(page, fields);
  return { url: new URL(page.url), verifier, state, body: page.body };
}

export async function redeem(
  service: TestService,
  { url, verifier, state }: { url: URL; verifier: string; state: string },
) {
  return oidc.authorizationCodeGrant(service.config, url, { pkceCodeVerifier: verifier, expectedState: state });
}
