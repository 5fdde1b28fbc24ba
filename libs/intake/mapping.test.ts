import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { saveMapping, suggestMapping } from './index.ts';
import { country, mapHeaders } from './samples.ts';

test('the headers of the country’s forms are known, with and without diacritics, in other languages and shortened', () => {
  const forms: [string, string][] = [
    ['Họ và tên', 'name'],
    ['HỌ TÊN KHAI SINH', 'name'],
    ['HOTEN', 'name'],
    ['Ho va ten', 'name'],
    ['Full name', 'name'],
    ['Nom et prénoms', 'name'],
    ['N.sinh', 'birthDate'],
    ['Ngày/tháng/năm sinh', 'birthDate'],
    ['Date of birth', 'birthDate'],
    ['Năm sinh', 'birthYear'],
    ['GT', 'sex'],
    ['Số ĐDCN/CMND', 'pin'],
    ['Nơi ĐKKS', 'birthRegistrationPlace'],
    ['HKTT', 'permanentResidence'],
    ['Chỗ ở hiện nay', 'currentResidence'],
    ['Dân tộc', 'ethnicity'],
    ['Họ tên cha', 'fatherName'],
    ['Họ và tên mẹ', 'motherName'],
    ['SĐT', 'phone'],
    ['Mã phường/xã', 'permanentResidence.commune'],
  ];
  for (const [header, field] of forms) assert.deepEqual(mapHeaders([header]), { [field]: header }, header);
});

test('a column about somebody else is not the person’s own', () => {
  const mapped = mapHeaders(['Họ tên', 'Dân tộc mẹ', 'Số CCCD người khai'], [['Lê Hoa', 'Kinh', '001080000018']]);
  assert.deepEqual(mapped, { name: 'Họ tên' });
});

test('values tell what an empty header does not', () => {
  const rows = [
    ['Nguyễn Văn An', '001080000018', '23/05/1980', 'Nam'],
    ['Trần Thị Bình', '001179000018', '14/11/1979', 'Nữ'],
  ];
  const { fields } = suggestMapping(['', '', '', ''], rows, country);
  assert.deepEqual(
    [fields.name, fields.pin, fields.birthDate, fields.sex].map((match) => match?.columns),
    [[0], [1], [2], [3]],
  );
});

test('whichever of two numbers exceeds twelve is the day', () => {
  const order = (...dates: string[]) =>
    suggestMapping(
      ['Ngày sinh'],
      dates.map((date) => [date]),
      country,
    ).dateOrder;
  assert.equal(order('05/23/1980', '11/30/1979', '02/03/1990'), 'month-first');
  assert.equal(order('23/05/1980', '02/03/1990'), 'day-first');
  assert.equal(order('02/03/1990'), 'day-first');
});

test('the personal numbers beside a code of sex say what the code stands for', () => {
  const rows = Array.from({ length: 6 }, (_, at) => (at % 2 ? ['1', '001179000018'] : ['2', '001080000018']));
  assert.deepEqual(suggestMapping(['GT', 'CCCD'], rows, country).sexCodes, { 1: 'female', 2: 'male' });
});

test('what a person confirmed once is suggested for the sender’s next file', () => {
  const header = ['Cột X', 'Họ tên', 'Họ tên'];
  const match = { columns: [0], confidence: 1, why: 'saved' as const };
  const saved = saveMapping(header, { fields: { pin: match, name: { ...match, columns: [2] } } });
  const { fields, unused } = suggestMapping(header, [], country, saved);
  assert.deepEqual([fields.pin?.columns, fields.name?.columns, unused], [[0], [2], [1]]);
  assert.equal(fields.name?.why, 'saved');
});

test('no column is given to two fields, whatever the file holds', () => {
  const words = fc.constantFrom('Họ tên', 'Ngày sinh', 'GT', 'cha', 'Địa chỉ', 'CMND', '', 'Tên', 'x');
  const cell = fc.oneof(words, fc.string(), fc.constantFrom('001080000018', '1', '23/05/1980', 'Kinh'));
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string())), fc.array(fc.array(cell), { maxLength: 5 }), (header, rows) => {
      const { fields, unused } = suggestMapping(header, rows, country);
      const columns = [...Object.values(fields).flatMap((match) => match.columns), ...unused];
      assert.equal(new Set(columns).size, columns.length);
      for (const match of Object.values(fields)) assert.ok(match.confidence > 0 && match.confidence <= 1);
    }),
  );
});
