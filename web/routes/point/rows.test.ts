import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readRows } from './rows.ts';

test('rows are cut at commas, semicolons and tabs; names of columns and empty lines are none', () => {
  assert.deepEqual(readRows('number;seat\n001190000001;12A\r\n\n"001190000002",14C\n', 2), [
    ['001190000001', '12A'],
    ['001190000002', '14C'],
  ]);
});

test('a row that is too short spoils the whole: half a list is no list', () => {
  assert.deepEqual(readRows('001190000001;12A\n001190000002', 2), []);
});

test('whatever a file holds, each row has its cells', () => {
  fc.assert(fc.property(fc.string(), (text) => readRows(text, 2).every((cells) => cells.length >= 2)));
});
