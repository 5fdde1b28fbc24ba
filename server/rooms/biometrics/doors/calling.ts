import { setTimeout as sleep } from 'node:timers/promises';
import { MatcherError } from '../engine/matcher.ts';
import { readLimited } from './limited.ts';

/** How a foreign engine is reached. */
export interface Line {
  /** Base address: `https://abis.example/osia`. */
  readonly url: string;
  /** Sent with each request: purpose and law, and what proves who we are. Asked for anew each time, a token may end. */
  readonly headers?: () => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
  /** Milliseconds for one try; 30,000 unless told. */
  readonly timeout?: number;
  /** Tries in all; 4 unless told. */
  readonly tries?: number;
}

export interface Called {
  readonly status: number;
  /** Parsed; undefined where there is none. */
  readonly body: unknown;
}

interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the base, encoded. */
  readonly path: string;
  readonly body?: unknown;
}

/** Larger than any answer that a matcher needs: a page of 10,000 names. */
const LONGEST = 8_388_608;
const AGAIN = new Set([408, 425, 429, 502, 503, 504]);
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5000;

/**
 * Calls, and calls again where no answer came or the engine asked for patience. Whoever uses this sends only what may be done twice:
 * a try whose answer is lost may have been done.
 * @throws MatcherError unavailable, answer-wrong
 */
export async function callEngine(line: Line, call: Call): Promise<Called> {
  const { tries = 4 } = line;
  for (let attempt = 1; ; attempt += 1) {
    const answer = await tryOnce(line, call);
    if (!(answer instanceof Failed)) return answer;
    if (attempt >= tries) throw new MatcherError('unavailable', answer.message, { cause: answer.cause });
    await sleep(answer.pause ?? Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** attempt * (0.5 + Math.random() / 2)));
  }
}

class Failed {
  readonly message: string;
  readonly cause: unknown;
  readonly pause: number | undefined;
  constructor(message: string, { cause, pause }: { cause?: unknown; pause?: number | undefined } = {}) {
    this.message = message;
    this.cause = cause;
    this.pause = pause;
  }
}

async function tryOnce(line: Line, { method, path, body }: Call): Promise<Called | Failed> {
  const headers = await line.headers?.();
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(`${line.url.replace(/\/$/, '')}${path}`, {
      method,
      headers: {
        accept: 'application/json',
        ...headers,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      // Samples go to the engine that was configured, and to nobody whom it names.
      redirect: 'error',
      signal: AbortSignal.timeout(line.timeout ?? 30_000),
    });
    text = await readText(answer);
  } catch (cause) {
    if (cause instanceof MatcherError) throw cause;
    return new Failed('the foreign engine does not answer', { cause });
  }
  const { status } = answer;
  if (AGAIN.has(status)) return new Failed(`the foreign engine answers ${status}`, { pause: pauseOf(answer) });
  if (status === 401 || status === 403)
    throw new MatcherError('unavailable', `the foreign engine refuses our credentials (${status})`);
  return { status, body: text === '' ? undefined : parse(text) };
}

function pauseOf(answer: Response): number | undefined {
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(LONGEST_PAUSE, seconds * 1000) : undefined;
}

async function readText(answer: Response): Promise<string> {
  const bytes = await readLimited(answer, LONGEST);
  if (!bytes) throw new MatcherError('answer-wrong', 'the foreign engine answers without end');
  return bytes.toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new MatcherError('answer-wrong', 'the foreign engine answers with what is no JSON', { cause });
  }
}
