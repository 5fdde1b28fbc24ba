import type { FastifyInstance } from 'fastify';
import { SESSION_COOKIE } from '#rooms/accounts';

/** An act of a persona through the same door as a visitor's. @throws Error where it is refused */
export type Act = <Body>(
  persona: string,
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  payload?: object,
  headers?: Readonly<Record<string, string>>,
) => Promise<Body>;

/** @param signIn gives the value of a session's cookie */
export function openActs(app: FastifyInstance, signIn: (persona: string) => Promise<string>): Act {
  const sessions = new Map<string, Promise<string>>();
  return async <Body>(
    persona: string,
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    payload?: object,
    headers: Readonly<Record<string, string>> = {},
  ) => {
    if (!sessions.has(persona)) sessions.set(persona, signIn(persona));
    const cookies = { [SESSION_COOKIE]: await sessions.get(persona)! };
    const answer = await app.inject({ method, url, cookies, headers, ...(payload ? { payload } : {}) });
    if (answer.statusCode >= 400) throw new Error(`${persona} was refused ${method} ${url}: ${answer.payload}`);
    return answer.json<Body>();
  };
}

/** A signed request goes through the whole server, without a socket. */
export function injectFetch(app: FastifyInstance): typeof fetch {
  return async (input, init) => {
    const url = new URL(String(input));
    const answer = await app.inject({
      method: (init?.method ?? 'GET') as 'GET',
      url: url.pathname + url.search,
      headers: Object.fromEntries(new Headers(init?.headers)),
      ...(init?.body ? { payload: Buffer.from(init.body as Uint8Array) } : {}),
    });
    return new Response(new Uint8Array(answer.rawPayload), {
      status: answer.statusCode,
      headers: answer.headers as Record<string, string>,
    });
  };
}
