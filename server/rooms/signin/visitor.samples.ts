import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';

/** Somebody with a browser without script: follows links and redirects, fills in forms, keeps cookies by their paths. */
export interface Visitor {
  /** Where the browser stands; another site's address when it was sent away. */
  readonly url: string;
  readonly status: number;
  readonly page: string;
  readonly headers: LightMyRequestResponse['headers'];
  go(url: string): Promise<void>;
  /** Sends the form of this step as it stands on the page, with these values typed in. */
  submit(step: string, typed?: Readonly<Record<string, string>>): Promise<void>;
  /** Sends whatever to wherever. */
  post(url: string, form: Readonly<Record<string, string>>, headers?: Readonly<Record<string, string>>): Promise<void>;
  cookie(name: string): string | undefined;
  setCookie(name: string, value: string): void;
  /** Text of the first heading. */
  heading(): string;
}

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

export const CHROMIUM =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';

export function createVisitor(
  app: FastifyInstance,
  origin: string,
  given: { language?: string; address?: string } = {},
): Visitor {
  let jar: Cookie[] = [];
  const seen = { url: '', status: 0, page: '', headers: {} as LightMyRequestResponse['headers'] };
  const pathOf = (url: string) => url.split('?', 1)[0]!;
  const sends = (cookie: Cookie, path: string) =>
    path === cookie.path || path.startsWith(cookie.path.endsWith('/') ? cookie.path : `${cookie.path}/`);

  async function send(
    method: 'GET' | 'POST',
    to: string,
    body?: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    const url = to.startsWith(`${origin}/`) ? to.slice(origin.length) : to;
    if (!url.startsWith('/')) {
      Object.assign(seen, { url, status: 0, page: '', headers: {} });
      return;
    }
    const path = pathOf(url);
    const answer = await app.inject({
      method,
      url,
      ...(given.address ? { remoteAddress: given.address } : {}),
      headers: {
        host: new URL(origin).host,
        'accept-language': given.language ?? 'en',
        'user-agent': CHROMIUM,
        cookie: jar
          .filter((cookie) => sends(cookie, path))
          .map(({ name, value }) => `${name}=${value}`)
          .join('; '),
        ...(method === 'POST'
          ? { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
          : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body }),
    });
    for (const { name, value, path: scope = '/', expires } of answer.cookies) {
      jar = jar.filter((one) => one.name !== name || one.path !== scope);
      if (value !== '' && !(expires && expires.getTime() < Date.now())) jar.push({ name, value, path: scope });
    }
    const { location } = answer.headers;
    if (answer.statusCode >= 300 && answer.statusCode < 400 && location) {
      await send('GET', new URL(String(location), `${origin}${url}`).href.replace(origin, ''));
      return;
    }
    Object.assign(seen, { url, status: answer.statusCode, page: answer.body, headers: answer.headers });
  }

  const visitor: Visitor = {
    get url() {
      return seen.url;
    },
    get status() {
      return seen.status;
    },
    get page() {
      return seen.page;
    },
    get headers() {
      return seen.headers;
    },
    go: (url) => send('GET', url),
    async submit(step, typed = {}) {
      const forms = [...seen.page.matchAll(/<form[^>]* action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g)];
      const form = forms.find(([, , content]) => content!.includes(`name="step" value="${step}"`));
      if (!form) throw new Error(`no form for ${step} on the page “${visitor.heading()}” (${seen.status} ${seen.url})`);
      const hidden = [...form[2]!.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)];
      const values = Object.fromEntries(hidden.map(([, name, value]) => [name, value]));
      for (const name of Object.keys(typed))
        if (!form[2]!.includes(`name="${name}"`)) throw new Error(`the form for ${step} has no ${name}`);
      await visitor.post(form[1]!, { ...values, ...typed });
    },
    post: (url, form, headers) => send('POST', url, new URLSearchParams(form).toString(), headers),
    cookie: (name) => jar.find((one) => one.name === name)?.value,
    setCookie(name, value) {
      jar = [...jar.filter((one) => one.name !== name), { name, value, path: '/' }];
    },
    heading: () => /<h1>([^<]*)</.exec(seen.page)?.[1] ?? '',
  };
  return visitor;
}

/** Where a service sends the browser: the authorization request with PKCE. */
export function startUrl(client: string, redirectUri: string, more: Readonly<Record<string, string>> = {}): string {
  const challenge = createHash('sha256').update(randomBytes(32).toString('base64url')).digest('base64url');
  return `/oidc/auth?${new URLSearchParams({
    client_id: client,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid',
    state: 'state-of-the-service',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...more,
  })}`;
}
