import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Field } from '#libs/country';
import type { PersonRecord, Place } from '#rooms/people';
import { type AreaOf, compareClaim, type FieldVerdict, sumUp, type Verdict } from './compare.ts';
import { samplePersons } from './samples.ts';

const record: PersonRecord = {
  ...samplePersons[0]!.record,
  father: { name: 'Nguyễn Văn Ba' },
  nationality: ['VNM', 'FRA'],
  birthPlace: { country: 'FRA' },
  currentResidence: { unit: '79', on: '2025-01-01' },
};
// Before the reform 00004 was Trúc Bạch, which is Ba Đình (00004) today; 00008 is another commune of the same province.
const areas: Record<string, { province: string; commune: string }> = {
  '00004 2025-01-01': { province: '01', commune: '00004' },
  '00004 ': { province: '01', commune: '00004' },
  '00008 ': { province: '01', commune: '00008' },
  '26734 ': { province: '79', commune: '26734' },
  '01 ': { province: '01', commune: '' },
  '79 2025-01-01': { province: '79', commune: '' },
};
const areaOf: AreaOf = ({ unit, on }: Place) => areas[`${unit ?? ''} ${on ?? ''}`] ?? { province: '', commune: '' };

const table: [rule: string, field: Field, claimed: unknown, verdict: Verdict, why?: string][] = [
  ['a name as it is held', 'name', 'Nguyễn Thị Hòa', 'yes'],
  ['a name in capitals is the same name', 'name', 'NGUYỄN THỊ HÒA', 'yes'],
  ['the tone mark on the other vowel is the same name', 'name', 'Nguyễn Thị Hoà', 'yes'],
  ['a name without diacritics is close', 'name', 'Nguyen Thi Hoa', 'close', 'diacritics'],
  ['another name', 'name', 'Trần Văn Tám', 'no'],
  ['a birth date', 'birthDate', '1990-01-15', 'yes'],
  ['one wrong digit is close', 'birthDate', '1990-01-16', 'close', 'one-digit'],
  ['the year alone is close', 'birthDate', '1990', 'close', 'year-only'],
  ['another date', 'birthDate', '1978-12-31', 'no'],
  ['sex', 'sex', 'female', 'yes'],
  ['the other sex', 'sex', 'male', 'no'],
  ['a PIN written in groups', 'pin', '001 190 000001', 'yes'],
  ['another PIN', 'pin', '001190000002', 'no'],
  ['an old card number', 'cmnd', '012345678', 'yes'],
  ['a document by its number', 'documents', { number: '001190000001' }, 'yes'],
  ['a document of another kind', 'documents', { number: '001190000001', kind: 'passport' }, 'no'],
  ['one of two nationalities', 'nationality', ['FRA'], 'yes'],
  ['a nationality that is not held', 'nationality', ['FRA', 'USA'], 'no'],
  ['a phone in the national form', 'phone', '0912 345 678', 'yes'],
  ['another phone', 'phone', '0912345679', 'no'],
  ["the old unit's successor is the same place", 'permanentResidence', { unit: '00004' }, 'yes'],
  ['another commune of the province is close', 'permanentResidence', { unit: '00008' }, 'close', 'same-province'],
  ['the province alone is close', 'permanentResidence', { unit: '01' }, 'close', 'province-only'],
  ['another province', 'permanentResidence', { unit: '26734' }, 'no'],
  ['a unit whose ground was divided is close at best', 'currentResidence', { unit: '26734' }, 'close', 'divided-unit'],
  ['an unknown unit is no unit', 'permanentResidence', { unit: '99999' }, 'no'],
  ['a place abroad', 'birthPlace', { country: 'FRA' }, 'yes'],
  ['a place in another country', 'birthPlace', { unit: '00004' }, 'no'],
  ["a relative's name", 'father', 'Nguyễn Văn Ba', 'yes'],
  ['what is not held is neither yes nor no', 'mother', 'Trần Thị Tư', 'not-held'],
  ['a death that is not recorded', 'deathDate', '2020-01-01', 'not-held'],
];

for (const [rule, field, value, verdict, why] of table) {
  test(`compare: ${rule} (${field})`, () => {
    assert.deepEqual(compareClaim({ field, value }, record, areaOf), { field, verdict, ...(why ? { why } : {}) });
  });
}

test('the sum of verdicts is the worst of them, and no hides nothing', () => {
  const sum = (...verdicts: Verdict[]) => sumUp(verdicts.map((verdict): FieldVerdict => ({ field: 'name', verdict })));
  assert.equal(sum('yes', 'yes'), 'yes');
  assert.equal(sum('yes', 'close'), 'close');
  assert.equal(sum('close', 'not-held'), 'not-held');
  assert.equal(sum('not-held', 'no', 'close'), 'no');
});
