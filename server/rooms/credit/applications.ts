import type { FastifyReply } from 'fastify';
import { answerProvably, type Client, type Context, describeEntry, isId, type Kernel, performAct } from '#kernel';
import { MOST_A_DAY, type Product } from './model.ts';
import { problems } from './problems.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { type CreditQuestion, requireBank } from './question.ts';
import {
  type ApplicationRow,
  type Blinded,
  countCheck,
  findApplication,
  holdNames,
  insertApplication,
  insertValues,
  readBlock,
  readOwn,
  setState,
} from './store.ts';

type Queries = Pick<Client, 'query'>;

/** Where an application stands, held until the transaction's end: nobody else writes there meanwhile. */
export interface Place {
  readonly person: string;
  readonly organisation: string;
  readonly reference: Buffer;
  readonly content: Buffer;
  /** In the order of the question's shared values. */
  readonly values: readonly Blinded[];
  /** It was sent before. */
  readonly known: ApplicationRow | undefined;
  readonly blocked: boolean;
  readonly at: Date;
  readonly today: string;
}

/**
 * Holds the person, and where the identity matched the application and its values; counts the check.
 * @throws Problem credit/application-differs, application-closed, person-checked-often
 */
export async function holdPlace(
  client: Queries,
  blind: Pseudonyms,
  { clock }: Context,
  { person, organisation, question, matched }: Applicant,
): Promise<Place> {
  const { applicationId, product, shared } = question;
  const reference = blind('reference', `${organisation}\0${applicationId}`);
  const values = matched ? shared.map(({ kind, text }) => ({ kind, value: blind(kind, text) })) : [];
  const said = values.map(({ kind, value }) => `${kind}:${value.toString('hex')}`).sort();
  const content = blind('content', [person, product, ...said].join('\n'));
  const names = [lockOf(blind, person), ...(matched ? [reference, ...values.map(({ value }) => value)] : [])];
  await holdNames(client, names);
  const known = matched ? await findApplication(client, organisation, reference) : undefined;
  if (known && !known.content.equals(content)) throw problems['application-differs']({ pointer: '/applicationId' });
  if (known?.state === 'closed') throw problems['application-closed']({ pointer: '/applicationId' });
  const [at, today] = [clock.now(), clock.today()];
  // The same once more tells nothing new.
  if (!known) {
    const { own, all } = await countCheck(client, person, organisation, today);
    if (own > MOST_A_DAY.organisation || all > MOST_A_DAY.all)
      throw problems['person-checked-often']({ extra: { retryAfter: 3600 } });
  }
  const blocked = (await readBlock(client, person)) !== undefined;
  return { person, organisation, reference, content, values, known, blocked, at, today };
}

interface Applicant {
  person: string;
  organisation: string;
  question: CreditQuestion;
  matched: boolean;
}

/** What a check of a person and the person's block wait for each other at. */
export const lockOf = (blind: Pseudonyms, person: string): Buffer => blind('lock', person);

/** Writes the application down; one that the person's block keeps out without its values, for nothing is found by them. */
export async function takePlace(
  client: Queries,
  { known, blocked, values, at, ...place }: Place,
  made: { application: string; product: Product; line: string },
): Promise<void> {
  if (!known)
    await insertApplication(client, { ...place, ...made, state: blocked ? 'blocked' : 'open', opened_at: at });
  else if (known.state !== 'blocked' || blocked) return;
  // The block was lifted since.
  else await setState(client, known, 'open', null);
  if (!blocked) await insertValues(client, { person: place.person, application: made.application }, values, at);
}

/**
 * Ends an application of the caller's. How it ended is the bank's and the applicant's matter: it is neither asked nor kept.
 * @throws Problem credit/application-unknown, for another organisation's too
 */
export async function closeApplication(
  { database }: Kernel,
  context: Context,
  id: string,
  reply: FastifyReply,
): Promise<unknown> {
  const organisation = requireBank(context);
  return answerProvably(context.caller, reply, {
    run: (work) => performAct(database, context, work),
    async work(transaction) {
      const row = isId(id) ? await readOwn(transaction.client, organisation, id) : undefined;
      if (!row) throw problems['application-unknown']();
      const closedAt = row.closed_at ?? context.clock.now();
      if (row.state !== 'closed') {
        await setState(transaction.client, row, 'closed', closedAt);
        transaction.append(
          describeEntry(context, {
            kind: 'act',
            room: 'credit',
            type: 'close-credit-application',
            subjects: [row.person],
            data: { application: id },
          }),
        );
      }
      return { id, state: 'closed' as const, closedAt: closedAt.toISOString() };
    },
    present: (closed) => closed,
  });
}
