import pg from 'pg';
import { newId } from '#kernel';
import type { PersonRecord } from '#rooms/people';
import type { TestHouse } from '#test';

/** Ba Đình, in the units of July 2025. */
export const HOME = { province: '01', commune: '00004' };

/** A record without fault: a woman of 36 in Ba Đình, whose number says so. */
export const sound: PersonRecord = {
  name: 'Nguyễn Thị Đúng',
  identifiers: [{ kind: 'pin', value: '001190000000', status: 'active', from: '1990-06-01' }],
  birthDate: '1990-05-17',
  sex: 'female',
  nationality: ['VNM'],
  documents: [],
  ethnicity: '01',
  religion: 'none',
  birthRegistrationPlace: { unit: '00004', on: '2025-07-01' },
  origin: { unit: '00004', on: '2025-07-01' },
  permanentResidence: { unit: '00004', on: '2025-07-01', text: '12 Phố Mẫu' },
  maritalStatus: 'single',
};

let serial = 100;

/** Puts a record into the register past all checks, as an old system's migration may have: no act would take it. */
export async function putRecord(
  client: pg.Client,
  changes: Partial<PersonRecord> & { pin?: string },
  place = HOME,
): Promise<string> {
  const person = newId();
  serial += 1;
  const { pin = `001190${String(serial).padStart(6, '0')}`, ...fields } = changes;
  const record: PersonRecord = {
    ...sound,
    name: `Nguyễn Thị Số ${'abcdefghijklmnopqrstuvwxyz'[serial % 26]}${'abcdefghijklmnopqrstuvwxyz'[Math.floor(serial / 26)]}`,
    identifiers: [{ kind: 'pin', value: pin, status: 'active', from: '1990-06-01' }],
    ...fields,
  };
  const birth = record.birthDate.length === 10 ? record.birthDate : `${record.birthDate}-01-01`.slice(0, 10);
  await client.query(
    `INSERT INTO people.person (person, version, life, sex, birth_from, birth_to, province, commune, name_key, given_key, recorded_at, record)
     VALUES ($1, 1, $2, $3, $4, $5, $6, $7, lower($8), lower($8), now(), $9)`,
    [
      person,
      record.death ? 'd' : 'a',
      record.sex[0],
      birth,
      record.birthDate.length === 10 ? birth : `${record.birthDate.slice(0, 4)}-12-31`,
      place.province,
      place.commune,
      record.name,
      JSON.stringify(record),
    ],
  );
  await client.query(
    `INSERT INTO people.act (person, act, kind, valid_from, recorded_at, legal_basis, office, officer, evidence, changes)
     VALUES ($1, $2, 'collected', $3, now(), 'identification-law-10', $4, 'migration', '[]', $5)`,
    [person, newId(), birth > '2026-01-01' ? '2026-01-01' : birth, place.commune, JSON.stringify(record)],
  );
  for (const { kind, value } of record.identifiers)
    await client.query(
      `INSERT INTO people.identifier (value, kind, person, status, valid_from) VALUES ($1, $2, $3, 'active', '1990-06-01')`,
      [value, kind, person],
    );
  return person;
}

/** Past the application's rights: as the owner of the tables. */
export async function openOwner(house: TestHouse): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: house.databaseUrl });
  await client.connect();
  return client;
}
