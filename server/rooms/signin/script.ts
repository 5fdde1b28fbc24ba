import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';

/** Where the one script of the pages is. */
export const SCRIPT = '/identity.js';

const script = readFileSync(new URL('./identity.js', import.meta.url), 'utf8');

export function addScript(scope: FastifyInstance): void {
  scope.get(SCRIPT, async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=3600').type('text/javascript; charset=utf-8').send(script),
  );
}
