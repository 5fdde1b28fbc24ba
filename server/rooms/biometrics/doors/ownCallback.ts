import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** What a callback brought. */
export interface CalledBack {
  /** An error of the standard instead of a result. */
  readonly failed: boolean;
  readonly body: unknown;
}

/** Where a foreign engine tells results that it has later. */
export interface Receiver {
  /** @returns an address for one result, the result, and what ends the waiting */
  expect(): { readonly url: string; readonly result: Promise<CalledBack>; abandon(): void };
  /** Adds the way in; it is no contract of ours but the engine's. */
  pages(app: FastifyInstance): Promise<void>;
}

const PATH = '/abis/told';
const LONGEST = 8_388_608;

/** @param origin under which the engine reaches this server */
export function createReceiver(origin: string): Receiver {
  const waiting = new Map<string, (told: CalledBack) => void>();
  return {
    expect() {
      const token = randomBytes(32).toString('base64url');
      const { promise, resolve } = Promise.withResolvers<CalledBack>();
      waiting.set(token, resolve);
      return { url: `${origin}${PATH}/${token}`, result: promise, abandon: () => void waiting.delete(token) };
    },
    async pages(app) {
      await app.register(async (scope) => {
        scope.addContentTypeParser(
          'application/error+json',
          { parseAs: 'string' },
          scope.getDefaultJsonParser('error', 'error'),
        );
        scope.route<{ Params: { token: string } }>({
          method: 'POST',
          url: `${PATH}/:token`,
          bodyLimit: LONGEST,
          schema: { hide: true },
          handler(request, reply) {
            const hear = waiting.get(request.params.token);
            waiting.delete(request.params.token);
            hear?.({
              failed: request.headers['content-type']?.startsWith('application/error+json') ?? false,
              body: request.body,
            });
            return reply.code(hear ? 204 : 403).send();
          },
        });
      });
    },
  };
}
