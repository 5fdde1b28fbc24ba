import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openSheet, type RawRow } from './index.ts';
import { codeOf, readAll, sourceOf } from './samples.ts';

test('titles stand above the header, two rows of names are one header, and the row that counts columns is none', async () => {
  const { sheet, rows } = await readAll(
    'ỦY BAN NHÂN DÂN XÃ A;;;\nDanh sách năm 2025;;;\n\nHọ tên;Ngày sinh;;Ghi chú\n;Ngày;Năm;\n(1);(2);(3);(4)\nAn;1/2;1990;x\nB;;;\n;;;\n',
  );
  assert.deepEqual(sheet.columns, ['Họ tên', 'Ngày sinh / Ngày', 'Ngày sinh / Năm', 'Ghi chú']);
  assert.equal(sheet.headerRow, 5);
  assert.deepEqual(
    sheet.preamble.map(([title]) => title),
    ['ỦY BAN NHÂN DÂN XÃ A', 'Danh sách năm 2025'],
  );
  assert.deepEqual(
    rows.map(({ row, cells }) => [row, ...cells]),
    [
      [7, 'An', '1/2', '1990', 'x'],
      [8, 'B', '', '', ''],
    ],
  );
});

test('a person says where the header is, that there is none, what separates, and is believed', async () => {
  const file = 'x,y;z\n1,2;3\nName,Year;k\nAn,1990;7\n';
  assert.deepEqual((await readAll(file, { headerRow: 3, separator: ',' })).sheet.columns, ['Name', 'Year;k']);
  const none = await readAll(file, { headerRow: 0, separator: ';' });
  assert.deepEqual([none.sheet.columns, none.rows.length], [['A', 'B'], 4]);
  assert.equal(await codeOf(file, { headerRow: 9 }), 'header-missing');
  assert.deepEqual((await readAll('sep=|\nName|Year\nAn|1990')).cells, [['An', '1990']]);
  assert.deepEqual((await readAll('079190000123,1990\n079190000124,1991\n')).sheet.headerRow, 0);
});

test('a header at the end of the first rows looked at still has its rows', async () => {
  for (const titles of [58, 59, 60]) {
    const file = `${'DANH SÁCH;;\n'.repeat(titles)}Tên;Năm;Quê\n${'An;1990;Huế\n'.repeat(5)}`;
    const { rows } = await readAll(file, { headerRow: titles + 1, separator: ';' });
    assert.equal(rows.length, 5, `${titles}`);
  }
});

test('names of columns are never empty and never twice the same', async () => {
  const { sheet } = await readAll('Tên,,Tên,  Quê \n quán \nAn,12,B,Huế 12\n'.replace('\n quán', ' quán'));
  assert.deepEqual(sheet.columns, ['Tên', 'B', 'Tên (2)', 'Quê quán']);
});

for (const [name, file, bad, notes] of [
  ['more cells than the header', 'a,b\n1,2\n3,4\n5,6,7\n', 'columns', undefined],
  ['fewer cells than the header', 'a,b,c\n1,2,3\n1,2\n', 'columns', undefined],
  ['a quote that is never closed', 'a,b\n1,2\n"x,y\n', 'quotes', undefined],
  ['a NUL byte', 'a,b\n1,x\0y\n', 'nul', undefined],
  ['a quote inside a value', 'a,b\n1,x"y\n', undefined, ['quotes']],
  ['a formula', 'a,b\n1,=1+1\n', undefined, ['formula']],
  ['a bidirectional mark', 'a,b\n1,x\u202ey\n', undefined, ['marks']],
  ['a telephone number, a date and a negative number', 'a,b\n-12,+84 (90) 123\n', undefined, undefined],
] as const)
  test(`a row with ${name} is told of and kept as it is`, async () => {
    const row = (await readAll(file)).rows.at(-1)!;
    assert.deepEqual([row.bad, row.notes], [bad, notes]);
    const line = file.trimEnd().split('\n').at(-1)!.replace('\0', '␀');
    if (bad) assert.equal(row.raw, line);
    else assert.equal(row.cells.join(','), line);
  });

test('a quote that is never closed takes its own line alone, also where quotes follow', async () => {
  const rest = Array.from({ length: 3000 }, (_, at) => `${at},"name, ${at}",1990`);
  const { rows } = await readAll(['a,b,c', '0,"open,1', ...rest].join('\n'));
  assert.equal(rows.length, 3001);
  assert.deepEqual(
    rows.filter(({ bad }) => bad).map(({ row }) => row),
    [2],
  );
});

test('a record of megabytes is one bad row of which the beginning is kept', async () => {
  for (const open of ['', '"']) {
    const { rows } = await readAll(`a,b\n1,2\n${open}${'x'.repeat(3 << 20)},b\r\n3,4\n`);
    assert.deepEqual(
      rows.map(({ row, bad }) => [row, bad]),
      [
        [2, undefined],
        [3, 'too-long'],
        [4, undefined],
      ],
    );
    assert.equal(rows[1]!.raw!.length, 4096);
  }
});

test('rows of another hand are read by their own encoding, and what is in none is bad', async () => {
  const utf8 = Array.from({ length: 20 }, (_, at) => `Nguyễn Văn An,${at}\n`).join('');
  const { rows, sheet } = await readAll(
    Buffer.concat([
      Buffer.from(`Họ tên,Số\n${utf8}`),
      Buffer.from('NguyÔn V¨n B×nh,21\n', 'latin1'),
      Buffer.from([0xff, 0xfe, 0xfd, 0x2c, 0x31, 0x0a]),
    ]),
  );
  assert.equal(sheet.form.kind === 'delimited' && sheet.form.encoding, 'utf-8');
  assert.deepEqual([rows.at(-2)!.cells, rows.at(-2)!.notes], [['Nguyễn Văn Bình', '21'], ['recoded']]);
  assert.equal(rows.at(-1)!.bad, 'encoding');
  const old = await readAll(
    Buffer.concat([Buffer.from('Hä tªn,Sè\nTrÇn ThÞ H¬ng,1\nLª V¨n Hµ,2\n', 'latin1'), Buffer.from('Đỗ Thị Hà,3\n')]),
  );
  assert.deepEqual(old.sheet.columns, ['Họ tên', 'Số']);
  assert.deepEqual([old.rows.at(-1)!.cells, old.rows.at(-1)!.notes], [['Đỗ Thị Hà', '3'], ['recoded']]);
});

test('lines of JSON give their values by key; long numbers keep their digits, and no line is lost', async () => {
  const { sheet, rows } = await readAll(
    '{"id":"079","ten":"An"}\n{"id":79190000123456789012,"nha":{"so":1}}\nnope\n\n[1]\n{"id":null,"ten":true}\n' +
      '{"id":"1"}\n'.repeat(200) +
      '{"id":"2","muon":"x"}\n',
  );
  assert.deepEqual(sheet.columns, ['id', 'ten', 'nha']);
  assert.deepEqual(
    rows.slice(0, 5).map(({ row, cells, bad, raw }) => [row, cells, bad, raw]),
    [
      [1, ['079', 'An', ''], undefined, undefined],
      [2, ['79190000123456789012', '', '{"so":1}'], undefined, undefined],
      [3, [], 'json', 'nope'],
      [5, [], 'json', '[1]'],
      [6, ['', 'true', ''], undefined, undefined],
    ],
  );
  assert.deepEqual([rows.at(-1)!.notes, rows.at(-1)!.raw], [['extra'], '{"id":"2","muon":"x"}']);
  const deep = `{"a":${'['.repeat(1e5)}${']'.repeat(1e5)}}`;
  assert.deepEqual((await readAll(`{"a":1}\n${deep}\n`)).rows.at(-1)!.bad, 'json');
});

const cell = fc
  .string({ unit: 'grapheme', maxLength: 8 })
  .filter((one) => one.isWellFormed() && !/[\0\ufeff]/.test(one));
const quote = (value: string) => `"${value.replaceAll('"', '""')}"`;

test('whatever stands in well-quoted values comes back, in every separator and encoding, however the bytes arrive', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 }),
      fc.constantFrom(',', ';', '\t', '|', '^'),
      fc.constantFrom('utf8', 'utf16le'),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.integer({ min: 1, max: 50 }),
      async (rows, separator, encoding, end, most) => {
        const text = [['tên', 'năm', 'quê'], ...rows].map((row) => row.map(quote).join(separator)).join(end);
        const bytes = Buffer.from(`\ufeff${text}`, encoding as BufferEncoding);
        const sheet = await openSheet(sourceOf(bytes, most), { headerRow: 1, separator });
        const found: RawRow[] = [];
        for await (const block of sheet.blocks()) found.push(...block.rows);
        assert.deepEqual(
          found.map(({ cells }) => cells),
          rows.filter((row) => row.some((one) => one !== '')),
        );
      },
    ),
    { numRuns: 300 },
  );
});

test('reading goes on behind any block as if it had never stopped', async () => {
  for (const encoding of ['utf8', 'utf16le'] as const) {
    const lines = Array.from({ length: 5000 }, (_, at) =>
      at % 7 === 0 ? '' : at % 11 === 0 ? `"bad,${at}` : `${at},"Lê\n${at} 𝒜",x`,
    );
    const bytes = Buffer.from(`\ufeffsố,tên,quê\n${lines.join('\r\n')}`, encoding);
    const sheet = await openSheet(sourceOf(bytes));
    const whole: RawRow[] = [];
    const places = [];
    for await (const block of sheet.blocks()) {
      whole.push(...block.rows);
      places.push({ next: block.next, seen: whole.length });
      assert.ok(block.rows.length <= 1000 && block.done <= bytes.length);
    }
    assert.ok(places.length >= 4);
    assert.equal(places.at(-1)!.next.offset, bytes.length);
    for (const { next, seen } of places) {
      const rest: RawRow[] = [];
      for await (const block of sheet.blocks(next)) rest.push(...block.rows);
      assert.deepEqual(rest, whole.slice(seen));
    }
  }
});

test('bytes of any kind end in rows or in a reason, never in a crash', async () => {
  const seed = Buffer.from('Họ tên;Năm;"Quê"\r\nAn;1990;"Huế"\r\n{"a":1}\n"x;y\n=cmd;;\n'.repeat(3));
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        fc.array(fc.tuple(fc.nat(seed.length - 1), fc.nat(255)), { maxLength: 30 }).map((changes) => {
          const bytes = Buffer.from(seed);
          for (const [at, byte] of changes) bytes[at] = byte;
          return bytes;
        }),
      ),
      async (bytes) => void (await codeOf(bytes)),
    ),
    { numRuns: 500 },
  );
});
