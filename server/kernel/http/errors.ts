import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem, problems } from '../problem.ts';
import { Answer } from './contract.ts';
import type { HttpParts } from './server.ts';
import { type Fault, ValidationFault } from './validate.ts';

/** Renders whatever was thrown. The reader learns the code, what to do, and the trace id; never an inner message. */
export function renderProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  parts: HttpParts,
): FastifyReply {
  const problem = toProblem(error);
  if (problem.status >= 500 && !problem.ordered)
    parts.log.error(
      { err: error, code: problem.code, requestId: request.id, route: request.routeOptions?.url },
      'request failed',
    );
  reply.headers(headersOf(problem, request));
  const body = problemBody(problem, request, parts);
  const osia =
    request.routeOptions?.config?.contract?.errors === 'osia' && (problem.status === 400 || problem.status === 500);
  if (osia) {
    const faults = (problem.extra.errors ?? []) as Fault[];
    const told = faults.map((fault) => `${fault.pointer}: ${fault.detail}`).join('; ') || problem.pointer;
    const where = told ? ` (${told})` : '';
    return reply
      .code(problem.status)
      .header('dancu-problem', problem.code)
      .type('application/json')
      .serializer(JSON.stringify)
      .send({ code: problem.status, message: `${problem.code}: ${body.detail ?? body.title}${where}` });
  }
  return reply.code(problem.status).type('application/problem+json').serializer(JSON.stringify).send(body);
}

/** A problem as an answer whose bytes are known, for those who must digest it before it leaves. */
export function describeProblem(problem: Problem, request: FastifyRequest, parts: Pick<HttpParts, 'words'>): Answer {
  return new Answer(problem.status, JSON.stringify(problemBody(problem, request, parts)), {
    'content-type': 'application/problem+json; charset=utf-8',
    ...headersOf(problem, request),
  });
}

function headersOf(problem: Problem, request: FastifyRequest): Record<string, string> {
  const challenge = challengeOf(problem, request);
  const busy = problem.status === 429 || problem.status === 503;
  return {
    ...(challenge ? { 'www-authenticate': challenge } : {}),
    ...(busy ? { 'retry-after': String(problem.extra.retryAfter ?? 1) } : {}),
  };
}

/** How to come in; who came with a token is told by its own scheme what is wrong with it (RFC 6750, 3; RFC 9449, 7.1). */
function challengeOf({ status, values }: Problem, request: FastifyRequest): string | undefined {
  const { presented } = request;
  if (!presented) {
    const tokens = request.routeOptions?.config?.contract?.tokenScope ? ', Bearer, DPoP' : '';
    return status === 401 ? `Signature${tokens}` : undefined;
  }
  const missing = status === 403 && values.scope !== undefined ? `"insufficient_scope", scope="${values.scope}"` : '';
  const wrong =
    status === 401 || presented.error === 'invalid_request' ? `"${presented.error ?? 'invalid_token'}"` : '';
  if (!missing && !wrong) return undefined;
  return `${presented.scheme} error=${missing || wrong}${presented.algs ? `, algs="${presented.algs}"` : ''}`;
}

export function problemBody(problem: Problem, request: FastifyRequest, parts: Pick<HttpParts, 'words'>) {
  const key = `problem.${problem.code.replace('/', '.')}`;
  const { words } = parts;
  const detail = words.has(request.language, `${key}.detail`)
    ? words.say(request.language, `${key}.detail`, problem.values)
    : undefined;
  return {
    type: `/problems/${problem.code}`,
    title: words.say(request.language, `${key}.title`, problem.values),
    status: problem.status,
    ...(detail ? { detail } : {}),
    code: problem.code,
    traceId: request.id,
    ...(problem.pointer ? { pointer: problem.pointer } : {}),
    ...problem.extra,
  };
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof ValidationFault) {
    return problems.invalid({
      pointer: error.faults[0]?.pointer,
      values: { part: error.part },
      extra: { errors: error.faults },
    });
  }
  const code = (error as { code?: unknown })?.code;
  const status = (error as { statusCode?: unknown })?.statusCode;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return problems['body-too-large']();
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return problems['unsupported-media-type']();
  if (typeof code === 'string' && code.startsWith('FST_ERR_CTP')) return problems['body-malformed']();
  if (isDatabaseAway(code)) return problems.unavailable();
  if (typeof status === 'number' && status >= 400 && status < 500) return problems.invalid({ values: { part: 'url' } });
  return problems.internal();
}

/** The database is restarting or out of reach: the caller may try again, nothing was answered and nothing half-written. */
function isDatabaseAway(code: unknown): boolean {
  return (
    typeof code === 'string' &&
    (/^(57P0[123]|08|53)/.test(code) || ['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE'].includes(code))
  );
}
