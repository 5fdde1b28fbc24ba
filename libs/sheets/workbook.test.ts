import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSheet, type RawRow } from './index.ts';
import { bookOf, codeOf, inlineRow, readAll, sourceOf } from './samples.ts';

const row = (...cells: readonly string[]) => `<row>${cells.join('')}</row>`;
const v = (value: string | number, attributes = '') => `<c ${attributes}><v>${value}</v></c>`;
const head = inlineRow('Họ tên', 'Năm', 'Quê');

/** Formats 0 general, 1 date, 2 own date, 3 time, 4 twelve digits, 5 number with a `d` in quotes, 6 amount. */
const styles =
  '<numFmts><numFmt numFmtId="170" formatCode="dd\\/mm\\/yyyy;@"/><numFmt numFmtId="171" formatCode="000000000000"/>' +
  '<numFmt numFmtId="172" formatCode="0 &quot;days&quot;"/><numFmt numFmtId="173" formatCode="[Red]#,##0.00"/></numFmts>' +
  '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>' +
  [0, 14, 170, 20, 171, 172, 173].map((id) => `<xf numFmtId="${id}"/>`).join('') +
  '</cellXfs>';

async function readCells(cells: readonly string[], from1904 = false) {
  const sheet = inlineRow(...cells.map((_, at) => `cột ${'abcdefghijkl'[at]}`)) + row(...cells);
  return (await readAll(await bookOf({ sheets: { A: sheet }, styles, from1904 }))).cells[0];
}

test('days are dates in the system of their workbook, whatever their format shows', async () => {
  const days = [v(1, 's="1"'), v(59, 's="1"'), v(60, 's="1"'), v(61, 's="1"'), v(32874, 's="2"'), v(45292.75, 's="2"')];
  assert.deepEqual(await readCells([...days, v(0.5, 's="3"'), v(2958465, 's="1"')]), [
    '1900-01-01',
    '1900-02-28',
    '1900-02-29',
    '1900-03-01',
    '1990-01-01',
    '2024-01-01T18:00:00',
    '12:00:00',
    '9999-12-31',
  ]);
  assert.deepEqual(await readCells([v(31412, 's="1"'), v(1, 's="2"')], true), ['1990-01-01', '1904-01-02']);
  assert.deepEqual(await readCells([v(-1, 's="1"'), v(9999999, 's="1"'), v('x', 's="1"')]), ['-1', '9999999', 'x']);
});

test('numbers keep the digits that the sheet shows', async () => {
  assert.deepEqual(
    await readCells([
      v(79190000123, 's="4"'),
      v('7.9190000123E10'),
      v('7.9190000123E10', 's="4"'),
      v(12, 's="5"'),
      v('1234.5', 's="6"'),
    ]),
    ['079190000123', '79190000123', '079190000123', '12', '1234.5'],
  );
});

test('a formula gives the value that was saved with it; errors and truth as they are shown', async () => {
  assert.deepEqual(
    await readCells([
      '<c t="str"><f>A1&amp;"x"</f><v>kết quả</v></c>',
      '<c><f>1+1</f><v>2</v></c>',
      v('#N/A', 't="e"'),
      v(1, 't="b"'),
      v('1990-01-02', 't="d"'),
      '<c t="inlineStr"><is><r><t>An</t></r><r><t xml:space="preserve"> Bình</t></r><rPh><t>no</t></rPh></is></c>',
      v('a_x000D_b', 't="str"'),
    ]),
    ['kết quả', '2', '#N/A', 'TRUE', '1990-01-02', 'An Bình', 'a\rb'],
  );
});

test('shared strings stand in for cells, with all their runs; one that is not there is empty', async () => {
  const strings = `<si><t>Nguyễn &amp; Trần</t></si><si><r><t>một</t></r><r><t>hai</t></r></si>`;
  const sheet = head + row(v(0, 't="s"'), v(1, 't="s"'), v(9, 't="s"')) + row(v(1, 't="s"'));
  assert.deepEqual((await readAll(await bookOf({ sheets: { A: sheet }, strings }))).cells, [
    ['Nguyễn & Trần', 'mộthai', ''],
    ['mộthai', '', ''],
  ]);
});

test('a hundred thousand strings come back from their pages', async () => {
  const long = 'x'.repeat(60);
  const strings = Array.from({ length: 100_000 }, (_, at) => `<si><t>${at} ${long}</t></si>`).join('');
  const sheet =
    inlineRow('a', 'b') + [0, 65_535, 65_536, 99_999].map((at) => row(v(at, 't="s"'), v(at, 't="s"'))).join('');
  const { cells } = await readAll(await bookOf({ sheets: { A: sheet }, strings }));
  assert.deepEqual(
    cells.map(([cell]) => cell),
    [0, 65_535, 65_536, 99_999].map((at) => `${at} ${long}`),
  );
});

test('rows and cells keep their places, written or not, and empty rows are passed over', async () => {
  const sheet = `<row r="3"><c r="B3" t="inlineStr"><is><t>DANH SÁCH</t></is></c></row><row r="5">${head.slice(5)}<row r="6"/><row r="9"><c r="C9"><v>7</v></c></row><row><c/><c><v>8</v></c></row>`;
  const { sheet: opened, rows } = await readAll(await bookOf({ sheets: { A: sheet } }));
  assert.deepEqual([opened.headerRow, opened.preamble], [5, [['', 'DANH SÁCH']]]);
  assert.deepEqual(
    rows.map(({ row, cells }) => [row, ...cells]),
    [
      [9, '', '', '7'],
      [10, '', '8', ''],
    ],
  );
});

test('the first visible sheet with rows is read, or the one that is named', async () => {
  const book = await bookOf({
    sheets: {
      Secret: head + inlineRow('x'),
      Empty: '',
      Data: head + inlineRow('An'),
      'Trang 2': head + inlineRow('B'),
    },
    hidden: ['Secret'],
  });
  const first = await readAll(book);
  assert.deepEqual(first.sheet.form, {
    kind: 'workbook',
    sheet: 'Data',
    sheets: ['Secret', 'Empty', 'Data', 'Trang 2'],
  });
  assert.deepEqual((await readAll(book, { sheet: 'Trang 2' })).cells, [['B', '', '']]);
  assert.deepEqual((await readAll(book, { sheet: 'Secret' })).cells, [['x', '', '']]);
  assert.equal(await codeOf(book, { sheet: 'none' }), 'sheet-missing');
  assert.equal(await codeOf(book, { sheet: 'Empty' }), 'sheet-missing');
  assert.equal(await codeOf(await bookOf({ sheets: { A: '' } })), 'empty');
});

test('reading a workbook goes on from any row as if it had never stopped', async () => {
  const data = Array.from({ length: 3500 }, (_, at) => inlineRow(`Người ${at}`, `${at}`, 'Huế')).join('');
  const sheet = await openSheet(sourceOf(await bookOf({ sheets: { A: head + data } })));
  const whole: RawRow[] = [];
  const places = [];
  for await (const block of sheet.blocks()) {
    whole.push(...block.rows);
    places.push({ next: block.next, seen: whole.length });
  }
  assert.equal(whole.length, 3500);
  assert.ok(places.length >= 4);
  for (const { next, seen } of places) {
    const rest: RawRow[] = [];
    for await (const block of sheet.blocks(next)) rest.push(...block.rows);
    assert.deepEqual(rest, whole.slice(seen));
  }
});
