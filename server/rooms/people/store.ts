import { sql } from 'kysely';
import type { Transaction } from '#kernel';
import { givenKey, nameKey, parseDate } from '#libs/names';
import { lifeOf } from './model.ts';
import type { Act, PersonRecord } from './record.ts';
import type { PeopleSchema } from './tables.ts';

export interface StoredPerson {
  person: string;
  version: number;
  province: string;
  commune: string;
  mergedInto: string | null;
  record: PersonRecord;
}

const open = (transaction: Transaction) => transaction.sql<PeopleSchema>();

/** One person. @param lock holds the row until the transaction ends: two acts on one person follow each other. */
export async function readPerson(
  transaction: Transaction,
  person: string,
  lock = false,
): Promise<StoredPerson | undefined> {
  let query = open(transaction).selectFrom('people.person').selectAll().where('person', '=', person);
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row && toStored(row as never);
}

export async function readPersons(
  transaction: Transaction,
  persons: readonly string[],
): Promise<Map<string, StoredPerson>> {
  if (persons.length === 0) return new Map();
  // Only what a stored person is made of: files are linked against records by the ten thousand.
  const rows = await open(transaction)
    .selectFrom('people.person')
    .select(['person', 'version', 'province', 'commune', 'merged_into', 'record'])
    .where('person', '=', sql<string>`ANY(${[...persons]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.person, toStored(row as never)]));
}

function toStored(row: {
  person: string;
  version: number;
  province: string;
  commune: string;
  merged_into: string | null;
  record: PersonRecord;
}): StoredPerson {
  return {
    person: row.person,
    version: row.version,
    province: row.province,
    commune: row.commune,
    mergedInto: row.merged_into,
    record: row.record,
  };
}

/** Holds several persons in the order of their keys: two acts on the same persons never wait for each other in a circle. */
export async function lockPersons(transaction: Transaction, persons: readonly string[]): Promise<void> {
  await transaction.client.query(
    'SELECT FROM people.person WHERE person = ANY($1::uuid[]) ORDER BY person FOR UPDATE',
    [persons],
  );
}

export async function readActs(transaction: Transaction, person: string): Promise<Act[]> {
  const rows = await open(transaction)
    .selectFrom('people.act')
    .selectAll()
    .where('person', '=', person)
    .orderBy('act')
    .execute();
  return rows.map((row) => toAct(row as never));
}

/** A row of the history, as the driver gives it: JSON is parsed already. */
export function toAct(row: ActRow): Act {
  return {
    person: row.person,
    act: row.act,
    kind: row.kind,
    validFrom: row.valid_from,
    recordedAt: row.recorded_at.toISOString(),
    retracts: row.retracts ?? undefined,
    legalBasis: row.legal_basis,
    office: row.office,
    officer: row.officer,
    evidence: row.evidence,
    changes: row.changes,
  };
}

interface ActRow extends Pick<Act, 'person' | 'act' | 'kind' | 'office' | 'officer' | 'evidence' | 'changes'> {
  valid_from: string;
  recorded_at: Date;
  retracts: string | null;
  legal_basis: string;
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

export async function insertPerson(
  transaction: Transaction,
  person: string,
  projection: Projection,
  recordedAt: string,
): Promise<void> {
  await open(transaction)
    .insertInto('people.person')
    .values({ person, version: 1, recorded_at: recordedAt, ...projection })
    .execute();
  await rememberGiven(transaction, projection.given_key);
}

/** @returns false when another act came between: the caller read an older version. */
export async function updatePerson(
  transaction: Transaction,
  person: string,
  version: number,
  projection: Projection,
  recordedAt: string,
): Promise<boolean> {
  const result = await open(transaction)
    .updateTable('people.person')
    .set({ ...projection, version: version + 1, recorded_at: recordedAt })
    .where('person', '=', person)
    .where('version', '=', version)
    .executeTakeFirst();
  await rememberGiven(transaction, projection.given_key);
  return result.numUpdatedRows === 1n;
}

const remembered = new Set<string>();

async function rememberGiven(transaction: Transaction, key: string): Promise<void> {
  if (remembered.has(key)) return;
  const inserted = await transaction.client.query({
    name: 'people-given',
    text: 'INSERT INTO people.given (given_key) VALUES ($1) ON CONFLICT DO NOTHING',
    values: [key],
  });
  // Only what was there before is sure to stay: our own insert may still be rolled back.
  if (inserted.rowCount === 0) remembered.add(key);
}

/** Up to here counting takes milliseconds; beyond, a figure on a screen may be the planner's estimate. */
const COUNTED = 500_000;

/** Persons in the register: counted in a small one, estimated in a large one. */
export async function countPersons(transaction: Transaction): Promise<number> {
  const { rows } = await transaction.client.query<{ estimate: number }>(
    "SELECT reltuples::bigint AS estimate FROM pg_class WHERE oid = 'people.person'::regclass",
  );
  const estimate = rows[0]?.estimate ?? 0;
  if (estimate > COUNTED) return estimate;
  const counted = await transaction.client.query<{ count: number }>('SELECT count(*) AS count FROM people.person');
  return counted.rows[0]!.count;
}
