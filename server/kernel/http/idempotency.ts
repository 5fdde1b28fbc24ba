import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../guard.ts';
import { problems } from '../problem.ts';

/** RFC 8941, 3.3.3: printable ASCII between quotation marks, of which two characters are escaped. */
const STRING = /^"((?:[ !#-[\]-~]|\\["\\])+)"$/;
/** As most clients send it: a key without quotation marks. No comma, which is what two headers are joined with. */
const BARE = /^[!#-+\--~]+$/;
const LONGEST = 200;

/**
 * The key of draft-ietf-httpapi-idempotency-key-header: a quoted string, or the same without its quotation marks.
 * @returns undefined where the header is none of either, is empty, or is longer than 200 characters
 */
export function parseIdempotencyKey(header: string): string | undefined {
  if (header.length > LONGEST) return undefined;
  const quoted = STRING.exec(header)?.[1];
  if (quoted !== undefined) return quoted.replaceAll(/\\(.)/g, '$1');
  return BARE.test(header) ? header : undefined;
}

/**
 * The key of a request that changes something, with what the request is: the method, the address, the body's bytes.
 * @throws Problem kernel/idempotency-malformed: a key that was meant to protect and would not
 */
export function readIdempotency(request: FastifyRequest): Context['idempotency'] {
  const header = request.headers['idempotency-key'];
  if (header === undefined || request.method === 'GET' || request.method === 'HEAD') return undefined;
  const key = typeof header === 'string' ? parseIdempotencyKey(header) : undefined;
  if (key === undefined) throw problems['idempotency-malformed']({ pointer: '/headers/idempotency-key' });
  const requestHash = createHash('sha256')
    .update(`${request.method} ${request.url}\n`)
    .update(request.rawBody ?? '')
    .digest();
  return { key, requestHash };
}
