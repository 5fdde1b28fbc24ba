import { type Context, newId, type Transaction } from '#kernel';
import { type ActingLimits, credentialsOf } from '#rooms/accounts';
import { readPerson } from '#rooms/people';
import { findAuthority } from './authority.ts';
import { noteAct, type Parts, sidesOf, tell } from './journal.ts';
import { addDays, checkAuthority, checkTerms, isCapable, isThere, type PrincipalKind, type Terms } from './model.ts';
import { problems } from './problems.ts';
import { findHeld, insertMandate, writeAccepted, writeConfirmed } from './storeMandates.ts';
import { readOrganisation } from './storeOrganisations.ts';

/** Whom an offer is for: all three must be one living person's, or it never arrives. */
export interface Addressee {
  identifier: string;
  name: string;
  birthDate: string;
}

/**
 * A person lets another act for them (Civil Code 2015, articles 138 and 563).
 * @throws Problem mandates/level-too-low, not-capable, and as `offer`
 */
export async function offerAttorney(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  given: { holder: Addressee; terms: Terms },
): Promise<{ id: string }> {
  const person = context.caller.person!;
  if (credentialsOf(context.caller)?.level !== 2) throw problems['level-too-low']();
  const own = await readPerson(transaction, person);
  if (!own || !isCapable(own.record, context.clock.today())) throw problems['not-capable']();
  return offer(parts, transaction, context, { ...given, principal: person, kind: 'person' });
}

/**
 * The legal representative or a manager lets somebody act for the organisation.
 * @throws Problem mandates/organisation-unknown, organisation-state, scope-not-yours, limits-wider, and as `offer`
 */
export async function offerMembership(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  given: { organisation: string; holder: Addressee; terms: Terms },
): Promise<{ id: string }> {
  const { client } = transaction;
  const today = context.clock.today();
  const authority = await findAuthority(client, context.caller.person!, given.organisation, today);
  // To others it is as if there were no such organisation: who represents which is not theirs to know.
  if (!authority) throw problems['organisation-unknown']();
  const organisation = await readOrganisation(client, given.organisation, 'share');
  if (organisation?.state !== 'active') throw problems['organisation-state']();
  checkAuthority(authority, { scopes: given.terms.scopes, limits: given.terms.limits });
  return offer(parts, transaction, context, { ...given, principal: given.organisation, kind: 'organisation' });
}

/**
 * Writes an offer. It is not looked up here for whom: that is done behind the answer (`deliverOffers`), so that neither the
 * answer nor its time tells whether somebody has that number and that name.
 * @throws Problem mandates/number-malformed, mandate-self, and as `checkTerms`
 */
async function offer(
  { offices, kernel }: Parts,
  transaction: Transaction,
  context: Context,
  given: { principal: string; kind: PrincipalKind; holder: Addressee; terms: Terms },
): Promise<{ id: string }> {
  const { clock } = kernel;
  const giver = context.caller.person!;
  const rules = offices.country.mandates;
  const today = context.clock.today();
  const hasOrganisation = (id: string) => offices.findOrganisation(id) !== undefined;
  const terms = checkTerms({ rules, hasOrganisation }, given.kind, given.terms, today);
  const identifier = given.holder.identifier.replaceAll(/[\s.-]/g, '').toUpperCase();
  if (!/^[A-Z0-9]{6,14}$/.test(identifier)) throw problems['number-malformed']({ pointer: '/holder/identifier' });
  const own = await readPerson(transaction, giver);
  if (own?.record.identifiers.some(({ value }) => value === identifier))
    throw problems['mandate-self']({ pointer: '/holder/identifier' });
  const mandate = newId();
  await insertMandate(transaction.client, {
    principal: given.principal,
    mandate,
    kind: given.kind === 'person' ? 'power-of-attorney' : 'member',
    name: given.holder.name.trim().normalize('NFC'),
    addressed: { identifier, birthDate: given.holder.birthDate },
    scopes: terms.scopes,
    limits: terms.limits as ActingLimits | undefined,
    legalBasis: given.kind === 'person' ? rules.legalBases.attorney : rules.legalBases.member,
    state: 'offered',
    from: terms.from,
    to: terms.to,
    lapsesOn: addDays(today, rules.offerDays),
    givenBy: giver,
    givenAt: clock.now(),
  });
  noteAct(transaction, context, 'mandate-offered', [given.principal, giver], {
    principal: given.principal,
    mandate,
    scopes: terms.scopes,
  });
  return { id: mandate };
}

/**
 * The holder accepts, in the own account. Of an acceptance and a withdrawal at once one comes first, and the other sees it.
 * @throws Problem mandates/mandate-unknown, mandate-over, not-capable, organisation-state
 */
export async function acceptMandate(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  id: string,
): Promise<{ state: 'active' }> {
  const { client } = transaction;
  const person = context.caller.person!;
  const today = context.clock.today();
  const offered = await findHeld(client, person, id);
  if (!offered || offered.kind === 'representative' || offered.kind === 'guardian') throw problems['mandate-unknown']();
  if (offered.kind === 'member') {
    const organisation = await readOrganisation(client, offered.principal, 'share');
    if (organisation?.state !== 'active') throw problems['organisation-state']();
  } else {
    const giver = await readPerson(transaction, offered.principal);
    if (!giver || !isThere(giver.record)) throw problems['mandate-over']();
  }
  const own = await readPerson(transaction, person);
  if (!own || !isCapable(own.record, today)) throw problems['not-capable']();
  const accepted = await writeAccepted(client, {
    principal: offered.principal,
    mandate: id,
    name: own.record.name,
    today,
    now: context.clock.now(),
  });
  if (!accepted) throw problems['mandate-over']();
  noteAct(transaction, context, 'mandate-accepted', [accepted.principal, person], { mandate: id, kind: accepted.kind });
  await tell(parts, transaction, context, sidesOf(accepted), 'mandate-given', accepted);
  return { state: 'active' };
}

/**
 * A new legal representative keeps what a former one gave.
 * @throws Problem mandates/organisation-unknown, mandate-unknown, mandate-over
 */
export async function confirmMembership(
  transaction: Transaction,
  context: Context,
  given: { organisation: string; mandate: string },
): Promise<{ state: string }> {
  const authority = await findAuthority(
    transaction.client,
    context.caller.person!,
    given.organisation,
    context.clock.today(),
  );
  if (authority?.kind !== 'representative') throw problems['organisation-unknown']();
  const confirmed = await writeConfirmed(transaction.client, given.organisation, given.mandate);
  if (!confirmed) throw problems['mandate-over']();
  noteAct(transaction, context, 'mandate-confirmed', [confirmed.principal, confirmed.holder], {
    mandate: confirmed.mandate,
  });
  return { state: confirmed.state };
}
