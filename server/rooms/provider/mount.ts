import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Provider } from 'oidc-provider';
import { type Kernel, problems } from '#kernel';
import { describeOrigin } from '#rooms/accounts';

const MOUNT = '/oidc';
const METADATA = '/.well-known/oauth-authorization-server';

/** What is sent with every answer; the pages bring a policy of their own. */
const HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  // The library adds the hash of the one script that posts a form on (`response_mode=form_post`).
  'content-security-policy': "default-src 'none'; script-src 'none'; frame-ancestors 'none'; base-uri 'none'",
};

/**
 * Codes of a device that one network may type wrong in a minute. Nothing else here is short enough to be guessed, and a
 * limit on the rest would let one behind a shared address shut out the others.
 */
const GUESSES = 60;
/** As the library's router reads a path: in any case, with a slash behind it or a query. */
const GUESSED = /^\/device\/?(\?|$)/i;

/** Bytes of an authorization request that comes as a form: it must fit into an address. */
const LONGEST = 8192;

export interface MountParts {
  readonly kernel: Pick<Kernel, 'config'>;
  readonly provider: () => Provider;
}

/**
 * The provider below `/oidc`. Its requests come through Fastify's router, so that hooks, limits and metrics hold for them
 * as for all others; the body is left to the library.
 */
export async function mountProvider(app: FastifyInstance, { kernel, provider }: MountParts): Promise<void> {
  const { host, protocol } = new URL(kernel.config.origin);
  const refused = new Map<string, number>();
  const sweep = setInterval(() => refused.clear(), 60_000);
  sweep.unref();
  app.addHook('onClose', async () => clearInterval(sweep));

  function hand(request: FastifyRequest, reply: FastifyReply, path: string, original: string): void {
    const { network } = describeOrigin(request);
    const guess = request.method === 'POST' && GUESSED.test(path);
    if (guess && (refused.get(network) ?? 0) >= GUESSES)
      throw problems['too-many-requests']({ extra: { retryAfter: 60 } });
    const raw = request.raw as IncomingMessage & { originalUrl?: string; requestId?: string };
    raw.url = path;
    raw.originalUrl = original;
    raw.requestId = request.id;
    // Addresses in answers are the configured ones, whatever a request says of its host.
    raw.headers.host = host;
    raw.headers['x-forwarded-proto'] = protocol.slice(0, -1);
    for (const name of ['x-forwarded-host', 'x-forwarded-for', 'forwarded']) delete raw.headers[name];
    // Who asks, as the trusted proxies say; the library reads it from there.
    raw.headers['x-forwarded-for'] = request.ip;
    for (const [name, value] of Object.entries(HEADERS)) reply.raw.setHeader(name, value);
    const answer = provider().callback();
    reply.hijack();
    reply.raw.once('finish', () => {
      if (guess && reply.raw.statusCode === 400) refused.set(network, (refused.get(network) ?? 0) + 1);
    });
    void answer(request.raw, reply.raw);
  }

  // OpenID Connect Core 3.1.2.1 wants both methods. Our cookies do not come with another site's form, but with where the
  // answer to it leads.
  await app.register(async (scope) => {
    const asText = { parseAs: 'string', bodyLimit: LONGEST } as const;
    scope.addContentTypeParser('application/x-www-form-urlencoded', asText, (_request, body, done) => done(null, body));
    scope.post(`${MOUNT}/auth`, { schema: { hide: true } }, (request, reply) =>
      reply.redirect(`${MOUNT}/auth?${new URLSearchParams(String(request.body ?? ''))}`, 303),
    );
  });
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    const route = { schema: { hide: true } } as const;
    scope.all(`${MOUNT}/*`, route, (request, reply) => {
      const { url } = request.raw;
      hand(request, reply, url!.slice(MOUNT.length), url!);
    });
    // RFC 8414, 3.1: with a path in the issuer the metadata stand before it.
    scope.get(`${METADATA}${MOUNT}`, route, (request, reply) => hand(request, reply, METADATA, `${MOUNT}${METADATA}`));
  });
}
