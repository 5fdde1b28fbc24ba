import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type BadRow, createSplitter, type Shape } from './index.ts';

const three: Shape = { kind: 'delimited', separator: ',', columns: 3 };
const lines: Shape = { kind: 'lines' };

/** What comes out when a file comes in pieces of these lengths. */
function split(shape: Shape, file: Buffer, lengths: readonly number[] = [file.length]) {
  const out: Buffer[] = [];
  const bad: [number, BadRow][] = [];
  let rows = 0;
  const splitter = createSplitter(shape, {
    rows(bytes, count) {
      out.push(Buffer.from(bytes));
      rows += count;
    },
    bad: (row, why) => void bad.push([row, why]),
  });
  let at = 0;
  for (let turn = 0; at < file.length; turn++) {
    const length = Math.max(1, lengths[turn % lengths.length] ?? 1);
    splitter.push(file.subarray(at, at + length));
    at += length;
  }
  splitter.end();
  assert.equal(splitter.row, rows);
  assert.equal(splitter.offset, file.length);
  return { text: Buffer.concat(out).toString('utf8'), rows, bad };
}
const text = (shape: Shape, file: string) => split(shape, Buffer.from(file));

test('well-formed rows leave as they came, with one kind of line end', () => {
  for (const end of ['\n', '\r\n', '\r'])
    assert.deepEqual(text(three, `a,b,c${end}d,"e, f","g""h"${end}`), {
      text: 'a,b,c\nd,"e, f","g""h"\n',
      rows: 2,
      bad: [],
    });
});

test('a quoted line end belongs to its value, and the last row needs no end', () => {
  assert.deepEqual(text(three, 'a,"b\nb\r\nb",c\nd,e,f'), { text: 'a,"b\nb\r\nb",c\nd,e,f\n', rows: 2, bad: [] });
});

test('each bad row keeps its number and its reason, and the rows around it stay', () => {
  const file = Buffer.concat([
    Buffer.from('a,b,c\nragged,b\na,b,c,d\nx"y,b,c\n"x"y,b,c\n'),
    Buffer.from([0x61, 0xff, 0x2c, 0x2c, 0x0a]),
    Buffer.from('nul\0,b,c\nlast,b,c\n'),
  ]);
  assert.deepEqual(split(three, file), {
    text: `a,b,c\n${',,\n'.repeat(6)}last,b,c\n`,
    rows: 8,
    bad: [
      [1, 'columns'],
      [2, 'columns'],
      [3, 'quotes'],
      [4, 'quotes'],
      [5, 'encoding'],
      [6, 'character'],
    ],
  });
});

test('a quote that is never closed takes its own line with it and no other', () => {
  const rest = Array.from({ length: 5_000 }, (_, index) => `${index},name ${index},1990-01-01`).join('\n');
  const { rows, bad } = text(three, `a,"open,c\n${rest}\n`);
  assert.equal(rows, 5_001);
  assert.deepEqual(bad, [[0, 'quotes']]);
});

test('a record longer than 64 KiB is one bad row', () => {
  for (const open of ['', '"']) {
    const { rows, bad } = text(three, `a,b,c\n${open}${'x'.repeat(200_000)},b,c\nd,e,f\n`);
    assert.deepEqual([rows, bad], [3, [[1, 'too-long']]]);
  }
});

test('blank lines are no rows', () => {
  assert.deepEqual(text(three, '\n\na,b,c\n\r\n\nd,e,f\n\n'), { text: 'a,b,c\nd,e,f\n', rows: 2, bad: [] });
});

test('lines of JSON pass with their quotes; what is not UTF-8 becomes null', () => {
  const file = Buffer.concat([Buffer.from('{"a":"b"}\n'), Buffer.from([0x22, 0xc3, 0x28, 0x22, 0x0a])]);
  assert.deepEqual(split(lines, file), { text: '{"a":"b"}\nnull\n', rows: 2, bad: [[1, 'encoding']] });
});

const cell = fc.oneof(
  fc.stringMatching(/^[a-zA-Zà-ỹ0-9 .-]{0,12}$/),
  fc.constantFrom('"', '""', 'a"b', 'x,y', 'new\nline', '\r', '\0', ',', '\ufeff', '"open'),
  fc.string({ maxLength: 8 }),
);
const quote = (value: string) => `"${value.replaceAll('"', '""')}"`;

test('however the bytes arrive, the same rows come out', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 30 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }),
      fc.uint8Array({ maxLength: 12 }),
      (rows, end, lengths, noise) => {
        const file = Buffer.concat([Buffer.from(rows.map((row) => row.join(',')).join(end)), noise]);
        assert.deepEqual(split(three, file, lengths), split(three, file));
      },
    ),
    { numRuns: 400 },
  );
});

test('every row that is properly quoted comes out, whatever stands in it, between rows that are not', () => {
  const fine = fc.array(
    fc
      .string({ unit: 'grapheme', maxLength: 10 })
      .filter((one) => one.isWellFormed() && !one.includes('\0') && !one.includes('\x1f')),
    { minLength: 3, maxLength: 3 },
  );
  const broken = fc.constantFrom('too,few', 'a"b,c,d', '"a"b,c,d', '1,2,3,4');
  fc.assert(
    fc.property(fc.array(fc.oneof(fine, broken), { maxLength: 40 }), (records) => {
      const file = records.map((one) => (typeof one === 'string' ? one : one.map(quote).join(','))).join('\n');
      const { rows, bad, text: out } = text(three, file);
      assert.equal(rows, records.length);
      assert.deepEqual(
        bad.map(([row]) => row),
        records.flatMap((one, row) => (typeof one === 'string' ? [row] : [])),
      );
      assert.equal(
        out,
        records.map((one) => (typeof one === 'string' ? ',,\n' : `${one.map(quote).join(',')}\n`)).join(''),
      );
    }),
    { numRuns: 400 },
  );
});

test('a splitter that goes on where another stopped gives the rows that were left', () => {
  const file = Buffer.from(Array.from({ length: 300 }, (_, index) => `${index},"b\n",c`).join('\n'));
  const first = createSplitter(three, { rows: () => {}, bad: () => {} });
  first.push(file.subarray(0, 1_500));
  const seen: string[] = [];
  const second = createSplitter(
    three,
    { rows: (bytes) => void seen.push(bytes.toString()), bad: () => {} },
    { row: first.row, offset: first.offset },
  );
  second.push(file.subarray(first.offset));
  second.end();
  assert.equal(second.row, 300);
  assert.ok(seen.join('').startsWith(`${first.row},`));
});
