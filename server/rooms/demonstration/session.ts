import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { type KeyStore, problems } from '#kernel';

export const COOKIE = 'dancu-session';
const HOURS = 8;

/** Cookie value naming a persona until a time, signed with the session key. */
export function signSession(keys: KeyStore, persona: string, now: number): string {
  const payload = Buffer.from(JSON.stringify({ persona, until: now + HOURS * 3_600_000 })).toString('base64url');
  return `${payload}.${keys.current('session').sign(Buffer.from(payload)).toString('base64url')}`;
}

/** @returns the persona's id; undefined for no, a forged or an ended session. */
export function readSession(keys: KeyStore, cookie: string | undefined, now: number): string | undefined {
  const [payload, signature] = cookie?.split('.') ?? [];
  if (!payload || !signature) return undefined;
  const given = Buffer.from(signature, 'base64url');
  // Ed25519 is deterministic: signing again is verifying.
  const known = keys.all('session').some((key) => {
    const own = key.sign(Buffer.from(payload));
    return own.length === given.length && timingSafeEqual(own, given);
  });
  if (!known) return undefined;
  const { persona, until } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
    persona: string;
    until: number;
  };
  return until > now ? persona : undefined;
}

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
      : origin !== undefined && hostOf(origin) !== request.headers.host;
  if (foreign) throw problems.forbidden({ values: { scope: 'same-origin' } });
}

function hostOf(origin: string): string | undefined {
  return URL.parse(origin)?.host;
}
