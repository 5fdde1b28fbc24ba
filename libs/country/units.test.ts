import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { test } from 'node:test';
import { parseCountry, resolveAddress, resolveUnit, unitAt, unitName, unitPath } from '#libs/country';

const folder = join(import.meta.dirname, '../../country/vn');
const country = parseCountry(
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path).replaceAll(sep, '/'), readFileSync(path, 'utf8')] as const),
  ),
);
const before = '2025-06-30';
const after = '2025-07-01';

test('the same code is another unit before and after the reform', () => {
  assert.equal(unitName(country, '00004', before, 'vi'), 'Phường Trúc Bạch');
  assert.equal(unitName(country, '00004', after, 'vi'), 'Phường Ba Đình');
  assert.equal(unitName(country, '24', before, 'vi'), 'Tỉnh Bắc Giang');
  assert.equal(unitName(country, '24', after, 'vi'), 'Tỉnh Bắc Ninh');
});

test('a code of the day asked for is current', () => {
  const today = resolveUnit(country, { code: '00004', asOf: after }, '2026-09-01');
  assert.ok(today.outcome === 'current' && today.unit.name === 'Ba Đình');
  const then = resolveUnit(country, { code: '00004', asOf: '2020-01-01' }, before);
  assert.ok(then.outcome === 'current' && then.unit.name === 'Trúc Bạch');
});

test('an old commune that went whole has one successor', () => {
  const result = resolveUnit(country, { code: '00001', asOf: before }, after);
  assert.ok(result.outcome === 'successor');
  assert.deepEqual([result.was.name, result.unit.code], ['Phúc Xá', '00097']);
});

test('an old commune that was split is ambiguous, with every candidate', () => {
  const result = resolveUnit(country, { code: '00007', asOf: before }, after);
  assert.ok(result.outcome === 'ambiguous');
  assert.deepEqual(
    result.candidates.map((unit) => unit.code),
    ['00008', '00025'],
  );
});

test('an old province has one successor and an old district the communes on its ground', () => {
  const province = resolveUnit(country, { code: '15', asOf: before }, after);
  assert.ok(province.outcome === 'successor' && province.unit.name === 'Lào Cai');
  const district = resolveUnit(country, { code: '001', asOf: before }, after);
  assert.ok(district.outcome === 'ambiguous' && district.candidates.some((unit) => unit.name === 'Ba Đình'));
  const island = resolveUnit(country, { code: '498', asOf: before }, after);
  assert.ok(island.outcome === 'successor' && unitName(country, island.unit.code, after, 'vi') === 'Đặc khu Hoàng Sa');
});

test('every unit of the old system resolves to units in force', () => {
  for (const [code] of country.units.byCode) {
    if (!unitAt(country, code, before)) continue;
    const { outcome } = resolveUnit(country, { code, asOf: before }, after);
    assert.ok(outcome === 'successor' || outcome === 'ambiguous', `${code} ${outcome}`);
  }
});

test('a unit that ends without a link is abolished on that day', () => {
  const units = { ...country.units, reforms: [{ date: after, successors: new Map(), split: new Set<string>() }] };
  const result = resolveUnit({ ...country, units }, { code: '00001', asOf: before }, after);
  assert.ok(result.outcome === 'abolished');
  assert.deepEqual([result.was.name, result.on], ['Phúc Xá', after]);
});

test('an unknown code, or a day before the code was written, is unknown', () => {
  const reason = (code: string, asOf: string, at: string) => {
    const result = resolveUnit(country, { code, asOf }, at);
    return result.outcome === 'unknown' ? result.reason : result.outcome;
  };
  assert.equal(reason('99999', before, after), 'not-in-force');
  assert.equal(reason('00001', after, after), 'not-in-force');
  assert.equal(reason('00004', after, before), 'asked-before-written');
});

test('Đồng Nai is a province until 29 April 2026 and a city from the next day', () => {
  assert.equal(unitName(country, '75', '2026-04-29', 'vi'), 'Tỉnh Đồng Nai');
  assert.equal(unitName(country, '75', '2026-04-30', 'vi'), 'Thành phố Đồng Nai');
  assert.equal(unitName(country, '26368', '2026-04-30', 'en'), 'Long Thành Ward');
  const result = resolveUnit(country, { code: '75', asOf: '2025-08-01' }, '2026-06-01');
  assert.ok(result.outcome === 'current' && result.unit.type === 'city');
});

test('names follow each language: numbers and vowels', () => {
  assert.equal(unitName(country, '760', before, 'en'), 'District 1');
  assert.equal(unitName(country, '46', after, 'fr'), 'ville de Huế');
  assert.equal(unitName(country, '91', after, 'fr'), 'province d’An Giang');
  assert.equal(unitName(country, '01', after, 'en'), 'Hà Nội City');
  assert.equal(unitName(country, '999', after, 'en'), undefined);
  assert.throws(() => unitName(country, '01', after, 'de'), RangeError);
});

test('a path holds the district only while there were districts', () => {
  assert.deepEqual(
    unitPath(country, '00004', before).map((unit) => unit.name),
    ['Trúc Bạch', 'Ba Đình', 'Hà Nội'],
  );
  assert.deepEqual(
    unitPath(country, '00004', after).map((unit) => unit.name),
    ['Ba Đình', 'Hà Nội'],
  );
});

test('a stored address keeps its words and is read in the words of the day', () => {
  const whole = resolveAddress(country, { unit: '00001', system: '2025-01', text: 'Số 5' }, after, 'vi');
  assert.equal(whole.written, 'Số 5, Phường Phúc Xá, Quận Ba Đình, Thành phố Hà Nội');
  assert.equal(whole.current, 'Số 5, Phường Hồng Hà, Thành phố Hà Nội');
  const split = resolveAddress(country, { unit: '00007', system: '2025-01' }, after, 'vi');
  assert.equal(split.resolution.outcome, 'ambiguous');
  assert.equal(split.current, undefined);
  assert.throws(() => resolveAddress(country, { unit: '00001', system: '2030-01' }, after, 'vi'), RangeError);
});
