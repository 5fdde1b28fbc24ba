import cookie from '@fastify/cookie';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { type Caller, type Context, requireScope } from '../guard.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { Problem, problems } from '../problem.ts';
import type { Words } from '../words.ts';
import { Answer, type Contract } from './contract.ts';
import { renderProblem } from './errors.ts';
import { readIdempotency } from './idempotency.ts';
import { answerUnrouted } from './methods.ts';
import { readIfMatch } from './precondition.ts';
import { compileSerializer } from './serialize.ts';
import { decodeText, isStorable } from './text.ts';
import { compileValidator } from './validate.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The body's exact bytes: what a signature's digest is over. */
    rawBody: Buffer | undefined;
    language: string;
    receivedAt: Date;
    /** The access token that came with it, and what is wrong with it; for the answer's `WWW-Authenticate`. */
    presented: Presented | undefined;
  }
  interface FastifyContextConfig {
    contract?: Contract;
  }
}

export interface Presented {
  readonly scheme: 'Bearer' | 'DPoP';
  /** RFC 6750, 3.1; RFC 9449, 7.1. */
  error?: 'invalid_request' | 'invalid_token' | 'invalid_dpop_proof';
  /** What a proof may be signed by. */
  readonly algs?: string;
}

/** Finds out who sends a request; undefined: not one of mine. @throws Problem when it is mine and wrong. */
export type Authenticator = (request: FastifyRequest) => Caller | undefined | Promise<Caller | undefined>;

export interface HttpParts {
  config: Config;
  log: Logger;
  metrics: Metrics;
  words: Words;
  clock: Clock;
  authenticators: Authenticator[];
}

const TRACEPARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The HTTP server with everything that all rooms share: validation, problems, security headers, language, metrics, OpenAPI. */
export async function createHttp(parts: HttpParts): Promise<FastifyInstance> {
  const { config, words, metrics } = parts;
  const app = Fastify({
    logger: false,
    bodyLimit: 65_536,
    requestTimeout: 30_000,
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    frameworkErrors: (error, request, reply) => {
      request.language = chooseLanguage(words, request);
      reply.headers(securityHeaders);
      void renderProblem(error, request, reply, parts);
    },
    genReqId: (request) => TRACEPARENT.exec(String(request.headers.traceparent ?? ''))?.[1] ?? newTraceId(),
  });
  app.setValidatorCompiler(compileValidator);
  app.setSerializerCompiler(compileSerializer);
  app.decorateRequest('rawBody', undefined);
  app.decorateRequest('language', words.languages[0]!);
  app.decorateRequest('receivedAt');
  app.decorateRequest('presented', undefined);
  await app.register(cookie);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.1',
      info: {
        title: 'Dancu',
        version: '0.1.0',
        description: 'National identity platform: register, exchange, journal',
        license: { name: 'Apache-2.0' },
      },
      servers: [{ url: config.origin }],
    },
  });
  app.removeContentTypeParser('text/plain');
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser(
    ['application/json', 'application/merge-patch+json'],
    { parseAs: 'buffer' },
    (request, body, done) => {
      request.rawBody = body as Buffer;
      const text = decodeText(body as Buffer);
      if (text === undefined) return done(problems['body-malformed']());
      parseJson(request, text, (error, value) =>
        error || !isStorable(text, value) ? done(problems['body-malformed']()) : done(null, value),
      );
    },
  );
  app.addContentTypeParser(/^(image|application)\//, { parseAs: 'buffer' }, (request, body, done) => {
    if (!request.routeOptions.config.contract?.bytes) return done(problems['unsupported-media-type']());
    request.rawBody = body as Buffer;
    done(null, body);
  });
  app.addHook('onRequest', async (request, reply) => {
    request.receivedAt = new Date();
    request.language = chooseLanguage(words, request);
    reply.headers(securityHeaders);
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
  });
  app.setErrorHandler((error, request, reply) => renderProblem(error, request, reply, parts));
  answerUnrouted(app, parts);
  return app;
}

/** A person's own choice (cookie) goes before the browser's. */
function chooseLanguage(words: Words, request: FastifyRequest): string {
  const asked = (request.query as Record<string, unknown> | undefined)?.lang ?? request.cookies?.lang;
  return typeof asked === 'string' && words.languages.includes(asked)
    ? asked
    : words.choose(request.headers['accept-language']);
}

function newTraceId(): string {
  return crypto.randomUUID().replaceAll('-', '');
}

const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/** Adds a room's contracts to the server. */
export function addContracts(app: FastifyInstance, contracts: readonly Contract[], parts: HttpParts): void {
  for (const declared of contracts) {
    const { params, query, body } = declared;
    app.route({
      method: declared.method,
      url: declared.path,
      config: { contract: declared },
      ...(declared.bodyLimit ? { bodyLimit: declared.bodyLimit } : {}),
      schema: {
        summary: declared.summary,
        tags: [declared.tag],
        hide: declared.hidden ?? false,
        ...(declared.scope
          ? {
              description: `Scope \`${declared.scope}\`.${declared.tokenScope ? ` A service's access token: \`${declared.tokenScope}\`.` : ''}${declared.purpose ? ' Headers `dancu-purpose` and `dancu-legal-basis` are required.' : ''}`,
            }
          : {}),
        ...(params ? { params } : {}),
        ...(query ? { querystring: query } : {}),
        ...(body ? { body } : {}),
        response: { ...declared.answers, default: ProblemBody },
      },
      handler: async (request, reply) => {
        const context = await openContext(declared, request, parts);
        const input = { params: request.params, query: request.query, body: request.body } as never;
        const result = await declared.handle(context, input, request, reply);
        if (reply.sent) return reply;
        if (!(result instanceof Answer)) return result ?? reply.send();
        return sendAnswer(reply, result);
      },
    });
  }
}

export function sendAnswer(reply: FastifyReply, answer: Answer): FastifyReply {
  return reply.code(answer.status).headers(answer.headers).send(answer.body);
}

async function openContext(declared: Contract, request: FastifyRequest, parts: HttpParts): Promise<Context> {
  const caller =
    declared.scope === null ? ((await authenticate(request, parts)) ?? nobody) : await authenticate(request, parts);
  if (!caller) throw problems.unauthenticated();
  const byToken = declared.tokenScope !== undefined && caller.scopes.has(declared.tokenScope);
  if (declared.scope !== null && !byToken) requireScope(caller, declared.scope);
  const header = (name: string) => {
    const value = request.headers[name];
    return typeof value === 'string' && value.length > 0 && value.length <= 200 ? value : undefined;
  };
  // Another tab of the same browser may have signed in as somebody else: what one has written is not done in the other's name.
  const meant = header('dancu-caller');
  if (meant !== undefined && meant !== caller.id) throw problems['other-caller']({ pointer: '/headers/dancu-caller' });
  const context: Context = {
    caller,
    purpose: header('dancu-purpose'),
    legalBasis: header('dancu-legal-basis'),
    caseNumber: header('dancu-case'),
    language: request.language,
    requestId: request.id,
    clock: parts.clock,
    receivedAt: request.receivedAt.toISOString(),
    idempotency: readIdempotency(request),
    ifMatch: readIfMatch(request),
  };
  if (declared.purpose === 'stated') {
    for (const name of ['dancu-purpose', 'dancu-legal-basis']) {
      if (!header(name)) throw problems['purpose-missing']({ pointer: `/headers/${name}` });
    }
  }
  return context;
}

const nobody: Caller = { kind: 'citizen', id: 'nobody', scopes: new Set() };

async function authenticate(request: FastifyRequest, parts: HttpParts): Promise<Caller | undefined> {
  for (const authenticator of parts.authenticators) {
    const caller = await authenticator(request);
    if (caller) return caller;
  }
  return undefined;
}

/** RFC 9457 problem details as this server sends them. */
export const ProblemBody = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.Optional(Type.String()),
    instance: Type.Optional(Type.String()),
    code: Type.String(),
    traceId: Type.String(),
    pointer: Type.Optional(Type.String()),
    errors: Type.Optional(Type.Array(Type.Object({ pointer: Type.String(), detail: Type.String() }))),
  },
  { additionalProperties: true, description: 'RFC 9457 problem details' },
);

export function isProblem(error: unknown): error is Problem {
  return error instanceof Problem;
}
