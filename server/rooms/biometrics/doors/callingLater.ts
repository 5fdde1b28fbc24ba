import { setTimeout as sleep } from 'node:timers/promises';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { MatcherError } from '../engine/matcher.ts';
import type { Called } from './calling.ts';
import type { CalledBack, Receiver } from './ownCallback.ts';

/** How long a result is waited for, and how often it is asked how far it is. */
export interface Patience {
  /** Milliseconds; five minutes unless told. */
  readonly wait?: number;
  /** Milliseconds; two seconds unless told. */
  readonly look?: number;
}

type CallNow = (method: 'GET' | 'POST', path: string) => Promise<Called>;
const Task = Type.Object({ taskId: Type.String({ minLength: 1, maxLength: 200 }) });
const Failure = Type.Object({ code: Type.Integer(), message: Type.String() });

/**
 * Asks for an answer by callback. Meanwhile it looks how far the task is, since a result that could not be told is told once more only
 * when it is asked for (OSIA redeliverTaskResult). An engine that answers at once is as good.
 * @throws MatcherError unavailable, answer-wrong
 */
export async function callLater(
  receiver: Receiver,
  { wait = 300_000, look = 2000 }: Patience,
  call: (callback: string) => Promise<Called>,
  callNow: CallNow,
): Promise<Called> {
  const { url, result, abandon } = receiver.expect();
  const over = new AbortController();
  try {
    const answer = await call(url);
    if (answer.status !== 202) return answer;
    if (!Value.Check(Task, answer.body)) throw new MatcherError('answer-wrong', 'a task without an id');
    const watched = watch(encodeURIComponent(answer.body.taskId), { wait, look }, callNow, over.signal);
    return await Promise.race([result.then(readResult), watched]);
  } finally {
    over.abort();
    abandon();
  }
}

async function watch(
  task: string,
  { wait, look }: Required<Patience>,
  callNow: CallNow,
  over: AbortSignal,
): Promise<never> {
  const end = Date.now() + wait;
  while (Date.now() < end) {
    // Over: the result came, and nobody waits for this any more.
    await sleep(look, undefined, { signal: over }).catch(() => new Promise<never>(() => {}));
    const { status, body } = await callNow('GET', `/v1/tasks/${task}/status`);
    if (status === 404) throw new MatcherError('unavailable', 'the foreign engine has forgotten what it was asked');
    if (status === 200 && body === 'RESPONSE_ERROR') await callNow('POST', `/v1/tasks/${task}/redeliver`);
  }
  throw new MatcherError('unavailable', 'the foreign engine does not come back with a result');
}

/** As if it had been answered at once. */
function readResult({ failed, body }: CalledBack): Called {
  if (!failed) return body === 'OK' ? { status: 204, body: undefined } : { status: 200, body };
  if (!Value.Check(Failure, body)) throw new MatcherError('answer-wrong', 'an error that is none of OSIA’s');
  // The standard does not say what codes mean; where one is a status it is taken for that.
  return { status: body.code >= 400 && body.code < 600 ? body.code : 500, body };
}
