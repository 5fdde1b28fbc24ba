import { randomBytes } from 'node:crypto';
import { HttpSigError, makeContentDigest, type Signer, signMessage } from '#libs/httpsig';
import { type Evidence, verifyAnswer } from './evidence.ts';
import { AnswerError, DancuProblem, UnreachableError } from './problem.ts';
import type { FindServerKey } from './server-keys.ts';

/** What every call of one client has in common. */
export interface Line {
  readonly keyId: string;
  readonly signer: Signer;
  readonly findServerKey: FindServerKey;
  readonly fetch: typeof globalThis.fetch;
  readonly retries: number;
  readonly timeoutMs: number;
}

export interface Question {
  readonly method: 'GET' | 'POST';
  readonly targetUri: string;
  /** The `dancu-…` headers, and what else is to be signed, ASCII. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** What is to be answered, where it is no JSON: a media type without parameters. */
  readonly accept?: string;
}

const lifetimeSeconds = 60;
const firstWaitMs = 100;
const longestWaitMs = 5_000;
const passing = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_SOCKET',
]);

/**
 * Asks, and reads the answer as JSON.
 * @throws DancuProblem, AnswerError, UnreachableError
 */
export async function ask(
  line: Line,
  question: Question,
): Promise<{ body: Record<string, unknown>; evidence: Evidence }> {
  const evidence = await askFor(line, question);
  return { body: readObject(evidence), evidence };
}

/**
 * Signs a question, sends it, verifies the answer. Repeats on a lost connection and on 503, each time with a new nonce:
 * the transaction in the URI stays, so the platform sees one question.
 * @returns what was granted, verified, whatever its body is
 * @throws DancuProblem, AnswerError, UnreachableError
 */
export async function askFor(line: Line, question: Question): Promise<Evidence> {
  for (let attempt = 0; ; attempt++) {
    const last = attempt >= line.retries;
    let evidence: Evidence;
    try {
      evidence = await exchange(line, signQuestion(line, question), question);
    } catch (error) {
      if (last || !isPassing(error)) throw describeFailure(question, error);
      await wait(attempt, undefined);
      continue;
    }
    // Busy load balancers answer 503 unsigned. Believing it costs a wait, nothing else.
    if (evidence.response.status === 503 && !last) {
      await wait(attempt, evidence.response.headers['retry-after']);
      continue;
    }
    return believe(line, evidence);
  }
}

function signQuestion(line: Line, { method, targetUri, headers: stated, body }: Question): Evidence['request'] {
  const headers: Record<string, string> = { ...stated };
  if (body !== null) {
    headers['content-type'] = 'application/json';
    headers['content-digest'] = makeContentDigest(body);
  }
  const created = Math.floor(Date.now() / 1000);
  const signed = signMessage(
    { method, targetUri, headers, body },
    {
      label: 'sig1',
      components: ['@method', '@target-uri', ...Object.keys(headers)],
      params: {
        created,
        expires: created + lifetimeSeconds,
        nonce: randomBytes(16).toString('base64url'),
        keyid: line.keyId,
        alg: line.signer.alg,
        tag: 'dancu-exchange',
      },
      sign: line.signer.sign,
    },
  );
  return { method, targetUri, headers: { ...headers, ...signed }, body };
}

async function exchange(line: Line, request: Evidence['request'], question: Question): Promise<Evidence> {
  const response = await line.fetch(request.targetUri, {
    method: request.method,
    headers: {
      ...request.headers,
      accept: `${question.accept ?? 'application/json'}, application/problem+json`,
      // The digest covers the bytes that travel; fetch hands out the bytes after decompression.
      'accept-encoding': 'identity',
    },
    body: request.body,
    // A redirect would carry the question to somebody who was not asked.
    redirect: 'manual',
    signal: AbortSignal.timeout(line.timeoutMs),
  });
  const bytes = await response.arrayBuffer();
  const headers = Object.fromEntries(response.headers);
  const evidence = {
    request,
    receivedAt: new Date().toISOString(),
    response: { status: response.status, headers, body: '' },
  };
  if (question.accept !== undefined && headers['content-type']?.startsWith(question.accept)) {
    const body = Buffer.from(bytes).toString('base64');
    return { ...evidence, response: { ...evidence.response, body, encoding: 'base64' } };
  }
  try {
    const body = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { ...evidence, response: { ...evidence.response, body } };
  } catch (error) {
    throw new AnswerError('answer-unreadable', 'The answer is not UTF-8 text.', evidence, error);
  }
}

async function believe(line: Line, evidence: Evidence): Promise<Evidence> {
  const { status } = evidence.response;
  try {
    await verifyAnswer(evidence, line.findServerKey);
  } catch (error) {
    const known = error instanceof HttpSigError;
    const why = known ? error.message : 'The keys of the platform cannot be read.';
    const message = `The answer (status ${status}) is not to be believed. ${why}`;
    throw new AnswerError(known ? error.code : 'key-unknown', message, evidence, error);
  }
  if (status < 200 || status > 299) throw new DancuProblem(readObject(evidence), evidence);
  return evidence;
}

function readObject(evidence: Evidence): Record<string, unknown> {
  const { body, encoding } = evidence.response;
  const value = encoding === undefined ? parseObject(body) : undefined;
  if (value === undefined) throw new AnswerError('answer-unreadable', 'The answer is no JSON object.', evidence);
  return value;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function isPassing(error: unknown): boolean {
  const cause = error instanceof TypeError ? error.cause : undefined;
  return typeof cause === 'object' && cause !== null && 'code' in cause && passing.has(String(cause.code));
}

function describeFailure(question: Question, error: unknown): unknown {
  const { origin } = new URL(question.targetUri);
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return new UnreachableError('timed-out', `${origin} did not answer in time.`, error);
  }
  return error instanceof TypeError
    ? new UnreachableError('unreachable', `${origin} cannot be reached.`, error)
    : error;
}

function wait(attempt: number, retryAfter: string | undefined): Promise<void> {
  const asked = /^\d{1,4}$/.test(retryAfter ?? '') ? Number(retryAfter) * 1000 : 0;
  // Random, so that clients that failed together do not come back together.
  const backoff = firstWaitMs * 2 ** attempt * (0.5 + Math.random());
  return new Promise((resolve) => setTimeout(resolve, Math.min(Math.max(asked, backoff), longestWaitMs)));
}
