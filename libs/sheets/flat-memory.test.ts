import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

test('300,000 rows, a line of 256 MiB and a workbook pass through 48 MiB of heap', async () => {
  const script = fileURLToPath(new URL('flat-memory.samples.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--max-old-space-size=48', script]);
  const { text, book, megabytes } = JSON.parse(stdout);
  assert.deepEqual(text, { good: 300_000, bad: 1 });
  assert.deepEqual(book, { good: 40_000, bad: 0 });
  assert.ok(megabytes < 128, `${megabytes} MiB`);
});
