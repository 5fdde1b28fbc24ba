import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openSheet } from './index.ts';
import { bookOf, bookParts, codeOf, compoundOf, inlineRow, lyingBook, readAll, sourceOf, zipOf } from './samples.ts';

const table = inlineRow('Họ tên', 'Năm') + inlineRow('An', '1990').repeat(50);

for (const [name, file, code] of [
  ['nothing at all', '', 'empty'],
  ['blank lines', '\n\n\n', 'empty'],
  ['a PDF', '%PDF-1.7\n%', 'not-rows'],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), 'not-rows'],
  ['a program', Buffer.from([0x4d, 0x5a, 0x90, 0x00, 0x03]), 'not-rows'],
  ['bytes without sense', Buffer.from(Array.from({ length: 400 }, (_, at) => (at * 7) % 32)), 'not-rows'],
  ['a web page', '<html><table><tr><td>a</td></tr></table>', 'web-page'],
  ['a JSON array', '[\n{"a":1},\n{"a":2}]', 'json-not-lines'],
  ['100,000 columns', `${Array.from({ length: 100_000 }, (_, at) => `c${at}`).join(',')}\n1,2\n`, 'columns-too-many'],
  ['a workbook of before 2007', compoundOf('Workbook'), 'old-workbook'],
  ['a workbook with a password', compoundOf('EncryptedPackage'), 'encrypted'],
  ['a text of Word', compoundOf('WordDocument'), 'not-rows'],
] as const)
  test(`${name} is refused as ${code}`, async () => assert.equal(await codeOf(file), code));

test('archives that are no XLSX are told apart', async () => {
  const cover = (main: string) => bookParts({ sheets: { A: table } })['_rels/.rels']!.replace('xl/workbook.xml', main);
  assert.equal(await codeOf(await zipOf({ 'a.txt': 'a' })), 'not-rows');
  assert.equal(await codeOf(await zipOf({ 'content.xml': '<a/>', mimetype: 'x' })), 'other-workbook');
  assert.equal(await codeOf(await zipOf({ 'xl/workbook.bin': 'a' })), 'binary-workbook');
  assert.equal(
    await codeOf(await zipOf({ '_rels/.rels': cover('word/document.xml'), 'word/document.xml': '<a/>' })),
    'not-rows',
  );
});

test('a workbook that was cut off anywhere, or whose bytes changed, ends in a reason or in rows', async () => {
  const book = await bookOf({ sheets: { A: table } });
  assert.equal(await codeOf(book), '50 rows');
  for (let cut = 4; cut < book.length; cut += 41)
    assert.equal(await codeOf(book.subarray(0, cut)), 'zip-damaged', `${cut}`);
  await fc.assert(
    fc.asyncProperty(fc.nat(book.length - 1), fc.nat(255), async (at, byte) => {
      const changed = Buffer.from(book);
      changed[at] = byte;
      await codeOf(changed);
    }),
    { numRuns: 300 },
  );
});

test('XML of any kind ends in a reason or in rows', async () => {
  const parts = bookParts({ sheets: { A: table } });
  const piece = fc.constantFrom(
    '<row r="3">',
    '<row r="2">',
    '<row>',
    '</row>',
    '<c r="B2">',
    '<c r="ZZZZ1" t="s">',
    '<c>',
    '</c>',
    '<v>',
    '</v>',
    '7',
    '&lt;',
    '&x;',
    '<is>',
    '</is>',
    '<t>',
    '</t>',
    ']]>',
    '<!--',
    '\u0001',
    '<row r="-1">',
    '<row r="x"/>',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
      const sheet = `<worksheet><sheetData>${table}${pieces.join('')}</sheetData></worksheet>`;
      await codeOf(await zipOf({ ...parts, 'xl/worksheets/sheet0.xml': sheet }));
    }),
    { numRuns: 150 },
  );
});

test('entities are not expanded: a document type is refused', async () => {
  const laughs = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet><sheetData>&b;</sheetData></worksheet>';
  const parts = bookParts({ sheets: { A: table } });
  assert.equal(await codeOf(await zipOf({ ...parts, 'xl/worksheets/sheet0.xml': laughs })), 'xml-damaged');
  assert.equal(await codeOf(await zipOf({ ...parts, 'xl/workbook.xml': laughs })), 'xml-damaged');
});

test('an archive that unpacks to far more than it is, or to more than it says, is refused before it does', async () => {
  const parts = bookParts({ sheets: { A: table } });
  const blanks = Buffer.concat([Buffer.from('<worksheet><sheetData>'), Buffer.alloc(70 << 20, 0x20)]);
  assert.equal(await codeOf(await zipOf({ ...parts, 'xl/worksheets/sheet0.xml': blanks })), 'zip-bomb');
  assert.equal(await codeOf(await lyingBook(100)), 'zip-bomb');
  assert.equal(await codeOf(await lyingBook(0x7fffffff)), 'zip-bomb');
  const many = await bookOf({ sheets: { A: table } });
  many.writeUInt16LE(20_001, many.length - 12);
  assert.equal(await codeOf(many), 'zip-bomb');
});

test('one token of megabytes is refused before it fills the memory', async () => {
  const cell = `<row><c t="inlineStr"><is><t>${Buffer.alloc(20 << 20, 'ab ').toString('latin1')}</t></is></c></row>`;
  assert.equal(await codeOf(await bookOf({ sheets: { A: cell } })), 'xml-damaged');
});

test('a cell beyond the last column Excel has, or a thousand columns, is refused', async () => {
  assert.equal(
    await codeOf(await bookOf({ sheets: { A: `${table}<row><c r="XFE9"><v>1</v></c></row>` } })),
    'columns-too-many',
  );
  const wide = inlineRow(...Array.from({ length: 1001 }, (_, at) => `cột ${at}`));
  assert.equal(await codeOf(await bookOf({ sheets: { A: wide } })), 'columns-too-many');
  const { rows } = await readAll(
    await bookOf({ sheets: { A: `${inlineRow('a', 'b').repeat(70)}<row><c r="XFD71"><v>1</v></c></row>` } }),
  );
  assert.deepEqual([rows.at(-1)!.cells, rows.at(-1)!.notes, rows.at(-1)!.raw], [['', ''], ['extra'], 'XFD: 1']);
});

test('damage in the middle of a sheet is told when it is reached, behind the rows before it', async () => {
  const good = inlineRow('Họ tên', 'Năm') + inlineRow('An', '1990').repeat(5000);
  const sheet = await openSheet(sourceOf(await bookOf({ sheets: { A: `${good}<row></worksheet>` } })));
  let rows = 0;
  await assert.rejects(
    async () => {
      for await (const block of sheet.blocks()) rows += block.rows.length;
    },
    { name: 'SheetError', code: 'xml-damaged' },
  );
  assert.ok(rows >= 1000 && rows <= 5000, String(rows));
});
