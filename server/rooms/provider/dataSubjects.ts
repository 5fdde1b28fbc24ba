import type { Kernel } from '#kernel';
import type { Account, Acting } from '#rooms/accounts';
import type { Mandates, PersonActing } from '#rooms/mandates';
import { findHolders, type Holder } from '#rooms/people';
import type { Agreement } from './clients.ts';
import type { Giver } from './details.ts';

/** Whose data a person answers for. */
export interface DataSubject {
  readonly person: string;
  /** Of a represented person; undefined: it is the own data. */
  readonly name: string | undefined;
  readonly giver: Giver | undefined;
}

export interface DataSubjectParts {
  readonly kernel: Pick<Kernel, 'database'>;
  readonly mandates: Pick<Mandates, 'consentsFor'>;
}

/** The one living person whom a number names. */
export async function findNamed({ database }: Pick<Kernel, 'database'>, number: string): Promise<Holder | undefined> {
  const client = await database.pool.connect();
  try {
    const holders = (await findHolders(client, [number])).get(number) ?? [];
    const [only] = holders.filter(({ status }) => status === 'active');
    return holders.length === 1 ? only : undefined;
  } finally {
    client.release();
  }
}

/**
 * Whose data an account's owner may agree about to a service now, asked of the register each time.
 * @param by as whom the session acts, or whose number the service named; undefined: the own data
 * @returns undefined where it is nobody's: who is not represented, and a number that nobody has, are alike
 */
export async function findDataSubject(
  { kernel, mandates }: DataSubjectParts,
  account: Account,
  { organisation }: Pick<Agreement, 'organisation'>,
  by: Acting | string | undefined,
): Promise<DataSubject | undefined> {
  const { person } = account;
  if (!person) return undefined;
  if (by === undefined) return { person, name: undefined, giver: undefined };
  const isMeant = typeof by === 'string' ? await namedBy(kernel, by) : actedAs(by);
  const found = (await mandates.consentsFor(account, { organisation })).find(isMeant);
  if (!found) return undefined;
  const { mandate, basis, name } = found;
  return { person: found.person, name, giver: { person, mandate, basis } };
}

async function namedBy(kernel: Pick<Kernel, 'database'>, number: string): Promise<(one: PersonActing) => boolean> {
  const named = await findNamed(kernel, number);
  return ({ person }) => person === named?.person;
}

const actedAs =
  (acting: Acting) =>
  ({ mandate }: PersonActing): boolean =>
    acting.kind === 'person' && mandate === acting.mandate;
