import { type Context, describeEntry, isId, type Transaction } from '#kernel';
import type { Offices } from '#rooms/offices';
import type { Ground } from './acting.ts';
import type { Identity, IdentityBody } from './osiaForms.ts';
import { limitBiographic, shownFields, writeBiographic } from './osiaMapping.ts';
import { problems } from './problems.ts';
import { readPerson, readPersons, type StoredPerson } from './store.ts';

/** What every OSIA request rests on: purpose and law known to the country, the fields that the purpose may see, a ground for acts. */
export interface Footing {
  allowed: ReadonlySet<string>;
  ground: Ground;
  transactionId: string;
}

/** @throws Problem people/purpose-unknown, people/legal-basis-unknown */
export function findFooting(offices: Offices, context: Context, transactionId: string): Footing {
  const purpose = offices.findPurpose(context.purpose ?? '');
  if (!purpose) throw problems['purpose-unknown']({ pointer: '/headers/dancu-purpose' });
  if (!offices.findLegalBasis(context.legalBasis ?? ''))
    throw problems['legal-basis-unknown']({ pointer: '/headers/dancu-legal-basis' });
  const ground: Ground = {
    legalBasis: context.legalBasis!,
    evidence: [{ kind: 'application', note: `OSIA transaction ${transactionId}` }],
  };
  return { allowed: new Set<string>(purpose.fields), ground, transactionId };
}

/** A person as OSIA knows one: with a record, or announced and still without. */
export type Known =
  | { person: string; record: StoredPerson; dead: boolean }
  | { person: string; record: undefined; dead: boolean };

/**
 * @param lock holds the person until the transaction ends
 * @throws Problem people/person-unknown; also for a merged person, whom OSIA counts as deleted
 */
export async function findKnown(transaction: Transaction, person: string, lock = false): Promise<Known> {
  if (!isId(person)) throw problems['person-unknown']();
  const record = await readPerson(transaction, person, lock);
  if (record?.mergedInto) throw problems['person-unknown']({ extra: { mergedInto: record.mergedInto } });
  if (record) return { person, record, dead: record.record.death !== undefined };
  const { rows } = await transaction.client.query<{ dead: boolean }>(
    `SELECT dead FROM people.announced WHERE person = $1${lock ? ' FOR UPDATE' : ''}`,
    [person],
  );
  if (!rows[0]) throw problems['person-unknown']();
  return { person, record: undefined, dead: rows[0].dead };
}

/** A row of people.identity. `origin` is the person under whom it was written: a merge does not rewrite it. */
export interface IdentityRow {
  origin: string;
  identity: string;
  body: Omit<IdentityBody, 'identityId' | 'status' | 'createdDate' | 'updatedDate' | 'biometricData'>;
  status: Identity['status'];
  is_reference: boolean;
  created_at: Date;
  updated_at: Date;
}

/** An identity in its place: a stored row, the civil record, or both where the record was opened from the row. */
export interface Placed {
  id: string;
  row: IdentityRow | undefined;
  civil: StoredPerson | undefined;
}

/** All identities of a person; of records that were merged into this one too, whose civil identities are no longer valid. */
export async function readPlaced(transaction: Transaction, known: Known): Promise<Placed[]> {
  const merged = known.record ? await readMerged(transaction, known.person) : [];
  const members = [known.person, ...merged];
  const records = merged.length > 0 ? await readPersons(transaction, merged) : new Map<string, StoredPerson>();
  if (known.record) records.set(known.person, known.record);
  const { rows } = await transaction.client.query<IdentityRow>(
    'SELECT person AS origin, identity, body, status, is_reference, created_at, updated_at FROM people.identity WHERE person = ANY($1::uuid[]) ORDER BY created_at, identity',
    [members],
  );
  const placed: Placed[] = [];
  for (const member of members) {
    const civil = records.get(member);
    const reference = rows.find((row) => row.origin === member && row.is_reference);
    if (civil) placed.push({ id: reference?.identity ?? member, row: reference, civil });
  }
  for (const row of rows) if (!row.is_reference) placed.push({ id: row.identity, row, civil: undefined });
  return placed;
}

async function readMerged(transaction: Transaction, person: string): Promise<string[]> {
  const { rows } = await transaction.client.query<{ person: string }>(
    `WITH RECURSIVE merged AS (
       SELECT person FROM people.person WHERE merged_into = $1
       UNION SELECT one.person FROM people.person one JOIN merged ON one.merged_into = merged.person)
     SELECT person FROM merged ORDER BY person`,
    [person],
  );
  return rows.map((row) => row.person);
}

/** @throws Problem people/identity-unknown */
export function pickPlaced(placed: readonly Placed[], id: string): Placed {
  const found = placed.find((one) => one.id === id);
  if (!found) throw problems['identity-unknown']();
  return found;
}

/** An identity as it is answered, limited to what the purpose may see. */
export function presentIdentity(placed: Placed, allowed: ReadonlySet<string>): Identity {
  const { row, civil } = placed;
  const stored = row?.body.biographicData;
  const biographicData = civil ? writeBiographic(civil.record, allowed) : stored && limitBiographic(stored, allowed);
  return {
    ...row?.body,
    identityId: placed.id,
    identityType: row?.body.identityType ?? 'civil',
    status: civil ? (civil.mergedInto ? 'INVALID' : 'VALID') : row!.status,
    ...(row ? { createdDate: row.created_at.toISOString(), updatedDate: row.updated_at.toISOString() } : {}),
    ...(biographicData ? { biographicData } : {}),
  };
}

/** The journal line of a look through OSIA. */
export function appendLook(
  transaction: Transaction,
  context: Context,
  footing: Footing,
  type: string,
  person: string,
  fields: readonly string[],
): void {
  const { transactionId } = footing;
  transaction.append(
    describeEntry(context, {
      kind: 'look',
      room: 'people',
      type,
      subjects: [person],
      fields: [...fields],
      data: { transactionId },
    }),
  );
}

export async function viewPerson(transaction: Transaction, context: Context, footing: Footing, person: string) {
  const known = await findKnown(transaction, person);
  appendLook(transaction, context, footing, 'osia-person', person, ['deathDate']);
  return { personId: person, status: statusOf(known), physicalStatus: physicalStatusOf(known) };
}

/** ACTIVE is who has a record that goes on. */
export function statusOf(known: Known): 'ACTIVE' | 'INACTIVE' {
  return known.record ? 'ACTIVE' : 'INACTIVE';
}

export function physicalStatusOf(known: Known): 'DEAD' | 'ALIVE' {
  return known.dead ? 'DEAD' : 'ALIVE';
}

export async function viewIdentities(
  transaction: Transaction,
  context: Context,
  footing: Footing,
  person: string,
): Promise<Identity[]> {
  const identities = (await readPlaced(transaction, await findKnown(transaction, person))).map((one) =>
    presentIdentity(one, footing.allowed),
  );
  appendLook(transaction, context, footing, 'osia-identities', person, [
    ...new Set(identities.flatMap((one) => shownFields(one.biographicData))),
  ]);
  return identities;
}

export async function viewIdentity(
  transaction: Transaction,
  context: Context,
  footing: Footing,
  person: string,
  id: string,
): Promise<Identity> {
  const identity = presentIdentity(
    pickPlaced(await readPlaced(transaction, await findKnown(transaction, person)), id),
    footing.allowed,
  );
  appendLook(transaction, context, footing, 'osia-identity', person, shownFields(identity.biographicData));
  return identity;
}

/** The reference is the civil record; an announced person has none yet. @throws Problem people/identity-unknown */
export async function viewReference(
  transaction: Transaction,
  context: Context,
  footing: Footing,
  person: string,
): Promise<Identity> {
  const known = await findKnown(transaction, person);
  const civil = (await readPlaced(transaction, known)).find((one) => one.civil?.person === person);
  if (!civil) throw problems['identity-unknown']();
  const identity = presentIdentity(civil, footing.allowed);
  appendLook(transaction, context, footing, 'osia-reference', person, shownFields(identity.biographicData));
  return identity;
}
