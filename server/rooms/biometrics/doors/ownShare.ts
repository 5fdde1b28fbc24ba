import { randomBytes } from 'node:crypto';
import { Type } from 'typebox';
import { Answer, type Contract, contract, problems } from '#kernel';

/** Where a foreign engine reads the samples that a message names. */
export interface Share {
  readonly routes: readonly Contract[];
  /** @returns the address, and what ends it */
  publish(xml: string): { readonly url: string; withdraw(): void };
}

/** An engine that has not read by then reads no more. */
const MINUTES = 5;
const PATH = '/abis/share';

/**
 * A data share of this house: one file under an address that nobody guesses, for as long as the message is under way. It lies in
 * memory alone, so that nothing of it is left behind.
 * @param origin under which the engine reaches this server
 */
export function createShare(origin: string, now: () => number = Date.now): Share {
  const files = new Map<string, { xml: string; until: number }>();
  return {
    routes: [
      contract({
        method: 'GET',
        path: `${PATH}/:token`,
        scope: null,
        hidden: true,
        tag: 'mosip-abis',
        summary: 'Samples for a foreign engine, as long as its message is under way',
        params: Type.Object({ token: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }) }),
        answers: { 200: Type.String() },
        handle(_context, { params: { token } }) {
          const file = files.get(token);
          if (!file || file.until < now()) throw problems['not-found']();
          return new Answer(200, file.xml, { 'content-type': 'application/xml; charset=utf-8' });
        },
      }),
    ],
    publish(xml) {
      for (const [token, { until }] of files) if (until < now()) files.delete(token);
      const token = randomBytes(32).toString('base64url');
      files.set(token, { xml, until: now() + MINUTES * 60_000 });
      return { url: `${origin}${PATH}/${token}`, withdraw: () => void files.delete(token) };
    },
  };
}
