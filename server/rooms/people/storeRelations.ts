import type { Transaction } from '#kernel';
import type { PeopleSchema } from './tables.ts';

const open = (transaction: Transaction) => transaction.sql<PeopleSchema>();

export async function addRelation(
  transaction: Transaction,
  person: string,
  kind: 'child' | 'ward',
  other: string,
): Promise<void> {
  await open(transaction)
    .insertInto('people.relation')
    .values({ person, kind, other })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function removeRelation(
  transaction: Transaction,
  person: string,
  kind: 'child' | 'ward',
  other: string,
): Promise<void> {
  await open(transaction)
    .deleteFrom('people.relation')
    .where('person', '=', person)
    .where('kind', '=', kind)
    .where('other', '=', other)
    .execute();
}

export async function readRelations(
  transaction: Transaction,
  person: string,
): Promise<{ kind: string; other: string }[]> {
  return open(transaction)
    .selectFrom('people.relation')
    .select(['kind', 'other'])
    .where('person', '=', person)
    .execute();
}

export const readMembers = (transaction: Transaction, household: string) =>
  readListed(transaction, 'people.member', household);

/** Everybody who has ever left; who came back is among the members too. */
export const readFormer = (transaction: Transaction, household: string) =>
  readListed(transaction, 'people.former', household);

async function readListed(
  transaction: Transaction,
  table: 'people.member' | 'people.former',
  household: string,
): Promise<string[]> {
  const rows = await open(transaction).selectFrom(table).select('person').where('household', '=', household).execute();
  return rows.map((row) => row.person);
}

/** Holds the rows of households in the order of their keys, as `lockPersons` does those of persons. */
export async function lockHouseholds(transaction: Transaction, households: readonly string[]): Promise<void> {
  await transaction.client.query(
    'SELECT FROM people.household WHERE household = ANY($1::uuid[]) ORDER BY household FOR UPDATE',
    [households],
  );
}

export async function insertHousehold(
  transaction: Transaction,
  household: { household: string; commune: string; address: string; file: string },
): Promise<void> {
  await open(transaction).insertInto('people.household').values(household).execute();
}

export async function findHousehold(
  transaction: Transaction,
  household: string,
): Promise<PeopleSchema['people.household'] | undefined> {
  return open(transaction)
    .selectFrom('people.household')
    .selectAll()
    .where('household', '=', household)
    .executeTakeFirst();
}

/** Where a household lives now: the commune in the units in force, and the address as it was written. */
export async function moveHouseholdRow(
  transaction: Transaction,
  household: string,
  { commune, address }: { commune: string; address: string },
): Promise<void> {
  await open(transaction)
    .updateTable('people.household')
    .set({ commune, address })
    .where('household', '=', household)
    .execute();
}

export async function addMember(transaction: Transaction, household: string, person: string): Promise<void> {
  await open(transaction)
    .insertInto('people.member')
    .values({ household, person })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Who has left stays known as a former member. */
export async function removeMember(transaction: Transaction, household: string, person: string): Promise<void> {
  await open(transaction)
    .insertInto('people.former')
    .values({ household, person })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await open(transaction)
    .deleteFrom('people.member')
    .where('household', '=', household)
    .where('person', '=', person)
    .execute();
}
