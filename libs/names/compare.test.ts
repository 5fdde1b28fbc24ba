import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareName, editDistanceAtMost, nameKey, nameTokens, toneKey } from './index.ts';
import { makeError, vietnameseName } from './samples.ts';

const table: [claimed: string, held: string, verdict: 'yes' | 'close' | 'no', why?: string][] = [
  ['Nguyễn Văn An', 'Nguyễn Văn An', 'yes'],
  [' Nguyễn  Văn An', 'Nguyễn Văn An', 'yes'],
  ['Ðặng Văn An', 'Đặng Văn An', 'yes'],
  ['NGUYỄN VĂN AN', 'Nguyễn Văn An', 'yes', 'case'],
  ['Nguyễn Thị Hoà', 'Nguyễn Thị Hòa', 'yes', 'tone-placement'],
  ['NGUYỄN THỊ THUÝ', 'Nguyễn Thị Thúy', 'yes', 'tone-placement'],
  ['JOHN SMITH', 'John Smith', 'yes', 'case'],
  ['Sean ONeill', "Sean O'Neill", 'close', 'punctuation'],
  ['Jean Luc Picard', 'Jean-Luc Picard', 'close', 'punctuation'],
  ['Nguyen Van An', 'Nguyễn Văn An', 'close', 'diacritics'],
  ['Nguyễn Thị Hoá', 'Nguyễn Thị Hòa', 'close', 'diacritics'],
  ['Jose Garcia', 'José García', 'close', 'diacritics'],
  ['An Nguyễn Văn', 'Nguyễn Văn An', 'close', 'order'],
  ['An Van Nguyen', 'Nguyễn Văn An', 'close', 'order'],
  ['John Smith', 'Smith John', 'close', 'order'],
  ['Lí Thị Mĩ', 'Lý Thị Mỹ', 'close', 'i-or-y'],
  ['Trần Vi', 'Trần Vy', 'close', 'i-or-y'],
  ['Nguyễn Văn Ann', 'Nguyễn Văn An', 'close', 'one-typing-error'],
  ['Nguyễn Vă An', 'Nguyễn Văn An', 'close', 'one-typing-error'],
  ['Nguyễn Văm An', 'Nguyễn Văn An', 'close', 'one-typing-error'],
  ['Nguyễn Vna An', 'Nguyễn Van An', 'close', 'one-typing-error'],
  ['NguyễnVăn An', 'Nguyễn Văn An', 'close', 'one-typing-error'],
  ['Jonn Smith', 'John Smith', 'close', 'one-typing-error'],
  ['Nguyễn An', 'Nguyễn Văn An', 'close', 'missing-middle-name'],
  ['Nguyễn Văn An', 'Nguyễn An', 'close', 'missing-middle-name'],
  ['Trần Minh An', 'Trần Thị Minh An', 'close', 'missing-middle-name'],
  ['Nguyễn V. An', 'Nguyễn Văn An', 'close', 'initials'],
  ['John F. Kennedy', 'John Fitzgerald Kennedy', 'close', 'initials'],
  // Two grades together are no …
  ['Nguyen Van Nan', 'Nguyễn Văn Nam', 'no'],
  ['Nguyễn Vân Ann', 'Nguyễn Văn An', 'no'],
  ['Nguyen An', 'Nguyễn Văn An', 'no'],
  ['Nguyen V An', 'Nguyễn Văn An', 'no'],
  ['Lí Thi Mĩ', 'Lý Thị Mỹ', 'no'],
  ['Ann Nguyễn Văn', 'Nguyễn Văn An', 'no'],
  // … and so is what would be guessing.
  ['An', 'Nguyễn Văn An', 'no'],
  ['Nguyễn', 'Nguyễn Văn An', 'no'],
  ['Nguyễn An', 'Nguyễn Thị Minh An', 'no'],
  ['N V An', 'Nguyễn Văn An', 'no'],
  ['N V A', 'Nguyễn Văn An', 'no'],
  ['J. Smith', 'John Smith', 'no'],
  ['Vũ A', 'Vũ Y', 'no'],
  ['A', 'Y', 'no'],
  ['Trần Thị Bình', 'Nguyễn Văn An', 'no'],
  ['', 'Nguyễn Văn An', 'no'],
  ['', '', 'no'],
  ['...', '...', 'no'],
  ['\u200b', '\u200b', 'no'],
];

test('each usual difference has its verdict and reason', () => {
  for (const [claimed, held, verdict, why] of table) {
    const found = compareName(claimed, held);
    assert.deepEqual([found.verdict, found.why], [verdict, why], `${claimed} / ${held}`);
  }
});

test('both sides may be exchanged', () => {
  for (const [claimed, held] of table) assert.deepEqual(compareName(held, claimed), compareName(claimed, held));
  fc.assert(
    fc.property(makeError(vietnameseName), vietnameseName, ({ name, typed }, other) => {
      assert.deepEqual(compareName(typed, name), compareName(name, typed));
      assert.deepEqual(compareName(typed, other), compareName(other, typed));
    }),
  );
});

test('yes means equal keys and equal tone keys', () => {
  const word = fc.constantFrom('Hoà', 'Hòa', 'HÒA', 'Hoa', 'An', 'an');
  const short = fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => words.join(' '));
  let seen = 0;
  fc.assert(
    fc.property(short, short, (a, b) => {
      if (compareName(a, b).verdict === 'yes') {
        seen++;
        assert.equal(nameKey(a), nameKey(b));
        assert.equal(toneKey(a), toneKey(b));
      } else assert.notEqual(toneKey(a), toneKey(b));
    }),
    { numRuns: 500 },
  );
  assert.ok(seen > 0);
});

test('one typing error in a Vietnamese name is at worst close', () => {
  fc.assert(
    fc.property(makeError(vietnameseName), ({ name, typed }) => {
      assert.notEqual(compareName(typed, name).verdict, 'no', `${typed} / ${name}`);
    }),
    { numRuns: 5000 },
  );
});

test('unrelated names are no', () => {
  fc.assert(
    fc.property(vietnameseName, vietnameseName, (a, b) => {
      const [left, right] = [nameTokens(a), nameTokens(b)];
      fc.pre(editDistanceAtMost(nameKey(a), nameKey(b), 1) > 1);
      fc.pre(left[0] !== right[0] && left.at(-1) !== right.at(-1));
      fc.pre(left.toSorted().join() !== right.toSorted().join());
      assert.equal(compareName(a, b).verdict, 'no');
    }),
    { numRuns: 2000 },
  );
});

test('the verdict does not depend on the Unicode form', () => {
  fc.assert(
    fc.property(makeError(vietnameseName), ({ name, typed }) => {
      const verdict = compareName(typed, name);
      assert.deepEqual(compareName(typed.normalize('NFD'), name), verdict);
      assert.deepEqual(compareName(typed, name.normalize('NFD')), verdict);
    }),
  );
});

test('a no says nothing more: no reason, no distance to climb by', () => {
  fc.assert(
    fc.property(vietnameseName, vietnameseName, (a, b) => {
      const found = compareName(a, b);
      if (found.verdict === 'no') assert.deepEqual(found, { verdict: 'no', distance: 2 });
    }),
  );
});

test('one word never comes close to a name of several', () => {
  fc.assert(
    fc.property(vietnameseName, fc.nat(), (name, seed) => {
      const words = name.split(' ');
      assert.equal(compareName(words[seed % words.length]!, name).verdict, 'no');
    }),
  );
});

test('any two strings can be compared', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), vietnameseName);
  fc.assert(fc.property(text, text, (a, b) => ['yes', 'close', 'no'].includes(compareName(a, b).verdict)));
  assert.equal(compareName('a'.repeat(1e6), 'a'.repeat(1e6)).verdict, 'no');
});
