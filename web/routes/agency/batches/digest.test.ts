import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { createDigestingReader } from './digest.ts';

const bytes = randomBytes(5_000_000);
const expected = createHash('sha256').update(bytes).digest('hex');

test('the digest is that of the whole file, though a sending begins in the middle and repeats a block', async () => {
  const reader = createDigestingReader(new Blob([bytes]));
  assert.deepEqual(Buffer.from(await reader.read(2_000_000, 1_500_000)), bytes.subarray(2_000_000, 3_500_000));
  await reader.read(2_000_000, 1_500_000);
  assert.equal((await reader.read(4_900_000, 1_500_000)).length, 100_000);
  assert.equal(await reader.digest(), expected);
  assert.equal(await reader.digest(), expected);
});

test('a file that was only resumed at its end is digested whole all the same', async () => {
  assert.equal(await createDigestingReader(new Blob([bytes])).digest(), expected);
});
