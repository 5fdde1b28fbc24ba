import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problems } from '../problem.ts';
import { renderProblem } from './errors.ts';
import type { HttpParts } from './server.ts';

/**
 * Answers what no route took: 405 with `Allow` where the path is known (RFC 9110, 15.5.6), 204 with `Allow` to OPTIONS
 * (9.3.7), 404 otherwise. Fastify's router keeps a tree a method and finds a path only together with its method, so the
 * paths are written down here as they are declared. HEAD goes with every GET.
 */
export function answerUnrouted(app: FastifyInstance, parts: HttpParts): void {
  const methodsOf = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const methods = methodsOf.get(url) ?? new Set();
    for (const one of [method].flat()) methods.add(one);
    methodsOf.set(url, methods);
  });

  function findMethods(path: string): string[] {
    const asked = path.split('/');
    const found = [...methodsOf].filter(([url]) => fits(url.split('/'), asked)).flatMap(([, methods]) => [...methods]);
    return found.length > 0 ? [...new Set([...found, 'OPTIONS'])].sort() : [];
  }
  function answer(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const methods = findMethods(request.url.split('?', 1)[0]!);
    // A route that took the request may still find nothing there: that is no matter of the method.
    if (methods.length === 0 || (methods.includes(request.method) && request.method !== 'OPTIONS'))
      return renderProblem(problems['not-found'](), request, reply, parts);
    reply.header('allow', methods.join(', '));
    if (request.method === 'OPTIONS') return reply.code(204).send();
    return renderProblem(problems['method-not-allowed'](), request, reply, parts);
  }
  app.setNotFoundHandler(answer);
  // Before the body is read: whoever has the wrong address learns that, not what is wrong with the body. And after every
  // `onRequest`, where what is mounted beside the routes takes its requests.
  app.addHook('preParsing', async (request, reply) => {
    if (request.is404) await answer(request, reply);
  });
}

/** Whether a path is one of a pattern's (`/things/:thing`, `/tiles/*`); both split at the slashes. */
function fits(pattern: readonly string[], path: readonly string[]): boolean {
  const open = pattern.at(-1) === '*';
  if (open ? path.length < pattern.length : path.length !== pattern.length) return false;
  return pattern.every(
    (part, index) => part.startsWith(':') || part === path[index] || (open && index === pattern.length - 1),
  );
}
