import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decode, expectSlip, mendText, type Slip } from './index.ts';
import { encodeTcvn3, encodeVni, NAMES } from './samples.ts';

/** As a program shows bytes that it takes for Windows-1252. */
const misread = (bytes: Buffer) => decode(bytes, 'windows-1252');

for (const [text, mended, from] of [
  ['NguyÔn V¨n', 'Nguyễn Văn', 'tcvn3'],
  ['TRÇN THÞ H¦¥NG', 'TRẦN THỊ HƯƠNG', 'tcvn3'],
  ['q.12, Thµnh phè Hå ChÝ Minh', 'q.12, Thành phố Hồ Chí Minh', 'tcvn3'],
  ['Leâ Thò Hoaøng', 'Lê Thị Hoàng', 'vni'],
  ['NGUYEÃN VAÊN', 'NGUYỄN VĂN', 'vni'],
  ['Nguyá»…n VÄƒn An', 'Nguyễn Văn An', 'utf-8'],
  ['JosÃ© MÃ¼ller', 'José Müller', 'utf-8'],
] as const)
  test(`${text} was ${mended}`, () => assert.deepEqual(mendText(text), { text: mended, from }));

for (const text of [
  'Nguyen Van An',
  'Nguyễn Văn',
  'Bá Thành',
  'Lã',
  'José',
  'Müller',
  '28°C',
  '§ 12',
  'Đắk Lắk',
  '',
  '½',
])
  test(`${text} stays`, () => assert.deepEqual(mendText(text), { text }));

test('names that are right are never changed, and what was misread comes back', () => {
  for (const name of NAMES) {
    assert.deepEqual(mendText(name), { text: name });
    assert.equal(mendText(misread(Buffer.from(name))).text, name);
    assert.equal(mendText(misread(encodeVni(name)), 'vni').text, name);
    assert.equal(mendText(misread(encodeTcvn3(name)), 'tcvn3').text.toLowerCase(), name.toLowerCase());
  }
});

test('a capital font is settled by capitals beside it; without them the letters stay small', () => {
  assert.equal(mendText('NGUYÔN V¡N AN').text, 'NGUYỄN VĂN AN');
  assert.equal(mendText('L£ THÞ HOA, x· An').text, 'LÊ THỊ HOA, xã An');
  assert.equal(mendText('nguyÔn v¨n an').text, 'nguyễn văn an');
  assert.equal(mendText('Hµ').text, 'Hà');
});

test('where both readings are Vietnamese, the column decides', () => {
  assert.deepEqual(mendText('Lã'), { text: 'Lã' });
  assert.deepEqual(mendText('Lã', 'tcvn3'), { text: 'Ló', from: 'tcvn3' });
  // `Hồ` in VNI.
  assert.equal(mendText('Hoà').text, 'Hoà');
  assert.equal(mendText('Hoà', 'vni').text, 'Hồ');
  const column = ['NguyÔn', 'TrÇn', 'Lª', 'An', 'Ph¹m', 'Lã'];
  assert.equal(expectSlip(column), 'tcvn3' satisfies Slip);
  assert.equal(expectSlip(['Nguyễn', 'Trần', 'Ph¹m']), undefined);
  assert.equal(expectSlip(['An', '']), undefined);
});

test('any text may be given, and what was mended once stays', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const { text: once, from } = mendText(text);
      if (from === undefined) assert.equal(once, text);
      assert.equal(mendText(once).text, once);
    }),
  );
});
