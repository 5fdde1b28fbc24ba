import {
  type Context,
  describeEntry,
  isId,
  requireArea,
  requirePurpose,
  requireScope,
  type Transaction,
  type Words,
} from '#kernel';
import { readPerson, readPersons } from '#rooms/people';
import { canManage, findAuthority } from './authority.ts';
import type { Parts } from './journal.ts';
import { type Change, changes, isInForce, isThere, MANAGE } from './model.ts';
import { type MandateShown, type Principal, presentMandate, presentOrganisation, presentScopes } from './present.ts';
import { problems } from './problems.ts';
import type { Mandate, Organisation, OrganisationState } from './record.ts';
import { readGiven, readHeld } from './storeMandates.ts';
import { findTaxCode, readOrganisation, readOrganisations, readQueue } from './storeOrganisations.ts';

export type ViewParts = Parts & { words: Words };

/** A citizen reads the own mandates: the other side stands in them by name, so it is journalled like any look. */
function noteOwnLook({ offices }: Parts, transaction: Transaction, context: Context, type: string): void {
  const subjects = [context.caller.person!];
  transaction.append(describeEntry(context, { kind: 'look', room: 'mandates', type, subjects, ...offices.ownData }));
}

/** Whom these mandates speak for, by key. */
async function readPrincipals(transaction: Transaction, mandates: readonly Mandate[]): Promise<Map<string, Principal>> {
  const keys = [...new Set(mandates.map(({ principal }) => principal))];
  const organisations = await readOrganisations(transaction.client, keys);
  const persons = await readPersons(
    transaction,
    keys.filter((key) => !organisations.has(key)),
  );
  return new Map(
    keys.map((key): [string, Principal] => {
      const organisation = organisations.get(key);
      if (organisation) {
        const { name, taxCode, state } = organisation;
        return [key, { kind: 'organisation', name, taxCode, there: state === 'active' }];
      }
      const record = persons.get(key)?.record;
      return [key, { kind: 'person', name: record?.name ?? '', there: record !== undefined && isThere(record) }];
    }),
  );
}

const endable = ({ kind, state }: Mandate) => state !== 'ended' && (kind === 'member' || kind === 'power-of-attorney');

/** What I let others do, and what others let me do. */
export async function readOwnMandates(transaction: Transaction, parts: ViewParts, context: Context) {
  const person = context.caller.person!;
  const { client } = transaction;
  const today = context.clock.today();
  noteOwnLook(parts, transaction, context, 'own-mandates');
  const [given, held] = [await readGiven(client, person), await readHeld(client, person)];
  const principals = await readPrincipals(transaction, [...given, ...held]);
  const present = (mandate: Mandate, canAccept: boolean): MandateShown =>
    presentMandate(parts, context.language, mandate, principals.get(mandate.principal)!, today, {
      canAccept,
      canEnd: endable(mandate),
      canConfirm: false,
    });
  return {
    given: given.map((one) => present(one, false)),
    held: held.map((one) => present(one, one.state === 'offered' && endable(one) && (one.dueOn ?? today) >= today)),
  };
}

/** The organisations that I represent or act for, those that I asked for among them. */
export async function readOwnOrganisations(transaction: Transaction, parts: ViewParts, context: Context) {
  const { client } = transaction;
  const today = context.clock.today();
  noteOwnLook(parts, transaction, context, 'own-organisations');
  const held = await readHeld(client, context.caller.person!);
  const organisations = await readOrganisations(
    client,
    held.map(({ principal }) => principal),
  );
  const principals = await readPrincipals(transaction, held);
  return {
    organisations: held.flatMap((one) => {
      const organisation = organisations.get(one.principal);
      const over = one.state === 'ended' && organisation?.state !== 'refused';
      if (!organisation || over || (one.state === 'offered' && one.kind === 'member')) return [];
      const rights = { canAccept: false, canEnd: endable(one), canConfirm: false };
      return [
        {
          id: organisation.organisation,
          taxCode: organisation.taxCode,
          name: organisation.name,
          state: organisation.state,
          ...(organisation.reason ? { reason: organisation.reason } : {}),
          representative: one.kind === 'representative',
          canManage: isInForce(one, today) && one.scopes.includes(MANAGE),
          mandate: presentMandate(parts, context.language, one, principals.get(one.principal)!, today, rights),
        },
      ];
    }),
  };
}

/** Who may act for an organisation, for those who let them. @throws Problem mandates/organisation-unknown */
export async function readMembers(transaction: Transaction, parts: ViewParts, context: Context, organisation: string) {
  const { client } = transaction;
  const today = context.clock.today();
  const authority = await findAuthority(client, context.caller.person!, organisation, today);
  if (!authority) throw problems['organisation-unknown']();
  noteOwnLook(parts, transaction, context, 'own-members');
  const given = await readGiven(client, organisation);
  const principals = await readPrincipals(transaction, given);
  return {
    members: given.map((one) =>
      presentMandate(parts, context.language, one, principals.get(organisation)!, today, {
        canAccept: false,
        canEnd: endable(one) && (canManage(authority, one) || one.holder === context.caller.person),
        canConfirm: authority.kind === 'representative' && one.confirmBy !== undefined && one.state !== 'ended',
      }),
    ),
  };
}

/** The office's list: by state, or the one with a tax code. Organisations are no persons: a note, no look. */
export async function listOrganisations(
  transaction: Transaction,
  parts: ViewParts,
  context: Context,
  query: { state: OrganisationState; taxCode?: string | undefined },
) {
  requireScope(context.caller, 'mandates.register');
  const { client } = transaction;
  const found: Organisation[] = [];
  if (query.taxCode === undefined) found.push(...(await readQueue(client, query.state, context.caller.area ?? '-')));
  else {
    const named = await findTaxCode(client, query.taxCode);
    const one = named && (await readOrganisation(client, named));
    if (one) found.push(one);
  }
  transaction.append(
    describeEntry(context, {
      kind: 'note',
      room: 'mandates',
      type: 'organisations',
      subjects: [],
      data: { count: found.length },
    }),
  );
  return { organisations: found.map((one) => presentOrganisation(parts, context.language, one)) };
}

/** An officer looks at an organisation and whoever acts for it. @throws Problem mandates/organisation-unknown */
export async function readOrganisationView(transaction: Transaction, parts: ViewParts, context: Context, id: string) {
  requireScope(context.caller, 'mandates.register');
  parts.offices.checkReason(requirePurpose(context));
  const { client } = transaction;
  const organisation = isId(id) ? await readOrganisation(client, id) : undefined;
  if (!organisation) throw problems['organisation-unknown']();
  requireArea(context.caller, [organisation.province]);
  // Offers that nobody took hold a name that may be nobody's.
  const mandates = (await readGiven(client, id)).filter(({ state }) => state === 'active');
  const holders = mandates.flatMap(({ holder }) => holder ?? []);
  const subjects = [...new Set([id, organisation.representative, ...holders])];
  transaction.append(describeEntry(context, { kind: 'look', room: 'mandates', type: 'organisation', subjects }));
  const representative = await readPerson(transaction, organisation.representative);
  return {
    ...presentOrganisation(parts, context.language, organisation),
    ...(organisation.reason ? { reason: organisation.reason } : {}),
    certificate: organisation.certificate,
    representative: { person: organisation.representative, name: representative?.record.name ?? '' },
    members: mandates.map(({ mandate, name, kind, state, scopes, from, to, confirmBy }) => ({
      id: mandate,
      name,
      kind,
      state,
      scopes: presentScopes(parts, context.language, scopes),
      from,
      ...(to ? { to } : {}),
      ...(confirmBy ? { confirmBy } : {}),
    })),
    changes: (Object.keys(changes) as Change[]).filter((change) =>
      (changes[change].from as readonly OrganisationState[]).includes(organisation.state),
    ),
  };
}
