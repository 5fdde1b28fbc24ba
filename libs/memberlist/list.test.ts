import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readDay, readListHead, readPieces, recogniseColumns } from './index.ts';

const headings = {
  number: ['Số thành viên', 'Mã số'],
  pin: ['Số định danh'],
  name: ['Họ và tên'],
  birthDate: ['Ngày sinh'],
  unit: ['Đơn vị'],
  joinedOn: ['Ngày tham gia'],
};

test('columns are known by their headings, however they are written', () => {
  const columns = ['STT', 'HỌ VÀ TÊN', 'ma so', 'Số định danh', 'ngày  sinh', 'don vi'];
  assert.deepEqual(recogniseColumns(columns, headings), {
    ...{ number: 'ma so', pin: 'Số định danh', name: 'HỌ VÀ TÊN', birthDate: 'ngày  sinh', unit: 'don vi' },
  });
});

test('days are read as lists write them; what is none stays', () => {
  assert.deepEqual(
    ['17/05/1990', '5-1990', '1990', '1990-05-17', ' 7.5.1990 ', 'May 1990', '17/05/90', ''].map(readDay),
    ['1990-05-17', '1990-05', '1990', '1990-05-17', '1990-05-07', 'May 1990', '17/05/90', ''],
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      assert.equal(readDay(readDay(text)), readDay(text));
    }),
  );
});

test('a list comes in pieces, each row once, and goes on behind the last one', async () => {
  const count = 25;
  const lines = Array.from(
    { length: count },
    (_, at) => `${at},001190000001,"Nguyễn\nVăn ${at}",01/02/1990,Tổ ${at % 3}`,
  );
  const file = new Blob([`number,pin,name,birthDate,unit\r\n${lines.join('\r\n')}`]);
  const { dialect, rows } = await readListHead(file);
  assert.equal(rows.length, 3);
  const columns = recogniseColumns(dialect.columns, headings);
  const read = async (from: number) => {
    const pieces = [];
    for await (const piece of readPieces(file, dialect, columns, { size: 10, from })) pieces.push(piece);
    return pieces;
  };
  const pieces = await read(dialect.begin);
  assert.deepEqual(
    pieces.map(({ members }) => members.length),
    [10, 10, 5],
  );
  const members = pieces.flatMap((piece) => piece.members);
  assert.deepEqual(
    members.map(({ number }) => number),
    Array.from({ length: count }, (_, at) => String(at)),
  );
  assert.deepEqual(members[4], {
    ...{ number: '4', pin: '001190000001', name: 'Nguyễn\nVăn 4', birthDate: '1990-02-01', unit: 'Tổ 1' },
  });
  assert.deepEqual(await read(pieces[0]!.end), pieces.slice(1));
});
