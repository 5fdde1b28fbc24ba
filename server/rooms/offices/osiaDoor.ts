import { type Static, type TObject, type TSchema, Type } from 'typebox';
import {
  Answer,
  answerProvably,
  type Context,
  type Contract,
  contract,
  type Kernel,
  performAct,
  requirePurpose,
  type Transaction,
} from '#kernel';
import type { Offices } from './index.ts';

/** OSIA `Error`. */
const Failure = Type.Object({ code: Type.Integer(), message: Type.String() });
const Nothing = Type.Null({ description: 'No content' });
export const OsiaTransaction = { transactionId: Type.String({ minLength: 1, maxLength: 200 }) };
const TransactionQuery = Type.Object(OsiaTransaction, { additionalProperties: false });

export interface OsiaWork<P extends TObject, Q extends TObject, B extends TSchema> {
  readonly params: Static<P>;
  readonly query: Static<Q>;
  readonly body: Static<B>;
  /** Of a contract that takes a file. */
  readonly file: { readonly bytes: Buffer; readonly type: string; readonly digest: string | undefined } | undefined;
}

/** What a contract of an OSIA interface says for itself; all else they share. */
export interface OsiaDeclared<P extends TObject, Q extends TObject, B extends TSchema>
  extends Pick<Contract, 'method' | 'path' | 'scope' | 'summary' | 'bodyLimit' | 'bytes'> {
  readonly params?: P;
  /** The transaction’s id alone unless told. */
  readonly query?: Q;
  readonly body?: B;
  /** The schema of a 200, `file` for one without a schema, the status of an answer without a body, or the schema of a 201. */
  readonly answer: TSchema | 201 | 204 | 'file' | { readonly created: TSchema };
  /** Before the transaction, what is slow and writes nothing. */
  readonly prepare?: (context: Context, input: OsiaWork<P, Q, B>) => Promise<unknown>;
  readonly work: (
    transaction: Transaction,
    context: Context,
    input: OsiaWork<P, Q, B>,
    prepared: never,
  ) => Promise<unknown>;
  /** After it was committed; a failure here is nobody’s refusal. */
  readonly afterwards?: (result: never) => Promise<unknown>;
}

/**
 * Makes contracts of the OSIA interfaces: signed systems, each request one transaction, its line the evidence of the answer.
 * `dancu-purpose` and `dancu-legal-basis` are our extension: OSIA has no place for why somebody looks.
 */
export function openOsiaDoor({ database }: Pick<Kernel, 'database'>, offices: Pick<Offices, 'checkReason'>) {
  return function declare<P extends TObject = TObject, Q extends TObject = TObject, B extends TSchema = TSchema>({
    answer,
    prepare,
    work,
    afterwards,
    ...head
  }: OsiaDeclared<P, Q, B>): Contract {
    const isLook = answer === 'file' || (typeof answer === 'object' && !('created' in answer));
    return contract({
      query: TransactionQuery,
      ...head,
      tag: 'osia',
      purpose: 'stated',
      errors: 'osia',
      answers: { ...schemasOf(answer), 400: Failure },
      async handle(context, input, request, reply) {
        offices.checkReason(requirePurpose(context));
        const { rawBody: bytes, headers } = request;
        const type = headers['content-type'] ?? '';
        const digest = headers.digest === undefined ? undefined : String(headers.digest);
        const file = head.bytes && bytes ? { bytes, type, digest } : undefined;
        const given = { ...(input as object), file } as OsiaWork<P, Q, B>;
        const prepared = (await prepare?.(context, given)) as never;
        let done: { readonly result: unknown } | undefined;
        const answered = await answerProvably(context.caller, reply, {
          run: (run) => (isLook ? database.transact(run) : performAct(database, context, run)),
          async work(transaction) {
            const result = await work(transaction, context, given, prepared);
            done = { result };
            return result;
          },
          present: (result) => {
            if (typeof answer === 'number') return new Answer(answer);
            return typeof answer === 'object' && 'created' in answer ? new Answer(201, result) : result;
          },
        });
        if (done) await afterwards?.(done.result as never);
        return answered;
      },
    });
  };
}

function schemasOf(answer: OsiaDeclared<TObject, TObject, TSchema>['answer']): Record<number, TSchema> {
  if (answer === 'file') return {};
  if (typeof answer === 'number') return { [answer]: Nothing };
  return 'created' in answer ? { 201: answer.created as TSchema } : { 200: answer };
}
