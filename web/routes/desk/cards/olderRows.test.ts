import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { olderColumns, readOlderRows } from './olderRows.ts';

const row = {
  ...{ number: '001190000001', documentNumber: '001190000001', issuedOn: '05/03/2018' },
  ...{ expiresOn: '', standing: 'held' },
};

test('rows are read by the names of their columns, whatever their order and separator', () => {
  const told =
    '\ufeffstanding;number;documentNumber;issuedOn;expiresOn;town\r\nheld;001190000001;"001190000001";05/03/2018;;Huế\r\n\r\n';
  assert.deepEqual(readOlderRows(told), { rows: [row] });
  assert.deepEqual(readOlderRows(told.replaceAll(';', '\t')), { rows: [row] });
  assert.deepEqual(readOlderRows(told.replaceAll(';', ',')), { rows: [row] });
});

test('a file without one of the columns says which', () => {
  assert.deepEqual(readOlderRows(''), { missing: 'number' });
  assert.deepEqual(readOlderRows('number,documentNumber,issuedOn,expiresOn\n1,2,3,4'), { missing: 'standing' });
});

test('whatever stands behind the names, each line that is not blank is a row of texts', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (lines) => {
      const read = readOlderRows([olderColumns.join(','), ...lines].join('\n'));
      assert.ok('rows' in read);
      const filled = lines.flatMap((line) => line.split(/\r?\n|\r/)).filter((line) => line.trim() !== '');
      assert.equal(read.rows.length, filled.length);
      for (const one of read.rows) for (const value of Object.values(one)) assert.ok(value.length <= 100);
    }),
  );
});
