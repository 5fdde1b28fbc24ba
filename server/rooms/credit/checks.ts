import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  answerProvably,
  type Context,
  describeEntry,
  describeProblem,
  type Kernel,
  newId,
  Problem,
  type Transaction,
} from '#kernel';
import { type Agreement, compareClaim, type Exchange, exchangeProblems, sumUp } from '#rooms/exchange';
import type { Offices } from '#rooms/offices';
import { findHolders, type Holder } from '#rooms/people';
import { holdPlace, takePlace } from './applications.ts';
import type { CheckAnswer } from './contracts.ts';
import { describeHolder, findReuse } from './findings.ts';
import { chooseHolder, type Named, type Result, type Withheld } from './model.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { type CreditQuestion, requireBank } from './question.ts';

export interface Parts {
  kernel: Kernel;
  offices: Offices;
  exchange: Exchange;
  pseudonyms: () => Promise<Pseudonyms>;
}

/** An answer of the contract's, or a problem that was journalled with its line. */
type Told = CheckAnswer | Problem;

/**
 * Answers a bank about an applicant, provably. The look is durable before the answer goes; what is refused is noted.
 * @throws Problem of the agreement, exchange/person-unknown, identifier-ambiguous, quota-exceeded, credit/…
 */
export async function checkApplicant(
  parts: Parts,
  context: Context,
  question: CreditQuestion,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<unknown> {
  const organisation = requireBank(context);
  const { database } = parts.kernel;
  const answerBy = (work: (transaction: Transaction) => Promise<Told>) =>
    answerProvably<Told>(context.caller, reply, {
      run: database.transact,
      work,
      present: (told) => (told instanceof Problem ? describeProblem(told, request, parts.kernel) : told),
    });
  try {
    const decided = await decide(parts, context, organisation, question);
    return await answerBy(decided);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return answerBy(async (transaction) => noteRefusal(transaction, context, question, error));
  }
}

/** Finds the agreement. @returns what is to be done under it, in one transaction */
async function decide(
  parts: Parts,
  context: Context,
  organisation: string,
  question: CreditQuestion,
): Promise<(transaction: Transaction) => Promise<Told>> {
  const agreement = await parts.exchange.requireAgreement(organisation, 'production', {
    type: WAY,
    purpose: context.purpose!,
    legalBasis: context.legalBasis!,
    fields: question.fields,
  });
  const blind = await parts.pseudonyms();
  return async (transaction) => {
    const found = await findHolders(transaction.client, [question.identifier]);
    const named = chooseHolder(found.get(question.identifier) ?? []);
    const asking = { ...parts, blind, transaction, context, organisation, agreement, question, named };
    return named.holder ? answer(asking, named.holder) : tellNobody(asking);
  };
}

/** A check compares: what the agreement must hold. */
const WAY = 'verify';

interface Asking extends Parts {
  blind: Pseudonyms;
  transaction: Transaction;
  context: Context;
  organisation: string;
  agreement: Agreement;
  question: CreditQuestion;
  named: Named;
}

/** The number names nobody, or several: a look all the same. */
async function tellNobody(asking: Asking): Promise<Problem> {
  const code = asking.named.several ? 'identifier-ambiguous' : 'person-unknown';
  appendLook(asking, code);
  await countLook(asking, code);
  return exchangeProblems[code]({ pointer: '/identifier' });
}

async function answer(asking: Asking, holder: Holder): Promise<CheckAnswer> {
  const { transaction, context, organisation, question, blind, named, offices } = asking;
  const { client } = transaction;
  const verdicts = named.cancelled
    ? []
    : question.claims.map((claim) => compareClaim(claim, holder.record, offices.areaOf));
  const matched = !named.cancelled && sumUp(verdicts) === 'yes';
  const person = holder.record.mergedInto ?? holder.person;
  const place = await holdPlace(client, blind, context, { person, organisation, question, matched });
  const result: Result = named.cancelled
    ? 'number-cancelled'
    : matched && place.blocked
      ? 'blocked-by-person'
      : sumUp(verdicts);
  const application = place.known?.application ?? newId();
  const differing = verdicts.filter(({ verdict }) => verdict !== 'yes').map(({ field }) => field);
  const journal = appendLook(asking, result, {
    ...(matched ? { application } : {}),
    ...(differing.length > 0 ? { differing } : {}),
  });
  if (matched) await takePlace(client, place, { application, product: question.product, line: journal });
  const reuse = result === 'yes' ? await findReuse(client, place, question, offices.country) : undefined;
  // Last: who waits here for the counter's row holds all names, and nobody waits for names with the row in hand.
  await countLook(asking, result);
  return {
    ...(matched ? { id: application } : {}),
    result,
    person: asking.exchange.pseudonymOf(organisation, holder.person),
    ...describeHolder(holder, verdicts, question, context.clock.today()),
    ...(reuse ? { reuse } : { withheld: whyWithheld(result) }),
    journal,
  };
}

function whyWithheld(result: Result): Withheld {
  return result === 'number-cancelled' || result === 'blocked-by-person' ? result : 'identity-not-matched';
}

/** @returns the line's reference */
function appendLook(
  { transaction, context, agreement, question, named }: Asking,
  result: string,
  more: Record<string, unknown> = {},
): string {
  return transaction.append(
    describeEntry(context, {
      kind: 'look',
      room: 'credit',
      type: 'credit-check',
      subjects: named.subjects,
      fields: [...question.fields],
      data: {
        outcome: result,
        ...more,
        way: WAY,
        agreement: agreement.id,
        version: agreement.version,
        ...saidBy(question),
      },
    }),
  );
}

function countLook({ exchange, transaction, context, agreement }: Asking, outcome: string): Promise<void> {
  const use = { system: context.caller.id, type: 'credit-check', purpose: context.purpose!, outcome };
  return exchange.takeQuota(transaction, agreement, use, 1);
}

function noteRefusal(transaction: Transaction, context: Context, question: CreditQuestion, problem: Problem): Problem {
  transaction.append(
    describeEntry(context, {
      kind: 'note',
      room: 'credit',
      type: 'credit-check',
      subjects: [],
      fields: [...question.fields],
      data: { outcome: 'refused', code: problem.code, ...saidBy(question) },
    }),
  );
  return problem;
}

const saidBy = ({ officer }: CreditQuestion) => (officer ? { officer } : {});
