import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cleanName, displayName, NameError, tidyName } from './index.ts';
import { makeError, vietnameseName } from './samples.ts';

function refusal(input: string): string {
  try {
    return `accepted ${cleanName(input)}`;
  } catch (error) {
    assert.ok(error instanceof NameError);
    return error.code;
  }
}

test('a clean name is NFC with single blanks and no invisible characters', () => {
  const cases: [string, string][] = [
    ['  Nguyễn   Văn\tAn \n', 'Nguyễn Văn An'],
    ['Nguyễn Văn An'.normalize('NFD'), 'Nguyễn Văn An'],
    ['Nguyễn\u200bVăn\u200d \u202eAn\ufeff', 'NguyễnVăn An'],
    ['Tr\u00adần\u0000 Anh', 'Trần Anh'],
    ['Nguyễn\u00a0Văn\u3000An', 'Nguyễn Văn An'],
    ['ＮＧＵＹＥＮ　ＶＡＮ', 'NGUYEN VAN'],
    ['O’Neill Jean–Luc', "O'Neill Jean-Luc"],
    ['Nguye\u0303\u0302n', 'Nguyễn'],
  ];
  for (const [input, name] of cases) assert.equal(cleanName(input), name);
});

test('a leading eth becomes Đ, an Icelandic one stays', () => {
  assert.equal(cleanName('Ðặng Văn ðông'), 'Đặng Văn đông');
  assert.equal(cleanName('Guðrún SIGURÐARDÓTTIR'), 'Guðrún SIGURÐARDÓTTIR');
});

test('names of other peoples are names', () => {
  for (const name of [
    "O'Neill",
    "'t Hooft",
    'J.-P. Sartre',
    "H'Hen Niê",
    'Y Moan Êñuôl',
    'Gal·la',
    'Rajan a/l Muthu',
    '王小明',
    'สมชาย',
    'Владимир',
    'Mary-Jane St. John',
  ]) {
    assert.equal(cleanName(name), name.normalize('NFC'));
  }
});

test('what is no name is refused with its code', () => {
  const cases: [string, string][] = [
    ['', 'name-empty'],
    [' \u200b\t ', 'name-empty'],
    ['Nguyễn Văn 2', 'name-character'],
    ['Nguyễn ٣', 'name-character'],
    ['An <script>', 'name-character'],
    ['An @ home', 'name-character'],
    ['Smith, John', 'name-character'],
    ['An 😀', 'name-character'],
    ['...', 'name-character'],
    ['Nguyễn - An', 'name-character'],
    ["An''", 'name-character'],
    ['\ud800An', 'name-character'],
    [`A${'\u0336'.repeat(9)}`, 'name-character'],
    ['a'.repeat(151), 'name-too-long'],
    [' '.repeat(5000), 'name-too-long'],
  ];
  for (const [input, code] of cases) assert.equal(refusal(input), code, JSON.stringify(input.slice(0, 20)));
  assert.equal(refusal('a'.repeat(150)), `accepted ${'a'.repeat(150)}`);
  assert.equal(refusal('𠮷'.repeat(150)), `accepted ${'𠮷'.repeat(150)}`);
});

test('an error never repeats the name', () => {
  assert.throws(
    () => cleanName('Bí Mật 7'),
    (error: Error) => !error.message.includes('Bí') && !String(error.stack).includes('Mật'),
  );
});

test('tidying twice changes nothing, for any string', () => {
  const strange = fc.string({
    unit: fc.constantFrom(...'aĐðÐ \u0301\u0302\u0303\u200b\u00a0’-\u1100\u1161ễ\uff21\u0338K'),
  });
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), strange, vietnameseName), (text) => {
      const tidy = tidyName(text);
      assert.equal(tidyName(tidy), tidy);
    }),
  );
});

test('cleaning gives the same name for every Unicode form of it', () => {
  fc.assert(
    fc.property(makeError(vietnameseName), ({ typed }) => {
      const name = cleanName(typed);
      for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD']) assert.equal(cleanName(typed.normalize(form)), name);
    }),
  );
});

test('names all in one case are shown with capitals, mixed case stays', () => {
  const cases: [string, string][] = [
    ['NGUYỄN VĂN AN', 'Nguyễn Văn An'],
    ['đặng thị ý', 'Đặng Thị Ý'],
    ['JEAN-LUC O’NEILL', "Jean-Luc O'Neill"],
    ["H'HEN NIÊ", "H'Hen Niê"],
    ["TA'ALI", "Ta'ali"],
    ['Ronald McDonald', 'Ronald McDonald'],
    ['van der BERG', 'van der BERG'],
    ['', ''],
  ];
  for (const [input, shown] of cases) assert.equal(displayName(input), shown);
  fc.assert(
    fc.property(vietnameseName, (name) => {
      assert.equal(displayName(name.toUpperCase()), name);
      assert.equal(displayName(name.toLowerCase().normalize('NFD')), name);
    }),
  );
});
