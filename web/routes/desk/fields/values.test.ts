import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PersonRecord } from '../record.ts';
import { decodeField, encodeField, SHAPES, showPlace, writeDraft } from './values.ts';

const record: PersonRecord = {
  name: 'Trần Gia Tùy',
  birthDate: '1988-05',
  sex: 'female',
  maritalStatus: 'married',
  nationality: ['VNM', 'FRA'],
  documents: [],
  identifiers: [],
  origin: { unit: '00004', on: '2019-01-01', text: 'Ngõ 3' },
  father: { person: '0190', name: 'Trần Văn Học', nationality: 'VNM' },
  absence: { from: '2026-01-01', reason: 'Học tập' },
  phone: '+84912345678',
};
const lists = {
  nationalities: [{ code: 'FRA', name: 'France' }],
  provinces: [],
  ethnicities: [],
  religions: [],
  purposes: [],
  legalBases: [],
  organisations: [],
  fields: [],
};

test('a field that the officer does not touch is sent back exactly as it was recorded', () => {
  for (const field of Object.keys(SHAPES)) {
    const recorded = record[field as keyof PersonRecord];
    assert.deepEqual(decodeField(field, encodeField(record, field, 'as shown')), recorded ?? null, field);
  }
});

test('an emptied field is taken away, not sent as empty text', () => {
  assert.equal(decodeField('phone', '  '), null);
  assert.equal(decodeField('origin', writeDraft({ text: '', unit: undefined })), null);
});

test('a chosen place is shown by house, unit and country; a recorded one as it was written', () => {
  const chosen = { unit: '00070', on: '2026-01-01', province: '01', label: 'Hoàn Kiếm, Hà Nội', text: '12 Hàng Bạc' };
  assert.equal(showPlace(writeDraft(chosen), lists), '12 Hàng Bạc, Hoàn Kiếm, Hà Nội');
  assert.equal(showPlace(writeDraft({ country: 'FRA', text: 'Lyon' }), lists), 'Lyon, France');
  assert.equal(showPlace(encodeField(record, 'origin', 'Ngõ 3, Trúc Bạch'), lists), 'Ngõ 3, Trúc Bạch');
});
