import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Form, readForms } from '../http/forms.ts';
import type { Kernel } from '../kernel.ts';
import { Problem } from '../problem.ts';
import { browserOf, formToken, requireOwnForm } from './browserSecret.ts';
import type { Sending } from './formParts.ts';
import { type Frame, policyOf, type Say, speak } from './page.ts';

/** Everything that a route needs to draw a page and to read its form. */
export interface PageServer {
  frameOf(request: FastifyRequest, path: string): Frame;
  sayFor(request: FastifyRequest): Say;
  /** @param target where a form's redirects may lead beside our own pages */
  send(reply: FastifyReply, page: string, options?: { status?: number; target?: string | undefined }): FastifyReply;
  browserOf(request: FastifyRequest, reply: FastifyReply): string;
  sendingOf(request: FastifyRequest, reply: FastifyReply, action: string): Sending;
  /** @throws Problem kernel/forbidden */
  readForm(request: FastifyRequest, reply: FastifyReply, action: string): Form;
  readonly secure: boolean;
}

/** @param countryName the country's name in a language */
export function createPageServer(
  kernel: Pick<Kernel, 'config' | 'words'>,
  countryName: (language: string) => string,
): PageServer {
  const { words, config } = kernel;
  const secure = config.origin.startsWith('https:');
  const own = (request: FastifyRequest, reply: FastifyReply) =>
    browserOf(request, reply, { path: `/${request.url.split(/[/?]/, 2)[1]}`, secure });
  const frameOf = (request: FastifyRequest, path: string): Frame => ({
    language: request.language,
    words,
    country: countryName(request.language),
    path,
  });
  return {
    secure,
    frameOf,
    sayFor: (request) => speak(frameOf(request, '')),
    send(reply, page, { status = 200, target } = {}) {
      const needs = { script: page.includes('<script src="') };
      return reply
        .code(status)
        .header('content-security-policy', policyOf(needs, target))
        .type('text/html; charset=utf-8')
        .send(page);
    },
    browserOf: own,
    sendingOf: (request, reply, action) => ({ action, token: formToken(own(request, reply), action) }),
    readForm(request, reply, action) {
      const form = (request.body ?? {}) as Form;
      requireOwnForm(request, own(request, reply), action, form.token);
      return form;
    },
  };
}

/** Draws what a person reads when a page cannot go on. */
export type SendProblem = (
  pages: PageServer,
  problem: { readonly error: unknown; readonly status: number },
  request: FastifyRequest,
  reply: FastifyReply,
) => FastifyReply;

/** A scope of its own for the pages: forms are read, the chosen language is kept, problems become pages. */
export async function addPages(
  app: FastifyInstance,
  pages: PageServer,
  { kernel, sendProblem }: { kernel: Pick<Kernel, 'log' | 'words'>; sendProblem: SendProblem },
  add: (scope: FastifyInstance) => void,
): Promise<void> {
  await app.register(async (scope) => {
    readForms(scope);
    scope.addHook('onRoute', (route) => {
      route.schema = { ...route.schema, hide: true };
    });
    scope.addHook('onRequest', async (request, reply) => {
      const asked = (request.query as Record<string, unknown>).lang;
      if (typeof asked === 'string' && kernel.words.languages.includes(asked))
        reply.setCookie('lang', asked, { path: '/', sameSite: 'lax', maxAge: 31_536_000, secure: pages.secure });
    });
    scope.setErrorHandler((error, request, reply) => {
      const status =
        error instanceof Problem ? error.status : Number((error as { statusCode?: number })?.statusCode ?? 500);
      if (status >= 500)
        kernel.log.error({ err: error, requestId: request.id, route: request.routeOptions.url }, 'page failed');
      return sendProblem(pages, { error, status }, request, reply);
    });
    add(scope);
  });
}
