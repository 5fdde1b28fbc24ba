import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuseCrossSite } from '../http/crossSite.ts';
import { problems } from '../problem.ts';

const COOKIE = 'dancu-attempt';

/**
 * The secret that binds what was begun to this browser. Lax: the browser comes from the service's site.
 * @param place.path: below which the cookie is sent
 */
export function browserOf(
  request: FastifyRequest,
  reply: FastifyReply,
  { path, secure }: { path: string; secure: boolean },
): string {
  const held = request.cookies[COOKIE];
  if (held && /^[A-Za-z0-9_-]{43}$/.test(held)) return held;
  const secret = randomBytes(32).toString('base64url');
  reply.setCookie(COOKIE, secret, { path, httpOnly: true, sameSite: 'lax', secure });
  request.cookies[COOKIE] = secret;
  return secret;
}

/** What a form of one page carries: nobody who cannot read the page can make it. */
export function formToken(browser: string, action: string): string {
  return createHmac('sha256', browser).update(action).digest('base64url');
}

/** @throws Problem kernel/forbidden where the form was not on our page in this browser */
export function requireOwnForm(
  request: FastifyRequest,
  browser: string,
  action: string,
  token: string | undefined,
): void {
  refuseCrossSite(request);
  const own = Buffer.from(formToken(browser, action));
  const given = Buffer.from(token ?? '');
  if (given.length !== own.length || !timingSafeEqual(given, own))
    throw problems.forbidden({ values: { scope: 'same-origin' } });
}
