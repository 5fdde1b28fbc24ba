import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFields, rulesOf } from './samples.ts';

test('addresses are read in the units of their own time and led to the unit in force', () => {
  const old = '2025-06-30';
  const forms: [
    text: string,
    unit: string | undefined,
    on: string | undefined,
    house: string | undefined,
    current: string | undefined,
  ][] = [
    ['12 Trần Phú, P. Trúc Bạch, Q. Ba Đình, TP Hà Nội', '00004', old, '12 Trần Phú', '00004'],
    ['12 Tran Phu, phuong Truc Bach, quan Ba Dinh, Ha Noi', '00004', old, '12 Tran Phu', '00004'],
    ['Phường Ba Đình, Hà Nội', '00004', '2025-07-01', undefined, '00004'],
    ['Số 5 Phường 12 Quận 3 TP.HCM', '27130', old, 'Số 5', '27142'],
    ['Xã Hồng Dụ - Huyện Ninh Giang - Tỉnh Hải Dương', '11215', old, undefined, '11203'],
    ['Xã Hồng Dụ, Huyện Ninh Giang, Tỉnh Hải Dương, Việt Nam', '11215', old, undefined, '11203'],
    ['Hải Dương', '30', old, undefined, '31'],
    ['Xóm 3, Xã Không Có Thật, Tỉnh Nào Đó', undefined, undefined, 'Xóm 3, Xã Không Có Thật, Tỉnh Nào Đó', undefined],
  ];
  for (const [text, unit, on, house, current] of forms) {
    const place = readFields({ permanentResidence: text }).claims.permanentResidence;
    assert.deepEqual([place?.unit, place?.on, place?.text, place?.current], [unit, on, house, current], text);
  }
});

test('a commune that was split is kept as written, with those among which it may be', () => {
  const row = readFields({ permanentResidence: 'P.Cống Vị, Ba Đình, Hà Nội' });
  const place = row.claims.permanentResidence;
  assert.deepEqual([place?.unit, place?.current, place?.candidates], ['00007', undefined, ['00008', '00025']]);
  assert.deepEqual(rulesOf(row, 'permanentResidence'), ['doubt unit-split']);
});

test('a name that several units bear is left to a person', () => {
  const row = readFields({ permanentResidence: 'Phường Quang Trung, Hà Nội' });
  assert.equal(row.claims.permanentResidence?.unit, undefined);
  assert.ok(rulesOf(row, 'permanentResidence').includes('doubt unit-not-unique'));
});

test('a province whose name holds a dash is one province', () => {
  const { claims } = readFields({ origin: 'Huyện Châu Đức - Tỉnh Bà Rịa - Vũng Tàu' });
  assert.equal(claims.origin?.unit?.length, 3);
});

test('columns of house, commune, district and province are one address, by names or by codes', () => {
  const parts = (house: string, commune: string, district: string, province: string) =>
    readFields({
      'permanentResidence.house': house,
      'permanentResidence.commune': commune,
      'permanentResidence.district': district,
      'permanentResidence.province': province,
    }).claims.permanentResidence;
  const expected = { unit: '00004', on: '2025-06-30', text: '12 Trần Phú', current: '00004' };
  assert.deepEqual(parts('12 Trần Phú', 'Phường Trúc Bạch', 'Quận Ba Đình', 'Thành phố Hà Nội'), expected);
  assert.deepEqual(parts('12 Trần Phú', '00004', '001', '01'), expected);
});

test('a place abroad is the country, and the words before it', () => {
  assert.deepEqual(readFields({ birthPlace: 'Viêng Chăn, Lào' }).claims.birthPlace, {
    country: 'LAO',
    text: 'Viêng Chăn',
  });
});
