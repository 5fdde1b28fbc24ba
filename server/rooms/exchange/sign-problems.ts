import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Contract } from '#kernel';
import type { AnswerSigner } from './answer.ts';
import { readMessage } from './authenticate.ts';
import { carriesToken } from './tokens.ts';

/**
 * Signs what was answered outside a batch: problems found before it, and the answers of other rooms to systems. An
 * engineer must be able to believe a refusal too, and a man in the middle must not be able to invent one.
 */
export function addAnswerSigning(
  app: FastifyInstance,
  parts: { origin: string; own: ReadonlySet<Contract>; fromSystems: WeakSet<FastifyRequest>; sign: AnswerSigner },
): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const contract = request.routeOptions.config.contract;
    const concerned = (contract !== undefined && parts.own.has(contract)) || parts.fromSystems.has(request);
    // Who asks with a token takes our word for it as TLS brings it.
    if (
      concerned &&
      !carriesToken(request) &&
      !reply.hasHeader('signature') &&
      (typeof payload === 'string' || Buffer.isBuffer(payload))
    ) {
      const headers: Record<string, string> = { 'content-type': String(reply.getHeader('content-type')) };
      parts.sign(readMessage(request, parts.origin), reply.statusCode, headers, payload);
      reply.headers(headers);
    }
    done(null, payload);
  });
}
