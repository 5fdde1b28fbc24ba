import { type Context, newId, type Transaction } from '#kernel';
import { readPersons, readRelations, type StoredPerson } from '#rooms/people';
import { endMandates } from './endings.ts';
import { noteAct, type Parts, tell } from './journal.ts';
import { allScopes, isCapable, representsWard } from './model.ts';
import type { Mandate } from './record.ts';
import { insertMandate, readHeld } from './storeMandates.ts';

/** Somebody for whom the register lets a person act: nobody gives this, and nobody but the register takes it back. */
export interface Wardship {
  ward: StoredPerson;
  basis: 'guardian' | 'parent';
}

export async function findWards(
  { offices }: Pick<Parts, 'offices'>,
  transaction: Transaction,
  holder: StoredPerson,
  today: string,
): Promise<Wardship[]> {
  if (!isCapable(holder.record, today)) return [];
  const relations = await readRelations(transaction, holder.person);
  const others = await readPersons(transaction, [...new Set(relations.map(({ other }) => other))]);
  return [...others.values()].flatMap((ward) => {
    const basis = representsWard(holder.person, ward.record, offices.country.mandates, today);
    return basis ? [{ ward, basis }] : [];
  });
}

/**
 * Brings what is written here in line with what the register says today: a key for each wardship, by which sessions act, and
 * an end to those that are none any more.
 */
export async function syncGuardianships(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  holder: StoredPerson,
): Promise<void> {
  const { client } = transaction;
  const rules = parts.offices.country.mandates;
  const today = context.clock.today();
  const wards = await findWards(parts, transaction, holder, today);
  const known = (await readHeld(client, holder.person, 'active')).filter(({ kind }) => kind === 'guardian');
  const lawOf = (basis: Wardship['basis']) => rules.legalBases[basis];
  for (const { ward, basis } of wards) {
    if (known.some(({ principal }) => principal === ward.person)) continue;
    const mandate = newId();
    const found = {
      principal: ward.person,
      mandate,
      kind: 'guardian' as const,
      holder: holder.person,
      name: holder.record.name,
      scopes: allScopes(rules, 'person'),
      legalBasis: lawOf(basis),
      evidence: { basis },
      state: 'active' as const,
      from: today,
      givenBy: 'register',
      givenAt: context.clock.now(),
    };
    if (!(await insertMandate(client, found))) continue;
    noteAct(transaction, context, 'guardianship-found', [ward.person, holder.person], { mandate, basis });
    // Parents know of their children, and need no message about each at their first sign-in.
    if (basis === 'guardian')
      await tell(parts, transaction, context, [holder.person, ward.person], 'guardianship-found', found);
  }
  for (const { principal, mandate } of known.filter((one) => !wards.some(({ ward }) => ward.person === one.principal)))
    await endMandates(parts, transaction, context, { principal, mandates: [mandate] }, 'not-in-register');
}

/** Whether something has to be written: most sign-ins only read. */
export function isInLine(wards: readonly Wardship[], held: readonly Mandate[]): boolean {
  const known = held.filter(({ kind }) => kind === 'guardian').map(({ principal }) => principal);
  return wards.length === known.length && wards.every(({ ward }) => known.includes(ward.person));
}
