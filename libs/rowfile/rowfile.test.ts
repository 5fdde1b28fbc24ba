import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import {
  HeadError,
  PARQUET_TAIL,
  readDialect,
  readLinesHead,
  readParquetFooter,
  readParquetTail,
  readRecords,
  takeRecords,
} from './index.ts';

const refusal = (code: string) => (error: unknown) => error instanceof HeadError && error.code === code;
const records = (text: string, whole = true, most = 10) => {
  const head = Buffer.from(text);
  return readRecords(head, readDialect(head), most, whole);
};

test('the header names separator and columns, with a byte order mark or without', () => {
  const head = '\ufeffSố định danh;"Họ, tên";Ngày sinh\r\n1;2;3\r\n';
  const dialect = readDialect(Buffer.from(head));
  assert.deepEqual([dialect.separator, dialect.columns], [';', ['Số định danh', 'Họ, tên', 'Ngày sinh']]);
  assert.equal(Buffer.from(head).subarray(dialect.begin).toString(), '1;2;3\r\n');
  assert.deepEqual(readDialect(Buffer.from('a\tb\n')).columns, ['a', 'b']);
  assert.deepEqual(readDialect(Buffer.from('only')).columns, ['only']);
});

for (const [name, bytes, code] of [
  ['UTF-16', Buffer.from('\ufeffnumber,name\n', 'utf16le'), 'encoding'],
  ['not UTF-8', Buffer.from([0x61, 0xe3, 0x2c, 0x62, 0x0a]), 'encoding'],
  ['empty', Buffer.alloc(0), 'header-missing'],
  ['of blank lines', Buffer.from('\n\r\n'), 'header-missing'],
  ['with an open quote', Buffer.from('"a,b\n1,2\n'), 'header-malformed'],
  ['with an open quote behind a byte order mark', Buffer.from('\ufeff"a,b\n1,2\n'), 'header-malformed'],
  ['of 300 columns', Buffer.from(Array.from({ length: 300 }, () => 'a').join(',')), 'columns-too-many'],
] as const) {
  test(`a file that is ${name} is refused by its header`, () => {
    assert.throws(() => readDialect(bytes), refusal(code));
  });
}

test('the first records are those that the head holds whole', () => {
  const text = 'a,b\r\n1,"x, ""y""\nz"\r\n\r\n2,ế\r\n3,cut';
  assert.deepEqual(records(text), [
    ['1', 'x, "y"\nz'],
    ['2', 'ế'],
    ['3', 'cut'],
  ]);
  assert.deepEqual(records(text, false).at(-1), ['2', 'ế']);
  assert.equal(records(text, true, 1).length, 1);
});

test('what is written with quotes is read back, whatever stands in it', () => {
  const value = fc.string({ unit: 'grapheme' }).filter((one) => one.isWellFormed());
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { maxLength: 8 }), (rows) => {
      const quoted = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','));
      assert.deepEqual(records(['a,b', ...quoted].join('\n')), rows);
    }),
  );
});

test('keys of lines of JSON are columns; a line that is cut names none', () => {
  const head = readLinesHead(Buffer.from('\ufeff{"a":1,"b":"x"}\n[1]\nnot\n{"c":null}\n{"d":'));
  assert.deepEqual(head.columns, ['a', 'b', 'c']);
  assert.equal(head.rows.length, 2);
  assert.throws(() => readLinesHead(Buffer.from('a,b\n1,2\n')), refusal('header-missing'));
});

test('a Parquet file tells its columns and rows, nested ones by their first level', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dancu-parquet-'));
  const connection = await (await DuckDBInstance.create()).connect();
  try {
    const file = join(folder, 'some.parquet');
    await connection.run(`COPY (SELECT i::VARCHAR AS "số định danh", {'x': 1, 'y': [{'z': 2}]} AS nested, [1, 2] AS list,
      MAP {'k': 1} AS map, i::DOUBLE AS d, DATE '1990-01-01' AS "ngày sinh" FROM range(1234) t(i)) TO '${file}' (FORMAT parquet)`);
    const bytes = readFileSync(file);
    const length = readParquetTail(bytes.subarray(-PARQUET_TAIL));
    const footer = bytes.subarray(-PARQUET_TAIL - length, -PARQUET_TAIL);
    assert.deepEqual(readParquetFooter(footer), {
      columns: ['số định danh', 'nested', 'list', 'map', 'd', 'ngày sinh'],
      rows: 1234,
    });
    for (let cut = 0; cut < 60; cut++)
      assert.throws(() => readParquetFooter(footer.subarray(0, cut)), refusal('file-malformed'));
    fc.assert(
      fc.property(fc.nat({ max: footer.length - 1 }), fc.nat({ max: 255 }), (at, byte) => {
        const changed = Buffer.from(footer);
        changed[at] = byte;
        try {
          readParquetFooter(changed);
        } catch (error) {
          assert.ok(refusal('file-malformed')(error), String(error));
        }
      }),
    );
  } finally {
    connection.closeSync();
    rmSync(folder, { recursive: true });
  }
  assert.throws(() => readParquetTail(Buffer.from('12345678')), refusal('file-malformed'));
});

test('read part by part, wherever the parts end, the records are those of the whole', () => {
  const value = fc.string({ unit: fc.constantFrom('a', 'ệ', ',', '"', '\n', '\r', ' ') });
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(
      fc.array(fc.array(value, { minLength: 2, maxLength: 3 })),
      fc.integer({ min: 1, max: 9 }),
      (rows, size) => {
        const bytes = Buffer.from(rows.map((row) => `${row.map(quote).join(',')}\r\n`).join(''));
        const read: string[][] = [];
        let held = Buffer.alloc(0);
        for (let from = 0; from < bytes.length; from += size) {
          held = Buffer.concat([held, bytes.subarray(from, from + size)]);
          const { records, bytes: taken } = takeRecords(held, { separator: ',' }, from + size >= bytes.length);
          read.push(...records);
          held = held.subarray(taken);
        }
        assert.deepEqual(read, rows);
        assert.equal(held.length, 0);
      },
    ),
  );
});
