import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeCsv } from './csv.ts';

test('values with quotes, commas and lines are quoted, and nothing is a formula', () => {
  const text = writeCsv([
    ['at', 'text'],
    ['2026-09-01', 'a "b", c\nd'],
    ['=1+1', '@x'],
  ]);
  assert.equal(text, '\u{feff}at,text\r\n2026-09-01,"a ""b"", c\nd"\r\n\'=1+1,\'@x\r\n');
});
