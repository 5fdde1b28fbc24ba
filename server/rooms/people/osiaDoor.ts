import type { Static, TObject, TSchema } from 'typebox';
import {
  Answer,
  answerProvably,
  type Context,
  type Contract,
  contract,
  type Kernel,
  performAct,
  type Transaction,
} from '#kernel';
import type { Offices } from '#rooms/offices';
import * as form from './osiaForms.ts';
import { type Footing, findFooting } from './osiaIdentities.ts';

/** What a contract of the OSIA interfaces says for itself; all else they share. */
interface Declared<P extends TObject, Q extends typeof form.TransactionQuery, B extends TSchema>
  extends Pick<Contract, 'method' | 'path' | 'scope' | 'summary'> {
  readonly params?: P;
  /** The transaction's id alone unless told. */
  readonly query?: Q;
  readonly body?: B;
  /** The schema of a 200, or the status of an answer without a body. */
  readonly answer: TSchema | 201 | 204;
  readonly work: (
    transaction: Transaction,
    context: Context,
    footing: Footing,
    input: { readonly params: Static<P>; readonly query: Static<Q>; readonly body: Static<B> },
  ) => Promise<unknown>;
}

type Declare = <
  P extends TObject = TObject,
  Q extends typeof form.TransactionQuery = typeof form.TransactionQuery,
  B extends TSchema = TSchema,
>(
  declared: Declared<P, Q, B>,
) => Contract;

export type OsiaDoor = ReturnType<typeof openDoor>;

/** Makes the contracts of looks and of acts, each in one transaction on the footing that the request states. */
export function openDoor(kernel: Kernel, offices: Offices): { offices: Offices; look: Declare; act: Declare } {
  const { database } = kernel;
  return {
    offices,
    look: (declared) => declare(offices, declared, (_context, work) => database.transact(work)),
    act: (declared) => declare(offices, declared, (context, work) => performAct(database, context, work)),
  };
}

type Run = (context: Context, work: (transaction: Transaction) => Promise<unknown>) => Promise<unknown>;

function declare<P extends TObject, Q extends typeof form.TransactionQuery, B extends TSchema>(
  offices: Offices,
  { answer, work, ...head }: Declared<P, Q, B>,
  run: Run,
): Contract {
  return contract({
    query: form.TransactionQuery,
    ...head,
    tag: 'osia',
    purpose: 'stated',
    errors: 'osia',
    // Scanned forms come with an identity.
    bodyLimit: 1_048_576,
    answers: {
      ...(typeof answer === 'number' ? { [answer]: form.Nothing } : { 200: answer }),
      400: form.Failure,
    },
    handle: (context, input, _request, reply) => {
      const given = input as Parameters<typeof work>[3];
      const footing = findFooting(offices, context, given.query.transactionId);
      return answerProvably(context.caller, reply, {
        run: (done) => run(context, done),
        work: (transaction) => work(transaction, context, footing, given),
        present(result) {
          if (typeof answer === 'number') return new Answer(answer);
          // Fastify takes a string for a body that is written already; OSIA's UIN is a JSON string.
          return typeof result === 'string'
            ? new Answer(200, JSON.stringify(result), { 'content-type': 'application/json; charset=utf-8' })
            : result;
        },
      });
    },
  });
}
