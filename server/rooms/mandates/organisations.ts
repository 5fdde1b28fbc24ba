import { type Context, isId, newId, requireArea, requireScope, type Transaction } from '#kernel';
import { parseTaxCode, unitAt } from '#libs/country';
import { readPerson, type StoredPerson } from '#rooms/people';
import { endMandates, endSessionsUnder } from './endings.ts';
import { noteAct, type Parts, tell } from './journal.ts';
import { confirmDay } from './listeners.ts';
import { allScopes, type Change, changes, isCapable } from './model.ts';
import { problems } from './problems.ts';
import type { Mandate, Organisation } from './record.ts';
import { insertMandate, readGiven, readMandate, writeActive, writeConfirmBy } from './storeMandates.ts';
import {
  claimTaxCode,
  deleteAsked,
  findTaxCode,
  insertAsked,
  insertOrganisation,
  readOrganisation,
  writeRepresentative,
  writeState,
} from './storeOrganisations.ts';

const scope = 'mandates.register';

export interface NewOrganisation {
  taxCode: string;
  name: string;
  /** Code of the province of its seat. */
  province: string;
  /** Number and day of the registration certificate. */
  certificate: Organisation['certificate'];
}

/** How the legal representative was identified at the counter. */
export interface Identification {
  document: string;
  checks: readonly string[];
}

/** @throws Problem mandates/tax-code-personal, tax-code-malformed, tax-code-check-digit */
export function checkTaxCode(text: string): string {
  const read = parseTaxCode(text);
  if (!read.ok)
    throw problems[read.reason === 'malformed' ? 'tax-code-malformed' : (`tax-code-${read.reason}` as const)]({
      pointer: '/taxCode',
    });
  return read.code;
}

function checkGiven({ offices }: Parts, given: NewOrganisation, today: string): NewOrganisation {
  if (unitAt(offices.country, given.province, today)?.level !== 'province')
    throw problems['province-unknown']({ pointer: '/province' });
  if (given.certificate.issuedOn > today) throw problems['date-in-future']({ pointer: '/certificate/issuedOn' });
  return { ...given, taxCode: checkTaxCode(given.taxCode), name: given.name.trim().normalize('NFC') };
}

/**
 * Opens an organisation's account at a counter (Decree 69/2024/NĐ-CP, electronic identity of organisations): its
 * registration certificate and its legal representative stand before the officer.
 * @throws Problem mandates/tax-code-…, province-unknown, person-unknown, representative-unfit
 */
export async function openOrganisation(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  given: NewOrganisation & { representative: string; identification: Identification },
): Promise<{ id: string }> {
  requireScope(context.caller, scope);
  const today = context.clock.today();
  const checked = checkGiven(parts, given, today);
  requireArea(context.caller, [checked.province]);
  const person = await readRepresentative(transaction, given.representative, today);
  const organisation = newId();
  const { client } = transaction;
  if (!(await claimTaxCode(client, checked.taxCode, organisation)))
    throw problems['tax-code-taken']({ pointer: '/taxCode' });
  const own = { ...checked, organisation, representative: person.person };
  await insertOrganisation(client, { ...own, state: 'active', by: context.caller.id, now: context.clock.now() });
  noteAct(transaction, context, 'organisation-opened', [organisation, person.person], {
    organisation,
    checks: given.identification.checks,
  });
  await giveRepresentation(parts, transaction, context, own, person, 'active', given.identification);
  return { id: organisation };
}

/**
 * Asks online for an organisation's account; an officer compares it with the business register and confirms.
 * @throws Problem mandates/tax-code-…, organisation-asked, not-capable, level-too-low
 */
export async function askOrganisation(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  given: NewOrganisation,
): Promise<{ id: string }> {
  const { client } = transaction;
  const today = context.clock.today();
  const checked = checkGiven(parts, given, today);
  const person = await readPerson(transaction, context.caller.person!);
  if (!person || !isCapable(person.record, today)) throw problems['not-capable']();
  if (await findTaxCode(client, checked.taxCode)) throw problems['tax-code-taken']({ pointer: '/taxCode' });
  const own = { ...checked, organisation: newId(), representative: person.person };
  if (!(await insertAsked(client, own))) throw problems['organisation-asked']({ pointer: '/taxCode' });
  await insertOrganisation(client, { ...own, state: 'asked', by: context.caller.id, now: context.clock.now() });
  noteAct(transaction, context, 'organisation-asked', [own.organisation, person.person], {
    organisation: own.organisation,
  });
  await giveRepresentation(parts, transaction, context, own, person, 'offered');
  return { id: own.organisation };
}

/** @throws Problem mandates/person-unknown, representative-unfit */
async function readRepresentative(transaction: Transaction, person: string, today: string): Promise<StoredPerson> {
  const stored = isId(person) ? await readPerson(transaction, person) : undefined;
  if (!stored) throw problems['person-unknown']({ pointer: '/representative' });
  if (!isCapable(stored.record, today)) throw problems['representative-unfit']({ pointer: '/representative' });
  return stored;
}

async function giveRepresentation(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  { organisation }: Pick<Organisation, 'organisation'>,
  person: StoredPerson,
  state: 'offered' | 'active',
  identification?: Identification,
): Promise<void> {
  const rules = parts.offices.country.mandates;
  const { client } = transaction;
  const mandate = newId();
  await insertMandate(client, {
    principal: organisation,
    mandate,
    kind: 'representative',
    holder: person.person,
    name: person.record.name,
    scopes: allScopes(rules, 'organisation'),
    legalBasis: rules.legalBases.representative,
    evidence: identification,
    state,
    from: context.clock.today(),
    givenBy: context.caller.id,
    givenAt: context.clock.now(),
  });
  const given = await readMandate(client, organisation, mandate);
  if (state === 'active') await tell(parts, transaction, context, [person.person], 'mandate-given', given!);
}

/** @throws Problem mandates/organisation-unknown, kernel/forbidden, kernel/out-of-area */
async function holdOrganisation(transaction: Transaction, context: Context, id: string): Promise<Organisation> {
  requireScope(context.caller, scope);
  const organisation = isId(id) ? await readOrganisation(transaction.client, id, 'update') : undefined;
  if (!organisation) throw problems['organisation-unknown']();
  requireArea(context.caller, [organisation.province]);
  return organisation;
}

/**
 * An officer confirms, refuses, suspends, resumes or closes.
 * @throws Problem mandates/organisation-unknown, organisation-state, reason-missing, tax-code-taken, representative-unfit
 */
export async function changeOrganisation(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  id: string,
  { change, reason }: { change: Change; reason?: string | undefined },
): Promise<{ state: string }> {
  const { client } = transaction;
  const organisation = await holdOrganisation(transaction, context, id);
  const { from, to, type } = changes[change];
  if (to !== 'active' && !reason) throw problems['reason-missing']({ pointer: '/reason' });
  const now = context.clock.now();
  if (!(await writeState(client, id, { from, to, reason, now }))) throw problems['organisation-state']();
  noteAct(transaction, context, type, [id, organisation.representative], { organisation: id });
  if (change === 'confirm') await confirm(parts, transaction, context, organisation);
  if (change === 'confirm' || change === 'refuse') await deleteAsked(client, organisation);
  if (change === 'refuse') await endMandates(parts, transaction, context, { principal: id }, 'organisation-refused');
  if (change === 'close') await endMandates(parts, transaction, context, { principal: id }, 'organisation-closed');
  if (change === 'suspend')
    for (const mandate of await readActive(transaction, id))
      await endSessionsUnder(parts, transaction, context, mandate);
  return { state: to };
}

async function confirm(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  { organisation, taxCode, representative }: Organisation,
): Promise<void> {
  const { client } = transaction;
  await readRepresentative(transaction, representative, context.clock.today());
  if (!(await claimTaxCode(client, taxCode, organisation))) throw problems['tax-code-taken']();
  const given = await writeActive(client, organisation, representative, context.clock.now());
  if (given) await tell(parts, transaction, context, [representative], 'mandate-given', given);
}

async function readActive(transaction: Transaction, organisation: string): Promise<Mandate[]> {
  return (await readGiven(transaction.client, organisation)).filter(({ state }) => state === 'active');
}

/**
 * Another legal representative (Civil Code 2015, article 137). What the former one gave goes on for now: it was given in the
 * organisation's name, and article 140 ends a mandate with the organisation, not with who spoke for it. The new one confirms
 * each within `confirmDays`, else it ends: nobody should keep a former director's friends unknowingly.
 * @throws Problem mandates/organisation-unknown, organisation-state, person-unknown, representative-unfit, representative-same
 */
export async function changeRepresentative(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  id: string,
  given: { representative: string; certificate: Organisation['certificate']; identification: Identification },
): Promise<{ confirmBy: string }> {
  const { client } = transaction;
  const today = context.clock.today();
  const organisation = await holdOrganisation(transaction, context, id);
  if (organisation.state !== 'active' && organisation.state !== 'suspended') throw problems['organisation-state']();
  if (given.certificate.issuedOn > today) throw problems['date-in-future']({ pointer: '/certificate/issuedOn' });
  const person = await readRepresentative(transaction, given.representative, today);
  if (person.person === organisation.representative)
    throw problems['representative-same']({ pointer: '/representative' });
  noteAct(transaction, context, 'representative-changed', [id, organisation.representative, person.person], {
    organisation: id,
    checks: given.identification.checks,
  });
  await endMandates(parts, transaction, context, { principal: id, kind: 'representative' }, 'representative-changed');
  await endMandates(parts, transaction, context, { principal: id, holder: person.person }, 'representative-changed');
  await writeRepresentative(client, id, {
    representative: person.person,
    certificate: given.certificate,
    now: context.clock.now(),
  });
  const confirmBy = confirmDay(parts, today);
  await writeConfirmBy(client, id, confirmBy);
  await giveRepresentation(parts, transaction, context, organisation, person, 'active', given.identification);
  return { confirmBy };
}
