import type { FastifyReply } from 'fastify';
import type { Client, ReservedLine, Transaction } from './database/database.ts';
import type { Caller } from './guard.ts';
import { Answer } from './http/contract.ts';
import type { Entry } from './journal/entry.ts';

/** Takes down question and answer in the transaction that answers. */
export interface Witness {
  /**
   * Writes the answer's line and keeps what proves it.
   * @param answer with its body as it will travel, '' for none, and otherwise its `content-type`
   * @returns the answer with the headers that vouch for it
   */
  attest(
    client: Client,
    entry: Entry,
    line: ReservedLine,
    answer: Answer & { readonly body: string | Buffer },
  ): Promise<Answer>;
}

type Run<Result> = (work: (transaction: Transaction) => Promise<Result>) => Promise<Result>;

/** How an answer is made: the transaction's runner, what is done in it, and what is told of what was done. */
export interface Answering<Result> {
  run: Run<Result>;
  work: (transaction: Transaction) => Promise<Result>;
  /** An `Answer` for another status than 200. */
  present: (result: Result) => unknown;
}

/**
 * Answers from within one transaction. Where the caller has a witness, the first line that `work` writes is the answer's own:
 * it is written last, when the answer is there to be digested, and commits with all that `work` did.
 * @returns what the contract's handler answers
 */
export async function answerProvably<Result>(
  { witness }: Pick<Caller, 'witness'>,
  reply: FastifyReply,
  { run, work, present }: Answering<Result>,
): Promise<unknown> {
  if (!witness) return present(await run(work));
  let attested: Answer | undefined;
  const result = await run(async (transaction) => {
    const own: { entry?: Entry; line?: ReservedLine } = {};
    const done = await work({
      ...transaction,
      append(entry) {
        if (own.line) return transaction.append(entry);
        own.entry = entry;
        own.line = transaction.reserve(entry.kind);
        return own.line.reference;
      },
    });
    if (!own.entry || !own.line) return done;
    attested = await witness.attest(transaction.client, own.entry, own.line, draw(reply, present(done)));
    return done;
  });
  // A repetition that finds the first one's result did nothing, and has no line.
  return attested ?? present(result);
}

/** An answer with the bytes of its body, none for one without. */
function draw(reply: FastifyReply, told: unknown): Answer & { body: string | Buffer } {
  const { status, body = '', headers } = told instanceof Answer ? told : new Answer(200, told);
  if (typeof body === 'string' || Buffer.isBuffer(body)) return { status, body, headers };
  const drawn = String(reply.code(status).serialize(body));
  return { status, body: drawn, headers: { 'content-type': 'application/json; charset=utf-8', ...headers } };
}
