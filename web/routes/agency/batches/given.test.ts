import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FileHead } from './fileHead.ts';
import { chosenFields, missingColumns, offeredFields, readNewBatch } from './given.ts';

const fields = ['name', 'pin', 'documents', 'birthDate'].map((id) => ({ id, name: id }));
const head: FileHead = { format: 'csv', columns: ['a', 'b', 'c'], rows: [] };
const values = { fields: 'birthDate name sex', 'column-number': 'a', 'column-name': 'b', 'column-birthDate': 'c' };

test('only what a file can claim is offered, and only what the agreement holds is asked', () => {
  const offered = offeredFields({ fields });
  assert.deepEqual(
    offered.map(({ id }) => id),
    ['name', 'birthDate'],
  );
  assert.deepEqual(chosenFields(values, offered), ['name', 'birthDate']);
});

test('a column that nobody named is missing, but for the sender’s own reference', () => {
  assert.deepEqual(missingColumns(values, ['name', 'birthDate']), []);
  assert.deepEqual(missingColumns({ ...values, 'column-name': '' }, ['name', 'sex']), ['name', 'sex']);
});

test('every column is sent as the person saw it, also that there is none', () => {
  const batch = readNewBatch({ ...values, findings: 'yes', most: '3' }, { file: { size: 9 }, head, fields: ['name'] });
  assert.deepEqual(batch, {
    fields: ['name'],
    format: 'csv',
    bytes: 9,
    columns: { number: 'a', name: 'b', reference: '' },
    findings: { subscribersPerIdentity: 3 },
  });
});
