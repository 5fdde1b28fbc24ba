import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unitsOf } from '#libs/country';
import { readCountry } from './country.ts';
import { createPlaces } from './places.ts';

const country = readCountry('vn');
const after = createPlaces(country, () => '2026-09-01');
const before = createPlaces(country, () => '2025-01-01');

test('a unit of before the reform is where its ground is today', () => {
  assert.deepEqual(after.areaOf({ unit: '00001', on: '2020-01-01' }), { province: '01', commune: '00097' });
  assert.deepEqual(after.areaOf({ unit: '00004', on: '2020-01-01' }), { province: '01', commune: '00004' });
  assert.deepEqual(after.areaOf({ unit: '00004', on: '2026-01-01' }), { province: '01', commune: '00004' });
});

test('a unit without a day is read by today’s units, or by the last that had its code', () => {
  assert.deepEqual(after.areaOf({ unit: '00001' }), { province: '01', commune: '00097' });
  assert.match(after.placeText({ unit: '00004' }, 'vi'), /Ba Đình/);
  assert.match(before.placeText({ unit: '00004' }, 'vi'), /Trúc Bạch/);
});

test('a place that says no unit, or one that never was, is nowhere: only a country-wide office may touch it', () => {
  for (const place of [undefined, {}, { text: '12 Lê Lợi' }, { country: 'FRA' }, { unit: '99999' }]) {
    assert.deepEqual(after.areaOf(place), { province: '', commune: '' });
    assert.deepEqual(after.pathOf(place, '2026-09-01'), []);
  }
});

test('an address stays as it was written, in the words of its own time; what it is called today is told beside it', () => {
  const place = { unit: '00001', on: '2020-01-01', text: '12 Phúc Xá' };
  assert.equal(after.placeText(place, 'vi'), '12 Phúc Xá, Phường Phúc Xá, Quận Ba Đình, Thành phố Hà Nội');
  assert.match(after.resolvedText(place, 'vi')!, /Thành phố Hà Nội$/);
  assert.equal(after.resolvedText({ unit: '00004', on: '2026-01-01' }, 'vi'), undefined);
});

test('a unit exists on the days on which it was in force', () => {
  assert.ok(after.unitExists('00001', '2020-01-01'));
  assert.ok(!after.unitExists('00001', '2026-01-01'));
  assert.ok(!after.unitExists('99999', undefined));
});

test('every commune of today lies in its own province, and leads to a code of the number scheme', () => {
  let seen = 0;
  for (const province of new Set([...country.units.byCode.values()].flat().map((unit) => unit.province ?? unit.code))) {
    for (const commune of unitsOf(country, province, '2026-09-01').filter((unit) => unit.level === 'commune')) {
      seen += 1;
      assert.deepEqual(after.areaOf({ unit: commune.code, on: '2026-09-01' }), { province, commune: commune.code });
      assert.match(String(after.pinPlaceOf({ unit: commune.code, on: '2026-09-01' })), /^[0-9]{3}$/, commune.code);
    }
  }
  assert.equal(seen, 3321);
});

test('who was born abroad has the country’s code in the number', () => {
  const code = after.pinPlaceOf({ country: 'FRA' });
  assert.equal(country.pin.places.get(code!)?.country, 'FRA');
});
