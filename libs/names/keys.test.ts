import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { givenKey, nameKey, nameTokens, spellingKey, surnameKey, tidyName, toneKey } from './index.ts';
import { foldLetters } from './letters.ts';
import { givens, middles, surnames, vietnameseName } from './samples.ts';

test('a key is lower case without diacritics or punctuation', () => {
  const cases: [string, string][] = [
    ['Nguyễn Thị Ánh', 'nguyen thi anh'],
    ['ĐẶNG VĂN ĐỨC', 'dang van duc'],
    ['Ðặng', 'dang'],
    ["O'Neill", 'oneill'],
    ['Jean-Luc', 'jean luc'],
    ['J. R.  Smith ', 'j r smith'],
    ['Straße Æsir Þór Łódź Øre', 'strasse aesir thor lodz ore'],
    ['Владимир', 'владимир'],
    ['王小明', '王小明'],
    ['\u200b ', ''],
    ['', ''],
  ];
  for (const [name, key] of cases) assert.equal(nameKey(name), key);
  assert.equal(nameKey('a'.repeat(200_000)).length, 200_000);
});

test('the key is the same for every Unicode form and case, and is its own key', () => {
  const latin = fc.string({ unit: fc.constantFrom(..."abĐðéễỵÄßŁñİıΣςЙ .-'’\u00a0") });
  fc.assert(
    fc.property(fc.oneof(vietnameseName, latin), (name) => {
      const key = nameKey(name);
      assert.equal(nameKey(name.normalize('NFD')), key);
      assert.equal(nameKey(name.toLowerCase()), key);
      assert.equal(nameKey(key), key);
      assert.doesNotMatch(key, /^ | {2}| $/);
    }),
  );
});

test('the table gives what folding letter by letter gives', () => {
  for (let unit = 0x41; unit < 0x1f00; unit++) {
    const letter = String.fromCharCode(unit);
    if (/\p{L}/u.test(letter))
      assert.equal(nameKey(`x${letter}`), `x${foldLetters(tidyName(letter))}`.replace(/[\u02bb\u02bc]/, ''));
  }
});

test('any string has a key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.equal(typeof nameKey(text), 'string');
      assert.equal(typeof toneKey(text), 'string');
      assert.equal(typeof spellingKey(text), 'string');
    }),
  );
});

test('the family name comes first and the given name last', () => {
  assert.deepEqual(nameTokens('Nguyễn Thị Minh Khai'), ['nguyen', 'thi', 'minh', 'khai']);
  assert.deepEqual(nameTokens(' '), []);
  assert.equal(givenKey('Nguyễn Thị Minh Khai'), 'khai');
  assert.equal(surnameKey('Nguyễn Thị Minh Khai'), 'nguyen');
  assert.equal(givenKey('Suharto'), 'suharto');
  assert.equal(surnameKey('Suharto'), 'suharto');
});

test('both places of the tone mark give one tone key', () => {
  const pairs = [
    ['Hoà', 'Hòa'],
    ['Thuý', 'Thúy'],
    ['Thuỷ', 'THỦY'],
    ['Khoẻ', 'Khỏe'],
    ['Hùynh', 'Huỳnh'],
    ['Hòang', 'Hoàng'],
    ['Tóan', 'Toán'],
    ['Nguỹên', 'Nguyễn'],
    ['Qúy', 'Quý'],
    ['Gìa', 'Già'],
  ];
  for (const [a, b] of pairs) {
    assert.equal(toneKey(a!), toneKey(b!), `${a} ${b}`);
  }
  assert.equal(toneKey('HOÀ THUÝ'), 'hòa thúy');
  assert.notEqual(toneKey('Hoà'), toneKey('Hoá'));
  assert.notEqual(toneKey('Hoa'), toneKey('Hoà'));
  assert.notEqual(toneKey('Han'), toneKey('Hân'));
});

test('well written Vietnamese words keep their spelling in the tone key', () => {
  const words = [
    ...surnames,
    ...middles,
    ...givens,
    'Ngoài',
    'Khuỷu',
    'Mía',
    'Mùa',
    'Mừng',
    'Lựu',
    'Giềng',
    'Gì',
    'Quốc',
    'Hoằng',
    'Thuở',
    'Ngoéo',
    'Chuyện',
    'Ỷ',
  ];
  for (const word of words) assert.equal(toneKey(word), word.toLowerCase());
});

test('accents of other languages do not wander', () => {
  assert.notEqual(toneKey('María'), toneKey('Mária'));
  assert.notEqual(toneKey('José'), toneKey('Jóse'));
  assert.equal(toneKey('Straße'), toneKey('STRASSE'));
});

test('y and i are one in the spelling key only where Vietnamese writes either', () => {
  for (const [y, i] of [
    ['Lý', 'Lí'],
    ['Vy', 'Vi'],
    ['Mỹ', 'Mĩ'],
    ['Quý', 'Quí'],
    ['Kỳ', 'Kì'],
  ]) {
    assert.equal(spellingKey(y!), spellingKey(i!));
    assert.notEqual(toneKey(y!), toneKey(i!));
  }
  assert.notEqual(spellingKey('Thúy'), spellingKey('Thúi'));
  assert.notEqual(spellingKey('Tây'), spellingKey('Tâi'));
});

test('a tone key is its own tone key and is blind to case and Unicode form', () => {
  fc.assert(
    fc.property(vietnameseName, (name) => {
      const key = toneKey(name);
      assert.equal(toneKey(key), key);
      assert.equal(toneKey(name.toUpperCase().normalize('NFD')), key);
      assert.equal(nameKey(key), nameKey(name));
    }),
  );
});
