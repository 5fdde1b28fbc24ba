import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CsvError, readCsv } from '#libs/country';

const quote = (cell: string) => (/[",\n]/.test(cell) || cell === '' ? `"${cell.replaceAll('"', '""')}"` : cell);
const cell = fc.string({ unit: fc.constantFrom('a', 'Đ', '"', ',', '\n', ' ', '😀') });

test('reads back what RFC 4180 writes', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell)), (rows) => {
      const text = [['a', 'b'], ...rows].map((row) => `${row.map(quote).join(',')}\n`).join('');
      assert.deepEqual(
        readCsv(text).rows,
        rows.map(([a, b]) => ({ a, b })),
      );
    }),
  );
});

test('any text is read or refused with a line, never anything else', () => {
  const piece = fc.constantFrom('a', ',', '"', '\n', '\r', '""', 'b\n', '\uFEFF', '__proto__');
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      try {
        const { columns, rows } = readCsv(pieces.join(''));
        for (const row of rows) assert.deepEqual(Object.keys(row), columns);
      } catch (error) {
        assert.ok(error instanceof CsvError && error.line >= 1);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('refuses by line what the strict form does not know', () => {
  const lineOf = (text: string) => {
    try {
      readCsv(text);
    } catch (error) {
      return (error as CsvError).line;
    }
    return 0;
  };
  assert.equal(lineOf('a,b\n1,2\n'), 0);
  assert.equal(lineOf('a,b\n1,2'), 2);
  assert.equal(lineOf('a,b\n1\n'), 2);
  assert.equal(lineOf('a,b\n1,2\n\n'), 3);
  assert.equal(lineOf('a,b\n1,2\r\n'), 2);
  assert.equal(lineOf('a,a\n'), 1);
  assert.equal(lineOf('a,__proto__\n'), 1);
  assert.equal(lineOf('a,b\n"1\n2",3\n4\n'), 4);
  assert.equal(lineOf('a,b\n1,"2\n'), 2);
  assert.equal(lineOf('a,b\n1,"2"x\n'), 2);
  assert.equal(lineOf('\uFEFFa,b\n'), 1);
});
