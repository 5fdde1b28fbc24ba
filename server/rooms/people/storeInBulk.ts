import { type Client, copyRows } from '#kernel';
import type { Offices } from '#rooms/offices';
import type { Act, Identifier, PersonRecord } from './record.ts';
import { projectPerson, toAct } from './store.ts';

/** Rows by the thousand: a statement a table. What one row needs is in `store.ts`. */

export interface Projected {
  readonly person: string;
  readonly record: PersonRecord;
}

const COLUMNS = 'life, sex, birth_from, birth_to, province, commune, name_key, given_key, merged_into, record';

function project(offices: Offices, { record }: Projected) {
  const row = projectPerson(record, offices.areaOf(record.permanentResidence));
  return [
    row.life,
    row.sex,
    row.birth_from,
    row.birth_to,
    row.province,
    row.commune,
    row.name_key,
    row.given_key,
    row.merged_into,
    row.record,
  ];
}

export async function insertPersons(
  client: Client,
  offices: Offices,
  given: readonly Projected[],
  recordedAt: string,
): Promise<void> {
  const rows = given.map((one) => [one.person, 1, recordedAt, ...project(offices, one)]);
  await copyRows(client, `people.person (person, version, recorded_at, ${COLUMNS})`, rows);
  await rememberGiven(
    client,
    rows.map((row) => row[10] as string),
  );
}

/** Writes what acts add up to now. The rows are held by the caller. */
export async function rewritePersons(
  client: Client,
  offices: Offices,
  given: readonly Projected[],
  recordedAt: string,
): Promise<void> {
  if (given.length === 0) return;
  const rows = given.map((one) => project(offices, one));
  const column = (at: number) => rows.map((row) => row[at]);
  await client.query(
    `UPDATE people.person p SET version = p.version + 1, recorded_at = $2, life = n.life, sex = n.sex, birth_from = n.birth_from, birth_to = n.birth_to,
       province = n.province, commune = n.commune, name_key = n.name_key, given_key = n.given_key, merged_into = n.merged_into, record = n.record
     FROM unnest($1::uuid[], $3::"char"[], $4::"char"[], $5::date[], $6::date[], $7::text[], $8::text[], $9::text[], $10::text[], $11::uuid[], $12::json[])
       AS n (person, ${COLUMNS})
     WHERE p.person = n.person`,
    [given.map(({ person }) => person), recordedAt, ...rows[0]!.map((_, at) => column(at))],
  );
  await rememberGiven(
    client,
    rows.map((row) => row[7] as string),
  );
}

async function rememberGiven(client: Client, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await client.query('INSERT INTO people.given (given_key) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [
    [...new Set(keys)].sort(),
  ]);
}

export async function insertActs(client: Client, acts: readonly Act[]): Promise<void> {
  await copyRows(
    client,
    'people.act (person, act, kind, valid_from, recorded_at, retracts, legal_basis, office, officer, evidence, changes)',
    acts.map((act) => [
      act.person,
      act.act,
      act.kind,
      act.validFrom,
      act.recordedAt,
      act.retracts ?? null,
      act.legalBasis,
      act.office,
      act.officer,
      JSON.stringify(act.evidence),
      JSON.stringify(act.changes),
    ]),
  );
}

export async function insertIdentifiers(
  client: Client,
  given: readonly (Identifier & { person: string })[],
): Promise<void> {
  if (given.length === 0) return;
  await client.query(
    `INSERT INTO people.identifier (value, kind, person, status, valid_from, valid_to)
     SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[], $4::text[], $5::date[], $6::date[]) ON CONFLICT DO NOTHING`,
    [
      given.map(({ value }) => value),
      given.map(({ kind }) => kind),
      given.map(({ person }) => person),
      given.map(({ status }) => status),
      given.map(({ from }) => from),
      given.map(({ to }) => to ?? null),
    ],
  );
}

/** The histories of many persons, each in the order of recording. */
export async function readActsOf(client: Client, persons: readonly string[]): Promise<Map<string, Act[]>> {
  const histories = new Map<string, Act[]>();
  if (persons.length === 0) return histories;
  const { rows } = await client.query('SELECT * FROM people.act WHERE person = ANY($1::uuid[]) ORDER BY person, act', [
    persons,
  ]);
  for (const row of rows) {
    const act = toAct(row);
    const history = histories.get(act.person);
    if (history) history.push(act);
    else histories.set(act.person, [act]);
  }
  return histories;
}
