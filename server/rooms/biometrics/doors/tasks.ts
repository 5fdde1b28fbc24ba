import { type Caller, type Context, type Kernel, newId, Problem } from '#kernel';
import type { Abis, Asker, Settle } from './abis.ts';
import { doorProblems as problems } from './problems.ts';
import { createLoop, type TaskLoop } from './taskLoop.ts';
import {
  claimTask,
  insertTask,
  markDone,
  markTold,
  markUntold,
  openContent,
  sealContent,
  type TaskRow,
} from './taskStore.ts';

/** A request as it lies until its turn. */
interface Kept {
  readonly caller: Pick<Caller, 'kind' | 'id' | 'organisation'>;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly caseNumber?: string;
  readonly language: string;
  readonly requestId: string;
  readonly receivedAt: string;
  readonly given: object;
}

/** What a callback tells. */
type Told = { readonly body: unknown } | { readonly error: { readonly code: number; readonly message: string } };

/** Does an operation by its OSIA name. */
export type Perform = (operation: string, asker: Asker, given: object, settle: Settle) => Promise<void>;

export interface TaskPace {
  readonly lookMilliseconds: number;
  /** So long a receiver may take. */
  readonly timeoutMilliseconds: number;
  /** Seconds until the next try, after each failure; none left: the task waits for `redeliver`. */
  readonly retrySeconds: readonly number[];
}

export const TASK_PACE: TaskPace = {
  lookMilliseconds: 1000,
  timeoutMilliseconds: 10_000,
  retrySeconds: [2, 10, 60, 300, 1800],
};

/** So long one may do an operation before another takes it up. */
const LEASE_SECONDS = 120;
/** Receivers at once: a slow one holds up neither the work nor all others. */
const TOLD_AT_ONCE = 4;
/** A request that has ended its server so often is itself at fault. */
const MOST_ATTEMPTS = 4;

export interface Tasks {
  /** @returns the task's id */
  keep(asker: Asker, later: { operation: string; priority?: number; callback: string; given: object }): Promise<string>;
  start(): void;
  stop(): Promise<void>;
}

/** Keeps requests, does them one after the other by priority and age, and tells their results to callbacks. */
export function createTasks(abis: Abis, parts: Pick<Kernel, 'log' | 'words'>, perform: Perform, pace: TaskPace): Tasks {
  const { pool } = abis.database;
  const lease = newId();
  const halt = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const failed = (err: Error) => parts.log.warn({ component: 'abis', err }, 'tasks are looked at again');
  const loops: TaskLoop[] = [
    createLoop(doNext, failed),
    ...Array.from({ length: TOLD_AT_ONCE }, () => createLoop(tellNext, failed)),
  ];
  const hint = () => {
    for (const loop of loops) loop.hint();
  };

  async function doNext(): Promise<boolean> {
    const row = await claimTask(pool, { states: ['PENDING'], lease, seconds: LEASE_SECONDS });
    if (!row) return false;
    try {
      if (row.attempts > MOST_ATTEMPTS) throw problems['abis-engine-away']();
      const kept = openContent<Kept>(abis.keys, row);
      if (!kept) throw problems['abis-damaged']();
      await perform(row.operation, askerOf(abis, row, kept), kept.given, (operation) =>
        // Done and known to be done at once: whoever takes the task up after a fall does not do it twice.
        abis.database.transact(async (transaction) => {
          const body = await operation(transaction);
          const result = sealContent(abis.keys, row.task, { body: body ?? 'OK' } satisfies Told);
          if (!(await markDone(transaction.client, row.task, lease, result))) throw new Error('another has the task');
        }),
      );
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const failure = { code: error.status, message: `${error.code}: ${describe(parts.words, error)}` };
      await markDone(pool, row.task, lease, sealContent(abis.keys, row.task, { error: failure } satisfies Told));
    }
    hint();
    return true;
  }

  async function tellNext(): Promise<boolean> {
    const states = ['RESPONSE_SCHEDULED', 'RESPONSE_RETRY'] as const;
    const row = await claimTask(pool, { states, lease, seconds: LEASE_SECONDS });
    if (!row) return false;
    const told = openContent<Told>(abis.keys, row);
    if (told && (await tell(row, told))) await markTold(pool, row.task, lease);
    // Ended by us, not by the receiver: the next start tells it.
    else if (!halt.signal.aborted) await markUntold(pool, row.task, lease, pace.retrySeconds[row.attempts - 1]);
    return true;
  }

  /** @returns whether it was received and accepted */
  async function tell(row: TaskRow, told: Told): Promise<boolean> {
    const address = new URL(row.callback);
    address.searchParams.set('transactionId', row.transaction_id);
    address.searchParams.set('taskId', row.task);
    const failed = 'error' in told;
    try {
      const answer = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': failed ? 'application/error+json' : 'application/json' },
        body: JSON.stringify(failed ? told.error : told.body),
        // What was allowed is this address and no other.
        redirect: 'manual',
        signal: AbortSignal.any([AbortSignal.timeout(pace.timeoutMilliseconds), halt.signal]),
      });
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      return false;
    }
  }

  return {
    async keep({ context, owner, transactionId }, { operation, priority = 0, callback, given }) {
      const { kind, id, organisation } = context.caller;
      const kept: Kept = {
        caller: { kind, id, organisation },
        purpose: context.purpose ?? '',
        legalBasis: context.legalBasis ?? '',
        ...(context.caseNumber !== undefined && { caseNumber: context.caseNumber }),
        language: context.language,
        requestId: context.requestId,
        receivedAt: context.receivedAt,
        given,
      };
      const row = { owner, operation, priority, transaction_id: transactionId, callback };
      const task = await insertTask(pool, abis.keys, row, kept);
      hint();
      return task;
    },
    start() {
      timer = setInterval(hint, pace.lookMilliseconds);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      halt.abort();
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

/** The asker as it was when it asked. Its scope was held then; a task holds none. */
function askerOf({ clock }: Abis, { owner, transaction_id }: TaskRow, kept: Kept): Asker {
  const { caller, purpose, legalBasis, caseNumber, language, requestId, receivedAt } = kept;
  const context: Context = {
    ...{ caller: { ...caller, scopes: new Set<string>() }, purpose, legalBasis, caseNumber, language, requestId },
    ...{ clock, receivedAt, idempotency: undefined },
  };
  return { context, owner, transactionId: transaction_id };
}

function describe(words: Kernel['words'], { code, values }: Problem): string {
  return words.say(words.languages[0]!, `problem.${code.replace('/', '.')}.title`, values);
}
