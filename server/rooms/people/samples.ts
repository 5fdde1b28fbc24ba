import type { Ground } from './acting.ts';
import type { Birth } from './births.ts';
import type { Act, ActKind, Evidence, PersonRecord, Place, RecordChanges } from './record.ts';

/** Ba Đình ward of Hà Nội and Sài Gòn ward of Hồ Chí Minh City, in the units of July 2025. */
export const baDinh: Place = { unit: '00004', on: '2025-07-01' };
export const saiGon: Place = { unit: '26740', on: '2025-07-01' };

/** What an act rests on: a law of the country's list and a document. */
export function sampleGround(kind: Evidence['kind'] = 'application', legalBasis = 'civil-status-law-4'): Ground {
  return { legalBasis, evidence: [{ kind, number: '123/2026', issuedOn: '2026-01-05' }] };
}

export type BirthSample = Omit<Partial<Birth['record']>, 'father' | 'mother'> &
  Pick<Birth, 'father' | 'mother' | 'pin'>;

/** A birth as an office hands it in; late registrations make the adults. */
export function sampleBirth(given: BirthSample = {}): Birth {
  const { father, mother, pin, ...fields } = given;
  const record: Birth['record'] = {
    name: 'Nguyễn Văn Mẫu',
    sex: 'male',
    birthDate: '1990-05-17',
    nationality: ['VNM'],
    ethnicity: '01',
    birthRegistrationPlace: baDinh,
    permanentResidence: { ...baDinh, text: '12 Phố Mẫu' },
    ...fields,
  };
  return {
    ...sampleGround('birth-certificate', 'civil-status-law-15'),
    record,
    ...(father ? { father } : {}),
    ...(mother ? { mother } : {}),
    ...(pin ? { pin } : {}),
  };
}

export const sampleMove = (to: Place, on: string, kind: 'permanent' | 'temporary' | 'current' = 'permanent') => ({
  ...sampleGround('application', 'residence-law-20'),
  to,
  kind,
  on,
});
export const sampleDeath = (date: string) => ({
  ...sampleGround('death-certificate'),
  date,
  certificate: 'KT 12/2026',
});
export const sampleMarriage = (persons: readonly [string, string], on: string) => ({
  ...sampleGround('marriage-certificate', 'marriage-family-law-8'),
  persons,
  on,
});
export const sampleGuardian = (ward: string, guardian: string, on: string) => ({
  ...sampleGround('application', 'civil-status-law-20'),
  ward,
  guardian,
  on,
});
export const sampleMissing = (since: string) => ({
  ...sampleGround('court-decision'),
  since,
  decision: '12/2026/QĐDS',
});
export const sampleCorrection = (changes: RecordChanges, since?: string) => ({
  ...sampleGround('paper-record'),
  changes,
  ...(since ? { since } : {}),
});

/** The record that a first act opens. */
export const sampleRecord: PersonRecord = {
  name: 'Nguyễn Văn Mẫu',
  identifiers: [{ kind: 'pin', value: '001090123456', status: 'active', from: '1990-06-01' }],
  birthDate: '1990-05-17',
  sex: 'male',
  nationality: ['VNM'],
  documents: [],
  maritalStatus: 'single',
};

/** A line of history. @param at position in the order of recording; it makes the act's key and the instant of recording */
export function sampleAct(
  at: number,
  validFrom: string,
  changes: RecordChanges,
  more: { kind?: ActKind; retracts?: string } = {},
): Act {
  return {
    person: '01900000-0000-7000-8000-000000000001',
    act: actKey(at),
    kind: more.kind ?? 'correct',
    validFrom,
    recordedAt: new Date(Date.UTC(2026, 0, 1) + at * 60_000).toISOString(),
    changes,
    retracts: more.retracts,
    ...sampleGround(),
    office: '00004',
    officer: 'sample-officer',
  };
}

export function actKey(at: number): string {
  return `01900000-0000-7000-8000-${String(at).padStart(12, '0')}`;
}
