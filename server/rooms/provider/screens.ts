import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  Configuration,
  customFetch,
  enableNonRepudiationChecks,
  None,
} from 'openid-client';
import { type Kernel, refuseCrossSite } from '#kernel';
import { type Accounts, assuranceNamed, SESSION_COOKIE, type Session } from '#rooms/accounts';
import { SCREENS } from './clients.ts';
import { endHeldSessions } from './heldSessions.ts';
import { SSO_COOKIE } from './living.ts';
import { problems } from './problems.ts';

export interface ScreensParts {
  readonly kernel: Pick<Kernel, 'config' | 'database' | 'clock' | 'keys'>;
  readonly accounts: Accounts;
  readonly issuer: string;
}

/** What was begun, until it comes back. */
interface Started {
  readonly to: string;
  readonly verifier: string;
  readonly nonce: string;
}

const ABOUT = 'cookie dancu-start';
const COOKIE = 'dancu-start-';
const MINUTES = 10;

/**
 * Our own screens sign in as every other service does: code, PKCE, the very token endpoint. `/sign-in` begins, `/signed-in`
 * comes back, `/sign-out` ends the person's session, and with it whatever hangs on it elsewhere.
 */
export function addScreens(scope: FastifyInstance, app: FastifyInstance, parts: ScreensParts): void {
  const { kernel, accounts, issuer } = parts;
  const { config, keys } = kernel;
  const secure = config.origin.startsWith('https:');
  const client = configureClient(app, parts);

  scope.get('/', async (request, reply) => {
    const session = await accounts.findSession(request.cookies[SSO_COOKIE]);
    return reply.redirect(session && request.cookies[SESSION_COOKIE] ? homeOf(session) : '/sign-in', 303);
  });

  scope.get<{ Querystring: Record<string, unknown> }>('/sign-in', async (request, reply) => {
    const [to, acr, fresh] = ['to', 'acr', 'fresh'].map((name) => once(request.query[name])) as [
      string,
      string,
      string,
    ];
    const state = randomBytes(24).toString('base64url');
    const started: Started = { to: ownPath(to), verifier: secret(), nonce: secret() };
    reply.setCookie(COOKIE + state.slice(0, 8), seal(started, state), cookie({ maxAge: MINUTES * 60 }));
    const query = new URLSearchParams({
      client_id: SCREENS,
      response_type: 'code',
      redirect_uri: `${config.origin}/signed-in`,
      scope: 'openid',
      state,
      nonce: started.nonce,
      code_challenge: createHash('sha256').update(started.verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ui_locales: request.language,
      ...(assuranceNamed(acr) ? { acr_values: acr } : {}),
      ...(fresh === '1' ? { prompt: 'login' } : {}),
    });
    return reply.redirect(`/oidc/auth?${query}`, 303);
  });

  scope.get<{ Querystring: Record<string, unknown> }>('/signed-in', async (request, reply) => {
    const [state, error] = [once(request.query.state), once(request.query.error)];
    if (!/^[\w-]{32}$/.test(state)) return reply.redirect('/', 303);
    const name = COOKIE + state.slice(0, 8);
    const started = open(request.cookies[name], state);
    reply.clearCookie(name, cookie());
    // The person went back, or the page was loaded again: there is nothing to finish.
    if (!started || error === 'access_denied') return reply.redirect('/', 303);
    const subject = await redeem(request, started, state);
    const session = await accounts.findSession(request.cookies[SSO_COOKIE]);
    if (!session || session.account !== subject) throw problems['sign-in-failed']();
    reply.setCookie(SESSION_COOKIE, accounts.sealSession(session), { ...cookie(), path: '/', sameSite: 'strict' });
    return reply.redirect(started.to || homeOf(session), 303);
  });

  scope.post('/sign-out', async (request, reply) => {
    refuseCrossSite(request);
    const { [SSO_COOKIE]: signIn, [SESSION_COOKIE]: screens } = request.cookies;
    await endHeldSessions(parts, { signIn, screens });
    return forget(reply).redirect('/sign-in', 303);
  });

  function forget(reply: FastifyReply): FastifyReply {
    return reply.clearCookie(SESSION_COOKIE, { path: '/' }).clearCookie(SSO_COOKIE, { path: '/' });
  }
  async function redeem(request: FastifyRequest, { verifier, nonce }: Started, state: string): Promise<string> {
    try {
      const tokens = await authorizationCodeGrant(client(), new URL(request.url, config.origin), {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      return tokens.claims()!.sub;
    } catch (cause) {
      throw Object.assign(problems['sign-in-failed'](), { cause });
    }
  }
  const cookie = (more: { maxAge?: number } = {}) =>
    ({ path: '/signed-in', httpOnly: true, sameSite: 'lax', secure, ...more }) as const;
  function seal(started: Started, state: string): string {
    return keys.seal(`${ABOUT} ${state}`, Buffer.from(JSON.stringify(started))).toString('base64url');
  }
  function open(sealed: string | undefined, state: string): Started | undefined {
    const plain = sealed && sealed.length < 2000 && keys.open(`${ABOUT} ${state}`, Buffer.from(sealed, 'base64url'));
    return plain ? (JSON.parse(plain.toString()) as Started) : undefined;
  }
  function configureClient(within: FastifyInstance, { issuer: server }: ScreensParts): () => Configuration {
    let made: Configuration | undefined;
    return () => {
      if (made) return made;
      const metadata = { issuer: server, token_endpoint: `${server}/token`, jwks_uri: `${server}/jwks` };
      made = new Configuration(
        {
          ...metadata,
          authorization_response_iss_parameter_supported: true,
          id_token_signing_alg_values_supported: ['ES256'],
        },
        SCREENS,
        { id_token_signed_response_alg: 'ES256' },
        None(),
      );
      if (!secure) allowInsecureRequests(made);
      enableNonRepudiationChecks(made);
      made[customFetch] = (url, options) => fetchWithin(within, issuer, url, options);
      return made;
    };
  }
}

/** A parameter that is given twice is given to confuse. */
const once = (value: unknown): string => (typeof value === 'string' ? value : '');

const secret = () => randomBytes(32).toString('base64url');

/** In this process: the same endpoint, without a way through the network to ourselves. */
async function fetchWithin(
  app: FastifyInstance,
  issuer: string,
  url: string,
  { method, headers, body }: { method?: string; headers?: Record<string, string>; body?: unknown },
): Promise<Response> {
  const answer = await app.inject({
    method: (method ?? 'GET') as 'GET' | 'POST',
    url: url.slice(new URL(issuer).origin.length),
    headers: { accept: 'application/json', ...headers },
    ...(body === undefined || body === null ? {} : { payload: String(body) }),
  });
  const type = String(answer.headers['content-type'] ?? 'application/json');
  return new Response(answer.body, { status: answer.statusCode, headers: { 'content-type': type } });
}

/** A path of ours, or nothing: a link to the sign-in must not lead anywhere else. */
export function ownPath(to: string): string {
  if (!/^\/(?![/\\])[\w\-./~%?=&+:@!$',;()*]*$/.test(to) || to.length > 500) return '';
  const url = URL.parse(to, 'http://own.invalid');
  return url?.host === 'own.invalid' && !/^\/(sign-in|signed-in|oidc)\b/.test(url.pathname) ? to : '';
}

const AT_DESKS: ReadonlySet<string> = new Set(['desk-officer', 'listing-officer', 'member-desk-officer']);

/** Where a person comes to without having asked for a page. */
export function homeOf({ kind, acting }: Pick<Session, 'kind' | 'acting'>): string {
  if (kind !== 'official') return '/me';
  if (acting?.kind !== 'post') return '/desk';
  if (acting.role === 'auditor') return '/audit';
  if (AT_DESKS.has(acting.role)) return '/point';
  return acting.organisation ? '/agency' : '/desk';
}
