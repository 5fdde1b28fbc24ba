import { type Context, problems as kernelProblems, type Transaction } from '#kernel';
import { type Account, type Acting, credentialsOf, type Session } from '#rooms/accounts';
import { readPerson, readPersons } from '#rooms/people';
import { findWards, isInLine, syncGuardianships } from './guardians.ts';
import { ownContext, type Parts } from './journal.ts';
import { isInForce, isThere, reaches } from './model.ts';
import { problems } from './problems.ts';
import type { Mandate } from './record.ts';
import { readHeld } from './storeMandates.ts';
import { readOrganisations } from './storeOrganisations.ts';

export type MandateActing = Extract<Acting, { kind: 'organisation' | 'person' }>;
/** Where else somebody may act as something: an official's posts. */
export type ActingSource = (account: Account) => Promise<readonly Acting[]>;

/**
 * For whom an account may act today: mandates in force, both persons alive and in the register, the organisation active.
 * @param at the organisation of the country that is dealt with; mandates limited to others are left out
 */
export function actingsOf(parts: Parts, account: Account, at?: { organisation?: string }): Promise<MandateActing[]> {
  const { person } = account;
  if (!person || account.state !== 'active') return Promise.resolve([]);
  return parts.kernel.database.transact(async (transaction) => {
    const { clock } = parts.kernel;
    const today = clock.today();
    const own = await readPerson(transaction, person);
    if (!own || !isThere(own.record)) return [];
    let held = await readHeld(transaction.client, person, 'active');
    if (!isInLine(await findWards(parts, transaction, own, today), held)) {
      await syncGuardianships(parts, transaction, ownContext({ clock }, account.language), own);
      held = await readHeld(transaction.client, person, 'active');
    }
    const usable = held.filter((one) => isInForce(one, today) && (!at || reaches(one.limits, at.organisation)));
    return describeActings(transaction, usable);
  });
}

/** Leaves out those whose principal cannot be acted for now. */
async function describeActings(transaction: Transaction, held: readonly Mandate[]): Promise<MandateActing[]> {
  const principals = held.map(({ principal }) => principal);
  const organisations = await readOrganisations(transaction.client, principals);
  const persons = await readPersons(
    transaction,
    principals.filter((one) => !organisations.has(one)),
  );
  return held.flatMap((one): MandateActing[] => {
    const { mandate, scopes, limits, kind } = one;
    const common = { mandate, scopes, ...(limits ? { limits } : {}) };
    const organisation = organisations.get(one.principal);
    if (organisation) {
      if (organisation.state !== 'active') return [];
      const { name, taxCode } = organisation;
      return [{ kind: 'organisation', organisation: one.principal, name, taxCode, ...common }];
    }
    const person = persons.get(one.principal);
    if (!person || !isThere(person.record)) return [];
    const basis = kind === 'guardian' ? 'guardian' : 'power-of-attorney';
    return [{ kind: 'person', person: person.person, name: person.record.name, basis, ...common }];
  });
}

/**
 * What this session may act as, of every source. Oneself is not among them.
 * @throws Problem kernel/unauthenticated where the caller came without a session
 */
export async function findActings(
  parts: Parts,
  sources: readonly ActingSource[],
  context: Context,
): Promise<{ session: Session; actings: Acting[] }> {
  const credentials = credentialsOf(context.caller);
  const session = credentials && (await parts.accounts.readSession(credentials.account, credentials.session));
  if (!session) throw kernelProblems.unauthenticated();
  const actings = await Promise.all(sources.map((source) => source(session)));
  return { session, actings: actings.flat() };
}

/** @returns the one that was chosen; undefined: as oneself @throws Problem mandates/acting-unknown */
export function chooseActing(
  actings: readonly Acting[],
  { mandate, post }: { mandate?: string | undefined; post?: string | undefined },
): Acting | undefined {
  if (mandate === undefined && post === undefined) return undefined;
  const chosen = actings.find((one) => (one.kind === 'post' ? one.post === post : one.mandate === mandate));
  if (!chosen) throw problems['acting-unknown']({ pointer: mandate === undefined ? '/post' : '/mandate' });
  return chosen;
}
