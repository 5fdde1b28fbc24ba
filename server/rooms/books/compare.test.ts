import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { differingFields, mergeWritten, readValue, readWritten, ValueFault, type Written } from './compare.ts';
import type { BookField } from './kinds.ts';

const field = (id: string, kind: BookField['kind'], required = false): BookField => ({ id, kind, required, name: {} });
const fields = [
  field('name', 'name', true),
  field('birthDate', 'date', true),
  field('sex', 'sex'),
  field('birthPlace', 'text'),
];
const written = (values: Record<string, string>, unreadable: string[] = []): Written => ({
  values: { name: 'Trần Thị Lan', birthDate: '1987-09-05', ...values },
  unreadable,
  absent: false,
});
const differ = (one: Written, other: Written) => differingFields(fields, one, other);
const reasonOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof ValueFault);
    return `${error.field} ${error.reason}`;
  }
  return 'taken';
};

test('dates are read as books write them and as we do, and kept in one form', () => {
  const read = (text: string) => readValue(field('birthDate', 'date'), text);
  for (const [typed, kept] of [
    ['5/9/1987', '1987-09-05'],
    [' 05-09-1987 ', '1987-09-05'],
    ['5.9.1987', '1987-09-05'],
    ['9/1987', '1987-09'],
    ['1987', '1987'],
    ['1987-09-05', '1987-09-05'],
    ['', ''],
  ])
    assert.equal(read(typed!), kept, typed);
  for (const typed of ['31/2/1987', '0/9/1987', '5/13/1987', '87', 'five', '5//1987'])
    assert.equal(
      reasonOf(() => read(typed)),
      'birthDate malformed',
      typed,
    );
});

test('case, runs of blanks and blanks beside punctuation are no disagreement', () => {
  const one = readWritten(fields, {
    values: { name: 'TRẦN THỊ LAN', birthDate: '5/9/1987', birthPlace: 'Trạm xá  Phúc Xá' },
  });
  const other = readWritten(fields, {
    values: { name: '  Trần Thị  Lan ', birthDate: '05/09/1987', birthPlace: 'trạm xá phúc xá' },
  });
  assert.deepEqual(differ(one, other), []);
  assert.equal(one.values.name, 'Trần Thị Lan');
  assert.deepEqual(differ(written({ birthPlace: 'Phúc Xá, Hà Nội' }), written({ birthPlace: 'Phúc Xá ,Hà Nội' })), []);
});

test('diacritics and a blank between letters are a disagreement', () => {
  for (const name of ['Trần Thị Làn', 'Tran Thi Lan', 'Trần Thị La n'])
    assert.deepEqual(differ(written({}), written({ name })), ['name'], name);
});

test('unreadable is a value: two who cannot read agree, and it is neither a blank nor a text', () => {
  const unread = { values: { name: 'Trần Thị Lan', birthDate: '1987-09-05' }, unreadable: ['sex'], absent: false };
  assert.deepEqual(differ(unread, unread), []);
  assert.deepEqual(differ(unread, written({})), ['sex']);
  assert.deepEqual(differ(unread, written({ sex: 'male' })), ['sex']);
});

test('a field that is required is written or said to be unreadable', () => {
  assert.equal(
    reasonOf(() => readWritten(fields, { values: { name: 'Trần Thị Lan' } })),
    'birthDate missing',
  );
  assert.deepEqual(readWritten(fields, { values: { name: 'Trần Thị Lan' }, unreadable: ['birthDate'] }).unreadable, [
    'birthDate',
  ]);
  assert.equal(
    reasonOf(() => readWritten(fields, { values: { toString: 'x' } })),
    'toString unknown-field',
  );
  assert.equal(
    reasonOf(() => readWritten(fields, { unreadable: ['colour'] })),
    'colour unknown-field',
  );
});

test('where only one found the entry, every field is in dispute', () => {
  const absent = readWritten(fields, { absent: true });
  assert.deepEqual(differ(absent, written({})), ['name', 'birthDate', 'sex', 'birthPlace']);
  assert.deepEqual(differ(absent, absent), []);
});

test('a reviewer decides what is in dispute, a blank too, and nothing else', () => {
  const first = written({ sex: 'male', birthPlace: 'Hà Nội' });
  const decided = { values: { name: 'Trần Thị Làn' }, unreadable: ['birthDate'], absent: false };
  assert.deepEqual(mergeWritten(fields, first, decided, ['birthDate', 'birthPlace']), {
    values: { name: 'Trần Thị Lan', sex: 'male' },
    unreadable: ['birthDate'],
    absent: false,
  });
});

test('whatever is typed is kept or refused; what is kept is kept again as it is, and agrees with itself', () => {
  const kinds = ['number', 'date', 'name', 'sex', 'text'] as const;
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.string({ unit: 'binary', maxLength: 400 }), (kind, typed) => {
      const one = field('some', kind);
      let kept: string;
      try {
        kept = readValue(one, typed);
      } catch (error) {
        assert.ok(error instanceof ValueFault);
        return;
      }
      assert.equal(readValue(one, kept), kept);
      const values = (value: string) => ({ values: { some: value }, unreadable: [], absent: false });
      assert.deepEqual(differingFields([one], values(kept), values(kept.toLowerCase())), []);
    }),
  );
});
