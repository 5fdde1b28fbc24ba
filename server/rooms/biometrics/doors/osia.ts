import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TObject, TSchema } from 'typebox';
import { Answer, answerProvably, type Context, type Contract, contract, performAct } from '#kernel';
import { type Abis, type Asker, findAsker, type Settle } from './abis.ts';
import { isListed } from './addresses.ts';
import * as form from './osiaForms.ts';
import { doorProblems as problems } from './problems.ts';
import type { Tasks } from './tasks.ts';

/** What an OSIA operation says for itself; all else they share. */
interface Declared<P extends TObject, Q extends typeof form.TransactionQuery, B extends TSchema>
  extends Pick<Contract, 'method' | 'path' | 'scope' | 'summary'> {
  readonly params?: P;
  readonly query: Q;
  readonly body?: B;
  /** The schema of a 200, or 204. */
  readonly answer: TSchema | 204;
  readonly work: (
    asker: Asker,
    given: { readonly params: Static<P>; readonly query: Static<Q>; readonly body: Static<B> },
    settle: Settle,
  ) => Promise<void>;
  /** Another form of a 200 than JSON, where the request asks for it. */
  readonly present?: (result: unknown, request: FastifyRequest) => unknown;
}

/** An operation whose types are its own business. */
export interface Operation extends Omit<Declared<TObject, typeof form.TransactionQuery, TSchema>, 'work'> {
  readonly work: (asker: Asker, given: never, settle: Settle) => Promise<void>;
}

export const operation = <P extends TObject, Q extends typeof form.TransactionQuery, B extends TSchema>(
  declared: Declared<P, Q, B>,
): Operation => declared as unknown as Operation;

/** Below an address of their own: the register's interface has `/v1/persons` too. */
const OSIA_BASE = '/abis';
/** Ten fingers as images and a portrait. */
const BODY_LIMIT = 8_388_608;

export interface OsiaDoor {
  readonly abis: Abis;
  readonly tasks: Tasks;
  /** Addresses below which callbacks may lie. */
  readonly callbacks: readonly string[];
  readonly pace: (caller: string) => void;
}

interface Later {
  readonly callback?: string;
  readonly priority?: number;
}

/** Makes an operation's contract: answered at once, or, where a callback is named, later. */
export function osiaContract({ abis, tasks, callbacks, pace }: OsiaDoor, name: string, declared: Operation): Contract {
  const { method, path, scope, summary, params, query, body, answer } = declared;
  return contract({
    ...{ method, scope, summary, path: `${OSIA_BASE}${path}`, query, ...(params && { params }), ...(body && { body }) },
    tag: 'osia-abis',
    purpose: 'stated',
    errors: 'osia',
    bodyLimit: BODY_LIMIT,
    answers: {
      ...(answer === 204 ? { 204: form.Nothing } : { 200: answer }),
      ...('callback' in query.properties ? { 202: form.TaskId } : {}),
      400: form.Failure,
      500: form.Failure,
    },
    async handle(context, input, request, reply) {
      pace(context.caller.organisation ?? context.caller.id);
      const given = input as { query: Static<typeof form.TransactionQuery> & Later };
      const asker = findAsker(abis, context, given.query.transactionId);
      const { callback, priority } = given.query;
      if (callback === undefined) return answerNow(abis, declared, { asker, given, request, reply });
      if (!isListed(callbacks, callback)) throw problems['abis-callback']({ pointer: '/callback' });
      const later = { operation: name, callback, ...(priority !== undefined && { priority }), given };
      return new Answer(202, { taskId: await tasks.keep(asker, later) });
    },
  });
}

async function answerNow(
  { database }: Abis,
  { answer, work, present }: Operation,
  { asker, given, request, reply }: { asker: Asker; given: object; request: FastifyRequest; reply: FastifyReply },
): Promise<unknown> {
  const { context } = asker;
  let told: unknown;
  await work(asker, given as never, async (settled) => {
    told = await answerProvably<unknown>(context.caller, reply, {
      run: (done) => run(context, done),
      work: settled,
      present: (result) =>
        answer === 204 ? new Answer(204) : presentResult(present ? present(result, request) : result),
    });
  });
  return told;

  function run(asked: Context, done: Parameters<typeof database.transact>[0]): Promise<unknown> {
    return performAct(database, asked, done as never);
  }
}

/** Fastify takes a string for a body that is written already; a task's status is a JSON string. */
function presentResult(result: unknown): unknown {
  if (typeof result !== 'string') return result;
  return new Answer(200, JSON.stringify(result), { 'content-type': 'application/json; charset=utf-8' });
}
