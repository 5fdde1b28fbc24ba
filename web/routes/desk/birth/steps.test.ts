import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeDraft } from '../fields/values.ts';
import { type BirthValues, birthBody, inherit, type Parent } from './steps.ts';

const empty: BirthValues = {
  name: ' Nguyễn Bảo An ',
  sex: 'female',
  birthDate: '2026-11-20',
  mother: '',
  father: '',
  birthPlace: '',
  birthRegistrationPlace: writeDraft({ unit: '01', on: '2026-11-22', label: 'Hà Nội' }),
  origin: '',
  permanentResidence: '',
  ethnicity: '',
  religion: '',
  nationality: 'VNM',
  legalBasis: '',
  evidence: '',
  evidenceNumber: '',
  evidenceOn: '',
};

function parent(unit: string, ethnicity: string): Parent {
  const place = { unit, on: '2026-01-01' };
  const papers = { nationality: ['VNM'], documents: [], identifiers: [] };
  const facts = { name: 'A', birthDate: '1990', sex: 'female', maritalStatus: 'married', ...papers } as const;
  return { record: { ...facts, origin: place, permanentResidence: place, ethnicity }, fields: [] };
}

test('residence comes from the mother, origin and ethnicity from the father where he is known', () => {
  const both = inherit(empty, parent('00001', '01'), parent('00002', '05'));
  assert.equal(JSON.parse(both.permanentResidence).unit, '00001');
  assert.equal(JSON.parse(both.origin).unit, '00002');
  assert.equal(both.ethnicity, '05');
  assert.equal(inherit(empty, parent('00001', '01'), undefined).ethnicity, '01');
});

test('what the officer has entered is not overwritten by a parent’s record', () => {
  const filled = { ...empty, ethnicity: '09', permanentResidence: writeDraft({ unit: '00009' }) };
  const kept = inherit(filled, parent('00001', '01'), undefined);
  assert.deepEqual([kept.ethnicity, JSON.parse(kept.permanentResidence).unit], ['09', '00009']);
});

test('a birth is sent without what nobody said, and without the labels of the screen', () => {
  assert.deepEqual(birthBody({ ...empty, mother: writeDraft({ person: 'm', name: 'B', pin: '1' }) }), {
    record: {
      name: 'Nguyễn Bảo An',
      sex: 'female',
      birthDate: '2026-11-20',
      nationality: ['VNM'],
      birthRegistrationPlace: { unit: '01', on: '2026-11-22' },
    },
    mother: 'm',
  });
});
