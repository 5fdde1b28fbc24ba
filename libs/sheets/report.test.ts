import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fromBufferPromise } from 'yauzl';
import { type ReportOptions, type ReportRow, SheetError, writeReport } from './index.ts';
import { readAll } from './samples.ts';

const options = (form: 'csv' | 'xlsx'): ReportOptions => ({
  form,
  columns: ['Họ tên', 'Số'],
  added: ['Lý do'],
  separator: ';',
});

async function write(rows: Iterable<ReportRow> | AsyncIterable<ReportRow>, form: 'csv' | 'xlsx'): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of writeReport(rows, options(form))) pieces.push(piece);
  return Buffer.concat(pieces);
}

const text = fc
  .string({ unit: 'grapheme', maxLength: 10 })
  .filter((one) => one.isWellFormed() && !/[\0\ufeff]/.test(one));

test('what a report holds is read back as it was, in both forms', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 20 }), async (rows) => {
      const filled = rows.filter((row) => row.some((cell) => cell !== ''));
      const report = rows.map(([name, number, reason]) => ({ cells: [name, number], added: [reason] }));
      const csv = await readAll(await write(report, 'csv'), { headerRow: 1, separator: ';' });
      assert.deepEqual(
        csv.cells.map((row) => row.map(release)),
        filled.map((row) => row.map(release)),
      );
      assert.deepEqual((await readAll(await write(report, 'xlsx'), { headerRow: 1 })).cells, filled);
    }),
    { numRuns: 150 },
  );
});

const release = (cell: string) => cell.replace(/^'(?=\s*[=@\t\r+-])/, '');

test('CSV begins with a byte order mark, quotes what it must, and lets no cell run', async () => {
  const file = await write(
    [
      { cells: ['=HYPERLINK("x")', '-12'], added: ['a;b'] },
      { cells: ['@SUM(A1)', '+84 912'], added: [' +cmd|x'] },
    ],
    'csv',
  );
  assert.equal(
    file.toString(),
    `\ufeffHọ tên;Số;Lý do\r\n"'=HYPERLINK(""x"")";-12;"a;b"\r\n'@SUM(A1);+84 912;' +cmd|x\r\n`,
  );
});

test('in XLSX every cell is text and the header stands still', async () => {
  const zip = await fromBufferPromise(await write([{ cells: ['=1+1', '079'], added: ['<&>'] }], 'xlsx'), {
    lazyEntries: true,
  });
  for await (const entry of zip.eachEntry()) {
    if (!entry.fileName.endsWith('sheet1.xml')) continue;
    const pieces: Buffer[] = [];
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer);
    const xml = Buffer.concat(pieces).toString();
    assert.match(xml, /<pane ySplit="1" [^>]*state="frozen"\/>/);
    assert.match(xml, /t="inlineStr"><is><t xml:space="preserve">=1\+1<\/t>/);
    assert.match(xml, /&lt;&amp;&gt;/);
    assert.doesNotMatch(xml, /<f>|<v>/);
    return;
  }
  assert.fail('no sheet was written');
});

test('a row that has fewer cells than columns, or more, keeps its reasons in their columns', async () => {
  const rows = [
    { cells: ['x'], added: ['short'] },
    { cells: ['x', 'y', 'z'], added: ['long'] },
  ];
  for (const form of ['csv', 'xlsx'] as const)
    assert.deepEqual((await readAll(await write(rows, form), { headerRow: 1 })).cells, [
      ['x', '', 'short'],
      ['x', 'y', 'long'],
    ]);
});

test('what breaks while rows are written breaks the report', async () => {
  async function* broken(): AsyncGenerator<ReportRow> {
    yield { cells: ['a', 'b'], added: [''] };
    throw new SheetError('rows-too-many');
  }
  for (const form of ['csv', 'xlsx'] as const) await assert.rejects(write(broken(), form), { code: 'rows-too-many' });
});
