import type { Transaction } from '#kernel';
import type { Identifier } from './record.ts';
import type { PeopleSchema } from './tables.ts';

const open = (transaction: Transaction) => transaction.sql<PeopleSchema>();

/** Brings the index of identifiers in line with the record. A number that another person holds is refused by the database. */
export async function syncIdentifiers(
  transaction: Transaction,
  person: string,
  before: readonly Identifier[],
  after: readonly Identifier[],
): Promise<void> {
  const key = (one: Identifier) => `${one.kind} ${one.value}`;
  const kept = new Map(after.map((one) => [key(one), one]));
  for (const gone of before.filter((one) => !kept.has(key(one)))) {
    await open(transaction)
      .deleteFrom('people.identifier')
      .where('value', '=', gone.value)
      .where('kind', '=', gone.kind)
      .where('person', '=', person)
      .execute();
  }
  const old = new Map(before.map((one) => [key(one), JSON.stringify(one)]));
  for (const one of after.filter((identifier) => old.get(key(identifier)) !== JSON.stringify(identifier))) {
    await open(transaction)
      .insertInto('people.identifier')
      .values({
        value: one.value,
        kind: one.kind,
        person,
        status: one.status,
        valid_from: one.from,
        valid_to: one.to ?? null,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['value', 'kind', 'person'])
          .doUpdateSet({ status: one.status, valid_from: one.from, valid_to: one.to ?? null }),
      )
      .execute();
  }
}

/** Holder of numbers that are set aside. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Writes a PIN that nobody ever had. @returns false where it was given before, to whomever. */
export async function takePin(
  transaction: Transaction,
  pin: string,
  person: string,
  status: 'active' | 'reserved',
  today: string,
): Promise<boolean> {
  const result = await transaction.client.query({
    name: 'people-take-pin',
    text: "INSERT INTO people.identifier (value, kind, person, status, valid_from) VALUES ($1, 'pin', $2, $3, $4) ON CONFLICT DO NOTHING",
    values: [pin, person, status, today],
  });
  return result.rowCount === 1;
}

/** Frees a reserved PIN for the person that it was kept for. @returns false where it is not reserved (any more). */
export async function claimPin(transaction: Transaction, pin: string): Promise<boolean> {
  const result = await open(transaction)
    .deleteFrom('people.identifier')
    .where('value', '=', pin)
    .where('kind', '=', 'pin')
    .where('status', '=', 'reserved')
    .executeTakeFirst();
  return result.numDeletedRows === 1n;
}
