import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Answer, type Clock, type Contract, type Database, type Entry, type Logger } from '#kernel';
import type { AnswerSigner } from './answer.ts';
import { readMessage } from './authenticate.ts';
import type { Arrival, Arrivals } from './callers.ts';
import { carriesToken } from './tokens.ts';
import { readStated, readTransaction } from './witness.ts';

interface Parts {
  origin: string;
  own: ReadonlySet<Contract>;
  arrivals: Arrivals;
  sign: AnswerSigner;
  database: Pick<Database, 'transact'>;
  clock: Clock;
  log: Logger;
}

/**
 * Signs what was answered outside a batch: problems found before it, and the answers of other rooms to systems. An
 * engineer must be able to believe a refusal too, and a man in the middle must not be able to invent one. What another room
 * refuses gets a line first, so that either side can prove the refusal.
 */
export function addAnswerSigning(app: FastifyInstance, parts: Parts): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const contract = request.routeOptions.config.contract;
    const concerned = (contract !== undefined && parts.own.has(contract)) || parts.arrivals.has(request);
    const body = payload ?? '';
    // Who asks with a token takes our word for it as TLS brings it.
    if (
      !concerned ||
      carriesToken(request) ||
      reply.hasHeader('signature') ||
      (typeof body !== 'string' && !Buffer.isBuffer(body))
    )
      return done(null, payload);
    const type = reply.getHeader('content-type');
    const headers: Record<string, string> = type === undefined ? {} : { 'content-type': String(type) };
    const signAlone = () => {
      parts.sign(readMessage(request, parts.origin), reply.statusCode, headers, body);
      reply.headers(headers);
      done(null, payload);
    };
    const arrival = parts.arrivals.get(request);
    if (!arrival || !isRefusal(contract!, reply.statusCode)) return signAlone();
    const answer = new Answer(reply.statusCode, String(body), headers);
    attestRefusal(parts, arrival, request, reply, answer as Refusal).then(
      (attested) => {
        reply.headers(attested.headers);
        done(null, payload);
      },
      (error: unknown) => {
        // It is refused all the same, and believed; only nobody can prove it to others.
        parts.log.error({ err: error, requestId: request.id }, 'a refusal has no line');
        signAlone();
      },
    );
  });
}

type Refusal = Answer & { readonly body: string };

/** What would have looked at somebody or changed something. A batch that is not done yet is no refusal worth a line. */
function isRefusal({ method, purpose }: Contract, status: number): boolean {
  return status >= 400 && status < 500 && (purpose === 'stated' || method !== 'GET');
}

/** A line of its own: what the room had begun was undone, and its lines with it. Nobody is looked at in it. */
function attestRefusal(
  { database, clock }: Parts,
  { signed, caller }: Arrival,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Refusal,
): Promise<Answer> {
  const asked = signed.evidence!;
  const [purpose, legalBasis] = ['dancu-purpose', 'dancu-legal-basis'].map((name) => readStated(asked, name));
  const transactionId = readTransaction(asked);
  const code = codeOf(reply, answer);
  const entry: Entry = {
    kind: 'note',
    room: 'exchange',
    type: 'question-refused',
    subjects: [],
    actor: caller.id,
    organisation: caller.organisation!,
    office: caller.id,
    ...(purpose ? { purpose } : {}),
    ...(legalBasis ? { legalBasis } : {}),
    data: { outcome: 'refused', ...(code ? { code } : {}), ...(transactionId === undefined ? {} : { transactionId }) },
    actedAt: clock.now().toISOString(),
    receivedAt: request.receivedAt.toISOString(),
  };
  return database.transact(({ client, reserve }) => caller.witness!.attest(client, entry, reserve('note'), answer));
}

function codeOf(reply: FastifyReply, { body }: Refusal): string | undefined {
  const told = reply.getHeader('dancu-problem');
  if (told !== undefined) return String(told);
  try {
    const { code } = JSON.parse(body) as { code?: unknown };
    return typeof code === 'string' ? code : undefined;
  } catch {
    return undefined;
  }
}
