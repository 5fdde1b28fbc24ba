import type pg from 'pg';
import { givenKey, nameKey, parseDate } from '#libs/names';
import type { PersonRecord } from '#rooms/people';

const base = {
  birthDate: '1990-01-15',
  sex: 'female',
  nationality: ['VNM'],
  documents: [],
  maritalStatus: 'single',
} as const;
const pin = (value: string, status: 'active' | 'cancelled' = 'active') => ({
  kind: 'pin' as const,
  value,
  status,
  from: '2015-01-01',
});
const cmnd = (value: string) => ({
  kind: 'cmnd' as const,
  value,
  status: 'void' as const,
  from: '2005-01-01',
  to: '2024-12-31',
});

/** One person for each special case. */
export const samplePersons: readonly { person: string; record: PersonRecord }[] = [
  {
    person: '01900000-0000-7000-8000-000000000001',
    record: {
      ...base,
      name: 'Nguyễn Thị Hòa',
      identifiers: [pin('001190000001'), cmnd('012345678')],
      nationality: ['VNM'],
      documents: [
        { kind: 'card', number: '001190000001', issuedOn: '2021-05-01', issuedBy: 'Cục Cảnh sát QLHC về TTXH' },
      ],
      permanentResidence: { unit: '00004', on: '2025-01-01', text: '12 Trúc Bạch' },
      phone: '+84912345678',
    },
  },
  {
    person: '01900000-0000-7000-8000-000000000002',
    record: {
      ...base,
      nationality: ['VNM'],
      documents: [],
      name: 'Trần Văn Tám',
      sex: 'male',
      birthDate: '1941',
      identifiers: [pin('001041000002')],
      death: { date: '2020-02-03' },
    },
  },
  {
    person: '01900000-0000-7000-8000-000000000003',
    record: {
      ...base,
      nationality: ['VNM'],
      documents: [],
      name: 'Lê Thị Mai',
      identifiers: [pin('001190000003', 'cancelled'), pin('001190000033')],
    },
  },
  {
    person: '01900000-0000-7000-8000-000000000004',
    record: {
      ...base,
      nationality: ['VNM'],
      documents: [],
      name: 'Phạm Thị Lan',
      identifiers: [pin('001190000004'), cmnd('098765432')],
    },
  },
  {
    person: '01900000-0000-7000-8000-000000000005',
    record: {
      ...base,
      nationality: ['VNM'],
      documents: [],
      name: 'Hoàng Văn Sơn',
      sex: 'male',
      identifiers: [pin('001090000005'), cmnd('098765432')],
    },
  },
];

export async function insertPerson(
  client: pg.Client,
  { person, record }: { person: string; record: PersonRecord },
): Promise<void> {
  const life = record.death ? 'd' : record.missing ? 'm' : 'a';
  const birth = parseDate(record.birthDate);
  const key = nameKey(record.name);
  await client.query(
    `INSERT INTO people.person (person, version, life, sex, birth_from, birth_to, province, commune, name_key, given_key, recorded_at, record)
     VALUES ($1, 1, $2, $3, $4, $5, '', '', $6, $7, now(), $8)`,
    [person, life, record.sex[0], birth.from, birth.to, key, givenKey(key), JSON.stringify(record)],
  );
  for (const one of record.identifiers) {
    await client.query(
      'INSERT INTO people.identifier (value, kind, person, status, valid_from, valid_to) VALUES ($1, $2, $3, $4, $5, $6)',
      [one.value, one.kind, person, one.status, one.from, one.to ?? null],
    );
  }
}
