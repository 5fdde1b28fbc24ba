import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import type { Entry } from './index.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

const entryOf = (type: string): Entry => ({
  kind: 'note',
  room: 'kernel',
  type,
  subjects: [],
  actor: 'a',
  actedAt: '2026-01-01T00:00:00Z',
  receivedAt: '2026-01-01T00:00:00Z',
});
const linesAt = async (reference: string) => {
  const [stream, seq] = reference.split(':');
  const { rows } = await house.kernel.database.pool.query<{ lines: string }>(
    'SELECT lines FROM kernel.journal_block WHERE stream = $1 AND seq = $2',
    [stream, seq],
  );
  return rows[0]?.lines.split('\n').map((line) => (JSON.parse(line) as Entry).type);
};

test('a line whose place was taken first stands there, whatever was written meanwhile', async () => {
  const reference = await house.kernel.database.transact(async (transaction) => {
    const line = transaction.reserve('note');
    transaction.append(entryOf('second'));
    line.write(JSON.stringify(entryOf(`first ${line.reference.split(':')[2]}`)));
    return line.reference;
  });
  assert.deepEqual(await linesAt(reference), ['first 0', 'second']);
});

test('a place that was taken and not filled fails the transaction, and nothing of it stays', async () => {
  let reference = '';
  const failed = house.kernel.database.transact(async (transaction) => {
    transaction.append(entryOf('before'));
    reference = transaction.reserve('look').reference;
  });
  await assert.rejects(failed, /reserved and not written/);
  assert.equal(await linesAt(reference), undefined);
  // The lane goes on where it was.
  const next = await house.kernel.database.transact(async (transaction) => transaction.append(entryOf('after')));
  assert.deepEqual(await linesAt(next), ['after']);
});
