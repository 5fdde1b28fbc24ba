import { sql, type Kysely } from 'kysely';
import type { Transaction } from '#kernel';
import { givenKey, nameKey, parseDate } from '#libs/names';
import { activePin, lifeOf } from './model.ts';
import type { Act, Evidence, Identifier, PersonRecord, RecordChanges } from './record.ts';

/** The room's tables; there is no way to name another room's. */
export interface PeopleSchema {
  'people.person': {
    person: string;
    version: number;
    life: string;
    sex: string;
    birth_from: string;
    birth_to: string;
    province: string;
    commune: string;
    name_key: string;
    given_key: string;
    merged_into: string | null;
    recorded_at: Date | string;
    record: string;
  };
  'people.act': {
    person: string;
    act: string;
    kind: string;
    valid_from: string;
    recorded_at: Date | string;
    retracts: string | null;
    legal_basis: string;
    office: string;
    officer: string;
    evidence: string;
    changes: string;
  };
  'people.identifier': { value: string; kind: string; person: string; status: string; valid_from: string; valid_to: string | null };
  'people.relation': { person: string; kind: string; other: string };
  'people.household': { household: string; commune: string; address: string; file: string };
  'people.member': { household: string; person: string };
  'people.given': { given_key: string };
}

export interface StoredPerson {
  person: string;
  version: number;
  province: string;
  commune: string;
  mergedInto: string | null;
  record: PersonRecord;
}

type Sql = Kysely<PeopleSchema>;
const open = (transaction: Transaction): Sql => transaction.sql<PeopleSchema>();

/** One person. @param lock holds the row until the transaction ends: two acts on one person follow each other. */
export async function readPerson(transaction: Transaction, person: string, lock = false): Promise<StoredPerson | undefined> {
  let query = open(transaction).selectFrom('people.person').selectAll().where('person', '=', person);
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row && toStored(row as never);
}

export async function readPersons(transaction: Transaction, persons: readonly string[]): Promise<Map<string, StoredPerson>> {
  if (persons.length === 0) return new Map();
  const rows = await open(transaction).selectFrom('people.person').selectAll().where('person', 'in', [...persons]).execute();
  return new Map(rows.map((row) => [row.person, toStored(row as never)]));
}

function toStored(row: { person: string; version: number; province: string; commune: string; merged_into: string | null; record: PersonRecord }): StoredPerson {
  return { person: row.person, version: row.version, province: row.province, commune: row.commune, mergedInto: row.merged_into, record: row.record };
}

export async function readActs(transaction: Transaction, person: string): Promise<Act[]> {
  const rows = await open(transaction).selectFrom('people.act').selectAll().where('person', '=', person).orderBy('act').execute();
  return rows.map((row) => ({
    person: row.person,
    act: row.act,
    kind: row.kind as Act['kind'],
    validFrom: row.valid_from,
    recordedAt: (row.recorded_at as Date).toISOString(),
    retracts: row.retracts ?? undefined,
    legalBasis: row.legal_basis,
    office: row.office,
    officer: row.officer,
    // The driver has parsed these two already.
    evidence: row.evidence as unknown as Evidence[],
    changes: row.changes as unknown as RecordChanges,
  }));
}

export async function insertAct(transaction: Transaction, act: Act): Promise<void> {
  await open(transaction)
    .insertInto('people.act')
    .values({
      person: act.person,
      act: act.act,
      kind: act.kind,
      valid_from: act.validFrom,
      recorded_at: act.recordedAt,
      retracts: act.retracts ?? null,
      legal_basis: act.legalBasis,
      office: act.office,
      officer: act.officer,
      evidence: JSON.stringify(act.evidence),
      changes: JSON.stringify(act.changes),
    })
    .execute();
}

const sexes = { male: 'm', female: 'f', undetermined: 'u' } as const;
const lives = { alive: 'a', dead: 'd', missing: 'm' } as const;

/** The row that a record shows to searches and to the exchange. @param area province and commune in force of its residence. */
export function projectPerson(record: PersonRecord, area: { province: string; commune: string }) {
  const span = parseDate(record.birthDate);
  return {
    life: lives[lifeOf(record)],
    sex: sexes[record.sex],
    birth_from: span.from,
    birth_to: span.to,
    province: area.province,
    commune: area.commune,
    name_key: nameKey(record.name),
    given_key: givenKey(record.name),
    merged_into: record.mergedInto ?? null,
    record: JSON.stringify(record),
  };
}

type Projection = ReturnType<typeof projectPerson>;

export async function insertPerson(transaction: Transaction, person: string, projection: Projection, recordedAt: string): Promise<void> {
  await open(transaction).insertInto('people.person').values({ person, version: 1, recorded_at: recordedAt, ...projection }).execute();
  await rememberGiven(transaction, projection.given_key);
}

/** @returns false when another act came between: the caller read an older version. */
export async function updatePerson(transaction: Transaction, person: string, version: number, projection: Projection, recordedAt: string): Promise<boolean> {
  const result = await open(transaction)
    .updateTable('people.person')
    .set({ ...projection, version: version + 1, recorded_at: recordedAt })
    .where('person', '=', person)
    .where('version', '=', version)
    .executeTakeFirst();
  await rememberGiven(transaction, projection.given_key);
  return result.numUpdatedRows === 1n;
}

async function rememberGiven(transaction: Transaction, key: string): Promise<void> {
  await transaction.client.query({ name: 'people-given', text: 'INSERT INTO people.given (given_key) VALUES ($1) ON CONFLICT DO NOTHING', values: [key] });
}

/** Brings the index of identifiers in line with the record. A number that another person holds is refused by the database. */
export async function syncIdentifiers(transaction: Transaction, person: string, before: readonly Identifier[], after: readonly Identifier[]): Promise<void> {
  const key = (one: Identifier) => `${one.kind} ${one.value}`;
  const kept = new Map(after.map((one) => [key(one), one]));
  for (const gone of before.filter((one) => !kept.has(key(one)))) {
    await open(transaction).deleteFrom('people.identifier').where('value', '=', gone.value).where('kind', '=', gone.kind).where('person', '=', person).execute();
  }
  const old = new Map(before.map((one) => [key(one), JSON.stringify(one)]));
  for (const one of after.filter((identifier) => old.get(key(identifier)) !== JSON.stringify(identifier))) {
    await open(transaction)
      .insertInto('people.identifier')
      .values({ value: one.value, kind: one.kind, person, status: one.status, valid_from: one.from, valid_to: one.to ?? null })
      .onConflict((conflict) => conflict.columns(['value', 'kind', 'person']).doUpdateSet({ status: one.status, valid_from: one.from, valid_to: one.to ?? null }))
      .execute();
  }
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Sets a PIN aside for a birth that is still to be registered. @returns false where the number was ever given. */
export async function reservePin(transaction: Transaction, pin: string, today: string): Promise<boolean> {
  const result = await transaction.client.query({
    name: 'people-reserve-pin',
    text: "INSERT INTO people.identifier (value, kind, person, status, valid_from) VALUES ($1, 'pin', $2, 'reserved', $3) ON CONFLICT DO NOTHING",
    values: [pin, NOBODY, today],
  });
  return result.rowCount === 1;
}

/** Hands a reserved PIN to its person. @returns false where it is not reserved (any more). */
export async function claimPin(transaction: Transaction, pin: string): Promise<boolean> {
  const result = await open(transaction).deleteFrom('people.identifier').where('value', '=', pin).where('kind', '=', 'pin').where('status', '=', 'reserved').executeTakeFirst();
  return result.numDeletedRows === 1n;
}

export async function addRelation(transaction: Transaction, person: string, kind: 'child' | 'ward', other: string): Promise<void> {
  await open(transaction).insertInto('people.relation').values({ person, kind, other }).onConflict((conflict) => conflict.doNothing()).execute();
}

export async function removeRelation(transaction: Transaction, person: string, kind: 'child' | 'ward', other: string): Promise<void> {
  await open(transaction).deleteFrom('people.relation').where('person', '=', person).where('kind', '=', kind).where('other', '=', other).execute();
}

export async function readRelations(transaction: Transaction, person: string): Promise<{ kind: string; other: string }[]> {
  return open(transaction).selectFrom('people.relation').select(['kind', 'other']).where('person', '=', person).execute();
}

export async function readMembers(transaction: Transaction, household: string): Promise<string[]> {
  const rows = await open(transaction).selectFrom('people.member').select('person').where('household', '=', household).execute();
  return rows.map((row) => row.person);
}

export async function addMember(transaction: Transaction, household: string, person: string): Promise<void> {
  await open(transaction).insertInto('people.member').values({ household, person }).onConflict((conflict) => conflict.doNothing()).execute();
}

export async function removeMember(transaction: Transaction, household: string, person: string): Promise<void> {
  await open(transaction).deleteFrom('people.member').where('household', '=', household).where('person', '=', person).execute();
}

/** Persons, estimated by the planner where the table is large: a figure for a screen, not an answer. */
export async function countPersons(transaction: Transaction): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT reltuples::bigint AS count FROM pg_class WHERE oid = 'people.person'::regclass`.execute(open(transaction));
  return Math.max(0, Number(rows[0]?.count ?? 0));
}

export function pinOf(stored: StoredPerson): string | undefined {
  return activePin(stored.record);
}
