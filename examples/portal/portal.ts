import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { openKey } from './key.ts';
import { connectLogin, type Login, rank, SignInRefused } from './login.ts';
import * as pages from './pages.ts';
import { readDiplomas } from './records.ts';
import { type Attempt, Keep, type Session } from './sessions.ts';
import { chooseLanguage, speak } from './words.ts';

export interface PortalOptions {
  readonly issuer: string;
  readonly port: number;
  readonly client: string;
  /** Where the key is kept. */
  readonly home: string;
}

export interface Portal {
  readonly origin: string;
  close(): Promise<void>;
}

/** What can be reached through a sign-in, and what it needs. */
const DESTINATIONS: Readonly<Record<string, { wanted?: 'high'; again: boolean }>> = {
  '/': { again: false },
  '/record': { wanted: 'high', again: false },
  // Whom one acts for is chosen at the sign-in: a living session would bring the old choice back.
  '/company': { again: true },
};
const [SESSION, ATTEMPT] = ['portal', 'portal-attempt'];
const style = readFileSync(new URL('./portal.css', import.meta.url));

/** A ministry's portal as a ministry would write it: it asks the login who is there, and keeps no secret of anybody. */
export async function openPortal({ issuer, port, client, home }: PortalOptions): Promise<Portal> {
  // Another name than the login's, so that on one machine too no cookie of the one reaches the other.
  const origin = `http://127.0.0.1:${port}`;
  const key = await openKey(home);
  const sessions = new Keep<Session>(10_000);
  const attempts = new Keep<Attempt>(10_000);
  let connected: Promise<Login> | undefined;

  /** The login may start after the portal: it is looked for when the first person needs it. */
  function login(): Promise<Login> {
    connected ??= connectLogin({ issuer, client, origin, key }).catch((error: unknown) => {
      connected = undefined;
      throw error;
    });
    return connected;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin);
    const cookies = readCookies(request);
    const language = chooseLanguage(
      url.searchParams.get('lang') ?? cookies.get('lang'),
      request.headers['accept-language'],
    );
    const session = sessions.find(cookies.get(SESSION));
    const frame: pages.Frame = { say: speak(language), language, path: url.pathname, session };
    response.setHeader(
      'content-security-policy',
      `default-src 'none'; style-src 'self'; form-action 'self' ${new URL(issuer).origin}; frame-ancestors 'none'; base-uri 'none'`,
    );
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'same-origin');
    response.setHeader('cache-control', 'no-store');
    if (url.searchParams.has('lang')) setCookie(response, 'lang', language, 31_536_000);
    const show = (status: number, page: string) => send(response, status, 'text/html; charset=utf-8', page);
    const fail = (code: string, to: string) => show(400, pages.renderError(frame, code, to));

    switch (`${request.method} ${url.pathname}`) {
      case 'GET /':
        return show(200, pages.renderHome(frame));
      case 'GET /portal.css':
        return send(response, 200, 'text/css', style);
      case 'GET /keys.json':
        return send(response, 200, 'application/json', JSON.stringify({ keys: [key.publicJwk] }));
      case 'POST /sign-in': {
        if (isForeign(request, origin)) return fail('other', '/');
        const to = (await readForm(request)).get('to') ?? '/';
        const destination = DESTINATIONS[to] ?? DESTINATIONS['/']!;
        try {
          const begun = await (await login()).begin({ ...destination, language, to: to in DESTINATIONS ? to : '/' });
          setCookie(response, ATTEMPT, attempts.add(begun.attempt), 600);
          return redirect(response, begun.url.href);
        } catch (error) {
          report(error);
          return fail('unreachable', to);
        }
      }
      case 'GET /signed-in': {
        const attempt = attempts.take(cookies.get(ATTEMPT));
        setCookie(response, ATTEMPT, '', 0);
        if (!attempt) return fail('expired', '/');
        try {
          const made = await (await login()).finish(url, attempt);
          sessions.take(cookies.get(SESSION));
          setCookie(response, SESSION, sessions.add(made), 28_800);
          return redirect(response, attempt.to);
        } catch (error) {
          report(error);
          return fail(error instanceof SignInRefused ? error.code : 'other', attempt.to);
        }
      }
      case 'GET /record':
        if (!session || rank(session.assurance) < rank('high')) return show(200, pages.renderStepUp(frame));
        return show(200, pages.renderRecord(frame, session, readDiplomas(session.sub, session.birthDate)));
      case 'GET /company':
      case 'POST /company': {
        const company = session?.actingFor?.kind === 'organisation' ? session.actingFor : undefined;
        if (!session || !company) return show(200, pages.renderChooseCompany(frame));
        if (request.method === 'GET') return show(200, pages.renderCompany(frame, company));
        if (isForeign(request, origin)) return fail('other', '/company');
        const value = (await readForm(request)).get('trainees')?.trim() ?? '';
        if (!/^\d{1,6}$/.test(value) || Number(value) > 100_000)
          return show(400, pages.renderCompany(frame, company, { value }));
        const filed = { company: company.name, taxCode: company.tax_code, by: session.name, receipt: randomUUID() };
        return show(200, pages.renderFiled(frame, filed));
      }
      case 'POST /sign-out': {
        if (isForeign(request, origin)) return fail('other', '/');
        const ended = sessions.take(cookies.get(SESSION));
        setCookie(response, SESSION, '', 0);
        return redirect(response, ended ? (await login()).endUrl(ended, language).href : '/signed-out');
      }
      case 'GET /signed-out':
        return show(200, pages.renderSignedOut(frame));
      case 'POST /logout-notice':
        try {
          const { sub, sid } = await (await login()).verifyLogout((await readForm(request)).get('logout_token') ?? '');
          sessions.removeWhere((one) => (sid === undefined ? one.sub === sub : one.sid === sid));
          return send(response, 200, 'text/plain', '');
        } catch (error) {
          report(error);
          return send(response, 400, 'application/json', JSON.stringify({ error: 'invalid_request' }));
        }
      default:
        return show(404, pages.renderMissing(frame));
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      report(error);
      if (!response.headersSent) send(response, 500, 'text/plain', 'error');
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return {
    origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { location }).end();
}

/** A form of another site must not act here. */
function isForeign({ headers }: IncomingMessage, origin: string): boolean {
  const site = headers['sec-fetch-site'];
  return site === undefined ? headers.origin !== undefined && headers.origin !== origin : site !== 'same-origin';
}

function readCookies(request: IncomingMessage): Map<string, string> {
  const pairs = (request.headers.cookie ?? '').split('; ').map((pair) => pair.split('=', 2) as [string, string]);
  return new Map(pairs);
}

/** `Lax`: the browser comes back from the login by a link of another site. Behind TLS this would be `Secure` too. */
function setCookie(response: ServerResponse, name: string, value: string, seconds: number): void {
  response.appendHeader('set-cookie', `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}`);
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > 16_384) throw new Error('the form is too long');
  }
  return new URLSearchParams(text);
}

/** For whoever runs the portal; never on a page. */
function report(error: unknown): void {
  const { message, cause } = error as { message?: string; cause?: unknown };
  const why = cause instanceof Error ? `: ${cause.message}` : '';
  process.stderr.write(`portal: ${message ?? String(error)}${why}\n`);
}
