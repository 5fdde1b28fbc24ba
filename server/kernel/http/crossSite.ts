import type { FastifyRequest } from 'fastify';
import { problems } from '../problem.ts';

/**
 * A cookie is sent by the browser whoever asks it to, so what changes something must come from our own pages.
 * @throws Problem kernel/forbidden
 */
export function refuseCrossSite(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  // Browsers tell in Sec-Fetch-Site; the older ones, which do not, in Origin.
  const foreign =
    site !== undefined
      ? site !== 'same-origin' && site !== 'none'
      : origin !== undefined && URL.parse(origin)?.host !== request.headers.host;
  if (foreign) throw problems.forbidden({ values: { scope: 'same-origin' } });
}
