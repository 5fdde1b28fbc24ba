import type { FastifyRequest } from 'fastify';
import { Answer, type Caller, closeLine, type Witness } from '#kernel';
import { makeContentDigest } from '#libs/httpsig';
import { credentialsOf } from '#rooms/accounts';
import { keepExchanged } from './witness.ts';

/** What a line says of a question whose body and whose answer nobody signs: it is the line that vouches for both. */
export function describeUnsigned(
  by: 'token' | 'session',
  { rawBody }: Pick<FastifyRequest, 'rawBody'>,
  status: number,
): Record<string, unknown> {
  return { by, ...(rawBody ? { requestBody: makeContentDigest(rawBody) } : {}), status };
}

/**
 * Takes down what a person does in the console. Nobody's key signs it: the line holds what came, in which session, and what
 * was answered, and cannot be written otherwise afterwards.
 */
export function createSessionWitness(
  { origin }: { origin: string },
  caller: Caller,
  request: Pick<FastifyRequest, 'method' | 'raw' | 'rawBody'>,
): Witness {
  const asked = `${request.method} ${origin}${request.raw.url}`;
  const { assurance, provedAt } = credentialsOf(caller) ?? {};
  return {
    async attest(client, entry, line, { status, body, headers: given }) {
      const answerDigest = makeContentDigest(body);
      const session = { ...(assurance ? { assurance } : {}), ...(provedAt ? { provedAt } : {}) };
      const data = {
        outcome: 'given',
        ...entry.data,
        ...describeUnsigned('session', request, status),
        asked,
        session,
        answerDigest,
      };
      line.write(closeLine({ ...entry, data }));
      await keepExchanged(client, line.reference, asked);
      const headers = { ...given, 'content-digest': answerDigest, 'dancu-journal': line.reference };
      return new Answer(status, body, headers);
    },
  };
}
